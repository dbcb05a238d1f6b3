"""Who can read a board, as an auditor is told and as they find over ssh, and
whether acts on record gave them that."""

import json
import sqlite3

import pytest

from support.site import Site


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        made.add_person("pia", "Pia Lund")
        made.operator("member", "add", "pia", "emea-autumn", "--role",
                      "sponsor")
        made.add_person("noor", "Noor Haddad")
        made.operator("role", "noor", "moderator")
        yield made.start()


def readers(site, board):
    return {row["handle"]: row["reasons"]
            for row in json.loads(site.operator("access", board, "--json"))}


def boards(site, handle):
    return {row["slug"] for row in json.loads(site.told(handle, "boards",
                                                        "--json"))}


def test_what_an_auditor_is_told_is_what_people_find(site):
    everybody = readers(site, "commons")
    assert len(everybody) > 3
    found = {handle: boards(site, handle) for handle in everybody}
    slugs = set().union(*found.values())
    assert len(slugs) > 3
    for slug in slugs:
        listed = readers(site, slug)
        assert set(listed) == {handle for handle in found
                               if slug in found[handle]}, slug
        assert all(reasons for reasons in listed.values())
        assert ("pia" in listed) == (slug == "commons")
        assert "site moderator" in listed["noor"]


def test_it_is_told_in_lines(site):
    told = site.operator("access", "emea-autumn").splitlines()
    assert told[0].startswith("EMEA, autumn 2026: ")
    assert told[0].endswith(" people can read it.")
    assert told[1].split() == ["HANDLE", "NAME", "WHY"]
    assert any(line.split()[0] == "ada" and
               line.endswith("learner in emea-autumn") for line in told[2:])
    assert all(len(line) <= 80 for line in told)


def test_over_ssh_there_is_no_such_command(site):
    done = site.run("ada", "access", "emea-autumn")
    assert done.returncode == 64
    assert "no command called access" in str(done.stderr)


def test_check_names_a_role_that_no_act_gave(site):
    assert "given by an act on record" in site.operator("check")
    store = sqlite3.connect(next(site.folder.rglob("store.db")))
    store.execute("INSERT INTO members (person_id, cohort_id, role, joined_at)"
                  " SELECT people.id, cohorts.id, 'mentor', 0"
                  " FROM people, cohorts"
                  " WHERE handle = 'ben' AND slug = 'amer-autumn'")
    store.execute("UPDATE people SET site_role = 'operator'"
                  " WHERE handle = 'lin'")
    store.commit()
    store.close()
    done = site.homeroom("check")
    told = done.stdout.decode().splitlines()
    assert done.returncode == 65
    assert "ben: mentor in amer-autumn, by no act on record" in told
    assert "lin: operator of the site, by no act on record" in told
    assert any(line.startswith("roles: 2 of ") for line in told)
    site.operator("member", "remove", "ben", "amer-autumn", "--role", "mentor",
                  "--why", "nobody gave it")
    site.operator("role", "lin", "none")
    assert "given by an act on record" in site.operator("check")
