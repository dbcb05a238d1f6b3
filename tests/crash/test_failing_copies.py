"""A backup and a restore of which one system call fails, or which is killed at
one: what stands in its place is whole, nothing else is left without its name
being said, and the next try does."""

import errno
import hashlib
import shutil
import sqlite3
import tarfile

import pytest

from support.failing import FROM_THEN_ON, KILL, Fault, Figures, chosen

EXITS = (65, 66, 69, 70, 75, 77)
IN_PLACE = "is whole and in its place"
STORES = ("store/store.db", "secrets/secrets.db")


def check_store(path):
    with sqlite3.connect(path) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []
    store.close()


def check_backup(path, scratch):
    """What it says of itself holds, and its stores are sound."""
    with tarfile.open(path, "r:") as archive:
        files = {entry.name: archive.extractfile(entry).read()
                 for entry in archive}
    for line in files["MANIFEST"].decode().splitlines():
        if line.startswith("file "):
            _, digest, count, name = line.split(" ")
            assert len(files[name]) == int(count), name
            assert hashlib.blake2b(
                files[name], digest_size=32).hexdigest() == digest, name
    for name in STORES:
        scratch.write_bytes(files[name])
        check_store(scratch)
        scratch.unlink()


def check_told(done, is_killed):
    """It says what was wrong and where; exit statuses are sysexits.h's."""
    if is_killed or done.returncode == 0:
        return
    assert done.returncode in EXITS, done.returncode
    assert "/" in done.stderr or "store" in done.stderr or (
        "disk" in done.stderr), "no words"
    assert "Sanitizer" not in done.stderr


def check_left(folder, target, done, is_killed):
    """What could not be taken away is named."""
    for left in folder.iterdir():
        if left != target:
            assert is_killed or f"path={left} " in done.stderr, "left unnamed"


def each(failing, words, count, figures, check, mark=None):
    """Runs each fault; `check(done, is_killed)` raises where it went wrong."""
    for fault in chosen(failing.calls(), count):
        done = failing.run(words, fault, mark)
        is_met = bool(failing.met())
        figures.add(is_met, fault, done.returncode)
        is_killed = is_met and fault.error == KILL
        try:
            check_told(done, is_killed)
            check(done, is_killed)
        except AssertionError as wrong:
            figures.wrong.append(f"{fault}: {wrong}; exit "
                                 f"{done.returncode}, {done.stderr}")


