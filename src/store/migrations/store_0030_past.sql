-- Past questions: by board, and the words of them and of their answers.

-- Threads of questions get ids in the order in which they open.
CREATE INDEX questions_past ON questions (board_id, thread_id)
    WHERE thread_id IS NOT NULL;

-- Each post of a question's thread: what full-text search is about. Its id is
-- made of its thread's and its number, so that the newest question comes first
-- and its posts side by side.
CREATE VIEW question_posts AS
    SELECT p.thread_id * 1048576 + p.number AS id,
           'board' || t.board_id AS board,
           p.body AS body,
           p.id AS post_id
      FROM posts p
      JOIN threads t ON t.id = p.thread_id
     WHERE t.kind = 'question';

-- board: 'board3', where it may be read. Kept by store/asked_words.c: in a
-- schema that is not trusted no trigger may.
CREATE VIRTUAL TABLE asked_words USING fts5 (
    board,
    body,
    content = 'question_posts', content_rowid = 'id',
    columnsize = 0, tokenize = 'homeroom'
);
INSERT INTO asked_words (asked_words) VALUES ('rebuild');
