"""Sessions whose process is killed: another goes on, and nothing is lost."""

import os
import re
import signal
import statistics
import subprocess
import time

import pytest

from support.processes import children, helpers, until
from support.site import Site
from support.terminal import ENTER, control

REDRAWS = 20
REDRAW_MOST = 1.0  # seconds from the kill to the whole screen


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as made:
        made.start()
        made.told("ben", "post", "emea-autumn", "--subject",
                  "'Badge access'", text="Where is the desk?")
        assert until(lambda: not sessions(made))
        yield made


def sessions(site):
    return children(helpers(site)[2])


def session(site):
    """The one session's process."""
    assert until(lambda: len(sessions(site)) == 1), sessions(site)
    return sessions(site)[0]


def kill(site):
    pid = session(site)
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: pid not in sessions(site))


@pytest.fixture
def screen(site):
    with site.terminal("ada") as made:
        made.wait("BOARD")
        yield made
        if made.child.isalive():
            made.leave()
    assert until(lambda: not sessions(site))


def timeless(screen):
    """All but the key line; the time of day goes on."""
    return [re.sub(r"\d\d:\d\d", "hh:mm", line) for line in screen.lines[:-1]]


def test_a_killed_session_goes_on_where_it_was(site):
    """Of 20, each in a session of its own, from the kill to the redraw."""
    taken = []
    for _ in range(REDRAWS):
        with site.terminal("ada") as screen:
            screen.wait("BOARD")
            screen.send("W").wait("Ben Aydin")
            screen.settle(0.1)
            before = timeless(screen)
            time.sleep(1.1)  # the place is told once a second
            pid = session(site)
            screen.screen.reset()
            began = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            screen.wait("goes on here")
            taken.append(time.monotonic() - began)
            assert timeless(screen) == before, screen.framed()
            assert screen.leave() == 0
        assert until(lambda: not sessions(site))
    print(f"killed sessions: {REDRAWS}; redraw after a median of "
          f"{statistics.median(taken) * 1000:.0f} ms, most "
          f"{max(taken) * 1000:.0f} ms")
    assert max(taken) < REDRAW_MOST


def test_what_was_typed_is_at_most_two_seconds_short(site, screen):
    screen.send("p")
    screen.wait("Subject|subject")
    screen.send("A plan" + ENTER + "First words. ")
    time.sleep(2.5)
    screen.send("too late")
    screen.wait("too late")
    kill(site)
    screen.wait("goes on here")
    screen.wait("First words.")
    assert "A plan" in screen.text
    screen.send("x").wait("First words.( too late)?")
    screen.send(control("x") + ENTER)
    screen.wait_gone("Ctrl-X|First words.*\n.*\n.*Ctrl-X")
    assert "A plan" in site.told("ben", "threads", "emea-autumn")


def test_keys_typed_in_between_are_taken_by_the_next(site, screen):
    pid = session(site)
    os.kill(pid, signal.SIGSTOP)
    screen.send("W")
    time.sleep(0.2)
    os.kill(pid, signal.SIGKILL)
    screen.wait("Ben Aydin")


def test_a_resize_just_before_is_known_to_the_next(site, screen):
    pid = session(site)
    os.kill(pid, signal.SIGSTOP)
    screen.resize(30, 100)
    time.sleep(0.3)
    os.kill(pid, signal.SIGKILL)
    screen.wait("goes on here")
    assert len(screen.lines[1]) == 100, screen.framed()
    assert screen.lines[28].startswith(("-", "─")), screen.framed()


def test_one_that_breaks_again_and_again_ends_in_words(site, screen):
    screen.send("W").wait("Ben Aydin")
    time.sleep(1.2)
    kill(site)
    screen.wait("goes on here")
    assert "Ben Aydin" in screen.text
    screen.send("?")
    kill(site)
    # The place itself may be what breaks it: the second goes on at home.
    screen.wait("BOARD")
    before = len(screen.raw)
    kill(site)
    assert screen.wait_end() == 75
    last = screen.raw[before:].decode()
    assert "broke off again and again" in last
    assert "\x1b[?1049l" in last and "\x1b[?25h" in last
    assert not sessions(site)
    assert site.tail().count("session.lost") >= 3


def test_a_killed_prompt_goes_on(site):
    with subprocess.Popen(site.ssh_words("ada", ["-T"]),
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as plain:
        first = plain.stdout.read(len("homeroom> "))
        assert first == b"homeroom> "
        kill(site)
        plain.stdin.write(b"boards\nquit\n")
        plain.stdin.close()
        told = plain.stdout.read().decode()
    assert plain.returncode == 0, told
    assert "broke off and goes on here" in told
    assert "emea-autumn" in told


def test_a_killed_command_says_so_and_ends_with_75(site):
    with subprocess.Popen([*site.ssh_words("ada"), "post", "emea-autumn",
                           "--subject", "Half"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as command:
        command.stdin.write(b"half a text")
        command.stdin.flush()
        kill(site)
        told = command.stdout.read(), command.stderr.read()
    assert command.returncode == 75, told
    assert told[0] == b""
    assert b"broke off before its end" in told[1], told
    assert "Half" not in site.told("ben", "threads", "emea-autumn")


def test_a_text_that_a_dropped_line_cuts_is_not_posted(site):
    """Neither where the client nor where the connection's process goes."""
    for victim in ("client", "connection"):
        with subprocess.Popen([*site.ssh_words("ada"), "post", "emea-autumn",
                               "--subject", "Half"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as command:
            command.stdin.write(b"half a text")
            command.stdin.flush()
            session(site)
            time.sleep(0.3)
            if victim == "client":
                command.kill()
            else:
                os.kill(children(helpers(site)[1])[0], signal.SIGKILL)
            command.wait(20)
        assert until(lambda: not sessions(site))
        assert "Half" not in site.told("ben", "threads", "emea-autumn")


def test_a_killed_connection_keeps_the_draft(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("p").wait("Subject|subject")
        screen.send("Cut off" + ENTER + "words before the cut")
        screen.wait("before the cut")
        connections = children(helpers(site)[1])
        assert len(connections) == 1
        os.kill(connections[0], signal.SIGKILL)
        assert screen.wait_end() == 255
    assert until(lambda: not sessions(site))
    with site.terminal("ada") as screen:
        screen.wait("words before the cut")
