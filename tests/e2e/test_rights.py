"""tests/rights/table.txt through SSH: every right that has a command, by role,
by board, by phase, by somebody who is really logged in."""

import calendar
import collections
import os
import re
import sqlite3
import subprocess
import sys
import time

import pytest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.long_form import IS_LONG  # noqa: E402
from support.rights_table import (  # noqa: E402
    BOARDS, COHORTS, ONE_BY_ONE, OUTSIDERS, PEOPLED, PROGRAMS, REGIONS, ROLES,
    Table)
from support.site import Site, clock_at  # noqa: E402

MOMENTS = ("2026-02-20 12:00", "2026-03-10 12:00", "2026-03-29 12:00",
           "2026-04-15 12:00", "2026-07-01 12:00")
NOW = MOMENTS if IS_LONG else MOMENTS[1:2]
PLACES = PEOPLED if IS_LONG else PEOPLED[:1]
PROMPT = "homeroom> "
TABLE = Table()
REFUSED = re.compile(
    r"^((no|there is no) (board|thread|cohort|command) |you may not write here"
    r"|here only mentors|here only champions|what is to do here|on how it goes on|a vote is for its champion"
    r"|answer first)", re.M)


def handle_of(cohort, role):
    return f"{'abcdefgh'[list(COHORTS).index(cohort)]}x-{role}"


def seconds(moment):
    return calendar.timegm(time.strptime(moment, "%Y-%m-%d %H:%M"))


def add_person(site, handle):
    site.operator("person", "add", handle, "--name", handle, "--key",
                  f"{site.key(handle)}.pub")


def add_member(site, handle, cohort, role):
    add_person(site, handle)
    site.operator("member", "add", handle, cohort, "--role", role)
    if cohort in ONE_BY_ONE:
        site.operator("member", "starts", handle, cohort, "2026-03-02")


def populate(site):
    for program, kind in PROGRAMS.items():
        site.operator("program", "add", program, "--title", program.title(),
                      "--kind", kind)
    for region, zone in REGIONS.items():
        site.operator("region", "add", region, "--zone", zone)
    for slug, (program, region, intake, starts, ends) in COHORTS.items():
        site.operator("cohort", "add", slug, "--program", program, "--region",
                      region, "--intake", intake, "--starts", starts,
                      "--ends", ends)
    for cohort in PLACES:
        for role in ROLES:
            add_member(site, handle_of(cohort, role), cohort, role)
        add_member(site, f"answers-{cohort[:10]}", cohort, "learner")
        add_member(site, f"never-here-{cohort[:8]}", cohort, "sme")
    for who in OUTSIDERS:
        add_person(site, f"is-{who}")
    site.operator("course", "sme", "add", "is-course", "ember")
    add_person(site, "writes")
    for who in ("moderator", "operator"):
        site.operator("role", f"is-{who}", who)
    site.operator("role", "writes", "moderator")


@pytest.fixture(scope="module")
def site():
    clock_at("2026-02-02 12:00")
    try:
        with Site(people={}, settings={
                "exempt_sources": "127.0.0.0/8",
                "question_window_hours": 744}) as made:
            populate(made)
            yield made
    finally:
        clock_at(None)


def people():
    """handle: what the table says of them, by board and moment."""
    found = {}
    for cohort in PLACES:
        for role in ROLES:
            found[handle_of(cohort, role)] = (
                lambda board, now, cohort=cohort, role=role:
                TABLE.of_member(cohort, role, board, now))
    for who in OUTSIDERS:
        found[f"is-{who}"] = (
            lambda board, _, who=who: TABLE.of_outsider(who, board))
    return found


# ---- What is there to be done, or seen ----

def rows(site, sql, *values):
    with sqlite3.connect(site.folder / "store/store.db",
                         timeout=20) as store:
        return store.execute(sql, values).fetchall()


def thread_on(site, board):
    """A thread with a reply, of one who is asked about nothing."""
    told = site.operator("--as", "writes", "post", board, "--subject",
                         f"Marked {board}", text=f"Seen on {board}.")
    thread = re.search(r"thread (\d+)", told).group(1)
    site.operator("--as", "writes", "reply", thread, text="An answer.")
    return thread


