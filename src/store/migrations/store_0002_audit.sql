-- The audit becomes a hash chain that only grows.
--
-- link = BLAKE2b-256, as 64 hex digits, over the link of the row before (64
-- zeros before the first) and then id, at, actor_id (0 for NULL), actor, act,
-- subject, reason, digest: each number as 8 bytes, the highest first; each
-- text, the link before included, as its length in bytes, a number so, and its
-- bytes. Rows from before this migration keep an empty link; theirs are
-- computed, so that the first row with a link covers them all. Whoever may
-- write this file can write the chain anew from any row on: what tells then is
-- a head that was noted elsewhere, in the log or in a backup.
--
-- No foreign key to people: a record outlives whom it names.
ALTER TABLE audit ADD COLUMN actor_id INTEGER;  -- NULL: the operator's program
ALTER TABLE audit ADD COLUMN reason TEXT NOT NULL DEFAULT '';  -- why; '': none
-- Keyed digest of the text concerned, 64 hex digits; '': none was.
ALTER TABLE audit ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN link TEXT NOT NULL DEFAULT '';

CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit only grows');
END;

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit only grows');
END;

-- REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_grows BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE audit.id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'the audit only grows');
END;

-- What the site makes of random bytes, once. The key of the audit's digests
-- lies here and not among the secrets, because sessions write acts. So it
-- guards what leaves this file (the audit as it is read, the head in the log):
-- nobody can try texts against those digests. Whoever holds this file or a
-- copy of it can, for texts that are short enough to guess.
CREATE TABLE site_keys (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    audit_key TEXT NOT NULL                     -- 32 bytes, as 64 hex digits
) STRICT;

CREATE TRIGGER site_keys_keep BEFORE UPDATE ON site_keys
BEGIN
    SELECT RAISE(ABORT, 'the key of the audit stays');
END;

CREATE TRIGGER site_keys_stay BEFORE DELETE ON site_keys
BEGIN
    SELECT RAISE(ABORT, 'the key of the audit stays');
END;
