-- Another app in place of the one that counts, which counts until the other
-- has shown a right code.
ALTER TABLE second_factors ADD COLUMN next_secret TEXT; -- NULL: none waits
ALTER TABLE second_factors ADD COLUMN next_begun_at INTEGER NOT NULL DEFAULT 0;
-- The digest of the recovery code that let them in last: it does once more for
-- another app, for a while. NULL: none.
ALTER TABLE second_factors ADD COLUMN let_in_by TEXT;
ALTER TABLE second_factors ADD COLUMN let_in_at INTEGER NOT NULL DEFAULT 0;
