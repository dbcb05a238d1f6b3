"""Limits that the operator sets hold in place of the defaults."""

import re
import time

import pytest

from support.processes import children, helpers
from support.site import VALGRIND, Site


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"terminal_columns_most": 90, "terminal_rows_most": 30,
                        "post_kilobytes": 1, "post_lines": 10,
                        "login_floor_milliseconds": 2000,
                        "passwords_at_once": 1, "password_memory_mib": 8,
                        "session_descriptors": 40}) as made:
        yield made.start()


def test_a_larger_terminal_is_drawn_on_so_far(site):
    with site.terminal("ada", rows=50, columns=120) as screen:
        screen.wait("Ada Obi").end()
        screen.settle()
        assert max(len(line) for line in screen.lines) == 90
        assert max(i for i, line in enumerate(screen.lines) if line) == 29
        screen.resize(60, 200).settle()
        assert max(len(line) for line in screen.lines) == 90
        assert screen.leave() == 0


@pytest.mark.parametrize("text, words", [
    ("x" * 1024, None), ("x" * 1025, "over 1 KiB"),
    ("x\n" * 10, None), ("x\n" * 11, "over 10 lines")])
def test_a_post_holds_so_much(site, text, words):
    done = site.run("ada", "post", "emea-autumn", "--subject", "s", text=text)
    assert done.returncode == (0 if words is None else 65), done.stderr
    assert words is None or words in done.stderr


def test_a_no_takes_so_long(site):
    with site.terminal("ada", key=False) as screen:
        screen.wait("Handle or email").end()
        screen.send("\r").wait("Password")
        began = time.monotonic()
        screen.send("wrong\r").wait("s password:")  # another way is tried
        assert time.monotonic() - began >= 2


def test_so_many_are_hashed_at_once(site):
    assert len(children(helpers(site)[0])) == 1


@pytest.mark.skipif(VALGRIND is not None,
                    reason="it keeps its client's limits to itself")
def test_a_session_holds_so_many_descriptors(site):
    with site.terminal("ada") as screen:
        screen.wait("Ada Obi").end()
        session, = children(helpers(site)[2])
        with open(f"/proc/{session}/limits", encoding="ascii") as limits:
            assert re.search(r"Max open files +40 +40 ", limits.read())
        assert screen.leave() == 0
