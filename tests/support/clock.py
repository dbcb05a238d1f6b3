"""The machine's clock, as a daemon and all below it see it: set at will, while
what is measured in ticks goes on."""

import os
import struct
import subprocess

from support.site import SOURCE


class Clock:
    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.path = folder / "skew"
        self.path.write_bytes(bytes(8))
        self.library = folder / "skew.so"
        subprocess.run(
            ["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o",
             str(self.library), str(SOURCE / "tests/e2e/skew.c"), "-ldl"],
            check=True)

    def environment(self):
        return {"LD_PRELOAD": str(self.library),
                "HOMEROOM_SKEW": str(self.path),
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")
                + ":verify_asan_link_order=0"}

    def set(self, seconds):
        """So many seconds off."""
        with open(self.path, "r+b") as file:
            file.write(struct.pack("q", seconds))
