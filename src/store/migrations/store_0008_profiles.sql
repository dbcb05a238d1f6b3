-- What people set for themselves, beside their name and zone.

-- By which two names count as the same, see name_skeleton(); NULL: not known
-- yet. Who makes a name writes it, and the trigger sees to it that none stays
-- of a name that is gone.
ALTER TABLE people ADD COLUMN name_skeleton TEXT;
-- 1: they chose it, so that a roster leaves it as it is.
ALTER TABLE people ADD COLUMN has_own_name INTEGER NOT NULL DEFAULT 0
    CHECK (has_own_name IN (0, 1));
CREATE INDEX people_by_name ON people (name_skeleton, id);

CREATE TRIGGER people_are_renamed AFTER UPDATE OF name ON people
WHEN NEW.name <> OLD.name AND NEW.name_skeleton = OLD.name_skeleton
BEGIN
    UPDATE people SET name_skeleton = NULL WHERE id = NEW.id;
END;

-- No row: as the defaults say.
CREATE TABLE profiles (
    person_id INTEGER PRIMARY KEY REFERENCES people(id),
    is_plain INTEGER NOT NULL DEFAULT 0     -- 1: ssh host begins in lines
        CHECK (is_plain IN (0, 1)),
    -- What they want to be told of: 1, or 0 for not.
    tells_mentions INTEGER NOT NULL DEFAULT 1
        CHECK (tells_mentions IN (0, 1)),
    tells_replies INTEGER NOT NULL DEFAULT 1    -- to what they wrote
        CHECK (tells_replies IN (0, 1)),
    tells_questions INTEGER NOT NULL DEFAULT 1  -- that open for them
        CHECK (tells_questions IN (0, 1)),
    digest TEXT NOT NULL DEFAULT 'weekly'   -- how often they want one
        CHECK (digest IN ('never', 'weekly', 'daily'))
) STRICT;

-- When someone is away; those of one person do not overlap.
CREATE TABLE leaves (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people(id),
    from_on TEXT NOT NULL,              -- first day, as their own zone has it
    to_on TEXT NOT NULL,                -- last day
    created_at INTEGER NOT NULL,
    CHECK (from_on <= to_on)
) STRICT;
CREATE INDEX leaves_by_person ON leaves (person_id, to_on, id);

-- The zones that someone had before their present one. What had opened for
-- them by a zone's clock stays open by it: see board/covering.h.
CREATE TABLE moves (
    person_id INTEGER NOT NULL REFERENCES people(id),
    until_at INTEGER NOT NULL,          -- the zone was theirs up to then
    zone TEXT NOT NULL,                 -- IANA name
    PRIMARY KEY (person_id, until_at)
) STRICT, WITHOUT ROWID;
