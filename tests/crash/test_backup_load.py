"""A backup taken while eight people write restores to a store that passes
every check, and holds all that was acknowledged before it began."""

import random
import shutil
import sqlite3
import threading
import time

import pytest

from support.long_form import IS_LONG
from support.site import BUILD, SOURCE, Site
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


def grow(path, threads=2000, posts=100, size=4800):
    """A store as many years make it: 200,000 posts, about 1 GB."""
    store = sqlite3.connect(path)
    store.execute("PRAGMA wal_autocheckpoint = 0")
    store.execute("PRAGMA synchronous = OFF")
    board = store.execute("SELECT id FROM boards WHERE kind = 'cohort'"
                          ).fetchone()[0]
    people = [row[0] for row in store.execute("SELECT id FROM people")]
    first = store.execute("SELECT coalesce(max(id), 0) + 1 FROM threads"
                          ).fetchone()[0]
    post = store.execute("SELECT coalesce(max(id), 0) FROM posts"
                         ).fetchone()[0]
    at = int(time.time()) - 10**7
    for thread in range(first, first + threads):
        rows = []
        for number in range(1, posts + 1):
            body = random.randbytes(size // 2).hex()
            rows.append((post + number, thread, number,
                         people[number % len(people)], body, at + number))
        store.execute(
            "INSERT INTO threads (id, board_id, kind, subject, author_id,"
            " created_at, last_number, last_post_id, last_post_at,"
            " last_author_id, has_reply) VALUES (?, ?, 'talk', ?, ?, ?, ?, ?,"
            " ?, ?, 1)", (thread, board, f"Thread {thread}", rows[0][3],
                          at + 1, posts, post + posts, at + posts,
                          rows[-1][3]))
        store.executemany(
            "INSERT INTO posts (id, thread_id, number, author_id, body,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?)", rows)
        post += posts
    store.execute("UPDATE boards SET thread_count = (SELECT count(*) FROM "
                  "threads WHERE board_id = boards.id)")
    store.commit()
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


@pytest.mark.skipif(not IS_LONG,
                    reason="takes a gigabyte four times over")
def test_a_large_store_is_backed_up_while_nobody_waits(tmp_path):
    release = SOURCE / "build/release"
    build = release if (release / "bin/homeroomd").exists() else BUILD
    with Site(people=PEOPLE, build=build) as site:
        grow(site.folder / "store/store.db")
        site.start()
        with Writers(site) as writers:
            writers.wait_for(50)
            for writer in writers.all:
                writer.longest = 0.0
            writers.wait_for(400)
            before = writers.longest()
            for writer in writers.all:
                writer.longest = 0.0
            acknowledged = writers.acknowledged()
            began = time.monotonic()
            told = site.operator("backup", str(tmp_path / "b"))
            took = time.monotonic() - began
            during = (len(writers.acknowledged())
                      - len(acknowledged))
            longest = writers.longest()
        began = time.monotonic()
        site.operator("restore", str(tmp_path / "b"), str(tmp_path / "new"))
        restored = time.monotonic() - began
        print(f"\n{told}backup {took:.1f} s, restore with all of check "
              f"{restored:.1f} s; {during} posts meanwhile; longest post "
              f"{before:.2f} s before, {longest:.2f} s during")
        assert not lost(tmp_path / "new/store/store.db",
                        acknowledged)
        assert during > 0 and longest < before + 2
    shutil.rmtree(tmp_path / "new")
