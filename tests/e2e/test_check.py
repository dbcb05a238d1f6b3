"""homeroom check: each thing that can be wrong is broken alone, found, named,
and mended where it follows from the rest."""

import json
import re
import sqlite3

import pytest

from support.site import Site

# what is broken: the statement, what check says of it
DERIVED = {
    "thread_count": (
        "UPDATE boards SET thread_count = thread_count + 3 WHERE id = 2",
        "boards' counts of threads: 1 wrong"),
    "last_number": (
        "UPDATE threads SET last_number = 9 WHERE id = 1",
        "threads' last posts: 1 wrong"),
    "last_post_id": (
        "UPDATE threads SET last_post_id = 1 WHERE id = 1",
        "threads' last posts: 1 wrong"),
    "last_post_at": (
        "UPDATE threads SET last_post_at = last_post_at + 1",
        "threads' last posts: 3 wrong"),
    "last_author_id": (
        "UPDATE threads SET last_author_id = author_id WHERE id = 1",
        "threads' last posts: 1 wrong"),
    "waiting though replied to": (
        "UPDATE threads SET has_reply = 0 WHERE id = 1",
        "threads marked as waiting or not: 1 wrong"),
    "replied to though waiting": (
        "UPDATE threads SET has_reply = 1 WHERE subject = 'Waiting'",
        "threads marked as waiting or not: 1 wrong"),
    "answered": (
        "UPDATE questions SET answered = 0, answered_in_week = 0",
        "questions' counts of answers: 1 wrong"),
    "answered_in_week": (
        "UPDATE questions SET answered_in_week = 5",
        "questions' counts of a week's answers: 1 wrong"),
    "edited though nothing was changed": (
        "UPDATE posts SET edited_at = 5 WHERE id = 2",
        "posts marked as edited: 1 wrong"),
    "reads": (
        "INSERT INTO reads (person_id, thread_id, number) VALUES (3, 1, 40)",
        "marks of what was read: 1 wrong"),
    "baselines": (
        "INSERT OR REPLACE INTO baselines (person_id, board_id, post_id) "
        "VALUES (3, 2, 4000)",
        "marks of what is new: 1 wrong"),
    "skeleton": (
        "UPDATE people SET skeleton = 'x' WHERE handle = 'ada'",
        "skeletons of names: 1 wrong"),
    "name_skeleton": (
        "UPDATE people SET name_skeleton = 'x' WHERE handle = 'ada'",
        "skeletons of names: 1 wrong"),
}
SECRETS = {
    "key of nobody": "UPDATE keys SET person_id = 700 WHERE person_id = 1",
    "password of nobody":
        "UPDATE passwords SET person_id = 700 WHERE person_id = 1",
}
# Nothing tells what it should be; found all the same.
LOST = {
    "post missing": (
        "UPDATE posts SET number = 7 WHERE thread_id = 1 AND number = 2",
        "threads with a post missing: 1 wrong"),
    "thread without a post": (
        "INSERT INTO threads (board_id, kind, subject, author_id, created_at,"
        " last_number, last_post_id, last_post_at, last_author_id) "
        "VALUES (2, 'talk', 'Empty', 1, 0, 0, 0, 0, 1)",
        "threads without a post: 1 wrong"),
    "role": (
        "UPDATE members SET role = 'champion' WHERE person_id = 1",
        "ada: champion in emea-autumn, by no act on record"),
    # A session that was taken over can plant what acts whoever writes.
    "trigger planted": (
        "CREATE TRIGGER helper AFTER INSERT ON posts BEGIN"
        " UPDATE people SET site_role = 'moderator' WHERE id = 1; END",
        "trigger helper: not of this program's making"),
    "trigger taken away": (
        "DROP TRIGGER audit_keeps", "trigger audit_keeps: is missing"),
    "trigger replaced": (
        "DROP TRIGGER audit_keeps; CREATE TRIGGER audit_keeps BEFORE UPDATE"
        " ON audit BEGIN SELECT 1; END",
        "trigger audit_keeps: is not as this program makes it"),
    "view planted": (
        "CREATE VIEW loot AS SELECT body FROM posts",
        "view loot: not of this program's making"),
    "table planted": (
        "CREATE TABLE loot (body TEXT)",
        "table loot: not of this program's making"),
}
# Damage: the first of it is told, and nothing is mended.
DAMAGE = {
    "foreign key": (
        "UPDATE posts SET author_id = 999 WHERE id = 1", "names one of people"),
    "record": (
        "DROP TRIGGER audit_keeps;"
        "UPDATE audit SET subject = 'nothing' WHERE id = 4",
        "the record of acts is broken at 4"),
}


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.start()
        made.told("ada", "post", "emea-autumn", "--subject", "Replied",
                  text="Who has the key?")
        made.told("ben", "reply", "1", text="I have.")
        made.told("ada", "post", "emea-autumn", "--subject", "Waiting",
                  text="Who has the other key?")
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you try?")
        made.told("ada", "answer", text="The key.")
        made.told("ben", "skip")
        assert made.stop() == 0
        yield made


@pytest.fixture
def whole(site):
    """As it was before, whatever a test does to it."""
    kept = {}
    for path in (*site.folder.glob("store/store.db*"),
                 *site.folder.glob("secrets/secrets.db*")):
        kept[path] = path.read_bytes()
    yield site
    for path in (*site.folder.glob("store/store.db*"),
                 *site.folder.glob("secrets/secrets.db*")):
        path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)


def change(site, statements, name="store/store.db"):
    store = sqlite3.connect(site.folder / name)
    store.execute("PRAGMA wal_autocheckpoint = 0")
    store.executescript(statements)
    store.commit()
    store.close()


