"""All that is held of a person, as they get it."""

import json
import subprocess

import pytest

from support.site import PASSWORD, Site


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        yield made.start()


def test_what_a_person_did_is_exported(site):
    site.told("ada", "post", "emea-autumn", "--subject", "Badges",
              text="Where do I get one?\n\tÉté \"now\"")
    site.told("mara", "ask", "emea-autumn", "What went well?")
    site.told("ben", "post", "emea-autumn", "--subject", "Anothers",
              text="Not hers.")
    [row] = [row for row in json.loads(site.told("ada", "threads",
                                                 "emea-autumn", "--json"))
             if row["subject"] == "Badges"]
    site.told("ada", "read", str(row["id"]))
    text = site.operator("person", "export", "ada")
    told = json.loads(text)
    [profile] = told["profile"]
    assert (profile["handle"], profile["name"]) == ("ada", "Ada Obi")
    [post] = told["posts"]
    assert post["board"] == "emea-autumn"
    assert post["body"] == "Where do I get one?\n    Été \"now\""
    assert post["thread"] == row["id"] and post["number"] == 1
    [key] = told["keys"]
    listed = subprocess.run(
        ["ssh-keygen", "-lf", f"{site.key('ada')}.pub"], check=True,
        capture_output=True, text=True).stdout
    assert key["fingerprint"] == listed.split()[1]
    assert len(told["password"]) == 1
    assert [act["act"] for act in told["acts"]] == [
        "person add", "member add", "person export"]
    assert "Another" not in text and "Not hers" not in text
    assert PASSWORD not in text and "argon2" not in text
    assert site.key("ada").with_suffix(".pub").read_text().split()[1] \
        not in text


def test_nobody_exports_over_ssh(site):
    assert site.run("mara", "person", "export", "ada").returncode == 64


def test_nobody_is_nobody(site):
    done = site.homeroom("person", "export", "nobody-here")
    assert done.returncode == 66
    assert done.stdout == b""
    assert done.stderr == b"no person called nobody-here\n"


def test_who_somebody_is_is_shown(site):
    site.operator("role", "jo", "moderator")
    told = site.operator("person", "show", "jo")
    lines = told.splitlines()
    assert lines[0] == "handle        jo"
    assert "site role     moderator" in lines
    assert any(line.startswith("memberships   emea-autumn, champion, joined")
               for line in lines)
    assert "SHA256:" in told and "jo@laptop" in told
    assert all(len(line) <= 80 for line in lines)
    rows = json.loads(site.operator("person", "show", "jo", "--json"))
    assert rows["profile"][0]["site_role"] == "moderator"
    assert rows["profile"][0]["last_seen_at"] is None
    assert set(rows) == {"profile", "leaves", "memberships", "courses", "keys",
                         "password", "second_factor", "codes"}
    assert site.homeroom("person", "show", "nobody-here").returncode == 66
