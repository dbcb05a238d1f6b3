"""What each process of a release is fenced in by, which sanitizers undo: how
much memory it may have, and who may look into it."""

import os
import pwd
import re

import pytest

from support.processes import children, helpers, listener, until
from support.site import BUILD, SOURCE, Site

RELEASE = SOURCE / "build/release"
NOBODY = "nobody"
NARROW = {"connection", "session", "join", "worker"}
MEMORY = 256 << 20

pytestmark = [
    pytest.mark.skipif(not (RELEASE / "bin/homeroomd").exists(),
                       reason="no release build: tests/run makes one"),
    pytest.mark.skipif(os.geteuid() != 0,
                       reason="only root becomes another user"),
]


@pytest.fixture(scope="module")
def site():
    """Begun by nobody, as a service manager does: no change of user closes
    its memory by the way."""
    who = pwd.getpwnam(NOBODY)
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              build=RELEASE) as made:
        for folder, folders, files in os.walk(made.folder):
            for name in [".", *folders, *files]:
                if not name.startswith("id_"):
                    os.chown(os.path.join(folder, name), who.pw_uid,
                             who.pw_gid)
        yield made.start(under=("setpriv", f"--reuid={who.pw_uid}",
                                f"--regid={who.pw_gid}", "--clear-groups"))


@pytest.fixture(scope="module")
def processes(site):
    with site.terminal("ada") as screen, \
            site.terminal("join", options=("-o", "BatchMode=no")) as joins:
        screen.wait("Ada Obi").end()
        joins.wait("code").end()
        keeper, connections, sessions = helpers(site)
        assert until(lambda: len(children(sessions)) == 2)
        names = {}
        for pid in children(sessions):
            with open(f"/proc/{pid}/comm", encoding="ascii") as name:
                names[name.read().strip()] = pid
        yield {"supervisor": [site.daemon.pid], "listener": [listener(site)],
               "keeper": [keeper], "connections": [connections],
               "sessions": [sessions], "worker": children(keeper),
               "connection": children(connections),
               "session": [names["hr-session"]], "join": [names["hr-join"]]}


def limit_of(pid, name):
    with open(f"/proc/{pid}/limits", encoding="ascii") as limits:
        soft, hard = re.search(rf"^{name} +(\S+) +(\S+)", limits.read(),
                               re.M).groups()
    assert soft == hard
    return soft


def test_what_faces_people_or_hashes_has_256_mib(processes):
    for kind, pids in processes.items():
        for pid in pids:
            wanted = str(MEMORY) if kind in NARROW else "unlimited"
            assert limit_of(pid, "Max address space") == wanted, kind


def test_what_needs_no_child_can_have_none(processes):
    for kind in NARROW | {"keeper"}:
        for pid in processes[kind]:
            assert limit_of(pid, "Max processes") == "0", kind


def test_a_session_has_32_descriptors(processes):
    for kind in ("session", "join"):
        assert limit_of(processes[kind][0], "Max open files") == "32"


def test_no_process_leaves_a_core_file(processes):
    for kind, pids in processes.items():
        for pid in pids:
            assert limit_of(pid, "Max core file size") == "0", kind


def test_nobody_looks_into_a_process_of_their_own_user(processes):
    """What may not be dumped is root's in /proc, whoever runs it."""
    for kind, pids in processes.items():
        for pid in pids:
            assert os.stat(f"/proc/{pid}").st_uid == 0 or \
                os.stat(f"/proc/{pid}/mem").st_uid == 0, kind
            assert os.stat(f"/proc/{pid}/environ").st_uid == 0, kind


def test_a_process_that_may_be_dumped_is_seen_by_the_same_look():
    """One of the same user that keeps no secrets."""
    who = pwd.getpwnam(NOBODY)
    child = os.fork()
    if child == 0:
        os.execvp("setpriv", ["setpriv", f"--reuid={who.pw_uid}",
                              "--clear-groups", "sleep", "30"])
    try:
        assert until(lambda: os.stat(f"/proc/{child}/environ").st_uid
                     == who.pw_uid)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def test_no_environment_sets_a_clock_or_takes_a_process_over():
    """What tests have of their builds is in no release, not even its name."""
    hooks = (b"HOMEROOM_CLOCK", b"HOMEROOM_ATTACK", b"HOMEROOM_SYNCHRONOUS")
    for name in ("homeroom", "homeroomd"):
        release = (RELEASE / "bin" / name).read_bytes()
        assert not [hook for hook in hooks if hook in release], name
    tested = (BUILD / "bin/homeroomd").read_bytes()
    assert all(hook in tested for hook in hooks)
