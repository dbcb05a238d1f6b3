"""The session of a Unix user of this machine, `session --login`: OpenSSH has
made the first step, the second is ours."""

import os
import re
import subprocess

import pytest
from support.site import Site
from support.terminal import ENTER, Terminal
from support.totp import code_of, wrong_code

UNIX_USER = "games"  # of every Debian; its name is a handle here
PROMPT = "Code from your app, or a recovery code:"
RECOVERY = r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}"

pytestmark = pytest.mark.skipif(os.geteuid() != 0,
                                reason="only root becomes another user")


@pytest.fixture
def site():
    people = {UNIX_USER: ("Gabe Ames", "emea", "mentor"),
              "ada": ("Ada Obi", "emea", "learner")}
    with Site(people=people, settings={"login_unix_user": True,
                                       "user": UNIX_USER,
                                       "exempt_sources": "127.0.0.0/8"}) as made:
        subprocess.run(["chown", "-R", UNIX_USER, str(made.folder)], check=True)
        yield made.start()


def words(site):
    """As OpenSSH would run it."""
    return ["setpriv", "--reuid", UNIX_USER, "--regid", UNIX_USER,
            "--clear-groups",
            str(site.build / "bin/homeroom"), "-c", str(site.conf), "session",
            "--login"]


def at_a_terminal(site, command=None, **more):
    given = {} if command is None else {"SSH_ORIGINAL_COMMAND": command}
    return Terminal(words(site), environment=given, **more)


def without_a_terminal(site, command):
    return subprocess.run(words(site), stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60,
                          env=dict(os.environ, SSH_ORIGINAL_COMMAND=command))


def enrol(site):
    told = site.told(UNIX_USER, "second-factor", "on")
    secret = re.search(r"\?secret=([A-Z2-7]{32})&", told).group(1)
    told = site.told(UNIX_USER, "second-factor", "confirm", code_of(secret))
    return secret, re.findall(RECOVERY, told)


def test_without_a_second_factor_nothing_is_asked(site):
    done = without_a_terminal(site, "profile")
    assert done.returncode == 0 and b"Gabe Ames" in done.stdout, done.stderr


def test_a_code_is_wanted_and_serves_once(site):
    secret, codes = enrol(site)
    with at_a_terminal(site) as screen:
        screen.wait(PROMPT)
        screen.send(wrong_code(secret) + "\n").wait("wrong, or has served")
        assert "BOARD" not in screen.text
        screen.send(codes[0] + "\n").wait("BOARD")
        assert codes[0] not in screen.raw.decode()
        screen.send("q")
        assert screen.wait_end() == 0
    with at_a_terminal(site, "profile") as screen:
        for asked in range(1, 7):
            screen.until(lambda: screen.text.count(PROMPT) == asked, "a prompt")
            screen.send(codes[0] + "\n")
        screen.wait("too many wrong codes")
        assert screen.wait_end() == 77
        assert "Gabe" not in screen.text
    with at_a_terminal(site, "profile") as screen:
        screen.wait(PROMPT)
        screen.send(codes[1] + "\n").wait("Gabe Ames")


def test_without_a_terminal_it_is_said_so(site):
    enrol(site)
    done = without_a_terminal(site, "profile")
    assert done.returncode == 77 and done.stdout == b""
    assert b"a code is wanted, and there is no terminal" in done.stderr
    assert without_a_terminal(site, "who").returncode == 77


def test_who_has_to_have_one_can_turn_it_on_alone(site):
    site.set(second_factor_roles="mentor")
    done = without_a_terminal(site, "profile")
    assert done.returncode == 64 and done.stdout == b""
    assert b"demands a second factor" in done.stderr
    with at_a_terminal(site) as screen:
        screen.wait("Your role here demands a second factor")
        screen.send("w").settle()
        assert "demands a second factor" in screen.text
        screen.send(ENTER).wait("Enter takes it")
        secret = "".join(re.findall(r"(?<!\S)[A-Z2-7]{4}(?!\S)",
                                    screen.settle().text))
        screen.send(code_of(secret) + ENTER).wait("not shown again")
        screen.send(ENTER + "y").wait("BOARD")
        screen.send("q")
        assert screen.wait_end() == 0
    with at_a_terminal(site) as screen:
        screen.wait(PROMPT)
    # An operator's way in has no such step, and is on record instead.
    with site.local(UNIX_USER) as screen:
        screen.wait("BOARD")
    assert "session --as" in site.operator("audit", "--who", "operator")
