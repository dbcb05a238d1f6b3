"""A keeper that is killed: begun again, and nobody is put out."""

import os
import signal
import statistics
import subprocess
import time

import pytest

from support.killed import another, asked, kill, killed_at
from support.processes import children, helper, is_alive, until
from support.processes import name as name_of
from support.site import BY_ITSELF, PASSWORD, Site
from support.terminal import ENTER


@pytest.fixture
def site():
    """One a test, for losses are counted over a minute."""
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"},
              may_die_of={BY_ITSELF, signal.SIGKILL}) as made:
        made.start()
        made.told("ben", "post", "emea-autumn", "--subject",
                  "'Badge access'", text="Where is the desk?")
        yield made


def type_password(screen):
    screen.wait("Handle or email")
    screen.send(ENTER)
    screen.wait("[Pp]assword:")
    screen.send(PASSWORD + ENTER)


def test_logins_wait_for_a_keeper_that_is_killed(site):
    """In progress, and while there is none; by key and by password."""
    keeper = helper(site, "hr-keeper")
    taken = []
    for _ in range(2):
        kill(keeper, signal.SIGSTOP)
        by_key = asked(site, "boards")
        with site.terminal("ben", key=False) as by_password:
            type_password(by_password)
            time.sleep(0.5)  # both questions are with the keeper
            began = time.monotonic()
            kill(keeper)
            late = asked(site, "boards")
            by_password.wait("BOARD")
            taken.append(time.monotonic() - began)
            for process in (by_key, late):
                assert process.wait(20) == 0, process.stderr.read()
                assert b"emea-autumn" in process.stdout.read()
            assert by_password.leave() == 0
        keeper = another(site, "hr-keeper", keeper)
    print(f"keeper killed during logins: {len(taken)}; logged in after "
          f"{statistics.median(taken) * 1000:.0f} ms")


def keys(site):
    return site.told("ada", "keys").count("SHA256:")


def keys_add(site, name, shared):
    process = subprocess.Popen(
        [*site.ssh_words("ada", shared), "keys", "add"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdin.write(site.key(name).with_suffix(".pub").read_bytes())
    process.stdin.close()
    return process


def test_what_a_killed_keeper_was_asked_the_next_one_does(site, shared):
    before = keys(site)
    keeper = helper(site, "hr-keeper")
    kill(keeper, signal.SIGSTOP)
    adding = keys_add(site, "new", shared)
    listing = subprocess.Popen(
        [*site.ssh_words("ada", shared), "keys"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1)
    kill(keeper)
    for process in adding, listing:
        assert process.wait(20) == 0, process.stderr.read()
    another(site, "hr-keeper", keeper)
    assert keys(site) == before + 1


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "unlink",
                                  "sendmsg"])
def test_what_it_did_before_it_was_killed_is_not_done_again(site, shared,
                                                            call):
    """Killed at the first of these: as it writes, as it commits, as it
    answers; and each time the person hears that it is done."""
    before = keys(site)
    for turn in range(3):
        keeper = helper(site, "hr-keeper")
        with killed_at(keeper, call, turn + 1):
            adding = keys_add(site, f"of-{call}-{turn}", shared)
            status = adding.wait(30)
            assert status == 0, adding.stderr.read()
            assert b"SHA256:" in adding.stdout.read()
        assert keys(site) == before + turn + 1
    assert site.tail(10**6).count("process.lost") >= 1


def test_who_waits_for_a_keeper_that_does_not_come_is_told(site, shared):
    secrets, away = site.folder / "secrets", site.folder / "away"
    secrets.rename(away)
    secrets.write_text("")
    kill(helper(site, "hr-keeper"))
    adding = keys_add(site, "late", shared)
    assert adding.wait(40) == 75
    assert b"see whether it was done" in adding.stderr.read()
    secrets.unlink()
    away.rename(secrets)
    assert until(lambda: site.run("ada", "boards").returncode == 0, 60)
    assert keys(site) == 1


def test_workers_die_with_their_keeper(site):
    keeper = helper(site, "hr-keeper")
    workers = children(keeper)
    assert [name_of(pid) for pid in workers] == ["hr-worker"] * 2
    kill(keeper)
    assert until(lambda: not any(is_alive(pid) for pid in workers))
    keeper = another(site, "hr-keeper", keeper)
    assert until(lambda: len(children(keeper)) == 2)


def test_a_killed_worker_is_begun_again(site):
    keeper = helper(site, "hr-keeper")
    kill(children(keeper)[0])
    another(site, "hr-keeper", keeper)
    with site.terminal("ada", key=False) as screen:
        type_password(screen)
        screen.wait("BOARD")
        assert screen.leave() == 0


def test_a_keeper_that_cannot_start_is_waited_for(site):
    """Its secrets are out of reach: who is inside reads and writes on."""
    secrets, away = site.folder / "secrets", site.folder / "away"
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        secrets.rename(away)
        secrets.write_text("")
        kill(helper(site, "hr-keeper"))
        assert until(lambda: site.tail().count("process.lost") >= 3)
        screen.send(ENTER).wait("Badge access")
        screen.send(ENTER).wait("Where is the desk")
        screen.send("r")
        screen.wait("Ctrl-X")
        screen.send("Floor 2.\x18" + ENTER)
        screen.wait("Floor 2")
        refused = site.run("ben", "boards")
        assert refused.returncode == 255
        secrets.unlink()
        away.rename(secrets)
        assert until(lambda: site.run("ben", "boards").returncode == 0, 60)
        assert screen.leave() == 0
    lost = site.tail(10**6).count("process.lost")
    assert 3 <= lost <= 10, "it is tried ever less often"


def test_a_helper_begun_later_holds_nothing_of_who_is_here(site):
    """Its image is forked from a listener that knows names and places."""
    if os.geteuid() != 0:
        pytest.skip("only root reads another's memory")
    from support.processes import listener, memory_holds
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("W").wait("Ben Aydin")
        time.sleep(1.2)
        assert memory_holds(listener(site), b"people ")
        for name in ("hr-connections", "hr-sessions", "hr-keeper"):
            pid = helper(site, name)
            kill(pid)
            pid = another(site, name, pid)
            assert until(lambda: site.tail(10**6).count("process.begin"))
            time.sleep(1)
            assert not memory_holds(pid, b"home\npeople "), name
        assert screen.leave() == 0
