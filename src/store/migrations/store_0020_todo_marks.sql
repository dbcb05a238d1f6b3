-- What of a champion's acts for a cohort has been done, by whom and when. The
-- acts themselves come from screens/todo/ and from what is so that day; no row
-- means that it is still to do.
CREATE TABLE todo_marks (
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    act TEXT NOT NULL,                  -- 'training: <its line>', 'welcome'
    person_id INTEGER REFERENCES people(id), -- NULL: the operator's program
    marked_at INTEGER NOT NULL,         -- UTC seconds
    PRIMARY KEY (cohort_id, act)
) STRICT, WITHOUT ROWID;
