"""The full-screen session on a terminal emulator: keys in, screen out."""

import json
import re

import pytest

from support.site import Site
from support.terminal import (DOWN, ENTER, ESC, SPACE, TAB, UP,
                              control)

SIZES = [(24, 80), (40, 120), (12, 40), (6, 20), (200, 500)]


def rows_of(told, key):
    rows = json.loads(told)
    return rows if isinstance(rows, list) else rows[key]


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you try on a live ticket this week?")
        made.told("lin", "post", "emea-autumn", "--subject",
                  "'Badge access on day one'", text="Where is the *desk*?")
        number = str(rows_of(made.told("ben", "threads", "emea-autumn",
                                       "--json"), "threads")[0]["id"])
        made.told("ben", "reply", number, "1",
                  text="> Where is the desk?\nFloor 2, it closes at noon.")
        made.told("kofi", "post", "new-hire-autumn-2026", "--subject",
                  "'Who handles escalations? 文字 and a subject that is far "
                  "too long for the row it has to stand in'",
                  text="The shift lead does.\n\n- one\n- two")
        made.told("ben", "answer", text="A very secret answer.")
        yield made


def test_home_looks_as_designed(site):
    with site.local("ada") as screen:
        screen.wait("BOARD")
        screen.settle()
        lines = screen.lines
        assert lines[0].startswith(" Homeroom")
        assert "Ada Obi, EMEA" in lines[0]
        assert re.fullmatch(r"[-─]{80}", lines[1])
        assert lines[2].startswith(" QUESTION OF THE DAY")
        assert "closes in" in lines[2]
        assert "What did you try on a live ticket" in lines[3]
        assert "Mara Okafor, mentor" in lines[4]
        assert re.search(r"1 of \d+ answered", lines[4])
        assert re.fullmatch(r"[-─]{80}", lines[-2])
        assert "n next unread" in lines[-1]
        board = screen.row_of("BOARD")
        new = lines[board].index("NEW") + 3
        for row in range(board + 1, board + 3):
            assert re.search(r"\d$", lines[row][:new]), screen.framed()
        assert "very secret" not in screen.text


@pytest.mark.parametrize("rows,columns", SIZES)
def test_every_view_fits_every_size(site, rows, columns):
    with site.local("ada", rows=rows, columns=columns) as screen:
        screen.wait("EMEA|BOARD")
        for keys in ("m", "q", "w", "q", "v", "q", "P", "q", "D", "q", "?",
                     "q", ENTER, "q", "n", "q"):
            screen.send(keys)
            screen.settle(0.1)
            for line in screen.lines:
                assert len(line) <= columns
        assert screen.child.isalive(), screen.framed()


def test_a_covered_answer_shows_nowhere(site):
    with site.local("ada") as screen:
        screen.wait("BOARD")
        for keys in (ENTER, "q", "a", "q", "P", ENTER, "q", "q", "m", "q",
                     "n", "n", "n"):
            screen.send(keys)
            screen.settle(0.1)
            assert "secret" not in screen.text, screen.framed()
    assert b"secret" not in screen.raw


def test_space_alone_reads_everything_new(site):
    with site.local("wen", "--write") as screen:
        screen.wait("BOARD")
        seen = ""
        for _ in range(12):
            screen.send(SPACE)
            screen.settle(0.1)
            seen += screen.text
        assert "The shift lead does." in seen


def test_a_long_subject_is_cut_and_columns_line_up(site):
    with site.local("kofi") as screen:
        screen.wait("Who handles")
        screen.send(ENTER)
        screen.settle()
        for line in screen.lines:
            assert len(line) <= 80


def test_escape_alone_goes_back(site):
    with site.local("ada") as screen:
        screen.wait("BOARD")
        screen.send("m")
        screen.wait("[Mm]enu")
        screen.send(ESC)
        screen.wait("BOARD")


def test_arrows_and_letters_move_alike(site):
    with site.local("ada") as screen:
        screen.wait(r"^ > ")
        first = screen.row_of(r"^ > ")
        screen.send(DOWN)
        screen.until(lambda: screen.row_of(r"^ > ") == first + 1, "down")
        screen.send(UP)
        screen.until(lambda: screen.row_of(r"^ > ") == first, "up")
        screen.send("j")
        screen.until(lambda: screen.row_of(r"^ > ") == first + 1, "j")
        screen.send("k")
        screen.until(lambda: screen.row_of(r"^ > ") == first, "k")


