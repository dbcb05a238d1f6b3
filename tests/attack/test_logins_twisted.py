"""Logins that change their mind, signatures that are none, ways that are
closed: nobody gets in."""

import itertools
import os
import sys
import time

import pytest
from paramiko.message import Message

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_OPEN, ED25519, INFO_RESPONSE, USERAUTH_REQUEST, ask_for_login,
    is_cut, key_of, logged_in, send, transport)
from support.site import PASSWORD, Site  # noqa: E402

SIGNATURES = 2000
TRIES = 6 + 1  # of one connection: the last is cut off
PEOPLE = {"ada": ("Ada Obi", "emea", "learner"),
          "mara": ("Mara Okafor", "emea", "mentor")}
OPEN = {"exempt_sources": "127.0.0.0/8", "sessions_per_person": 100}
CONNECTION = "ssh-connection"


@pytest.fixture(scope="module")
def site():
    with Site(people=PEOPLE, settings=OPEN) as made:
        yield made.start()


# ---- A name that is switched ------------------------------------------------

def none(site, client, user):
    send(client, USERAUTH_REQUEST, user, CONNECTION, "none")


def probe(site, client, user):
    """Ada's key, whatever the name."""
    send(client, USERAUTH_REQUEST, user, CONNECTION, "publickey", False,
         ED25519, key_of(site).asbytes())


def word(site, client, user):
    send(client, USERAUTH_REQUEST, user, CONNECTION, "password", False,
         "a wrong one")


def ask(site, client, user):
    send(client, USERAUTH_REQUEST, user, CONNECTION, "keyboard-interactive",
         "", "")


def answer_wrongly(site, client, user):
    ask(site, client, user)
    time.sleep(0.1)
    send(client, INFO_RESPONSE, 2, user, "a wrong one")


def answer(client):
    """What would be right, had it been asked for."""
    send(client, INFO_RESPONSE, 2, "ada", PASSWORD)


FIRST = [none, probe, word, ask, answer_wrongly]
THEN = [probe, none, word]
USERS = (("ada", "mara"), ("mara", "ada"), ("", "ada"), ("join", "ada"),
         ("ada", "join"))


def gets_in(client):
    """What any login is for."""
    if client.is_authenticated():
        return True
    send(client, CHANNEL_OPEN, "session", 0, 1000000, 32768)
    return not is_cut(client)


def test_a_name_switched_mid_login_logs_in_nobody(site):
    """A question, if any, was of another name, and the answer of no use."""
    before = site.tail(10**8).count("event=auth.ok")
    tried, inside = 0, 0
    for first, then, users in itertools.product(FIRST, THEN, USERS):
        client = transport(site)
        ask_for_login(client)
        first(site, client, users[0])
        time.sleep(0.05)
        then(site, client, users[1])
        time.sleep(0.05)
        answer(client)
        tried += 1
        inside += gets_in(client)
        client.close()
    logins = site.tail(10**8).count("event=auth.ok") - before
    print(f"names switched: {tried} cases, {inside} inside, {logins} logins")
    assert tried == 75 and inside == 0 and logins == 0


def test_the_same_without_a_switch_logs_in(site):
    """A look at the above that sees a login when there is one."""
    client = transport(site)
    ask_for_login(client)
    ask(site, client, "ada")
    time.sleep(0.3)
    send(client, INFO_RESPONSE, 2, "ada", PASSWORD)
    deadline = time.monotonic() + 10
    while "event=auth.ok" not in site.tail(10**8):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    client.close()


# ---- Bad signatures ---------------------------------------------------------

def bad_signature(die):
    """Random, of zeros, cut short, of another algorithm, or none."""
    kinds = [(ED25519, os.urandom(64)), (ED25519, bytes(64)),
             (ED25519, os.urandom(63)), (ED25519, b""),
             ("ssh-rsa", os.urandom(256)), ("", os.urandom(64)),
             (ED25519, os.urandom(65))]
    signature = Message()
    for field in kinds[die % len(kinds)]:
        signature.add_string(field)
    return signature.asbytes()


def test_two_thousand_bad_signatures_log_in_nobody(site):
    before = site.tail(10**8).count("event=auth.ok")
    blob = key_of(site).asbytes()
    sent, lines, most, inside = 0, 0, 0, 0
    while sent < SIGNATURES:
        client = transport(site)
        ask_for_login(client)
        lines += 1
        taken = 0
        while taken < 50 and send(
                client, USERAUTH_REQUEST, "ada", CONNECTION, "publickey", True,
                ED25519, blob, bad_signature(sent)):
            taken += 1
            sent += 1
            if taken >= TRIES:
                time.sleep(0.05)
        assert is_cut(client)
        most = max(most, taken)
        inside += client.is_authenticated()
        client.close()
    logins = site.tail(10**8).count("event=auth.ok") - before
    print(f"bad signatures: {sent} on {lines} lines, at most {most} on one, "
          f"{logins} logins")
    assert inside == 0 and logins == 0


# ---- Ways that are closed ---------------------------------------------------

def by_key(site, client):
    client.auth_publickey("ada", key_of(site))


def by_password(site, client):
    client.auth_password("ada", PASSWORD, fallback=False)


def by_questions(site, client):
    client.auth_interactive("ada", lambda *_: ["ada", PASSWORD])


def by_joining(site, client):
    client.auth_interactive("join", lambda *_: [])


WAYS = [by_key, by_password, by_questions, by_joining]
CLOSED = {"login_key": {by_key}, "login_password": {by_password, by_questions},
          "join": {by_joining}}


@pytest.mark.parametrize("closed", sorted(CLOSED))
def test_a_way_that_is_closed_lets_in_nobody(closed):
    with Site(people=PEOPLE, settings={**OPEN, closed: False}) as made:
        made.start()
        inside = {}
        for way in WAYS:
            client = transport(made)
            try:
                way(made, client)
            except Exception:  # refused, in one of paramiko's many ways
                pass
            inside[way] = client.is_authenticated()
            client.close()
        told = sorted(way.__name__ for way in WAYS if inside[way])
        print(f"closed, {closed}: inside are {told}")
        for way in WAYS:
            assert inside[way] == (way not in CLOSED[closed]), way.__name__


def test_all_ways_are_open_by_themselves(site):
    for way in WAYS:
        client = transport(site)
        way(site, client)
        assert client.is_authenticated(), way.__name__
        client.close()
    client = logged_in(site)
    assert client.is_authenticated()
    client.close()
