-- Which of their own earlier answers somebody met again.

CREATE TABLE looks (
    person_id INTEGER NOT NULL REFERENCES people(id),
    post_id INTEGER NOT NULL REFERENCES posts(id), -- their answer
    weeks INTEGER NOT NULL              -- how long after it
        CHECK (weeks IN (1, 4, 12)),
    met_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, post_id, weeks)
) STRICT, WITHOUT ROWID;
CREATE INDEX looks_by_person ON looks (person_id, met_at);

-- One's own answers, by time.
CREATE INDEX answers_of_person ON answers (person_id, answered_at)
    WHERE post_id IS NOT NULL;
