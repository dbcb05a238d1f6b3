"""A day at a site: everything that has secrets in it, and what else makes a
process ask something of the kernel. Used by tests that look at what is left
afterwards: in logs, in memory, in traces."""

import os
import signal
import sqlite3
import subprocess
import threading
import time

from support.processes import status_of, until
from support.site import PASSWORD
from support.terminal import ENTER, ESC, Terminal, control

WRONG = "a wrong guess of mine 1"
JOINED = "the newcomer's own word 2"
CHANGED = "changed upon a time 3"
BY_SCREEN = "typed by hand on a screen 4"
# 120 lines of what no other test writes.
LONG = "".join(f"line {number} " + "x" * 500 + "\n" for number in range(120))
STOPPED = 0.05
STOPS = 5


def by_password(site, handle, password):
    terminal = site.terminal(handle, key=False)
    terminal.wait(rf"Handle or email \[{handle}\]:")
    terminal.send(ENTER).wait("Password:")
    terminal.send(password + ENTER)
    return terminal


def guess(site):
    with by_password(site, "ada", WRONG) as terminal:
        terminal.wait("'s password:")


def join(site):
    """The code, which is used up then."""
    code = site.operator("invite", "emea-autumn").splitlines()[0]
    with site.terminal("join", key=False) as terminal:
        terminal.wait("Enrolment code:")
        terminal.send(code + ENTER).wait("Your name")
        terminal.send("Ida Novak" + ENTER).wait("log in with")
        terminal.send(ENTER).wait("Password, 8")
        terminal.send(JOINED + ENTER).wait("once more:")
        terminal.send(JOINED + ENTER).wait("Enter to go in:")
        terminal.send(ENTER).wait("Ida Novak, EMEA")
        assert terminal.leave() == 0
    return code


def write_on_a_screen(screen):
    screen.send(ENTER).wait("emea|EMEA")
    screen.send("p").wait("Subject")
    screen.send("What a day" + ENTER).settle()
    screen.send("It has a text.").settle()
    screen.send(control("x")).wait("Enter")
    screen.send(ENTER).wait("What a day")
    screen.send(ESC).settle()
    screen.send("U").settle()
    screen.send(ESC).settle()


def change_by_screen(site):
    words = [*site.ssh_words("ada", ("-tt",)), "password"]
    with Terminal(words) as terminal:
        terminal.wait("Old password")
        terminal.send(CHANGED + ENTER).wait("New password")
        terminal.send(BY_SCREEN + ENTER).wait("again")
        terminal.send(BY_SCREEN + ENTER).wait("Your password is changed")


def post_while_locked(site):
    """The store is another's for half a second; who posts waits."""
    with sqlite3.connect(site.folder / "store/store.db", timeout=20) as store:
        store.isolation_level = None
        store.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.7, lambda: site.told(
            "ada", "post", "emea-autumn", "--subject", "Patience", text="x"))
        timer.start()
        time.sleep(1.5)
        store.execute("ROLLBACK")
        timer.join()


def is_asleep(pid):
    return status_of(pid)["State"].startswith("S")


def stop_for_a_moment(pids):
    """While they wait for something, which they go on doing. One that is awake
    has yet to come to that; one may wake between look and stop, hence turns."""
    for _ in range(STOPS):
        for pid in pids:
            assert until(lambda: is_asleep(pid)), pid
            os.kill(pid, signal.SIGSTOP)
        time.sleep(STOPPED)
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        time.sleep(STOPPED)


def a_day(site, pids_of=None):
    """All the secrets that were typed. `pids_of()`: those to stop and let go
    on while somebody is there."""
    site.told("ada", "today")
    site.told("ada", "who")
    site.told("ada", "post", "emea-autumn", "--subject", "Long", text=LONG)
    assert site.run("ada", "post", "emea-autumn", "--subject", "'Too long'",
                    text=LONG * 4).returncode != 0
    guess(site)
    code = join(site)
    with by_password(site, "ada", PASSWORD) as screen:
        screen.wait("Ada Obi")
        write_on_a_screen(screen)
        screen.resize(30, 100).settle()
        if pids_of is not None:
            stop_for_a_moment(pids_of())
        time.sleep(3)  # what only drawing needed is given back
        assert screen.leave() == 0
    site.told("ada", "password", text=f"{PASSWORD}\n{CHANGED}\n")
    change_by_screen(site)
    with by_password(site, "ada", BY_SCREEN) as screen:
        screen.wait("Ada Obi")
        assert screen.leave() == 0
    post_while_locked(site)
    plain = subprocess.run([*site.ssh_words("ada", ("-T",))],
                           input=b"boards\nquit\n", capture_output=True,
                           timeout=60)
    assert plain.returncode == 0, plain
    site.operator("person", "erase", "ida", "--yes")
    return [PASSWORD, WRONG, JOINED, CHANGED, BY_SCREEN, code,
            code.replace("-", "")]
