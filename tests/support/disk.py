"""Small real file systems for a site's stores: full, without inodes, read
only. Only root makes them; without, the tests that need them are skipped."""

import contextlib
import os
import pathlib
import shutil
import subprocess

import pytest


class Disk:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.fill_path = self.folder / "fill"

    def fill(self):
        """To the last byte, in case anything gave some back."""
        with contextlib.suppress(OSError):
            file = os.open(self.fill_path,
                           os.O_CREAT | os.O_WRONLY | os.O_APPEND)
            try:
                for size in (65536, 4096, 512, 1):
                    with contextlib.suppress(OSError):
                        while os.write(file, bytes(size)) == size:
                            pass
            finally:
                os.close(file)

    def free(self):
        self.fill_path.unlink()

    def fill_inodes(self):
        with contextlib.suppress(OSError):
            for number in range(100000):
                os.close(os.open(self.folder / f"inode{number}",
                                 os.O_CREAT | os.O_WRONLY))

    def free_inodes(self):
        for path in self.folder.glob("inode*"):
            path.unlink()

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}",
                        str(self.folder)], check=True)


def mount(words, folder):
    if os.geteuid() != 0:
        pytest.skip("only root mounts")
    folder.mkdir()
    done = subprocess.run(["mount", *words, str(folder)], capture_output=True)
    if done.returncode != 0:
        pytest.skip(f"mounting: {done.stderr.decode().strip()}")


@contextlib.contextmanager
def mounted(site, *words):
    """The site's stores on the file system that mount(8) makes of `words`."""
    folder = site.folder / "disk"
    mount(words, folder)
    try:
        for name in ("store", "secrets"):
            shutil.move(site.folder / name, folder / name)
        site.set(store=str(folder / "store"),
                 secrets=str(folder / "secrets"))
        os.sync()
        yield Disk(folder)
    finally:
        if site.daemon is not None:
            site.stop()
        subprocess.run(["umount", "-l", str(folder)], check=True)


def small(site, size="4m", inodes=400):
    return mounted(site, "-t", "tmpfs", "-o",
                   f"size={size},nr_inodes={inodes}", "none")
