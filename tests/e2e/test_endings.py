"""A site that is closed tells what was left of it, and who died before: the
control, for every other test relies on it."""

import os
import signal
import subprocess
import sys

import pytest

from support.processes import helpers, is_alive, until
from support.site import Site

WAITS = "import sys, time; time.sleep(int(sys.argv[1]))"


def waiter(site, seconds):
    return subprocess.Popen([sys.executable, "-c", WAITS, str(seconds),
                             str(site.folder)])


def test_what_outlives_its_site_is_told_and_ended():
    site = Site(people={})
    site.start()
    with waiter(site, 600) as left:
        with pytest.raises(AssertionError, match=str(left.pid)):
            site.close(seconds=1)
        assert left.wait(10) == -signal.SIGKILL
    assert not site.folder.exists()


def test_what_ends_in_time_is_none():
    site = Site(people={})
    site.start()
    with waiter(site, 2) as left:
        site.close()
        assert left.wait(10) == 0


@pytest.mark.parametrize("number", (signal.SIGKILL, signal.SIGSYS))
@pytest.mark.parametrize("of", range(3))
def test_a_death_is_told_unless_it_was_meant(of, number):
    site = Site(people={})
    site.start()
    before = helpers(site)[of]
    os.kill(before, number)
    assert until(lambda: not is_alive(before) and site.deaths())
    told = [f"signal={number:d} " in line for line in site.deaths()]
    assert told == [True]
    site.may_die_of = {signal.SIGKILL, signal.SIGSYS} - {number}
    assert site.deaths()
    site.may_die_of = {number}
    site.close()


def test_a_death_fails_the_test_of_its_site():
    site = Site(people={})
    site.start()
    os.kill(helpers(site)[0], signal.SIGKILL)
    assert until(site.deaths)
    with pytest.raises(AssertionError, match="process.lost"):
        site.close()
