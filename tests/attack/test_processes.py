"""What each process of a live daemon holds, and what it must not."""

import os
import pwd
import re
import subprocess
import sys
import time

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    children, helpers, memory_holds, status_of, transport, until)
from support.processes import listener  # noqa: E402
from support.site import PASSWORD, Site  # noqa: E402

COMMON = ["/dev/null", "socket:"]


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made.start()


@pytest.fixture(scope="module")
def ada(site):
    """Logged in by password, with a screen open."""
    client = transport(site)
    client.auth_password("ada", PASSWORD)
    screen = client.open_session(timeout=10)
    screen.get_pty("xterm", 80, 24)
    screen.invoke_shell()
    screen.settimeout(20)
    assert screen.recv(65536)
    yield screen
    client.close()


@pytest.fixture(scope="module")
def processes(site, ada):
    keeper, connections, sessions = helpers(site)
    assert until(lambda: len(children(sessions)) == 1)
    return {"supervisor": [site.daemon.pid], "listener": [listener(site)],
            "keeper": [keeper],
            "worker": children(keeper), "connections": [connections],
            "sessions": [sessions], "connection": children(connections),
            "session": children(sessions)}


def held(site, pid):
    """What its descriptors are, the site's folder left off."""
    found = []
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            path = os.readlink(f"/proc/{pid}/fd/{name}")
        except FileNotFoundError:
            continue
        found.append(re.sub(r"^(socket|pipe):.*", r"\1:",
                            path.replace(f"{site.folder}/", "")))
    return sorted(set(found) - {"log"}), len(found)


STORE = ["store/store.db", "store/store.db-shm", "store/store.db-wal",
         "store/store.db.lock"]
HOLDS = {
    "supervisor": ["anon_inode:[signalfd]"],
    "listener": ["anon_inode:[eventpoll]", "anon_inode:[pidfd]",
                 "anon_inode:[signalfd]"],
    "keeper": [*STORE, "store/store.db.checkpointer", "secrets/secrets.db",
               "secrets/secrets.db.lock"],
    "worker": [],
    "connections": ["anon_inode:[signalfd]"],
    "sessions": ["anon_inode:[signalfd]"],
    "connection": [],
    "session": [*STORE, "/memfd:canvas (deleted)"],
}
# 0, 1 and 2, then as many at most
MOST = {"supervisor": 4, "worker": 1, "connections": 2, "sessions": 2, "connection": 4,
        "session": 9}


@pytest.mark.parametrize("kind", sorted(HOLDS))
def test_a_process_holds_what_it_needs_and_nothing_else(
        site, processes, kind):
    assert processes[kind]
    for pid in processes[kind]:
        paths, count = held(site, pid)
        assert set(paths) <= {*COMMON, *HOLDS[kind]}, (kind, paths)
        assert count <= 3 + MOST.get(kind, 20), (kind, paths)


def test_each_is_fenced_in(processes):
    """A child of a spawner has its own filter over the spawner's."""
    filters = {"listener": 1, "keeper": 1, "worker": 1, "connections": 1, "sessions": 1,
               "connection": 2, "session": 2}
    for kind, count in filters.items():
        for pid in processes[kind]:
            status = status_of(pid)
            assert status["Seccomp"] == "2", kind
            assert status["Seccomp_filters"] == str(count), kind
            assert status["NoNewPrivs"] == "1", kind
            with open(f"/proc/{pid}/comm", encoding="utf-8") as name:
                assert name.read().strip() in (f"hr-{kind}", "homeroomd")


def test_hashing_gives_way_to_those_who_are_inside(processes):
    own = os.getpriority(os.PRIO_PROCESS, 0)
    for kind, pids in processes.items():
        for pid in pids:
            given = os.getpriority(os.PRIO_PROCESS, pid) - own
            least = min(10, 19 - own)  # there is no nicer than 19
            assert given == (least if kind == "worker" else 0), kind


def test_what_faces_people_has_few_descriptors(processes):
    for pid in processes["connection"] + processes["session"]:
        with open(f"/proc/{pid}/limits", encoding="ascii") as limits:
            text = limits.read()
        assert re.search(r"Max core file size +0 +0 ", text)
        assert re.search(r"Max open files +(32|64) +(32|64) ", text)


