"""Rosters, as learning platforms have them."""

import pytest

from support.site import DATA, Site

ROSTERS = DATA / "rosters"
COHORT = ("--cohort", "emea-autumn")
real = pytest.mark.skipif(not ROSTERS.exists(), reason="no real rosters here")


PEOPLE = {"ada": ("Ada Obi", "emea", "learner"),
          "mara": ("Mara Okafor", "emea", "mentor")}


@pytest.fixture
def site():
    with Site(people=PEOPLE) as made:
        yield made


@pytest.fixture(scope="module")
def still():
    """One that every test leaves as it was."""
    with Site(people=PEOPLE) as made:
        yield made


def brought(site, path, *more):
    return site.operator("roster", "import", str(path), *COHORT, *more)


def last_line(told):
    return told.splitlines()[-1]


def refused(site, path, *words):
    done = site.homeroom(*(words or ("roster", "import", str(path), *COHORT)))
    assert done.returncode == 65, (done.stdout, done.stderr)
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    return done.stderr.decode()


@real
@pytest.mark.parametrize("name,count", [
    ("example.csv", 3),
    ("upload_users.csv", 1),
    ("upload_users_cohorts.csv", 4),
    ("upload_users_email_matching.csv", 2),
    ("upload_users_enrol_date_period.csv", 2),
    ("canvas/users.csv", 3),
    ("canvas/with_bom.csv", 1),
    ("canvas/utf8_at_4096.csv", 10),
])
def test_a_real_roster_comes_in_once(site, name, count):
    path = ROSTERS / name
    told = brought(site, path, "--dry-run")
    assert last_line(told) == (f"add {count}, change 0, keep 0, "
                               "not in the file 2")
    told = brought(site, path)
    assert last_line(told) == (f"added {count}, changed 0, kept 0, "
                               "not in the file 2")
    assert "mara" in told and "ada" in told
    assert "Pass1234" not in told
    told = brought(site, path)
    assert last_line(told) == (f"added 0, changed 0, kept {count}, "
                               "not in the file 2")


@real
def test_two_rosters_of_one_class_meet_by_login_and_name(site):
    brought(site, ROSTERS / "example.csv")
    told = brought(site, ROSTERS / "upload_users_enrol_date_period.csv")
    assert last_line(told) == "added 0, changed 2, kept 0, not in the file 3"
    assert "now student1@example.com" in told


@real
@pytest.mark.parametrize("name", ["accounts", "courses", "enrollments",
                                  "groups", "sections", "terms"])
def test_a_file_without_people_is_refused_in_words(still, name):
    why = refused(still, ROSTERS / f"canvas/{name}.csv")
    assert f"{name}.csv:1:1: no column for username, login_id or email" in why
    assert ("users.csv" if name == "enrollments" else "is no roster") in why


@real
@pytest.mark.parametrize("name", ["upload_users_cohorts.csv",
                                  "canvas/users.csv"])
def test_passwords_stay_in_their_file(site, name):
    brought(site, ROSTERS / name)
    for path in site.folder.rglob("*"):
        if path.is_file():
            assert b"Pass1234" not in path.read_bytes(), path


@pytest.mark.parametrize("rows,where", [
    (b"tom,Tom,Jones,tom@x.org\n\xff,Ann,Lee,\n", ":3:1: this is not UTF-8"),
    (b"tom,Tom,Jones,tom@x.org\nann,\"Ann\" A,Lee,\n", ":3:11: a quote"),
    (b"tom,Tom,Jones,tom@x.org\nann,Ann,Lee,ann@\n", ":3:13: email: "),
    (b"tom,\"Tom\nJunior\",Jones,\nann,,,\n", ":4:5: no name"),
    (b"tom,Tom,Jones,\n,Ann,Lee,\n", ":3:1: neither a login nor an address"),
    (b"tom,Tom,Jones,\nada,Ada,Else,\n", ":3:1: ada is Ada Obi here"),
    (b"tom,Tom,Jones,\nann,Lee, Ann,a@x.org,x\n", ":3:22: a value under"),
])
def test_a_bad_row_writes_nothing(still, tmp_path, rows, where):
    path = tmp_path / "bad.csv"
    path.write_bytes(b"username,firstname,lastname,email\n" + rows)
    assert f"bad.csv{where}" in refused(still, path)
    path.write_bytes(b"username,firstname,lastname\ntom,Tom,Jones\n")
    assert "add 1," in brought(still, path, "--dry-run")


def test_quoted_commas_crlf_and_other_scripts(site, tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(
        "\ufeffuser_id,login_id,full_name,email,status,role\r\n"
        '1,lee,"Lee, Ann ""Annie""",ann@x.org,active,student\r\n'
        "2,王.伟,王伟,wang.wei@x.org,active,teacher\r\n"
        "3,gone,Gone Ng,gone@x.org,deleted,student\r\n"
        "4,pat,Pat Oh,,active,Champion\r\n"
        "5,max,Max Op,,active,operator\r\n".encode())
    told = brought(site, path)
    assert last_line(told) == ("added 4, changed 0, kept 0, not in the file 2,"
                               " deleted in the file 1")
    assert 'Lee, Ann "Annie"' in told
    assert "王伟" in told and "mentor" in told
    assert "gone" not in told
    assert "champion" in told
    assert "operator" not in told


def test_who_came_by_roster_is_there_and_cannot_log_in_yet(site, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("username,firstname,lastname,email\n"
                    "kay,Kay,Ito,kay@x.org\n")
    brought(site, path)
    assert "emea-autumn" in site.operator("--as", "kay", "boards")
    site.start()
    done = site.run("kay", "boards")
    assert done.returncode == 255, done.stderr
