"""Who accepted what, when, is read from the record."""

import json
import re
import sqlite3
import time

import pytest

from support.patience import patient
from support.site import PEOPLE, Site


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        yield made


def test_without_a_policy_there_is_nothing_to_tell(site):
    done = site.homeroom("policy", "accepted")
    assert done.returncode == 66
    assert done.stderr == b"no policy has been published\n"


def test_who_accepted_and_who_has_not(site):
    site.operator("policy", "publish")
    site.start()
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    site.told("ada", "policy", "accept")
    site.told("kofi", "policy", "accept")
    told = site.operator("policy", "accepted").splitlines()
    assert told[0].split() == ["HANDLE", "NAME", "ACCEPTED", "(UTC)"]
    assert re.fullmatch(r"ada +Ada Obi +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d",
                        told[1])
    assert told[-1] == f"Of {len(PEOPLE)} who may log in, 2 accepted version 1."
    rows = json.loads(site.operator("policy", "accepted", "--json"))
    assert [(row["handle"], row["version"]) for row in rows] == [
        ("ada", 1), ("kofi", 1)]
    assert rows[0]["accepted_at"] >= before

    missing = site.operator("policy", "accepted", "--missing")
    assert "ada" not in missing
    assert missing.endswith(f"{len(PEOPLE) - 2} have not accepted version 1.\n")
    rows = json.loads(site.operator("policy", "accepted", "--missing",
                                    "--json"))
    assert {row["handle"] for row in rows} == set(PEOPLE) - {"ada", "kofi"}
    assert {row["accepted_at"] for row in rows} == {None}


def test_an_older_version_is_still_told(site, tmp_path):
    policy = tmp_path / "policy.txt"
    policy.write_text("Be kind, and brief.\n")
    site.operator("policy", "publish", str(policy))
    assert "0 accepted version 2." in site.operator("policy", "accepted")
    told = site.operator("policy", "accepted", "--version", "1")
    assert "kofi" in told and "2 accepted version 1." in told
    assert site.homeroom("policy", "accepted", "--version",
                         "3").returncode == 66
    assert site.homeroom("policy", "accepted", "--version",
                         "x").returncode == 65


def test_it_is_the_operators_alone(site):
    site.operator("role", "jo", "moderator")
    assert site.run("jo", "policy", "accepted").returncode == 64


def test_fifty_thousand_are_told_at_once(site):
    with sqlite3.connect(site.folder / "store/store.db") as store:
        store.executemany(
            "INSERT INTO people (handle, skeleton, name, created_at) "
            "VALUES (?, ?, ?, 0)",
            ((f"u{n}", f"u{n}", f"User {n}") for n in range(50000)))
        store.execute("INSERT INTO acceptances SELECT id, 2, 0 + id FROM "
                      "people WHERE handle LIKE 'u%' AND id % 2 = 0")
    for words, count in (([], 25000), (["--missing"],
                                       25000 + len(PEOPLE))):
        begun = time.monotonic()
        told = site.operator("policy", "accepted", *words)
        assert time.monotonic() - begun < patient(10)
        assert len(told.splitlines()) == count + 2
        rows = json.loads(site.operator("policy", "accepted", "--json",
                                        *words))
        assert len({row["handle"] for row in rows}) == count
