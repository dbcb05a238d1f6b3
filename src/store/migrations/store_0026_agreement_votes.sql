-- That the cohort's board was told that it is over, or another took its place.
ALTER TABLE agreements ADD COLUMN ended_at INTEGER;

-- A cohort's votes on how it goes on. Of who voted for what nothing is left
-- once one is closed.
CREATE TABLE agreement_votes (
    id INTEGER PRIMARY KEY,
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    cause TEXT NOT NULL CHECK (cause IN ('training', 'again', 'end',
        'called')),
    opened_at INTEGER NOT NULL,         -- UTC seconds
    opened_on TEXT NOT NULL,            -- civil dates of the cohort's region
    last_on TEXT NOT NULL,
    closes_at INTEGER NOT NULL,         -- as the day after last_on begins
    closed_at INTEGER,                  -- NULL: not yet; the rest is of then
    entitled INTEGER NOT NULL DEFAULT 0,
    voted INTEGER NOT NULL DEFAULT 0,
    needed INTEGER NOT NULL DEFAULT 0,
    is_agreed INTEGER NOT NULL DEFAULT 0,
    again_on TEXT                       -- asked again by itself; NULL: never
) STRICT;
CREATE UNIQUE INDEX agreement_votes_open ON agreement_votes (cohort_id)
    WHERE closed_at IS NULL;
CREATE INDEX agreement_votes_by_cohort ON agreement_votes (cohort_id, id);

-- While a vote is open, what each wants: as it is typed.
CREATE TABLE agreement_ballots (
    vote_id INTEGER NOT NULL REFERENCES agreement_votes(id),
    person_id INTEGER NOT NULL REFERENCES people(id),
    rhythm TEXT NOT NULL,
    hour TEXT NOT NULL,
    until TEXT NOT NULL,
    voted_at INTEGER NOT NULL,
    PRIMARY KEY (vote_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_ballots_by_person ON agreement_ballots (person_id);

-- Of a vote that is closed, how many wanted what.
CREATE TABLE agreement_counts (
    vote_id INTEGER NOT NULL REFERENCES agreement_votes(id),
    item TEXT NOT NULL CHECK (item IN ('rhythm', 'hour', 'until')),
    choice TEXT NOT NULL,
    votes INTEGER NOT NULL,
    PRIMARY KEY (vote_id, item, choice)
) STRICT, WITHOUT ROWID;
