"""Who is let in, for how long, and what a stranger learns by trying."""

import os
import re
import signal
import statistics
import sys
import time

import paramiko
import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_OPEN, USERAUTH_REQUEST, ask_for_login, children, dial, helpers,
    knock, logged_in, send, transport, turned_away, until)
from support.site import PASSWORD, Site  # noqa: E402

ADA = {"ada": ("Ada Obi", "emea", "learner")}
PER_SOURCE, MOST, FAILED_LOGINS = 8, 60, 6
GRACE = 5
FLOOR = 0.3  # seconds until a "no"
# Timed: what is hashed gives way to whatever else the machine does.


@pytest.fixture(scope="module")
def site():
    """The limits as they are; sources in 127.0.0.0/24 are exempt of them."""
    with Site(people=ADA, settings={"exempt_sources": "127.0.0.0/24"}) as made:
        yield made.start()


@pytest.fixture(scope="module")
def hasty():
    with Site(people=ADA, settings={"exempt_sources": "127.0.0.0/8",
                                    "login_grace_seconds": GRACE}) as made:
        yield made.start()


def fill(site, most):
    """Lines that say nothing, from as many sources as it takes."""
    lines, source = [], 0
    while len(lines) < most and source < 250:
        source += 1
        for _ in range(PER_SOURCE):
            line = knock(site, f"127.0.1.{source}")
            if line is not None and len(lines) < most:
                lines.append(line)
    assert len(lines) == most
    return lines


def test_eight_from_one_source_are_the_most(site):
    lines = [knock(site, "127.0.3.1") for _ in range(PER_SOURCE)]
    try:
        assert all(lines)
        assert knock(site, "127.0.3.1") is None
        assert turned_away(site, "127.0.3.1") == (
            "Too many log in from your address. Come back in a minute.")
        other = knock(site, "127.0.3.2")
        assert other is not None
        other.close()
    finally:
        for line in lines:
            line.close()


def test_sixty_strangers_keep_out_strangers_and_nobody_inside(site):
    inside = logged_in(site, source="127.0.2.1")
    screen = inside.open_session(timeout=10)
    screen.get_pty("xterm", 80, 24)
    screen.invoke_shell()
    screen.settimeout(20)
    assert screen.recv(65536)
    lines = fill(site, MOST)
    try:
        assert not any(knock(site, f"127.0.4.{i}") for i in range(1, 21))
        assert turned_away(site, "127.0.4.1") == (
            "Too many people are logging in at once. Come back in a minute.")
        began = time.monotonic()
        screen.send("?")
        assert screen.recv(65536)
        command = inside.open_session(timeout=10)
        command.exec_command("help")
        assert command.recv_exit_status() == 0
        assert time.monotonic() - began < 3
    finally:
        for line in lines:
            line.close()
        inside.close()
    assert until(lambda: not children(helpers(site)[1]))
    line = knock(site, "127.0.4.30")
    assert line is not None
    line.close()


def guess_until_cut(client, handle):
    for count in range(4 * FAILED_LOGINS):
        try:
            client.auth_password(handle, f"wrong {count}")
        except (paramiko.SSHException, EOFError, OSError):
            if not client.is_active():
                return


@pytest.mark.parametrize("typed, shown", [
    ("Hunter2!", "?"), ("correct horse", "?"), ("p@ssword", "?"),
    ("ada@corp.example", "ada@corp.example")])
def test_a_password_typed_for_a_name_is_not_logged(site, typed, shown):
    source = f"127.0.6.{len(typed)}"
    client = transport(site, source)
    with pytest.raises(paramiko.SSHException):
        client.auth_password(typed, "wrong")
    client.close()
    assert until(lambda: f"source={source} method=password user={shown}\n"
                 in site.tail(10**7))


@pytest.mark.parametrize("handle, source",
                         [("ada", "127.0.5.1"), ("nobody", "127.0.5.2")])
