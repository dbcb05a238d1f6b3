"""The machine's clock is set an hour or a year either way while people are
here: nobody is timed out, nothing opens that is not due, all go on."""

import socket
import sqlite3
import time

import pytest

from support.clock import Clock
from support.site import PASSWORD, Site
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


def spread_of_posts(site):
    with sqlite3.connect(f"file:{site.folder}/store/store.db?mode=ro",
                         uri=True) as store:
        return store.execute("SELECT max(created_at) - min(created_at) "
                             "FROM posts").fetchone()[0]


def test_a_clock_that_is_set_times_nobody_out(site, clock):
    assert questions(site) == 1
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
                    done = site.run("lin", *words)
                    if done.returncode != 0:
                        wrong.append((jump, words, done.stderr))
                done = site.run("lin", "reply", "1", text=f"At {jump}.")
                if done.returncode != 0:
                    wrong.append((jump, "reply", done.stderr))
        writing.send(control("x"))
        writing.wait("Enter")
        writing.send(ENTER)
        writing.wait("Posted")
    assert questions(site) == 1
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
    done = site.homeroom("check")
    assert done.returncode == 0, (done.stdout, done.stderr)


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
