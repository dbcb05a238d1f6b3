"""ssh host CMD: prints, exits with a status, needs no terminal."""

import json
import subprocess

import pytest

from support.site import Site


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you learn?")
        yield made


def test_each_command_prints_and_exits_with_its_status(site):
    assert "What did you learn?" in site.run("ada", "today").stdout
    assert "emea-autumn" in site.told("ada", "boards")
    site.told("ada", "post", "emea-autumn", "--subject", "Hello",
              text="first line\nsecond line\n")
    rows = json.loads(site.told("ada", "threads", "emea-autumn", "--json"))
    rows = rows if isinstance(rows, list) else rows["threads"]
    number = str(next(r["id"] for r in rows if r["subject"] == "Hello"))
    told = site.told("ben", "read", number)
    assert "first line" in told and "second line" in told
    site.told("ben", "reply", number, "1", text="I read it.")
    assert "I read it." in site.told("ada", "read", number)
    assert "read" in site.told("ada", "help")
    assert site.told("ada", "help", "reply")


@pytest.mark.parametrize("words,status,reason", [
    (["threads", "no-such-board"], 66, "no-such-board"),
    (["read", "999999"], 66, "999999"),
    (["read", "banana"], 64, "banana|usage"),
    (["reply", "999999"], 66, "999999"),
    (["threads", "amer-autumn"], 66, "amer-autumn"),
    (["dance"], 64, "dance"),
    (["post", "emea-autumn"], 64, "usage"),
    (["ask", "emea-autumn", "--on", "2099-13-45"], 65, "2099-13-45|77"),
])
def test_bad_input_is_refused_in_one_line(site, words, status, reason):
    import re
    who = "mara" if words[0] == "ask" else "ada"
    done = site.run(who, *words, text="text")
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert re.search(reason, done.stderr)


def test_a_learner_may_not_ask(site):
    done = site.run("ada", "ask", "emea-autumn", text="Why?")
    assert done.returncode == 77
    assert done.stderr.count("\n") == 1


def test_a_megabyte_is_refused_in_words(site):
    done = site.run("ada", "post", "emea-autumn", "--subject", "Big",
                    text=b"x" * 1_000_000)
    assert done.returncode == 65
    assert "64 KiB" in done.stderr
    assert "Big" not in site.told("ada", "threads", "emea-autumn")


def test_invalid_utf8_is_refused_by_line(site):
    done = site.run("ada", "post", "emea-autumn", "--subject", "Broken",
                    text=b"good\nbad \xff byte\n")
    assert done.returncode == 65
    assert "line 2" in done.stderr
    assert "Broken" not in site.told("ada", "threads", "emea-autumn")


def test_no_escape_sequence_comes_back(site):
    site.told("ben", "post", "emea-autumn", "--subject",
              "'evil \x1b]0;title\x07'",
              text=b"\x1b[31mred\x1b[0m \xc2\x9b5n \xe2\x80\xaereversed\n")
    for words in (["threads", "emea-autumn"], ["new"], ["next"]):
        told = site.run("ada", *words)
        assert "\x1b" not in told.stdout and "\x9b" not in told.stdout
        assert "\u202e" not in told.stdout


def test_several_at_once_over_one_connection(site, tmp_path):
    control = f"/tmp/homeroom-{site.port}.sock"
    master = subprocess.Popen(
        site.ssh_words("ada", ("-M", "-S", control, "-N")))
    try:
        import os
        import time
        deadline = time.monotonic() + 20
        while not os.path.exists(control):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running = [subprocess.Popen(
            [*site.ssh_words("ada", ("-S", control)), "boards"],
            stdout=subprocess.PIPE) for _ in range(6)]
        for one in running:
            told, _ = one.communicate(timeout=30)
            assert one.returncode == 0
            assert b"emea-autumn" in told
    finally:
        master.terminate()
        master.wait(10)


def test_what_is_not_offered_is_refused(site):
    sftp = subprocess.run(
        [*site.ssh_words("ada", ("-s",)), "sftp"], capture_output=True,
        timeout=30)
    assert sftp.returncode != 0
    forward = subprocess.run(
        [*site.ssh_words("ada", ("-W", "127.0.0.1:22"))],
        capture_output=True, timeout=30, stdin=subprocess.DEVNULL)
    assert forward.returncode != 0
