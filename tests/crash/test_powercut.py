"""The power is cut while eight people write: what was acknowledged is there.
Where less is synced than is promised, it is not: else this test is blind."""

import random
import shutil
import tempfile
import time

import pytest

from support.long_form import IS_LONG
from support.powercut import Power, is_sound
from support.site import BUILD, SOURCE, Site
from support.writers import PEOPLE, Writers, lost, twice

CUTS = 500 if IS_LONG else 50
BLIND_CUTS = 6
RELEASE = SOURCE / "build/release"


def lost_now(site, writers):
    """Looked at in a copy: nothing is recovered here before the daemon is."""
    with tempfile.TemporaryDirectory() as copy:
        for path in (site.folder / "store").glob("store.db*"):
            if path.is_file():
                shutil.copy(path, copy)
        return lost(f"{copy}/store.db", writers.acknowledged())


def cut_and_count(cuts, build, environment):
    """What of the acknowledged posts is lost after so many cuts, or after the
    first that loses any."""
    random.seed(cuts)
    gone = []
    unsynced = done = 0
    with Site(people=PEOPLE, build=build) as site:
        power = Power(site.folder)
        began = time.monotonic()
        try:
            power.begin()
            site.start(power.environment(**environment))
            with Writers(site) as writers:
                while done < cuts and not gone:
                    writers.wait_for(random.randint(2, 8), 40)
                    time.sleep(random.random() * 0.05)
                    unsynced += power.cut(site, some_stay=done % 2 == 1)
                    done += 1
                    time.sleep(0.1)
                    assert is_sound(site.folder)
                    gone = lost_now(site, writers)
                    power.begin()
                    site.start(power.environment(**environment))
            told = site.homeroom("check")
            print(f"\n{done} cuts {environment}: {len(writers.tried())} posts "
                  f"tried, {len(writers.acknowledged())} acknowledged, "
                  f"{len(gone)} lost, {unsynced} files not as written, in "
                  f"{time.monotonic() - began:.0f} s")
            assert told.returncode == 0, (told.stdout, told.stderr)
            assert not twice(site.folder / "store/store.db")
        finally:
            if site.daemon is not None and site.daemon.poll() is not None:
                site.daemon = None
            power.close()
    return gone


def test_what_was_acknowledged_outlives_a_power_cut():
    build = RELEASE if (RELEASE / "bin/homeroomd").exists() else BUILD
    assert not cut_and_count(CUTS, build, {})


def test_with_less_synced_it_does_not():
    """Only a build for tests can be told to; a release is not."""
    assert cut_and_count(BLIND_CUTS, BUILD, {"HOMEROOM_SYNCHRONOUS": "normal"})


def test_a_release_cannot_be_told_to_sync_less():
    if not (RELEASE / "bin/homeroomd").exists():
        pytest.skip("no release build")
    for name in ("homeroomd", "homeroom"):
        content = (RELEASE / "bin" / name).read_bytes()
        assert b"HOMEROOM_SYNCHRONOUS" not in content
    assert b"HOMEROOM_SYNCHRONOUS" in (BUILD / "bin/homeroomd").read_bytes()
