"""A drain: announced, counted down, called off, or carried out."""

import subprocess
import time

import pytest

from support.patience import unhurried
from support.processes import until
from support.site import Site
from support.terminal import ENTER

DOWN = "The site goes down in "


@pytest.fixture
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner")}) as made:
        yield made.start()


def test_everybody_inside_and_who_comes_sees_it_until_it_is_called_off(site):
    with site.terminal("ada") as screen, subprocess.Popen(
            site.ssh_words("ben", ["-T"]), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as plain:
        screen.wait("BOARD")
        assert plain.stdout.read(10) == b"homeroom> "
        told = site.operator("drain", "--in", "10m", "--text", "new disk")
        assert "in 600 s" in told
        wanted = DOWN + "10 min: new disk"
        screen.wait(wanted)
        assert f" {wanted} " in screen.lines[1], screen.framed()
        screen.send("W").wait("Ben Aydin")
        assert wanted in screen.lines[1] and wanted not in screen.lines[-1]
        assert plain.stdout.readline() == b"\n"
        assert plain.stdout.readline().decode() == wanted + ".\n"
        with site.terminal("ada") as late:
            late.wait("BOARD|People")
            assert DOWN in late.lines[1], late.framed()
            assert late.leave() == 0
        site.operator("drain", "--cancel")
        screen.wait("The site stays up after all")
        assert DOWN not in screen.text, screen.framed()
        screen.send("b").wait("BOARD")
        assert DOWN not in screen.text, screen.framed()
        plain.stdin.write(b"quit\n")
        plain.stdin.close()
        assert b"The site stays up after all." in plain.stdout.read()
        assert screen.leave() == 0
    record = site.operator("audit")
    assert "drain" in record and "drain --cancel" in record
    assert "new disk" in record
    again = site.homeroom("drain", "--cancel")
    assert again.returncode != 0
    assert b"no drain is under way" in again.stderr


def test_the_last_minute_is_for_those_inside(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        site.operator("drain", "--in", "62s", "--text", "new disk")
        with site.terminal("ben") as early:
            early.wait(DOWN)
            assert early.leave() == 0
        screen.wait(DOWN + "(60|5.) s: new disk")
        with site.terminal("ben") as late:
            assert late.wait_end() == 75
            assert "The site goes down in a moment: new disk" in " ".join(
                late.text.split())
        assert site.run("ben", "boards").returncode == 0
        site.operator("drain", "--cancel")
        assert screen.leave() == 0
    with site.terminal("ben") as later:
        later.wait("BOARD")
        assert later.leave() == 0


def test_at_the_end_all_is_kept_and_the_daemon_has_ended(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("p").wait("Subject|subject")
        screen.send("A plan" + ENTER + "words before the end")
        third = unhurried(1)
        site.operator("drain", "--in", f"{3 * third}s", "--text", "new disk")
        for left in (3 * third, 2 * third, third):
            some = "|".join(map(str, range(left, left - third, -1)))
            screen.wait(f"{DOWN}({some}) s: new disk")
        assert screen.wait_end() == 0
        assert "The site goes down: new disk. What you typed is kept." in (
            " ".join(screen.text.split()))
    assert site.daemon.wait(20) == 0
    site.start()
    with site.terminal("ada") as screen:
        screen.wait("words before the end")


def test_a_long_reason_breaks_between_words(site):
    why = "a new disk, and more words than fit on one row of eighty columns"
    with site.terminal("ada", term="dumb") as plain:
        plain.wait("homeroom>")
        site.operator("drain", "--in", "10m", "--text", why)
        plain.wait("columns")
        told = [line for line in plain.lines if line]
        assert told[1:] == [DOWN + "10 min: a new disk, and more words than "
                            "fit on one row of", "eighty columns.",
                            "homeroom>"]
        site.operator("drain", "--cancel")


def test_without_a_time_it_is_at_once(site):
    with site.terminal("ada") as screen, \
            site.terminal("ada", term="dumb") as plain:
        screen.wait("BOARD")
        plain.wait("homeroom>")
        assert site.operator("drain") == "The site goes down now.\n"
        for one in (screen, plain):
            assert one.wait_end() == 0
            assert "The site goes down: maintenance." in one.text
            assert "0 s" not in one.text
    assert site.daemon.wait(20) == 0
    site.daemon = None


def test_what_cannot_be_is_refused_and_not_on_record(site):
    for words in (["--in", "10"], ["--in", "8d"], ["--in", "-1s"],
                  ["--in", "m"], ["--text", ""], ["--cancel", "--in", "1m"]):
        assert site.homeroom("drain", *words).returncode == 65, words
    assert "drain" not in site.operator("audit")
    site.set(name="New school")
    assert "read anew" in site.operator("reload")
    assert until(lambda: "reload.done" in site.tail())
    site.set(port=1)
    assert "Only another start follows: port" in site.operator("reload")
    site.set(port=site.port)
    assert site.stop() == 0
    for words in (["drain"], ["reload"]):
        told = site.homeroom(*words)
        assert told.returncode != 0
        assert b"no daemon runs for this site" in told.stderr
    assert site.operator("audit").count("reload") == 2
