"""The second step of a login, a code after key or password, as attacked: what
is no code, has served, comes out of turn, or comes two hundred times at once.
Each defence that a statement can take away is taken away once, to show that
these tests would see it."""

import os
import re
import sqlite3
import sys
import threading
import time

import paramiko
import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import (  # noqa: E402
    CHANNEL_OPEN, GLOBAL_REQUEST, INFO_RESPONSE, is_cut, key_of, logged_in,
    send, transport)
from support.site import PASSWORD, Site  # noqa: E402
from support.totp import code_of, wrong_code  # noqa: E402

FLOOR = 0.3     # seconds until a "no"
AT_ONCE = 200
FEWER = 12      # at once, where all get in: 20 are let in of one person
RECOVERY = r"^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}$"
FAILURE = 51
PEOPLE = {"ada": ("Ada Obi", "emea", "learner"),
          "ben": ("Ben Aydin", "emea", "learner"),
          "jo": ("Jo Park", "emea", "champion")}
SETTINGS = {"exempt_sources": "127.0.0.0/8", "sessions_per_person": 100,
            "login_grace_seconds": 600, "unauthenticated_free": 1000,
            "unauthenticated_most": 1000}

# What takes a defence away: the secrets forget at once what has served.
SERVES_AGAIN = """CREATE TRIGGER undone AFTER UPDATE OF last_step
    ON second_factors WHEN new.last_step > 0 BEGIN
    UPDATE second_factors SET last_step = 0; END"""
STAYS = """CREATE TRIGGER undone AFTER DELETE ON recovery_codes BEGIN
    INSERT INTO recovery_codes (person_id, digest, made_at)
    VALUES (old.person_id, old.digest, old.made_at); END"""


@pytest.fixture(scope="module")
def site():
    with Site(people=PEOPLE, settings=SETTINGS) as made:
        yield made.start()


def run_on_secrets(site, *statements):
    with sqlite3.connect(site.folder / "secrets" / "secrets.db",
                         timeout=30) as secrets:
        for statement in statements:
            secrets.execute(statement)


def forget(site):
    """As if nothing had served, and nothing been wrong."""
    run_on_secrets(site, "UPDATE second_factors SET last_step = 0, misses = 0")


class Owner:
    def __init__(self, site, handle):
        told = site.told(handle, "second-factor", "on")
        self.secret = re.search(r"\?secret=([A-Z2-7]{32})&", told).group(1)
        told = site.told(handle, "second-factor", "confirm",
                         code_of(self.secret))
        self.codes = re.findall(RECOVERY, told, re.M)
        assert len(self.codes) == 10


@pytest.fixture(scope="module")
def owners(site):
    return {handle: Owner(site, handle) for handle in ("ada", "ben")}


@pytest.fixture
def ada(site, owners):
    forget(site)
    return owners["ada"]


def logins(site):
    return len(re.findall(r"event=auth\.ok .*method=code handle=ada",
                          site.tail(10**8)))


class Client:
    """One connection, and every packet that came, with its moment."""

    def __init__(self, site, handle="ada"):
        self.site = site
        self.came = []
        self.line = transport(site)
        read = self.line.packetizer.read_message

        def noting():
            kind, message = read()
            self.came.append((time.monotonic(), kind, message.asbytes()))
            return kind, message

        self.line.packetizer.read_message = noting
        self.handle = handle

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.line.close()

    def first_step(self):
        left = self.line.auth_publickey(self.handle,
                                        key_of(self.site, self.handle))
        assert left == ["keyboard-interactive"], left
        assert not self.line.is_authenticated()
        return self

    def answer(self, *answers, handle=None, before=None):
        """Asks to be asked, and answers; what was asked. Fails as it may."""
        asked = []

        def give(_title, _words, prompts):
            asked.append([words for words, _ in prompts])
            if before is not None:
                before()
            return list(answers)

        try:
            self.line.auth_interactive(
                self.handle if handle is None else handle, give)
        except (paramiko.SSHException, EOFError, OSError):
            pass
        return asked

    def is_in(self):
        return self.line.is_authenticated()


