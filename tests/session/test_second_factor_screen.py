"""The second factor on the screen: its picture is read as a camera would."""

import re
import urllib.parse

import pytest
from support import qr
from support.site import Site
from support.terminal import ENTER, ESC
from support.totp import code_of, wrong_code

RECOVERY = r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}"


@pytest.fixture(scope="module")
def made():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")}) as made:
        yield made


@pytest.fixture
def site(made):
    yield made
    made.homeroom("person", "second-factor", "ada", "--off")


def begin(site, **more):
    screen = site.local("ada", "--write", **more)
    screen.wait("BOARD|Second factor")  # where it was left
    screen.send("F").wait("Enter turn it on")
    screen.send(ENTER).wait("Enter takes it")
    return screen.settle()


def secret_on(screen):
    """As its owner would type it off the screen."""
    return "".join(re.findall(r"(?<!\S)[A-Z2-7]{4}(?!\S)", screen.text))


@pytest.mark.parametrize("rows,columns", [(24, 80), (40, 120), (50, 200)])
@pytest.mark.parametrize("term", ["xterm-256color", "xterm-16color", "xterm"])
def test_the_picture_and_the_letters_say_the_same(site, rows, columns, term):
    with begin(site, rows=rows, columns=columns, term=term) as screen:
        for is_light in (False, True):
            address = qr.read(screen, is_light)
            assert address, screen.framed()
            parts = urllib.parse.urlsplit(address)
            assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
            assert urllib.parse.unquote(parts.path) == "/Homeroom:ada"
            asked = urllib.parse.parse_qs(parts.query)
            assert asked["secret"] == [secret_on(screen)]
            assert asked.get("issuer", ["Homeroom"]) == ["Homeroom"]
        # And a picture of which a part is not drawn is not read.
        for row in range(4, rows - 3):
            for column in range(columns):
                screen.screen.buffer[row].pop(column, None)
        assert qr.read(screen) is None


@pytest.mark.parametrize("more", [{"environment": {"NO_COLOR": "1"}},
                                  {"term": "vt220"}])
def test_without_colours_it_is_reversed(site, more):
    with begin(site, **more) as screen:
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;", screen.raw)
        assert secret_on(screen) in qr.read(screen)


@pytest.mark.parametrize("more", [
    {"environment": {"LANG": "C", "LC_ALL": "C"}},
    {"rows": 16}, {"columns": 60}, {"rows": 6, "columns": 20},
    {"rows": 20, "columns": 40}])
def test_where_it_does_not_fit_the_letters_stand_alone(site, more):
    with begin(site, **more) as screen:
        assert qr.read(screen) is None
        assert len(secret_on(screen)) == 32, screen.framed()
        assert "\u2580" not in screen.text
        if screen.rows > 10:
            assert "by hand" in screen.text
        assert re.search("^ Code:", screen.text, re.M)


def test_it_is_turned_on_and_off(site):
    with begin(site) as screen:
        secret = secret_on(screen)
        screen.send(wrong_code(secret) + ENTER).wait("wrong, or has served")
        assert secret_on(screen) == secret
        screen.send(code_of(secret) + ENTER).wait("Your second factor is on")
        screen.settle()
        codes = re.findall(RECOVERY, screen.text)
        assert len(set(codes)) == 10, screen.framed()
        assert secret_on(screen) == "" and qr.read(screen) is None
        # They go on a yes alone.
        screen.send("q").wait("Have you kept them")
        screen.send("n").wait("Enter I have kept them")
        screen.send("w").settle()
        assert codes[9] in screen.text
        screen.send(ENTER).wait("Have you kept them")
        screen.send("y").wait("codes left: 10 of 10")
        assert not re.search(RECOVERY, screen.text)
        screen.send("b").wait("BOARD")
        screen.send("U").wait("on since .*, 10 recovery codes left")
        screen.send("b").wait("BOARD")
        # New ones for an old one, and off for a new one.
        screen.send("F").wait("Enter new recovery codes")
        screen.send(ENTER).wait("Ten new recovery codes")
        screen.send(codes[0] + ENTER).wait("not shown again")
        fresh = re.findall(RECOVERY, screen.settle().text)
        assert len(set(fresh + codes)) == 20
        screen.send(ENTER + "y").wait("codes left: 10 of 10")
        screen.send("X").wait("Turn it off")
        screen.send(codes[1] + ENTER).wait("wrong, or has served")
        screen.send(fresh[1] + ENTER).wait("Your second factor is off")
        screen.send("b").wait("BOARD")
        screen.send("U").wait("Second factor +off")


def test_left_half_way_it_stays_off(site):
    with begin(site) as screen:
        secret = secret_on(screen)
        screen.send("123").settle()
        screen.send(ESC).wait("Nothing has changed")
        assert secret_on(screen) == ""
        screen.wait("Off")
        screen.send(ENTER).wait("Enter takes it")
        assert secret_on(screen.settle()) not in (secret, "")
