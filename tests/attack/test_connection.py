"""What a hostile client does to a connection, over real SSH packets."""

import os
import sys
import time

import paramiko
import pytest
from paramiko.message import Message

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_OPEN, CHANNEL_REQUEST, ED25519, INFO_RESPONSE, SERVICE_REQUEST,
    USERAUTH_REQUEST, USERAUTH_SUCCESS, ask_for_login, is_cut, send)
from support.site import PASSWORD, Site  # noqa: E402


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sessions_per_person": 100}) as made:
        made.start()
        yield made


@pytest.fixture
def client(site):
    made = paramiko.Transport(("127.0.0.1", site.port))
    made.start_client(timeout=20)
    yield made
    made.close()


@pytest.fixture
def ada(site, client):
    client.auth_publickey("whoever", paramiko.Ed25519Key.from_private_key_file(
        str(site.key("ada"))))
    return client


def sent_until_cut(client, most, *packet):
    for count in range(1, most + 1):
        fields = packet[0]() if callable(packet[0]) else packet
        if not send(client, *fields):
            return count
        time.sleep(0.02)
    return most + 1 if not is_cut(client) else most


def public_key(site):
    return paramiko.Ed25519Key.from_private_key_file(
        str(site.key("ada"))).asbytes()


def test_bad_signatures_are_counted(site, client):
    ask_for_login(client)
    blob = public_key(site)

    def packet():
        signature = Message()
        signature.add_string(ED25519)
        signature.add_string(os.urandom(64))
        return (USERAUTH_REQUEST, "ada", "ssh-connection", "publickey", True,
                ED25519, blob, signature.asbytes())

    assert sent_until_cut(client, 200, packet) < 20
    assert not client.is_authenticated()


def test_ill_formed_keys_are_counted(client):
    ask_for_login(client)
    assert sent_until_cut(
        client, 200, USERAUTH_REQUEST, "ada", "ssh-connection", "publickey",
        False, ED25519, b"junk") < 20


def test_a_known_key_without_its_signature_logs_in_nobody(site, client):
    ask_for_login(client)
    for _ in range(3):
        send(client, USERAUTH_REQUEST, "ada", "ssh-connection", "publickey",
             False, ED25519, public_key(site))
    time.sleep(0.5)
    assert not client.is_authenticated()
    send(client, CHANNEL_OPEN, "session", 0, 1000000, 32768)
    assert is_cut(client)


def test_a_login_without_the_login_service_is_refused(client):
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection", "password", False,
         PASSWORD)
    time.sleep(0.5)
    assert not client.is_authenticated()
    send(client, CHANNEL_OPEN, "session", 0, 1000000, 32768)
    assert is_cut(client)


@pytest.mark.parametrize("service", ["ssh-connection", "no-such-service", ""])
def test_another_service_is_refused(client, service):
    send(client, SERVICE_REQUEST, service)
    assert is_cut(client)


def test_a_name_switched_between_question_and_answer_drops_both(client):
    ask_for_login(client)
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection",
         "keyboard-interactive", "", "")
    time.sleep(0.3)
    send(client, USERAUTH_REQUEST, "mara", "ssh-connection", "none")
    time.sleep(0.3)
    send(client, INFO_RESPONSE, 2, "", PASSWORD)
    assert is_cut(client)
    assert not client.is_authenticated()


@pytest.mark.parametrize("answers", [(), ("ada",), ("ada", PASSWORD, "more")])
def test_answers_that_do_not_fit_the_questions_end_it(client, answers):
    ask_for_login(client)
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection",
         "keyboard-interactive", "", "")
    time.sleep(0.3)
    send(client, INFO_RESPONSE, len(answers), *answers)
    assert is_cut(client)
    assert not client.is_authenticated()


def test_a_second_answer_to_one_question_ends_it(client):
    ask_for_login(client)
    send(client, USERAUTH_REQUEST, "ada", "ssh-connection",
         "keyboard-interactive", "", "")
    time.sleep(0.3)
    send(client, INFO_RESPONSE, 2, "ada", "wrong")
    send(client, INFO_RESPONSE, 2, "ada", PASSWORD)
    assert is_cut(client)
    assert not client.is_authenticated()


def test_gssapi_is_refused_without_being_looked_at(client):
    ask_for_login(client)
    for _ in range(3):
        assert send(client, USERAUTH_REQUEST, "ada", "ssh-connection",
                    "gssapi-with-mic", 1, b"\x06\x01\x2a")
    time.sleep(0.3)
    assert client.is_active() and not client.is_authenticated()


