"""Pins over real ssh: by command and by key, seen by others at once, ended by
the daemon on the board's day, once."""

import json
import time

import pytest

from support.site import Site, days_from_now
from support.terminal import ENTER

DAY = 86400


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        made.start()
        made.told("lin", "post", "emea-autumn", "--subject",
                  "'Read me first'", text="How we use this board.")
        made.told("ben", "post", "emea-autumn", "--subject",
                  "'Badge access'", text="Where is the desk?")
        yield made


def threads(site, handle="ada"):
    return json.loads(site.told(handle, "threads", "emea-autumn", "--json"))


def named(site, subject):
    [row] = [row for row in threads(site) if row["subject"] == subject]
    return row


def test_a_champion_pins_and_others_see_it_at_once(site):
    number = str(named(site, "Read me first")["id"])
    denied = site.run("ada", "pin", number)
    assert denied.returncode == 77, denied
    assert "champions and moderators" in denied.stderr
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send(ENTER)
        screen.wait("2 threads")
        assert "Badge access" in screen.lines[2], screen.framed()
        site.told("jo", "pin", number, "--until", days_from_now(3), "--why",
                  "'all ask for it'")
        screen.wait(r"Read me first.*\n.*Badge access")
        site.told("jo", "unpin", number)
        screen.wait(r"Badge access.*\n.*Read me first")


def test_a_key_pins(site):
    with site.terminal("jo") as screen:
        screen.wait("BOARD")
        screen.send(ENTER)
        screen.wait("S pin")
        screen.send("C")
        screen.wait("Mark everything")
        screen.send(ENTER)
        screen.wait(r"\d threads *\n")
        screen.send("GS")
        screen.wait("Pin until")
        screen.send("2030-01-01 for good" + ENTER)
        screen.wait("> pinned  Read me first")
        screen.send("gS")
        screen.wait("Unpin, and why")
        screen.send(ENTER)
        screen.wait("Not pinned any more")
    acts = site.operator("audit", "--act", "pin")
    assert "until 2030-01-01" in acts and "for good" in acts
    assert "all ask for it" in acts


def test_the_daemon_ends_it_after_its_day_once(site):
    number = str(named(site, "Read me first")["id"])
    site.told("jo", "pin", number, "--until", days_from_now(2))
    assert named(site, "Read me first")["pinned_until"] == days_from_now(2)
    assert site.stop() == 0
    later = {"HOMEROOM_CLOCK": str(int(time.time()) + 20 * DAY)}
    before = site.tail(10**7).count("event=pins.end")
    for _ in range(2):
        site.start(later)
        deadline = time.monotonic() + 30
        while named(site, "Read me first")["is_pinned"]:
            assert time.monotonic() < deadline, site.tail()
            time.sleep(0.2)
        assert named(site, "Read me first")["pinned_until"] is None
        assert site.stop() == 0
    assert site.tail(10**7).count("event=pins.end") == before + 1
