"""How long tests wait, where a watcher or what else the machine does makes all
of it slow."""

import os

SLOW = 10
BUSY_MOST = 8  # more is a machine on which nothing of use is tested
patience = SLOW if os.environ.get("HOMEROOM_VALGRIND") else 1


def be_patient():
    global patience
    patience = SLOW


def busy():
    """How many want a processor for each that there is; 1: one or fewer."""
    return min(max(os.getloadavg()[0] / os.cpu_count(), 1), BUSY_MOST)


def patient(seconds):
    """At most so long, for what ends a wait by coming."""
    return seconds * patience * busy()


def unhurried(seconds):
    """So long, for what is waited out."""
    return seconds * patience
