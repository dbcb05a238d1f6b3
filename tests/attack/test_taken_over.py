"""A connection, a session and a dialogue that were taken over: what is out of
their reach, and that without the sandbox it would not be.

The control is the same daemon with its sandboxes left off; each attack must
succeed there, or the test is blind to it."""

import errno
import os
import signal
import socket
import struct
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import children, dial, helpers, logged_in, transport  # noqa: E402
from support.site import Site, free_port  # noqa: E402
from support.takeover import (  # noqa: E402
    KILLED, Result, Room, Takeover, error_name)

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root could do all of this otherwise")

KINDS = ("connection", "session", "join")
HERE = -100  # AT_FDCWD
READ, WRITE, BOTH, CREATE, FOLDER, PATH = 0, 1, 2, 0o100, 0o200000, 0o10000000
MEMORY = (0, 4096)
ANONYMOUS = 0x22  # MAP_PRIVATE | MAP_ANONYMOUS
# What a kernel may have been built without, or be set to refuse to all.
MAY_BE_MISSING = {"io_uring", "bpf", "userfaultfd", "a key ring", "a new key",
                  "performance counters", "a cipher socket",
                  "a socket to hypervisors", "a message queue"}
MISSING = {errno.ENOSYS, errno.EAFNOSUPPORT, errno.EOPNOTSUPP, errno.EPERM,
           errno.EPROTONOSUPPORT, errno.ENODEV, errno.ENOENT}


def opens(path, flags=READ):
    return [("openat", HERE, os.fsencode(path), flags, 0o600)]


def reads(path, flags=READ):
    return opens(path, flags) + [("read", Result(0), Room(16), 16)]


def lists(path):
    return opens(path, FOLDER) + [("getdents64", Result(0), Room(2048), 2048)]


def address(port):
    return struct.pack("=H", socket.AF_INET) + struct.pack(
        "!H4s8x", port, socket.inet_aton("127.0.0.1"))


def unix(path):
    return struct.pack("=H", socket.AF_UNIX) + os.fsencode(path) + b"\0"


def calls(path, kind):
    """A socket of the Unix family, connected."""
    name = unix(path)
    return [("socket", socket.AF_UNIX, kind, 0),
            ("connect", Result(0), name, len(name))]


def stores(place):
    site = place["site"].folder
    return {
        "reading the secrets": reads(site / "secrets/secrets.db"),
        "writing the secrets": opens(site / "secrets/secrets.db", BOTH),
        "reading the host key": reads(site / "host_ed25519"),
        "reading the settings": reads(site / "homeroom.conf"),
        "writing the settings": opens(site / "homeroom.conf", WRITE),
        "listing the site": lists(site),
        "listing the secrets": lists(site / "secrets"),
        "climbing out of the store": reads(
            site / "store/../secrets/secrets.db"),
        "a link out of the store": reads(site / "store/planted"),
        "linking a secret in": [
            ("linkat", HERE, os.fsencode(site / "secrets/decoy"), HERE,
             os.fsencode(site / "store/linked"), 0),
            ("unlink", os.fsencode(site / "store/linked"))],
        "a link of its own out": [
            ("symlink", os.fsencode(site / "host_ed25519"),
             os.fsencode(site / "store/own")),
            ("openat", HERE, os.fsencode(site / "store/own"), READ, 0),
            ("unlink", os.fsencode(site / "store/own"))],
        "moving a secret in": [
            ("rename", os.fsencode(site / "secrets/decoy"),
             os.fsencode(site / "store/moved")),
            ("rename", os.fsencode(site / "store/moved"),
             os.fsencode(site / "secrets/decoy"))],
        "deleting a secret": [
            ("unlink", os.fsencode(site / "secrets/decoy")),
            *opens(site / "secrets/decoy", CREATE)],
        "emptying a secret": [
            ("truncate", os.fsencode(site / "secrets/decoy"), 0)],
        "opening a secret to all": [
            ("chmod", os.fsencode(site / "secrets/decoy"), 0o666)],
        "giving a secret away": [
            ("chown", os.fsencode(site / "secrets/decoy"), 65534, 65534)],
        "a folder in the store": [
            ("mkdir", os.fsencode(site / "store/folder"), 0o700),
            ("rmdir", os.fsencode(site / "store/folder"))],
        "a device in the store": [
            ("mknod", os.fsencode(site / "store/device"), 0o20600, 0x105),
            ("unlink", os.fsencode(site / "store/device"))],
        "a pipe in the store": [
            ("mknod", os.fsencode(site / "store/pipe"), 0o10600, 0),
            ("unlink", os.fsencode(site / "store/pipe"))],
    }


