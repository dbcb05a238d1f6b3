"""Nothing leaves the machine but SSH: what every process asks of the network
on an ordinary day, told by strace, and in a world without one."""

import os
import re
import shutil
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.day import a_day  # noqa: E402
from support.site import Site  # noqa: E402

pytestmark = pytest.mark.skipif(shutil.which("strace") is None,
                                reason="strace is not here")

NETWORK = "socket,connect,bind,listen,sendto,sendmsg,sendmmsg,io_uring_setup"
# A call that speaks of the network: a socket of it, an address of it.
OUTWARD = re.compile(r"\b(AF_(?!UNIX|LOCAL|UNSPEC)\w+)")
# What listens, opened and bound once for each address.
LISTENS = [re.compile(r"socket\(AF_INET6?, SOCK_STREAM\|"),
           re.compile(r"bind\(\d+, \{sa_family=AF_INET6?, "
                      r"sin6?_port=htons\(\d+\), ")]
COMMANDS = (("check",), ("audit",), ("handout", "emea-autumn"),
            ("invite", "emea-autumn"), ("access", "emea-autumn"),
            ("backup", "whole.tar"))


def traced(path):
    return ["strace", "-D", "-f", "-qq", "-s", "200", "-e",
            f"trace={NETWORK}", "-o", str(path)]


def outward(path):
    """The calls that speak of the network."""
    lines = path.read_text(errors="replace").splitlines()
    assert lines, "strace saw nothing at all"
    return [line for line in lines if OUTWARD.search(line)]


def unasked(lines):
    return [line for line in lines
            if not any(listens.search(line) for listens in LISTENS)]


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "listen": "127.0.0.1, ::1"}) as made:
        yield made


def test_the_daemon_listens_and_does_nothing_else(site):
    path = site.folder / "daemon.trace"
    site.start({"ASAN_OPTIONS": "detect_leaks=0"}, traced(path))
    a_day(site)
    assert site.stop() == 0
    seen = outward(path)
    print(f"network: {len(seen)} calls of the daemon in a day, "
          f"{len(unasked(seen))} besides listening")
    assert not unasked(seen), unasked(seen)[:10]
    for listens in LISTENS:
        assert len([line for line in seen if listens.search(line)]) == 2


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_operator_s_program_asks_nothing(site, words):
    path = site.folder / "operator.trace"
    done = subprocess.run(
        [*traced(path), str(site.build / "bin/homeroom"), "-c",
         str(site.conf), *words], cwd=site.folder, capture_output=True,
        timeout=120, env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
    assert done.returncode == 0, done.stderr
    path.touch()
    found = [line for line in path.read_text(errors="replace").splitlines()
             if OUTWARD.search(line)]
    assert not found, found


@pytest.mark.parametrize("program", [
    "import socket; socket.getaddrinfo('nowhere.invalid', 80)",
    "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    ".sendto(b'x', ('127.0.0.1', 9))"])
def test_one_who_asks_is_seen_by_the_same_look(site, program):
    path = site.folder / "other.trace"
    subprocess.run([*traced(path), sys.executable, "-c", program],
                   capture_output=True, timeout=60, check=False)
    assert unasked(outward(path))


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None,
                    reason="only root makes a world without a network")
def test_a_day_goes_by_without_any_network(site):
    """In a network of its own, with no way out of it and nobody to ask for a
    name, all goes as it does elsewhere."""
    script = site.folder / "day.py"
    script.write_text(
        "import fcntl, socket, struct, sys\n"
        f"sys.path.insert(0, {str(site_tests())!r})\n"
        "with socket.socket() as line:\n"
        "    fcntl.ioctl(line, 0x8914, struct.pack('16sH14x', b'lo', 0x49))\n"
        "from support.site import Site\n"
        "with Site(people={'ada': ('Ada Obi', 'emea', 'learner')}) as site:\n"
        "    site.start()\n"
        "    assert 'emea' in site.told('ada', 'boards')\n"
        "    site.told('ada', 'post', 'emea-autumn', '--subject', 's',"
        " text='x')\n"
        "    site.operator('backup', str(site.folder / 'whole.tar'))\n")
    done = subprocess.run(["unshare", "-n", sys.executable, str(script)],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def site_tests():
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
