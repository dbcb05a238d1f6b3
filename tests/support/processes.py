"""A live daemon's processes, as /proc shows them."""

import os
import time


def children(parent):
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(name))
    return sorted(found)


def name_of(pid):
    try:
        with open(f"/proc/{pid}/comm", encoding="ascii") as name:
            return name.read().strip()
    except OSError:
        return ""


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="latin-1") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def helpers(site):
    """Pids of keeper, spawner of connections, spawner of sessions."""
    found = {name_of(pid): pid for pid in children(site.daemon.pid)}
    assert len(found) == 3, found
    return [found[name]
            for name in ("hr-keeper", "hr-connections", "hr-sessions")]


def helper(site, name):
    """The pid of one that may be lost at this moment: None."""
    for pid in children(site.daemon.pid):
        if name_of(pid) == name:
            return pid
    return None


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return dict(line.rstrip("\n").split(":\t", 1) for line in status)


def memory_holds(pid, words):
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, end = (int(word, 16) for word in span.split("-"))
            if not rights.startswith("rw") or end - first > 1 << 30:
                continue
            try:
                memory.seek(first)
                if words in memory.read(end - first):
                    return True
            except (OSError, OverflowError, ValueError):
                continue
    return False


def resident_kilobytes(pid):
    return int(status_of(pid)["VmRSS"].split()[0])


def until(condition, seconds=20):
    """What the condition came to say, False where it did not in time."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)


def memory_holds(pid, words):
    """Whether the bytes are anywhere in what the process could write."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            first, end = (int(word, 16) for word in span.split("-"))
            if not rights.startswith("rw") or end - first > 1 << 30:
                continue
            try:
                memory.seek(first)
                if words in memory.read(end - first):
                    return True
            except (OSError, OverflowError, ValueError):
                continue
    return False
