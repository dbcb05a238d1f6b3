"""Members leave a cohort or change to another: rights follow at once."""

import json
import re

import pytest

from support.site import Site


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        yield made.start()


def boards(site, handle):
    return {row["slug"] for row in json.loads(site.told(handle, "boards",
                                                        "--json"))}


def test_a_session_that_is_open_loses_the_board(site):
    site.told("lin", "post", "emea-autumn", "--subject", "Badges",
              text="Where do I get one?")
    with site.terminal("ada") as screen:
        screen.wait("EMEA, autumn 2026")
        told = site.operator("member", "remove", "ada", "emea-autumn",
                             "--why", "left the training")
        assert told == ("ada is no longer learner in emea-autumn; what they "
                        "wrote stays.\n")
        screen.send("\r").wait_gone("EMEA, autumn 2026")
        assert "Badges" not in screen.text
        screen.wait("Commons")
        screen.send("q")
        assert screen.wait_end() == 0
    assert boards(site, "ada") == {"commons"}
    assert site.run("ada", "threads", "emea-autumn").returncode == 66
    row = json.loads(site.operator("audit", "--act", "remove", "--json"))[0]
    assert (row["act"], row["subject"], row["reason"]) == (
        "member remove", "ada emea-autumn learner", "left the training")


def test_a_member_moves(site):
    site.told("ben", "post", "emea-autumn", "--subject", "Mine",
              text="I wrote this.")
    told = site.operator("member", "move", "ben", "emea-autumn", "apac-autumn")
    assert told == "ben is learner in apac-autumn now, not in emea-autumn.\n"
    assert "apac-autumn" in boards(site, "ben")
    assert "emea-autumn" not in boards(site, "ben")
    assert "Mine" in site.told("lin", "threads", "emea-autumn")
    done = site.homeroom("member", "move", "ben", "apac-autumn", "apac-autumn")
    assert done.returncode == 65
    assert done.stderr == b"ben is learner in apac-autumn already\n"


@pytest.mark.parametrize("words,status,reason", [
    (["member", "remove", "lin", "apac-autumn"], 66, b"lin is not in apac-"),
    (["member", "remove", "lin", "emea-autumn", "--role", "king"], 65, b"king"),
    (["member", "remove", "nobody-here", "emea-autumn"], 66, b"nobody-here"),
    (["member", "move", "lin", "emea-autumn", "nowhere"], 66, b"nowhere"),
    (["member", "move", "lin", "apac-autumn", "amer-autumn"], 66, b"lin is"),
])
def test_what_is_not_so_is_refused(site, words, status, reason):
    done = site.homeroom(*words)
    assert done.returncode == status, done.stderr
    assert reason in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert boards(site, "lin") == {"emea-autumn", "new-hire-autumn-2026",
                                   "commons"}


def test_a_roster_comes_in_after_moves_and_partings(site, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("username,firstname,lastname,email\n"
                      "zoe,Zoe,Quist,zoe@example.org\n"
                      "yan,Yan,Li,yan@example.org\n")
    words = ["roster", "import", str(roster), "--cohort"]
    assert "added 2," in site.operator(*words, "emea-autumn")
    site.operator("member", "move", "zoe", "emea-autumn", "amer-autumn")
    former = re.search(r"former-\w{6}", site.operator(
        "person", "anonymise", "yan")).group()
    # Where zoe is now she is known; yan is somebody new, with a free handle.
    told = site.operator(*words, "amer-autumn")
    assert "added 1, changed 0, kept 1," in told
    assert "yan@example.org" in told
    # What the file says counts: it has zoe in her old cohort too.
    assert "added 2, changed 0, kept 0," in site.operator(*words,
                                                          "emea-autumn")
    assert former in site.operator("audit", "--about", former)
    assert "given by an act on record" in site.operator("check")


def test_nobody_does_so_over_ssh(site):
    for words in (["member", "remove", "lin", "emea-autumn"],
                  ["member", "move", "lin", "emea-autumn", "apac-autumn"]):
        assert site.run("jo", *words).returncode == 64
