"""The operator's program: what it makes, imports and refuses."""

import json
import re
import subprocess

import pytest

from support.site import DATA, SOURCE, Site


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        yield made


def rows_of(told, key):
    rows = json.loads(told)
    return rows if isinstance(rows, list) else rows[key]


@pytest.mark.skipif(not (DATA / "mail").exists(), reason="no real mail here")
def test_a_mailbox_comes_in_once(site):
    path = DATA / "mail/r-sig-teaching.mbox"
    told = site.operator("import", "mbox", str(path), "--board", "commons")
    last = re.match(r"imported (\d+) messages in (\d+) threads \((\d+) skipped,"
                    r" (\d+) already here\)", told.splitlines()[-1])
    messages, threads, skipped, here = map(int, last.groups())
    assert (messages, skipped, here) == (885, 0, 2)
    assert abs(threads - 342) <= 342 * 0.02
    again = site.operator("import", "mbox", str(path), "--board", "commons")
    assert again.splitlines()[-1].startswith(
        "imported 0 messages in 0 threads (0 skipped, 887 already here)")


@pytest.mark.skipif(not (DATA / "mail").exists(), reason="no real mail here")
def test_imported_threads_read_over_ssh(site):
    site.start()
    rows = rows_of(site.told("ada", "threads", "commons", "--json"),
                   "threads")
    assert len(rows) >= 3
    for row in rows[:3]:
        told = site.told("ada", "read", str(row["id"]))
        assert len(told) > 100
        assert "\x1b" not in told
    assert site.stop() == 0


@pytest.mark.skipif(not (DATA / "questions").exists(), reason="no real data")
def test_a_bank_is_filled(site):
    path = str(DATA / "questions/one-on-one.en.csv")
    told = site.operator("questions", "bank", "import", path, "--program",
                         "new-hire")
    assert "questions to the bank of new-hire, " in told, told
    again = site.operator("questions", "bank", "import", path, "--program",
                          "new-hire")
    assert again.startswith("added 0 questions"), again
    assert "never" in site.operator("questions", "bank", "list", "new-hire")


