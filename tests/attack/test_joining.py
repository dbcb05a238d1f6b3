"""Who joins is nobody until a code is redeemed: attacked before, at, and after
that."""

import os
import pathlib
import re
import subprocess
import sys
import time

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_OPEN, CHANNEL_REQUEST, INFO_RESPONSE, SERVICE_REQUEST,
    USERAUTH_REQUEST, children, helpers, is_cut, message_of, send, status_of,
    transport, until)
from support.site import BUILD, Site  # noqa: E402
from test_states import FULL, TYPES  # noqa: E402

REDEMPTIONS = 200
WRONG = "0123-4567-89AB-CDEFP"  # its check digit is right


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "log_level": "debug"}) as made:
        made.start()
        yield made


def handler(answers):
    return lambda title, instructions, prompts: answers[:len(prompts)]


def joining(site):
    client = transport(site)
    client.auth_interactive("join", handler([]))
    return client


def dialogue(client):
    channel = client.open_session(timeout=10)
    channel.settimeout(20)
    channel.invoke_shell()
    heard = b""
    while b"Enrolment code: " not in heard:
        got = channel.recv(4096)
        assert got, heard
        heard += got
    return channel


def sessions_begun(site):
    """But for dialogues, which are kind 3."""
    return len(re.findall(r"session\.begin handle=\S* kind=[012]",
                          site.tail(10**8)))


@pytest.mark.parametrize("method", ["none", "asked"])
def test_no_message_opens_a_channel_before_the_way_in_is_gone(site, method):
    """To be called join is not enough: the client has to go through a method."""
    before = site.tail(10**8).count("session.begin")
    for kind in TYPES:
        if kind == INFO_RESPONSE and method == "asked":
            continue  # which is the way in
        client = transport(site)
        send(client, SERVICE_REQUEST, "ssh-userauth")
        send(client, USERAUTH_REQUEST, "join", "ssh-connection",
             *(("none",) if method == "none" else
               ("keyboard-interactive", "", "")))
        send(client, kind, *FULL)
        send(client, CHANNEL_OPEN, "session", 0, 1000000, 32768)
        send(client, CHANNEL_REQUEST, 0, "exec", True, "help")
        assert is_cut(client), kind
        client.close()
    log = site.tail(10**8)
    assert "auth.ok" not in log and "join.begin" not in log
    assert log.count("session.begin") == before


def test_who_joins_gets_the_dialogue_and_nothing_else(site):
    begun = sessions_begun(site)
    client = joining(site)
    with pytest.raises(Exception):
        channel = client.open_session(timeout=10)
        channel.settimeout(10)
        channel.exec_command("boards")
        assert channel.recv(1000) == b""
        assert channel.recv_exit_status() != 0
        raise EOFError
    first = dialogue(client)
    second = client.open_session(timeout=10)
    second.settimeout(10)
    try:
        second.invoke_shell()
        assert b"Enrolment" not in second.recv(4096)
    except Exception:  # refused
        pass
    first.send("\x03")
    client.close()
    assert sessions_begun(site) == begun
    assert until(lambda: not children(helpers(site)[2]))


def test_no_message_while_joining_makes_anybody(site):
    begun = sessions_begun(site)
    for kind in TYPES:
        client = joining(site)
        try:
            dialogue(client)
            client._send_message(message_of(kind, *FULL))
            if kind % 8 == 0:
                time.sleep(0.05)
            channel = client.open_session(timeout=5)
            channel.exec_command("boards")
            assert b"emea" not in channel.makefile().read()
        except Exception:  # cut, or refused
            pass
        client.close()
    assert sessions_begun(site) == begun
    assert "auth.ok" not in site.tail(10**8)
    assert site.run("ada", "help").returncode == 0


def test_the_dialogues_process_holds_no_file_and_no_right(site):
    client = joining(site)
    dialogue(client)
    pids = children(helpers(site)[2])
    assert len(pids) == 1
    held = {re.sub(r":.*", ":", os.readlink(f"/proc/{pids[0]}/fd/{name}"))
            for name in os.listdir(f"/proc/{pids[0]}/fd")}
    held -= {str(site.log)}
    assert held == {"/dev/null", "socket:"}
    status = status_of(pids[0])
    assert status["Seccomp"] == "2" and status["NoNewPrivs"] == "1"
    limits = pathlib.Path(f"/proc/{pids[0]}/limits").read_text()
    assert re.search(r"Max processes +0 ", limits)
    assert re.search(r"Max open files +32 ", limits)
    client.close()


def test_what_is_typed_reaches_no_log_and_no_terminal(site):
    client = joining(site)
    channel = dialogue(client)
    code = site.operator("invite", "emea-autumn").splitlines()[0]
    for line in (WRONG, "\x1b]0;owned\x07\x1b[2J", "x" * 20000, code,
                 "Eve\x1b[31m\x9b2J\u202e"):
        channel.send(line.encode() + b"\n")
    channel.send(b"Eve Adams\n")
    time.sleep(1)
    heard = channel.recv(200000)
    assert b"\x1b" not in heard and b"\x9b2J" not in heard
    assert b"That line is too long." in heard
    log = site.tail(10**8)
    assert code not in log and WRONG not in log and "\x1b" not in log
    assert "Eve" not in log
    client.close()


def test_one_code_redeemed_200_times_at_once_is_redeemed_once(tmp_path):
    release = BUILD.parent / "release"
    settings = {"exempt_sources": "127.0.0.0/8", "unauthenticated_free": 1000,
                "unauthenticated_most": 1000, "joining_most": 1000}
    with Site(people={}, settings=settings,
              build=release if release.exists() else BUILD) as site:
        code = site.operator("invite", "emea-autumn", "--uses",
                             "1").splitlines()[0]
        site.start()
        clients = [joiner(site, code, number)
                   for number in range(REDEMPTIONS)]
        told = [before(client, b"[Y/n]: ") for client in clients]
        for client in clients:  # all of them stand before the last answer
            client.stdin.write(b"y\n")
            client.stdin.flush()
        told = [client.communicate(timeout=120)[0].decode()
                for client in clients]
        joined = [words for words in told if "Done: you are" in words]
        refused = [words for words in told if "this code is used up" in words]
        print(f"redemptions={REDEMPTIONS} joined={len(joined)} "
              f"refused={len(refused)}")
        assert len(joined) == 1
        assert len(refused) == REDEMPTIONS - 1
        assert "0 of 1" in site.operator("invite", "list")
        acts = site.operator("audit", "--act", "join")
        assert acts.count("emea-autumn learner, code 1") == 1


def joiner(site, code, number):
    """At the last question; the key is its own, so no hash is in the way."""
    words = site.ssh_words(f"k{number}", ("-T",))[:-1]
    client = subprocess.Popen([*words, "join@127.0.0.1"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    name = "".join("abcdefghij"[int(digit)] for digit in str(number))
    client.stdin.write(f"{code}\nNo {name.title()}\nmany-{number}x\n".encode())
    client.stdin.flush()
    return client


def before(client, words):
    heard = b""
    while not heard.endswith(words):
        got = client.stdout.read1(4096)
        assert got, heard
        heard += got
    return heard