def test_a_backup_is_whole_or_not_there(failing, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "b"
    words = failing.site.program("homeroom", "backup", str(target))

    def check(done, is_killed):
        if target.exists():
            check_backup(target, tmp_path / "scratch")
            assert (is_killed or done.returncode == 0
                    or IN_PLACE in done.stderr), "it is there"
            target.unlink()
        else:
            assert is_killed or done.returncode, "it is not there"
        check_left(folder, target, done, is_killed)
        if list(folder.iterdir()):  # the next try takes it away
            failing.site.operator("backup", str(target))
            assert list(folder.iterdir()) == [target]
            target.unlink()

    assert failing.run(words).returncode == 0
    target.unlink()
    figures = Figures("backup")
    each(failing, words, 24, figures, check)
    figures.tell()


def test_the_backup_before_stays_whole(failing, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "b"
    words = failing.site.program("homeroom", "backup", str(target),
                                 "--replace")
    failing.site.operator("backup", str(target))
    old = target.read_bytes()

    def check(done, is_killed):
        assert target.exists(), "the old one is gone"
        new = target.read_bytes()
        if new != old:
            check_backup(target, tmp_path / "scratch")
            assert (is_killed or done.returncode == 0
                    or IN_PLACE in done.stderr), "it was replaced"
        else:
            assert is_killed or done.returncode, "it was not replaced"
        check_left(folder, target, done, is_killed)
        target.write_bytes(old)
        for left in folder.iterdir():
            if left != target:
                shutil.rmtree(left)

    assert failing.run(words).returncode == 0
    target.write_bytes(old)
    figures = Figures("backup --replace")
    each(failing, words, 16, figures, check)
    figures.tell()


@pytest.mark.parametrize("is_there", (False, True))
def test_a_restored_site_is_whole_or_not_there(failing, tmp_path, is_there):
    """Into a folder that is not there, and into an empty one."""
    site = failing.site
    folder = tmp_path / "sites"
    folder.mkdir()
    target = folder / "new"
    backup = tmp_path / "b"
    words = site.program("homeroom", "restore", str(backup), str(target))
    site.operator("backup", str(backup))
    kept = backup.read_bytes()

    def clear():
        shutil.rmtree(target, ignore_errors=True)
        if is_there:
            target.mkdir()

    def check(done, is_killed):
        assert backup.read_bytes() == kept, "the backup has changed"
        if (target / "homeroom.conf").exists():
            told = site.homeroom("-c", str(target / "homeroom.conf"), "check")
            assert told.returncode == 0, told.stderr
            assert (is_killed or done.returncode == 0
                    or IN_PLACE in done.stderr), "it is there"
        else:
            assert is_killed or done.returncode, "it is not there"
            assert target.exists() == is_there
            assert not is_there or not list(target.iterdir())
        check_left(folder, target, done, is_killed)
        clear()
        if list(folder.iterdir()) not in ([], [target]):
            site.operator("restore", str(backup), str(target))
            assert list(folder.iterdir()) == [target]
            clear()

    clear()
    assert failing.run(words, mark=backup).returncode == 0
    clear()
    figures = Figures("restore into " + ("an empty folder" if is_there
                                         else "a new one"))
    each(failing, words, 16, figures, check, mark=backup)
    figures.tell()


@pytest.fixture
def one(failing, tmp_path):
    """Makes a backup of which the last such call fails."""
    folder = tmp_path / "backups"
    folder.mkdir()
    target = folder / "b"
    words = failing.site.program("homeroom", "backup", str(target))
    failing.run(words)
    points = failing.calls()
    target.unlink()

    def make(call, error, times=1, number=-1, where=""):
        point = [row for row in points
                 if row.call == call and row.where.endswith(where)][number]
        done = failing.run(words, Fault(point, error, times))
        assert failing.met()
        left = sorted(path.name for path in folder.iterdir())
        shutil.rmtree(folder)
        folder.mkdir()
        return done, left

    return make


@pytest.mark.parametrize("call", ("unlink", "rmdir"))
def test_what_is_in_the_way_of_tidying_is_named(one, call):
    done, left = one(call, errno.EIO)
    assert (done.returncode, left, done.stderr) == (0, ["b"], "")
    done, left = one(call, errno.EIO, FROM_THEN_ON)
    assert (done.returncode, left) == (0, [".b.partial", "b"])
    assert ".b.partial reason=\"it could not be taken away" in done.stderr


def test_a_lock_that_fails_is_no_other_process(one):
    for number in (0, 1):
        done, left = one("flock", errno.ENOLCK, number=number)
        assert (done.returncode, left) == (69, [])
        assert ".b.partial: No locks available" in done.stderr


def test_a_name_that_is_not_on_disk_is_told(one):
    done, left = one("fsync", errno.EIO, where="/backups")
    assert (done.returncode, left) == (69, ["b"])
    assert IN_PLACE in done.stderr and "Input/output error" in done.stderr


def test_words_name_the_whole_path(one):
    for call, error, words in (("mkdirat", errno.ENOSPC, "there is no room"),
                               ("write", errno.EIO, "Input/output error"),
                               ("fsync", errno.EIO, "Input/output error")):
        done, left = one(call, error, number=0)
        assert done.returncode and left == []
        assert "/.b.partial/" in done.stderr and words in done.stderr, (
            done.stderr)


def test_a_backup_is_on_disk_before_it_is_in_its_place(one):
    done, left = one("fsync", errno.EIO, where="backup.tar")
    assert (done.returncode, left) == (69, [])
