"""The machine's clock is set an hour or a year either way while people come
and go: penalties, tries and idle lines end when they would have, and no code
of an app or of paper is worth more or less afterwards."""

import os
import re
import subprocess
import sys
import time

import paramiko
import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "attack"))

from hostile import knock, logged_in, transport  # noqa: E402
from support.clock import Clock  # noqa: E402
from support.long_form import IS_LONG  # noqa: E402
from support.site import Site  # noqa: E402
from support.totp import code_of  # noqa: E402

HOUR, YEAR = 3600, 365 * 86400
JUMPS = (HOUR, -HOUR, YEAR, -YEAR)
PENALTY, FAILED, IDLE = 4, 6, 10
WRONG = "0123-4567-89AB-CDEFP"
PROMPT = "Code of your app, or a recovery code: "


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path)


@pytest.fixture
def site(clock):
    with Site(settings={"exempt_sources": "127.0.0.1/32",
                        "penalty_seconds": PENALTY,
                        "penalty_most_seconds": 2 * PENALTY,
                        "idle_connection_seconds": IDLE}) as made:
        yield made.start(clock.environment())


def fail_until_cut(site, source):
    client = transport(site, source)
    while client.is_active():
        try:
            client.auth_password("ada", "wrong")
        except (paramiko.SSHException, EOFError, OSError):
            pass
    client.close()


def test_a_penalty_lasts_as_long_as_it_would_have(site, clock):
    """From the sixth failure on twice the first one's."""
    lasted = []
    jumps = JUMPS if IS_LONG else (-HOUR, YEAR)
    for number, jump in enumerate(jumps):
        source = f"127.0.5.{number + 1}"
        fail_until_cut(site, source)
        began = time.monotonic()
        clock.set(jump)
        while (line := knock(site, source)) is None:
            assert time.monotonic() - began < 10 * PENALTY, f"frozen: {jump}"
            time.sleep(0.1)
        lasted.append(time.monotonic() - began)
        line.close()
        clock.set(0)
    print(f"\npenalties of {2 * PENALTY} s, the clock set meanwhile: "
          f"{', '.join(f'{each:.1f}' for each in lasted)} s")
    # Of what it takes to be cut off after the sixth.
    assert all(2 * PENALTY - 2 <= each <= 2 * PENALTY + 4 for each in lasted)


def join(site, source, *codes):
    words = site.ssh_words("join", ("-T", "-b", source), key=False)
    words[words.index("LogLevel=ERROR")] = "LogLevel=INFO"
    return subprocess.run(words, input="\n".join(codes) + "\n", text=True,
                          capture_output=True, timeout=60)


def test_tries_of_codes_are_counted_whatever_the_clock_shows(site, clock):
    source = "127.0.6.1"
    done = join(site, source, *[WRONG] * 7)
    assert done.stdout.count("there is no such code here") == 5
    for jump in (*JUMPS, 0):
        clock.set(jump)
        done = join(site, source, WRONG)
        assert done.returncode == 255 and "10 minutes" in done.stderr, jump
    assert "no such code" in join(site, "127.0.6.2", WRONG).stdout


def test_a_line_with_nothing_to_do_ends_when_it_would_have(site, clock):
    lasted = []
    for jump in (YEAR, -YEAR):
        client = logged_in(site)
        began = time.monotonic()
        time.sleep(0.5)
        clock.set(jump)
        while client.is_active():
            assert time.monotonic() - began < 4 * IDLE, jump
            time.sleep(0.1)
        lasted.append(time.monotonic() - began)
        client.close()
        clock.set(0)
    print(f"\nidle lines, the clock set by a year: "
          f"{', '.join(f'{each:.1f}' for each in lasted)} s of {IDLE}")
    assert all(IDLE - 1 <= each <= IDLE + 5 for each in lasted)


def is_let_in(site, code):
    client = transport(site)
    given = []

    def answer(_title, _words, prompts):
        given.append(len(prompts))
        return [code] * len(prompts)
    try:
        assert client.auth_publickey(
            "ada", paramiko.Ed25519Key.from_private_key_file(
                str(site.key("ada")))) == ["keyboard-interactive"]
        client.auth_interactive("ada", answer)
        return client.is_authenticated()
    except paramiko.SSHException:
        return False
    finally:
        client.close()


def test_a_code_of_an_app_serves_once_whatever_the_clock_shows(site, clock):
    told = site.told("ada", "second-factor", "on")
    secret = re.search(r"\?secret=([A-Z2-7]{32})&", told).group(1)
    now = time.time()
    old, served, good = (code_of(secret, now=at)
                         for at in (now - HOUR, now, now + 30))
    site.told("ada", "second-factor", "confirm", served)
    tried = 0
    for jump in (0, -HOUR, -YEAR, HOUR, YEAR, 0):
        clock.set(jump)
        for code in (served, old):
            tried += 1
            assert not is_let_in(site, code), (jump, code)
    print(f"\n{tried} codes played again, 0 let in")
    assert is_let_in(site, good)
    clock.set(-30)
    assert not is_let_in(site, good)


def test_a_code_back_in_is_past_its_day_by_the_clock_alone(site, clock):
    code = site.operator("invite", "--for", "ben").splitlines()[0]
    for jump, words in ((YEAR, "past its day"), (-HOUR, "lets Ben"),
                        (0, "lets Ben")):
        clock.set(jump)
        assert words in join(site, "127.0.0.1", code).stdout, jump


@pytest.mark.skipif(not IS_LONG, reason="a minute")
def test_an_idle_session_ends_when_it_would_have(site, clock):
    site.stop()
    site.set(idle_seconds=60)
    site.start(clock.environment())
    for jump in (YEAR, -YEAR):
        with site.terminal("ada") as screen:
            screen.wait("EMEA")
            began = time.monotonic()
            clock.set(jump)
            screen.wait_end(90)
            assert 58 <= time.monotonic() - began <= 70, jump
        clock.set(0)
