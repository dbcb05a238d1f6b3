"""The people page and a person's page on a real terminal emulator: wide names
keep the columns, and every size holds them."""

import pytest

from support.site import PEOPLE, Site
from support.terminal import ENTER, TAB

EVERYONE = dict(PEOPLE, **{
    "yuki": ("高橋優子", "emea", "learner"),
    "maximiliane-alexandr": (
        "Maximiliane Alexandrine von Hohenstein-Brunnenberg", "emea",
        "mentor"),
    "jose": ("José Ñandú", "emea", "learner"),
})


@pytest.fixture(scope="module")
def site():
    with Site(people=EVERYONE) as made:
        made.start()
        made.told("kofi", "post", "new-hire-autumn-2026", "--subject",
                  "'Who handles escalations? 文字'", text="The shift lead.")
        yield made


def cells(screen, row):
    """The row as the terminal has it: a wide character takes two cells."""
    line = screen.screen.buffer[row]
    return [line[column].data for column in range(screen.columns)]


@pytest.mark.parametrize("rows,columns", [(24, 80), (40, 120)])
def test_wide_and_long_names_keep_the_columns(site, rows, columns):
    with site.local("ada", rows=rows, columns=columns) as screen:
        screen.wait("BOARD")
        screen.send("W")
        screen.wait("高橋")
        screen.settle()
        handle = cells(screen, screen.row_of("Ada Obi")).index("a", 12)
        for name in ("高橋優子", "José Ñandú", "Ben Aydin"):
            row = cells(screen, screen.row_of(name))
            assert row[handle - 1] == " ", screen.framed()
            assert row[handle] in "yjb", screen.framed()
        weeks = {"".join(cells(screen, screen.row_of(name))).index("week")
                 for name in ("José Ñandú", "Ben Aydin", "Ada Obi")}
        assert len(weeks) == 1, screen.framed()
        assert "EMEA, autumn 2026, 8 people" in screen.lines[0]


def test_ascii_stands_in_where_the_terminal_has_no_more(site):
    with site.local("ada", environment={"LANG": "C", "LC_ALL": "C"}) as screen:
        screen.wait("BOARD")
        screen.send("W")
        screen.wait("mara")
        screen.settle()
        screen.send(TAB)
        screen.wait("All regions")
        screen.send(ENTER)
        screen.wait("there|here")
        screen.settle()
    assert all(byte < 0x80 for byte in screen.raw)


@pytest.mark.parametrize("rows,columns",
                         [(24, 80), (40, 120), (12, 40), (6, 20), (200, 500)])
def test_every_size_holds_both_pages(site, rows, columns):
    with site.local("ada", rows=rows, columns=columns) as screen:
        screen.wait("EMEA|BOARD")
        for keys in ("W", TAB, ENTER, ENTER, "A", "q", "q", "q",
                     TAB, "G", ENTER):
            screen.send(keys)
            screen.settle(0.1)
            for line in screen.lines:
                assert len(line) <= columns
        assert screen.child.isalive(), screen.framed()
