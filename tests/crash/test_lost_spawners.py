"""Spawners that are killed: begun again, and whoever was on the way in gets
in, once."""

import signal
import time

import pytest

from support.killed import another, asked, kill, killed_at
from support.processes import children, helper, listener, until

KILLS = 3
NAMES = ["hr-connections", "hr-sessions"]


@pytest.mark.parametrize("name", NAMES)
def test_a_killed_spawner_costs_nobody_anything(site, name):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        for turn in range(KILLS):
            pid = helper(site, name)
            kill(pid)
            late = asked(site, "boards")
            screen.send("W").wait("Ben Aydin")
            screen.send("b").wait("BOARD")
            assert late.wait(30) == 0, (late.stderr.read(), site.tail())
            pid = another(site, name, pid)
        assert screen.leave() == 0
    assert site.tail(10**6).count("process.lost") == KILLS


def test_a_session_killed_with_its_spawner_goes_on_in_the_next(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        spawner = helper(site, "hr-sessions")
        session = children(spawner)
        assert len(session) == 1
        kill(spawner)
        kill(session[0])
        screen.wait("goes on here")
        assert children(another(site, "hr-sessions", spawner)) != session
        assert screen.leave() == 0


def begun(site, shared, name, count=1):
    """For whom that spawner is the next one to be asked."""
    options = shared if name == "hr-sessions" else ()
    return [asked(site, "boards", options=options) for _ in range(count)]


def must_get_in(site, name, people):
    """Each once: nothing is left of a second process for one of them."""
    for late in people:
        assert late.wait(30) == 0, (late.stderr.read(), site.tail())
        assert late.stdout.read().count(b"emea-autumn") == 1
        assert late.stderr.read() == b""
    if name == "hr-sessions":
        assert until(lambda: children(helper(site, name)) == [], 5)


@pytest.mark.parametrize("name", NAMES)
def test_whoever_comes_while_the_next_is_waited_for_gets_in(site, shared,
                                                            name):
    """Both are known to the listener at one time: lost, and somebody came."""
    for _ in range(KILLS - 1):
        lost = helper(site, name)
        kill(lost)
        another(site, name, lost)
    kill(listener(site), signal.SIGSTOP)
    kill(helper(site, name))
    people = begun(site, shared, name)
    time.sleep(1)
    kill(listener(site), signal.SIGCONT)
    must_get_in(site, name, people)
    if name == "hr-sessions":
        must_get_in(site, name, begun(site, shared, name))


@pytest.mark.parametrize("call", ["clone", "pidfd_open", "sendmsg", "poll",
                                  "recvmsg"])
@pytest.mark.parametrize("name", NAMES)
def test_whom_it_was_about_to_let_in_gets_in(site, shared, name, call):
    """Killed as it forks, looks for the one it forked, tells of it, has told,
    takes the next one: at the second of three who came together, while the
    listener is about something else."""
    spawner = helper(site, name)
    with killed_at(spawner, call, 2):
        kill(spawner, signal.SIGSTOP)
        people = begun(site, shared, name, 3)
        time.sleep(1)
        kill(listener(site), signal.SIGSTOP)
        kill(spawner, signal.SIGCONT)
        time.sleep(0.5)
        kill(listener(site), signal.SIGCONT)
        must_get_in(site, name, people)
        assert helper(site, name) != spawner
