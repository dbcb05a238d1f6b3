"""Kills while people log in by key and by password: whoever has the right one
is let in, or told that the site broke off; never that it was wrong."""

import collections
import os
import random
import signal
import stat
import subprocess
import threading
import time

from support.long_form import IS_LONG
from support.processes import below, is_alive, name, until, wait_gone
from support.site import BY_ITSELF, PASSWORD, Site

HANDLES = tuple(f"comer{letter}" for letter in "abcdef")
KINDS = ("hr-keeper", "hr-worker", "hr-listener", "hr-keeper",
         "hr-connections", "homeroomd")
PAUSE = 0.7  # seconds between kills, most


class Comer(threading.Thread):
    """Logs in again and again; every second one by password."""

    def __init__(self, site, handle, are_done):
        super().__init__(daemon=True)
        self.site, self.handle, self.are_done = site, handle, are_done
        self.by_key = HANDLES.index(handle) % 2 == 0
        self.told = collections.Counter()
        self.longest = 0.0

    def run(self):
        words = self.site.ssh_words(self.handle, key=self.by_key)
        environment = dict(os.environ, SSH_ASKPASS_REQUIRE="force",
                           SSH_ASKPASS=str(self.site.folder / "askpass"))
        while not self.are_done.is_set():
            began = time.monotonic()
            done = subprocess.run([*words, "boards"], capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=120,
                                  env=environment)
            self.longest = max(self.longest, time.monotonic() - began)
            said = done.stderr.decode(errors="replace").strip()
            if done.returncode == 0:
                self.told["logged in"] += 1
            else:
                self.told[said or f"status {done.returncode}"] += 1
                time.sleep(0.05)


def askpass(site):
    path = site.folder / "askpass"
    path.write_text("#!/bin/sh\n"
                    'case "$1" in *assword*) echo "' + PASSWORD +
                    '";; *) echo;; esac\n')
    path.chmod(stat.S_IRWXU)


def kill_one(site, kind):
    found = [pid for pid in below(site.daemon.pid) if name(pid) == kind]
    if not found:
        return False
    everyone = below(site.daemon.pid)
    try:
        os.kill(random.choice(found), signal.SIGKILL)
    except ProcessLookupError:
        return False
    if kind == "homeroomd":
        site.daemon.wait(20)
        wait_gone([pid for pid in everyone if pid != site.daemon.pid])
        site.start()
    return True


def test_no_right_key_or_password_is_ever_called_wrong():
    rounds = 200 if IS_LONG else 24
    random.seed(rounds)
    killed = collections.Counter()
    are_done = threading.Event()
    with Site(people={handle: (f"Comer {handle[-1].upper()}", "emea",
                               "learner") for handle in HANDLES},
              settings={"exempt_sources": "127.0.0.0/8"},
              may_die_of={BY_ITSELF, signal.SIGKILL}) as site:
        askpass(site)
        site.start()
        comers = [Comer(site, handle, are_done) for handle in HANDLES]
        for comer in comers:
            comer.start()
        while sum(killed.values()) < rounds:
            time.sleep(random.random() * PAUSE)
            kind = KINDS[sum(killed.values()) % len(KINDS)]
            killed[kind] += kill_one(site, kind)
        are_done.set()
        for comer in comers:
            comer.join(120)
            assert not comer.is_alive()
        told = sum((comer.told for comer in comers), collections.Counter())
        print(f"\n{sum(killed.values())} killed {dict(killed)}: "
              f"{told['logged in']} logins of {sum(told.values())}, the "
              f"longest took {max(c.longest for c in comers):.1f} s")
        print(f"what the others were told: {dict(told)}")
        denied = [words for words in told if "denied" in words.lower()]
        assert not denied, denied
        assert site.tail(10**8).count("auth.failed") == 0
        assert told["logged in"] >= rounds
        assert until(lambda: is_alive(site.daemon.pid))
