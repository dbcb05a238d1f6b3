"""Who can read a board, as an auditor is told and as they find over ssh."""

import json

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
