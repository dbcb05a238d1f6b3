-- Codes that let somebody in: to enrol in a cohort, or, for one who lost key
-- and password, to come back. Only a digest of a code is kept, so nobody can
-- read one here; its 80 random bits are too many to try.
CREATE TABLE codes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- what it is called by: "code 12"
    digest TEXT NOT NULL UNIQUE, -- BLAKE2b-256 of the 17 digits, 64 hex digits
    cohort_id INTEGER,           -- cohorts.id; NULL: it lets person_id back in
    role TEXT                    -- in that cohort
        CHECK (role IN ('learner', 'mentor', 'sme', 'champion', 'moderator',
            'sponsor')),
    person_id INTEGER,           -- people.id; NULL: whoever has it
    uses INTEGER NOT NULL CHECK (uses > 0),
    uses_left INTEGER NOT NULL CHECK (uses_left BETWEEN 0 AND uses),
    made_by TEXT NOT NULL,       -- a handle, or 'operator'
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,          -- NULL: it was not
    CHECK ((cohort_id IS NULL) = (person_id IS NOT NULL)),
    CHECK ((cohort_id IS NULL) = (role IS NULL))
) STRICT;
CREATE INDEX codes_by_cohort ON codes (cohort_id, id);
CREATE INDEX codes_by_person ON codes (person_id, id)
    WHERE person_id IS NOT NULL;
