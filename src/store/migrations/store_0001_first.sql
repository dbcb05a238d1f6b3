-- The first store. Times are UTC seconds (_at); civil dates are 'YYYY-MM-DD'
-- (_on), read in an IANA zone; text is cleaned UTF-8. Slugs are
-- [a-z0-9-], what people type to name a thing.

-- A training, with its stated goal.
CREATE TABLE programs (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,                -- on screen: "New-hire"
    goal TEXT NOT NULL DEFAULT '',      -- one line, what it is for
    kind TEXT NOT NULL                  -- how people enrol
        CHECK (kind IN ('instructor-led', 'elearning')),
    weeks_on_the_job INTEGER NOT NULL DEFAULT 12
        CHECK (weeks_on_the_job >= 0),
    created_at INTEGER NOT NULL
) STRICT;

-- Where people sit.
CREATE TABLE regions (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,                -- on screen: "EMEA"
    zone TEXT NOT NULL,                 -- IANA name, the default of its people
    created_at INTEGER NOT NULL
) STRICT;

-- The cohorts of one program that learn together.
CREATE TABLE intakes (
    id INTEGER PRIMARY KEY,
    program_id INTEGER NOT NULL REFERENCES programs(id),
    title TEXT NOT NULL,                -- on screen: "autumn 2026"
    created_at INTEGER NOT NULL,
    UNIQUE (program_id, title)
) STRICT;

-- One run of a program in one region. Its phase follows from the dates.
CREATE TABLE cohorts (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    program_id INTEGER NOT NULL REFERENCES programs(id),
    region_id INTEGER NOT NULL REFERENCES regions(id),
    intake_id INTEGER NOT NULL REFERENCES intakes(id),
    starts_on TEXT NOT NULL,            -- first day of training
    ends_on TEXT NOT NULL,              -- last day of training
    created_at INTEGER NOT NULL,
    CHECK (starts_on <= ends_on)
) STRICT;
CREATE INDEX cohorts_by_intake ON cohorts (intake_id, id);
CREATE INDEX cohorts_by_program ON cohorts (program_id, id);

-- Everybody, authors of imported mail among them.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,        -- [a-z][a-z0-9_-]{1,19}
    skeleton TEXT NOT NULL UNIQUE,      -- of the handle, see handle_skeleton()
    name TEXT NOT NULL,                 -- shown beside what they write
    email TEXT UNIQUE,                  -- lower case; login by email
    zone TEXT,                          -- IANA name; NULL: the region's
    region_id INTEGER REFERENCES regions(id), -- NULL: of no cohort yet
    may_log_in INTEGER NOT NULL DEFAULT 1     -- 0: an imported author
        CHECK (may_log_in IN (0, 1)),
    site_role TEXT                      -- NULL: none
        CHECK (site_role IN ('moderator', 'operator')),
    last_seen_at INTEGER,               -- their last act; NULL: never here
    created_at INTEGER NOT NULL
) STRICT;

-- A person in a cohort, with a role there.
CREATE TABLE members (
    person_id INTEGER NOT NULL REFERENCES people(id),
    cohort_id INTEGER NOT NULL REFERENCES cohorts(id),
    role TEXT NOT NULL CHECK (role IN ('learner', 'mentor', 'sme',
        'champion', 'moderator', 'sponsor')),
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, cohort_id, role)
) STRICT;
CREATE INDEX members_by_cohort ON members (cohort_id, person_id, role);

-- Where threads live. They come with programs, intakes and cohorts.
CREATE TABLE boards (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('cohort', 'program', 'alumni',
        'course', 'commons')),
    title TEXT NOT NULL,                -- "EMEA, autumn 2026"
    program_id INTEGER REFERENCES programs(id), -- NULL: commons
    intake_id INTEGER REFERENCES intakes(id),   -- program boards, cohorts
    cohort_id INTEGER REFERENCES cohorts(id),   -- cohort boards
    thread_count INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    CHECK ((kind = 'commons') = (program_id IS NULL)),
    CHECK ((kind IN ('cohort', 'program')) = (intake_id IS NOT NULL)),
    CHECK ((kind = 'cohort') = (cohort_id IS NOT NULL))
) STRICT;
-- At most one of each kind beside what it belongs to.
CREATE UNIQUE INDEX boards_of_cohort ON boards (cohort_id)
    WHERE kind = 'cohort';
CREATE UNIQUE INDEX boards_of_intake ON boards (intake_id)
    WHERE kind = 'program';
CREATE UNIQUE INDEX boards_of_alumni ON boards (program_id)
    WHERE kind = 'alumni';
CREATE UNIQUE INDEX boards_of_course ON boards (program_id)
    WHERE kind = 'course';
CREATE UNIQUE INDEX boards_commons ON boards (kind) WHERE kind = 'commons';