def test_no_process_leaves_a_core_file(processes):
    for kind, pids in processes.items():
        for pid in pids:
            with open(f"/proc/{pid}/limits", encoding="ascii") as limits:
                assert re.search(r"Max core file size +0 +0 ",
                                 limits.read()), kind


@pytest.mark.skipif(os.geteuid() != 0, reason="nobody else can run as root")
def test_a_daemon_that_stays_root_says_so_once(site, processes):
    assert site.tail(10**7).count("runs as root: set user") == 1


def test_no_process_keeps_the_password(site, processes):
    if os.geteuid() != 0:
        pytest.skip("only root reads another's memory")
    assert memory_holds(processes["session"][0], b"Ada Obi")
    time.sleep(0.5)
    for kind, pids in processes.items():
        for pid in pids:
            assert not memory_holds(pid, PASSWORD.encode()), kind
            with open(f"/proc/{pid}/cmdline", "rb") as line:
                assert PASSWORD.encode() not in line.read()
    assert PASSWORD not in site.tail(10**7)


def test_the_host_key_is_the_connections_alone(site, processes):
    """A session is not forked from anything that has read it."""
    if os.geteuid() != 0:
        pytest.skip("only root reads another's memory")
    import paramiko
    key = paramiko.Ed25519Key.from_private_key_file(
        str(site.folder / "host_ed25519"))
    seed = bytes(key._signing_key._seed)
    assert memory_holds(processes["connection"][0], seed)
    for kind in ("session", "sessions", "keeper", "worker", "listener",
                 "supervisor"):
        for pid in processes[kind]:
            assert not memory_holds(pid, seed), kind


def test_what_a_site_keeps_is_its_owner_s(site, processes):
    told = {"log", "host_ed25519.pub", "id_ada.pub"}
    assert processes
    for folder, folders, files in os.walk(site.folder):
        for name in [*folders, *files]:
            if name in told:
                continue
            mode = os.lstat(os.path.join(folder, name)).st_mode & 0o777
            assert mode & 0o037 == 0, (name, oct(mode))
            if name != "homeroom.conf":
                assert mode & 0o077 == 0, (name, oct(mode))


UNIX_USER = "nobody"


@pytest.fixture(scope="module")
def lowered():
    """A daemon that root starts and that goes on as another Unix user."""
    if os.geteuid() != 0:
        pytest.skip("only root becomes another user")
    who = pwd.getpwnam(UNIX_USER)
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"user": UNIX_USER}) as made:
        for folder, folders, files in os.walk(made.folder):
            for name in [".", *folders, *files]:
                if not name.startswith("id_"):
                    os.chown(os.path.join(folder, name), who.pw_uid,
                             who.pw_gid)
        # Root may have more groups than there are to see here.
        yield made.start(under=("setpriv", "--groups", "0,4,27"))


def test_no_process_can_go_back_to_root(lowered):
    who = pwd.getpwnam(UNIX_USER)
    with lowered.terminal() as screen:
        screen.wait("Ada Obi")
        keeper, connections, sessions = helpers(lowered)
        pids = [lowered.daemon.pid, listener(lowered), keeper, connections, sessions,
                *children(keeper), *children(connections),
                *children(sessions)]
        assert len(pids) == 9
        for pid in pids:
            status = status_of(pid)
            assert status["Uid"].split() == [str(who.pw_uid)] * 4, pid
            assert status["Gid"].split() == [str(who.pw_gid)] * 4, pid
            assert set(status["Groups"].split()) <= {str(who.pw_gid)}, pid
            for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
                assert int(status[kind], 16) == 0, (pid, kind)
            assert status["NoNewPrivs"] == "1", pid
    assert "runs as root" not in lowered.tail(10**7)


def test_who_stays_root_is_seen_by_the_same_look(site):
    """What the test above looks at shows a process that is still root."""
    if os.geteuid() != 0:
        pytest.skip("nobody else can run as root")
    status = status_of(site.daemon.pid)
    assert status["Uid"].split() == ["0"] * 4


def test_the_groups_of_root_are_seen_by_the_same_look(lowered):
    """With which the daemon above was begun."""
    child = subprocess.Popen(["setpriv", "--groups", "0,4,27", "sleep", "60"])
    try:
        assert until(lambda: set(status_of(child.pid)["Groups"].split())
                     == {"0", "4", "27"})
    finally:
        child.kill()
        child.wait()
