"""The machine's clock is set an hour or a year either way while people are
here: nobody is timed out, nothing opens, closes, ends or begins that is not
due, all go on."""

import socket
import sqlite3
import time

import pytest

from support.clock import Clock
from support.site import PASSWORD, Site, days_from_now
from support.terminal import ENTER, ESC, TAB, control

HOUR, YEAR = 3600, 365 * 86400
JUMPS = (HOUR, 0, -HOUR, 0, YEAR, 0, -YEAR, 0, HOUR, YEAR, -YEAR, 0)
GRACE = 25


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path)


@pytest.fixture
def site(clock):
    with Site(settings={"question_minute": 0, "login_grace_seconds": GRACE,
                        "idle_seconds": 60}) as made:
        made.start(clock.environment())
        made.told("ada", "post", "emea-autumn", "--subject", "Badges",
                  text="Where do I get one?")
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you try?")
        made.run("ada", "today")
        made.told("ada", "answer", text="A cable.")
        made.operator("--as", "jo", "pin", "1", "--until", days_from_now(3))
        yield made


def is_open(connection):
    """Nothing came but the banner, and no end."""
    connection.setblocking(False)
    try:
        while connection.recv(4096):
            pass
        return False
    except BlockingIOError:
        return True


def questions(site):
    with sqlite3.connect(f"file:{site.folder}/store/store.db?mode=ro",
                         uri=True) as store:
        return store.execute("SELECT count(*) FROM threads "
                             "WHERE kind = 'question'").fetchone()[0]


# What comes due and is done for good.
DONE = ("SELECT cohort_id, phase FROM phase_steps WHERE announced_at > 0",
        "SELECT id FROM threads WHERE is_pinned = 1",
        "SELECT cohort_id, cause, closed_at FROM agreement_votes",
        "SELECT id, is_closed FROM questions",
        "SELECT person_id, target FROM drafts WHERE target NOT LIKE 'board%'",
        "SELECT t.subject FROM threads t JOIN people p ON p.id = t.author_id "
        " WHERE p.handle = 'homeroom'")


def done(site):
    with sqlite3.connect(f"file:{site.folder}/store/store.db?mode=ro",
                         uri=True) as store:
        return [sorted(store.execute(sql).fetchall()) for sql in DONE]


def spread_of_posts(site):
    with sqlite3.connect(f"file:{site.folder}/store/store.db?mode=ro",
                         uri=True) as store:
        return store.execute("SELECT max(created_at) - min(created_at) "
                             "FROM posts").fetchone()[0]


def test_a_clock_that_is_set_times_nobody_out(site, clock):
    assert questions(site) == 1
    before = done(site)
    wrong = []
    with site.terminal("ada") as home, site.terminal("ben") as writing:
        home.wait("EMEA, autumn 2026")
        writing.wait("EMEA, autumn 2026")
        writing.send("p")
        writing.wait("Subject:")
        writing.send("Through time" + TAB + "Begun.")
        for number, jump in enumerate(JUMPS):
            with socket.create_connection(("127.0.0.1", site.port)) as raw:
                clock.set(jump)
                time.sleep(1.5)
                home.send("m")
                home.wait("Menu")
                home.send(ESC)
                home.wait("EMEA, autumn 2026")
                writing.send(f" {number}")
                writing.wait(f" {number}")
                if not is_open(raw):
                    wrong.append((jump, "a login was cut off"))
                for words in (("boards",), ("read", "1")):
                    ran = site.run("lin", *words)
                    if ran.returncode != 0:
                        wrong.append((jump, words, ran.stderr))
                ran = site.run("lin", "reply", "1", text=f"At {jump}.")
                if ran.returncode != 0:
                    wrong.append((jump, "reply", ran.stderr))
        writing.send(control("x"))
        writing.wait("Enter")
        writing.send(ENTER)
        writing.wait("Posted")
    assert questions(site) == 1
    # The keeper does not go by a clock that leaps before it has stayed so.
    assert done(site) == before
    ended = [line for line in site.tail(10**7).splitlines()
             if "grace" in line or "idle" in line or "timeout" in line]
    print(f"\n{len(JUMPS)} jumps, {len(wrong)} wrong, {len(ended)} timed out")
    assert not wrong and not ended, (wrong, ended)
    # All of that was of a clock that was set: what they wrote tells.
    assert spread_of_posts(site) > 2 * YEAR - HOUR
    with site.terminal("jo", key=False) as screen:
        screen.wait(r"Handle or email \[jo\]")
        screen.send(ENTER)
        screen.wait("[Pp]assword:")
        screen.send(PASSWORD + ENTER)
        screen.wait("EMEA, autumn 2026")
    checked = site.homeroom("check")
    assert checked.returncode == 0, (checked.stdout, checked.stderr)


def test_the_grace_for_logging_in_is_what_it_is(site, clock):
    """Neither shorter where the clock is set on, nor longer where back."""
    for jump in (YEAR, -YEAR):
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", site.port)) as raw:
            time.sleep(0.5)
            clock.set(jump)
            while is_open(raw):
                assert time.monotonic() - began < GRACE + 10
                time.sleep(0.1)
        lasted = time.monotonic() - began
        assert GRACE - 1 <= lasted <= GRACE + 9, (jump, lasted)
        clock.set(0)
