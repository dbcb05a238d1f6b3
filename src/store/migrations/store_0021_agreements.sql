-- What a cohort decided for itself: how often it is asked, at what hour, how
-- long. Each stands until the next one of the cohort's begins.
CREATE TABLE agreements (
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    from_on TEXT NOT NULL,              -- civil dates of the cohort's region
    until_on TEXT,                      -- its last day; NULL: until asked again
    rhythm TEXT NOT NULL,               -- 'daily', 'weekly', 'never', ...
    minute INTEGER NOT NULL             -- of the day, in each person's zone
        CHECK (minute BETWEEN 0 AND 1439),
    weeks INTEGER NOT NULL,             -- as it was chosen; 0: no end
    agreed_at INTEGER NOT NULL,         -- UTC seconds
    PRIMARY KEY (cohort_id, from_on)
) STRICT, WITHOUT ROWID;
