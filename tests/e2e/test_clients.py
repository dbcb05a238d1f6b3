"""Clients: OpenSSH, Dropbear, PuTTY's plink and paramiko log in with a key, a
password and by questions; each runs a command and uses the screen."""

import pathlib
import re
import shutil
import subprocess
import time

import paramiko
import pytest

from support.site import PASSWORD, Site
from support.terminal import Screen, Stream, Terminal

CLIENTS = ["openssh", "dropbear", "plink", "paramiko"]
WAYS = ["key", "password", "keyboard-interactive"]
HOST = "ada@127.0.0.1"
OPTIONS = {"key": [], "password": ["-o", "PreferredAuthentications=password"],
           "keyboard-interactive":
           ["-o", "PreferredAuthentications=keyboard-interactive"]}

# What a client shows in each way, no other way showing it, and the answer.
BY_PASSWORD = [(r"ada@127\.0\.0\.1's password: *$", PASSWORD)]
BY_QUESTIONS = [(r"Handle or email \[ada\]: *$", ""),
                (r"Password: *$", PASSWORD)]
ASKED = {"key": [], "password": BY_PASSWORD,
         "keyboard-interactive": BY_QUESTIONS}


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sessions_per_person": 100}) as made:
        made.start()
        yield made


@pytest.fixture(scope="module")
def done():
    """Who did all of it; the figure is told once all are through."""
    made = []
    yield made
    print(f"\nclients: {len(made)} of {len(CLIENTS) * len(WAYS)}: "
          + ", ".join(made))


# ---- the clients' own forms of the key, and their words ----

def converted(site, name, *words):
    path = site.folder / name
    if not path.exists():
        subprocess.run([*words, str(path)], check=True, capture_output=True)
    return ["-i", str(path)]


def openssh(site, way):
    return site.ssh_words("ada", OPTIONS[way], key=way == "key")


def unasking(site):
    """Debian's dbclient answers questions wherever they are offered, and has
    no switch for it. This one does not know their name, as one that was built
    without them."""
    path = site.folder / "dbclient-without-questions"
    if not path.exists():
        name = b"keyboard-interactive\0"
        program = pathlib.Path(shutil.which("dbclient")).read_bytes()
        assert name in program
        path.write_bytes(program.replace(name, b"keyboard-untaught---\0"))
        path.chmod(0o700)
    return str(path)


def dropbear(site, way):
    key = converted(site, "ada.dropbear", "dropbearconvert", "openssh",
                    "dropbear", str(site.key("ada")))
    client = unasking(site) if way == "password" else "dbclient"
    return [client, "-y", *(key if way == "key" else []), "-p",
            str(site.port), HOST]


def plink(site, way):
    """PuTTY's settings of a session stand in a file."""
    key = converted(site, "ada.ppk", "puttygen", str(site.key("ada")), "-o")
    folder = site.folder / "putty" / "sessions"
    folder.mkdir(parents=True, exist_ok=True)
    asks = int(way == "keyboard-interactive")
    (folder / way).write_text(f"Protocol=ssh\nAuthKI={asks}\n"
                              "TerminalType=xterm-256color\n")
    done = subprocess.run(["ssh-keygen", "-l", "-f",
                           str(site.folder / "known_hosts")],
                          capture_output=True, check=True, text=True)
    return ["plink", "-no-antispoof", "-load", way, "-P", str(site.port),
            "-hostkey", done.stdout.split()[1],
            *(key if way == "key" else []), HOST]


def spawned(site, client, way, *words):
    """The client on a terminal, with every question answered."""
    command = {"openssh": openssh, "dropbear": dropbear, "plink": plink}
    terminal = Terminal([*command[client](site, way), *words],
                        environment={"HOME": str(site.folder), "PUTTYDIR":
                                     str(site.folder / "putty")})
    seen = 0
    for pattern, answer in ASKED[way]:
        terminal.until(lambda: re.search(pattern, heard(terminal)[seen:],
                                         re.M), f"/{pattern}/")
        seen = len(heard(terminal))
        terminal.send(answer + "\r")
    return terminal


def heard(terminal):
    return terminal.raw.decode(errors="replace")


# ---- paramiko ----

def transport(site, way):
    made = paramiko.Transport(("127.0.0.1", site.port))
    made.start_client(timeout=20)
    if way == "key":
        made.auth_publickey("ada", paramiko.Ed25519Key.from_private_key_file(
            str(site.key("ada"))))
    elif way == "password":
        made.auth_password("ada", PASSWORD, fallback=False)
    else:
        made.auth_interactive("ada", lambda title, text, asked: [
            PASSWORD if "Password" in prompt else "" for prompt, _ in asked])
    return made


def everything(channel):
    got = b""
    while piece := channel.recv(65536):
        got += piece
    return got


class Shell(Terminal):
    """A paramiko channel with the ways of a terminal."""

    def __init__(self, channel, rows=24, columns=80):
        self.rows, self.columns = rows, columns
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.raw = b""
        self.channel = channel
        channel.get_pty("xterm-256color", columns, rows)
        channel.invoke_shell()

    def feed(self, seconds=0.0):
        deadline = time.monotonic() + seconds
        while not self.channel.recv_ready():
            if self.channel.exit_status_ready():
                return False
            if time.monotonic() > deadline:
                return True
            time.sleep(0.01)
        got = self.channel.recv(65536)
        self.raw += got
        self.stream.feed(got)
        return True

    def send(self, keys):
        self.channel.sendall(keys)
        return self

    def leave(self, seconds=20):
        for _ in range(20):
            if not self.feed():
                break
            self.send("q")
            self.settle(0.15)
        while self.feed(0.05):
            pass
        return self.channel.recv_exit_status()

    def close(self):
        self.channel.close()


# ---- what each is to do ----

def command_told(site, client, way, *words):
    if client == "paramiko":
        with transport(site, way) as line:
            channel = line.open_session()
            channel.exec_command(" ".join(words))
            text = everything(channel).decode()
            return channel.recv_exit_status(), text
    with spawned(site, client, way, *words) as terminal:
        status = terminal.wait_end()
        return status, heard(terminal)


def shell(site, client, way):
    if client == "paramiko":
        return Shell(transport(site, way).open_session())
    return spawned(site, client, way)


def logins(site, way):
    method = "key" if way == "key" else "password"
    return site.tail(10**7).count(f"method={method} handle=ada")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_logs_in(site, done, client, way):
    site.told("ada", "today")
    before = logins(site, way)
    status, text = command_told(site, client, way, "profile")
    assert status == 0, text
    assert "Ada Obi" in text
    with shell(site, client, way) as terminal:
        terminal.wait("BOARD")
        assert terminal.row_of("q quit") == 23
        terminal.send("m")
        terminal.wait_gone("BOARD")
        assert terminal.leave() == 0
    assert logins(site, way) == before + 2
    done.append(f"{client} {way}")