def files(place):
    site = place["site"].folder
    return {
        "/etc/passwd": reads("/etc/passwd"),
        "/etc/shadow": reads("/etc/shadow"),
        "a device": reads("/dev/zero"),
        "the root": lists("/"),
        "a new file in /tmp": opens(site / "new", WRITE | CREATE),
        "a new file in /dev/shm": opens(place["shared"], WRITE | CREATE),
        "a folder to look from": opens("/etc", PATH | FOLDER),
        "going elsewhere": [("chdir", b"/etc")],
        "a root of its own": [("chroot", os.fsencode(site / "cell"))],
        "a watch on files": [
            ("inotify_init1", 0),
            ("inotify_add_watch", Result(0), os.fsencode(site), 0x100)],
    }


def others(place):
    """Other processes: a session of somebody else, the keeper, one that has
    nothing to do with us."""
    attacks = {"the list of processes": lists("/proc"),
               "what the kernel logs": [("syslog", 10, Room(1), 0)]}
    for name, pid in place["pids"].items():
        attacks.update({
            f"memory of {name}": opens(f"/proc/{pid}/mem", BOTH),
            f"map of {name}": reads(f"/proc/{pid}/maps"),
            f"surroundings of {name}": reads(f"/proc/{pid}/environ"),
            f"descriptors of {name}": lists(f"/proc/{pid}/fd"),
            f"a descriptor of {name}": [
                ("pidfd_open", pid, 0), ("pidfd_getfd", Result(0), 2, 0)],
            f"tracing {name}": [("ptrace", 0x4206, pid, 0, 0)],
            f"reading into {name}": [
                ("process_vm_readv", pid, Room(16), 0, Room(16), 0, 0)],
            f"a signal to {name}": [("kill", pid, 0)],
            f"a signal to a thread of {name}": [("tgkill", pid, pid, 0)],
            f"a signal by descriptor to {name}": [
                ("pidfd_open", pid, 0),
                ("pidfd_send_signal", Result(0), 0, 0, 0)],
            f"limits of {name}": [("prlimit64", pid, 7, 0, Room(16))],
            f"priority of {name}": [("setpriority", 0, pid, 0)],
        })
    return attacks


def network(place):
    port = place["port"]
    name = address(port)
    daemon = place["site"].folder / "store/homeroomd.sock"
    return {
        "a line out": [("socket", socket.AF_INET, socket.SOCK_STREAM, 0),
                       ("connect", Result(0), name, len(name))],
        "a packet out": [
            ("socket", socket.AF_INET, socket.SOCK_DGRAM, 0),
            ("sendto", Result(0), b"x", 1, 0, name, len(name))],
        "a port of its own": [
            ("socket", socket.AF_INET, socket.SOCK_STREAM, 0),
            ("bind", Result(0), address(0), 16), ("listen", Result(0), 1)],
        "IPv6": [("socket", socket.AF_INET6, socket.SOCK_STREAM, 0)],
        "raw packets": [("socket", socket.AF_INET, socket.SOCK_RAW, 1)],
        "the wire itself": [("socket", socket.AF_PACKET, socket.SOCK_RAW, 0)],
        "the kernel's routes": [
            ("socket", socket.AF_NETLINK, socket.SOCK_RAW, 0)],
        "a cipher socket": [("socket", socket.AF_ALG, socket.SOCK_SEQPACKET,
                             0)],
        "a socket to hypervisors": [
            ("socket", socket.AF_VSOCK, socket.SOCK_STREAM, 0)],
        "the daemon's own socket": calls(daemon, socket.SOCK_SEQPACKET),
        "another's socket": calls(place["unix"], socket.SOCK_STREAM),
        "a pair of sockets": [
            ("socketpair", socket.AF_UNIX, socket.SOCK_STREAM, 0, Room(8))],
    }


