"""The main job over real ssh: see the question, read what is new, answer,
post; by key and by password, on screen and by command."""

import json
import re

import pytest

from support.site import PASSWORD, Site
from support.terminal import ENTER, ESC, control

QUESTION = "What did you try on a live ticket this week?"


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text=QUESTION)
        made.told("lin", "post", "emea-autumn", "--subject",
                  "'Badge access on day one'", text="Where is the desk?")
        yield made


def test_a_password_logs_in_and_shows_home(site):
    with site.terminal("ada", key=False) as screen:
        screen.wait(r"Handle or email \[ada\]")
        screen.send(ENTER)
        screen.wait(r"[Pp]assword:")
        screen.send(PASSWORD + ENTER)
        screen.wait("QUESTION OF THE DAY")
        assert "EMEA, autumn 2026" in screen.text
        assert "Ada Obi" in screen.lines[0]
        screen.send("q")
        assert screen.wait_end() == 0


def test_the_name_typed_may_be_another_than_the_laptop_sends(site):
    words = site.ssh_words("root", ("-tt",), key=False)
    from support.terminal import Terminal
    with Terminal(words) as screen:
        screen.wait(r"Handle or email \[root\]")
        screen.send("ada" + ENTER)
        screen.wait(r"[Pp]assword:")
        screen.send(PASSWORD + ENTER)
        screen.wait("QUESTION OF THE DAY")
        assert "Ada Obi" in screen.lines[0]


def test_a_key_is_enough_whatever_name_is_sent(site):
    words = site.ssh_words("ada", ("-tt",))[:-1] + ["whoever@127.0.0.1"]
    from support.terminal import Terminal
    with Terminal(words) as screen:
        screen.wait("QUESTION OF THE DAY")
        assert "Ada Obi" in screen.lines[0]


def test_a_wrong_password_does_not_log_in(site):
    only = ("-o", "PreferredAuthentications=keyboard-interactive")
    with site.terminal("ada", only, key=False) as screen:
        screen.wait(r"Handle or email")
        screen.send(ENTER)
        screen.wait(r"[Pp]assword:")
        screen.send("wrong horse 9" + ENTER)
        assert screen.wait_end() != 0
        assert "QUESTION" not in screen.raw.decode(errors="replace")
    assert re.search(r"auth\.failed .*127\.0\.0\.1", site.tail(10**6))


def test_an_answer_uncovers_the_others(site):
    assert site.run("ben", "today", "--short").returncode == 1
    site.told("ben", "answer", text="I compared two traces.")
    with site.terminal("ada") as screen:
        screen.wait("QUESTION OF THE DAY")
        screen.send("a")
        screen.wait("Theirs open when you have|live ticket")
        assert "two traces" not in screen.text
        if "Theirs open" in screen.text:
            screen.send("a")
        screen.wait("can read this")
        screen.send("I wrote the timeline first.")
        screen.wait("timeline first")
        screen.send(control("x"))
        screen.wait("Enter")
        screen.send(ENTER)
        screen.wait("two traces")
        screen.wait("timeline first")
        assert screen.leave() == 0
    assert site.run("ada", "today", "--short").returncode == 0


def test_two_people_see_what_the_other_writes(site):
    with site.terminal("ada") as ada, site.terminal("ben") as ben:
        ada.wait("BOARD")
        ben.wait("BOARD")
        thread = re.search(r'"id": *(\d+)', site.told(
            "ada", "threads", "emea-autumn", "--json")).group(1)
        assert int(thread) > 0
        ada.send("n")
        ada.wait("Where is the desk")
        site.told("lin", "reply", thread_id(site, "Badge access"),
                  text="It is on floor 2, I found it.")
        ada.wait("floor 2, I found it")
        assert "Where is the desk" in ada.text
        ben.wait("Badge access")
        assert ada.leave() == 0
        assert ben.leave() == 0


def thread_id(site, subject, handle="ada", board="emea-autumn"):
    rows = json.loads(site.told(handle, "threads", board, "--json"))
    rows = rows if isinstance(rows, list) else rows["threads"]
    return str(next(row["id"] for row in rows if subject in row["subject"]))


def test_resizing_down_to_more_room_and_back(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        for rows, columns in ((40, 120), (24, 80), (6, 20), (50, 132)):
            screen.resize(rows, columns)
            screen.wait("autumn|BOARD|EMEA")
            screen.settle()
            assert all(len(line) <= columns for line in screen.lines)
        screen.resize(5, 19)
        screen.wait("more room")
        screen.resize(24, 80)
        screen.wait("BOARD")


def test_the_menu_and_help_open_and_close(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("?")
        screen.wait("^ Help")
        screen.send(ESC)
        screen.wait("^   BOARD")
        screen.send("m")
        screen.wait("^ Menu")
        screen.send("q")
        screen.wait("^   BOARD")
        assert screen.leave() == 0


def test_who_is_here_names_them(site):
    with site.terminal("kofi") as kofi:
        kofi.wait("BOARD")
        told = site.told("ada", "who")
        assert "Kofi" in told


def test_quitting_restores_the_terminal(site):
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("q")
        assert screen.wait_end() == 0
        assert b"\x1b[?1049l" in screen.raw
        assert screen.raw.count(b"\x1b[?2004h") <= screen.raw.count(
            b"\x1b[?2004l")
