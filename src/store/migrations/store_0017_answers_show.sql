-- Answers that open to nobody but staff before the question has closed in
-- every zone; is_answer_first is 0 then.
ALTER TABLE questions ADD COLUMN is_at_closing INTEGER NOT NULL DEFAULT 0
    CHECK (is_at_closing IN (0, 1));
