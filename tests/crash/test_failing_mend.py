"""check --mend of which one system call fails, or which is killed at one: each
kind of thing is as it was or derived anew and on record, and the next goes
on."""

import errno
import json
import sqlite3

import pytest

from support.failing import KILL, Failing, Fault, Figures, chosen
from support.site import Site

EXITS = (65, 66, 69, 70, 75, 77)
KINDS = {
    "boards' counts of threads":
        "UPDATE boards SET thread_count = thread_count + 3",
    "threads' last posts": "UPDATE threads SET last_number = 9",
    "threads marked as waiting or not": "UPDATE threads SET has_reply = 1",
    "skeletons of names": "UPDATE people SET skeleton = 'x'",
    "keys, passwords and codes of nobody":
        "UPDATE keys SET person_id = 700 WHERE person_id = 1",
}
NOBODYS = "keys, passwords and codes of nobody"


class Broken:
    """A site of which much is wrong, put back before each fault."""

    def __init__(self, site):
        self.site = site
        self.paths = {name: site.folder / name / f"{name}.db"
                      for name in ("store", "secrets")}
        self.whole = self.read()
        for kind, statement in KINDS.items():
            path = self.paths["secrets" if kind == NOBODYS else "store"]
            store = sqlite3.connect(path)
            store.execute(statement)
            store.commit()
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            store.close()
        self.broken = self.read()

    def read(self):
        return {name: path.read_bytes() for name, path in self.paths.items()}

    def put(self, kept):
        for name, path in self.paths.items():
            for other in path.parent.glob(f"{name}.db-*"):
                other.unlink()
            path.write_bytes(kept[name])

    def wrong(self):
        """The kinds of what is; but for what is on record as done, and put
        down in the secrets for whoever comes next."""
        told = self.site.homeroom("check").stdout.decode()
        found = {kind for kind in KINDS if f"{kind}: " in told}
        begun = set(self.rows("secrets", "SELECT token FROM unfinished"))
        done = set(self.rows("store", "SELECT token FROM finished"))
        return found - {NOBODYS} if begun & done else found

    def rows(self, name, statement):
        store = sqlite3.connect(f"file:{self.paths[name]}?mode=ro", uri=True)
        try:
            return store.execute(statement).fetchall()
        finally:
            store.close()

    def on_record(self):
        acts = json.loads(self.site.operator("audit", "--act", "check",
                                             "--json"))
        return sorted(kind for act in acts for kind in KINDS
                      if f"{kind}: " in json.dumps(act))


@pytest.fixture(scope="module")
def broken():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")}) as site:
        site.operator("--as", "ada", "post", "emea-autumn", "--subject",
                      "Badges", text="Where do I get one?")
        site.operator("check")
        made = Broken(site)
        made.failing = Failing(site)
        yield made
        made.failing.close()
        made.put(made.whole)


def look(broken, point, done, is_killed):
    if not is_killed and done.returncode:
        assert done.returncode in EXITS and done.stderr, "no words"
    still = broken.wrong()
    mended = sorted(KINDS.keys() - still)
    assert broken.on_record() == mended, (broken.on_record(), mended)
    told = [kind for kind in KINDS
            for line in done.stdout.splitlines()
            if line.startswith(f"{kind}: ") and "derived anew" in line]
    if not is_killed:
        # A sync that failed says nothing of what is on disk.
        assert (set(told) <= set(mended) if point.call == "fdatasync"
                else sorted(told) == mended), (told, mended)
    assert is_killed or done.returncode or not still
    again = broken.site.homeroom("check", "--mend")
    assert again.returncode == 0 and not broken.wrong(), again.stderr
    assert broken.on_record() == sorted(KINDS)


def try_each(broken, figures, faults):
    words = broken.site.program("homeroom", "check", "--mend")
    for fault in faults:
        broken.put(broken.broken)
        done = broken.failing.run(words, fault)
        is_met = bool(broken.failing.met())
        figures.add(is_met, fault, done.returncode)
        try:
            look(broken, fault.point, done, is_met and fault.error == KILL)
        except AssertionError as wrong:
            figures.wrong.append(f"{fault}: {wrong}; exit {done.returncode} "
                                 f"{done.stdout} {done.stderr}")
            print(figures.wrong[-1], flush=True)
    figures.tell()


@pytest.fixture
def points(broken):
    """All that there are where nothing fails."""
    broken.put(broken.broken)
    assert broken.wrong() == set(KINDS)
    done = broken.failing.run(
        broken.site.program("homeroom", "check", "--mend"))
    assert done.returncode == 0 and not broken.wrong()
    return broken.failing.calls()


def test_each_kind_is_as_it_was_or_mended_and_on_record(broken, points):
    try_each(broken, Figures("check --mend"), chosen(points, 20))


def test_what_is_of_nobody_goes_with_its_row_of_the_record(broken, points):
    """Two files: killed and failed at each of the last syncs of either."""
    syncs = [point for point in points if point.call == "fdatasync"][-7:]
    try_each(broken, Figures("check --mend, the last syncs"),
             [Fault(point, error) for point in syncs
              for error in (KILL, errno.EIO)])
