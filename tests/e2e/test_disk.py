"""A disk that is full, has no inodes, or can only be read: people are told in
words, reading goes on, and what is being written stays."""

import os
import re
import signal
import sqlite3
import subprocess
import time

from support.disk import mounted, small
from support.processes import children, helper, until, wait_gone
from support.site import PASSWORD, Site
from support.terminal import ENTER, ESC, TAB, control
from support.writers import bodies

FULL = "disk is full"
TO_READ = "can only be read just now"


def store_of(disk):
    return disk.folder / "store/store.db"


def until_refused(site, disk, acknowledged):
    """Posts, each smaller, until not even the smallest is taken."""
    refused = 0
    for size in (60000, 9000, 3000, 3000, 900, 900, 900, 1, 1, 1):
        for number in range(60):
            disk.fill()
            text = f"{len(acknowledged)} " + "x" * size
            done = site.run("ben", "reply", "1", text=text)
            if done.returncode != 0:
                assert FULL in done.stderr, done.stderr
                assert done.returncode == 75
                refused += 1
                break
            acknowledged.append(text)
        else:
            raise AssertionError("it is never full")
    return refused


def begin(site, acknowledged):
    site.start()
    site.told("ada", "post", "emea-autumn", "--subject", "First",
              text="to be read")
    acknowledged.append("to be read")


def compose(screen, subject, text):
    screen.wait("EMEA, autumn 2026")
    screen.send("p")
    screen.wait("Subject:")
    screen.send(subject + TAB + text)
    screen.wait(text)


def type_until_told(screen, pattern, count=300):
    """What little room is left takes a draft or two."""
    for number in range(20):
        screen.send(f"more{number} " * count)
        try:
            return screen.wait(pattern, 5)
        except AssertionError:
            continue
    raise AssertionError("it is never told: " + screen.text)


def can_read(site):
    """Those who were here, those who never were; by command and on screen."""
    assert "to be read" in site.told("ada", "read", "1")
    assert "to be read" in site.told("lin", "read", "1")
    assert "First" in site.told("wen", "boards") + site.told(
        "lin", "threads", "emea-autumn")
    with site.terminal("jo") as screen:
        screen.wait("EMEA, autumn 2026")
        screen.send(ENTER)
        screen.wait("First")
        screen.send(ENTER)
        screen.wait("to be read")
    with site.terminal("mara", key=False) as screen:
        screen.wait(r"Handle or email \[mara\]")
        screen.send(ENTER)
        screen.wait("[Pp]assword:")
        screen.send(PASSWORD + ENTER)
        screen.wait("EMEA, autumn 2026")


def send(screen):
    screen.send(control("x"))
    screen.wait("Enter")
    screen.send(ENTER)


def check(site, disk, acknowledged):
    done = site.homeroom("check")
    assert done.returncode == 0, (done.stdout, done.stderr)
    there = bodies(store_of(disk))
    lost = [text for text in acknowledged if there[text] != 1]
    assert not lost, lost
    print(f"{len(acknowledged)} acknowledged, {len(lost)} lost")


def test_a_full_disk_keeps_what_is_written_and_lets_people_read():
    with Site() as site, small(site) as disk:
        acknowledged = []
        begin(site, acknowledged)
        daemon = site.daemon.pid
        with site.terminal("ada") as screen:
            compose(screen, "On a full disk", "word one")
            disk.fill()
            refused = until_refused(site, disk, acknowledged)
            assert refused == 10
            disk.fill()
            # Not saved: told, and tried again.
            screen.send(" word two ")
            type_until_told(screen, "Not saved yet: the disk is full. Your "
                                    "text stays here.")
            send(screen)
            screen.wait("Not sent: the disk is full. Your text stays here")
            can_read(site)
            done = site.run("ada", "keys", "add", text=(
                site.key("spare").with_suffix(".pub")).read_text())
            assert done.returncode != 0 and FULL in done.stderr, done.stderr
            assert "more" in screen.text
            disk.free()
            send(screen)
            screen.wait("Posted")
        assert "word two" in site.told("ben", "read", "2")
        assert site.daemon.pid == daemon and site.daemon.poll() is None
        site.told("ada", "keys", "add",
                  text=site.key("spare").with_suffix(".pub").read_text())
        check(site, disk, acknowledged)


def test_a_draft_outlives_a_full_disk_that_frees_later():
    """Nobody touches a key: it is saved by itself when there is room."""
    with Site() as site, small(site) as disk:
        acknowledged = []
        begin(site, acknowledged)
        with site.terminal("ada") as screen:
            screen.wait("EMEA, autumn 2026")
            disk.fill()
            until_refused(site, disk, acknowledged)
            disk.fill()
            compose(screen, "Later", "kept all along")
            type_until_told(screen, "Not saved yet: the disk is full")
            disk.free()
            screen.wait("Your text is saved now")
        # The line is cut, not left: the draft is offered.
        with site.terminal("ada") as screen:
            screen.wait("Later")
            screen.wait("more")
        check(site, disk, acknowledged)


def fill_while_writing(site, disk, screen, subject, text):
    """Until they are told that what they typed is not saved; the words that
    came last and are on no disk."""
    compose(screen, subject, text)
    disk.fill()
    until_refused(site, disk, [])
    disk.fill()
    type_until_told(screen, "Not saved yet: the disk is full")
    screen.send(" the very last")
    screen.wait("the very last")


def cut_the_line(site, screen):
    seen = site.tail(10**7).count("event=session.holds")
    screen.child.kill(signal.SIGKILL)
    screen.child.close(force=True)
    assert until(lambda: site.tail(10**7).count("event=session.holds") > seen)


def child_sessions(site):
    return children(helper(site, "hr-sessions"))


