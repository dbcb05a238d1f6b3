"""A course that people begin one by one, its SMEs, and what its champion has
to do, with the real daemon and a calendar that is moved on."""

import json
import time

import pytest

from support.site import Site, days_from_now
from support.terminal import ENTER

DAY = 86400
PEOPLE = {
    "ada": ("Ada Obi", "emea", "learner"),
    "mara": ("Mara Okafor", "emea", "mentor"),
    "jo": ("Jo Park", "emea", "champion"),
    "sam": ("Sam Patel", "apac", "sme"),
}


@pytest.fixture(scope="module")
def site():
    with Site(people=PEOPLE) as made:
        made.operator("program", "add", "safe-handling", "--title",
                      "Safe handling", "--kind", "elearning")
        # Four weeks long, and long over for those who began with it.
        made.operator("cohort", "add", "emea-safety", "--program",
                      "safe-handling", "--region", "emea", "--intake",
                      "open", "--starts", days_from_now(-60), "--ends",
                      days_from_now(-33))
        made.add_person("tom", "Tom Ito")
        made.operator("member", "add", "tom", "emea-safety", "--role",
                      "learner")
        made.operator("member", "add", "jo", "emea-safety", "--role",
                      "champion")
        yield made


def at_day(days):
    return {"HOMEROOM_CLOCK": str(int(time.time()) + days * DAY)}


@pytest.fixture
def daemon(site):
    def run(days):
        if site.daemon is not None:
            assert site.stop() == 0
        return site.start(at_day(days))
    yield run
    if site.daemon is not None:
        assert site.stop() == 0


def slugs(site, handle):
    return {row["slug"] for row in json.loads(
        site.told(handle, "boards", "--json"))}


def subjects(site, handle, board):
    rows = json.loads(site.told(handle, "threads", board, "--json"))
    rows = rows if isinstance(rows, list) else rows["threads"]
    return [row["subject"] for row in rows]


def test_a_learner_goes_through_it_in_weeks_of_their_own(site, daemon):
    daemon(0)
    assert ("Safe handling: your training has begun. To read of it: phase"
            in site.told("tom", "today"))
    told = site.told("tom", "phase")
    assert "Your training has begun: week 1" in told
    assert "week 1 of 4" in told
    assert "Nothing has begun for you" in site.told("tom", "phase")
    assert "training" not in site.told("tom", "today")
    assert "safe-handling-alumni" not in slugs(site, "tom")
    assert subjects(site, "tom", "emea-safety") == [
        "Welcome: this is the board of EMEA, open"]

    # The daemon was off for a month; twice, so that nothing is told twice.
    daemon(31)
    with site.terminal("tom") as screen:
        screen.wait("o  Safe handling: you are on the job now")
        screen.wait("week 1 on the job")
        screen.send("o")
        screen.wait("You are on the job: tell what works")
        screen.wait("Where you are now")
        screen.send("b")
        screen.wait("BOARD")
        assert "you are on the job now" not in screen.text
        screen.leave()
    daemon(31)
    assert "on the job now" not in site.told("tom", "today")
    assert "safe-handling-alumni" in slugs(site, "tom")
    assert len(subjects(site, "tom", "emea-safety")) == 1

    daemon(200)
    assert "you are among the alumni now" in site.told("tom", "today")
    assert "You are among the alumni now" in site.told("tom", "phase")


def test_its_smes_see_all_of_it_and_are_in_none_of_its_cohorts(site, daemon):
    daemon(0)
    assert "safe-handling-course" not in slugs(site, "sam")
    site.operator("course", "sme", "add", "sam", "safe-handling")
    assert {"safe-handling-course", "emea-safety",
            "safe-handling-alumni"} <= slugs(site, "sam")
    assert "sam" in site.told("tom", "course", "smes", "safe-handling")
    thread = site.told("tom", "post", "safe-handling-course", "--subject",
                       "'Which gloves for acetone?'", text="Nitrile?")
    assert thread
    with site.terminal("tom") as screen:
        screen.wait("Course: Safe handling")
        screen.send("Gk")
        screen.send(ENTER)
        screen.wait("SME: Sam Patel")
        screen.leave()
    row = json.loads(site.told("sam", "threads", "safe-handling-course",
                               "--json"))[0]
    site.told("sam", "reply", str(row["id"]), text="Butyl.")
    assert "1  Tom Ito, EMEA, week 1 of 4" in site.told(
        "sam", "read", str(row["id"]))
    assert "2  Sam Patel, SME" in site.told("tom", "read", str(row["id"]))

    with site.terminal("sam") as screen:
        screen.wait("Course: Safe handling")
        site.operator("course", "sme", "remove", "sam", "safe-handling")
        screen.send("j")
        screen.wait_gone("Course: Safe handling")
    done = site.run("sam", "read", str(row["id"]))
    assert done.returncode == 66, done.stdout


def test_a_champion_ticks_off_what_is_to_do(site, daemon):
    daemon(0)
    told = site.told("jo", "todo")
    assert "EMEA, autumn 2026: " in told and "EMEA, open: " in told
    assert "Say hello to Tom, in training since" in told
    acts = json.loads(site.told("jo", "todo", "emea-autumn", "--json"))
    act = next(row for row in acts if "first question" in row["words"])
    assert "Done: See that the first question" in site.told(
        "jo", "todo", "done", str(act["number"]), "emea-autumn")
    assert site.run("mara", "todo", "done", str(act["number"])
                    ).returncode == 77
    assert site.run("ada", "todo", "emea-autumn").returncode == 77
    assert "todo done" in site.operator("audit", "--who", "jo")

    # A month later the training is over, and what it left is still there.
    daemon(30)
    told = site.told("jo", "todo", "emea-autumn")
    assert "Ask each one for a pledge" in told
    assert "Say on the board what the vote came to" in told
    assert "See that the first question" not in told
    with site.terminal("jo") as screen:
        screen.wait(r"T  \d+ to do in 2 cohorts")
        screen.send("T")
        screen.wait("To do: EMEA, ")
        if "To do: EMEA, autumn 2026" not in screen.text:
            screen.send("}")
        screen.wait("To do: EMEA, autumn 2026")
        screen.wait("x done")
        count = int(screen.lines[0].split(" to do")[0].split()[-1])
        screen.send("x")
        screen.wait(f"{count - 1} to do")
        screen.wait("done, Jo, now")
        screen.send("b")
        screen.wait(r"T  \d+ to do in 2 cohorts")
        screen.leave()
