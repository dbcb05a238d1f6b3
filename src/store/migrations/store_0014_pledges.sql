-- "When ..., I will ..., by ...": private until its owner posts it.

CREATE TABLE pledges (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people(id),
    number INTEGER NOT NULL,            -- from 1, each person's own
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id), -- where it counts
    moment TEXT NOT NULL,               -- "a customer asks for the price"
    deed TEXT NOT NULL,                 -- "send the sheet the same day"
    by_on TEXT NOT NULL,                -- civil date
    made_at INTEGER NOT NULL,
    UNIQUE (person_id, number)
) STRICT;
CREATE INDEX pledges_by_cohort ON pledges (cohort_id, id);

-- What became of it, each time its owner said; the last one counts.
CREATE TABLE pledge_answers (
    id INTEGER PRIMARY KEY,
    pledge_id INTEGER NOT NULL REFERENCES pledges(id) ON DELETE CASCADE,
    answer TEXT NOT NULL CHECK (answer IN ('done', 'not-yet', 'changed')),
    word TEXT NOT NULL,                 -- on what happened; '': nothing
    answered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pledge_answers_by_pledge ON pledge_answers (pledge_id, id);
