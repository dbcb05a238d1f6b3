"""Cohorts by the dozen, out of a file."""

import json

import pytest

from support.site import Site

COHORTS = """program,region,intake,starts,ends,champion,mentors
new-hire,emea,"winter, 2027",2027-01-11,2027-02-26,ada,mara
new-hire,amer,"winter, 2027",2027-01-11,2027-02-26,ada,mara;ada
"""


@pytest.fixture
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "mara": ("Mara Okafor", "emea", "mentor")}) as made:
        yield made


def last_line(told):
    return told.splitlines()[-1]


def test_cohorts_come_together_and_once(site, tmp_path):
    path = tmp_path / "cohorts.csv"
    path.write_text(COHORTS)
    told = site.operator("cohort", "import", str(path))
    assert "emea-winter-2027" in told
    assert last_line(told) == ("added 2 cohorts, gave 5 roles, "
                               "left 0 cohorts as they are")
    told = site.operator("cohort", "import", str(path))
    assert last_line(told) == ("added 0 cohorts, gave 0 roles, "
                               "left 2 cohorts as they are")
    boards = json.loads(site.operator("--as", "ada", "boards", "--json"))
    assert "amer-winter-2027" in {board["slug"] for board in boards}


@pytest.mark.parametrize("row,where", [
    ("new-hire,apac,i,2027-01-11,2027-02-30,,", ":4:28: "),
    ("new-hire,moon,i,2027-01-11,2027-02-26,,", ":4:10: no region"),
    ("new-hire,apac,i,2027-01-11,2027-02-26,,mara nemo",
     ":4:40: no person called nemo"),
    ("new-hire,emea,\"winter, 2027\",2027-01-12,2027-02-26,,",
     ":4:30: emea-winter-2027 starts on 2027-01-11 here"),
])
def test_a_bad_cohort_adds_none(site, tmp_path, row, where):
    path = tmp_path / "cohorts.csv"
    path.write_text(COHORTS + row + "\n")
    done = site.homeroom("cohort", "import", str(path))
    assert done.returncode in (65, 66)
    assert f"cohorts.csv{where}" in done.stderr.decode()
    path.write_text(COHORTS)
    assert "added 2 cohorts" in site.operator("cohort", "import", str(path))
