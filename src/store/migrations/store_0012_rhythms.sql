-- How often a board asks, where that is not what its phase has by itself.
CREATE TABLE rhythms (
    board_id INTEGER NOT NULL REFERENCES boards(id),
    phase TEXT NOT NULL CHECK (phase IN ('upcoming', 'training',
        'on-the-job', 'alumni')),
    rhythm TEXT NOT NULL,               -- 'daily', 'mon,thu', 'weekly', ...
    PRIMARY KEY (board_id, phase)
) STRICT, WITHOUT ROWID;

-- A program's questions for days on which a board's queue is empty.
CREATE TABLE bank_questions (
    id INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL REFERENCES programs(id),
    body TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reflect', 'apply', 'story',
        'mistake', 'ask-the-sme')),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bank_questions_by_program ON bank_questions (program_id, id);

-- Where a question came from: the bank's; NULL: somebody asked it.
ALTER TABLE questions ADD COLUMN bank_id INTEGER
    REFERENCES bank_questions(id) ON DELETE SET NULL;
CREATE INDEX questions_by_bank ON questions (bank_id, asks_on)
    WHERE bank_id IS NOT NULL;
