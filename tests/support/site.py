"""A whole site in a folder of its own: real store, daemon and ssh client."""

import calendar
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from support import patience
from support.patience import patient
from support.processes import command_line, name, naming, send, until
from support.terminal import Terminal
from support.valgrind import Logs

SOURCE = pathlib.Path(os.environ.get(
    "HOMEROOM_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("HOMEROOM_BUILD", SOURCE / "build/dev"))
VALGRIND = os.environ.get("HOMEROOM_VALGRIND")  # the folder of its logs
DATA = pathlib.Path(os.environ.get(
    "HOMEROOM_DATA", SOURCE.parent / "shared/data"))

REGIONS = {"emea": ("EMEA", "Europe/London"),
           "amer": ("AMER", "America/New_York"),
           "apac": ("APAC", "Asia/Singapore")}
# handle: name, cohort's region, role
PEOPLE = {
    "ada": ("Ada Obi", "emea", "learner"),
    "ben": ("Ben Aydin", "emea", "learner"),
    "lin": ("Lin Chao", "emea", "learner"),
    "mara": ("Mara Okafor", "emea", "mentor"),
    "jo": ("Jo Park", "emea", "champion"),
    "kofi": ("Kofi Mensah", "amer", "learner"),
    "sue": ("Sue Diaz", "amer", "learner"),
    "wen": ("Wen Li", "apac", "learner"),
    "sam": ("Sam Patel", "apac", "sme"),
}
BY_ITSELF = 0  # as a keeper ends that lacks a worker or its secrets
DEATH = re.compile(r"event=process\.(?:crashed|lost) .*?signal=(\d+).*")
REPORT = re.compile(r"ERROR: \w+Sanitizer: [\w-]+|runtime error: .*")
PASSWORD = "correct horse 9"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def days_from_now(days):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86400 * days))


def clock_at(moment):
    """The clock of every process from here on, as '2027-01-11 09:00' UTC;
    None: the machine's."""
    os.environ.pop("HOMEROOM_CLOCK", None)
    if moment is not None:
        os.environ["HOMEROOM_CLOCK"] = str(calendar.timegm(
            time.strptime(moment, "%Y-%m-%d %H:%M")))


