"""What a session that was taken over writes into the store, which all others
read: numbers, dates and words that no process of ours would write. Nobody's
memory is touched by them, and no byte of them reaches a terminal as it is."""

import os
import re
import sqlite3
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.site import Site, days_from_now  # noqa: E402

LEAST, MOST = -2**63, 2**63 - 1
NOISE = "\x1b[31m\u009b2J\u202e\a\r\u2028evil"
# By what is written: found to have been believed, or near to it.
CRAFTED = {
    "numbers below the first": "UPDATE posts SET number = -5 - id",
    "a number far off": f"UPDATE posts SET number = {MOST} WHERE id = 2",
    "a number of another size": "UPDATE posts SET number = 4294967300 - id",
    "a reply to what is before all": "UPDATE posts SET reply_to = -7",
    "a reply to what is far off": f"UPDATE posts SET reply_to = {MOST}",
    "a last number": f"UPDATE threads SET last_number = {MOST}",
    "a last number below none": "UPDATE threads SET last_number = -1",
    "a time before all": f"UPDATE threads SET last_post_at = {LEAST},"
                         f" created_at = {LEAST}",
    "a time after all": f"UPDATE threads SET last_post_at = {MOST},"
                        f" created_at = {MOST}",
    "posts from before all": f"UPDATE posts SET created_at = {LEAST}",
    "posts from after all": f"UPDATE posts SET created_at = {MOST}",
    "a year of ten digits": "UPDATE posts SET created_at = 67767976233532799",
    "weeks on the job": "UPDATE programs SET weeks_on_the_job = 2147483647",
    "weeks below none": "UPDATE programs SET weeks_on_the_job = -2147483648",
    "a kind of question": f"UPDATE questions SET kind = '{NOISE}'",
    "a kind of board": f"UPDATE boards SET kind = '{NOISE}' WHERE id = 4",
    "a kind of event": f"UPDATE events SET kind = '{NOISE}'",
    "a month": "UPDATE leaves SET from_on = '2026-99-99', to_on = '2099-99-00'",
    "a date cut short": "UPDATE leaves SET from_on = 'x', to_on = '9'",
    "a pledge's month": "UPDATE pledges SET by_on = '2026-77-01'",
    "a cohort's dates": "UPDATE cohorts SET starts_on = '2026-99-99',"
                        " ends_on = '0000-00-00'",
    "a weekday": "UPDATE plan_entries SET weekday = 99",
    "a weekday below the first": "UPDATE plan_entries SET weekday = -99",
    "names": f"UPDATE people SET name = '{NOISE}' WHERE id > 1",
    "subjects": f"UPDATE threads SET subject = '{NOISE}'",
    "bodies": f"UPDATE posts SET body = '{NOISE}'",
    "bodies that are no UTF-8": "UPDATE posts SET body ="
                                " CAST(x'ff41c0afe280' AS TEXT)",
    "titles": f"UPDATE boards SET title = '{NOISE}'",
    "an act after all": f"UPDATE audit SET id = {MOST} WHERE id = 3",
    "acts": f"UPDATE audit SET act = '{NOISE}', subject = '{NOISE}'",
}
COMMANDS = """today
boards
boards --json
threads emea-autumn
threads emea-autumn --json
new
waiting
people emea-autumn
people --json
read 1
read 1 --json
read 2
read 3
past
past --search evil
pledge
pledge --json
cohorts
calendar
questions list emea-autumn
questions list emea-autumn --json
questions calendar emea-autumn
todo emea-autumn
audit
used
earlier
phase
profile
next
"""
OPERATORS = (("audit",), ("cohorts",), ("people",), ("check",),
             ("program", "plan", "list", "new-hire"),
             ("access", "emea-autumn"))
KEYS = ("\r", "\r", "j", "V", "b", "b", "b", "W", "\r", "b", "b", "P", "b",
        "y", "b", "Q", "\r", "b", "b", "H", "b", "T", "b", "v", "b", "q")


@pytest.fixture(scope="module")
def made():
    with Site(settings={"question_minute": 0}) as site:
        site.start()
        site.told("ada", "post", "emea-autumn", "--subject", "Badges",
                  text="Where?")
        for handle in ("ben", "lin", "ada"):
            site.told(handle, "reply", "1", text="There, says " + handle)
        site.told("lin", "post", "emea-autumn", "--subject", "Alone",
                  text="Anybody?")
        site.told("kofi", "post", "new-hire-autumn-2026", "--subject", "Hours",
                  text="When?")
        site.told("ada", "reply", "3", text="Now.")
        site.told("wen", "reply", "3", text="Later.")
        site.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you try?")
        site.told("mara", "ask", "emea-autumn", "--on", days_from_now(3),
                  text="What then?")
        site.told("ada", "answer", text="The key.")
        site.told("ada", "leave", days_from_now(0), days_from_now(2))
        site.told("ben", "leave", days_from_now(0), days_from_now(2))
        site.operator("--as", "ben", "pledge", "add", "--when", "one calls",
                      "--will", "ask twice", "--by", days_from_now(9))
        plan = site.folder / "plan.csv"
        plan.write_text("week,weekday,kind,text\n2,tue,apply,What then?\n"
                        "3,wed,announcement,Welcome\n")
        site.operator("program", "plan", "import", "new-hire", str(plan))
        assert site.stop() == 0
        yield site


@pytest.fixture
def site(made):
    """As it was before, whatever a test does to it."""
    kept = {path: path.read_bytes()
            for path in made.folder.glob("store/store.db*")}
    yield made
    for path in made.folder.glob("store/store.db*"):
        path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)


def craft(site, statement):
    store = sqlite3.connect(site.folder / "store/store.db")
    store.execute("PRAGMA ignore_check_constraints = ON")
    store.execute("PRAGMA wal_autocheckpoint = 0")
    for (name,) in store.execute("SELECT name FROM sqlite_schema"
                                 " WHERE type = 'trigger'").fetchall():
        store.execute(f"DROP TRIGGER {name}")
    changed = store.execute(statement).rowcount
    store.commit()
    store.close()
    assert changed > 0


def assert_sound(output, what):
    """No report of a sanitizer, no byte off the allow list."""
    for report in (b"AddressSanitizer", b"runtime error", b"LeakSanitizer"):
        assert report not in output, (what, output[-3000:].decode(
            errors="replace"))
    text = output.replace(b"\r\n", b"\n").decode()
    found = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e"
                      "\u2066-\u2069]", text)
    assert not found, (what, text[found.start() - 40:found.start() + 20])


@pytest.mark.parametrize("name", CRAFTED)
def test_what_is_written_breaks_nobody_else(site, name):
    craft(site, CRAFTED[name])
    for handle in ("ben", "mara"):
        done = site.homeroom("session", "--as", handle, input=COMMANDS.encode())
        assert done.returncode >= 0 and done.returncode != 70, (name, handle)
        assert_sound(done.stdout + done.stderr, (name, handle))
    for words in OPERATORS:
        done = site.homeroom(*words)
        assert done.returncode in (0, 65, 66, 69), (name, words, done)
        assert_sound(done.stdout + done.stderr, (name, words))
    with site.local("mara", "--write") as screen:
        screen.settle(0.3)
        for key in KEYS:
            if not screen.child.isalive():
                break
            screen.send(key).settle(0.1)
        screen.close()
        for report in (b"AddressSanitizer", b"runtime error"):
            assert report not in screen.raw, (name, screen.text)
        assert screen.child.signalstatus in (None, 1, 15)
        shown = screen.raw.decode()
        assert not re.search("[\u0080-\u009f\u202a-\u202e\u2066-\u2069]", shown)
