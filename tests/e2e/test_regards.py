"""Thanks and endorsements by command and by key, from hand to hand."""

import json

import pytest

from support.site import Site
from support.terminal import ENTER


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.start()
        made.told("ben", "post", "emea-autumn", "--subject", "Badges",
                  text="Security prints a day badge.")
        yield made


def the_thread(site, handle):
    rows = json.loads(site.told(handle, "threads", "emea-autumn", "--json"))
    return next(row for row in rows if row["subject"] == "Badges")


def the_post(site, handle):
    number = str(the_thread(site, handle)["id"])
    return json.loads(site.told(handle, "read", number, "--json"))["posts"][0]


def test_each_is_said_once_and_taken_back(site):
    number = str(the_thread(site, "ada")["id"])
    told = site.told("ada", "thanks", number, "1")
    assert told == "Counted beside the post; not whose it is.\n"
    site.told("ada", "thanks", number, "1")
    assert the_post(site, "ada")["is_thanked"]
    assert the_post(site, "ben")["thanks"] == 1
    site.told("mara", "endorse", number, "1")
    assert the_post(site, "mara")["is_endorsed"]
    assert the_post(site, "ada")["endorsed_by"] == 1
    assert the_thread(site, "ada")["is_endorsed"]
    assert "endorsed, your thanks" in site.told("ada", "read", number)
    assert "endorsed" not in site.told("ada", "threads", "emea-autumn")
    site.told("lin", "reply", number, text="It worked.")
    assert "endorsed" in site.told("ada", "threads", "emea-autumn")
    told = site.told("ben", "used", "list")
    assert "Mara Okafor, EMEA endorsed post 1" in told and "(new)" in told
    assert "(new)" not in site.told("ben", "used", "list")
    row = json.loads(site.told("ben", "used", "list", "--json"))[0]
    assert (row["kind"], row["handle"]) == ("endorsed", "mara")
    site.told("mara", "endorse", number, "1", "--undo")
    site.told("ada", "thanks", number, "1", "--undo")
    post = the_post(site, "ada")
    assert (post["thanks"], post["endorsed_by"]) == (0, 0)
    assert not the_thread(site, "ada")["is_endorsed"]
    acts = site.operator("audit", "--act", "endorse")
    assert "mara" in acts and f"emea-autumn thread {number} post 1" in acts


@pytest.mark.parametrize("who,words,status,reason", [
    ("ben", ("thanks", "{}", "1"), 77, "this is your own"),
    ("ada", ("endorse", "{}", "1"), 77, "only mentors and SMEs endorse"),
    ("ada", ("thanks", "{}", "7"), 66, "no post 7"),
    ("ada", ("thanks", "{}"), 64, "usage"),
    ("ada", ("thanks", "{}", "x"), 64, "x"),
    ("ada", ("thanks", "99999", "1"), 66, ""),
    ("kofi", ("thanks", "{}", "1"), 66, ""),
    ("ada", ("thanks", "{}", "1", "--undo"), 66, "have not thanked"),
    ("mara", ("endorse", "{}", "1", "--undo"), 66, "have not endorsed"),
])
def test_what_is_not_to_be_is_refused(site, who, words, status, reason):
    number = str(the_thread(site, "ada")["id"])
    done = site.run(who, *[word.format(number) for word in words])
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stderr.count("\n") == 1 and reason in done.stderr


def test_one_key_each(site):
    number = str(the_thread(site, "ada")["id"])
    with site.terminal("mara") as screen:
        screen.wait("Homeroom")
        screen.send(ENTER)
        screen.wait("Badges")
        screen.send(ENTER)
        screen.wait("Security prints a day badge.")
        screen.send("g")
        screen.send("E")
        screen.wait("endorsed by you")
        screen.send("t")
        screen.wait("endorsed by you, your thanks")
    assert the_post(site, "ben")["endorsed_by"] == 1
    with site.terminal("ben") as screen:
        screen.wait("u  1 endorsed what you wrote")
        screen.send("u")
        screen.wait("It is right")
    assert site.run("mara", "thanks", number, "1",
                    "--undo").returncode == 0
