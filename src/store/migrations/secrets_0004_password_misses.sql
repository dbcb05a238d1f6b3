-- Wrong old passwords of who wants another: a session that somebody walked up
-- to, or took over, must not try them all.
ALTER TABLE passwords ADD COLUMN misses INTEGER NOT NULL DEFAULT 0; -- until a
                                        -- right one or a quarter of an hour
ALTER TABLE passwords ADD COLUMN missed_at INTEGER NOT NULL DEFAULT 0;
