"""A bit flipped on its way, for each cipher by each MAC: nothing of it is
taken."""

import os
import random
import socket
import subprocess
import sys
import threading

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.long_form import IS_LONG  # noqa: E402
from support.site import Site  # noqa: E402

NEWKEYS = 21
CIPHERS = ["chacha20-poly1305@openssh.com", "aes256-ctr", "aes192-ctr",
           "aes128-ctr"]
MACS = ["hmac-sha2-512-etm@openssh.com", "hmac-sha2-256-etm@openssh.com"]
FLIPS = 200 if IS_LONG else 12
PATIENCE = 15  # seconds for one post
# After what is posted the client still says that it ends: harmless by then.
GOODBYE = 400
TEXT = b"A line that is to arrive whole or not at all.\n" * 60


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made.start()


class Line:
    """Between a client and the daemon; flips one bit of what the client sends
    once its packets are under keys, `at` bytes after that."""

    def __init__(self, site, at=None, bit=0):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.site, self.at, self.bit = site, at, bit
        self.plain, self.start, self.sent = b"", None, 0
        self.has_flipped = False
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        client, _ = self.listening.accept()
        server = socket.create_connection(("127.0.0.1", self.site.port))
        back = threading.Thread(target=self.pump, args=(server, client, None),
                                daemon=True)
        back.start()
        self.pump(client, server, self.change)
        back.join(20)

    @staticmethod
    def pump(source, target, change):
        try:
            while data := source.recv(65536):
                target.sendall(change(data) if change else data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            for line in (source, target):
                line.close()

    def find_start(self):
        """Where the first byte under keys is: packets before have lengths."""
        at = self.plain.find(b"\n") + 1
        while at and at + 6 <= len(self.plain):
            length = int.from_bytes(self.plain[at:at + 4], "big")
            kind = self.plain[at + 5]
            at += 4 + length
            if kind == NEWKEYS:
                return at
        return None

    def change(self, data):
        if self.start is None:
            self.plain += data
            self.start = self.find_start()
        before, self.sent = self.sent, self.sent + len(data)
        if self.start is None or self.at is None:
            return data
        at = self.start + self.at - before
        if self.has_flipped or not 0 <= at < len(data):
            return data
        self.has_flipped = True
        changed = bytearray(data)
        changed[at] ^= 1 << self.bit
        return bytes(changed)

    def close(self):
        self.listening.close()
        self.thread.join(20)


def post(site, cipher, mac, subject, at=None, bit=0):
    line = Line(site, at, bit)
    words = site.ssh_words("ada", ("-o", f"Ciphers={cipher}", "-o",
                                   f"MACs={mac}", "-o",
                                   "HostKeyAlias=site", "-o",
                                   f"Port={line.port}"))
    words[words.index("-p") + 1] = str(line.port)
    try:
        status = subprocess.run(
            [*words, "post", "emea-autumn", "--subject", subject], input=TEXT,
            capture_output=True, timeout=PATIENCE).returncode
    except subprocess.TimeoutExpired:  # a length was flipped: more is awaited
        status = None
    line.close()
    return status, line


def posted(site):
    return site.told("ada", "threads", "emea-autumn", "--json")


@pytest.mark.parametrize("mac", MACS)
@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_flipped_bit_is_not_taken(site, cipher, mac):
    die = random.Random(cipher + mac)
    status, whole = post(site, cipher, mac, "whole")
    assert status == 0 and "whole" in posted(site)
    under_keys = whole.sent - whole.start
    assert under_keys > len(TEXT) + GOODBYE
    accepted, flipped = 0, 0
    for number in range(FLIPS):
        at = die.randrange(under_keys - GOODBYE)
        subject = f"flipped-{cipher.split('@')[0]}-{mac[10:13]}-{number}-"
        status, line = post(site, cipher, mac, subject, at, die.randrange(8))
        flipped += line.has_flipped
        accepted += status == 0 or subject in posted(site)
    print(f"bits flipped, {cipher} {mac}: {flipped} of {FLIPS}, "
          f"{accepted} accepted")
    assert flipped == FLIPS and accepted == 0
