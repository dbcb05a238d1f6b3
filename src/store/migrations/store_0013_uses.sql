-- What was of use. "I used this", on a post, by whoever did.

CREATE TABLE uses (
    post_id INTEGER NOT NULL REFERENCES posts(id),
    person_id INTEGER NOT NULL REFERENCES people(id), -- who used it
    author_id INTEGER NOT NULL REFERENCES people(id), -- of the post
    line TEXT NOT NULL,                 -- what happened; '': not said
    used_at INTEGER NOT NULL,
    told_at INTEGER,                    -- NULL: its author has not read it
    PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX uses_by_person ON uses (person_id, used_at, post_id);
CREATE INDEX uses_of_author ON uses (author_id, used_at, post_id, person_id);
CREATE INDEX uses_untold ON uses (author_id, used_at) WHERE told_at IS NULL;
