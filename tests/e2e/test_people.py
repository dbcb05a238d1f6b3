"""Ada finds who else is in AMER and reads what Kofi wrote, over real ssh; what
a person may know of others, by screen and by command."""

import json
import re

import pytest

from support.site import PEOPLE, Site, clock_at, days_from_now
from support.terminal import DOWN, ENTER, TAB

QUESTION = "What did you try on a live ticket this week?"


@pytest.fixture(scope="module")
def site():
    everyone = dict(PEOPLE, pia=("Pia Lund", "emea", "sponsor"))
    clock_at(days_from_now(0) + " 12:00")  # the same day in every region
    with Site(people=everyone, settings={"question_minute": 0}) as made:
        made.operator("program", "add", "safe-handling", "--title",
                      "Safe handling", "--kind", "instructor-led")
        made.operator("cohort", "add", "emea-safety", "--program",
                      "safe-handling", "--region", "emea", "--intake",
                      "spring", "--starts", "2026-01-05", "--ends",
                      "2040-01-05")
        made.add_person("zoe", "Zoe Quist")
        made.operator("member", "add", "zoe", "emea-safety", "--role",
                      "learner")
        made.start()
        made.told("kofi", "post", "new-hire-autumn-2026", "--subject",
                  "'Who handles escalations?'",
                  text="The shift lead does, and at night the desk.")
        made.told("kofi", "post", "amer-autumn", "--subject",
                  "'Only for our room'", text="Nobody else reads this.")
        made.told("mara", "ask", "new-hire-autumn-2026", "--on", "today",
                  text=QUESTION)
        made.told("kofi", "answer", text="A very secret answer.")
        yield made
    clock_at(None)


def test_ada_finds_who_is_in_amer_and_reads_what_kofi_wrote(site):
    with site.terminal("ada") as ada, site.terminal("kofi") as kofi:
        kofi.wait("BOARD")
        ada.wait("BOARD")
        ada.send("W")
        ada.wait("EMEA, autumn 2026, 5 people")
        ada.send(TAB)
        ada.wait("All regions, autumn 2026, 9 people")
        assert ada.row_of("^ AMER") < ada.row_of("Kofi Mensah") \
            < ada.row_of("Sue Diaz") < ada.row_of("^ APAC")
        assert "there" in ada.lines[ada.row_of("^ AMER")]
        ada.until(lambda: "here" in ada.lines[ada.row_of("Kofi Mensah")],
                  "kofi to be here")
        assert "here" not in ada.lines[ada.row_of("Sue Diaz")]
        while "> Kofi" not in ada.text:
            ada.send(DOWN)
            ada.settle(0.1)
        ada.send(ENTER)
        ada.wait("Kofi Mensah.*kofi, AMER")
        ada.wait("here now")
        ada.wait("learner .*New-hire, autumn 2026, AMER.*week 3 of 7")
        ada.wait("Who handles escalations")
        assert "The shift lead does" in ada.text
        assert "room" not in ada.text and "secret" not in ada.text
        assert kofi.leave() == 0
        ada.wait_gone("here now")
        ada.send(ENTER)
        ada.wait("at night the desk")
        ada.wait("All regions, autumn 2026")
        assert ada.leave() == 0
    assert b"secret" not in ada.raw
    assert b"Only for our room" not in ada.raw


def test_what_kofi_writes_while_one_looks_appears(site):
    with site.terminal("wen") as wen:
        wen.wait("BOARD")
        wen.send("W")
        wen.wait("APAC, autumn 2026, 2 people")
        wen.send(TAB)
        wen.wait("> Kofi")
        wen.send(ENTER)
        wen.wait("Who handles escalations")
        site.told("kofi", "post", "new-hire-autumn-2026", "--subject",
                  "'Night shifts'", text="Ask me about them.")
        wen.wait("Night shifts")
        wen.wait("Ask me about them")
        assert wen.leave() == 0


def test_the_author_of_a_post_is_one_key_away(site):
    with site.terminal("lin") as lin:
        lin.wait("BOARD")
        lin.send("n")
        lin.wait("The shift lead does|Ask me about them")
        lin.send("A")
        lin.wait("Kofi Mensah.*kofi, AMER")
        assert lin.leave() == 0


def test_the_commands_tell_the_same(site):
    told = site.told("ada", "people")
    rows = [line.split()[:2] for line in told.splitlines()[1:]]
    assert rows[0] == ["Kofi", "Mensah"]
    assert "Zoe" not in told and "Pia" not in told
    rows = json.loads(site.told("ada", "people", "amer-autumn", "--json"))
    assert [row["handle"] for row in rows] == ["kofi", "sue"]
    assert rows[0]["role"] == "learner"
    assert rows[0]["week"] == "week 3 of 7"
    assert rows[0]["region"] == "AMER"
    assert rows[0]["not_for_14_days"] is False
    told = site.told("ada", "person", "kofi")
    assert told.startswith("Kofi Mensah (kofi), AMER")
    assert "The shift lead does" in told
    assert "secret" not in told and "room" not in told
    person = json.loads(site.told("ada", "person", "kofi", "--posts", "1",
                                  "--json"))
    assert len(person["posts"]) == 1
    assert person["posts"][0]["subject"] == "Night shifts"
    thread = str(person["posts"][0]["thread"])
    assert "Ask me about them" in site.told("ada", "read", thread)


def test_a_stranger_is_told_of_like_nobody(site):
    for handle in ("zoe", "pia", "nobody-here"):
        done = site.run("ada", "person", handle)
        assert done.returncode == 66
        assert done.stdout == ""
        assert done.stderr == f"nobody called {handle}\n"
    done = site.run("zoe", "person", "ada")
    assert (done.returncode, done.stderr) == (66, "nobody called ada\n")
    for cohort in ("emea-safety", "nowhere"):
        done = site.run("ada", "people", cohort)
        assert done.returncode == 66
        assert done.stderr == f"no cohort called {cohort}\n"
    assert "Ada" not in site.told("zoe", "people")


def test_a_sponsor_is_told_counts(site):
    assert site.told("pia", "people") == (
        "EMEA, autumn 2026\n"
        "EMEA: 1 mentor, 1 champion, 3 learners\n")
    rows = json.loads(site.told("pia", "people", "emea-autumn", "--json"))
    assert [row["count"] for row in rows] == [1, 1, 3]
    with site.terminal("pia") as pia:
        pia.wait("BOARD")
        pia.send("W")
        pia.wait("3 learners")
        for name, _, _ in PEOPLE.values():
            assert name not in pia.text
        assert pia.leave() == 0


def test_the_operator_sees_every_cohort(site):
    assert "Zoe Quist" in site.operator("people", "emea-safety")
    told = site.operator("people")
    assert "Zoe Quist" in told and "Ada Obi" in told
    assert re.search(r"Pia Lund +pia +sponsor", told)
    assert "Only for our room" in site.operator("person", "kofi")
    assert "sponsor" in site.operator("person", "pia")


def test_plain_mode_has_the_same(site):
    done = site.run("ada", text="people emea-autumn\nperson kofi\nquit\n",
                    options=("-T",))
    assert "Mara Okafor" in done.stdout
    assert "The shift lead does" in done.stdout
