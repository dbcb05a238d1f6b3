-- What somebody who finished a week would have liked to know in it, for the
-- cohorts of the program that come after.

CREATE TABLE letters (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people(id),
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id), -- of who wrote it
    week INTEGER NOT NULL               -- of the training; 0: the whole of it
        CHECK (week >= 0),
    body TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    UNIQUE (person_id, cohort_id, week)
) STRICT;
CREATE INDEX letters_of_week ON letters (cohort_id, week, id);

-- Whom a letter helped.
CREATE TABLE letter_uses (
    letter_id INTEGER NOT NULL REFERENCES letters(id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people(id),
    used_at INTEGER NOT NULL,
    PRIMARY KEY (letter_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_uses_by_person ON letter_uses (person_id, letter_id);
