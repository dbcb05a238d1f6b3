"""No process outlives its listener, whatever it is doing: in a key exchange,
waiting for the store, stopped, or with its session asleep."""

import os
import signal
import socket
import sqlite3
import subprocess
import time

import pytest

from support.processes import (below, children, helpers, is_alive, listener,
                               until)
from support.site import Site
from support.terminal import ENTER

MOST = 40  # seconds: ten until what is left is killed, twice where it forked


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sleep_seconds": 5},
              may_die_of={signal.SIGKILL}) as made:
        yield made.start()


def kill_and_count(site, others):
    """Seconds until the last of them was gone."""
    pid = listener(site)
    others += below(pid)[1:]
    began = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not any(is_alive(other) for other in others), MOST)
    taken = time.monotonic() - began
    assert until(lambda: site.run("ben", "boards").returncode == 0)
    return taken


def test_in_a_key_exchange(site):
    with socket.create_connection(("127.0.0.1", site.port)), \
            socket.create_connection(("127.0.0.1", site.port)) as half:
        half.sendall(b"SSH-2.0-half\r\n\0\0\1")
        assert until(lambda: len(children(helpers(site)[1])) >= 2)
        taken = kill_and_count(site, [])
    print(f"connections in a key exchange: gone after {taken:.1f} s")


def test_in_a_wait_for_the_store(site):
    with sqlite3.connect(site.folder / "store/store.db", timeout=20) as store:
        store.isolation_level = None
        store.execute("BEGIN IMMEDIATE")
        with subprocess.Popen(
                [*site.ssh_words("ada"), "post", "emea-autumn", "--subject",
                 "Held"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        ) as posting:
            posting.stdin.write(b"Waits.")
            posting.stdin.close()
            assert until(lambda: children(helpers(site)[2]))
            time.sleep(1)
            others = children(helpers(site)[2])
            pid = listener(site)
            others += below(pid)[1:]
            began = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            assert until(lambda: not any(map(is_alive, others)), MOST)
            taken = time.monotonic() - began
            assert posting.wait(20) != 0
        store.execute("ROLLBACK")
    assert until(lambda: site.run("ben", "boards").returncode == 0)
    assert "Held" not in site.told("ben", "threads", "emea-autumn")
    print(f"a session in a wait for the store: gone after {taken:.1f} s")


def test_stopped(site):
    """As good as one in a loop: it looks at no socket."""
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        stopped = [*children(helpers(site)[1]), *children(helpers(site)[2])]
        assert len(stopped) == 2
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        taken = kill_and_count(site, stopped)
        assert screen.wait_end() != 0
    print(f"a session and a connection that were stopped: gone after "
          f"{taken:.1f} s")
    assert "process.orphan" in site.tail(10**6)


def test_with_its_session_asleep(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        assert until(lambda: not children(helpers(site)[2]), 90)
        taken = kill_and_count(site, [])
        screen.send(ENTER)
        assert screen.wait_end() != 0
    print(f"the connection of one asleep: gone after {taken:.1f} s")
