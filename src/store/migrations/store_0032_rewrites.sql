-- What was taken out is to be in no page of the files either: they are written
-- anew before the log is begun anew, by whoever took it out or, where that was
-- killed, by the daemon.
ALTER TABLE scrubs ADD COLUMN is_rewritten INTEGER NOT NULL DEFAULT 1
    CHECK (is_rewritten IN (0, 1)); -- 0: they are to be written anew yet
