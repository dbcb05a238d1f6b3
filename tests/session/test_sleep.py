"""Idle sessions sleep: no process, the line kept, awake at the next byte."""

import re
import subprocess
import time

import pytest

from support.patience import patient
from support.processes import children, helpers, until
from support.site import Site
from support.terminal import ENTER, control

SLEEP, IDLE = 5, 60
WAKE_MOST = 1.0  # seconds to the whole screen


@pytest.fixture
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner"),
                      "lin": ("Lin Chao", "emea", "learner")},
              settings={"sleep_seconds": SLEEP, "idle_seconds": IDLE,
                        "sessions_per_person": 1}) as made:
        yield made.start()


def sessions(site):
    return children(helpers(site)[2])


def wait_asleep(site, awake=0):
    assert until(lambda: len(sessions(site)) == awake, SLEEP + 20)


def test_the_next_key_wakes_it_where_it_was(site):
    with site.terminal("ada") as reader, site.terminal("ben") as writer:
        reader.wait("BOARD")
        writer.wait("BOARD")
        writer.send("p").wait("Subject|subject")
        writer.send("A plan" + ENTER + "first words")
        reader.send("W").wait("Lin Chao")
        reader.settle(0.2)
        wait_asleep(site)
        raw = len(reader.settle(0.3).raw)
        reader.settle(0.3)
        assert len(reader.raw) == raw, "the terminal stays as it was"
        # One more than a person may have, though nobody is awake.
        assert site.terminal("ada").wait_end() == 75

        began = time.monotonic()
        reader.send("b").wait("BOARD")
        taken = time.monotonic() - began
        began = time.monotonic()
        writer.send(", and more").wait("first words, and more")
        taken = max(taken, time.monotonic() - began)
        assert len(sessions(site)) == 2
        print(f"asleep: 2; awake and drawn after {taken * 1000:.0f} ms at most")
        assert taken < patient(WAKE_MOST)
        writer.send(control("x") + ENTER)
        assert until(lambda: "A plan" in site.told("lin", "threads",
                                                   "emea-autumn"))
        assert reader.leave() == 0


def test_a_new_size_is_drawn_though_nothing_is_typed(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        wait_asleep(site)
        screen.resize(30, 100)
        screen.until(lambda: len(screen.lines[1]) == 100, "the new width")
        assert screen.leave() == 0


def test_a_prompt_sleeps_and_goes_on_without_another(site):
    with subprocess.Popen(site.ssh_words("ada", ["-T"]),
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as plain:
        assert plain.stdout.read(10) == b"homeroom> "
        wait_asleep(site)
        plain.stdin.write(b"boards\nquit\n")
        plain.stdin.close()
        told = plain.stdout.read().decode()
    assert plain.returncode == 0
    assert told.count("homeroom> ") == 1, told
    assert "emea-autumn" in told


def test_a_form_that_keeps_no_draft_is_left_awake(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("U").wait("Ada Obi")
        time.sleep(SLEEP + 3)
        assert len(sessions(site)) == 1
        screen.send("q")
        screen.wait("BOARD")
        wait_asleep(site)
        assert screen.leave() == 0


def test_whoever_hangs_up_asleep_leaves_nothing(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("W").wait("Lin Chao")
        wait_asleep(site)
        screen.close()
    assert until(lambda: not children(helpers(site)[1]))
    with site.terminal("ada") as screen:  # one is the most she may have
        screen.wait("Lin Chao")
        assert screen.leave() == 0


def test_who_is_shut_out_asleep_stays_out(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        wait_asleep(site)
        done = site.homeroom("person", "anonymise", "ada", "--why", "left")
        assert done.returncode == 0, done.stderr
        raw = len(screen.settle(0.3).raw)
        screen.send("b")
        assert screen.wait_end() == 77
        assert b"You cannot come in" in screen.raw[raw:]
        assert b"BOARD" not in screen.raw[raw:]


def test_what_was_taken_away_asleep_is_not_shown(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send(ENTER).wait("p post")
        wait_asleep(site)
        done = site.homeroom("member", "remove", "ada", "emea-autumn",
                             "--why", "by mistake")
        assert done.returncode == 0, done.stderr
        raw = len(screen.settle(0.3).raw)
        screen.send("x")
        screen.until(lambda: any("quit" in line for line in screen.lines),
                     "home, without the board")
        assert b"EMEA, autumn 2026" not in screen.raw[raw:]
        assert screen.leave() == 0


def test_it_ends_for_good_in_words(site):
    with site.terminal("ada") as screen, site.terminal("ben") as other:
        screen.wait("BOARD")
        other.wait("BOARD")
        began = time.monotonic()
        wait_asleep(site)
        assert screen.wait_end(IDLE + 20) == 0
        assert IDLE - 2 < time.monotonic() - began < IDLE + patient(10)
        last = screen.raw.decode()[-400:]
        assert re.search("Nothing was typed for 1 min, so this session has "
                         "ended", last), last
        assert "\x1b[?1049l" in last
        assert other.wait_end() == 0


def test_who_sleeps_at_the_end_of_the_daemon_is_told(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        wait_asleep(site)
        assert site.stop() == 0
        screen.wait_end()
        assert "The site is going down" in screen.raw.decode()[-400:]
    assert "event=ended status=0" in site.tail()
