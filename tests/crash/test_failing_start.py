"""The daemon's start, of which one system call fails, or a process of which is
killed at one: it says what and where and ends, or serves; the next start
serves, and nothing is lost."""

import errno
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

import pytest

from support import older
from support.failing import FROM_THEN_ON, KILL, Fault, Figures, chosen
from support.patience import patient
from support.powercut import is_sound

EXITS = (65, 66, 69, 70, 75, 77)
SERVES = "event=listening"


class Start:
    """One start, with a fault or without; until it serves, or has ended."""

    def __init__(self, failing, fault=None):
        self.failing = failing
        self.log = failing.own / "daemon.log"
        self.running = subprocess.Popen(
            [*failing.words(fault), *failing.site.program("homeroomd")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=open(self.log, "wb"), env=failing.environment())
        failing.begun.append(self.running)
        deadline = time.monotonic() + patient(20)
        while (SERVES not in self.told() and self.running.poll() is None
               and time.monotonic() < deadline):
            time.sleep(0.02)

    def told(self):
        return self.log.read_text(errors="replace")

    def serves(self):
        return SERVES in self.told() and self.running.poll() is None

    def stop(self):
        """The exit status; what it leaves behind would keep it waiting."""
        if self.running.poll() is None:
            self.running.send_signal(signal.SIGTERM)
        try:
            return self.running.wait(patient(30))
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()
            raise AssertionError("it does not end") from None


def log_of(start):
    return " | ".join(line for line in start.told().splitlines()
                      if "level=info" not in line)


def answers(site):
    """What was lost is begun again meanwhile."""
    for _ in range(5):
        done = site.run("ada", "threads", "emea-autumn")
        if done.returncode == 0:
            return "Badges" in done.stdout
        time.sleep(1)
    return False


def check(failing, start, fault, is_peopled):
    """The exit status of what was begun."""
    was_ready = start.serves()
    has_words = "level=error" in start.told()
    is_in = was_ready and (
        not is_peopled or answers(failing.site))
    status = start.stop()
    if was_ready:
        assert is_in or fault.times > 1 and "level=" in log_of(start), (
            "nobody gets in")
        assert status == 0 or fault.times > 1, f"it ended with {status}"
    elif fault.error != KILL or fault.point.process != "0":
        assert has_words, "no words"
        # What is tried again and again ends when it is told to.
        assert status in EXITS or fault.times > 1, f"it ended with {status}"
    return status


def again(failing):
    """Without a fault it serves."""
    start = Start(failing)
    is_in = start.serves()
    status = start.stop()
    assert is_in and status == 0, "the next start fails: " + log_of(start)
    assert is_sound(failing.site.folder)


def points(failing):
    """All until it serves."""
    start = Start(failing)
    assert start.serves(), start.told()
    found = failing.calls()
    assert start.stop() == 0
    return found


def walk(failing, figures, faults, prepare=None, look=lambda: None,
         is_peopled=True):
    """`look()` comes when a fault has had its way, and when the next start
    had its."""
    for fault in faults:
        if prepare:
            prepare()
        start, status, told = Start(failing, fault), 1, ""
        try:
            status = check(failing, start, fault, is_peopled)
            figures.add(bool(failing.met()), fault, status)
            told = log_of(start)
            look()
            again(failing)
            look()
        except AssertionError as wrong:
            figures.wrong.append(f"{fault}: {wrong}; {told or log_of(start)}")
            print(figures.wrong[-1], flush=True)
    figures.tell()


def test_a_start_serves_or_says_why_not(failing):
    walk(failing, Figures("start"), chosen(points(failing), 12))


# ---- stores that are made, or brought up ----


class Stores:
    """The two files; put back before each fault."""

    def __init__(self, site):
        self.folders = [site.folder / name for name in ("store", "secrets")]
        self.kept = {}

    def clear(self):
        for folder in self.folders:
            for path in folder.iterdir():
                path.unlink()

    def keep(self, kind, content):
        self.kept[kind] = content

    def restore(self):
        self.clear()
        for folder in self.folders:
            if folder.name in self.kept:
                path = folder / f"{folder.name}.db"
                path.write_bytes(self.kept[folder.name])
                path.chmod(0o600)

    def read(self, kind, statement):
        """Of a copy: the next start is to find what the last has left."""
        with tempfile.TemporaryDirectory() as copy:
            for folder in self.folders:
                for path in folder.glob(f"{kind}.db*"):
                    shutil.copy(path, copy)
            store = sqlite3.connect(f"{copy}/{kind}.db")
            found = store.execute(statement).fetchall()
            store.close()
            return found

    def version(self, kind):
        return self.read(kind, "PRAGMA user_version")[0][0]

    def left(self):
        return [path.name for folder in self.folders
                for path in folder.iterdir() if ".partial" in path.name]


def of_stores(found):
    return [point for point in found if point.process == "0.1.1" and any(
        f"/{kind}/{kind}.db" in point.where or point.where.endswith(f"/{kind}")
        for kind in ("store", "secrets"))]


@pytest.fixture
def stores(failing):
    made = Stores(failing.site)
    before = Stores(failing.site)
    failing.site.operator("check")
    for folder in made.folders:
        copy = sqlite3.connect(failing.own / folder.name)
        sqlite3.connect(folder / f"{folder.name}.db").backup(copy)
        copy.close()
        before.keep(folder.name, (failing.own / folder.name).read_bytes())
    yield made
    before.restore()


def test_a_store_is_whole_old_or_whole_new(failing, stores):
    """Brought from an older program's version to this one's."""
    old = {"store": 20, "secrets": 2}
    rows = {kind: stores.read(kind, statement) for kind, statement in (
        ("store", "SELECT id, body FROM posts"),
        ("secrets", "SELECT person_id, blob FROM keys"))}
    for kind, version in old.items():
        path = failing.own / f"older-{kind}.db"
        older.make(path, failing.own / kind, kind, version)
        stores.keep(kind, path.read_bytes())
    versions = []

    def look():
        for kind, version in old.items():
            is_at = stores.version(kind)
            assert is_at in (version, older.newest(kind)), (kind, is_at)
            versions.append(is_at == version)
        assert stores.read("store", "SELECT id, body FROM posts") == (
            rows["store"])
        assert stores.read("secrets", "SELECT person_id, blob FROM keys") == (
            rows["secrets"])

    stores.restore()
    found = of_stores(points(failing))
    look()
    assert not any(versions), "nothing was brought up"
    walk(failing, Figures("migration"), chosen(found, 10),
         stores.restore, look)
    assert any(versions)
    stores.restore()
    again(failing)
    assert not stores.left()
    done = failing.site.homeroom("check")
    assert done.returncode == 0, done.stderr


def test_a_first_start_is_gone_on_with(failing, stores):
    """Neither store is there: what broke off is no pair that lost a half."""
    stores.clear()
    found = of_stores(points(failing))
    walk(failing, Figures("first start"), chosen(found, 10),
         stores.clear, is_peopled=False)
    for kind in ("store", "secrets"):
        assert stores.version(kind) == older.newest(kind)


def test_a_first_start_killed_between_the_two_is_gone_on_with(failing,
                                                               stores):
    stores.clear()
    found = of_stores(points(failing))
    into = [point.where.endswith("/secrets.db") and point.call == "pwrite64"
            for point in found].index(True)
    last = [point for point in found[:into] if point.call == "pwrite64"
            and "/store.db" in point.where][-1]
    stores.clear()
    start = Start(failing, Fault(last, KILL))
    assert not start.serves() and start.stop() in EXITS
    assert stores.read("store", "PRAGMA application_id") != [(0,)]
    again(failing)
    assert stores.version("secrets") == older.newest("secrets")


def test_a_copy_that_is_not_whole_is_not_left(failing, stores):
    """What is kept before a store is brought up."""
    path = failing.own / "older.db"
    older.make(path, failing.own / "store", "store", 20)
    stores.keep("store", path.read_bytes())
    stores.keep("secrets", (failing.own / "secrets").read_bytes())
    for call, fails in (("fsync", KILL), ("fsync", errno.EIO),
                        ("rename", errno.EIO)):
        stores.restore()
        point = [row for row in points(failing) if row.call == call
                 and row.where.endswith(".partial")][0]
        stores.restore()
        start = Start(failing, Fault(point, fails))
        assert not start.serves() and start.stop() in EXITS
        there = [name.name for name in stores.folders[0].iterdir()
                 if "before" in name.name]
        assert there == ([] if fails else ["store.db.before-21.partial"])
        assert stores.version("store") == 20
        again(failing)
        assert (stores.folders[0] / "store.db.before-21").exists()
        assert not stores.left()


@pytest.mark.parametrize("where, error, times, words", (
    ("0.1 epoll_create1", KILL, 1, "event=process.lost name=listener"),
    ("0 socketpair", errno.EMFILE, FROM_THEN_ON,
     'name=listener reason="Too many open files"'),
    ("0 setsockopt", errno.ENOPROTOOPT, 1, "cannot listen on 127.0.0.1"),
    ("0.1.1 close_range", errno.ENOSYS, 1, "close_range: Function not"),
    ("0.1.1 prctl", errno.EINVAL, 1, "ends with its parent: Invalid"),
    ("0.1.1 openat", errno.EIO, 1, "/dev/null: Input/output error"),
))
def test_what_hinders_a_start_is_told(failing, where, error, times, words):
    point = [row for row in points(failing)
             if row.words().startswith(where + " ")][0]
    start = Start(failing, Fault(point, error, times))
    assert not start.serves() and words in start.told(), start.told()
    assert start.stop() in EXITS or times > 1
    again(failing)


def test_a_socket_that_nobody_hears_is_taken_away(failing):
    """Local sessions and the operator would wait there."""
    found = points(failing)
    bound = [row.call == "bind" and row.process == "0.1"
             for row in found].index(True)
    point = [row for row in found[bound:] if row.call == "epoll_ctl"][0]
    start = Start(failing, Fault(point, errno.ENOSPC))
    is_in = start.serves() and answers(failing.site)
    there = (failing.site.folder / "store/homeroomd.sock").exists()
    assert start.stop() == 0 and is_in and not there
    assert "event=local.none" in start.told()
