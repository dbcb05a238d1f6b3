"""A daemon whose power is cut: what it wrote and did not sync is gone. The
library of tests/crash/powercut.c keeps what is on disk, and fails calls."""

import errno
import mmap
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import tempfile

from support.processes import end_all

SLOTS, HALF, HEAD, NAME = 5, 6 << 20, 65536, 64
HEADER = struct.Struct("8i")
SLOT = struct.Struct(f"{NAME}s4I2Q")
BLOCK = 4096
CALLS = {"pwrite": 1, "sync": 2, "ftruncate": 3, "open": 4}
STORES = ("store/store.db", "secrets/secrets.db")
FILES = tuple(store + suffix for store in STORES
              for suffix in ("", "-wal", "-journal"))


class Power:
    """The shared image: of what is on disk below a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.own = pathlib.Path(tempfile.mkdtemp(prefix="homeroom-power-"))
        self.library = self.own / "powercut.so"
        source = pathlib.Path(__file__).parents[1] / "crash/powercut.c"
        subprocess.run(["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC",
                        "-o", str(self.library), str(source), "-ldl"],
                       check=True)
        self.path = self.own / "image"
        with open(self.path, "wb") as file:
            file.truncate(HEAD + SLOTS * 2 * HALF)
        self.file = open(self.path, "r+b")
        self.map = mmap.mmap(self.file.fileno(), 0)

    def close(self):
        self.map.close()
        self.file.close()
        shutil.rmtree(self.own)

    def environment(self, **more):
        return {"LD_PRELOAD": str(self.library),
                "HOMEROOM_CUT_IMAGE": str(self.path),
                "HOMEROOM_CUT_FOLDER": str(self.folder),
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")
                + ":verify_asan_link_order=0", **more}

    # ---- what is on disk ----

    def begin(self):
        """All that is there now is on disk."""
        HEADER.pack_into(self.map, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        for number in range(SLOTS):
            SLOT.pack_into(self.map, HEADER.size + number * SLOT.size,
                           b"", 0, 0, 0, 0, 0, 0)
        there = [name for name in FILES if (self.folder / name).exists()]
        for number, name in enumerate(there):
            content = (self.folder / name).read_bytes()
            at = HEAD + number * 2 * HALF
            assert len(content) <= HALF, (name, len(content))
            self.map[at:at + len(content)] = content
            SLOT.pack_into(self.map, HEADER.size + number * SLOT.size,
                           name.encode(), 0, 1, 0, 0, len(content), 0)

    def synced(self):
        return HEADER.unpack_from(self.map, 0)[7]

    def kept(self):
        """Content by name, of the files that a power cut leaves."""
        found = {}
        for number in range(SLOTS):
            name, half, is_on_disk, _, _, *sizes = SLOT.unpack_from(
                self.map, HEADER.size + number * SLOT.size)
            if is_on_disk:
                at = HEAD + (number * 2 + half) * HALF
                found[name.rstrip(b"\0").decode()] = bytes(
                    self.map[at:at + sizes[half]])
        return found

    def cut(self, site, some_stay):
        """Everything stops at once; of what was not synced nothing is on
        disk, or, as chance has it, some of it is, in whole blocks."""
        end_all(site.daemon.pid)
        site.daemon.wait(20)
        kept = self.kept()
        gone = 0
        for name in FILES:
            path = self.folder / name
            there = path.read_bytes() if path.exists() else None
            left = kept.get(name)
            gone += there != left
            if left is None and there is not None:
                path.unlink()
            elif left is not None:
                path.write_bytes(mixed(left, there)
                                 if some_stay and there else left)
        return gone

    # ---- faults ----

    def fail(self, call, after, times, error):
        """From its `after`-th on, such a call fails so many times."""
        HEADER.pack_into(self.map, 0, 0, 0, 0, after, times, error, 0, 0)
        struct.pack_into("i", self.map, 8, CALLS[call])

    def failed(self):
        return HEADER.unpack_from(self.map, 0)[6]

    def heal(self):
        struct.pack_into("i", self.map, 8, 0)


def mixed(left, there):
    """Each block as it was synced, or as it was written."""
    blocks = []
    for at in range(0, max(len(left), len(there)), BLOCK):
        one, other = left[at:at + BLOCK], there[at:at + BLOCK]
        block = other if other and random.random() < 0.5 else one
        blocks.append(block.ljust(min(BLOCK, max(len(one), len(other))),
                                  b"\0"))
    return b"".join(blocks)


def is_sound(folder):
    """Both stores, looked at in a copy, so that theirs are left as they are."""
    with tempfile.TemporaryDirectory() as copy:
        for name in FILES:
            if (folder / name).exists():
                shutil.copy(folder / name, copy)
        for store in STORES:
            opened = sqlite3.connect(f"{copy}/{pathlib.Path(store).name}")
            assert opened.execute("PRAGMA integrity_check").fetchall() == [
                ("ok",)]
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
            opened.close()
    return True


ERRORS = {"full": errno.ENOSPC, "failing": errno.EIO, "read-only": errno.EROFS}
