"""Cut lines, restarts, two sessions at once: nothing typed is lost, the place
is kept, unread is exact."""

import json
import signal
import time

import pexpect
import pytest

from support.site import Site
from support.terminal import ENTER, control


@pytest.fixture
def site():
    with Site() as made:
        made.start()
        yield made


def unread(site, handle, slug="emea-autumn"):
    rows = json.loads(site.told(handle, "boards", "--json"))
    rows = rows if isinstance(rows, list) else rows["boards"]
    return next(row["unread"] for row in rows if row["slug"] == slug)


def thread_id(site, subject, handle="ada"):
    rows = json.loads(site.told(handle, "threads", "emea-autumn", "--json"))
    rows = rows if isinstance(rows, list) else rows["threads"]
    return str(next(r["id"] for r in rows if subject in r["subject"]))


def test_a_cut_line_keeps_the_draft_and_the_place(site):
    site.told("lin", "post", "emea-autumn", "--subject", "Night", text="?")
    number = thread_id(site, "Night")
    screen = site.terminal("ada")
    screen.wait("Night")
    screen.send("n")
    screen.wait("Lin Chao")
    screen.send("r")
    screen.wait("can read this")
    screen.send("What was typed before the line dropped")
    screen.wait("line dropped")
    time.sleep(2.5)     # the promise: at most two seconds of typing short
    screen.send(" and a little more")
    screen.wait("little more")
    screen.child.kill(signal.SIGKILL)
    screen.child.close(force=True)

    deadline = time.monotonic() + 20
    while "Night" not in site.told("ada", "drafts"):
        assert time.monotonic() < deadline
    with site.terminal("ada") as again:
        again.wait("What was typed before the line dropped")
        again.wait("can read this")
        again.send(control("x"))
        again.wait("Enter")
        again.send(ENTER)
        again.wait("Posted")
    assert "What was typed before" in site.told("lin", "read", number)
    assert "Night" not in site.told("ada", "drafts")


def test_unread_is_exact_for_someone_away_and_after_a_restart(site):
    assert unread(site, "ada") == 0
    for n in range(3):
        site.told("lin", "post", "emea-autumn", "--subject", f"Thread{n}",
                  text="one")
    number = thread_id(site, "Thread1", "ben")
    site.told("ben", "reply", number, text="two")
    site.told("ben", "reply", number, text="three")
    assert unread(site, "ada") == 5
    assert unread(site, "ben") == 3
    assert unread(site, "lin") == 2
    assert site.stop() == 0
    site.start()
    assert unread(site, "ada") == 5
    site.told("ada", "read", number)
    assert unread(site, "ada") == 2
    site.told("ada", "reply", number, text="four")
    assert unread(site, "ada") == 2
    assert unread(site, "lin") == 3


def test_unread_agrees_in_two_sessions_at_once(site):
    site.told("lin", "post", "emea-autumn", "--subject", "Both", text="one")
    with site.terminal("ada") as one, site.terminal("ada") as two:
        one.wait(r"EMEA, autumn 2026 +1\b")
        two.wait(r"EMEA, autumn 2026 +1\b")
        one.send("n")
        one.wait("Lin Chao, EMEA")
        one.send("q")
        one.wait_gone(r"EMEA, autumn 2026 +1\b")
        assert unread(site, "ada") == 0


def test_the_daemon_ends_cleanly_and_restores_terminals(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        assert site.stop() == 0
        screen.wait_end()
        assert b"\x1b[?1049l" in screen.raw
        site.start()


def test_another_port_in_use_is_said_in_words(site):
    import subprocess
    done = subprocess.run(
        site.program("homeroomd"),
        capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert str(site.port) in done.stderr
    assert "in use" in done.stderr


def test_ctrl_c_on_the_daemons_terminal_ends_all_cleanly(site):
    assert site.stop() == 0
    program, *words = site.program("homeroomd")
    daemon = pexpect.spawn(program, words, timeout=60)
    daemon.expect("event=listening")
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("p")
        screen.wait("can read this")
        screen.send("Half a subject")
        screen.wait("Half a subject")
        daemon.sendintr()
        screen.wait_end()
        assert b"\x1b[?1049l" in screen.raw
    daemon.expect(pexpect.EOF)
    daemon.close()
    assert daemon.exitstatus == 0
    assert b"level=error" not in daemon.before
    site.start()
    assert "Half a subject" in site.told("ada", "drafts")
