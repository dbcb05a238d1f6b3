"""After a day of logins, joins and changed passwords: none of what was typed
is left in the memory of any process, in the log, or in a store."""

import os
import re
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import children, helpers, memory_holds  # noqa: E402
from support.processes import listener  # noqa: E402
from support.day import BY_SCREEN, JOINED, a_day, by_password  # noqa: E402
from support.site import Site  # noqa: E402

ON_PROFILE = "pasted into the profile 5"


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "log_level": "debug"}) as made:
        yield made.start()


@pytest.fixture(scope="module")
def secrets(site):
    return a_day(site)


def change_on_the_profile(screen, old, new):
    """In three pastes, on a screen that goes on."""
    screen.send("U").wait("Password")
    for _ in range(12):
        if re.search(r"^ *> Password", screen.text, re.M):
            break
        screen.send("j").settle()
    screen.send("\r").settle()
    for words in (old, new, new):
        screen.send(words).settle()
        screen.send("\r").settle()
    screen.wait("Your password is changed")
    screen.send("q").wait("Ada Obi")


@pytest.fixture(scope="module")
def here(site, secrets):
    """Once more by password, which she changes, and she stays."""
    with by_password(site, "ada", BY_SCREEN) as screen:
        screen.wait("Ada Obi")
        change_on_the_profile(screen, BY_SCREEN, ON_PROFILE)
        secrets.append(ON_PROFILE)
        yield screen


def processes(site):
    keeper, connections, sessions = helpers(site)
    return {"supervisor": [site.daemon.pid], "listener": [listener(site)],
            "keeper": [keeper],
            "worker": children(keeper), "connections": [connections],
            "sessions": [sessions], "connection": children(connections),
            "session": children(sessions)}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root looks in")
def test_no_memory_holds_what_was_typed(site, secrets, here):
    found, looked = [], 0
    for kind, pids in processes(site).items():
        assert pids, kind
        for pid in pids:
            for secret in secrets:
                looked += 1
                if memory_holds(pid, secret.encode()):
                    found.append((kind, secret))
    print(f"secrets: {len(secrets)} looked for in memory {looked} times, "
          f"{len(found)} found")
    assert not found


@pytest.mark.skipif(os.geteuid() != 0, reason="only root looks in")
def test_a_look_into_memory_finds_what_is_there(site, here):
    """Each kind of process, by what it must hold."""
    words = {"supervisor": str(site.folder),
             "listener": str(site.folder), "keeper": str(site.folder),
             "worker": str(site.folder), "connections": str(site.folder),
             "sessions": str(site.folder), "connection": "ada",
             "session": "Ada Obi"}
    for kind, pids in processes(site).items():
        for pid in pids:
            assert memory_holds(pid, words[kind].encode()), kind


def test_no_log_holds_what_was_typed(site, secrets):
    log = site.log.read_text()
    for event in ("auth.ok", "auth.failed", "join.ok", "session.begin"):
        assert f"event={event}" in log
    assert "level=debug" in log
    for secret in secrets:
        assert secret not in log, secret
        # Nor escaped, nor a piece of it.
        for word in secret.split():
            assert len(word) < 6 or word not in log, word


def test_no_store_holds_what_was_typed(site, secrets):
    files = [path for name in ("store", "secrets")
             for path in (site.folder / name).iterdir() if path.is_file()]
    assert len(files) > 4
    for path in files:
        held = path.read_bytes()
        for secret in secrets:
            assert secret.encode() not in held, (path, secret)
    assert JOINED in secrets
