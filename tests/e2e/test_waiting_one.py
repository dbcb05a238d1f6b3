"""One daily question waits for a person in two cohorts, and on leave none."""

import json

import pytest

from support.site import Site, clock_at


@pytest.fixture(scope="module")
def site():
    clock_at("2031-03-03 14:00")  # a Monday, past eight in London and New York
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "mara": ("Mara Okafor", "emea", "mentor")}) as made:
        for slug in ("one", "two"):
            made.operator("cohort", "add", slug, "--program", "new-hire",
                          "--region", "emea", "--intake", slug, "--starts",
                          "2031-03-03", "--ends", "2031-04-11")
            made.operator("member", "add", "ada", slug, "--role", "learner")
            made.operator("member", "add", "mara", slug, "--role", "mentor")
            made.operator("--as", "mara", "ask", slug, "--on", "today",
                          f"What of {slug}?")
        yield made
    clock_at(None)


def as_ada(site, *words):
    done = site.homeroom("--as", "ada", *words)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def rows_of(site):
    return json.loads(as_ada(site, "today", "--json")[1])


def test_one_waits_and_the_other_is_offered(site):
    rows = rows_of(site)
    assert [row["is_waiting"] for row in rows] == [True, False]
    code, told, _ = as_ada(site, "today")
    assert code == 1
    assert told.count("To answer: answer YOUR TEXT") == 1
    assert f"answer --question {rows[1]['id']} TEXT" in told


def test_once_it_is_answered_nothing_waits(site):
    first, other = rows_of(site)
    assert as_ada(site, "answer", "Mine.")[0] == 0
    code, told, _ = as_ada(site, "today")
    assert code == 0
    assert "This one does not wait for you." in told
    assert as_ada(site, "answer", "--question", str(other["id"]), "Too.")[0] == 0
    rows = {row["id"]: row for row in rows_of(site)}
    assert rows[first["id"]]["is_answered"] and rows[other["id"]]["is_answered"]
    assert as_ada(site, "answer", "--question", "99", "No.")[0] == 66


def test_ask_without_a_date_says_which_day_it_took(site):
    told = site.operator("--as", "mara", "ask", "one", "And then?")
    assert "on Tue 4 Mar (2031-03-04), its next free day." in told, told
    site.operator("--as", "mara", "questions", "rhythm", "one", "--phase",
                  "training", "weekly", "thu")
    told = site.operator("--as", "mara", "ask", "one", "And on Thursday?")
    assert "on Thu 6 Mar (2031-03-06)" in told, told
