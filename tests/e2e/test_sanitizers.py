"""A sanitizer's report in any process of the daemon reaches its log, where
every test looks for one: the control, with faults that are planted. Leaks are
looked for at each one's end; where its sandbox leaves no room for that, with
the sandbox off."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from support.day import a_day  # noqa: E402
from support.site import BUILD, Site  # noqa: E402
from support.takeover import Takeover  # noqa: E402

HELPERS = ("supervisor", "listener", "keeper", "connections", "sessions")
LEAVES = ("worker", "connection", "session", "join")
ADA = {"ada": ("Ada Obi", "emea", "learner")}


@pytest.fixture(scope="module")
def site():
    if b"__asan_init" not in (BUILD / "bin/homeroomd").read_bytes():
        pytest.skip("a build without sanitizers")
    with Site(people=ADA, settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made


def begin(site, **environment):
    """Where a fault is planted it may not come up at all."""
    site.log.write_text("")
    try:
        site.start(environment)
    except AssertionError:
        assert site.reports(), site.tail()


def visit(site):
    site.run("ada", "today")
    with site.terminal("join", key=False) as screen:
        screen.until(lambda: "code:" in screen.text or site.reports(), "it")


def reports_of(site, plant, **environment):
    begin(site, HOMEROOM_PLANT=plant, **environment)
    try:
        if site.daemon.poll() is None:
            visit(site)
    finally:
        site.stop()
    found = site.reports()
    site.log.write_text("")
    return found


@pytest.mark.parametrize("kind", HELPERS + LEAVES)
def test_what_is_undefined_is_told_from_inside_every_sandbox(site, kind):
    found = reports_of(site, f"{kind}:overflow")
    assert any("signed integer overflow" in words for words in found), found


@pytest.mark.parametrize("kind", ("keeper", *LEAVES))
def test_a_bad_address_is_told_from_inside_every_sandbox(site, kind):
    found = reports_of(site, f"{kind}:past")
    assert "ERROR: AddressSanitizer: heap-buffer-overflow" in found


@pytest.mark.parametrize("kind", HELPERS)
def test_lost_memory_is_told_at_the_end(site, kind):
    found = reports_of(site, f"{kind}:lost")
    assert "ERROR: LeakSanitizer: detected" in found


@pytest.mark.parametrize("kind", LEAVES)
def test_lost_memory_is_told_of_those_who_are_many(site, kind):
    bare = Takeover(site, True)
    found = reports_of(site, f"{kind}:lost", **bare.environment())
    assert "ERROR: LeakSanitizer: detected" in found


def test_a_day_loses_no_memory(site):
    bare = Takeover(site, True)
    begin(site, **bare.environment())
    a_day(site)
    assert site.stop() == 0
    assert site.reports() == []
