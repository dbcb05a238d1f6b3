-- What was read of a thread beyond the number in reads: where answers are shown
-- in another order than their numbers'. Once the gap is read they go.
CREATE TABLE reads_ahead (
    person_id INTEGER NOT NULL REFERENCES people(id),
    thread_id INTEGER NOT NULL REFERENCES threads(id),
    number INTEGER NOT NULL,            -- of a post
    PRIMARY KEY (person_id, thread_id, number)
) STRICT, WITHOUT ROWID;
