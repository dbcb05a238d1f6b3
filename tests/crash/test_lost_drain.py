"""A drain that is announced outlives the process that counts it down."""

import os
import signal
import time

import pytest

from support.processes import end_all, listener, until
from support.site import Site

DOWN = "The site goes down in "
KILLS = 3


@pytest.fixture
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"},
              may_die_of={signal.SIGKILL}) as made:
        yield made.start()


def note(site):
    return site.folder / "store/drain"


def kill_listener(site):
    """It is back, and lets people in."""
    pid = listener(site)
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: listener(site) not in (None, pid))
    assert until(lambda: site.run("ada", "boards").returncode == 0)


def test_the_next_listener_goes_on_with_it_and_it_can_be_called_off(site):
    site.operator("drain", "--in", "10m", "--text", "new disk, at last")
    began = time.monotonic()
    for _ in range(KILLS):
        kill_listener(site)
        with site.terminal("ada") as screen:
            screen.wait(DOWN + "(10|9) min: new disk, at last")
            assert screen.leave() == 0
    left = int(site.tail(10**6).rsplit("drain in_seconds=", 1)[1].split()[0])
    assert abs(600 - (time.monotonic() - began) - left) < 5
    print(f"killed listeners: {KILLS}; drains forgotten: 0")
    site.operator("drain", "--cancel")
    assert not note(site).exists()
    kill_listener(site)
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        assert DOWN not in screen.text
        assert screen.leave() == 0
    again = site.homeroom("drain", "--cancel")
    assert b"no drain is under way" in again.stderr


def test_one_whose_time_comes_without_a_listener_is_carried_out(site):
    site.operator("drain", "--in", "5s", "--text", "new disk")
    # Losses put the next one off; the last is begun when the time has come.
    while site.daemon.poll() is None:
        pid = listener(site)
        if pid is not None and "ending" not in site.tail():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
    assert site.daemon.wait(20) == 0
    assert not note(site).exists()
    site.start()
    assert site.run("ada", "boards").returncode == 0


def test_a_daemon_that_is_started_later_knows_of_none(site):
    """Killed as a whole while it was announced; or stopped in order."""
    site.operator("drain", "--in", "3s", "--text", "new disk")
    end_all(site.daemon.pid)
    assert note(site).exists()
    time.sleep(3)
    site.start()
    assert until(lambda: "drain.dropped" in site.tail())
    assert not note(site).exists()
    site.operator("drain", "--in", "10m")
    assert site.stop() == 0
    assert not note(site).exists()
    site.start()
    assert b"no drain" in site.homeroom("drain", "--cancel").stderr


def test_a_daemon_killed_as_a_whole_goes_on_with_it(site):
    site.operator("drain", "--in", "10m", "--text", "new disk")
    end_all(site.daemon.pid)
    site.start()
    with site.terminal("ada") as screen:
        screen.wait(DOWN + "(10|9) min: new disk")
        assert screen.leave() == 0
    site.operator("drain", "--cancel")


@pytest.mark.parametrize("text", [
    "", "\n", "soon new disk\n", "99999999999999999999 x\n", "1 x",
    "-1 x\n", "4102444800 x\ny\n", "4102444800 x\n", "4102444800 "
    + "x" * 100 + "\n", "\0" * 60])
def test_a_note_that_says_nothing_is_none(site, text):
    assert site.stop() == 0
    note(site).write_text(text)
    site.start()
    assert site.run("ada", "boards").returncode == 0
    assert b"no drain" in site.homeroom("drain", "--cancel").stderr