class Site:
    def __init__(self, people=PEOPLE, settings=None, build=BUILD,
                 valgrind=VALGRIND, may_die_of=()):
        """`valgrind`: a folder for its logs; all but making the site runs
        under it then. `may_die_of`: signals, or BY_ITSELF, by which the test
        has processes of the daemon end, or knows that they do."""
        self.may_die_of = may_die_of
        self.build = pathlib.Path(build)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="homeroom-site-"))
        self.conf = self.folder / "homeroom.conf"
        self.port = free_port()
        self.daemon = None
        self.log = self.folder / "log"
        self.logs = None
        self.locals = []
        self.operator("init", str(self.folder))
        self.set(port=self.port, post_interval_seconds=0,
                 posts_per_ten_minutes=10000, **(settings or {}))
        self.operator("program", "add", "new-hire", "--title", "New-hire",
                      "--kind", "instructor-led")
        for slug, (title, zone) in REGIONS.items():
            self.operator("region", "add", slug, "--zone", zone,
                          "--title", title)
            self.operator("cohort", "add", f"{slug}-autumn", "--program",
                          "new-hire", "--region", slug, "--intake",
                          "autumn 2026", "--starts", days_from_now(-14),
                          "--ends", days_from_now(28))
        for handle, (name, region, role) in people.items():
            self.add_person(handle, name)
            self.operator("member", "add", handle, f"{region}-autumn",
                          "--role", role)
        if valgrind:
            patience.be_patient()
            self.logs = Logs(pathlib.Path(valgrind) / self.folder.name)

    def __enter__(self):
        return self

    def __exit__(self, failure, *_):
        if failure is not None:
            print(self.tail())
        self.close()

    def close(self, seconds=30):
        """What was begun with the folder has so long to end."""
        try:
            if self.daemon is not None:
                assert self.stop() == 0, self.tail()
            self.ends(seconds)
            assert not self.reports(), self.tail()
            assert not self.deaths(), (self.deaths(), self.tail())
            if self.logs is not None:
                print(f"valgrind: {self.logs.told()}")
                self.logs.check()
        finally:
            for pid in self.processes():
                send(pid, signal.SIGKILL)
            if self.daemon is not None:
                self.daemon.kill()
                self.daemon.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def processes(self):
        """The daemon's, and clients': whatever was begun with its folder."""
        return naming(str(self.folder))

    def ends(self, seconds):
        """Nothing that was begun here outlives it."""
        assert until(lambda: not self.processes(), seconds), [
            (pid, name(pid), command_line(pid)) for pid in self.processes()]

    def deaths(self):
        """Of processes of the daemon, by signals that none was to die of."""
        return [match.group() for match in DEATH.finditer(self.tail(10**8))
                if int(match.group(1)) not in self.may_die_of]

    def set(self, **settings):
        """Sets settings of homeroom.conf in place of what it said."""
        text = self.conf.read_text()
        for key, value in settings.items():
            if isinstance(value, bool):
                value = "true" if value else "false"
            elif isinstance(value, str):
                value = f'"{value}"'
            text = re.sub(rf"^#?\s*{key}\s*=.*\n", "", text, flags=re.M)
            text += f"{key} = {value};\n"
        self.conf.write_text(text)

    def program(self, name, *words):
        """The words to run one of ours with."""
        return [*(self.logs.words() if self.logs is not None else ()),
                str(self.build / "bin" / name), "-c", str(self.conf), *words]

    def reports(self):
        """Of sanitizers: in the log, and on terminals of this machine."""
        told = [self.tail(10**8)]
        told += [terminal.raw.decode(errors="replace")
                 for terminal in self.locals]
        return [found for text in told for found in REPORT.findall(text)]

    # ---- the operator's program ----

    def homeroom(self, *words, **more):
        done = subprocess.run(self.program("homeroom", *words),
                              capture_output=True, timeout=patient(120),
                              **more)
        # Also where it is to fail, which a report makes it as well.
        told = done.stdout + done.stderr
        told = told if isinstance(told, str) else told.decode(errors="replace")
        assert not REPORT.search(told), told
        return done

    def operator(self, *words, text=None):
        done = self.homeroom(
            *words, input=None if text is None else text.encode())
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout.decode()

    def add_person(self, handle, name):
        self.operator("person", "add", handle, "--name", name,
                      "--password-stdin", "--key", str(self.key(handle))
                      + ".pub", text=PASSWORD + "\n")

    def key(self, handle):
        path = self.folder / f"id_{handle}"
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "",
                            "-C", f"{handle}@laptop", "-f", str(path)],
                           check=True)
        return path

    # ---- the daemon ----

    def start(self, environment=None, under=(), is_up=None):
        """`under`: a tracer's words, one that leaves the daemon our child;
        `is_up()`: where its log does not tell that it listens."""
        seen = self.tail(10**7).count("listening")
        self.daemon = subprocess.Popen(
            [*under, *self.program("homeroomd")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=open(self.log, "ab"),
            env=dict(os.environ, **(environment or {})))
        deadline = time.monotonic() + patient(60)
        while not (self.tail(10**7).count("listening") > seen
                   if is_up is None else is_up()):
            assert self.daemon.poll() is None, self.tail()
            assert time.monotonic() < deadline, self.tail()
            time.sleep(0.02)
        return self

    def stop(self):
        self.daemon.send_signal(signal.SIGTERM)
        status = self.daemon.wait(patient(30))
        self.daemon = None
        return status

    def tail(self, count=4000):
        if not self.log.exists():
            return ""
        return self.log.read_text(errors="replace")[-count:]

    # ---- the ssh client ----

    def ssh_words(self, handle="ada", options=(), key=True, host="127.0.0.1"):
        words = ["ssh", "-F", "none", "-p", str(self.port),
                 "-o", f"UserKnownHostsFile={self.folder}/known_hosts",
                 "-o", "StrictHostKeyChecking=accept-new",
                 "-o", "LogLevel=ERROR", "-o", "IdentityAgent=none",
                 "-o", "SendEnv=LANG LC_* NO_COLOR"]
        if key:
            words += ["-i", str(self.key(handle)), "-o", "IdentitiesOnly=yes",
                      "-o", "BatchMode=yes"]
        else:
            words += ["-o", "PubkeyAuthentication=no",
                      "-o", "NumberOfPasswordPrompts=1"]
        return [*words, *options, f"{handle}@{host}"]

    def run(self, handle, *words, text=None, options=()):
        """One command over ssh: the finished process, output as text."""
        if isinstance(text, str):
            text = text.encode()
        done = subprocess.run(
            [*self.ssh_words(handle, options), *words],
            input=b"" if text is None else text, capture_output=True,
            timeout=patient(120))
        done.stdout = done.stdout.decode()
        done.stderr = done.stderr.decode()
        return done

    def told(self, handle, *words, text=None, options=()):
        done = self.run(handle, *words, text=text, options=options)
        assert done.returncode == 0, (words, done.stdout, done.stderr,
                                      self.tail())
        return done.stdout

    def terminal(self, handle="ada", options=(), key=True, **more):
        return Terminal(self.ssh_words(handle, ("-tt", *options), key), **more)

    def local(self, handle="ada", *options, **more):
        """The session on a terminal of this machine, without a daemon."""
        self.locals.append(Terminal(
            self.program("homeroom", "session", "--as", handle, *options),
            **more))
        return self.locals[-1]
