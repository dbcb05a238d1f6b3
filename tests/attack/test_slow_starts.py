"""Sixty of each that begin and do not go on: none alive past the grace."""

import os
import sys
import time

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    ask_for_login, children, dial, helpers, logged_in, transport, until)
from support.site import Site  # noqa: E402

EACH, GRACE, LEAVE = 60, 20, 2
HALF = b"SSH-2.0-half\r\n\x00\x00\x04\x00\x05\x14"  # a packet that goes on


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "unauthenticated_free": 1000,
                        "unauthenticated_most": 1000,
                        "login_grace_seconds": GRACE}) as made:
        yield made.start()


def silent(site):
    return dial(site)


def half_way(site):
    line = dial(site)
    line.sendall(HALF)
    return line


def undecided(site):
    client = transport(site)
    if id(client) % 2:
        ask_for_login(client)
    return client


@pytest.mark.parametrize("start", [silent, half_way, undecided])
def test_none_is_alive_past_the_grace(site, start):
    connections = helpers(site)[1]
    inside = logged_in(site)
    mine = set(children(connections))
    assert len(mine) == 1
    held = [start(site) for _ in range(EACH)]
    last = time.monotonic()
    until(lambda: len(children(connections)) > EACH, GRACE / 4)
    most = len(children(connections)) - 1
    until(lambda: set(children(connections)) == mine, GRACE + LEAVE)
    alive = set(children(connections)) - mine
    print(f"slow starts, {start.__name__}: {EACH} begun, {most} at once, "
          f"{len(alive)} alive {time.monotonic() - last:.1f} s after the last")
    assert most == EACH
    assert not alive
    assert time.monotonic() - last > 1  # they were not just turned away
    assert inside.is_active()
    inside.close()
    for line in held:
        line.close()
    assert until(lambda: not children(connections))