-- A conversation. The first post is number 1.
CREATE TABLE threads (
    id INTEGER PRIMARY KEY,
    board_id INTEGER NOT NULL REFERENCES boards(id),
    kind TEXT NOT NULL CHECK (kind IN ('talk', 'question')),
    subject TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES people(id),
    created_at INTEGER NOT NULL,        -- of its first post
    last_number INTEGER NOT NULL,       -- of its newest post
    last_post_id INTEGER NOT NULL,      -- the greatest id among its posts
    last_post_at INTEGER NOT NULL,      -- the newest time among its posts
    last_author_id INTEGER NOT NULL REFERENCES people(id),
    has_reply INTEGER NOT NULL DEFAULT 0, -- 1: another person has replied
    is_pinned INTEGER NOT NULL DEFAULT 0,
    is_locked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX threads_by_board_newest
    ON threads (board_id, is_pinned, last_post_at, last_post_id);
CREATE INDEX threads_by_board_post ON threads (board_id, last_post_id);
CREATE INDEX threads_waiting ON threads (board_id, created_at, id)
    WHERE has_reply = 0 AND kind = 'talk';

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,             -- grows: a later insert has a later id
    thread_id INTEGER NOT NULL REFERENCES threads(id),
    number INTEGER NOT NULL,            -- from 1 within the thread
    author_id INTEGER NOT NULL REFERENCES people(id),
    reply_to INTEGER,                   -- number of the post answered
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    message_id TEXT,                    -- of an imported mail
    UNIQUE (thread_id, number)
) STRICT;
CREATE UNIQUE INDEX posts_by_message ON posts (message_id)
    WHERE message_id IS NOT NULL;
-- Imported posts are new to nobody and hold nobody back.
CREATE INDEX posts_by_author ON posts (author_id, id)
    WHERE message_id IS NULL;
CREATE INDEX posts_by_time ON posts (created_at, id)
    WHERE message_id IS NULL;
CREATE INDEX posts_news ON posts (thread_id, number, author_id)
    WHERE message_id IS NULL;

-- How far someone has read in a thread.
CREATE TABLE reads (
    person_id INTEGER NOT NULL REFERENCES people(id),
    thread_id INTEGER NOT NULL REFERENCES threads(id),
    number INTEGER NOT NULL,            -- the last post read
    PRIMARY KEY (person_id, thread_id)
) STRICT, WITHOUT ROWID;

-- From where on posts of a board count as new to someone. No row: nobody has
-- counted yet, the first look sets it (see board/reading.h).
CREATE TABLE baselines (
    person_id INTEGER NOT NULL REFERENCES people(id),
    board_id INTEGER NOT NULL REFERENCES boards(id),
    post_id INTEGER NOT NULL,           -- posts up to this id are not new
    PRIMARY KEY (person_id, board_id)
) STRICT, WITHOUT ROWID;

-- A prompt asked on a schedule. It gets its thread when it first opens.
CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    board_id INTEGER NOT NULL REFERENCES boards(id), -- where it is asked
    asker_id INTEGER NOT NULL REFERENCES people(id),
    body TEXT NOT NULL,
    asks_on TEXT NOT NULL,              -- civil date, in each person's zone
    asks_minute INTEGER NOT NULL        -- of that day
        CHECK (asks_minute BETWEEN 0 AND 1439),
    window_hours INTEGER NOT NULL       -- open for a person so long
        CHECK (window_hours > 0),
    is_answer_first INTEGER NOT NULL    -- 1: covered until answered
        CHECK (is_answer_first IN (0, 1)),
    thread_id INTEGER UNIQUE REFERENCES threads(id), -- NULL: not open yet
    answered INTEGER NOT NULL DEFAULT 0, -- people; skips do not count
    answered_in_week INTEGER NOT NULL DEFAULT 0, -- of its first opening
    created_at INTEGER NOT NULL,
    UNIQUE (board_id, asks_on)
) STRICT;
CREATE INDEX questions_unopened ON questions (asks_on, id)
    WHERE thread_id IS NULL;

-- When a question opens and closes, by zone.
CREATE TABLE openings (
    question_id INTEGER NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    zone TEXT NOT NULL,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, zone)
) STRICT, WITHOUT ROWID;

-- Who answered or skipped a question: from then on it is open to them.
CREATE TABLE answers (
    question_id INTEGER NOT NULL REFERENCES questions(id),
    person_id INTEGER NOT NULL REFERENCES people(id),
    post_id INTEGER REFERENCES posts(id), -- NULL: skipped
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, person_id)
) STRICT, WITHOUT ROWID;

-- Text not sent yet, one for each thing a person may write.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people(id),
    target TEXT NOT NULL,   -- 'board 3', 'thread 812', 'question 5'
    reply_to INTEGER NOT NULL DEFAULT 0, -- post number, 0: none
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (person_id, target, reply_to)
) STRICT;

-- Where a person's last full-screen session was: opened again next time.
CREATE TABLE places (
    person_id INTEGER PRIMARY KEY REFERENCES people(id),
    place TEXT NOT NULL,                -- at most 4 KiB, see ui/view.h
    saved_at INTEGER NOT NULL
) STRICT;

-- What happened, for whoever shows it live. Ids only, never text.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('thread', 'post', 'question',
        'answer')),
    board_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,         -- who did it
    at INTEGER NOT NULL                 -- UTC seconds
) STRICT;

-- Every act by someone with a role and by the operator. It only grows.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,                -- UTC seconds
    actor TEXT NOT NULL,                -- a handle, or 'operator'
    act TEXT NOT NULL,                  -- 'person add', 'session --write'
    subject TEXT NOT NULL               -- what it was done to, by name
) STRICT;
