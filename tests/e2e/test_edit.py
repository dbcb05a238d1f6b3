"""Authors change their posts: by command and by key, over ssh."""

import concurrent.futures
import json
import re

import pytest

from support.site import Site
from support.terminal import ENTER, ESC, control


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0, "edit_minutes": 0}) as made:
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you learn?")
        yield made


def post(site, who, subject, text):
    told = site.told(who, "post", "emea-autumn", "--subject", subject,
                     text=text)
    return re.search(r"thread (\d+)", told).group(1)


def test_a_change_is_read_by_all_and_its_versions_too(site):
    thread = post(site, "ada", "Badges", "They open at nine.")
    told = site.told("ada", "edit", thread, "1", text="They open at ten.\n")
    assert told == f"Changed: post 1 of thread {thread}; it shows as edited.\n"
    read = site.told("ben", "read", thread)
    assert "They open at ten." in read and "at nine" not in read
    assert ", edited" in read
    versions = json.loads(
        site.told("ben", "read", thread, "1", "--versions", "--json"))
    assert [row["body"] for row in versions] == [
        "They open at nine.", "They open at ten."]
    assert versions[1]["until"] is None
    plain = site.told("ben", "read", thread, "1", "--versions")
    assert re.search(r"^1  .*\n    They open at nine\.\n", plain)


@pytest.mark.parametrize("who,words,status,reason", [
    ("ben", ["edit", "THREAD", "1"], 77, "its author's"),
    ("ada", ["edit", "THREAD", "7"], 66, "no post 7"),
    ("ada", ["edit", "999999", "1"], 66, "999999"),
    ("ada", ["read", "THREAD", "1", "--versions"], 66, "never changed"),
    ("ada", ["read", "THREAD", "--versions"], 65, "of which post"),
])
def test_what_cannot_be_is_refused_in_one_line(site, who, words, status,
                                               reason):
    thread = post(site, "ada", "Refused", "First.")
    words = [thread if word == "THREAD" else word for word in words]
    done = site.run(who, *words, text="Changed.")
    assert done.returncode == status, done.stderr
    assert reason in done.stderr and done.stderr.count("\n") == 1


def test_many_at_once_lose_nothing(site):
    thread = post(site, "ada", "Race", "text 0")
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        done = list(pool.map(
            lambda i: site.run("ada", "edit", thread, "1", text=f"text {i}"),
            range(1, 7)))
    accepted = [i + 1 for i, run in enumerate(done) if run.returncode == 0]
    assert len(accepted) >= 3  # sessions a person may have at once
    versions = json.loads(
        site.told("ben", "read", thread, "1", "--versions", "--json"))
    assert sorted(row["body"] for row in versions) == sorted(
        ["text 0"] + [f"text {i}" for i in accepted])


def test_what_was_answered_stays_in_sight(site):
    site.told("ada", "answer", text="x")
    site.told("ben", "answer", text="The gloves.")
    today = json.loads(site.told("ada", "today", "--json"))
    today = today[0] if isinstance(today, list) else today
    thread = str(today["thread"])
    site.told("ada", "edit", thread, text="The gloves, as Ben says.")
    told = site.told("mara", "read", thread, "2", "--versions")
    assert "as it was answered" in told and "    x\n" in told


def test_by_key_and_the_draft_is_kept(site):
    thread = post(site, "lin", "Keys", "Ask Mara.")
    assert thread
    with site.terminal("lin") as screen:
        screen.wait("BOARD")
        screen.send(ENTER)
        screen.wait("Keys")
        screen.send(ENTER)
        screen.wait("Ask Mara")
        screen.send("e")
        screen.wait("Change post")
        screen.send(" Or Sam.")
        screen.wait("Or Sam")
        screen.send(ESC)
        screen.wait("Your draft is kept")
        screen.send("e")
        screen.wait(r"Ask Mara\. Or Sam\.")
        screen.send(control("x") + ENTER)
        screen.wait("it shows as edited")
        screen.send("V")
        screen.wait("as it is now")
    assert "Ask Mara. Or Sam." in site.told("ada", "read", thread)
