"""Many people of real SSH in one process: tests/crowd/visitors.c."""

import os
import pathlib
import subprocess
import tempfile

from support.long_form import IS_LONG
from support.site import BUILD, SOURCE, Site

RELEASE = SOURCE / "build/release"
LATE = 4  # people who come later


def build_of_long():
    """Long forms measure what is installed, where it was built."""
    is_there = IS_LONG and (RELEASE / "bin/homeroomd").exists()
    return RELEASE if is_there else BUILD


class Visited(Site):
    """A site of person000 and so on, whom only their keys let in."""

    def __init__(self, count, settings=None, build=None):
        super().__init__(people={}, settings=settings,
                         build=build or build_of_long())
        self.programs = pathlib.Path(tempfile.mkdtemp(prefix="homeroom-v-"))
        self.visitor = self.programs / "visitors"
        source = pathlib.Path(__file__).parents[1] / "crowd"
        subprocess.run(["gcc", "-std=c17", "-D_GNU_SOURCE", "-O2", "-Wall",
                        "-Wextra", "-Werror", "-o", str(self.visitor),
                        *map(str, source.glob("*.c")), "-lssh", "-lpthread"],
                       check=True)
        for number in range(count):
            handle = f"person{number:03}"
            self.operator("person", "add", handle, "--name",
                          f"Person {number}", "--key",
                          f"{self.key(handle)}.pub")
            self.operator("member", "add", handle, "emea-autumn", "--role",
                          "learner")

    def close(self):
        try:
            super().close()
        finally:
            self.visitor.unlink()
            self.programs.rmdir()

    def visitors(self, kind, *words):
        return Visitors([str(self.visitor), kind, str(self.port),
                         str(self.folder), *map(str, words)])


class Visitors:
    def __init__(self, words):
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def figures(self):
        """Of what was asked for last."""
        found = {}
        for line in self.process.stdout:
            if line.strip() == "ready":
                return found
            name, value = line.split()
            found[name] = float(value)
        raise AssertionError("the visitors ended early")

    def ask(self, number):
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()

    def leave(self, seconds=60):
        self.process.stdin.close()
        assert self.process.wait(seconds) == 0
        self.process.stdin = open(os.devnull)
