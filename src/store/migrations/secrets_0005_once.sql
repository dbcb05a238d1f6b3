-- What was asked and has been answered, for a while: whoever asks again, since
-- the answer was lost with the process that had it, is given the same one.
CREATE TABLE answered (
    digest TEXT PRIMARY KEY,            -- of the number that the request bears
    answered_at INTEGER NOT NULL,
    sealed TEXT NOT NULL                -- the answer, under that number, which
                                        -- is kept nowhere: codes are among them
) STRICT;
CREATE INDEX answered_by_time ON answered (answered_at, digest);

-- The half of an act in both stores that is to be done here. It counts once
-- the store's half does, which is when its token is in finished there.
CREATE TABLE unfinished (
    token TEXT PRIMARY KEY,             -- random
    statements TEXT NOT NULL            -- as they ran, to be run again
) STRICT;