def test_a_broken_bank_writes_nothing(site, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("question,kind\nWhat now?,story\nWhat then?,riddle\n")
    before = site.operator("questions", "bank", "list", "new-hire")
    done = site.homeroom("questions", "bank", "import", str(bad), "--program",
                         "new-hire")
    assert done.returncode == 65, done
    assert b"bad.csv:3:12: no such kind: riddle" in done.stderr, done
    assert site.operator("questions", "bank", "list", "new-hire") == before


@pytest.mark.skipif(not (DATA / "questions").exists(), reason="no real data")
def test_questions_come_in(site):
    told = site.operator("questions", "import",
                         str(DATA / "questions/one-on-one.en.csv"),
                         "--cohort", "apac-autumn")
    assert "325" in told


def test_a_broken_list_of_questions_writes_nothing(site, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"question\nWhat is good?\nWhat is \xff?\n")
    done = site.homeroom("questions", "import", str(bad), "--cohort",
                         "amer-autumn")
    assert done.returncode == 65
    assert b"bad.csv:3" in done.stderr
    listed = site.operator("questions", "list", "amer-autumn")
    assert "What is good" not in listed


def test_every_command_can_be_called(site):
    told = " ".join(site.operator("help").split())
    count = 0
    for path in sorted((SOURCE / "src/commands").glob("cmd_*.c")):
        for pattern in re.findall(r'\.pattern\s*=\s*"([a-z][a-z ]*)',
                                  path.read_text()):
            count += 1
            assert f"{pattern.strip()}" in told, (path.name, pattern)
    assert count > 60
    for words in (["audit", "--json"], ["help", "audit"]):
        site.operator(*words)


def test_check_finds_a_good_site_good(site):
    assert site.operator("check")


@pytest.mark.parametrize("text,reason", [
    ("no_such_setting = 3;\n", r"homeroom\.conf:\d+: .*no_such_setting"),
    ("port = 99999;\n", r"homeroom\.conf:\d+: .*port"),
    ("port = \"x\";\n", r"homeroom\.conf:\d+: .*port"),
    ("port = ;\n", r"homeroom\.conf:\d+: "),
])
def test_a_broken_configuration_is_refused_with_its_line(site, text, reason):
    good = site.conf.read_text()
    try:
        site.conf.write_text(re.sub(r"^port = .*\n", "", good, flags=re.M)
                             + text)
        for program in ("homeroom", "homeroomd"):
            words = [str(site.build / "bin" / program), "-c", str(site.conf)]
            if program == "homeroom":
                words.append("check")
            done = subprocess.run(words, capture_output=True, text=True,
                                  timeout=60)
            assert done.returncode != 0
            assert re.search(reason, done.stderr), done.stderr
            assert len(done.stderr.splitlines()) == 1, done.stderr
    finally:
        site.conf.write_text(good)


def test_a_broken_file_of_holidays_is_refused_with_its_line(site, tmp_path):
    days = tmp_path / "holidays.csv"
    good = site.conf.read_text()
    try:
        site.set(holidays=str(days))
        days.write_text("region,date,name\nemea,2026-12-25,Christmas\n")
        assert "good, 1 holiday" in site.operator("check")
        days.write_text("region,date,name\nemea,2026-12-45,Christmas\n")
        done = site.homeroom("check")
        assert done.returncode == 65
        assert b"holidays.csv:2:6: 2026-12-45 is no date" in done.stderr
        done = subprocess.run(
            site.program("homeroomd"),
            capture_output=True, timeout=60)
        assert done.returncode != 0
        assert b"holidays.csv:2:6: 2026-12-45 is no date" in done.stderr
    finally:
        site.conf.write_text(good)


def test_a_broken_screen_file_is_refused_with_its_line(site, tmp_path):
    from support.site import SOURCE
    import shutil
    screens = tmp_path / "screens"
    shutil.copytree(SOURCE / "screens", screens)
    (screens / "welcome.txt").write_text("Hello\n{no_such_token}\n")
    good = site.conf.read_text()
    try:
        site.set(screens=str(screens))
        done = site.homeroom("check")
        assert done.returncode == 65
        assert b"welcome.txt:2" in done.stderr
        done = subprocess.run(
            site.program("homeroomd"),
            capture_output=True, timeout=60)
        assert done.returncode != 0
        assert b"welcome.txt:2" in done.stderr
    finally:
        site.conf.write_text(good)


@pytest.mark.parametrize("words,status,reason", [
    (["region", "add", "moon", "--zone", "Moon/Base"], 65, b"Moon/Base"),
    (["cohort", "add", "x", "--program", "nope", "--region", "emea",
      "--intake", "i", "--starts", "2026-01-01", "--ends", "2026-02-01"],
     66, b"nope"),
    (["cohort", "add", "x", "--program", "new-hire", "--region", "emea",
      "--intake", "i", "--starts", "2026-03-01", "--ends", "2026-02-01"],
     65, b"2026-0"),
    (["person", "add", "Ada!", "--name", "A"], 65, b"Ada!"),
    (["person", "add", "ada", "--name", "A"], 65, b"ada"),
    (["person", "add", "4da", "--name", "A"], 65, b"4da"),
    (["member", "add", "ada", "emea-autumn", "--role", "king"], 65, b"king"),
    (["member", "add", "nobody-here", "emea-autumn", "--role", "learner"], 66,
     b"nobody-here"),
    (["import", "mbox", "/no/such/file", "--board", "commons"], 66,
     b"/no/such/file"),
])
def test_bad_input_is_refused_in_one_line(site, words, status, reason):
    done = site.homeroom(*words)
    assert done.returncode == status, done.stderr
    assert reason in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_session_without_write_reads_only(site):
    with site.local("ada") as screen:
        screen.wait("BOARD")
        screen.send("p")
        screen.settle()
        assert "can read this" not in screen.text or "only read" in screen.text
        screen.send("q")
