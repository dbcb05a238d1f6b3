"""Backups: a whole site in one file, and out of it again or not at all."""

import hashlib
import io
import os
import pathlib
import shutil
import signal
import sqlite3
import stat
import subprocess
import tarfile
import time

import pytest

from support import older
from support.site import Site

NEXT_STORE = 1000


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        made.start()
        made.told("ada", "post", "emea-autumn", "--subject", "Badges",
                  text="Where do I get one?")
        yield made


@pytest.fixture
def folder(tmp_path):
    yield tmp_path
    assert not [path.name for path in tmp_path.iterdir()
                if path.name.startswith(".")], "something half-done stays"


@pytest.fixture
def backup(site, folder):
    path = folder / "homeroom.backup"
    site.operator("backup", str(path), "--replace")
    return path


def refused(site, status, words, *command):
    done = site.homeroom(*command)
    assert done.returncode == status, (done.stdout, done.stderr)
    assert words in done.stderr.decode(), done.stderr
    assert done.stderr.count(b"\n") == 1
    return done


def members(path):
    with tarfile.open(path, "r:") as archive:
        return {entry.name: archive.extractfile(entry).read()
                for entry in archive if entry.isfile()}


def written_anew(backup, change):
    """The backup as `change` leaves its files, with a manifest that fits."""
    files = members(backup)
    change(files)
    manifest = files.pop("MANIFEST").decode().splitlines()
    head = [line for line in manifest[:-1] if not line.startswith("file")]
    def digest(content):
        return hashlib.blake2b(content, digest_size=32).hexdigest()

    lines = head + [f"file {digest(content)} {len(content)} {name}"
                    for name, content in files.items()]
    text = "".join(line + "\n" for line in lines)
    text += f"end {digest(text.encode())}\n"
    made = backup.with_name("anew.backup")
    with tarfile.open(made, "w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in {"MANIFEST": text.encode(), **files}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made


def triggers(store):
    return dict(store.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))


def changed_store(name, *statements):
    """Triggers that were in the way are put back, as who hides it would."""
    def change(files):
        path = pathlib.Path(f"/tmp/homeroom-changed-{os.getpid()}.db")
        path.write_bytes(files[name])
        store = sqlite3.connect(path)
        had = triggers(store)
        for statement in statements:
            store.execute(statement)
        for trigger in had.keys() - triggers(store).keys():
            store.execute(had[trigger])
        store.commit()
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        files[name] = path.read_bytes()
        path.unlink()
    return change


