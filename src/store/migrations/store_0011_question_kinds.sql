-- What a question is after: to look back, to use what was learned, to tell a
-- story or a mistake, to ask the expert.
ALTER TABLE questions ADD COLUMN kind TEXT NOT NULL DEFAULT 'reflect'
    CHECK (kind IN ('reflect', 'apply', 'story', 'mistake', 'ask-the-sme'));
