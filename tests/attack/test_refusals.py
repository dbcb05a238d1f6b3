"""All that SSH can ask for and that a board has no use for: refused, each with
an answer; and monstrous numbers of what it has a use for."""

import os
import re
import socket
import subprocess
import sys

import paramiko
import pytest
from paramiko.message import Message

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_REQUEST, children, helpers, logged_in, send, status_of, until)
from support.site import Site  # noqa: E402

CHANNELS = 2000
MOST_CHANNELS = 10


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sessions_per_person": 100}) as made:
        made.start()
        yield made


@pytest.fixture
def ada(site):
    client = logged_in(site)
    yield client
    client.close()


CHANNEL_FAILURE = 100
ANSWER = 5  # seconds; for some requests libssh has no answer at all


@pytest.fixture(autouse=True)
def keep_channels(monkeypatch):
    """paramiko would close a channel of which a request was refused."""
    def refused(channel, _):
        channel.is_refused = True
        channel.event.set()
    monkeypatch.setitem(paramiko.Transport._channel_handler_table,
                        CHANNEL_FAILURE, refused)


def is_granted(client, channel, *ask):
    """A request of a channel, and whether the answer is yes."""
    channel._event_pending()
    channel.is_refused = False
    assert send(client, CHANNEL_REQUEST, channel.remote_chanid, *ask)
    return channel.event.wait(ANSWER) and not channel.is_refused


# ---- Channels, and what is asked of the connection --------------------------

KINDS = ["x11", "direct-tcpip", "forwarded-tcpip", "auth-agent@openssh.com",
         "tun@openssh.com", "direct-streamlocal@openssh.com",
         "forwarded-streamlocal@openssh.com", "session@openssh.com",
         "subsystem", "", "SESSION", "sessions", "a" * 5000]


def test_no_other_kind_of_channel_is_opened(ada):
    opened = []
    for kind in KINDS:
        try:
            ada.open_channel(kind, ("127.0.0.1", 22), ("127.0.0.1", 22),
                             timeout=10)
            opened.append(kind)
        except paramiko.SSHException:
            pass
    print(f"channels: {len(KINDS)} kinds asked for, {len(opened)} opened")
    assert not opened and ada.is_active()
    ada.open_session(timeout=10)  # the one kind there is


GLOBAL = ["tcpip-forward", "cancel-tcpip-forward",
          "streamlocal-forward@openssh.com",
          "cancel-streamlocal-forward@openssh.com",
          "no-more-sessions@openssh.com", "hostkeys-prove-00@openssh.com",
          "elevation", "", "a" * 5000]


def test_nothing_is_granted_to_a_whole_connection(ada):
    granted = [kind for kind in GLOBAL
               if ada.global_request(kind, ("127.0.0.1", 0)) is not None]
    print(f"requests of a connection: {len(GLOBAL)} made, "
          f"{len(granted)} granted")
    assert not granted and ada.is_active()


# ---- Requests of a channel --------------------------------------------------

REFUSED = [("subsystem", True, "sftp"), ("subsystem", True, "netconf"),
           ("subsystem", True, ""), ("subsystem", True, "a" * 5000),
           ("x11-req", True, False, "MIT-MAGIC-COOKIE-1", "00" * 16, 0),
           ("auth-agent-req@openssh.com", True),
           ("xon-xoff", True, True), ("break", True, 1000),
           ("eow@openssh.com", True), ("exit-status", True, 0),
           ("exit-signal", True, "KILL", False, "", ""),
           ("no-such-request", True), ("", True), ("a" * 5000, True)]
ENV = ["PATH", "LD_PRELOAD", "LD_LIBRARY_PATH", "HOME", "SHELL", "TERM",
       "TERMINFO", "TZ", "IFS", "BASH_ENV", "HOMEROOM_CLOCK",
       "HOMEROOM_ATTACK", "ASAN_OPTIONS", "MALLOC_CHECK_", "SQLITE_TMPDIR",
       "NCURSES_NO_SETBUF", "ESCDELAY", "LINES", "COLUMNS", "LANGUAGE",
       "NO_COLORS", "no_color", "lang", "LC", "", "A" * 5000, "=", "LANG="]
SIGNALS = ["ABRT", "ALRM", "FPE", "HUP", "ILL", "INT", "KILL", "PIPE", "QUIT",
           "SEGV", "TERM", "USR1", "USR2", "STOP", "SIGKILL", "9", ""]


def test_no_other_request_is_granted(ada):
    channel = ada.open_session(timeout=10)
    granted = [ask[0] for ask in REFUSED if is_granted(ada, channel, *ask)]
    print(f"requests of a channel: {len(REFUSED)} made, "
          f"{len(granted)} granted")
    assert not granted and ada.is_active()


def test_the_environment_is_language_and_colour(ada):
    channel = ada.open_session(timeout=10)
    granted = [name for name in ENV
               if is_granted(ada, channel, "env", True, name, "x")]
    taken = [name for name in ("LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR")
             if is_granted(ada, channel, "env", True, name, "C.UTF-8")]
    print(f"environment: {len(ENV)} names sent, {len(granted)} taken, "
          f"of ours {len(taken)} of 4")
    assert not granted and len(taken) == 4


def test_no_signal_reaches_a_session(site, ada):
    channel = ada.open_session(timeout=10)
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    channel.settimeout(20)
    assert channel.recv(65536)
    _, _, sessions = helpers(site)
    assert until(lambda: len(children(sessions)) == 1)
    before = children(sessions)
    for name in SIGNALS:  # which RFC 4254 has without an answer
        assert send(ada, CHANNEL_REQUEST, channel.remote_chanid, "signal",
                    False, name)
    assert children(sessions) == before
    assert status_of(before[0])["State"][0] in "SR"
    channel.send("?")
    assert channel.recv(65536)
    assert children(sessions) == before
    print(f"signals: {len(SIGNALS)} sent, 0 arrived, the session goes on")


