"""Regions mix, over ssh: other regions' answers first, one to reply to, and
three learners before a mentor."""

import json
import re
import time

import pytest

from support.site import Site, clock_at
from support.terminal import ENTER, control


@pytest.fixture(scope="module")
def site():
    clock_at(time.strftime("%Y-%m-%d 12:00", time.gmtime()))
    try:
        with Site(settings={"question_minute": 0}) as made:
            made.start()
            made.told("mara", "ask", "new-hire-autumn-2026", "--on", "today",
                      text="What went wrong?")
            yield made
    finally:
        clock_at(None)


def answered(told):
    return re.search(r"post (\d+) of thread (\d+)", told).groups()


def order(text, *words):
    places = [text.index(word) for word in words]
    assert places == sorted(places), text


def test_a_mentor_waits_for_three_learners(site):
    _, thread = answered(site.told("ben", "answer", text="By ben."))
    done = site.run("mara", "reply", thread, "2", text="Quite.")
    assert done.returncode != 0
    assert "Three learners first? One has answered yet." in done.stderr


def test_other_regions_come_first_and_one_is_offered(site):
    number, thread = answered(site.told("kofi", "answer", text="By kofi."))
    site.told("lin", "answer", text="By lin.")
    site.told("wen", "answer", text="By wen.")
    done = site.run("mara", "reply", thread, "2", text="Now I may.")
    assert done.returncode == 0, done.stderr
    with site.terminal("ada") as screen:
        screen.wait("What went wrong")
        screen.send("a")
        screen.wait("Your answer")
        screen.send("By ada." + control("x") + ENTER)
        screen.wait("Posted")
        screen.wait("c  reply to one from another region: Kofi Mensah, AMER")
        order(screen.text, "By kofi.", "By wen.", "By ben.", "By lin.")
        screen.send("c")
        screen.wait(f"Reply to {number}, Kofi Mensah")
        screen.send("So did I." + control("x") + ENTER)
        screen.wait("So did I")
        screen.settle()
        assert "reply to one from another region" not in screen.text
    told = site.told("ada", "read", thread)
    order(told, "By kofi.", "So did I.", "By wen.", "By ben.", "Now I may.",
          "By lin.", "By ada.")
    posts = json.loads(site.told("ada", "read", thread, "--json"))["posts"]
    assert sorted(post["number"] for post in posts) == list(range(1, 9))
    told = site.told("kofi", "read", thread)
    order(told, "By ben.", "By lin.", "By wen.", "By ada.", "By kofi.",
          "So did I.")
    assert "-- new --" not in site.told("kofi", "read", thread)