def programs(place):
    script = os.fsencode(place["script"])
    text = place["script"].read_bytes()
    return {
        "a program": [("execve", script, 0, 0)],
        "a program in memory": [
            ("memfd_create", b"x", 0), ("write", Result(0), text, len(text)),
            ("execveat", Result(0), b"", 0, 0, 0x1000)],
        "a fork": [("clone", 17, 0, 0, 0, 0)],
        "an old fork": [("fork",)],
        "memory to run": [("mmap", *MEMORY, 7, ANONYMOUS, -1, 0)],
        "memory to run, later": [
            ("mmap", *MEMORY, 3, ANONYMOUS, -1, 0),
            ("mprotect", Result(0), 4096, 5)],
        "a file to run": [
            ("openat", HERE, b"/usr/share/zoneinfo/UTC", 0, 0),
            ("mmap", *MEMORY, 5, 2, Result(0), 0)],
    }


def kernel(place):
    more = struct.pack("=QQ", 128, 128)
    counters = struct.pack("=IIQ", 1, 112, 1).ljust(112, b"\0")
    return {
        "io_uring": [("io_uring_setup", 4, Room(120))],
        "bpf": [("bpf", 0, struct.pack("=IIII", 2, 4, 4, 1).ljust(64, b"\0"),
                 64)],
        "userfaultfd": [("userfaultfd", 0)],
        "a key ring": [("keyctl", 0, -3, 1)],
        "a new key": [("add_key", b"user", b"x", b"y", 1, -3)],
        "performance counters": [
            ("perf_event_open", counters, 0, -1, -1, 0)],
        "another user": [("setuid", 65534)],
        "all users": [("setresuid", 65534, 0, 0), ("setresuid", 0, 0, 0)],
        "another group": [("setgid", 65534)],
        "more groups": [("setgroups", 0, 0)],
        "a world of its own": [("unshare", 0x20000000)],
        "mounts of its own": [("unshare", 0x00020000)],
        "another personality": [("personality", 0xFFFFFFFF)],
        "dumps again": [("prctl", 4, 1, 0, 0, 0)],
        "higher limits": [("prlimit64", 0, 7, more, 0)],
        "the clock": [("clock_adjtime", 0, Room(208))],
        "shared memory": [("shmget", 0, 4096, 0o1600)],
        "a message queue": [("msgget", 0, 0o1600)],
        "a timer": [("timer_create", 1, 0, Room(8))],
        "another's signals by descriptor": [("fcntl", 2, 8, place["own"])],
    }


GROUPS = (stores, files, others, network, programs, kernel)
# Of a store, what only a process that is nobody must not have.
NOBODYS = ("the store", "the zones")


def attacks_of(place):
    found = {}
    for group in GROUPS:
        found.update(group(place))
    return found


def nobodys(place):
    return {"the store": opens(place["site"].folder / "store/store.db", BOTH),
            "the zones": reads("/usr/share/zoneinfo/UTC")}


