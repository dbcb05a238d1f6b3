-- What a post said before its author changed it: nothing that was posted is
-- lost. What it says now stands in posts.
CREATE TABLE post_versions (
    post_id INTEGER NOT NULL REFERENCES posts(id),
    number INTEGER NOT NULL,            -- from 1 within the post, oldest first
    author_id INTEGER NOT NULL REFERENCES people(id), -- of the post
    body TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    replaced_at INTEGER NOT NULL,
    is_silent INTEGER NOT NULL          -- 1: for its author alone to read
        CHECK (is_silent IN (0, 1)),
    is_uncovering INTEGER NOT NULL      -- 1: it stood when the others' answers
        CHECK (is_uncovering IN (0, 1)), -- opened to its author
    PRIMARY KEY (post_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_versions_of_author ON post_versions (author_id, replaced_at);

-- The same of an answer without a name that is not in its thread yet.
CREATE TABLE held_versions (
    question_id INTEGER NOT NULL REFERENCES questions(id),
    person_id INTEGER NOT NULL REFERENCES people(id),
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    replaced_at INTEGER NOT NULL,
    is_silent INTEGER NOT NULL CHECK (is_silent IN (0, 1)),
    is_uncovering INTEGER NOT NULL CHECK (is_uncovering IN (0, 1)),
    PRIMARY KEY (question_id, person_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_versions_of_person ON held_versions (person_id, replaced_at);

-- When others may see that it was changed last; NULL: they see nothing of it.
ALTER TABLE posts ADD COLUMN edited_at INTEGER;