def test_requests_without_end_end(client):
    """Of a client that takes each refusal in silence; paramiko by itself would
    answer it with a packet, and be cut for these."""
    silent = {kind: lambda *_: None for kind in (51, 53)}
    client._handler_table = {**client._handler_table, **silent}
    ask_for_login(client)
    assert 50 < sent_until_cut(client, 200, USERAUTH_REQUEST, "ada",
                               "ssh-connection", "none") < 80


def test_a_name_of_200_kilobytes_is_refused(client):
    ask_for_login(client)
    assert send(client, USERAUTH_REQUEST, "a" * 200000, "ssh-connection",
                "none")
    time.sleep(0.3)
    assert client.is_active() and not client.is_authenticated()


def test_a_channel_before_the_login_ends_it(client):
    send(client, CHANNEL_OPEN, "session", 0, 1000000, 32768)
    assert is_cut(client)


def test_a_client_that_declares_itself_logged_in_is_ended(client):
    ask_for_login(client)
    send(client, USERAUTH_SUCCESS)
    assert is_cut(client)


def test_a_second_login_after_the_first_ends_it(ada):
    send(ada, USERAUTH_REQUEST, "mara", "ssh-connection", "none")
    assert is_cut(ada)


def test_a_service_asked_for_beside_an_open_screen_ends_it(ada):
    screen = ada.open_session(timeout=10)
    screen.get_pty("xterm", 80, 24)
    screen.invoke_shell()
    assert screen.recv(65536)
    send(ada, SERVICE_REQUEST, "ada")
    assert is_cut(ada)


def test_ten_channels_are_the_most(ada):
    opened = []
    for _ in range(40):
        try:
            opened.append(ada.open_session(timeout=10))
        except paramiko.SSHException:
            pass
    assert len(opened) == 10


@pytest.mark.parametrize("kind", ["x11", "direct-tcpip", "forwarded-tcpip",
                                  "auth-agent@openssh.com", "tun@openssh.com"])
def test_other_channels_are_refused(ada, kind):
    with pytest.raises(paramiko.SSHException):
        ada.open_channel(kind, ("127.0.0.1", 22), ("127.0.0.1", 22),
                         timeout=10)
    assert ada.is_active()


@pytest.mark.parametrize("ask", [
    ("subsystem", True, "sftp"), ("x11-req", True, False, "cookie", "00", 0),
    ("auth-agent-req@openssh.com", True), ("env", True, "PATH", "."),
    ("env", True, "LD_PRELOAD", "x.so"), ("no-such-request", True)])
def test_other_requests_are_refused(ada, ask):
    channel = ada.open_session(timeout=10)
    channel._event_pending()
    send(ada, CHANNEL_REQUEST, channel.remote_chanid, *ask)
    with pytest.raises(paramiko.SSHException):
        channel._wait_for_event()


def test_a_monstrous_terminal_gets_a_screen(ada):
    channel = ada.open_session(timeout=10)
    channel.get_pty("x\x1b]0;" * 40000, 2**32 - 1, 2**32 - 1)
    channel.invoke_shell()
    channel.settimeout(20)
    assert channel.recv(65536)
    assert ada.is_active()


def test_a_flood_of_sizes_is_survived(ada):
    channel = ada.open_session(timeout=10)
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    channel.settimeout(20)
    assert channel.recv(65536)
    for number in range(5000):
        channel.resize_pty(60 + number % 40, 20 + number % 10)
    channel.send("q")
    while channel.recv(65536):
        pass
    assert channel.recv_exit_status() == 0


def test_a_command_too_long_is_refused_in_words(ada):
    channel = ada.open_session(timeout=10)
    channel.exec_command("x" * 20000)
    assert b"too long" in channel.makefile_stderr().read()
    assert channel.recv_exit_status() == 64


@pytest.mark.parametrize("size", [0, 1, 9, 11, 100])
def test_a_tiny_packet_size_serves_or_is_refused(site, ada, size):
    ada._sanitize_packet_size = lambda asked: asked
    try:
        channel = ada.open_session(max_packet_size=size, timeout=10)
        channel.exec_command("help")
        channel.settimeout(10)
        channel.recv(65536)
    except (paramiko.SSHException, OSError, EOFError):
        pass
    assert site.run("ada", "help").returncode == 0


def test_a_packet_size_that_has_libssh_loop_ends_the_connection(ada):
    ada._sanitize_packet_size = lambda asked: asked
    channel = ada.open_session(max_packet_size=10, timeout=10)
    channel.exec_command("help")
    assert is_cut(ada, 30)
