-- What every cohort of a program is asked and told by itself, by week and
-- weekday of its training. A cohort gets it once, when it is added; from then
-- on what it got is its own.
CREATE TABLE plan_entries (
    id INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL REFERENCES programs(id),
    week INTEGER NOT NULL               -- of seven days, from the first on
        CHECK (week BETWEEN 1 AND 104),
    weekday INTEGER NOT NULL            -- 0 is Sunday
        CHECK (weekday BETWEEN 0 AND 6),
    is_announcement INTEGER NOT NULL    -- 1: told; 0: asked
        CHECK (is_announcement IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN ('reflect', 'apply', 'story',
        'mistake', 'ask-the-sme')),     -- of a question
    body TEXT NOT NULL,
    UNIQUE (program_id, week, weekday, is_announcement)
) STRICT;

-- A question that came with the plan: the day that the plan has for it, where a
-- holiday may have it asked later. NULL: it came otherwise.
ALTER TABLE questions ADD COLUMN planned_on TEXT;
CREATE INDEX questions_planned ON questions (board_id, planned_on)
    WHERE planned_on IS NOT NULL;

-- What a cohort's board will be told, once, by the house.
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    says_on TEXT NOT NULL,              -- civil date of the cohort's region
    body TEXT NOT NULL,                 -- its first line is the subject
    done_at INTEGER,                    -- UTC seconds; NULL: still to come
    thread_id INTEGER REFERENCES threads(id), -- NULL: not said, see done_at
    UNIQUE (cohort_id, says_on)
) STRICT;
CREATE INDEX announcements_due ON announcements (id) WHERE done_at IS NULL;
