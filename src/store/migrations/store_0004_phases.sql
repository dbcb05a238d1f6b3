-- Phases follow from dates alone. What is kept is which of their beginnings
-- the cohort's board has been told of, and a member's own dates where a
-- program lets people begin one by one.

-- One row a phase, written in the order of the phases, never changed.
CREATE TABLE phase_steps (
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    phase TEXT NOT NULL CHECK (phase IN ('upcoming', 'training',
        'on-the-job', 'alumni')),
    announced_at INTEGER NOT NULL,      -- 0: past before it could be announced
    PRIMARY KEY (cohort_id, phase)
) STRICT, WITHOUT ROWID;

-- First day of this member's training; NULL: the cohort's. Theirs is as long.
ALTER TABLE members ADD COLUMN starts_on TEXT;

-- What began before this table was there is past. SQLite's functions: the
-- other engine begins with the table.
INSERT INTO phase_steps (cohort_id, phase, announced_at)
SELECT id, 'upcoming', 0 FROM cohorts;
INSERT INTO phase_steps (cohort_id, phase, announced_at)
SELECT id, 'training', 0 FROM cohorts WHERE starts_on <= date('now');
INSERT INTO phase_steps (cohort_id, phase, announced_at)
SELECT id, 'on-the-job', 0 FROM cohorts WHERE ends_on < date('now');
INSERT INTO phase_steps (cohort_id, phase, announced_at)
SELECT cohorts.id, 'alumni', 0
  FROM cohorts
  JOIN programs ON programs.id = cohorts.program_id
 WHERE date(ends_on, '+' || 7 * weeks_on_the_job || ' days') < date('now');
