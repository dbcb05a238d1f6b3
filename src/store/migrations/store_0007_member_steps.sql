-- Where people begin one by one, each learner has phases of their own, which
-- follow from their own dates. What is kept is which of their beginnings they
-- have read of.
CREATE TABLE member_steps (
    person_id INTEGER NOT NULL REFERENCES people(id),
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    phase TEXT NOT NULL CHECK (phase IN ('upcoming', 'training',
        'on-the-job', 'alumni')),
    told_at INTEGER NOT NULL,           -- 0: past before it could be told
    PRIMARY KEY (person_id, cohort_id, phase)
) STRICT, WITHOUT ROWID;

-- Learners of eLearning programs who began with their cohort keep their dates.
UPDATE members
   SET starts_on = (SELECT cohorts.starts_on
                      FROM cohorts
                     WHERE cohorts.id = members.cohort_id)
 WHERE starts_on IS NULL
   AND role = 'learner'
   AND cohort_id IN (SELECT cohorts.id
                       FROM cohorts
                       JOIN programs ON programs.id = cohorts.program_id
                      WHERE programs.kind = 'elearning');

-- What began before this table was there is past. SQLite's functions: the
-- other engine begins with the table.
INSERT INTO member_steps (person_id, cohort_id, phase, told_at)
SELECT person_id, cohort_id, 'upcoming', 0
  FROM members
 WHERE starts_on IS NOT NULL
   AND role = 'learner';
INSERT INTO member_steps (person_id, cohort_id, phase, told_at)
SELECT person_id, cohort_id, 'training', 0
  FROM members
 WHERE starts_on <= date('now')
   AND role = 'learner';
INSERT INTO member_steps (person_id, cohort_id, phase, told_at)
SELECT members.person_id, members.cohort_id, 'on-the-job', 0
  FROM members
  JOIN cohorts ON cohorts.id = members.cohort_id
 WHERE date(members.starts_on, '+' || CAST(julianday(cohorts.ends_on)
            - julianday(cohorts.starts_on) AS INTEGER) || ' days')
       < date('now')
   AND role = 'learner';
INSERT INTO member_steps (person_id, cohort_id, phase, told_at)
SELECT members.person_id, members.cohort_id, 'alumni', 0
  FROM members
  JOIN cohorts ON cohorts.id = members.cohort_id
  JOIN programs ON programs.id = cohorts.program_id
 WHERE date(members.starts_on, '+' || CAST(julianday(cohorts.ends_on)
            - julianday(cohorts.starts_on)
            + 7 * programs.weeks_on_the_job AS INTEGER) || ' days')
       < date('now')
   AND role = 'learner';