def test_a_site_moves_whole_and_no_laptop_is_alarmed(site, folder, backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    moved = folder / "moved"
    told = site.operator("restore", str(backup), str(moved))
    assert "as it was" in told and ".partial" not in told
    for path in moved.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        else:
            assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
    again = site.homeroom("-c", str(moved / "homeroom.conf"), "check")
    assert again.returncode == 0, again.stderr
    # The same port and the same known hosts: nothing may be asked.
    assert site.stop() == 0
    home, site.conf = site.conf, moved / "homeroom.conf"
    try:
        site.start()
        assert "Badges" in site.told("ben", "threads", "emea-autumn")
        assert site.stop() == 0
    finally:
        site.conf = home
        site.start()
    record = site.homeroom("-c", str(moved / "homeroom.conf"), "audit",
                           "--act", "restore")
    assert b"operator" in record.stdout, (record.stdout, record.stderr)


def test_a_backup_is_on_record_and_holds_the_record_s_head(site, backup):
    manifest = members(backup)["MANIFEST"].decode()
    number, head = [line.split()[1:] for line in manifest.splitlines()
                    if line.startswith("record ")][0]
    assert str(backup) in site.operator("audit", "--act", "backup",
                                        "--json")
    site.operator("audit", "verify", "--head", head)
    store = backup.with_name("copied.db")
    store.write_bytes(members(backup)["store/store.db"])
    assert sqlite3.connect(store).execute(
        "SELECT id, link FROM audit ORDER BY id DESC LIMIT 1").fetchone() == (
            int(number), head)
    refused(site, 65, "broken", "audit", "verify", "--head", "0123" * 16)


def test_without_the_host_key_a_new_one_is_made_and_said(site, folder):
    path = folder / "keyless"
    assert "no host key" in site.operator("backup", str(path),
                                          "--without-host-key")
    assert not [name for name in members(path) if "host" in name]
    told = site.operator("restore", str(path), str(folder / "new"))
    assert "every laptop will be asked" in told
    old = (site.folder / "host_ed25519.pub").read_text().split()[1]
    new = (folder / "new/host_ed25519.pub").read_text().split()[1]
    assert old != new


def test_a_file_that_is_there_is_kept_unless_told(site, folder):
    path = folder / "b"
    path.write_text("mine")
    refused(site, 65, "is there already", "backup", str(path))
    assert path.read_text() == "mine"
    site.operator("backup", str(path), "--replace")
    assert "store/store.db" in members(path)
    target = folder / "elsewhere"
    target.write_text("mine")
    (folder / "link").symlink_to(target)
    refused(site, 65, "is there already", "backup", str(folder / "link"))
    site.operator("backup", str(folder / "link"), "--replace")
    assert target.read_text() == "mine" and not (folder / "link").is_symlink()
    refused(site, 66, "no such", "backup", str(folder / "none/b"))


def test_restoring_takes_no_place_that_is_taken(site, folder, backup):
    before = sorted(path.name for path in site.folder.iterdir())
    refused(site, 65, "daemon runs", "restore", str(backup), str(site.folder))
    assert sorted(path.name for path in site.folder.iterdir()) == before
    full = folder / "full"
    full.mkdir()
    (full / "a").write_text("mine")
    refused(site, 65, "not empty", "restore", str(backup), str(full))
    assert [path.name for path in full.iterdir()] == ["a"]
    refused(site, 65, "no folder", "restore", str(backup), str(full / "a"))
    refused(site, 66, "no such", "restore", str(backup), str(folder / "x/y"))
    empty = folder / "empty"
    empty.mkdir()
    site.operator("restore", str(backup), str(empty))
    assert (empty / "store/store.db").exists()


def test_what_is_not_whole_is_refused_and_nothing_stays(site, folder, backup):
    whole = backup.read_bytes()
    files = members(backup)
    tried = 0
    bad = folder / "bad"
    # Cut anywhere, most of all inside the files.
    for at in [0, 1, 511, 512, 600, 1024, len(whole) // 3, len(whole) // 2,
               len(whole) - 12000]:
        bad.write_bytes(whole[:at])
        refused(site, 65, str(bad), "restore", str(bad), str(folder / "new"))
        tried += 1
    # One bit of each file's content.
    for name, content in files.items():
        at = whole.index(content) + len(content) // 2
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        refused(site, 65, str(bad), "restore", str(bad), str(folder / "new"))
        tried += 1
    assert not (folder / "new").exists()
    print(f"{tried} cut or altered, 0 restored")


def test_what_is_foreign_is_refused(site, folder, backup):
    for name, content in {
            "text": b"hello\n" * 500, "zero": bytes(20000),
            "gzip": b"\x1f\x8b\x08" + bytes(2000)}.items():
        (folder / name).write_bytes(content)
        refused(site, 65, "no backup", "restore", str(folder / name),
                str(folder / "new"))
    other = folder / "other.tar"
    with tarfile.open(other, "w") as archive:
        archive.add(backup, "homeroom.conf")
    refused(site, 65, "no backup", "restore", str(other),
            str(folder / "new"))
    refused(site, 66, "no such", "restore", str(folder / "none"),
            str(folder / "new"))
    refused(site, 65, str(folder), "restore", str(folder),
            str(folder / "new"))
    assert not (folder / "new").exists()


def test_names_in_it_lead_nowhere_else(site, folder, backup):
    outside = folder / "outside"
    for name in ("../outside", "store/../../outside", str(outside),
                 "screens/.hidden", ".profile"):
        made = written_anew(backup, lambda files: files.update({name: b"x"}))
        refused(site, 65, "damaged", "restore", str(made),
                str(folder / "new"))
    # What the manifest does not have, and what is no plain file.
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE,
                 tarfile.FIFOTYPE, tarfile.CHRTYPE):
        made = folder / "linked"
        with tarfile.open(backup) as old, tarfile.open(made, "w") as archive:
            for entry in old:
                if entry.name == "homeroom.conf":
                    bad = tarfile.TarInfo(entry.name)
                    bad.type, bad.linkname = kind, "/etc/passwd"
                    archive.addfile(bad)
                else:
                    archive.addfile(entry, old.extractfile(entry))
        refused(site, 65, "is in it where", "restore", str(made),
                str(folder / "new"))
    made = folder / "more"
    shutil.copy(backup, made)
    with tarfile.open(made, "a") as archive:
        archive.add("/etc/hostname", "../outside")
    refused(site, 65, "more in it", "restore", str(made),
            str(folder / "new"))
    assert not outside.exists() and not (folder / "new").exists()