def is_let_in(site, *answers, **more):
    with Client(site) as client:
        client.first_step().answer(*answers, **more)
        return client.is_in()


# ---- The first step alone ---------------------------------------------------

def test_the_first_step_alone_opens_nothing(site, ada):
    before = logins(site)
    for kind, fields in ((CHANNEL_OPEN, ("session", 0, 1000000, 32768)),
                         (GLOBAL_REQUEST, ("tcpip-forward", True, "", 0)),
                         (INFO_RESPONSE, (1, code_of(ada.secret, 1)))):
        with Client(site) as client:
            client.first_step()
            send(client.line, kind, *fields)
            assert not client.is_in()
            # It is cut off, or at least has nothing afterwards.
            if not is_cut(client.line, 2):
                send(client.line, CHANNEL_OPEN, "session", 0, 1000000, 32768)
                assert is_cut(client.line)
            assert not client.is_in()
    with Client(site) as client:
        left = client.line.auth_password("ada", PASSWORD, fallback=False)
        assert left == ["keyboard-interactive"] and not client.is_in()
    assert logins(site) == before
    assert site.run("ada", "who").returncode == 255


def test_with_the_code_it_opens(site, ada):
    """What the above would look like, were anybody let in."""
    before = logins(site)
    with Client(site) as client:
        asked = client.first_step().answer(code_of(ada.secret, 1))
        assert asked == [["Code from your app, or a recovery code: "]]
        assert client.is_in()
        client.line.open_session(timeout=20).close()
    assert logins(site) == before + 1


# ---- A no is a no -----------------------------------------------------------

def refusal(site, *answers):
    """The bytes of the answer to what was given, and how long it took."""
    with Client(site) as client:
        given = []
        client.first_step().answer(
            *answers, before=lambda: given.append(time.monotonic()))
        assert not client.is_in(), answers
        came = [(kind, words, at - given[0]) for at, kind, words in client.came
                if at >= given[0]]
    assert came, "no word came"
    return came


def test_every_no_takes_its_time_and_says_the_same(site, ada, owners):
    served = code_of(ada.secret, 1)
    assert is_let_in(site, served)
    spent = ada.codes.pop()
    assert is_let_in(site, spent)
    kinds = {"wrong": wrong_code(ada.secret), "served": served,
             "of another": code_of(owners["ben"].secret, 1),
             "long ago": code_of(ada.secret, -4),
             "to come": code_of(ada.secret, 4), "none": "", "letters": "abcdef",
             "spent": spent, "no recovery code": "0000-0000-0000-00000",
             "of another, recovery": owners["ben"].codes[0],
             "long": "1" * 4000}
    told, least = {}, 10
    for kind, code in kinds.items():
        run_on_secrets(site, "UPDATE second_factors SET misses = 0")
        came = refusal(site, code)
        assert [one[0] for one in came] == [FAILURE], (kind, came)
        told[kind] = came[0][1]
        least = min(least, came[0][2])
    # As slow and the same where the app's codes rest.
    run_on_secrets(site, "UPDATE second_factors SET misses = 10,"
                         f" missed_at = {int(time.time())}")
    came = refusal(site, code_of(ada.secret, 1))
    told["resting"], least = came[0][1], min(least, came[0][2])
    print(f"refused codes: {len(told)} kinds, {len(set(told.values()))} "
          f"answers, the quickest after {least * 1000:.0f} ms")
    assert len(set(told.values())) == 1, told
    assert least >= FLOOR


def test_what_is_too_long_for_anybody_is_a_no_like_others(site):
    """A name and a password, at the first step."""
    failed = site.tail(10**8).count("event=auth.failed")
    told, least = set(), 10
    kinds = [("jo", "a wrong one"), ("j" * 4000, "a wrong one"),
             ("jo", "w" * 4000), ("j" * 4000, "w" * 4000)]
    for answers in kinds:
        with Client(site, "jo") as client:
            given = []
            client.answer(*answers,
                          before=lambda: given.append(time.monotonic()))
            assert not client.is_in()
            came = [one for one in client.came if one[0] >= given[0]]
            told |= {one[2] for one in came}
            least = min([least] + [one[0] - given[0] for one in came])
    assert len(told) == 1 and least >= FLOOR
    assert (site.tail(10**8).count("event=auth.failed")
            == failed + len(kinds))