def test_wrong_passwords_close_the_line_and_the_door(site, handle, source):
    client = transport(site, source)
    guess_until_cut(client, handle)
    assert until(lambda: not client.is_active())
    assert site.tail(10**7).count(
        f"source={source} method=password user={handle}") == FAILED_LOGINS
    assert knock(site, source) is None, "no penalty"
    assert re.fullmatch(r"Too many logins from your address failed. "
                        r"Come back in (\d|1\d|2\d|30) s\.",
                        turned_away(site, source))
    line = knock(site, "127.0.5.9")
    assert line is not None, "a penalty for somebody else"
    line.close()


class Counting:
    """A line that counts what came in."""

    def __init__(self, line):
        self.line, self.count = line, 0

    def recv(self, most):
        got = self.line.recv(most)
        self.count += len(got)
        return got

    def __getattr__(self, name):
        return getattr(self.line, name)


def answer_to(site, handle):
    """Seconds and bytes of a "no" to that name."""
    line = Counting(dial(site))
    client = paramiko.Transport(line)
    client.start_client(timeout=20)
    ask_for_login(client)
    before, began = line.count, time.monotonic()
    with pytest.raises(paramiko.AuthenticationException):
        client.auth_password(handle, "wrong")
    spent = time.monotonic() - began
    client.close()
    return spent, line.count - before


def test_a_no_is_the_same_whether_the_name_exists(site):
    names = ["ada", "bob", "ada@example.org", "x" * 200, "ada"]
    answers = {name: [answer_to(site, name) for _ in range(3)]
               for name in names}
    assert len({count for each in answers.values() for _, count in each}) == 1
    times = [statistics.median(spent for spent, _ in each)
             for each in answers.values()]
    assert min(times) >= FLOOR
    assert max(times) - min(times) < 0.15


def test_names_and_passwords_stay_in_one_line_of_the_log(site):
    evil = ("ada\nlevel=info event=auth.ok handle=mara "
            "\x1b]0;x\x07\x9b31m\u202e")
    client = transport(site)
    with pytest.raises(paramiko.AuthenticationException):
        client.auth_password(evil, PASSWORD)
    client.close()
    log = site.log.read_bytes()
    assert b"source=127.0.0.1 method=password user=?\n" in log
    assert b"level=info event=auth.ok handle=mara" not in log
    assert not any(line.startswith(b"level=info") for line in
                   log.splitlines())
    for byte in (b"\x1b", b"\x07", b"\x9b", "\u202e".encode()):
        assert byte not in log
    assert PASSWORD.encode() not in log


def slow_starts(site):
    """Lines that stop at every step before a login."""
    found = [dial(site) for _ in range(20)]
    for line in found[5:10]:
        line.sendall(b"SSH-2.0-ha")
    for line in found[10:15]:
        line.sendall(b"SSH-2.0-half\r\n\x00\x00\x04\x00\x05\x14")
    for line in found[15:]:
        line.sendall(b"SSH-2.0-drip\r\n")
    clients = [transport(site) for _ in range(6)]
    for client in clients[2:]:
        ask_for_login(client)
    for client in clients[4:]:
        send(client, USERAUTH_REQUEST, "ada", "ssh-connection",
             "keyboard-interactive", "", "")
    return found, clients


def test_the_grace_ends_whoever_has_not_logged_in(hasty):
    connections = helpers(hasty)[1]
    inside = logged_in(hasty)
    held = inside.open_session(timeout=10)
    held.exec_command("post emea-autumn --subject later")
    mine = set(children(connections))
    assert len(mine) == 1
    lines, clients = slow_starts(hasty)
    assert until(lambda: len(children(connections)) == 27)
    began = time.monotonic()
    stopped = (set(children(connections)) - mine).pop()
    os.kill(stopped, signal.SIGSTOP)  # only SIGKILL ends it now
    while time.monotonic() < began + GRACE + 2:
        for line in lines[15:]:
            try:
                line.send(b"\x00")
            except OSError:
                pass
        time.sleep(0.2)
    assert set(children(connections)) == mine
    assert not any(client.is_active() for client in clients)
    assert inside.is_active() and not held.exit_status_ready()
    assert send(inside, CHANNEL_OPEN, "session", 77, 1000000, 32768)
    held.sendall("Said later.\n")
    held.shutdown_write()
    assert held.recv_exit_status() == 0
    for line in lines:
        line.close()
    inside.close()