def test_settings_in_it_lead_nowhere_else(site, folder, backup):
    for line in (f'store = "{site.folder}/store";', 'secrets = "../s";',
                 'host_key = "/etc/ssh/ssh_host_ed25519_key";',
                 'screens = "/etc";', 'screens = "../../etc";',
                 'screens = "screens/../../x";', 'holidays = "../h.csv";',
                 '@include "/etc/passwd"'):
        made = written_anew(backup, lambda files: files.update(
            {"homeroom.conf": (line + "\n").encode()}))
        done = site.homeroom("restore", str(made), str(folder / "new"))
        assert done.returncode == 65, (line, done.stdout, done.stderr)
    assert not (folder / "new").exists()


def test_what_does_not_pass_is_refused(site, folder, backup):
    for words, change in {
            "of version": changed_store(
                "store/store.db", f"PRAGMA user_version = {NEXT_STORE}"),
            "no store of": changed_store(
                "secrets/secrets.db", "PRAGMA application_id = 7"),
            "names one of": changed_store(
                "store/store.db",
                "UPDATE members SET cohort_id = 99 WHERE cohort_id = 1"),
            "the record of acts is broken": changed_store(
                "store/store.db", "DROP TRIGGER audit_keeps",
                "UPDATE audit SET subject = 'x' WHERE id = 3"),
            # Whole by itself: only the head in the manifest tells.
            "broken at its end": changed_store(
                "store/store.db", "DROP TRIGGER audit_stays",
                "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
            }.items():
        made = written_anew(backup, change)
        refused(site, 65, words, "restore", str(made), str(folder / "new"))
    role = written_anew(backup, changed_store(
        "store/store.db",
        "UPDATE people SET site_role = 'operator' WHERE handle = 'ada'"))
    done = refused(site, 65, "--anyway", "restore", str(role),
                   str(folder / "new"))
    assert not (folder / "new").exists()
    told = site.operator("restore", str(role), str(folder / "new"),
                         "--anyway")
    assert "ada: operator" in told, done


def test_what_would_act_by_itself_is_refused(site, folder, backup):
    planted = written_anew(backup, changed_store(
        "store/store.db", "CREATE TRIGGER helper AFTER INSERT ON posts BEGIN"
        " DELETE FROM drafts; END"))
    refused(site, 65, "--anyway", "restore", str(planted),
            str(folder / "new"))
    assert not (folder / "new").exists()


def first_secrets(files):
    """The secrets as the first version of them would hold them."""
    path = pathlib.Path(f"/tmp/homeroom-first-{os.getpid()}.db")
    newest = pathlib.Path(f"/tmp/homeroom-newest-{os.getpid()}.db")
    newest.write_bytes(files["secrets/secrets.db"])
    older.make(path, newest, "secrets", 1)
    files["secrets/secrets.db"] = path.read_bytes()
    path.unlink()
    newest.unlink()


def test_an_older_one_is_brought_up(site, folder):
    """One that the first program with secrets made."""
    path = folder / "older"
    site.operator("backup", str(path))
    made = written_anew(path, first_secrets)
    site.operator("restore", str(made), str(folder / "new"))
    held = [sqlite3.connect(place / "secrets/secrets.db").execute(
        "PRAGMA user_version").fetchone() + tuple(sqlite3.connect(
            place / "secrets/secrets.db").execute(
                "SELECT person_id, blob FROM keys ORDER BY id"))
        for place in (site.folder, folder / "new")]
    assert held[0] == held[1] and held[0][0] > 1 and len(held[0]) > 1


def test_places_of_its_own_come_with_it(folder):
    screens = folder / "screens-here"
    shutil.copytree(pathlib.Path(__file__).parents[2] / "screens", screens)
    (screens / "welcome.txt").write_text("Welcome to the school.\n")
    holidays = folder / "days.csv"
    holidays.write_text("region,date,name\nemea,2026-12-25,Christmas\n")
    with Site(people={}) as site:
        store = folder / "stores"
        shutil.move(site.folder / "store", store)
        site.set(store=str(store), screens=str(screens),
                 holidays=str(holidays), name='The \\"new\\" \\\\ school')
        site.operator("backup", str(folder / "b"))
        site.operator("restore", str(folder / "b"), str(folder / "new"))
        conf = str(folder / "new/homeroom.conf")
        told = site.homeroom("-c", conf, "check").stdout.decode()
        assert f"{folder}/new/store/store.db: good" in told, told
        assert "1 holiday" in told
        assert 'name = "The \\"new\\" \\\\ school"' in pathlib.Path(
            conf).read_text()
        assert (folder / "new/screens/welcome.txt").read_text().startswith(
            "Welcome to the school")


@pytest.mark.parametrize("name", ("store/store.db", "secrets/secrets.db"))
def test_one_store_without_the_other_is_never_made_anew(name):
    """People of a new store would get the keys of those of the old one."""
    with Site(people={}) as site:
        path = site.folder / name
        kept = path.read_bytes()
        path.unlink()
        done = subprocess.run(
            site.program("homeroomd"),
            capture_output=True, timeout=60)
        assert done.returncode != 0
        assert f"{path} is missing, but" in done.stderr.decode(), done.stderr
        assert not path.exists()
        path.write_bytes(kept)
        site.start()


def test_secrets_beside_an_empty_store_are_refused():
    """As where a file system lost what was in the file, and kept its name."""
    with Site(people={}) as site:
        path = site.folder / "store/store.db"
        kept = path.read_bytes()
        path.write_bytes(b"")
        done = subprocess.run(site.program("homeroomd"),
                              capture_output=True, timeout=60)
        assert done.returncode != 0
        assert f"{path} is missing, but" in done.stderr.decode(), done.stderr
        assert path.read_bytes() == b""
        path.write_bytes(kept)
        site.start()


def test_empty_secrets_beside_people_are_refused():
    """The file kept its name and lost what was in it: no first start."""
    with Site(people={"ada": ("Ada Obi", "emea", "learner")}) as site:
        path = site.folder / "secrets/secrets.db"
        kept = path.read_bytes()
        path.write_bytes(b"")
        done = subprocess.run(site.program("homeroomd"),
                              capture_output=True, timeout=60)
        assert done.returncode != 0
        assert f"{path} is empty, but people are in " in (
            done.stderr.decode()), done.stderr
        assert path.read_bytes() == b""
        path.write_bytes(kept)
        site.start()


def test_as_root_it_is_all_of_the_site_s_own_user(folder, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root has other users")
    user = 65534
    with Site(people={}) as site:
        for path in (site.folder, *site.folder.rglob("*")):
            os.chown(path, user, user)
        os.chmod(folder.parent.parent, 0o755)
        os.chmod(folder.parent, 0o755)
        os.chmod(folder, 0o755)
        refused(site, 77, "not allowed, to the stores' owner", "backup",
                str(folder / "b"))
        own = folder / "own"
        own.mkdir()
        os.chown(own, user, user)
        site.operator("backup", str(own / "b"))
        assert (own / "b").stat().st_uid == user
        assert stat.S_IMODE((own / "b").stat().st_mode) == 0o600
        new = folder / "new"
        new.mkdir()
        os.chown(new, user, user)
        site.operator("restore", str(own / "b"), str(new))
        owners = {path.stat().st_uid for path in (new, *new.rglob("*"))}
        assert owners == {user}, owners
        done = site.homeroom("-c", str(new / "homeroom.conf"), "check")
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has what to lose")
@pytest.mark.parametrize("way", ("screens", "settings", "store"))
def test_root_reads_nothing_for_the_site_s_own_user(folder, way):
    """Who took over the daemon's user may link to what is root's own, or name
    it in settings that are theirs to write; the nightly backup, made by root,
    is theirs to read."""
    user = 65534
    secret = folder / "roots"
    secret.write_text("for root alone")
    secret.chmod(0o600)
    with Site(people={}) as own:
        (own.folder / "screens").mkdir()
        own.set(screens="screens")
        if way == "screens":
            os.symlink(secret, own.folder / "screens/welcome.txt")
        else:
            own.set(host_key=str(secret))
        for path in (own.folder, *own.folder.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)
        if way == "store":  # whose owner root would become, and be none else
            shutil.copytree(own.folder / "store", folder / "store")
            own.set(store=str(folder / "store"))
        if way == "screens":
            os.chown(own.conf, 0, 0)
        os.chmod(folder, 0o711)
        for above in folder.parents:
            if os.stat(above).st_uid == 0 and above != above.parent:
                os.chmod(above, os.stat(above).st_mode | 0o011)
        out = own.folder / "out.backup"
        refused(own, 77, "not allowed", "backup", str(out))
        assert not out.exists()
        assert not list(own.folder.glob(".*partial"))
        os.chown(own.conf, 0, user)
        own.conf.chmod(0o660)
        for command in (("people",), ("check",), ("backup", str(out))):
            refused(own, 77, "others may write it", *command)


def test_a_killed_one_leaves_nothing_in_place(site, tmp_path):
    """Killed at any moment, twice over; the next try clears up after it."""
    good = tmp_path / "good"
    site.operator("backup", str(good))
    program = site.program("homeroom")
    tried = 0
    for step in range(12):
        for words, target in ((["backup", str(tmp_path / "b")],
                               tmp_path / "b"),
                              (["restore", str(good), str(tmp_path / "n")],
                               tmp_path / "n")):
            running = subprocess.Popen([*program, *words],
                                       stdout=subprocess.DEVNULL)
            time.sleep(0.02 * step)
            running.send_signal(signal.SIGKILL)
            running.wait()
            tried += 1
            if target.is_dir():
                done = site.homeroom("-c", str(target / "homeroom.conf"),
                                     "check")
                assert done.returncode == 0, done.stderr
                shutil.rmtree(target)
            elif target.exists():
                assert len(members(target)) == 6
                target.unlink()
    site.operator("backup", str(tmp_path / "b"))
    site.operator("restore", str(tmp_path / "b"), str(tmp_path / "n"))
    left = [path.name for path in tmp_path.iterdir()]
    assert sorted(left) == ["b", "good", "n"], left
    print(f"{tried} killed, 0 half-done")


@pytest.fixture
def small_disk(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root mounts")
    mounted = tmp_path / "small"
    mounted.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none",
                           str(mounted)], capture_output=True)
    if done.returncode != 0:
        pytest.skip("this machine does not mount: " + done.stderr.decode())
    yield mounted
    subprocess.run(["umount", "-l", str(mounted)], check=True)


def test_a_full_disk_leaves_nothing(site, folder, backup, small_disk):
    refused(site, 75, "no room", "backup", str(small_disk / "b"))
    refused(site, 75, "no room", "restore", str(backup),
            str(small_disk / "new"))
    assert list(small_disk.iterdir()) == []
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    refused(site, 77, "read-only", "backup", str(small_disk / "b"))
    refused(site, 77, "read-only", "restore", str(backup),
            str(small_disk / "new"))
