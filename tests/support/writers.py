"""Eight people who write by real ssh, as fast as they can, and what of theirs
was acknowledged: a command that ended with status 0 has said "posted"."""

import collections
import itertools
import json
import sqlite3
import subprocess
import tempfile
import threading
import time

HANDLES = tuple(f"writer{letter}" for letter in "abcdefgh")
PEOPLE = {handle: (f"Writer {handle[-1].upper()}", "emea", "learner")
          for handle in HANDLES}


class Writer(threading.Thread):
    """Replies in one thread, each text once; over one connection that is made
    anew when it is gone, as a laptop would."""

    def __init__(self, writers, handle):
        super().__init__(daemon=True)
        self.writers, self.handle = writers, handle
        self.tried, self.acknowledged = [], []
        self.longest = 0.0
        self.reasons = collections.Counter()
        self.path = f"{writers.sockets}/{handle}"
        self.master = None

    def connect(self):
        if self.master is not None and self.master.poll() is None:
            return
        self.master = subprocess.Popen(
            self.writers.site.ssh_words(
                self.handle, ("-M", "-N", "-S", self.path,
                              "-o", "ConnectTimeout=5")),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self.master.poll() is None:
            done = subprocess.run(
                ["ssh", "-S", self.path, "-O", "check", "any"],
                capture_output=True)
            if done.returncode == 0:
                return
            time.sleep(0.05)

    def write(self, text):
        began = time.monotonic()
        self.tried.append(text)
        words = self.writers.site.ssh_words(
            self.handle, ("-S", self.path, "-o", "ControlMaster=no",
                          "-o", "ConnectTimeout=5"))
        try:
            done = subprocess.run(
                [*words, "reply", self.writers.thread],
                input=text.encode(), capture_output=True, timeout=30)
        except subprocess.TimeoutExpired:
            self.reasons["nothing within 30 s"] += 1
            return
        if done.returncode == 0:
            self.acknowledged.append(text)
            self.longest = max(self.longest, time.monotonic() - began)
        else:
            said = done.stderr.decode(errors="replace").strip()
            self.reasons[said.splitlines()[-1] if said else "nothing"] += 1
            time.sleep(0.05)

    def run(self):
        for number in itertools.count(1):
            if self.writers.are_done.is_set():
                break
            self.connect()
            self.write(f"{self.handle} wrote number {number}.")
        if self.master is not None:
            self.master.kill()
            self.master.wait()


class Writers:
    def __init__(self, site, handles=HANDLES):
        self.site = site
        self.are_done = threading.Event()
        self.sockets = tempfile.mkdtemp(prefix="hr-w-")
        told = site.operator("--as", handles[0], "post", "emea-autumn",
                             "--subject", "Who writes most?", text="We do.")
        rows = json.loads(site.operator("--as", handles[0], "threads",
                                        "emea-autumn", "--json"))
        assert rows, told
        self.thread = str(rows[0]["id"])
        self.all = [Writer(self, handle) for handle in handles]

    def __enter__(self):
        for writer in self.all:
            writer.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.are_done.set()
        for writer in self.all:
            if writer.is_alive():
                writer.join(60)
                assert not writer.is_alive()

    def tried(self):
        return [text for writer in self.all for text in tuple(writer.tried)]

    def acknowledged(self):
        return [text for writer in self.all
                for text in tuple(writer.acknowledged)]

    def wait_for(self, count, seconds=120):
        """Until so many more were acknowledged than were when it began."""
        goal = len(self.acknowledged()) + count
        deadline = time.monotonic() + seconds
        while len(self.acknowledged()) < goal:
            assert time.monotonic() < deadline, (
                goal, len(self.acknowledged()), self.reasons(),
                self.site.tail())
            time.sleep(0.02)

    def reasons(self):
        return sum((writer.reasons for writer in self.all),
                   collections.Counter())

    def longest(self):
        return max(writer.longest for writer in self.all)


def bodies(path):
    """Every post of a store, and how often it is there."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        return collections.Counter(
            row[0] for row in store.execute("SELECT body FROM posts"))


def lost(path, acknowledged):
    there = bodies(path)
    return [text for text in acknowledged if there[text] < 1]


def twice(path):
    return [text for text, count in bodies(path).items() if count > 1]
