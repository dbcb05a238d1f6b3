"""The processes of a daemon, by what they are."""

import os
import pathlib
import re
import signal
import time

from support.patience import patient


def parent_of(pid):
    """None: it has ended, reaped or not."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="latin-1")
    except OSError:
        return None
    state, parent = stat.rpartition(")")[2].split()[:2]
    return None if state in "ZX" else int(parent)


def parents():
    found = {int(name): parent_of(name)
             for name in os.listdir("/proc") if name.isdigit()}
    return {pid: parent for pid, parent in found.items() if parent is not None}


def children(parent):
    return sorted(pid for pid, its in parents().items() if its == parent)


def below(pid):
    """The process and all that descend from it."""
    children_of = {}
    for child, parent in parents().items():
        children_of.setdefault(parent, []).append(child)
    found, rest = [], [pid]
    while rest:
        one = rest.pop()
        found.append(one)
        rest += children_of.get(one, [])
    return found


def command_line(pid):
    """What it was begun with; empty where it has ended."""
    try:
        line = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return line.replace(b"\0", b" ").decode(errors="replace")


def naming(words):
    """All that were begun with the words, but ourselves."""
    return [pid for pid in parents()
            if words in command_line(pid) and pid != os.getpid()]


def name(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def end_all(pid, seconds=20):
    """Kills the process and all below it, at one moment as far as can be:
    nobody forks any more when the first one dies."""
    stopped = set()
    while more := set(below(pid)) - stopped:
        for one in more:
            send(one, signal.SIGSTOP)
        stopped |= more
    for one in stopped:
        send(one, signal.SIGKILL)
    wait_gone(stopped, seconds)


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def wait_gone(pids, seconds=20):
    deadline = time.monotonic() + patient(seconds)
    left = set(pids)
    while left:
        left = {pid for pid in left if is_alive(pid)}
        assert time.monotonic() < deadline, [(pid, name(pid))
                                             for pid in left]
        time.sleep(0.01)


def is_alive(pid):
    return parent_of(pid) is not None


def child(parent, wanted):
    """The pid of one that may be lost at this moment: None."""
    for pid in children(parent):
        if name(pid) == wanted:
            return pid
    return None


def listener(site):
    return child(site.daemon.pid, "hr-listener")


def helpers(site):
    """Pids of keeper, spawner of connections, spawner of sessions."""
    found = {name(pid): pid for pid in children(listener(site))}
    assert len(found) == 3, found
    return [found[name]
            for name in ("hr-keeper", "hr-connections", "hr-sessions")]


def helper(site, wanted):
    return child(listener(site), wanted)


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return dict(line.rstrip("\n").split(":\t", 1) for line in status)


ZEROS = bytes(1 << 16)


def runs(held):
    """What is between blocks of nothing, of which a sanitizer has many."""
    first = 0
    for at in range(0, len(held), len(ZEROS)):
        if held[at:at + len(ZEROS)] == ZEROS[:len(held) - at]:
            if first < at:
                yield held[first:at]
            first = at + len(ZEROS)
    if first < len(held):
        yield held[first:]


def memory_of(pid):
    """What it may write to, piece by piece."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, end = (int(word, 16) for word in span.split("-"))
            if not rights.startswith("rw") or end - first > 1 << 30:
                continue
            try:
                memory.seek(first)
                held = memory.read(end - first)
            except (OSError, OverflowError, ValueError):
                continue
            yield from runs(held)


def memory_holds(pid, words):
    return any(words in held for held in memory_of(pid))


def in_cells(word):
    """As a screen of ncurses has it: 28 bytes a character."""
    return b".{24}".join(re.escape(letter.encode("utf-32-le"))
                         for letter in word)


def memory_pieces(pid, words, size=6):
    """Which pieces of so many bytes there are of any of the words, one beside
    the other, and which begin on a screen."""
    pieces = {word[at:at + size].encode() for word in words
              for at in range(0, len(word) - size + 1, size)}
    screens = re.compile(b"|".join(in_cells(word[:size]) for word in words),
                         re.S)
    found = set()
    for held in memory_of(pid):
        found |= {piece for piece in pieces if piece in held}
        found |= set(screens.findall(held))
    return found


def resident_kilobytes(pid):
    return int(status_of(pid)["VmRSS"].split()[0])


def until(condition, seconds=20):
    """What the condition came to say, False where it did not in time."""
    deadline = time.monotonic() + patient(seconds)
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
