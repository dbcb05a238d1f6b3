"""Newcomers by the thousand beside people who type: those inside are served
and kept, newcomers are turned away."""

import os
import signal
import sqlite3
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import children, helpers  # noqa: E402
from support.long_form import IS_LONG  # noqa: E402
from support.visitors import LATE, Visited  # noqa: E402

# Timed: what a key takes beside a crowd, and nothing else.
TYPING = 100 if IS_LONG else 10
COMING = 2000 if IS_LONG else 200
SECONDS = 10
ALONE = 5    # seconds of typing before they come
BOUND = 200  # milliseconds for a key, p99
# Two of the three sorts of sources are exempt from the limits of a source.
LIMITS = {"exempt_sources": "127.0.0.0/24,127.200.0.0/16",
          "sessions_per_person": 100}
NONE = dict(LIMITS, unauthenticated_free=10000, unauthenticated_most=10000,
            unauthenticated_per_source=10000)
# From home to the text of a new thread.
STEPS = ("BOARD", "\r", "thread", "p", "Be kind", "Subject\t", "Ctrl-P")


def told(words, figures):
    return (f"{words}: {figures['keys']:.0f} keys, p50 {figures['p50']:.1f}, "
            f"p99 {figures['p99']:.1f}, longest {figures['longest']:.1f} ms, "
            f"{figures['dropped']:.0f} dropped")


def typed_bodies(site):
    with sqlite3.connect(site.folder / "store/store.db") as store:
        return [row[0] for row in store.execute("SELECT body FROM drafts")]


def lived_through(site, during=lambda inside: None):
    """Figures of those who typed, before and while the others came, and of
    those who came."""
    site.start()
    with site.visitors("type", TYPING, *STEPS) as inside:
        inside.figures()
        connections = children(helpers(site)[1])
        assert len(connections) == TYPING
        inside.ask(ALONE)
        alone = inside.figures()
        with site.visitors("come", TYPING, COMING, SECONDS) as crowd:
            inside.ask(SECONDS)
            during(connections)
            beside = inside.figures()
            came = crowd.figures()
        inside.leave()
    print(f"\n{TYPING} people typing, load {os.getloadavg()[0]:.1f}")
    print(told("alone", alone))
    print(told(f"beside {COMING} in {came['seconds']:.1f} s", beside)
          + f" (the bound: p99 {BOUND} ms, 0 dropped)")
    print(", ".join(f"{name} {value:.0f}" for name, value in came.items()))
    return alone, beside, came


@pytest.fixture
def site():
    with Visited(TYPING + LATE, settings=LIMITS) as made:
        yield made


def test_a_crowd_drops_nobody_who_is_inside(site):
    alone, beside, came = lived_through(site)
    assert alone["dropped"] == beside["dropped"] == 0
    assert beside["keys"] == TYPING * SECONDS * 5
    assert came["came"] == COMING == came["refused"] + came["admitted"]
    assert came["refused"] > COMING / 10
    assert "reason=overload" in site.tail(10**7)
    assert came["guessed"] > 0 and came["in"] > 0
    bodies = typed_bodies(site)
    assert len(bodies) == TYPING
    assert {len(body) for body in bodies} == {5 * (ALONE + SECONDS)}, (
        "keys were lost on their way to a draft")


def test_who_is_dropped_is_counted(site):
    """The control: what is asserted to be nobody is somebody, once it is."""
    alone, beside, _ = lived_through(
        site, lambda inside: os.kill(inside[0], signal.SIGKILL))
    assert alone["dropped"] == 0
    assert beside["dropped"] == 1


@pytest.mark.skipif(not IS_LONG, reason="wants the whole crowd")
def test_without_its_limits_a_crowd_is_let_in():
    """The control: the same crowd, held by no more than what the processes
    take, and what it costs those inside."""
    with Visited(TYPING + LATE, settings=NONE) as site:
        _, _, came = lived_through(site)
        assert "reason=overload" not in site.tail(10**7)
        assert came["admitted"] > COMING / 4
