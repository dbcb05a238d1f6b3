"""`homeroom person erase` is killed at one of its writes, while the daemon runs:
what it had begun the daemon ends, in both stores and in their files."""

import re
import sqlite3
import subprocess

from support.processes import until
from support.site import Site

PEOPLE = {f"p{letter}": (f"Person Number{letter.upper()}", "emea", "learner")
          for letter in "abcdefgh"}
CALLS = (1, 40, 70, 85, 100, 115, 130, 220)  # the one at which each is killed
ENDS = 90   # seconds in which the daemon has ended it


def erase_and_die(site, handle, call):
    """True: it was killed."""
    done = subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e",
         f"inject=pwrite64:signal=SIGKILL:when={call}",
         *site.program("homeroom", "person", "erase", handle, "--yes")],
        capture_output=True, timeout=120)
    return done.returncode != 0


def rows(site, store, sql):
    with sqlite3.connect(f"file:{site.folder}/{store}?mode=ro",
                         uri=True) as opened:
        return opened.execute(sql).fetchall()


def people(site):
    return dict(rows(site, "store/store.db", "SELECT id, handle FROM people"))


def keys(site):
    return {row[0] for row in rows(site, "secrets/secrets.db",
                                   "SELECT person_id FROM keys")}


def is_ended(site):
    return (not rows(site, "secrets/secrets.db", "SELECT 1 FROM unfinished")
            and not rows(site, "store/store.db",
                         "SELECT 1 FROM scrubs WHERE done_at IS NULL"))


def files_with(site, words):
    return [path.name for folder in ("store", "secrets")
            for path in (site.folder / folder).glob("*.db*")
            if words.encode() in path.read_bytes()]


def test_what_an_erasure_had_begun_the_daemon_ends():
    with Site(people=PEOPLE) as site:
        site.start()
        for handle in PEOPLE:
            site.told(handle, "post", "emea-autumn", "--subject",
                      f"By {handle}", text="Said by me.")
        before = {handle: number for number, handle in people(site).items()}
        killed = sum(erase_and_die(site, handle, call)
                     for handle, call in zip(PEOPLE, CALLS))
        assert until(lambda: is_ended(site), ENDS), site.tail()
        now, with_keys = people(site), keys(site)
        gone = {handle for handle in PEOPLE
                if now[before[handle]] != handle}
        assert gone == {handle for handle in PEOPLE
                        if before[handle] not in with_keys}
        for handle in gone:
            assert not files_with(site, PEOPLE[handle][0]), handle
        for handle in set(PEOPLE) - gone:
            assert files_with(site, PEOPLE[handle][0])
            assert site.told(handle, "boards")
        done = site.homeroom("check")
        assert done.returncode == 0, (done.stdout, done.stderr)
        later = len(re.findall("scrub.rewritten id=", site.tail(10**7)))
        print(f"\n{killed} killed as they erased: {len(gone)} erased, in both "
              f"stores and all files, {len(PEOPLE) - len(gone)} untouched; "
              f"written anew by the daemon {later} times")
        assert killed >= 7 and later >= 1
        assert 0 < len(gone) < len(PEOPLE)
