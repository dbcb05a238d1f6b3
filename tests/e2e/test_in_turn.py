"""Sessions by the thousand, one after another: nothing of them is left."""

import os
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.processes import below, children, name, until  # noqa: E402
from support.long_form import IS_LONG  # noqa: E402
from support.visitors import RELEASE, Visited  # noqa: E402

ROUNDS = 10000 if IS_LONG else 100
WARM_UP = ROUNDS // 5
AT_ONCE = 4
ROWS = 16  # of the listener's tables, all used once it is warm
LEVEL = 0.01  # how much more memory may be
# Home, a board, its thread, and back to where one leaves.
STEPS = ("BOARD", "\r", "thread", "\r", "Some text", "b", "thread", "b",
         "BOARD", "q")


def kilobytes(pid):
    """What it has written to: files' pages come and go by others' doing."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
        for line in lines:
            if line.startswith("Anonymous:"):
                return int(line.split()[1])
    raise AssertionError(pid)


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def measured(pids):
    """By process: descriptors, kB."""
    return {f"{name(pid)} {pid}": (descriptors(pid), kilobytes(pid))
            for pid in pids}


def grown(before, after):
    """What is not level."""
    return [f"{which}: {before.get(which)} was, {after.get(which)} is"
            for which in sorted({*before, *after})
            if which not in before or which not in after
            or after[which][0] != before[which][0]
            or after[which][1] > before[which][1] * (1 + LEVEL)]


def measurable():
    """ASan keeps memory of its own, so what is measured is a release."""
    if not (RELEASE / "bin/homeroomd").exists():
        pytest.skip("no release build")
    return RELEASE


@pytest.fixture
def site():
    with Visited(AT_ONCE, build=measurable(), settings={
            "exempt_sources": "127.0.0.0/8", "connections_most": ROWS}) as made:
        made.start()
        made.told("person000", "post", "emea-autumn", "--subject", "Hello",
                  text="Some text")
        yield made


def visit(site, rounds):
    with site.visitors("visit", AT_ONCE, rounds, *STEPS) as visitors:
        figures = visitors.figures()
    assert figures["failed"] == 0, site.tail()
    return figures


def at_rest(site, count):
    """Once only so many processes are left."""
    assert until(lambda: len(below(site.daemon.pid)) == count), [
        name(pid) for pid in below(site.daemon.pid)]
    return measured(below(site.daemon.pid))


def told(state):
    return "; ".join(f"{which.split()[0]} {files} fd, {memory} kB"
                     for which, (files, memory) in state.items())


def sizes(site):
    return {file.name: file.stat().st_size >> 10 for file in
            sorted((site.folder / "store").glob("store.db*"))}


def test_sessions_in_turn_leave_nothing_behind(site):
    count = len(below(site.daemon.pid))
    visit(site, WARM_UP)
    before, files_before = at_rest(site, count), sizes(site)
    figures = visit(site, ROUNDS - WARM_UP)
    after = at_rest(site, count)
    print(f"\n{ROUNDS} sessions in turn, the last {figures['rounds']:.0f} in "
          f"{figures['seconds']:.0f} s\nafter {WARM_UP}: {told(before)}\n"
          f"after {ROUNDS}: {told(after)}\n"
          f"kB on disk: {files_before}, then {sizes(site)}")
    assert grown(before, after) == []


LEAKING = """
import os
kept = []
for line in iter(input, ""):
    kept.append({"file": lambda: os.dup(0), "memory": lambda: b"x" * 300000,
                 "nothing": str}[line]())
    print("done", flush=True)
"""


@pytest.mark.parametrize("what, is_seen", [
    ("nothing", False), ("file", True), ("memory", True)])
def test_what_leaks_is_seen(what, is_seen):
    """The control: of one file, or of somewhat more memory than may be."""
    with subprocess.Popen([sys.executable, "-c", LEAKING], text=True,
                          stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as leaking:
        def do(word):
            leaking.stdin.write(word + "\n")
            leaking.stdin.flush()
            assert leaking.stdout.readline() == "done\n"
            return measured([leaking.pid])
        for _ in range(10):
            before = do("nothing")
        after = do(what)
        leaking.kill()
    assert bool(grown(before, after)) == is_seen, (before, after)
