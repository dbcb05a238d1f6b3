-- What others think of a post: thanks, the one reaction, and the mark of a
-- mentor or SME on what is right.

CREATE TABLE thanks (
    post_id INTEGER NOT NULL REFERENCES posts(id),
    person_id INTEGER NOT NULL REFERENCES people(id), -- who thanks
    thanked_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thanks_by_person ON thanks (person_id, thanked_at, post_id);

CREATE TABLE endorsements (
    post_id INTEGER NOT NULL REFERENCES posts(id),
    person_id INTEGER NOT NULL REFERENCES people(id), -- mentor or SME
    author_id INTEGER NOT NULL REFERENCES people(id), -- of the post
    thread_id INTEGER NOT NULL REFERENCES threads(id), -- the post's
    endorsed_at INTEGER NOT NULL,
    told_at INTEGER,                    -- NULL: its author has not read it
    PRIMARY KEY (post_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX endorsements_by_thread ON endorsements (thread_id, post_id);
CREATE INDEX endorsements_by_person
    ON endorsements (person_id, endorsed_at, post_id);
CREATE INDEX endorsements_of_author
    ON endorsements (author_id, endorsed_at, post_id, person_id);
CREATE INDEX endorsements_untold ON endorsements (author_id, endorsed_at)
    WHERE told_at IS NULL;
