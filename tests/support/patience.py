"""How long tests wait, where a watcher makes all of it slow."""

import os

SLOW = 10
patience = SLOW if os.environ.get("HOMEROOM_VALGRIND") else 1


def be_patient():
    global patience
    patience = SLOW


def patient(seconds):
    return seconds * patience
