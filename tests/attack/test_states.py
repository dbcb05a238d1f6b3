"""Every message type in every state before the login, and after it."""

import concurrent.futures
import os
import sys
import time

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_OPEN, CHANNEL_REQUEST, ED25519, SERVICE_REQUEST, USERAUTH_REQUEST,
    USERAUTH_SUCCESS, is_cut, key_of, logged_in, message_of, send,
    transport)
from support.site import Site  # noqa: E402

# All that SSH has a meaning for, and the ends of the ranges that have none.
TYPES = [*range(103), 127, 128, 191, 192, 254, 255]
CHANNEL_OPENED = 91
SETTLED = 0.05  # seconds: the answer to what was sent is on its way


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sessions_per_person": 100,
                        "log_level": "debug"}) as made:
        made.start()
        yield made


def fresh(site, client):
    """The keys are exchanged, nothing was asked for."""


def in_service(site, client):
    send(client, SERVICE_REQUEST, "ssh-userauth")


def refused(site, client):
    in_service(site, client)
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection", "none")


def asked(site, client):
    in_service(site, client)
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection",
         "keyboard-interactive", "", "")


def key_known(site, client):
    in_service(site, client)
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection", "publickey",
         False, ED25519, key_of(site).asbytes())


def overhear(client):
    """The types of all that the server sends from now on: paramiko itself
    hangs up on answers that it did not expect, so its state tells little."""
    heard, read = set(), client.packetizer.read_message

    def read_message():
        kind, message = read()
        heard.add(kind)
        return kind, message
    client.packetizer.read_message = read_message
    return heard


# Something for every reader: a name, a service, a method, numbers, a command.
FULL = ("ada", "ssh-connection", "none", True, 0, 0, 2**32 - 1, "exec", "help")


STATES = [fresh, in_service, refused, asked, key_known]
ALL_TYPES = range(1, 256)
AT_ONCE = 4  # connections: most of a case is waiting


def try_message(site, state, kind, payload):
    """Whether a channel was opened, or anybody let in, after that message."""
    client = transport(site)
    heard = overhear(client)
    state(site, client)
    send(client, kind, *payload)
    send(client, CHANNEL_OPEN, "session", 0, 1000000, 32768)
    send(client, CHANNEL_REQUEST, 0, "exec", True, "help")
    is_over = is_cut(client)
    client.close()
    return bool(heard & {USERAUTH_SUCCESS, CHANNEL_OPENED}) or not is_over


@pytest.mark.parametrize("payload", [(), FULL], ids=["empty", "full"])
@pytest.mark.parametrize("state", STATES)
def test_no_message_opens_a_channel_without_credentials(site, state, payload):
    """With the other parameters 2,550 cases."""
    before = site.tail(10**8).count("session.begin")
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        opened = [kind for kind, is_open in zip(ALL_TYPES, pool.map(
            lambda kind: try_message(site, state, kind, payload), ALL_TYPES))
            if is_open]
    log = site.tail(10**8)
    print(f"messages, {state.__name__}: {len(ALL_TYPES)} types, "
          f"{len(opened)} opened anything")
    assert not opened
    assert "auth.ok" not in log
    assert log.count("session.begin") == before


def test_the_log_shows_a_login_and_its_session(site):
    """What the test above looks for is there when somebody does log in."""
    assert site.run("ada", "help").returncode == 0
    log = site.tail(10**8)
    assert "auth.ok" in log and "session.begin" in log


def test_no_message_after_the_login_makes_another_person(site):
    for kind in TYPES:
        client = logged_in(site)
        try:
            client._send_message(message_of(kind, *FULL))
            if kind % 8 == 0:
                time.sleep(SETTLED)
            channel = client.open_session(timeout=10)
            channel.exec_command("who")
            assert b"nobody" not in channel.makefile().read()
        except Exception:  # cut, or a line that paramiko cannot follow
            pass
        client.close()
    log = site.tail(10**8)
    assert "process.crashed" not in log
    assert {word for word in log.split() if word.startswith("handle=")} == {
        "handle=ada"}
    assert site.run("ada", "help").returncode == 0
