"""Every call on a sandbox's list is one that a process of that kind makes on
an ordinary day, or has its reason beside it in the list."""

import os
import pathlib
import re
import shutil
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import children, helpers  # noqa: E402
from support.day import a_day  # noqa: E402
from support.site import BUILD, SOURCE, Site  # noqa: E402
from support.traced import calls_of, tracer  # noqa: E402

LISTS = pathlib.Path(SOURCE) / "src/daemon/sandbox_calls.c"
LETTERS = {"C": {"connection"}, "S": {"session"}, "J": {"join"},
           "W": {"worker"}, "K": {"keeper"},
           "F": {"connections", "sessions"}}
SPAWNERS = LETTERS["F"]
LETTERS["STORES"] = LETTERS["S"] | LETTERS["K"]
LETTERS["ALL"] = set().union(*LETTERS.values())
OF_MALLOC = {"brk", "madvise"}
ROW = re.compile(r"\{SCMP_SYS\((\w+)\),\s*([A-Z |]+),?[^}]*\},?"
                 r"(?:\s*/\* unseen: ([^*]+) \*/)?")


def listed():
    """Rows of the list: call, kinds, whether only for forking, the reason."""
    text = re.sub(r"#ifdef HOMEROOM_SANITIZE.*?#endif", "",
                  LISTS.read_text(), flags=re.S)
    rows = [(call, set(words.replace(" ", "").split("|")), why)
            for call, words, why in ROW.findall(text)]
    assert len(rows) > 60
    return rows


def is_sanitized():
    """A sanitizer has a malloc() of its own, which makes other calls."""
    return b"__asan_init" in (BUILD / "bin/homeroomd").read_bytes()


@pytest.fixture(scope="module")
def seen():
    if shutil.which("strace") is None:
        pytest.skip("strace is not here")
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as site:
        folder = site.folder / "traces"
        folder.mkdir()
        site.start({"ASAN_OPTIONS": "detect_leaks=0"}, tracer(folder))

        def all_processes():
            keeper, connections, sessions = helpers(site)
            return [keeper, connections, sessions, *children(keeper),
                    *children(connections), *children(sessions)]
        a_day(site, all_processes)
        assert site.stop() == 0
        yield calls_of(folder)


def test_every_call_on_a_list_is_made_or_has_a_reason(seen):
    wrong, made, reasoned = [], 0, 0
    for call, letters, why in listed():
        kinds = set().union(*(LETTERS[letter] for letter in letters))
        if letters == {"F"}:  # one of the two is enough
            kinds = {next((kind for kind in sorted(SPAWNERS)
                           if call in seen[kind]), "sessions")}
        else:  # their children are looked at, whose calls they may make
            kinds -= SPAWNERS
        for kind in sorted(kinds):
            if call in OF_MALLOC and is_sanitized():
                continue
            made += call in seen[kind]
            reasoned += call not in seen[kind] and bool(why)
            if call not in seen[kind] and not why:
                wrong.append((call, kind))
    print(f"calls: {made} seen made, {reasoned} with a reason, "
          f"{len(wrong)} without either")
    assert not wrong, "\n".join(map(str, wrong))


def test_the_trace_tells_each_kind(seen):
    """A trace that missed a kind would have nothing to say of it."""
    assert set(seen) == {"listener", "connection", "session", "join",
                         "worker", "keeper", "connections", "sessions"}
    assert "fdatasync" in seen["session"] and "fdatasync" in seen["keeper"]
    assert "openat" not in seen["connection"]
    assert "recvfrom" in seen["worker"]
    assert "clone" in seen["sessions"] and "clone" not in seen["session"]
