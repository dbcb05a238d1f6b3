"""People who leave: name and text go, out of the files as well."""

import json
import re
import sqlite3
import subprocess

import pytest

from support.site import PASSWORD, PEOPLE, Site

WORDS = ("Zebulon Quagga", "zebulon", "Zebra")


@pytest.fixture
def site():
    people = dict(PEOPLE, zebulon=("Zebulon Quagga", "emea", "learner"))
    with Site(people) as made:
        yield made.start()


def files_of(site):
    """Every file of both stores; the log of the daemon is another matter."""
    return [path for folder in ("store", "secrets")
            for path in sorted((site.folder / folder).iterdir())
            if path.is_file()]


def files_with(site, words):
    return {path.name for path in files_of(site)
            if words.encode() in path.read_bytes()}


def rows_with(site, words):
    """Tables of both stores that hold the words anywhere."""
    found = set()
    for name in ("store/store.db", "secrets/secrets.db"):
        with sqlite3.connect(f"file:{site.folder / name}?mode=ro",
                             uri=True) as store:
            tables = [row[0] for row in store.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' "
                "AND sql NOT LIKE 'CREATE VIRTUAL%'")]
            for table in tables:
                for row in store.execute(f"SELECT * FROM {table}"):
                    if any(words.lower() in str(cell).lower()
                           for cell in row):
                        found.add(table)
    return found


def fill(site):
    """Something of zebulon's everywhere; the thread they began."""
    site.operator("member", "add", "zebulon", "apac-autumn", "--role",
                  "mentor")
    for number in range(12):
        site.told("zebulon", "post", "emea-autumn", "--subject",
                  f"Zebra {number}", text=f"Zebra text {number}\n" * 20)
    site.told("zebulon", "ask", "apac-autumn", "Zebra question?")
    rows = json.loads(site.told("ada", "threads", "emea-autumn", "--json"))
    thread = str(rows[0]["id"])
    site.told("ada", "reply", thread, text="I have a horse.")
    site.told("zebulon", "reply", thread, text="Zebra is no horse.")
    site.told("zebulon", "read", thread)
    with site.terminal("zebulon") as screen:
        screen.wait("BOARD")
        screen.send("\rp").wait("can read this")
        screen.send("Zebra draft").settle(0.5)
    return thread


def parted(site, *words):
    told = site.operator(*words)
    former = re.search(r"a former member now, called (former-\w{6}), with no "
                       r"way in\.\n", told)
    assert former, told
    assert "None of it is in the files of the store any more.\n" in told
    assert "Backups and logs are not touched.\n" in told
    return former.group(1), told


def refused(site):
    """Neither key nor password lets them in any more."""
    done = site.run("zebulon", "today")
    assert done.returncode == 255, done.stdout
    with site.terminal("zebulon", key=False) as screen:
        screen.wait("Handle or email")
        screen.send("\r").wait("assword")
        screen.send(PASSWORD + "\r").wait("zebulon@127.0.0.1's password")
        screen.send(PASSWORD + "\r")
        assert screen.wait_end(30) == 255


def test_erased_they_are_in_no_file_while_the_daemon_runs(site):
    thread = fill(site)
    assert files_with(site, "Zebra") and files_with(site, WORDS[0])
    done = site.homeroom("person", "erase", "zebulon")
    assert done.returncode == 1
    assert b"Nothing is done yet" in done.stdout
    assert b'13 posts and 12 subjects of theirs: "(erased)" in their place.' \
        in done.stdout
    assert site.run("zebulon", "boards").returncode == 0

    former, told = parted(site, "person", "erase", "zebulon", "--yes", "--why",
                          "asked for it")
    assert "1 question they had queued: gone.\n" in told
    for words in WORDS:
        assert files_with(site, words) == set(), words
        assert rows_with(site, words) == set(), words
    refused(site)

    told = site.told("ada", "read", thread)
    assert "I have a horse." in told and "(erased)" in told
    assert "Former member" in told
    posts = json.loads(site.told("ada", "read", thread, "--json"))["posts"]
    assert [post["number"] for post in posts] == [1, 2, 3]
    row = json.loads(site.operator("audit", "--json"))[0]
    assert (row["act"], row["subject"], row["reason"]) == (
        "person erase", former, "asked for it")
    assert "chain whole" in site.operator("audit", "verify")
    site.operator("check")


def test_erased_they_are_in_no_file_without_a_daemon(site):
    fill(site)
    assert site.stop() == 0
    parted(site, "person", "erase", "zebulon", "--yes")
    for words in WORDS:
        assert files_with(site, words) == set(), words
        assert rows_with(site, words) == set(), words
    site.operator("check")
    site.start()


def test_anonymised_their_text_stays(site):
    thread = fill(site)
    site.told("ada", "reply", thread, text="Thank you, @zebulon.")
    former, told = parted(site, "person", "anonymise", "zebulon")
    assert "13 posts and 12 subjects of theirs: they stay, under that" in told
    assert "1 question they had queued: still asked.\n" in told
    assert f"Others name them in 1 place: thread {thread} post 4.\n" in told
    assert files_with(site, WORDS[0]) == set()
    assert rows_with(site, "zebulon") == {"posts"}
    assert rows_with(site, "draft") == set()
    assert "Zebra is no horse." in site.told("ada", "read", thread)
    refused(site)
    # The handle is free again: whoever comes has nothing of theirs.
    site.add_person("zebulon", "Zebulon Quagga")
    exported = json.loads(site.operator("person", "export", "zebulon"))
    assert exported["posts"] == []
    assert [act["act"] for act in exported["acts"]] == ["person add",
                                                        "person export"]
    kept = json.loads(site.operator("person", "export", former))
    assert len(kept["posts"]) == 13
    assert kept["keys"] == kept["password"] == kept["drafts"] == []


def test_a_session_that_is_open_ends(site):
    with site.terminal("zebulon") as screen:
        screen.wait("BOARD")
        parted(site, "person", "anonymise", "zebulon")
        screen.send("j")
        screen.wait("can no longer log in")
        screen.wait_end()
    assert rows_with(site, "zebulon") == set()


def test_what_they_are_typing_is_not_kept(site):
    with site.terminal("zebulon") as screen:
        screen.wait("BOARD")
        screen.send("\rp").wait("can read this")
        screen.send("Zebra")
        screen.wait("Zebra")
        parted(site, "person", "erase", "zebulon", "--yes")
        screen.settle(3)
        screen.send(" goes on")
        screen.wait("can no longer log in")
        screen.wait_end()
    for words in WORDS:
        assert rows_with(site, words) == set(), words
        assert files_with(site, words) == set(), words


def test_a_line_of_commands_ends(site):
    words = site.ssh_words("zebulon", ("-T",))
    with subprocess.Popen(words, stdin=subprocess.PIPE, text=True,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as child:
        child.stdin.write("boards\n")
        child.stdin.flush()
        while "emea-autumn" not in child.stdout.readline():
            pass
        parted(site, "person", "anonymise", "zebulon")
        child.stdin.write("post emea-autumn --subject Late Still-here\n")
        child.stdin.write("boards\n")
        child.stdin.close()
        assert "emea-autumn" not in child.stdout.read()
    assert rows_with(site, "Still-here") == set()


@pytest.mark.parametrize("act", ["anonymise", "erase"])
def test_it_is_the_operators_alone(site, act):
    assert site.run("mara", "person", act, "zebulon").returncode == 64
    done = site.homeroom("person", act, "nobody-here")
    assert done.returncode == 66
    assert done.stderr == b"no person called nobody-here\n"
