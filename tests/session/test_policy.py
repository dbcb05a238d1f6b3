"""The policy on the screen: read to its end, accepted by keys, at 80x24."""

import pytest

from support.site import Site
from support.terminal import ENTER, SPACE, TAB, control

SEND = control("x") + ENTER


@pytest.fixture
def site():
    with Site() as made:
        yield made


def read_to_the_end(screen):
    screen.wait("Read it to its end")
    for _ in range(10):
        if "y accept" in screen.text:
            return
        screen.send(SPACE)
        screen.settle(0.1)
    raise AssertionError(screen.framed())


def test_with_none_published_nobody_is_asked(site):
    with site.local("ada", "--write") as screen:
        screen.wait("BOARD")
        screen.send("Y")
        screen.wait("^ Policy")
        assert "accept" not in screen.lines[-1]
        screen.send("b")
        screen.wait("BOARD")
        screen.send("p")
        screen.wait("can read this")
        screen.send("Hello" + TAB + "text" + SEND)
        screen.wait("Posted.")


def test_it_is_accepted_at_the_first_login(site):
    site.operator("policy", "publish")
    with site.local("ada", "--write") as screen:
        read_to_the_end(screen)
        assert "version 1" in screen.lines[0]
        screen.send("y")
        screen.wait("Do you accept version 1 of the policy")
        screen.send("y")
        screen.wait("You accepted the policy")
        screen.wait("BOARD")
        screen.send("Y")
        screen.wait("You accepted it: ")
        screen.leave()
    assert "1 of 9 accepted version 1" in site.operator("policy")
    with site.local("ada", "--write") as screen:
        screen.wait("BOARD")


def test_a_change_is_accepted_before_the_next_post(site, tmp_path):
    site.operator("policy", "publish")
    with site.local("lin", "--write") as screen:
        read_to_the_end(screen)
        screen.send(ENTER + ENTER)
        screen.wait("BOARD")
        screen.send("p")
        screen.wait("can read this")
        screen.send("Badges" + TAB + "Where is the desk?")
        second = tmp_path / "policy.txt"
        second.write_text("Be kind.\nBe brief, on {site}.\nBe yourself.\n")
        site.operator("policy", "publish", str(second))
        screen.send(SEND)
        screen.wait("version 2")
        screen.wait("Be brief, on Homeroom.")
        assert "Badges" not in site.operator("threads", "emea-autumn")
        screen.send("b")
        screen.wait("Where is the desk")
        screen.send(SEND)
        read_to_the_end(screen)
        screen.send("yy")
        screen.wait("Ctrl-X sends your text")
        screen.wait("Where is the desk")
        screen.send(SEND)
        screen.wait("Posted.")
        screen.send("r")
        screen.wait("can read this")
        assert " Be kind." in screen.text
        assert " Be brief, on Homeroom." in screen.text
        assert "Be yourself" not in screen.text
    assert "Badges" in site.operator("threads", "emea-autumn")


def test_who_goes_back_reads_on(site):
    site.operator("policy", "publish")
    with site.local("ben", "--write") as screen:
        screen.wait("Read it to its end")
        screen.send("b")
        screen.wait("BOARD")
        screen.send("?")
        screen.wait("Help: home")
        screen.send("b")
        screen.wait("BOARD")
        screen.leave()
    with site.local("ben") as screen:
        screen.wait("BOARD")  # who only reads is not asked
