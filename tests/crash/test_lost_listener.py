"""A listener or supervisor that is killed: people are told, drafts are kept,
and the daemon comes back with its sockets bound all the while."""

import os
import signal
import statistics
import subprocess
import time

from support.processes import below, is_alive, listener, name, until
from support.terminal import ENTER, Terminal

KILLS = 3


def test_a_killed_listener_ends_sessions_in_words_and_comes_back(site):
    taken = []
    for turn in range(KILLS):
        pid = listener(site)
        others = below(pid)[1:]
        with site.terminal("ada") as screen:
            screen.wait("BOARD|kept before|Subject")
            if turn == 0:
                screen.send("p").wait("Subject|subject")
                screen.send("Cut off" + ENTER + "words kept before the cut")
            screen.wait("kept before the cut")
            others += below(pid)[1:]
            before = len(screen.raw)
            began = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            assert screen.wait_end() != 0
            last = screen.raw[before:].decode()
            assert "broke off and begins anew" in last
            assert "What you typed is kept" in last
            assert last.count("\x1b[?1049l") == 1
            assert all(len(line) <= 80 for line in screen.last_lines())
        # Comes while there may be no listener: waits in the socket's queue.
        assert site.run("ben", "boards").returncode == 0
        taken.append(time.monotonic() - began)
        assert listener(site) not in (None, pid)
        assert until(lambda: not any(is_alive(other) for other in others))
    print(f"killed listeners: {KILLS}; the next command was answered after "
          f"{statistics.median(taken) * 1000:.0f} ms (median)")
    with site.terminal("ada") as screen:
        screen.wait("words kept before the cut")


def test_a_session_that_is_lost_with_the_listener_is_ended_in_words(site):
    with site.terminal("ben") as screen:
        screen.wait("BOARD")
        pid = listener(site)
        [session] = [one for one in below(pid) if name(one) == "hr-session"]
        os.kill(pid, signal.SIGSTOP)
        os.kill(session, signal.SIGKILL)
        os.kill(pid, signal.SIGKILL)
        assert screen.wait_end() != 0
        assert screen.raw.count(b"\x1b[?1049l") == 1
        assert screen.last_lines()[0].endswith("Connect again in a moment.")
    assert until(lambda: listener(site) not in (None, pid))


def test_who_logs_in_and_who_runs_a_command_is_told_too(site):
    words = [word.replace("LogLevel=ERROR", "LogLevel=INFO")
             for word in site.ssh_words("ben", ("-tt",), key=False)]
    with Terminal(words) as login:
        login.wait("Handle or email")
        with subprocess.Popen([*site.ssh_words("ada"), "post", "emea-autumn",
                               "--subject", "Half"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as command:
            command.stdin.write(b"half a text")
            command.stdin.flush()
            assert until(lambda: len(below(listener(site))) == 9)
            os.kill(listener(site), signal.SIGKILL)
            assert command.wait(20) == 75
            assert b"broke off and begins anew" in command.stderr.read()
        login.send(ENTER)  # ssh looks up once its prompts are answered
        login.wait("Password:")
        login.send("x" + ENTER)
        assert login.wait_end() == 255
        assert "broke off and begins anew" in login.raw.decode()
    assert "Half" not in site.told("ben", "threads", "emea-autumn")


def test_a_killed_supervisor_takes_all_with_it_in_words(site):
    everybody = below(site.daemon.pid)
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        everybody += below(site.daemon.pid)
        site.daemon.kill()
        site.daemon.wait()
        assert screen.wait_end() != 0
        assert "broke off and begins anew" in screen.raw.decode()
    assert until(lambda: not any(is_alive(pid) for pid in everybody))
    site.start()  # as the service manager does
    assert site.run("ada", "boards").returncode == 0


def test_a_daemon_that_cannot_start_ends_with_the_reason(site):
    again = subprocess.run(site.program("homeroomd"), capture_output=True,
                           timeout=60)
    assert again.returncode == 69
    assert b"cannot listen on 127.0.0.1 port" in again.stderr