# ---- Codes that have served, or are of another time ------------------------

def test_a_code_of_another_time_lets_in_nobody(site, ada):
    before = logins(site)
    for ahead in (-1000, -10, -3, 3, 10, 1000):
        assert not is_let_in(site, code_of(ada.secret, ahead)), ahead
    assert logins(site) == before


def test_a_code_is_not_played_again(site, ada):
    code = code_of(ada.secret, 1)
    assert is_let_in(site, code)
    for _ in range(3):
        assert not is_let_in(site, code)
    # Nor one before it, which a watcher may have seen and nobody used.
    assert not is_let_in(site, code_of(ada.secret, 0))


def test_it_would_be_played_again_were_it_not_remembered(site, ada):
    run_on_secrets(site, SERVES_AGAIN)
    try:
        code = code_of(ada.secret, 1)
        assert is_let_in(site, code) and is_let_in(site, code)
    finally:
        run_on_secrets(site, "DROP TRIGGER undone")


# ---- Steps out of turn ------------------------------------------------------

def test_a_name_switched_between_the_steps_begins_anew(site, ada):
    before = logins(site)
    right = code_of(ada.secret, 1)
    for other in ("ben", "jo", "join2", ""):
        with Client(site) as client:
            client.first_step()
            asked = client.answer(right, right, handle=other)
            assert ["Code from your app, or a recovery code: "] not in asked, other
            assert not client.is_in()
            # And back: the first step does not count any more.
            asked = client.answer(right, right, handle="ada")
            assert ["Code from your app, or a recovery code: "] not in asked, other
            assert not client.is_in()
    assert logins(site) == before
    # Another's first step does not make her code the second.
    with Client(site, "ben") as client:
        client.first_step().answer(right)
        assert not client.is_in()
        client.answer(right, handle="ada")
        assert not client.is_in()
    assert logins(site) == before


def test_another_way_between_the_steps_begins_anew(site, ada):
    before = logins(site)
    right = code_of(ada.secret, 1)
    with Client(site) as client:
        client.first_step()
        with pytest.raises(paramiko.SSHException):
            client.line.auth_password("ada", "a wrong one", fallback=False)
        asked = client.answer(right, right)
        assert ["Code from your app, or a recovery code: "] not in asked
        assert not client.is_in()
    with Client(site) as client:  # a key of somebody else
        client.first_step()
        try:
            client.line.auth_publickey("ada", paramiko.ECDSAKey.generate())
        except paramiko.SSHException:
            pass
        client.answer(right, right)
        assert not client.is_in()
    with Client(site) as client:  # jo's key, as ada: then it is jo who is in
        client.first_step()
        client.line.auth_publickey("ada", key_of(site, "jo"))
        assert client.is_in()
        channel = client.line.open_session(timeout=20)
        channel.exec_command("profile")
        told = channel.makefile().read().decode()
        assert "Jo Park" in told and "Ada" not in told
    assert logins(site) == before


# ---- Tries ------------------------------------------------------------------

def test_six_wrong_codes_close_the_line(site, ada):
    wrong = wrong_code(ada.secret)
    with Client(site) as client:
        client.first_step()
        tries = 0
        while client.line.is_active() and tries < 20:
            tries += len(client.answer(wrong))
        assert tries == 6 and is_cut(client.line)
    # Of whatever kind they are.
    with Client(site) as client:
        for _ in range(3):
            with pytest.raises(paramiko.SSHException):
                client.line.auth_password("ada", "a wrong one", fallback=False)
        client.first_step()
        tries = 0
        while client.line.is_active() and tries < 20:
            tries += len(client.answer(wrong))
        assert tries == 3 and is_cut(client.line)


