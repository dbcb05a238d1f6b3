-- Days on which people of a region are not asked; as its file had them when
-- the daemon began.
CREATE TABLE holidays (
    region_id INTEGER NOT NULL REFERENCES regions(id),
    rests_on TEXT NOT NULL,             -- civil date
    name TEXT NOT NULL,
    PRIMARY KEY (region_id, rests_on)
) STRICT, WITHOUT ROWID;

-- When a question opens and closes, by zone and region: who rests on its day
-- is asked on their next working day. Region 0: people of none.
CREATE TABLE openings_by_region (
    question_id INTEGER NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    zone TEXT NOT NULL,
    region_id INTEGER NOT NULL DEFAULT 0,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, zone, region_id)
) STRICT, WITHOUT ROWID;
INSERT INTO openings_by_region (question_id, zone, region_id, opens_at,
    closes_at)
SELECT o.question_id, o.zone, r.id, o.opens_at, o.closes_at
  FROM openings o
  JOIN (SELECT 0 AS id UNION SELECT id FROM regions) r;
DROP TABLE openings;
ALTER TABLE openings_by_region RENAME TO openings;