def test_a_paste_never_sends(site):
    with site.local("lin", "--write") as screen:
        screen.wait("BOARD")
        screen.send("p")
        screen.wait("can read this")
        screen.send("Pasted" + TAB)
        screen.send("\x1b[200~one\r\x18\rtwo\x1b[201~")
        screen.wait("two")
        screen.settle()
        assert "can read this" in screen.text
        screen.send(ESC)
        screen.wait_gone("can read this")
    told = site.told("lin", "threads", "emea-autumn")
    assert "Pasted" not in told
    assert "Pasted" in site.told("lin", "drafts")


def test_undo_brings_back_what_was_deleted(site):
    with site.local("ben", "--write") as screen:
        screen.wait("BOARD")
        screen.send("p")
        screen.wait("can read this")
        screen.send("Undo me" + TAB + "one two three")
        screen.wait("one two three")
        screen.send(control("u"))
        screen.wait_gone("one two three")
        screen.send(control("z"))
        screen.wait("one two three")
        screen.send(ESC)
        screen.wait("BOARD")
        screen.send("q")
        screen.wait("A draft waits")
        screen.send("y")
        assert screen.wait_end() == 0


def test_a_session_for_nobody_is_a_matter_of_usage(site):
    done = site.homeroom("session")
    assert done.returncode == 64
    assert done.stderr == (b"usage: session --as HANDLE [--write], "
                           b"or session --login\n")


def test_no_banner_stands_before_a_commands_output(site):
    done = site.run("ada", "boards", options=("-o", "LogLevel=INFO"))
    assert done.returncode == 0
    assert "Homeroom" not in done.stderr


def test_plain_mode_says_how_to_leave(site):
    done = site.run("ada", text="help\nquit\n", options=("-T",))
    assert done.returncode == 0
    assert "quit\n    leave" in done.stdout
    assert "standard input" not in done.stdout
    assert "The same command brings you back." in done.stdout
    assert "ssh -p" not in done.stdout


def test_ascii_stands_in_where_the_locale_lacks_utf8(site):
    with site.local("kofi", environment={"LANG": "C", "LC_ALL": "C"}) as \
            screen:
        screen.wait("BOARD")
        screen.settle()
        assert all(byte < 0x80 for byte in screen.raw), screen.framed()
        assert re.fullmatch(r"-{80}", screen.lines[1])


@pytest.mark.parametrize("term", ["xterm-256color", "vt100", "linux",
                                  "screen-256color", "xterm-kitty",
                                  "no-such-terminal"])
def test_terminals_known_and_unknown_show_home(site, term):
    with site.local("ada", term=term) as screen:
        screen.wait("BOARD")
        screen.send("q")
        assert screen.wait_end() == 0


def test_no_colour_where_it_is_not_wanted(site):
    with site.local("ada", environment={"NO_COLOR": "1"}) as screen:
        screen.wait("BOARD")
        screen.settle()
        assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", screen.raw)


def test_the_place_is_kept_at_a_kiosk(site):
    with site.local("jo", "--write") as screen:
        screen.wait("BOARD")
        screen.send("m")
        screen.wait("[Mm]enu")
        screen.send(control("t"))
        assert screen.wait_end() == 0
    with site.local("jo", "--write") as screen:
        screen.wait("[Mm]enu")
        screen.send("q")
        screen.wait("BOARD")
        screen.send("q")
        screen.wait_end()


def test_ctrl_l_draws_anew(site):
    with site.local("ada") as screen:
        screen.wait("BOARD")
        screen.settle()
        before = len(screen.raw)
        screen.send(control("l"))
        screen.settle()
        assert b"BOARD" in screen.raw[before:]


def test_what_is_said_last_breaks_between_words(site):
    site.add_person("long", "Wilhelmina " * 9 + "Obi")
    with site.local("long") as screen:
        screen.wait("BOARD")
        screen.send("q")
        screen.wait_end()
        said = [line for line in screen.last_lines() if line]
        assert " ".join(said).startswith("Until next time, Wilhelmina Wil")
        assert len(said) > 1 and all(len(line) <= 80 for line in said), said
