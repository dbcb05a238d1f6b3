-- What only the keeper and the operator's program read: how people prove who
-- they are. person_id is people.id of the store beside it.

CREATE TABLE passwords (
    person_id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,                 -- argon2id, libsodium's string
    changed_at INTEGER NOT NULL
) STRICT;

-- Public keys that log a person in.
CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    type TEXT NOT NULL,                 -- 'ssh-ed25519'
    blob TEXT NOT NULL UNIQUE,          -- base64, as in authorized_keys
    fingerprint TEXT NOT NULL UNIQUE,   -- 'SHA256:...', as ssh-keygen -l
    comment TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX keys_by_person ON keys (person_id, id);