class Place:
    """A site whose processes can be taken over, and things to attack."""

    def __init__(self, is_bare):
        self.site = Site(
            people={"ada": ("Ada Obi", "emea", "learner"),
                    "ben": ("Ben Aydin", "emea", "learner")},
            settings={"exempt_sources": "127.0.0.0/8", "joining_most": 1000,
                      "sessions_per_person": 100},
            may_die_of={signal.SIGSYS})
        folder = self.site.folder
        (folder / "secrets/decoy").write_text("x")
        os.symlink(folder / "host_ed25519", folder / "store/planted")
        (folder / "cell").mkdir()
        script = folder / "script"
        script.write_text("#!/bin/sh\nexit 0\n")
        script.chmod(0o755)
        self.takeover = Takeover(self.site, is_bare)
        environment = self.takeover.environment()
        if is_bare:
            # It asks a child of its own, which in a world of its own has no
            # parent, and waits for that answer for ever.
            environment["ASAN_OPTIONS"] = ":".join(
                [os.environ.get("ASAN_OPTIONS", ""), "detect_leaks=0"])
        self.site.start(environment)
        self.sleeper = subprocess.Popen(["sleep", "3600"])
        self.listening = socket.create_server(("127.0.0.1", free_port()),
                                              backlog=1000)
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(folder / "unix"))
        self.unix.listen(1000)
        self.bens = logged_in(self.site, "ben")
        screen = self.bens.open_session(timeout=10)
        screen.get_pty("xterm", 80, 24)
        screen.invoke_shell()
        assert screen.recv(100)
        self.client = None
        keeper, _, sessions = helpers(self.site)
        self.parts = {
            "site": self.site, "script": script, "unix": folder / "unix",
            "shared": f"/dev/shm/{folder.name}", "own": os.getpid(),
            "port": self.listening.getsockname()[1],
            "pids": {"another's session": children(sessions)[0],
                     "the keeper": keeper, "a stranger": self.sleeper.pid}}

    def close(self):
        self.sleeper.kill()
        self.sleeper.wait()
        self.listening.close()
        self.unix.close()
        self.bens.close()
        if self.client is not None:
            self.client.close()
        if os.path.exists(self.parts["shared"]):
            os.unlink(self.parts["shared"])
        self.site.close()

    # ---- what starts a process of each kind ----

    def connection(self):
        return dial(self.site).close

    def session(self):
        if self.client is None or not self.client.is_active():
            self.client = logged_in(self.site)
        channel = self.client.open_session(timeout=20)
        channel.exec_command("help")
        return channel.close

    def join(self):
        client = transport(self.site)
        client.auth_interactive("join", lambda *_: [])
        channel = client.open_session(timeout=20)
        channel.invoke_shell()
        return client.close

    def outcome(self, kind, steps):
        return self.takeover.outcome(kind, steps, getattr(self, kind))


def place_of(is_bare):
    made = Place(is_bare)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def place():
    yield from place_of(False)


@pytest.fixture(scope="module")
def bare():
    yield from place_of(True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_out_of_reach(place, kind):
    attacks = attacks_of(place.parts)
    if kind != "session":
        attacks.update(nobodys(place.parts))
    outcomes = {name: place.outcome(kind, steps)
                for name, steps in attacks.items()}
    succeeded = [name for name, outcome in outcomes.items() if outcome is None]
    killed = sum(outcome == KILLED for outcome in outcomes.values())
    print(f"taken over, {kind}: {len(outcomes)} attacks, {killed} ended it, "
          f"{len(outcomes) - killed - len(succeeded)} were refused, "
          f"{len(succeeded)} succeeded")
    assert not succeeded
    assert len(outcomes) > 90
    # Only a session may open files at all; all else ends whoever tries it.
    refused = {name: error_name(outcome) for name, outcome in outcomes.items()
               if outcome != KILLED}
    assert kind == "session" or not refused
    assert set(refused.values()) <= {"Permission denied"}


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_sandbox_each_attack_succeeds(bare, kind):
    attacks = attacks_of(bare.parts)
    attacks.update(nobodys(bare.parts))
    outcomes = {name: bare.outcome(kind, steps)
                for name, steps in attacks.items()}
    failed = {name: error_name(outcome) for name, outcome in outcomes.items()
              if outcome is not None}
    missing = {name for name in failed if name in MAY_BE_MISSING
               and outcomes[name] in MISSING}
    print(f"not fenced in, {kind}: {len(outcomes)} attacks, "
          f"{len(outcomes) - len(failed)} succeeded; this kernel has no "
          f"{sorted(missing)}")
    assert not {name: why for name, why in failed.items()
                if name not in missing}


def test_a_session_has_its_store_and_the_zones(place):
    """A fence that let nothing through would pass all of the above."""
    for steps in nobodys(place.parts).values():
        assert place.outcome("session", steps) is None
