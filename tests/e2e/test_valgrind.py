"""Every kind of process under valgrind: a visit, and at length a whole day.
With the build of the preset valgrind, which tests/run makes."""


import pytest

from support.day import a_day, by_password, join
from support.long_form import IS_LONG
from support.site import PASSWORD, SOURCE, Site
from support.terminal import ENTER, control

BUILD = SOURCE / "build/valgrind"
KINDS = {"supervisor", "listener", "keeper", "worker", "connections",
         "connection", "sessions", "session", "join"}
FAULTS = {"unset": "uninitialised", "past": "Invalid read",
          "lost": "definitely lost"}


# A password's hash gives way to all else: beside other work it takes minutes.
SETTINGS = {"exempt_sources": "127.0.0.0/8", "login_grace_seconds": 600,
            "joining_seconds": 3600}


def site_under(folder):
    if not (BUILD / "bin/homeroomd").exists():
        pytest.skip("cmake --preset valgrind && cmake --build build/valgrind")
    return Site(people={"ada": ("Ada Obi", "emea", "learner")}, build=BUILD,
                valgrind=folder, settings=SETTINGS)


def visit(site):
    """Log in, home, read, answer, leave."""
    with by_password(site, "ada", PASSWORD) as screen:
        screen.wait("EMEA, autumn 2026")
        screen.send(ENTER).wait("First")
        screen.send(ENTER).wait("to be read")
        screen.send("r").wait("Ctrl-X send")
        screen.send("an answer").wait("an answer")
        screen.send(control("x")).wait("Enter sends")
        screen.send(ENTER).wait("Posted")
        assert screen.leave() == 0


def all_ended(site):
    """Each kind of process, and to its end, where leaks are looked for."""
    kinds = site.logs.by_kind()
    assert set(kinds) == KINDS | {"homeroom"}
    for kind, logs in kinds.items():
        assert any(log.has_ended for log in logs), kind
    return kinds


def test_a_visit_is_clean(tmp_path):
    with site_under(tmp_path) as site:
        site.operator("--as", "ada", "post", "emea-autumn", "--subject",
                      "First", text="to be read")
        site.start()
        visit(site)
        join(site)
        assert site.stop() == 0
        all_ended(site)


def seen(site, plants):
    """What valgrind says of the kinds that faults are planted in."""
    site.start({"HOMEROOM_PLANT": " ".join(map(":".join, plants.items()))})
    with by_password(site, "ada", PASSWORD) as screen:
        screen.wait("EMEA, autumn 2026")
        assert screen.leave() == 0
    join(site)
    assert site.stop() == 0
    kinds = all_ended(site)
    found = {kind for kind, fault in plants.items()
             if any(log.errors and FAULTS[fault] in log.text
                    and "planted" in log.text for log in kinds[kind])}
    wrong = {log.kind for log in site.logs.wrong()}
    with pytest.raises(AssertionError):
        site.logs.check()
    site.logs = None
    return found, wrong


def test_a_planted_fault_is_seen(tmp_path):
    """The control, in what forks no other: a child inherits its errors."""
    plants = {"session": "unset", "connection": "lost", "join": "past",
              "keeper": "lost", "worker": "unset"}
    with site_under(tmp_path) as site:
        assert seen(site, plants) == (set(plants), set(plants))


@pytest.mark.skipif(not IS_LONG, reason="long")
@pytest.mark.parametrize("kind", ("supervisor", "listener", "connections",
                                  "sessions"))
def test_a_fault_is_seen_in_what_forks(tmp_path, kind):
    for fault in FAULTS:
        with site_under(tmp_path / fault) as site:
            found, wrong = seen(site, {kind: fault})
            assert found == {kind} and kind in wrong


@pytest.mark.skipif(not IS_LONG, reason="long")
def test_a_day_is_clean(tmp_path):
    with site_under(tmp_path) as site:
        site.start()
        a_day(site)
        assert site.stop() == 0
        all_ended(site)
