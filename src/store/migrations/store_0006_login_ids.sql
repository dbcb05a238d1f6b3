-- What people are called where they learn: with it, or their address, those on
-- a roster claim their account.
ALTER TABLE people ADD COLUMN login_id TEXT;  -- lower case; NULL: none known
CREATE INDEX people_by_login ON people (login_id, id)
    WHERE login_id IS NOT NULL;
