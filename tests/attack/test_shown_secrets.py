"""What is shown once is nowhere in memory once it has gone off the screen, in
pieces neither: a secret for an app, recovery codes, a password that was typed.
"""

import os
import re
import sys

import pexpect
import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import children, helpers, until  # noqa: E402
from support.processes import memory_pieces  # noqa: E402
from support.site import PASSWORD, Site  # noqa: E402
from support.terminal import ENTER  # noqa: E402
from support.totp import code_of  # noqa: E402

RECOVERY = r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}"
TYPED = "zq7Jx-vK2mW9-bT4nRd-Lp8sY-Gh3cXe"

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root looks in")


@pytest.fixture(scope="module")
def made():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made.start()


@pytest.fixture
def site(made):
    yield made
    made.homeroom("person", "second-factor", "ada", "--off")


def processes(site):
    """Those of the one who is there: session and connection; and the keeper,
    who keeps the secret, and of the codes digests alone."""
    keeper, connections, sessions = helpers(site)
    assert until(lambda: len(children(sessions)) == 1)
    return (children(sessions)[0], children(connections)[0], keeper)


def look(site, secret, codes):
    """What is left anywhere, after the second in which it tidies up."""
    session, connection, keeper = processes(site)

    def left():
        return {kind: found for kind, found in (
            ("session", memory_pieces(session, [secret, *codes])),
            ("connection", memory_pieces(connection, [secret, *codes])),
            ("keeper", memory_pieces(keeper, codes))) if found}

    until(lambda: not left(), 5)
    return left()


def secret_on(screen):
    return "".join(re.findall(r"(?<!\S)[A-Z2-7]{4}(?!\S)", screen.text))


@pytest.mark.parametrize("rows,columns", [(24, 80), (40, 120), (6, 40)])
def test_nothing_shown_is_left_once_the_page_is(site, rows, columns):
    with site.terminal("ada", rows=rows, columns=columns) as screen:
        screen.settle().send("F").wait("Enter turn it on")
        screen.send(ENTER).wait("Enter takes it")
        secret = secret_on(screen.settle())
        assert len(secret) == 32
        screen.send(code_of(secret) + ENTER).wait("Enter I have kept them")
        codes = set(re.findall(RECOVERY, screen.settle().text))
        session, _, _ = processes(site)
        # It is looked for where it is to be found.
        held = memory_pieces(session, codes)
        assert any(len(piece) > 100 for piece in held), "no screen has it"
        assert any(len(piece) == 6 for piece in held), "no text has it"
        for _ in range(12):
            screen.send("j")
            codes |= set(re.findall(RECOVERY, screen.settle(0.1).text))
        assert len(codes) == 10
        screen.send(ENTER).wait("Have you kept them")
        screen.send("y").wait("On since|codes left")
        screen.settle()
        assert look(site, secret, codes) == {}


def test_nothing_told_at_a_prompt_is_left(site):
    prompt = pexpect.spawn("ssh", site.ssh_words("ada", ("-T",))[1:],
                           timeout=20, encoding="utf-8")
    prompt.expect_exact("homeroom> ")
    prompt.sendline("second-factor on")
    prompt.expect("secret=([A-Z2-7]{32})&")
    secret = prompt.match.group(1)
    prompt.sendline(f"second-factor confirm {code_of(secret)}")
    prompt.expect_exact("not shown again")
    codes = re.findall(RECOVERY, prompt.before)
    assert len(codes) == 10
    prompt.sendline("boards")
    prompt.expect_exact("emea-autumn")
    assert look(site, secret, codes) == {}
    prompt.close(force=True)


def test_no_piece_of_a_password_typed_on_a_screen_is_left(site):
    """Key by key, as people type; of what was pasted libssh keeps the end,
    until something longer comes, in the process of whoever pasted it."""
    with site.terminal("ada") as screen:
        screen.settle().send("U").wait("Password")
        for _ in range(12):
            if re.search(r"^ *> Password", screen.text, re.M):
                break
            screen.send("j").settle()
        screen.send(ENTER).settle()
        screen.send(PASSWORD).settle()
        screen.send(ENTER).settle()
        for _ in range(2):
            for letter in TYPED:
                screen.send(letter).settle(0.05)
            screen.send(ENTER).settle()
        screen.wait("Your password is changed")
        session, connection, keeper = processes(site)
        for pid in (session, connection, keeper):
            until(lambda pid=pid: not memory_pieces(pid, [TYPED]), 5)
            assert memory_pieces(pid, [TYPED]) == set()
        # Pasted, it is left with libssh alone, and one packet's worth.
        screen.send(ENTER).settle()
        screen.send(TYPED).settle()
        assert memory_pieces(session, [TYPED]) != set()
        screen.send("\x1b").settle()
        until(lambda: not memory_pieces(session, [TYPED]), 5)
        assert memory_pieces(session, [TYPED]) == set()
