-- What was taken out of the store and is to be in no file any more: whoever
-- copies the log into the store is asked here to begin it anew as well.
CREATE TABLE scrubs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_at INTEGER NOT NULL,          -- UTC seconds
    tries INTEGER NOT NULL DEFAULT 0,   -- each begins the log anew
    done_at INTEGER                     -- NULL: not yet
) STRICT;
CREATE INDEX scrubs_due ON scrubs (id) WHERE done_at IS NULL;
