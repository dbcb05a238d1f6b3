"""What a person who may be here can take from those who are."""

import os
import socket
import subprocess
import sys
import threading
import time

import paramiko
import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    GLOBAL_REQUEST, children, dial, helpers, is_cut, key_of, logged_in,
    message_of, resident_kilobytes, until)
from support.processes import is_alive, status_of  # noqa: E402
from support.site import Site  # noqa: E402

REDRAW = "\x0c"
CONNECTIONS = 20  # of one person
PROMPT = 1.0  # seconds for a key, on a machine that is busy with the attack
FLOOD = 150000  # requests whose answers fill the kernel's buffers twice


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sessions_per_person": 3,
                        "idle_connection_seconds": 10}) as made:
        # What ASan holds back of freed memory is not ours to bound.
        made.start(environment={"ASAN_OPTIONS": ":".join(
            [os.environ.get("ASAN_OPTIONS", ""), "quarantine_size_mb=16"])})
        yield made


@pytest.fixture(autouse=True)
def alone(site):
    """Nobody of the test before is left."""
    yield
    assert until(lambda: not any(children(pid) for pid in helpers(site)[1:]))


def shell(client, term="xterm"):
    channel = client.open_session(timeout=10)
    if term:
        channel.get_pty(term, 80, 24)
    channel.invoke_shell()
    channel.settimeout(20)
    return channel


def slowest_key(screen, keys=10):
    slowest = 0
    for _ in range(keys):
        began = time.monotonic()
        screen.send(REDRAW)
        assert screen.recv(65536)
        slowest = max(slowest, time.monotonic() - began)
        drain(screen)
    return slowest


def drain(screen):
    """Until nothing more comes of the last key."""
    screen.settimeout(0.2)
    try:
        while screen.recv(65536):
            pass
    except socket.timeout:
        screen.settimeout(20)


@pytest.fixture
def ben(site):
    client = logged_in(site, "ben")
    screen = shell(client)
    assert screen.recv(65536)
    drain(screen)
    yield screen
    client.close()


def test_a_channel_without_a_shell_keeps_no_connection(site):
    client = logged_in(site)
    client.open_session(timeout=10)
    assert is_cut(client, 30)


def test_a_connection_that_is_used_is_kept(site):
    client = logged_in(site)
    screen = shell(client)
    assert screen.recv(65536)
    assert not is_cut(client, 12)
    client.close()


def test_one_person_cannot_take_every_connection(site):
    clients = [logged_in(site) for _ in range(CONNECTIONS)]
    refused = subprocess.run(
        ["ssh", "-F", "none", "-i", str(site.key("ada")), "-p", str(site.port),
         "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
         "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
         "ada@127.0.0.1", "help"],
        capture_output=True, timeout=60)
    assert refused.returncode == 255
    assert b"too many connections open" in refused.stderr
    logged_in(site, "ben").close()
    clients.pop().close()
    assert until(lambda: is_let_in(site))
    for client in clients:
        client.close()


def is_let_in(site):
    try:
        logged_in(site).close()
    except paramiko.SSHException:
        return False
    return True


def test_three_sessions_are_the_most_over_all_connections(site):
    clients = [logged_in(site) for _ in range(4)]
    screens = [shell(client) for client in clients]
    for screen in screens[:3]:
        assert screen.recv(65536)
    assert b"too many sessions" in screens[3].recv_stderr(65536)
    assert screens[3].recv_exit_status() == 75
    for client in clients:
        client.close()


def test_a_second_shell_of_a_connection_is_refused(site):
    client = logged_in(site)
    assert shell(client).recv(65536)
    second = shell(client)
    assert b"One session a connection" in second.recv_stderr(65536)
    assert second.recv_exit_status() == 75
    client.close()


def test_commands_that_wait_for_ever_are_counted(site):
    clients = [logged_in(site) for _ in range(2)]
    held = [clients[i % 2].open_session(timeout=10) for i in range(14)]
    for channel in held:
        channel.exec_command("post emea-autumn --subject waits")
    assert until(lambda: sum(c.exit_status_ready() for c in held) == 4)
    assert {c.recv_exit_status() for c in held if c.exit_status_ready()} == {
        75}
    for client in clients:
        client.close()


def test_a_client_that_reads_nothing_slows_nobody(site, ben):
    """A screen drawn for one who stopped reading, under a flood of keys."""
    client = paramiko.Transport(dial(site, buffer=4096))
    client.start_client(timeout=20)
    client.auth_publickey("ada", key_of(site))
    screen = client.open_session(window_size=1000, timeout=10)
    screen.get_pty("xterm", 500, 200)
    screen.invoke_shell()
    screen.settimeout(2)
    sent = 0
    try:
        for _ in range(400):
            sent += screen.send(REDRAW * 2000)
    except socket.timeout:
        pass
    assert sent > 10000
    assert slowest_key(ben) < PROMPT
    for pid in children(helpers(site)[1]) + children(helpers(site)[2]):
        assert resident_kilobytes(pid) < 400 << 10
    client.close()


def test_sessions_in_a_hurry_slow_nobody(site, ben):
    over = threading.Event()

    def hurry():
        client = logged_in(site)
        while not over.is_set():
            channel = client.open_session(timeout=10)
            channel.exec_command("help")
            channel.close()
        client.close()
    thread = threading.Thread(target=hurry)
    thread.start()
    try:
        time.sleep(0.5)
        assert slowest_key(ben) < PROMPT
    finally:
        over.set()
        thread.join()


class Deaf:
    """A line whose owner can stop reading it; `reader`: the pid of who reads
    the other end."""

    def __init__(self, line):
        self.line, self.is_deaf = line, False
        self.reader, self.is_full = None, False

    def recv(self, most):
        if self.is_deaf:
            time.sleep(0.05)
            raise socket.timeout
        return self.line.recv(most)

    def send(self, packet):
        try:
            return self.line.send(packet)
        except socket.timeout as error:
            if not status_of(self.reader)["State"].startswith("S"):
                raise  # it has yet to have its turn; paramiko tries again
            self.is_full = True
            raise ConnectionError("it takes no more") from error

    def __getattr__(self, name):
        return getattr(self.line, name)


def test_answers_that_nobody_reads_are_not_hoarded(site):
    line = Deaf(dial(site, buffer=4096))
    client = paramiko.Transport(line)
    client.get_security_options().ciphers = ["aes128-ctr"]
    client.start_client(timeout=20)
    client.auth_publickey("ada", key_of(site))
    # One without would end after a while, whatever it has of ours by then.
    assert shell(client).recv(65536)
    line.reader, = children(helpers(site)[1])
    line.is_deaf = True
    line.settimeout(2)
    asked = message_of(GLOBAL_REQUEST, "x" * 300, True)
    with pytest.raises(EOFError):
        for _ in range(FLOOD):
            client._send_message(asked)
    assert line.is_full and is_alive(line.reader)
    client.close()
