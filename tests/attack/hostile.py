"""What hostile clients have in common: packets by hand, processes by /proc."""

import re
import socket
import time

import paramiko
from paramiko.message import Message

from support.processes import (  # noqa: F401 as part of it
    children, helpers, memory_holds, resident_kilobytes, status_of, until)

DISCONNECT, SERVICE_REQUEST, KEXINIT = 1, 5, 20
USERAUTH_REQUEST, USERAUTH_SUCCESS, INFO_RESPONSE = 50, 52, 61
GLOBAL_REQUEST, CHANNEL_OPEN, CHANNEL_REQUEST = 80, 90, 98
ED25519 = "ssh-ed25519"


def message_of(kind, *fields):
    message = Message()
    message.add_byte(bytes([kind]))
    for field in fields:
        if isinstance(field, bool):
            message.add_boolean(field)
        elif isinstance(field, int):
            message.add_int(field)
        else:
            message.add_string(field)
    return message


def send(client, kind, *fields):
    """One packet; False when the line is cut."""
    try:
        client._send_message(message_of(kind, *fields))
    except Exception:
        return False
    return client.is_active()


def ask_for_login(client):
    assert send(client, SERVICE_REQUEST, "ssh-userauth")
    time.sleep(0.2)


def is_cut(client, seconds=10):
    deadline = time.monotonic() + seconds
    while client.is_active() and time.monotonic() < deadline:
        time.sleep(0.005)
    return not client.is_active()


def dial(site, source="127.0.0.1", buffer=None):
    """A bare line from that address of this machine."""
    line = socket.socket()
    if buffer is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    line.bind((source, 0))
    line.settimeout(20)
    line.connect(("127.0.0.1", site.port))
    return line


def knock(site, source):
    """A line that was let in, which our banner shows; None: turned away,
    which is said in words behind it."""
    line = dial(site, source)
    try:
        if line.recv(4096) == b"SSH-2.0-Homeroom\r\n":
            return line
    except ConnectionError:
        pass
    line.close()
    return None


def turned_away(site, source):
    """What a person hears there whose client is OpenSSH's."""
    done = site.run("ada", "boards", options=("-b", source))
    assert done.returncode == 255
    return re.match(r"Received disconnect from 127.0.0.1 port \d+:12: (.*)\r\n",
                    done.stderr)[1]


def transport(site, source="127.0.0.1"):
    made = paramiko.Transport(dial(site, source))
    made.start_client(timeout=20)
    return made


def key_of(site, handle="ada"):
    return paramiko.Ed25519Key.from_private_key_file(str(site.key(handle)))


def logged_in(site, handle="ada", source="127.0.0.1"):
    made = transport(site, source)
    made.auth_publickey(handle, key_of(site, handle))
    return made