def found(site, *words):
    done = site.homeroom("check", *words)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_a_whole_site_passes(whole):
    status, told = found(whole)
    assert status == 0, told
    for words in ("screens: good", "the record of acts: whole",
                  "roles: each of", "counts and marks: as they follow",
                  "keys, passwords and codes: as they follow"):
        assert words in told, told
    # Mending what is whole changes nothing, and is on no record.
    before = whole.operator("audit", "--json")
    assert found(whole, "--mend")[0] == 0
    assert whole.operator("audit", "--json") == before


@pytest.mark.parametrize("name", DERIVED)
def test_what_follows_from_the_rest_is_found_and_mended(whole, name):
    statement, words = DERIVED[name]
    before = sqlite3.connect(whole.folder / "store/store.db").execute(
        "SELECT * FROM threads ORDER BY id").fetchall()
    change(whole, statement)
    status, told = found(whole)
    assert status == 65 and words in told, told
    assert told.count(" wrong") == 1, told
    status, told = found(whole, "--mend")
    assert status == 0 and words + ", derived anew" in told, told
    status, told = found(whole)
    assert status == 0 and "wrong" not in told, told
    after = sqlite3.connect(whole.folder / "store/store.db").execute(
        "SELECT * FROM threads ORDER BY id").fetchall()
    assert after == before
    acts = json.loads(whole.operator("audit", "--act", "check", "--json"))
    assert len(acts) == 1 and words.split(":")[0] in str(acts), acts


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_of_nobody_is_found_and_goes(whole, name):
    change(whole, SECRETS[name], "secrets/secrets.db")
    words = "keys, passwords and codes of nobody: 1 wrong"
    status, told = found(whole)
    assert status == 65 and words in told, told
    status, told = found(whole, "--mend")
    assert status == 0 and words + ", derived anew" in told, told
    assert found(whole)[0] == 0
    secrets = sqlite3.connect(whole.folder / "secrets/secrets.db")
    for table in ("keys", "passwords"):
        assert secrets.execute(f"SELECT count(*) FROM {table} "
                               "WHERE person_id = 700").fetchone() == (0,)


@pytest.mark.parametrize("name", LOST)
def test_what_nothing_tells_is_found_and_left(whole, name):
    statement, words = LOST[name]
    change(whole, statement)
    status, told = found(whole)
    assert status == 65 and words in told, told
    status, told = found(whole, "--mend")
    assert status == 65 and words in told, told
    assert words + ", derived anew" not in told


def test_a_broken_reference_is_named(whole):
    statement, words = DAMAGE["foreign key"]
    change(whole, statement)
    status, told = found(whole, "--mend")
    assert status == 65 and words in told, told


def test_a_changed_record_is_named(whole):
    statement, words = DAMAGE["record"]
    change(whole, statement)
    status, told = found(whole, "--mend")
    assert status == 65 and words in told, told


def test_a_damaged_page_is_named(whole):
    path = whole.folder / "store/store.db"
    store = sqlite3.connect(path)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = store.execute("PRAGMA page_size").fetchone()[0]
    page = store.execute("SELECT rootpage FROM sqlite_schema "
                         "WHERE name = 'posts_by_author'").fetchone()[0]
    store.close()
    content = bytearray(path.read_bytes())
    at = (page - 1) * size
    content[at + size // 2:at + size] = bytes(size - size // 2)
    path.write_bytes(content)
    status, told = found(whole, "--mend")
    assert status in (65, 69), told
    assert "damaged" in told or "failed" in told, told


@pytest.mark.parametrize("content, words", [
    (b"\xff" * 8192, " is no store of Homeroom's"),
    (None, ": the store is damaged: a backup is the way out")])
def test_a_store_that_cannot_be_opened_is_named(whole, content, words):
    path = whole.folder / "store/store.db"
    store = sqlite3.connect(path)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    # Its first page, which is its list of tables, keeps the header alone.
    path.write_bytes(content or path.read_bytes()[:100].ljust(
        4096, b"\xff") + path.read_bytes()[4096:])
    status, told = found(whole)
    assert status in (65, 69)
    assert f"\n{path}{words}\n" in told, told


def found_wrong(site, words):
    """Whether check ends with these words, after what it found good."""
    status, told = found(site)
    return status == 65 and told == f"{site.conf}: good\n{words}\n"


def test_a_host_key_that_the_daemon_would_not_take_is_named(whole):
    key = whole.folder / "host_ed25519"
    status, told = found(whole)
    assert status == 0 and re.search(
        rf"^{key}: good, SHA256:[\w+/]{{43}}$", told, re.M), told
    key.chmod(0o640)
    assert found_wrong(whole, f"{key}: open to others than its owner: "
                              "chmod 600 it")
    key.chmod(0o600)
    aside = key.rename(whole.folder / "aside")
    assert found_wrong(whole, f"{key}: No such file or directory")
    key.symlink_to(aside)
    assert found_wrong(whole, f"{key}: a symbolic link; name the file itself")
    aside.replace(key)


def test_a_user_that_the_daemon_cannot_run_as_is_named(whole):
    whole.set(user="nosuch")
    assert found_wrong(whole, "user: no Unix user nosuch")
    whole.set(user="nobody")
    assert found_wrong(
        whole, f"user: {whole.folder}/store belongs to another than nobody")
    whole.set(user="")
    assert found(whole)[0] == 0


def test_mending_beside_the_daemon_and_its_people(whole):
    change(whole, DERIVED["thread_count"][0])
    whole.start()
    try:
        assert found(whole, "--mend")[0] == 0
        whole.told("ada", "post", "emea-autumn", "--subject", "After",
                   text="all the same")
        assert found(whole)[0] == 0
    finally:
        assert whole.stop() == 0
