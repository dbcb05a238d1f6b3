"""Past questions by command and by key: listed, searched, read."""

import json
import time

import pytest

from support.site import Site
from support.terminal import ENTER, control

DAY = 86400


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="Which gloves hold acetone?")
        made.told("ada", "answer", text="Nitrile ones.")
        made.told("ben", "answer", text="Butyl, from the caf\u00e9.")
        assert "gloves" not in made.told("lin", "past")
        assert made.told("lin", "past", "--search", "butyl") == (
            "Nothing found.\n")
        made.stop()
        made.start({"HOMEROOM_CLOCK": str(int(time.time()) + 5 * DAY)})
        yield made


def the_question(site, handle="ada"):
    return json.loads(site.told(handle, "past", "--json"))[0]


def test_they_are_listed_and_found(site):
    row = the_question(site)
    assert row["body"] == "Which gloves hold acetone?"
    assert (row["answered"], row["is_covered"]) == (2, False)
    assert row["board"] == "emea-autumn" and row["found_in"] is None
    for words in ((), ("new-hire",), ("emea-autumn",),
                  ("--search", "GLOVES"), ("--search", "cafe"),
                  ("new-hire", "--search", "butyl")):
        told = site.told("lin", "past", *words)
        assert "Which gloves hold acetone?" in told, words
        assert all(len(line) <= 80 for line in told.splitlines())
    found = json.loads(site.told("lin", "past", "--search", "butyl",
                                 "--json"))
    assert found[0]["found_in"] == 3
    assert site.told("lin", "past", "--before", str(row["id"])) == (
        "No question has been asked before today.\n")


def test_one_is_read_with_its_best_answers_first(site):
    number = str(the_question(site)["id"])
    site.told("mara", "endorse", number, "3")
    site.told("lin", "used", number, "2", "It held.")
    told = site.told("lin", "past", number)
    assert told.index("Butyl") < told.index("Nitrile")
    assert "endorsed" in told and "used by you" in told
    read = json.loads(site.told("lin", "past", number, "--json"))
    assert [post["number"] for post in read["answers"]] == [3, 2]
    assert read["left_out"] == 0 and read["is_endorsed"]


@pytest.mark.parametrize("who,words,status,reason", [
    ("ada", ("past", "99999"), 66, "99999"),
    ("ada", ("past", "nowhere"), 66, "nowhere"),
    ("ada", ("past", "amer-autumn"), 66, "amer-autumn"),
    ("ada", ("past", "--search", "!"), 65, "no word"),
    ("ada", ("past", "--search", "a", "b"), 66, "in quotes"),
    ("ada", ("past", "--before", "x"), 64, "x"),
    ("ada", ("past", "--sea", "x"), 64, "--sea"),
    ("kofi", ("past", "{}"), 66, ""),
    ("ada", ("past", "{}", "new-hire"), 65, "no more than"),
])
def test_what_cannot_be_is_refused(site, who, words, status, reason):
    number = str(the_question(site)["id"])
    done = site.run(who, *[word.format(number) for word in words])
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stderr.count("\n") == 1 and reason in done.stderr


def test_nobody_else_finds_it(site):
    assert site.told("kofi", "past", "--json").strip() == "[]"
    assert site.told("kofi", "past", "--search", "gloves",
                     "--json").strip() == "[]"


def test_its_asker_finds_a_wrap_up_to_post(site):
    with site.terminal("mara") as screen:
        screen.wait("a draft waits: wrap-up of Which gloves")
        screen.send("P")
        screen.wait("Past questions")
        screen.send(ENTER)
        screen.wait("Nitrile ones.")
        screen.send("g" + ENTER)
        screen.wait("Z wrap-up")
        screen.send("Z")
        screen.wait("What came of this, from 2 answers:")
        screen.send(control("x") + ENTER)
        screen.wait("in reply to 1")
        screen.leave()
    assert json.loads(site.told("mara", "drafts", "--json")) == []
    number = str(the_question(site)["id"])
    assert "What came of this, from 2 answers:" in (
        site.told("lin", "read", number))


def test_by_keys(site):
    with site.terminal("lin") as screen:
        screen.wait("Homeroom")
        screen.send("P")
        screen.wait("Past questions: New-hire")
        screen.wait("Which gloves hold acetone")
        screen.send("/butyl" + ENTER)
        screen.wait('with "butyl"')
        screen.send(ENTER)
        screen.wait("from the caf")
        screen.leave()
