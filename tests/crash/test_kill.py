"""SIGKILL of any process of the daemon while eight people write: what was
acknowledged is there, once, and the stores are whole."""

import collections
import os
import random
import signal
import time

from support.long_form import IS_LONG
from support.processes import below, name, wait_gone
from support.site import BY_ITSELF, Site
from support.writers import PEOPLE, Writers, lost, twice

KINDS = ("hr-session", "hr-connection", "hr-keeper", "hr-worker",
         "hr-sessions", "hr-connections", "hr-listener", "homeroomd")


def one_of(site, kind, seconds=20):
    """Any such process, as soon as there is one."""
    deadline = time.monotonic() + seconds
    while True:
        found = [pid for pid in below(site.daemon.pid) if name(pid) == kind]
        if found:
            return random.choice(found)
        assert time.monotonic() < deadline, kind
        time.sleep(0.01)


def kill(site, kind):
    """True where it was killed: it may have ended by itself."""
    pid = one_of(site, kind)
    everyone = below(site.daemon.pid)
    time.sleep(random.random() * 0.1)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    if kind == "homeroomd":
        site.daemon.wait(20)
        # All of them see that it is gone, and end by themselves.
        wait_gone([one for one in everyone if one != pid])
        site.start()
    return True


def settle(site, writers):
    """Somebody can post again; whoever starts the daemon has done so."""
    deadline = time.monotonic() + 60
    goal = len(writers.acknowledged()) + 1
    while len(writers.acknowledged()) < goal:
        if site.daemon.poll() is not None:
            site.start()
        assert time.monotonic() < deadline, (writers.reasons(), site.tail())
        time.sleep(0.01)


def test_kills_lose_nothing():
    rounds = 500 if IS_LONG else 50
    random.seed(rounds)
    killed = collections.Counter()
    with Site(people=PEOPLE, may_die_of={BY_ITSELF, signal.SIGKILL}) as site:
        site.start()
        began = time.monotonic()
        with Writers(site) as writers:
            writers.wait_for(8)
            while sum(killed.values()) < rounds:
                kind = KINDS[sum(killed.values()) % len(KINDS)]
                if kill(site, kind):
                    killed[kind] += 1
                settle(site, writers)
            writers.stop()
        acknowledged = writers.acknowledged()
        store = site.folder / "store/store.db"
        gone = lost(store, acknowledged)
        double = twice(store)
        print(f"\n{sum(killed.values())} killed {dict(killed)}: "
              f"{len(writers.tried())} posts tried, {len(acknowledged)} "
              f"acknowledged, {len(gone)} lost, {len(double)} twice, in "
              f"{time.monotonic() - began:.0f} s")
        print(f"what the others were told: {dict(writers.reasons())}")
        assert not gone and not double
        done = site.homeroom("check")
        assert done.returncode == 0, (done.stdout, done.stderr)
        assert site.stop() == 0
        done = site.homeroom("check")
        assert done.returncode == 0, (done.stdout, done.stderr)
        assert len(acknowledged) >= rounds