def draft_of(store, words):
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as opened:
        return next((body for body, in opened.execute(
            "SELECT body FROM drafts") if words in body), None)


def test_on_a_full_disk_a_cut_line_loses_nothing_that_was_typed():
    """The session waits for room; its person is not here, and may come in."""
    with Site() as site, small(site) as disk:
        begin(site, [])
        with site.terminal("ada") as screen:
            fill_while_writing(site, disk, screen, "Held", "word one")
            cut_the_line(site, screen)
        assert draft_of(store_of(disk), "the very last") is None
        held = child_sessions(site)
        assert len(held) == 1
        others = [site.terminal("ada") for _ in range(3)]
        for other in others:
            other.wait("Subject: Held|EMEA, autumn 2026")
        for other in others:
            other.close()
        disk.free()
        assert until(lambda: draft_of(store_of(disk), "the very last"))
        assert "word one" in draft_of(store_of(disk), "the very last")
        wait_gone(held)
        assert "event=session.held person=1 kept=1" in site.tail(10**7)
        with site.terminal("ada") as screen:
            screen.wait("the very last")


def test_what_was_written_after_coming_back_is_not_overwritten():
    with Site() as site, small(site) as disk:
        begin(site, [])
        with site.terminal("ada") as screen:
            fill_while_writing(site, disk, screen, "Held", "word one")
            cut_the_line(site, screen)
        held = child_sessions(site)
        os.kill(held[0], signal.SIGSTOP)  # the other is first
        time.sleep(1.1)
        with site.terminal("ada") as screen:
            screen.wait("EMEA, autumn 2026")
            disk.free()
            if "Subject:" not in screen.text:
                screen.send("p").wait("Subject:")
            screen.send("newer than that")
            screen.wait("newer than that")
            screen.send(ESC).wait("Your draft is kept")
        os.kill(held[0], signal.SIGCONT)
        wait_gone(held)
        assert draft_of(store_of(disk), "the very last") is None
        with sqlite3.connect(store_of(disk)) as store:
            rows = store.execute("SELECT subject || body FROM drafts")
            assert any("newer than that" in row for row, in rows)


def test_where_the_site_goes_down_the_text_is_handed_out():
    """One who is there gets it to copy; one who holds it tries once more."""
    with Site() as site, small(site) as disk:
        begin(site, [])
        with site.terminal("ada") as cut, site.terminal("ben") as screen:
            fill_while_writing(site, disk, cut, "Held", "word one")
            compose(screen, "Handed out", "of ben's")
            disk.fill()
            type_until_told(screen, "Not saved yet: the disk is full", 1)
            cut_the_line(site, cut)
            assert site.stop() == 0
            screen.wait_end()
            assert "could not be kept: the disk is full. Copy it" in (
                screen.text)
            assert re.search(r"^Handed out\n\nof ben's", screen.text, re.M)
        assert "kept=0" in site.tail(10**7)


def test_without_inodes_posts_go_on_and_the_rest_is_told():
    with Site() as site, small(site) as disk:
        acknowledged = []
        begin(site, acknowledged)
        disk.fill_inodes()
        for number in range(5):
            text = f"without an inode {number}"
            site.told("ben", "reply", "1", text=text)
            acknowledged.append(text)
        can_read(site)
        done = site.run("ada", "keys", "add", text=(
            site.key("spare").with_suffix(".pub")).read_text())
        assert done.returncode == 75 and FULL in done.stderr, done.stderr
        disk.free_inodes()
        site.told("ada", "keys", "add",
                  text=site.key("spare").with_suffix(".pub").read_text())
        check(site, disk, acknowledged)


def test_a_file_system_that_turns_read_only_is_read(tmp_path):
    """As a failing disk makes of it, under open files."""
    image = tmp_path / "image"
    with open(image, "wb") as file:
        file.truncate(24 << 20)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    with Site() as site:
        with mounted(site, "-o", "loop", str(image)) as disk:
            acknowledged = []
            begin(site, acknowledged)
            with site.terminal("ada") as screen:
                compose(screen, "On a disk to read", "word one")
                disk.remount("abort")
                screen.send(" word two")
                screen.wait(f"Not saved yet: the disk {TO_READ}")
                send(screen)
                screen.wait(f"Not sent: the disk {TO_READ}")
                assert "word two" in screen.text
                can_read(site)
                done = site.run("ben", "reply", "1", text="no")
                assert done.returncode == 75 and TO_READ in done.stderr
            assert site.daemon.poll() is None
        # Repaired, and started again by whoever started it.
        subprocess.run(["fsck.ext4", "-y", str(image)], capture_output=True)
        subprocess.run(["mount", "-o", "loop", str(image),
                        str(disk.folder)], check=True)
        try:
            site.start()
            check(site, disk, acknowledged)
            site.told("ben", "reply", "1", text="yes")
            assert site.stop() == 0
        finally:
            subprocess.run(["umount", "-l", str(disk.folder)], check=True)


def test_what_cannot_start_says_why():
    with Site(people={}) as site, small(site) as disk:
        site.start()
        assert site.stop() == 0
        disk.remount("ro")
        done = subprocess.run(
            site.program("homeroomd"),
            capture_output=True, timeout=60)
        assert done.returncode != 0
        assert b"ead-only" in done.stderr or TO_READ.encode() in done.stderr
        done = site.homeroom("audit")
        assert done.returncode == 0 and b"program add" in done.stdout
        done = site.homeroom("region", "add", "x", "--zone", "UTC")
        assert done.returncode == 75 and TO_READ.encode() in done.stderr
        done = site.homeroom("check")
        assert done.returncode == 0, (done.stdout, done.stderr)
        assert b"words to search for: not looked at" in done.stdout
        disk.remount("rw")
        site.start()
