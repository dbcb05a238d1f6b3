"""One cohort of 14, from the roster to the alumni, in simulated time."""

import json
import re
import subprocess
import time

import pytest
from support.site import Site, clock_at

PASSWORD = "a password of one's own"
LEARNERS = [
    ("ida", "Ida", "Novak"), ("tom", "Tom", "Reed"), ("uma", "Uma", "Rao"),
    ("leo", "Leo", "Roy"), ("mia", "Mia", "Ott"), ("noa", "Noa", "Levi"),
    ("kai", "Kai", "Berg"), ("eva", "Eva", "Cruz"), ("sol", "Sol", "Ade"),
    ("jun", "Jun", "Mori"), ("pat", "Pat", "Quinn"), ("zed", "Zed", "Vik"),
]
ROSTER = "username,firstname,lastname,email,role1\n" + "".join(
    f"s{number},{first},{last},{first.lower()}@example.com,\n"
    for number, (_, first, last) in enumerate(LEARNERS, 1)
) + ("moe,Moe,Hart,moe@example.com,mentor\n"
     "cleo,Cleo,Park,cleo@example.com,champion\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    clock_at("2026-12-21 09:00")
    try:
        with Site(people={}) as site:
            roster = tmp_path_factory.mktemp("life") / "roster.csv"
            roster.write_text(ROSTER)
            site.operator("program", "add", "field", "--title",
                          "Field service", "--kind", "instructor-led")
            for slug, region, ends in (("lagos", "emea", "2027-02-19"),
                                       ("osaka", "apac", "2027-03-05")):
                site.operator("cohort", "add", slug, "--program", "field",
                              "--region", region, "--intake", "winter 2027",
                              "--starts", "2027-01-11", "--ends", ends)
            site.operator("policy", "publish")
            site.roster = roster
            yield site
    finally:
        clock_at(None)


def joined(site, *lines):
    """The dialogue of somebody with no key; what it said."""
    done = subprocess.run(
        site.ssh_words("join", ("-T",), key=False),
        input="".join(line + "\n" for line in lines).encode(),
        capture_output=True, timeout=60)
    return done.stdout.decode()


def as_person(site, handle, *words, text=None):
    """One of their commands, on the server."""
    done = site.homeroom("--as", handle, *words,
                         input=None if text is None else text.encode())
    assert done.returncode == 0, (handle, words, done.stdout, done.stderr)
    return done.stdout.decode()


def may_read(site, handle, board):
    done = site.homeroom("--as", handle, "threads", board)
    assert done.returncode in (0, 66), (done.stdout, done.stderr)
    return done.returncode == 0


def subjects(site, handle, board):
    rows = json.loads(as_person(site, handle, "threads", board, "--json"))
    return [row["subject"] for row in rows]


def phase(site, cohort):
    [row] = [row for row in json.loads(site.operator("cohorts", "--json"))
             if row["cohort"] == cohort]
    return row["phase"], row["week"]


def at_work(site, moment):
    """The daemon was off, and comes back at that moment."""
    if site.daemon is not None:
        assert site.stop() == 0
    clock_at(moment)
    return site.start()


def test_1_the_roster_comes_in_and_nobody_is_in_yet(site):
    planned = site.operator("roster", "import", str(site.roster), "--cohort",
                            "lagos", "--dry-run")
    assert "14" in planned.splitlines()[-1]
    site.operator("roster", "import", str(site.roster), "--cohort", "lagos")
    again = site.operator("roster", "import", str(site.roster), "--cohort",
                          "lagos")
    assert "kept 14" in again.splitlines()[-1], again
    assert phase(site, "lagos") == ("upcoming", "")


def test_2_all_of_them_join_with_what_they_were_given(site):
    site.start()
    page = site.operator("handout", "lagos")
    code = re.search(r"Enrolment code: (\S+)", page).group(1)
    for number, (handle, first, last) in enumerate(LEARNERS, 1):
        login = f"s{number}" if number % 2 else f"{first}@Example.com"
        told = joined(site, code, login, "", handle, PASSWORD, PASSWORD,
                      "yes", "")
        assert f"You are on it as {first} {last}." in told, told
        assert f"Done: you are {handle}." in told, told
    # Neither the mentor's place nor one that is taken is to be had by it.
    told = joined(site, code, "moe@example.com")
    assert "Moe Hart has a role here: ask for a code of your own" in told
    told = joined(site, code, "s1")
    assert "somebody has joined as that already" in told
    for handle, role in (("moe", "mentor"), ("cleo", "champion")):
        own = site.operator("invite", "lagos", "--role",
                            role).splitlines()[0]
        told = joined(site, own, f"{handle}@example.com", "", handle,
                      PASSWORD, PASSWORD, "yes", "")
        assert f"Done: you are {handle}." in told, told
    assert "88 of 100" in site.operator("invite", "list", "lagos")
    names = as_person(site, "ida", "people")
    assert all(f"{first} {last}" in names for _, first, last in LEARNERS)
    assert "Moe Hart" in names and "Cleo Park" in names


def test_3_before_the_start_they_say_hello(site):
    assert subjects(site, "ida", "lagos") == [
        "Welcome: this is the board of EMEA, winter 2027"]
    thread = json.loads(as_person(site, "ida", "threads", "lagos",
                                  "--json"))[0]["id"]
    for handle in ("ida", "tom", "moe"):
        as_person(site, handle, "reply", str(thread),
                  text=f"Hello from {handle}.\n")
    assert not may_read(site, "ida", "field-alumni")
    assert not may_read(site, "ida", "osaka")


def test_4_the_training_begins_and_the_question_is_answered_first(site):
    at_work(site, "2027-01-11 10:00")
    assert phase(site, "lagos") == ("training", "week 1 of 6")
    assert "The training begins: week 1" in subjects(site, "uma", "lagos")
    as_person(site, "moe", "ask", "lagos", "--on", "2027-01-12",
              text="What did you try today?\n")
    assert "Welcome" in as_person(site, "cleo", "todo") or \
        "hello" in as_person(site, "cleo", "todo").lower()

    at_work(site, "2027-01-12 12:00")
    as_person(site, "ida", "answer", text="I called the night desk.\n")
    today = site.homeroom("--as", "tom", "today").stdout.decode()
    assert "What did you try today?" in today
    assert "night desk" not in today
    for handle, _, _ in LEARNERS[1:7]:
        as_person(site, handle, "answer", text=f"{handle} asked a colleague.\n")
    assert "7 of 1" in as_person(site, "ida", "today")
    assert "night desk" in as_person(site, "tom", "past") + as_person(
        site, "tom", "read", str(json.loads(as_person(
            site, "tom", "today", "--json"))[0]["thread"]))


def test_5_one_moves_and_one_loses_a_laptop(site):
    at_work(site, "2027-01-25 08:00")
    site.operator("member", "move", "zed", "lagos", "osaka", "--why",
                  "relocated")
    assert may_read(site, "zed", "osaka")
    assert not may_read(site, "zed", "lagos")
    code = site.operator("invite", "--for", "pat").splitlines()[0]
    told = joined(site, code, "another password", "another password", "")
    assert "This code lets Pat Quinn (pat) back in." in told
    assert "Done: you are pat." in told


def test_6_on_the_job_the_alumni_open_for_those_who_have_ended(site):
    at_work(site, "2027-02-20 06:00")
    assert phase(site, "lagos")[0] == "on-the-job"
    assert phase(site, "osaka")[0] == "training"
    assert "On the job: what works, and what does not" in subjects(
        site, "ida", "lagos")
    assert may_read(site, "ida", "field-alumni")
    assert not may_read(site, "zed", "field-alumni")
    who = site.operator("access", "field-alumni")
    assert "ida" in who and "zed" not in who
    as_person(site, "ida", "post", "field-alumni", "--subject", "Night shifts",
              text="Ask me about night shifts.\n")


def test_7_who_leaves_the_organisation_leaves_the_words(site):
    at_work(site, "2027-03-20 06:00")
    as_person(site, "leo", "post", "lagos", "--subject", "Valves",
              text="The valve needs a quarter turn.\n")
    as_person(site, "mia", "post", "lagos", "--subject", "Private matter",
              text="My sister lives in Malmo.\n")
    data = json.loads(site.operator("person", "export", "leo"))
    assert "quarter turn" in json.dumps(data)
    site.operator("person", "anonymise", "leo", "--why", "left")
    site.operator("person", "erase", "mia", "--yes", "--why", "asked for it")
    told = as_person(site, "ida", "read", str(thread_called(site, "Valves")))
    assert "quarter turn" in told and "Leo" not in told
    assert "Private matter" not in subjects(site, "ida", "lagos")
    assert site.homeroom("--as", "leo", "boards").returncode != 0
    assert b"Leo Roy" not in site.homeroom("--as", "ida", "people").stdout
    assert site.stop() == 0


def thread_called(site, subject):
    rows = json.loads(as_person(site, "ida", "threads", "lagos", "--json"))
    return next(row["id"] for row in rows if row["subject"] == subject)


def test_8_alumni_keep_their_room_and_the_record_is_whole(site):
    at_work(site, "2027-05-16 06:00")
    assert phase(site, "lagos")[0] == "alumni"
    told = subjects(site, "ida", "lagos")
    for subject in ("Welcome: this is the board of EMEA, winter 2027",
                    "The training begins: week 1",
                    "On the job: what works, and what does not",
                    "Alumni: the room stays open"):
        assert told.count(subject) == 1, told
    as_person(site, "ida", "post", "lagos", "--subject", "Three years on",
              text="Still here.\n")
    assert site.stop() == 0
    site.operator("audit", "verify")
    assert "the record of acts: whole" in site.operator("check")
    for act in ("roster import", "join", "invite", "member move",
                "person anonymise", "person erase", "policy publish"):
        assert act in site.operator("audit", "--act", act.split()[-1]), act
    assert "Leo Roy" not in site.operator("audit", "--act", "join")
    named = site.homeroom("audit", "--who", "leo").stdout
    assert b"leo" not in named and b"join" not in named
