-- What proves a login beside a key or password: an app's codes, for those who
-- turned it on.
CREATE TABLE second_factors (
    person_id INTEGER PRIMARY KEY,
    secret TEXT NOT NULL,               -- 160 bits in base 32, as the app has it
    begun_at INTEGER NOT NULL,
    confirmed_at INTEGER,               -- NULL: no code has shown yet that an
                                        -- app has it, and it asks for nothing
    last_step INTEGER NOT NULL DEFAULT 0, -- of 30 s; a code serves once
    misses INTEGER NOT NULL DEFAULT 0,  -- wrong codes, until a right one or
                                        -- a quarter of an hour
    missed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Codes for who has lost the app, each once: those that are left. Of a code
-- only its digest is kept, as in codes.
CREATE TABLE recovery_codes (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id, id);
