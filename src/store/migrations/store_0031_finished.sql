-- Acts in both stores whose half in this one is done: what is left of the other
-- half, in unfinished of the secrets, is to be done as well.
CREATE TABLE finished (
    token TEXT PRIMARY KEY              -- as in unfinished
) STRICT;
