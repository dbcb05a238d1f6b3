"""The record of acts: who reads it over ssh, and what the operator proves."""

import json
import re
import sqlite3

import pytest

from support.site import PEOPLE, Site

HEAD = r"event=audit\.head id=(\d+) head=([0-9a-f]{64})"


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        made.add_person("max", "Max Stein")
        made.operator("role", "max", "moderator")
        made.start()
        yield made


def tampered(site, *statements):
    """Writes past the program, as whoever owns the file could."""
    store = sqlite3.connect(next(site.folder.rglob("store.db")))
    with store:
        for name in ("audit_keeps", "audit_stays", "audit_grows"):
            store.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            assert store.execute(statement).rowcount > 0, statement
    store.close()


def test_a_moderator_reads_it_over_ssh(site):
    told = site.told("max", "audit")
    lines = told.splitlines()
    assert lines[0].split()[:4] == ["ID", "WHEN", "WHO", "ACT"]
    assert re.search(r"operator +role +max moderator", lines[1]), told
    assert all(len(line) <= 80 for line in lines)
    assert "\x1b" not in told


def test_it_is_searched(site):
    rows = json.loads(site.told("max", "audit", "--act", "member", "--about",
                                "ada", "--who", "operator", "--json"))
    assert [row["act"] for row in rows] == ["member add"]
    assert rows[0]["subject"].startswith("ada ")
    assert rows[0]["reason"] is None and rows[0]["digest"] is None
    assert len(rows[0]["link"]) == 64
    newest = json.loads(site.told("max", "audit", "--json"))[0]["id"]
    older = json.loads(site.told("max", "audit", "--before", str(newest),
                                 "--json"))
    assert older[0]["id"] == newest - 1
    assert "No such act" in site.told("max", "audit", "--since", "2099-01-01")
    for words in (["--since", "soon"], ["--before", "x"]):
        assert site.run("max", "audit", *words).returncode == 65


@pytest.mark.parametrize("handle", sorted(PEOPLE))
def test_nobody_else_reads_it(site, handle):
    done = site.run(handle, "audit")
    assert done.returncode == 77
    assert done.stdout == ""
    assert "moderators" in done.stderr


def test_nobody_proves_it_over_ssh(site):
    assert site.run("max", "audit", "verify").returncode == 64


def test_a_mentors_question_is_read_there_without_its_text(site):
    mentor = next(handle for handle, (_, _, role) in PEOPLE.items()
                  if role == "mentor")
    board = f"{PEOPLE[mentor][1]}-autumn"
    site.told(mentor, "ask", board, "What would you do again?")
    told = site.told("max", "audit", "--who", mentor, "--json")
    row = json.loads(told)[0]
    assert (row["act"], row["actor"]) == ("ask", mentor)
    assert row["subject"].startswith(board)
    assert len(row["digest"]) == 64
    assert "again" not in told


def test_a_session_in_somebodys_name_is_on_record(site):
    for words in ([], ["--write"]):
        site.homeroom("session", "--as", "ada", *words, input=b"quit\n")
        row = json.loads(site.operator("audit", "--json"))[0]
        assert row["act"] == f"session {words[0] if words else '--as'}"
        assert (row["actor"], row["subject"]) == ("operator", "ada")


def test_the_operator_proves_it(site):
    told = site.operator("audit", "verify")
    found = re.fullmatch(r"(\d+) acts, chain whole, head ([0-9a-f]{32})\.\.\n",
                         told)
    assert found, told
    assert site.operator("audit", "verify", "--head", found.group(2)) == told
    assert f"whole, {found.group(1)} of them" in site.operator("check")


def test_the_log_holds_heads_that_are_in_the_chain(site):
    site.homeroom("session", "--as", "ada", input=b"quit\n")
    assert site.stop() == 0
    heads = re.findall(HEAD, site.tail(10**7))
    assert len(heads) >= 2
    assert len(set(heads)) == len(heads)
    for _, head in heads:
        site.operator("audit", "verify", "--head", head)
    rows = json.loads(site.operator("audit", "--json"))
    assert int(heads[-1][0]) == rows[0]["id"]
    assert heads[-1][1] == rows[0]["link"]


def test_what_was_tampered_with_is_named(site):
    head = re.findall(HEAD, site.tail(10**7))[-1][1]
    last = json.loads(site.operator("audit", "--json"))[0]["id"]
    tampered(site, f"DELETE FROM audit WHERE id = {last}")
    assert site.homeroom("audit", "verify").returncode == 0
    done = site.homeroom("audit", "verify", "--head", head)
    assert done.returncode == 65
    assert b"cut off" in done.stderr

    tampered(site, "UPDATE audit SET subject = 'x' WHERE id = 17")
    for words in (["audit", "verify"], ["check"]):
        done = site.homeroom(*words)
        assert done.returncode == 65
        assert b"broken at 17: " in done.stderr
        assert done.stderr.count(b"\n") == 1
