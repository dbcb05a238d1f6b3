-- Answers without a name to peers, where the question allows them. Each is held
-- back until the question has closed in every zone; then all of them come into
-- its thread at one moment in no order, so that neither when nor after whom
-- they were written tells whose they are.
ALTER TABLE questions ADD COLUMN is_nameless_allowed INTEGER NOT NULL DEFAULT 0
    CHECK (is_nameless_allowed IN (0, 1));
-- 1: what is due when it has closed in every zone is done.
ALTER TABLE questions ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0
    CHECK (is_closed IN (0, 1));
UPDATE questions SET is_closed = 1 WHERE thread_id IS NOT NULL;
CREATE INDEX questions_unclosed ON questions (asks_on, id)
    WHERE is_closed = 0 AND thread_id IS NOT NULL;

-- To peers. NULL: by name; '': "somebody"; else of this region, as it stood
-- when the question closed.
ALTER TABLE posts ADD COLUMN nameless_of TEXT;

-- An answer without a name that is not in its thread yet; its row in answers
-- has no post.
CREATE TABLE held_answers (
    question_id INTEGER NOT NULL REFERENCES questions(id),
    person_id INTEGER NOT NULL REFERENCES people(id),
    body TEXT NOT NULL,
    held_at INTEGER NOT NULL,           -- UTC seconds
    PRIMARY KEY (question_id, person_id)
) STRICT, WITHOUT ROWID;
