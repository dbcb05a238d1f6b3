"""A program's plan out of a file: what each new cohort is asked and told."""

import json

import pytest

from support.site import Site, clock_at

PLAN = """week,weekday,kind,text
1,mon,announcement,"Welcome, all of you
Badges: ask for ""the blue one""."
1,Monday,story,What brings you here?
1,wed,,What was new?
2,fri,apply,What did you try?
"""


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        yield made


def told_of(site, *words):
    done = site.homeroom(*words)
    return done.returncode, done.stderr.decode()


def add_cohort(site, slug, intake):
    return site.operator("cohort", "add", slug, "--program", "new-hire",
                         "--region", "emea", "--intake", intake, "--starts",
                         "2031-01-13", "--ends", "2031-02-28")


def test_a_plan_goes_in_and_comes_out_the_same(site, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(PLAN)
    told = site.operator("program", "plan", "import", "new-hire", str(path))
    assert told.startswith("new-hire: 3 questions and 1 announcements, for "
                           "each cohort added from now on."), told
    assert "cohort plan apply" in told
    out = site.operator("program", "plan", "export", "new-hire")
    again = tmp_path / "again.csv"
    again.write_text(out)
    told = site.operator("program", "plan", "import", "new-hire", str(again))
    assert "in place of the plan there was" in told
    assert site.operator("program", "plan", "export", "new-hire") == out
    rows = json.loads(site.operator("program", "plan", "list", "new-hire",
                                    "--json"))
    assert [(row["week"], row["weekday"], row["kind"]) for row in rows] == [
        (1, "mon", "announcement"), (1, "mon", "story"),
        (1, "wed", "reflect"), (2, "fri", "apply")]
    assert rows[0]["body"].endswith('\nBadges: ask for "the blue one".')
    assert "What was new?" in site.operator("program", "plan", "list",
                                            "new-hire")


def test_a_new_cohort_has_it(site):
    told = add_cohort(site, "emea-winter", "winter 2031")
    assert ("The plan: 3 questions from 2031-01-13 to 2031-01-24, "
            "1 announcements.") in told, told
    told = site.operator("questions", "list", "emea-winter")
    assert "What brings you here?" in told
    told = site.operator("cohort", "plan", "list", "emea-winter")
    assert "2031-01-13" in told and "Welcome, all of you" in told
    told = site.operator("cohort", "change", "emea-winter", "--starts",
                         "2031-01-20")
    assert "from 2031-01-20 to 2031-01-31" in told
    told = site.operator("cohort", "plan", "clear", "emea-winter")
    assert "3 questions and 1 announcements" in told
    told = site.operator("cohort", "plan", "apply", "emea-winter")
    assert "from 2031-01-20 to 2031-01-31" in told


@pytest.mark.parametrize("row,where,why", [
    ("3,payday,,When?", ":7:3: ", '"payday" is no weekday'),
    ("105,mon,,When?", ":7:1: ", '"105" is no week'),
    ("0,mon,,When?", ":7:1: ", '"0" is no week'),
    (",mon,,When?", ":7:1: ", "is no week"),
    ("3,mon,riddle,When?", ":7:7: ", '"riddle" is no kind'),
    ("3,mon,,", ":7:8: ", "no text"),
    ("3,mon,," + "x" * 1001, ":7:8: ", "over 1000 bytes"),
    ("3,mon,announcement," + "x" * 4001, ":7:20: ", "over 4000 bytes"),
    ("1,wed,apply,Again?", ":7:3: ", "a question on wed already, in line 5"),
    ("1,mon,announcement,Again", ":7:3: ",
     "an announcement on mon already, in line 2"),
    ("3,mon,,Wrong, for a comma", ":7:14: ", "unquoted"),
    ("3,mon,,\udcff", ":7:8: ", "UTF-8"),
], ids=range(12))
def test_a_broken_row_refuses_the_whole(site, tmp_path, row, where, why):
    path = tmp_path / "plan.csv"
    before = site.operator("program", "plan", "export", "new-hire")
    path.write_bytes((PLAN + row + "\n").encode(errors="surrogateescape"))
    code, told = told_of(site, "program", "plan", "import", "new-hire",
                         str(path))
    assert code == 65
    assert f"plan.csv{where}" in told and why in told, told
    assert site.operator("program", "plan", "export", "new-hire") == before


def test_a_file_without_a_title_or_a_row_is_refused(site, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("week,day,text\n1,mon,When?\n")
    code, told = told_of(site, "program", "plan", "import", "new-hire",
                         str(path))
    assert code == 65 and "no column is called kind" in told
    path.write_text("week,day,kind,text\n")
    code, told = told_of(site, "program", "plan", "import", "new-hire",
                         str(path))
    assert code == 65 and "nothing is planned in it" in told
    code, told = told_of(site, "program", "plan", "import", "nemo",
                         "/nowhere.csv")
    assert code == 66


def test_a_cleared_plan_is_gone(site):
    assert "it had 4 entries" in site.operator("program", "plan", "clear",
                                               "new-hire")
    assert "has no plan" in site.operator("program", "plan", "list",
                                          "new-hire")
    assert "The plan" not in add_cohort(site, "emea-late", "late 2031")
    told = site.operator("cohort", "plan", "apply", "emea-late")
    assert "has no plan" in told


def test_the_daemon_asks_and_tells_on_the_day(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(PLAN)
    try:
        clock_at("2031-01-10 12:00")
        with Site(people={"ada": ("Ada Obi", "emea", "learner")}) as site:
            site.operator("program", "plan", "import", "new-hire", str(path))
            add_cohort(site, "emea-winter", "winter 2031")
            site.operator("member", "add", "ada", "emea-winter", "--role",
                          "learner")
            clock_at("2031-01-13 08:00")
            site.start()  # what is due goes out before anyone is here
            told = site.told("ada", "threads", "emea-winter")
            assert "Welcome, all of you" in told, told
            assert "What brings you here?" in told
            done = site.run("ada", "today", "--short")
            assert done.returncode == 1
            assert "What brings you here?" in done.stdout
            assert site.stop() == 0
            site.start()
            told = site.told("ada", "threads", "emea-winter", "--json")
            subjects = [row["subject"] for row in json.loads(told)]
            assert subjects.count("Welcome, all of you") == 1
            assert site.stop() == 0
    finally:
        clock_at(None)
