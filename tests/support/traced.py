"""What each process of a daemon asks of the kernel, told by strace."""

import re

CALL = re.compile(r"^(\w+)\(")
NAMED = re.compile(r'^prctl\(PR_SET_NAME, "hr-(\w+)"')
FENCED = re.compile(r"^seccomp\(SECCOMP_SET_MODE_FILTER, 0, \{")
SPAWNERS = {"connection": "connections", "session": "sessions",
            "join": "sessions"}


def tracer(folder):
    """The words to start a daemon with, which stays our own child."""
    return ["strace", "-D", "-f", "-ff", "-qq", "-s", "64",
            "-o", str(folder / "of")]


def kind_at_first(lines):
    """Until it takes a name of its own, a child is as its spawner."""
    for line in lines:
        if match := NAMED.match(line):
            return SPAWNERS.get(match.group(1))
    return None


def note(found, lines):
    kind = kind_at_first(lines)
    is_fenced = kind is not None
    for line in lines:
        named, call = NAMED.match(line), CALL.match(line)
        if call and is_fenced:
            found.setdefault(kind, {}).setdefault(call.group(1), line)
        if named and named.group(1) not in SPAWNERS:
            kind = named.group(1)
        if FENCED.match(line):
            kind = child_of(kind, lines)
            is_fenced = True


def child_of(kind, lines):
    """The last name that it took, where that is a child's."""
    names = [match.group(1) for line in lines
             if (match := NAMED.match(line))]
    return names[-1] if names[-1] in SPAWNERS else kind


def calls_of(folder):
    """By kind of process, each call that it made behind its filter, with the
    first line of it. What a child does before its own is its spawner's."""
    found = {}
    for path in sorted(folder.iterdir()):
        note(found, path.read_text(errors="replace").splitlines())
    return found
