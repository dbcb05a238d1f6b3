"""A process of the daemon does what a test tells it to, as an attacker would:
the other side of include/daemon/taken_over.h."""

import mmap
import os
import re
import struct
import time

IDLE, ARMED, TRIED, DONE = range(4)
STEPS, ARGUMENTS, BYTES = 8, 6, 8192
HEAD = struct.Struct("=6i16s")
STEP = struct.Struct("=q6q6i6iq")
SIZE = HEAD.size + STEPS * STEP.size + BYTES
KILLED = "killed"
NUMBERS = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"

with open(NUMBERS, encoding="ascii") as header:
    CALLS = {name: int(number) for name, number in re.findall(
        r"#define __NR_(\w+) (\d+)", header.read())}


class Result(int):
    """An argument: what the step of that number gave."""


class Room(int):
    """An argument: so many zero bytes to be written into."""


class Takeover:
    def __init__(self, site, is_bare):
        self.site = site
        self.path = site.folder / f"attack{int(is_bare)}"
        self.path.write_bytes(bytes(SIZE))
        with open(self.path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), SIZE)
        self.is_bare = is_bare
        self.write_head(IDLE, 0, "")

    def environment(self):
        return {"HOMEROOM_ATTACK": str(self.path)}

    def write_head(self, state, count, kind):
        HEAD.pack_into(self.memory, 0, IDLE, count, 0, 0, 0,
                       int(self.is_bare), kind.encode())
        struct.pack_into("=i", self.memory, 0, state)

    def arm(self, kind, steps):
        """Each step is the name of a system call and its arguments: numbers,
        bytes, Room or Result."""
        data = bytearray()
        for i, (name, *words) in enumerate(steps):
            values, in_bytes, is_result = [0] * 6, [0] * 6, [0] * 6
            for at, word in enumerate(words):
                if isinstance(word, Result):
                    is_result[at] = 1
                elif isinstance(word, (bytes, Room)):
                    in_bytes[at] = 1
                    raw = bytes(word) + b"\0"
                    word = len(data)
                    data += raw + bytes(-len(raw) % 16)
                values[at] = int(word)
            STEP.pack_into(self.memory, HEAD.size + i * STEP.size,
                           CALLS[name], *values, *in_bytes, *is_result, 0)
        assert len(data) <= BYTES and len(steps) <= STEPS
        start = HEAD.size + STEPS * STEP.size
        self.memory[start:start + BYTES] = bytes(data).ljust(BYTES, b"\0")
        self.write_head(ARMED, len(steps), kind)

    def head(self):
        return HEAD.unpack_from(self.memory, 0)

    def crashes(self):
        return self.site.log.read_bytes().count(b"event=process.crashed")

    def outcome(self, kind, steps, trigger):
        """None: all steps went well; KILLED; or errno of the one that did
        not. `trigger` has the daemon start a process of that kind, and gives
        what closes the line to it."""
        before = self.crashes()
        self.arm(kind, steps)
        close = trigger()
        try:
            return self.await_outcome(before, steps[-1][0])
        finally:
            self.write_head(IDLE, 0, "")
            close()

    def await_outcome(self, before, last):
        deadline = time.monotonic() + 20
        begun = None
        while time.monotonic() < deadline:
            state, _, failed, error, has_begun, _, _ = self.head()
            if state == DONE:
                return None if failed < 0 else error
            if state == TRIED and has_begun and self.crashes() > before:
                return KILLED
            if state == TRIED and has_begun and begun is None:
                begun = time.monotonic()
            # Such a call comes back only where it fails. What the program does
            # is no proof: it has lost its socket, so the listener kills it.
            if (self.is_bare and begun is not None
                    and last.startswith("execve")
                    and time.monotonic() > begun + 1):
                return None
            time.sleep(0.002)
        raise AssertionError(("nobody was taken over", self.head(),
                              self.site.tail()))


def step_names(steps):
    return " ".join(step[0] for step in steps)


def error_name(outcome):
    return {None: "succeeded", KILLED: KILLED}.get(
        outcome) or os.strerror(outcome)
