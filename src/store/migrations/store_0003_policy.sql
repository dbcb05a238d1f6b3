-- The posting policy, version by version. One that was published is never
-- changed: a change is the next version.
CREATE TABLE policies (
    id INTEGER PRIMARY KEY,             -- the version's number, from 1
    body TEXT NOT NULL,
    published_at INTEGER NOT NULL,      -- UTC seconds
    published_by TEXT NOT NULL          -- a handle, or 'operator'
) STRICT;

-- Who accepted which version, when.
CREATE TABLE acceptances (
    person_id INTEGER NOT NULL REFERENCES people(id),
    policy_id INTEGER NOT NULL REFERENCES policies(id),
    accepted_at INTEGER NOT NULL,       -- UTC seconds
    PRIMARY KEY (person_id, policy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX acceptances_by_policy ON acceptances (policy_id, person_id);
