"""A backup taken while eight people write restores to a store that passes
every check, and holds all that was acknowledged before it began."""

import sqlite3
import threading

from support.site import Site
from support.writers import PEOPLE, Writers, lost, twice

BACKUPS = 5


def numbers(path, statement):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        return {row[0] for row in store.execute(statement)}


def test_a_backup_under_load_restores_whole(tmp_path):
    with Site(people=PEOPLE) as site:
        site.start()
        done = threading.Event()
        added = []

        def add_people():
            """What changes both stores, meanwhile."""
            while not done.is_set() and len(added) < 200:
                site.add_person(f"p{len(added)}", f"P. {len(added)}")
                added.append(1)

        with Writers(site) as writers:
            writers.wait_for(8)
            adder = threading.Thread(target=add_people, daemon=True)
            adder.start()
            checked = 0
            for number in range(BACKUPS):
                before = writers.acknowledged()
                people = len(added)
                site.operator("backup", str(tmp_path / f"{number}"))
                new = tmp_path / f"new{number}"
                site.operator("restore", str(tmp_path / f"{number}"),
                              str(new))
                told = site.homeroom("-c", str(new / "homeroom.conf"),
                                     "check")
                assert told.returncode == 0, (told.stdout, told.stderr)
                assert not lost(new / "store/store.db", before)
                assert not twice(new / "store/store.db")
                owners = numbers(new / "secrets/secrets.db",
                                 "SELECT person_id FROM keys")
                there = numbers(new / "store/store.db",
                                "SELECT id FROM people WHERE may_log_in")
                assert owners == there, (owners, there)
                assert len(there) >= len(PEOPLE) + people
                checked += len(before)
                writers.wait_for(8)
            done.set()
            adder.join(60)
        print(f"{BACKUPS} backups under 8 writers, {len(writers.tried())} "
              f"posts tried, {len(writers.acknowledged())} acknowledged, "
              f"{len(added)} people added, {checked} looked for, 0 lost; "
              f"longest post {writers.longest():.2f} s")
        assert not lost(site.folder / "store/store.db",
                        writers.acknowledged())