def covered_on(site, moment):
    """Questions that those of the first cohort ask where they may, with an
    answer that nobody may see unasked: board: thread."""
    found = {}
    for cohort in PLACES:
        mentor, answers = handle_of(cohort, "mentor"), f"answers-{cohort[:10]}"
        for board in BOARDS:
            words = f"Of {board} at {moment[:10]}"
            if board in found or site.homeroom(
                    "--as", mentor, "ask", board, "--on", moment[:10],
                    "--covered", input=words.encode()).returncode != 0:
                continue
            site.homeroom("--as", mentor, "today")
            row = rows(site, "SELECT id, thread_id FROM questions "
                       "WHERE body = ? AND thread_id IS NOT NULL", words)
            if row and site.homeroom(
                    "--as", answers, "answer", "--question", str(row[0][0]),
                    input=b"Hidden: 7193.").returncode == 0:
                found[board] = str(row[0][1])
    return found


# ---- What they try ----

def acts_on(board, thread, covered):
    """right: command, and what it says where it went through."""
    acts = {
        "s": [(f"threads {board}", rf"^ *{thread} .*Marked"),
              (f"read {thread}", rf"Seen on {board}")],
        "p": [(f"post {board} --subject Hello I was here", "^Posted"),
              (f"reply {thread} I was here", "^Posted")],
        "a": [(f"ask {board} --again What did you do?", "^Asked in")],
        "e": [(f"endorse {thread} 2", "[Ee]ndorse[ds]|by an expert")],
        "k": [(f"pin {thread}", "is pinned")],
        "t": [(f"todo {board}", "")],
        "d": [(f"todo done 1 {board}", "")],
        "v": [(f"agreement {board} --rhythm daily --hour 9 --until 4", "")],
        "g": [(f"agreement {board} --call", "")],
        "n": [(f"people {board}", "  not f")],
        "i": [(f"import mbox x --board {board}", "imported")],
    }
    if covered is not None:
        acts["c"] = [(f"read {covered}", "7193")]
    return acts


def session(site, handle, lines):
    """What each line came to, complaints too."""
    done = subprocess.run(
        site.ssh_words(handle, ("-tt",)), capture_output=True, timeout=600,
        env=dict(os.environ, TERM="dumb"), input="".join(line + "\n" for line in [*lines, "quit"]).encode())
    answers = done.stdout.decode().split(PROMPT)[1:]
    assert len(answers) == len(lines) + 1, (handle, done, site.tail())
    return answers[:-1]


def is_allowed(right, said, mark):
    """What is covered, or not for them, is left out of what they may see;
    None: it is not clear."""
    if right in "cn":
        return re.search(mark, said) is not None
    if REFUSED.search(said):
        return False
    return True if re.search(mark, said, re.M) else None


class Tally:
    def __init__(self):
        self.count = collections.Counter()
        self.wrong = []

    def add(self, cell, is_expected, found):
        self.count["tried"] += 1
        self.count["allowed" if found else "refused"] += 1
        if found and not is_expected:
            self.count["leaked"] += 1
        if found != is_expected:
            self.wrong.append((*cell, is_expected, found))


def try_all(site, handle, letters, threads, covered, tally):
    tried = [(board, right, command, mark)
             for board in BOARDS
             for right, acts in acts_on(board, threads[board],
                                        covered.get(board)).items()
             for command, mark in acts]
    said = session(site, handle, [command for _, _, command, _ in tried])
    for (board, right, command, mark), words in zip(tried, said):
        found = is_allowed(right, words, mark)
        tally.add((handle, board, command, words), right in letters(board),
                  found)


@pytest.fixture(scope="module")
def threads(site):
    return {board: thread_on(site, board) for board in BOARDS}


def test_what_leaks_is_seen(site, threads):
    """The control: one held to a table in which nobody may anything, and to
    one in which they may all."""
    clock_at(NOW[0])
    site.start()
    handle = handle_of(PLACES[0], "learner")
    for letters, is_leak in (("-", True), ("spaectdnvgik", False)):
        tally = Tally()
        try_all(site, handle, lambda _: letters, threads, {}, tally)
        assert bool(tally.count["leaked"]) == is_leak and tally.wrong
    assert site.stop() == 0


def test_every_right_by_ssh(site, threads):
    tally = Tally()
    for moment in NOW:
        clock_at(moment)
        site.start()
        covered = covered_on(site, moment)
        print(f"\n{moment}: {len(covered)} boards with what is covered")
        assert covered
        for handle, letters in people().items():
            try_all(site, handle,
                    lambda board: letters(board, seconds(moment)), threads,
                    covered, tally)
        assert site.stop() == 0
    print(f"rights by SSH: {tally.count['tried']} tried, "
          f"{tally.count['allowed']} allowed, {tally.count['refused']} refused,"
          f" {tally.count['leaked']} leaked")
    assert not tally.wrong, "\n".join(map(repr, tally.wrong[:40]))
    assert tally.count["allowed"] > 100 and tally.count["refused"] > 100
