-- A pin may have an end: the last civil date on which the thread stands on
-- top, and the moment that is over in every region of its board; NULL: until
-- somebody unpins it.
ALTER TABLE threads ADD COLUMN unpins_on TEXT;
ALTER TABLE threads ADD COLUMN unpins_at INTEGER;
CREATE INDEX threads_unpinning ON threads (unpins_at, id)
    WHERE unpins_at IS NOT NULL;
