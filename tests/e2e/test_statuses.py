"""Each command of a question's life, by each role, with what is right and what
is wrong: prints JSON where there is output, and exits as it should."""

import json

import pytest

from support.site import Site

WHO = ("ada", "mara", "sam", "pia")     # learner, mentor, SME, sponsor


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.add_person("pia", "Pia Lund")
        made.operator("member", "add", "pia", "emea-autumn", "--role",
                      "sponsor")
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What is new?")
        made.told("ada", "post", "emea-autumn", "--subject", "Hello",
                  text="Hello.")
        yield made


@pytest.mark.parametrize("words", [
    "today", "past", "boards", "new", "who", "waiting", "earlier", "drafts",
    "letter", "pledge", "used list"])
def test_what_is_printed_is_json_where_that_is_asked(site, words):
    for who in WHO:
        done = site.run(who, *words.split(), "--json")
        assert done.returncode in (0, 1), (who, done.stderr)
        json.loads(done.stdout)
        assert done.stderr == ""


@pytest.mark.parametrize("words", [
    "threads emea-autumn", "questions list emea-autumn"])
def test_on_a_board_as_well(site, words):
    json.loads(site.told("mara", *words.split(), "--json"))


# 64 usage, 65 bad input, 66 not found, 77 not allowed
@pytest.mark.parametrize("words,statuses", [
    ("today --short", (1, 0, 0, 0)),
    ("today now", (64, 64, 64, 64)),
    ("skip 99", (64, 64, 64, 64)),
    ("skip --question x", (64, 64, 64, 64)),
    ("answer", (65, 65, 66, 66)),
    ("past nowhere", (66, 66, 66, 66)),
    ("past 99", (66, 66, 66, 66)),
    ("ask", (64, 64, 64, 64)),
    ("ask nowhere --on today Why?", (66, 66, 66, 66)),
    ("ask emea-autumn --on 2020-01-01 Why?", (77, 65, 66, 66)),
    ("ask emea-autumn --on soon Why?", (65, 65, 66, 66)),
    ("questions", (64, 64, 64, 64)),
    ("questions list emea-autumn", (77, 0, 66, 66)),
    ("questions list nowhere", (66, 66, 66, 66)),
    ("questions drop 99", (66, 66, 66, 66)),
    ("questions drop x", (64, 64, 64, 64)),
    ("pledge add", (64, 64, 64, 64)),
    ("pledge add --when a --will b --by 2020-01-01", (65, 65, 65, 65)),
    ("pledge answer 9 done", (66, 66, 66, 66)),
    ("pledge counts emea-autumn", (77, 77, 66, 0)),
    ("endorse 99 1", (66, 66, 66, 66)),
])
def test_exit_statuses(site, words, statuses):
    for who, status in zip(WHO, statuses):
        done = site.run(who, *words.split(), text="")
        assert done.returncode == status, (who, done.stdout, done.stderr)
        if status > 1:
            assert done.stdout == "" and done.stderr.count("\n") == 1
    assert all(len(line) < 80 for line in
               site.run("ada", "today", "--short").stdout.splitlines())
