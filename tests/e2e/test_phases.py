"""Phases begin by the calendar: the daemon tells them on the boards."""

import json
import time

import pytest

from support.site import Site, days_from_now

DAY = 86400


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        made.operator("cohort", "add", "emea-spring", "--program", "new-hire",
                      "--region", "emea", "--intake", "spring", "--starts",
                      days_from_now(20), "--ends", days_from_now(60))
        made.operator("member", "add", "ada", "emea-spring", "--role",
                      "learner")
        yield made


def threads(site, board):
    told = json.loads(site.told("ada", "threads", board, "--json"))
    return told if isinstance(told, list) else told["threads"]


def at_day(days):
    return {"HOMEROOM_CLOCK": str(int(time.time()) + days * DAY)}


def test_phases_are_told_once_after_a_month_without_a_daemon(site):
    site.start()
    assert threads(site, "emea-autumn") == []
    [welcome] = threads(site, "emea-spring")
    told = site.told("ada", "read", str(welcome["id"]))
    assert "Welcome: this is the board of EMEA, spring" in told
    assert "The training New-hire begins on" in told
    assert "1  Homeroom" in told
    assert site.stop() == 0

    for _ in range(2):
        site.start(at_day(31))
        assert sorted(row["subject"]
                      for row in threads(site, "emea-autumn")) == [
            "On the job: what works, and what does not",
            "The vote: how do we go on?"]
        assert sorted(row["subject"]
                      for row in threads(site, "emea-spring")) == [
            "The training begins: week 1",
            "Welcome: this is the board of EMEA, spring"]
        assert "new-hire-alumni" in site.told("ada", "boards")
        assert site.stop() == 0


def test_everyone_knows_the_phase_of_their_cohorts(site):
    rows = json.loads(site.operator("cohorts", "--json"))
    phases = {row["cohort"]: (row["phase"], row["week"]) for row in rows}
    # It may be the day before in New York.
    assert phases.pop("amer-autumn") in (("training", "week 2 of 7"),
                                         ("training", "week 3 of 7"))
    assert phases == {"emea-spring": ("upcoming", ""),
                      "emea-autumn": ("training", "week 3 of 7"),
                      "apac-autumn": ("training", "week 3 of 7")}
    site.start()
    told = site.told("ada", "cohorts")
    assert "emea-spring" in told and "amer-autumn" not in told
    assert "week 3 of 7" in told
    assert site.stop() == 0