def test_a_channel_begins_one_thing_once(ada):
    channel = ada.open_session(timeout=10)
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    channel.settimeout(20)
    assert channel.recv(65536)
    again = [is_granted(ada, channel, "shell", True),
             is_granted(ada, channel, "exec", True, "help"),
             is_granted(ada, channel, "pty-req", True, "xterm", 80, 24, 0, 0,
                        "")]
    print(f"begun again: {len(again)} tries, {sum(again)} granted")
    assert not any(again) and ada.is_active()


# ---- Too much of something --------------------------------------------------

def test_of_two_thousand_channels_ten_are_open(site, ada):
    opened, refused = [], 0
    for _ in range(CHANNELS):
        try:
            opened.append(ada.open_session(timeout=10))
        except paramiko.SSHException:
            refused += 1
    print(f"channels: {CHANNELS} asked for, {len(opened)} open, "
          f"{refused} refused")
    assert len(opened) == MOST_CHANNELS
    assert refused == CHANNELS - MOST_CHANNELS and ada.is_active()
    assert site.run("ada", "help").returncode == 0


TERMS = ["x" * 200000, "\x1b]0;" * 50000, "../" * 1000 + "etc/passwd",
         "x\0y", "", "\xff" * 300, "xterm\n\r"]
SIZES = [(2**32 - 1, 2**32 - 1), (0, 0), (2**31, 1), (1, 2**31), (500, 200),
         (501, 201), (2**31 - 1, 2**31 - 1), (1, 1)]


def pty(client, term, columns, rows):
    message = Message()
    message.add_byte(bytes([CHANNEL_REQUEST]))
    channel = client.open_session(timeout=10)
    message.add_int(channel.remote_chanid)
    message.add_string("pty-req")
    message.add_boolean(True)
    message.add_string(term.encode("latin-1"))
    for number in (columns, rows, 0, 0):
        message.add_int(number)
    message.add_string(b"\x00")
    channel._event_pending()
    client._send_message(message)
    channel.event.wait(ANSWER)  # refused is as well
    return channel


def test_monstrous_terminals_get_a_screen_or_a_refusal(site):
    shown, ended, cases = 0, 0, 0
    for term, size in [(term, (80, 24)) for term in TERMS] + [
            ("xterm", size) for size in SIZES]:
        client = logged_in(site)
        cases += 1
        try:
            channel = pty(client, term, *size)
            channel.settimeout(20)
            channel.invoke_shell()
            shown += bool(channel.recv(65536))
            for wide in (2**32 - 1, 0, 80):
                channel.resize_pty(wide, wide)
        except (paramiko.SSHException, OSError, EOFError):
            ended += 1
        client.close()
    print(f"terminals: {cases} monstrous, {shown} with a screen, "
          f"{ended} ended in order")
    assert shown + ended == cases and shown > 0
    assert site.run("ada", "help").returncode == 0


@pytest.mark.parametrize("window", [0, 1, 2**32 - 1])
def test_windows_of_any_size_hang_nothing(site, ada, window):
    ada._sanitize_window_size = lambda asked: asked
    try:
        channel = ada.open_session(window_size=window, max_packet_size=32768,
                                   timeout=10)
        channel.exec_command("help")
        channel.settimeout(1)
        channel.recv(65536)
    except (paramiko.SSHException, OSError, EOFError):
        pass
    assert site.run("ada", "help").returncode == 0


# ---- What people's own ssh says to them -------------------------------------

TOOLS = [
    (("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"), (),
     "remote port forwarding failed"),
    (("-W", "127.0.0.1:22"), (), "prohibited|failed|unknown channel"),
    (("-s",), ("sftp",), "subsystem request failed"),
    (("-w", "0:0"), ("help",), "tun|Tunnel|channel"),
]


@pytest.mark.parametrize("options, words, told", TOOLS)
def test_ssh_itself_is_told_no(site, options, words, told):
    said = site.run("ada", *words, options=(*options, "-o", "LogLevel=VERBOSE"))
    assert said.returncode != 0 or "-w" in options
    assert re.search(told, said.stderr), said.stderr


def test_a_local_forward_carries_nothing(site):
    """ssh listens by itself; what it would carry is refused."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    client = subprocess.Popen(
        [*site.ssh_words("ada", ("-N", "-L", f"{port}:127.0.0.1:{site.port}"))],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    try:
        assert until(lambda: not socket.socket().connect_ex(
            ("127.0.0.1", port)))
        with socket.create_connection(("127.0.0.1", port), 20) as line:
            line.settimeout(20)
            try:
                got = line.recv(100)
            except ConnectionError:
                got = b""
        assert got == b""
    finally:
        client.kill()
        client.communicate()


def test_copies_are_refused(site, tmp_path):
    (tmp_path / "file").write_text("x")
    for tool in ("scp", "sftp"):
        words = site.ssh_words("ada")[1:-1]
        words[words.index("-p")] = "-P"
        target = ["ada@127.0.0.1:there"] if tool == "scp" else []
        source = [str(tmp_path / "file")] if tool == "scp" else [
            "ada@127.0.0.1"]
        done = subprocess.run([tool, *words, *source, *target],
                              stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=60)
        assert done.returncode != 0
        assert done.stderr.strip(), tool
