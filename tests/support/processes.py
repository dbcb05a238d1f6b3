"""The processes of a daemon, by what they are."""

import os
import pathlib
import signal
import time


def parents():
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            found[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    return found


def below(pid):
    """The process and all that descend from it."""
    children = {}
    for child, parent in parents().items():
        children.setdefault(parent, []).append(child)
    found, rest = [], [pid]
    while rest:
        one = rest.pop()
        found.append(one)
        rest += children.get(one, [])
    return found


def words(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(
            b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


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
    deadline = time.monotonic() + seconds
    left = set(pids)
    while left:
        left = {pid for pid in left if is_alive(pid)}
        assert time.monotonic() < deadline, [(pid, name(pid))
                                             for pid in left]
        time.sleep(0.01)


def is_alive(pid):
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"
