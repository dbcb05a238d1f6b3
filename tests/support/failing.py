"""System calls that fail, or at which a process is killed: each that a program
makes, one at a time, by tests/crash/failing.c."""

import collections
import dataclasses
import errno
import os
import pathlib
import platform
import random
import shutil
import subprocess
import tempfile

import pytest

from support.long_form import IS_LONG
from support.patience import patient

KILL = 0
FROM_THEN_ON = 10**9
FILES = ("EIO", "ENOSPC", "EROFS", "EACCES", "EMFILE")
# What each may say; of those not named, EIO.
ERRORS = {
    "open": FILES, "openat": FILES,
    "write": ("EIO", "ENOSPC"), "writev": ("EIO", "ENOSPC"),
    "pwrite64": ("EIO", "ENOSPC"), "ftruncate": ("EIO", "ENOSPC"),
    "fallocate": ("EIO", "ENOSPC"), "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"),
    "mkdir": FILES[:4], "mkdirat": FILES[:4], "rmdir": ("EIO", "EROFS"),
    "rename": FILES[:4], "renameat2": ("EIO", "ENOSPC", "EINVAL"),
    "link": ("EIO", "EMLINK"), "unlink": ("EIO", "EROFS"),
    "unlinkat": ("EIO", "EROFS"),
    "fcntl": ("EIO", "ENOLCK"), "flock": ("EIO", "ENOLCK"),
    "fchmod": ("EIO", "EPERM"), "fchown": ("EIO", "EPERM"),
    "socket": ("EMFILE", "ENOBUFS"), "socketpair": ("EMFILE", "ENFILE"),
    "bind": ("EADDRINUSE", "EACCES"), "listen": ("EADDRINUSE",),
    "epoll_create1": ("EMFILE",), "epoll_ctl": ("ENOMEM", "ENOSPC"),
    "signalfd4": ("EMFILE",), "pipe2": ("EMFILE",),
    "memfd_create": ("EMFILE", "ENOMEM"), "pidfd_open": ("EMFILE",),
    "mmap": ("ENOMEM",), "mprotect": ("ENOMEM",),
    "fork": ("EAGAIN", "ENOMEM"), "vfork": ("EAGAIN",),
    "clone": ("EAGAIN", "ENOMEM"),
    "seccomp": ("EINVAL", "ENOMEM"), "prctl": ("EINVAL",),
    "landlock_create_ruleset": ("EMFILE", "ENOSYS"),
    "landlock_add_rule": ("ENOMEM",), "landlock_restrict_self": ("ENOMEM",),
    "setrlimit": ("EPERM",), "prlimit64": ("EPERM",),
    "close_range": ("ENOSYS",), "setsockopt": ("ENOPROTOOPT",),
    "connect": ("ECONNREFUSED",),
}
# The sanitizers' own memory comes by these as well.
MEMORY = ("mmap", "mprotect")


@dataclasses.dataclass(frozen=True)
class Point:
    process: str
    call: str
    number: int
    name: str = ""
    where: str = ""

    def words(self):
        return f"{self.process} {self.call} {self.number}"

    def __str__(self):
        return f"{self.words()} of {self.name}: {self.where}"


def read(path):
    """Each call that was told, and which of them were met."""
    found, met = [], []
    for line in path.read_text(errors="replace").splitlines():
        words = line.split(" ")
        if len(words) < 5:
            continue
        found.append(Point(words[0], words[1], int(words[2]), *words[3:5]))
        if words[5:]:
            met.append(found[-1])
    return found, met


def is_sanitized(program):
    return b"libasan" in pathlib.Path(program).read_bytes()


class Failing:
    def __init__(self, site):
        if platform.machine() != "x86_64":
            pytest.skip("failing.c knows the registers of x86_64")
        self.site = site
        self.own = pathlib.Path(tempfile.mkdtemp(prefix="homeroom-failing-"))
        self.program = self.own / "failing"
        self.log = self.own / "log"
        self.begun = []
        source = pathlib.Path(__file__).parents[1] / "crash/failing.c"
        subprocess.run(["gcc", "-O2", "-Wall", "-Werror", "-o",
                        str(self.program), str(source)], check=True)
        self.passes_memory = is_sanitized(site.build / "bin/homeroom")

    def close(self):
        """A tracer that is killed takes what it traces with it."""
        for tracer in self.begun:
            if tracer.poll() is None:
                tracer.kill()
                tracer.wait()
        shutil.rmtree(self.own)

    def words(self, fault=None, mark=None):
        """To begin one of ours with."""
        fault = fault or Fault(Point("-", "", 0), KILL)
        return [str(self.program), str(self.log),
                str(mark or self.site.conf), fault.point.words(),
                str(fault.error), str(fault.times)]

    def environment(self):
        """Under a tracer there is no looking for leaks."""
        return dict(os.environ, ASAN_OPTIONS=os.environ.get(
            "ASAN_OPTIONS", "") + ":abort_on_error=1:detect_leaks=0")

    def run(self, words, fault=None, mark=None):
        return subprocess.run(
            [*self.words(fault, mark), *words], capture_output=True, text=True,
            errors="replace", env=self.environment(), timeout=patient(120))

    def calls(self):
        """Of the last run."""
        found, _ = read(self.log)
        return [point for point in found
                if not (self.passes_memory and point.call in MEMORY)]

    def met(self):
        return read(self.log)[1]


@dataclasses.dataclass(frozen=True)
class Fault:
    point: Point
    error: int
    times: int = 1

    def __str__(self):
        what = ("killed" if self.error == KILL
                else errno.errorcode[self.error])
        return f"{self.point}, {what}{' from then on' * (self.times > 1)}"


def faults(points):
    """At each of the points: each error, once and from then on, and KILL."""
    found = []
    for point in points:
        found.append(Fault(point, KILL))
        for name in ERRORS.get(point.call, ("EIO",)):
            found += [Fault(point, getattr(errno, name), times)
                      for times in (1, FROM_THEN_ON)]
    return found


def sample(points, count, seed=1):
    """Some of the faults, each kind of call among them as often as another;
    a fourth of them kills."""
    by_call = collections.defaultdict(list)
    for fault in faults(points):
        by_call[fault.point.call].append(fault)
    chance = random.Random(seed)
    for rows in by_call.values():
        chance.shuffle(rows)
    found = []
    while len(found) < count and any(by_call.values()):
        for rows in by_call.values():
            if rows and len(found) < count:
                fault = rows.pop()
                is_fourth = len(found) % 4 == 3
                found.append(Fault(fault.point, KILL) if is_fourth else fault)
    return found


def chosen(points, count):
    """All of the faults in the long form, else so many."""
    return faults(points) if IS_LONG else sample(points, count)


class Figures:
    """What came of them."""

    def __init__(self, what):
        self.what = what
        self.tried = self.met = self.refused = self.killed = self.done = 0
        self.wrong = []

    def add(self, is_met, fault, exit_status):
        self.tried += 1
        self.met += is_met
        if is_met and fault.error == KILL:
            self.killed += 1
        elif exit_status:
            self.refused += 1
        else:
            self.done += 1

    def tell(self):
        print(f"\n{self.what}: {self.tried} points tried, {self.met} met, "
              f"{self.killed} killed, {self.refused} refused in words, "
              f"{self.done} done all the same, {len(self.wrong)} wrong")
        assert not self.wrong, "\n".join(self.wrong)
        assert self.met >= self.tried * 9 // 10
        assert self.killed and self.refused
