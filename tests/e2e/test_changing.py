"""A training is postponed, a program renamed; and what is past stays so."""

import json
import time

import pytest

from support.site import Site, days_from_now

DAY = 86400


@pytest.fixture
def site():
    with Site() as made:
        yield made


def subjects(site, handle, board):
    return sorted(row["subject"] for row in
                  json.loads(site.told(handle, "threads", board, "--json")))


def at_day(days):
    return {"HOMEROOM_CLOCK": str(int(time.time()) + days * DAY)}


def test_a_training_is_postponed(site):
    site.operator("cohort", "add", "emea-spring", "--program", "new-hire",
                  "--region", "emea", "--intake", "spring", "--starts",
                  days_from_now(10), "--ends", days_from_now(40))
    site.operator("member", "add", "ada", "emea-spring", "--role", "learner")
    site.start()
    welcome = "Welcome: this is the board of EMEA, spring"
    assert subjects(site, "ada", "emea-spring") == [welcome]
    told = site.operator("cohort", "change", "emea-spring", "--starts",
                         days_from_now(30), "--ends", days_from_now(60),
                         "--why", "no room")
    assert told == (f"emea-spring is from {days_from_now(30)} to "
                    f"{days_from_now(60)} now.\n"
                    "Its board has been told of: upcoming; that is not told "
                    "again.\n")
    assert site.stop() == 0
    for days, more in ((20, []), (31, ["The training begins: week 1"]),
                       (32, ["The training begins: week 1"])):
        site.start(at_day(days))
        assert subjects(site, "ada", "emea-spring") == sorted([welcome, *more])
        assert site.stop() == 0
    row = json.loads(site.operator("audit", "--act", "change", "--json"))[0]
    assert row["reason"] == "no room"
    assert row["subject"].startswith(f"emea-spring {days_from_now(30)} to ")


def test_a_running_one_ends_today_and_its_board_is_told(site):
    site.start()
    assert subjects(site, "ada", "emea-autumn") == []
    told = site.operator("cohort", "change", "emea-autumn", "--ends",
                         days_from_now(-2))
    assert "It is on-the-job today, no longer training.\n" in told
    deadline = time.monotonic() + 90
    while len(subjects(site, "ada", "emea-autumn")) < 2:
        assert time.monotonic() < deadline
        time.sleep(1)
    assert sorted(subjects(site, "ada", "emea-autumn")) == [
        "On the job: what works, and what does not",
        "The vote: how do we go on?"]
    assert "new-hire-alumni" in site.told("ada", "boards")


def test_one_that_ended_before_the_site_was_there_tells_nothing(site):
    site.operator("cohort", "add", "emea-old", "--program", "new-hire",
                  "--region", "emea", "--intake", "old", "--starts",
                  "2019-01-07", "--ends", "2019-03-01")
    site.operator("member", "add", "ada", "emea-old", "--role", "learner")
    for _ in range(2):
        site.start()
        assert subjects(site, "ada", "emea-old") == []
        assert "new-hire-alumni" in site.told("ada", "boards")
        assert site.stop() == 0


def test_a_program_is_set(site):
    told = site.operator("program", "set", "new-hire", "--title",
                         "New colleagues", "--goal", "Everyone solves tickets",
                         "--weeks-on-the-job", "8")
    assert told == "Changed the program new-hire.\n"
    assert "New colleagues" in site.operator("cohorts")
    assert "Alumni of New colleagues" in site.operator("boards", "--json")


@pytest.mark.parametrize("words,status,reason", [
    (["cohort", "change", "nowhere", "--starts", "2026-01-05"], 66,
     b"nowhere"),
    (["cohort", "change", "emea-autumn"], 65, b"already"),
    (["cohort", "change", "emea-autumn", "--starts", "soon"], 65, b"soon"),
    (["cohort", "change", "emea-autumn", "--ends", "2019-01-07"], 65,
     b"before it starts"),
    (["program", "set", "new-hire"], 65, b"--title"),
    (["program", "set", "none", "--title", "T"], 66, b"none"),
    (["program", "set", "new-hire", "--weeks-on-the-job", "many"], 65,
     b"many"),
])
def test_what_cannot_be_is_refused_in_one_line(site, words, status, reason):
    done = site.homeroom(*words)
    assert done.returncode == status, done.stderr
    assert reason in done.stderr
    assert done.stderr.count(b"\n") == 1