def test_ten_wrong_ones_from_wherever_rest_the_app(site, ada):
    wrong = wrong_code(ada.secret)
    for _ in range(10):
        assert not is_let_in(site, wrong)
    assert not is_let_in(site, code_of(ada.secret, 1))
    assert is_let_in(site, ada.codes.pop())
    # Were they not counted, it would be let in.
    run_on_secrets(site, "UPDATE second_factors SET misses = 0")
    assert is_let_in(site, code_of(ada.secret, 1))


# ---- Answers that are none --------------------------------------------------

@pytest.mark.parametrize("answers", [
    (), ("CODE", "CODE"), ("CODE",) * 200, ("1" * 65536,), ("CODE\0",),
    ("\0CODE",), ("\0",), (b"\xff\xfe\xfd",), (b"\xc0\x80" * 100,),
    ("CODE\n",), ("CODE; who",), ("\x1b[2J",), ("' OR 1=1 --",)],
    ids=lambda answers: f"{len(answers)}-{str(answers)[:16]!a}")
def test_what_is_no_answer_lets_in_nobody(site, ada, answers):
    right = code_of(ada.secret, 1)
    given = [one.replace("CODE", right) if isinstance(one, str) else one
             for one in answers]
    before = logins(site)
    is_prefix = bool(given) and given[0] == right + "\0" and len(given) == 1
    with Client(site) as client:
        client.first_step().answer(*given)
        is_in = client.is_in()
    # A string of C ends at its NUL: that is her code, and served once.
    assert is_in == is_prefix or not is_in
    assert logins(site) == before + is_in
    assert "\x1b" not in site.tail(10**8)
    forget(site)
    assert is_let_in(site, code_of(ada.secret, 1))


# ---- At once ----------------------------------------------------------------

def at_once(site, code, count):
    """How many of so many connections one code lets in, all past the first
    step and asked when the first of them answers."""
    barrier = threading.Barrier(count, timeout=240)
    inside = []
    held = []

    def try_it():
        client = Client(site)
        held.append(client)
        client.first_step().answer(code(), before=barrier.wait)
        if client.is_in():
            inside.append(client)

    def code_when_asked():
        threads = [threading.Thread(target=try_it, daemon=True)
                   for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(280)
        return len(inside)

    try:
        return code_when_asked()
    finally:
        for client in held:
            client.line.close()


class Once:
    """The code of the moment at which all are asked."""

    def __init__(self, secret):
        self.secret = secret

    def __call__(self):
        return self

    def asbytes(self):
        return self.code().encode()

    def code(self):
        if not hasattr(self, "at"):
            self.at = code_of(self.secret, 1)
        return self.at


def test_two_hundred_uses_of_one_code_let_in_one(site, ada):
    before = logins(site)
    count = at_once(site, Once(ada.secret), AT_ONCE)
    print(f"one code of the app {AT_ONCE} times at once: {count} inside, "
          f"{logins(site) - before} logins")
    assert count == 1 and logins(site) == before + 1


def test_two_hundred_uses_of_a_recovery_code_let_in_one(site, ada):
    before = logins(site)
    code = ada.codes.pop()
    count = at_once(site, lambda: code, AT_ONCE)
    print(f"one recovery code {AT_ONCE} times at once: {count} inside, "
          f"{logins(site) - before} logins")
    assert count == 1 and logins(site) == before + 1
    assert not is_let_in(site, code)


@pytest.mark.parametrize("undoing", [SERVES_AGAIN, STAYS],
                         ids=["app", "recovery"])
def test_they_would_let_in_all_were_they_not_spent(site, ada, undoing):
    run_on_secrets(site, undoing)
    code = ada.codes.pop()
    try:
        count = at_once(site, Once(ada.secret) if undoing is SERVES_AGAIN
                        else lambda: code, FEWER)
    finally:
        run_on_secrets(site, "DROP TRIGGER undone")
    print(f"without the defence: {count} of {FEWER} inside")
    assert count == FEWER


def test_who_has_none_is_asked_for_none(site, ada):
    client = logged_in(site, "jo")
    assert client.is_authenticated()
    client.close()
