"""The mentor's week, four weeks of a board and the questions' hours, over real
ssh; what a mail program is given is read by a parser that is not ours."""

import datetime
import json
import time

import icalendar
import pytest

from support.site import Site, days_from_now
from support.terminal import ENTER, control

RIGHT = "\x1b[C"


def weekdays(count):
    """The next weekdays from tomorrow on."""
    found = []
    for days in range(1, 30):
        if time.gmtime(time.time() + 86400 * days).tm_wday < 5:
            found.append(days_from_now(days))
    return found[:count]


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0,
                        "public_host": "board.example.org"}) as made:
        made.start()
        made.told("mara", "ask", "emea-autumn", "--on", "today",
                  text="What did you try; and, of all things, why?\n"
                       + "日本語で書く。" * 12)
        yield made


def test_a_week_is_written_on_the_screen(site):
    with site.terminal("mara") as screen:
        screen.wait("BOARD")
        screen.send("Q")
        screen.wait("Questions, week of")
        # At the end of the week it begins on the next one's Monday.
        for _ in range(8):
            if "p ask" in screen.lines[-1] and "open" not in screen.text:
                break
            screen.send(RIGHT)
            screen.settle(0.2)
        for number in range(3):
            screen.send("p")
            screen.wait("Question for")
            screen.send(f"Number {number}: what broke?")
            screen.settle(0.1)
            screen.send(control("x"))
            screen.wait("Enter asks")
            screen.send(ENTER)
            screen.wait("Asked on")
        screen.send("Q")
        screen.wait("Four weeks: EMEA")
        screen.wait("Number 2: w")
    queued = json.loads(site.told("mara", "questions", "list", "emea-autumn",
                                  "--json"))
    assert [row["body"][:8] for row in queued] == [
        "Number 0", "Number 1", "Number 2"]
    days = [row["date"] for row in queued]
    assert days == sorted(set(days))
    for day in days:
        assert datetime.date.fromisoformat(day).weekday() < 5
    told = site.told("mara", "questions", "calendar", "emea-autumn")
    assert told.count("Number ") == 3
    assert "Europe/London" in told


def test_a_mail_program_can_read_the_hours(site):
    raw = site.run("ada", "calendar", "--weeks", "6")
    assert raw.returncode == 0, raw.stderr
    assert "\r" not in raw.stdout.replace("\r\n", "")
    assert "\n" not in raw.stdout.replace("\r\n", "")
    for line in raw.stdout.split("\r\n"):
        assert len(line.encode()) <= 75, line
    calendar = icalendar.Calendar.from_ical(raw.stdout)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    events = list(calendar.walk("VEVENT"))
    assert len(events) >= 4
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert event.errors == []
        assert str(event["UID"]).endswith(".ada@board.example.org")
        start = event["DTSTART"].dt
        assert start.utcoffset() == datetime.timedelta(0)
        assert event["DURATION"].dt == datetime.timedelta(minutes=10)
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert str(event["SUMMARY"]) == "Question of the day: EMEA, autumn 2026"
    first = str(events[0]["DESCRIPTION"])
    assert first.startswith("What did you try; and, of all things, why?\n")
    assert "日本語で書く。" * 12 in first
    assert "Number" not in raw.stdout
    # On nobody's board but theirs.
    elsewhere = site.run("wen", "calendar")
    assert elsewhere.returncode == 66, elsewhere
    assert "no question is to be asked" in elsewhere.stderr


def test_the_hours_are_those_of_the_panel(site):
    [panel] = [row for row in json.loads(
        site.run("ada", "today", "--json").stdout) if row["is_open"]]
    calendar = icalendar.Calendar.from_ical(site.told("ada", "calendar"))
    [event, *_] = calendar.walk("VEVENT")
    opens = datetime.datetime.fromisoformat(
        panel["opens_at"].replace("Z", "+00:00"))
    assert event["DTSTART"].dt == opens
