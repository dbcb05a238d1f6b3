"""Kills as things come due by themselves: questions open and close, with their
wrap-ups, phases begin, votes open and close, pins end, plans tell what they
tell. Whatever is killed when, the board is in the end as that of a site where
nothing ever was, and so is what follows from it: streaks, what a champion has
to do, what was agreed."""

import collections
import concurrent.futures
import datetime
import os
import random
import re
import signal
import sqlite3
import time

from support.clock import Clock
from support.killed import killed_at
from support.long_form import IS_LONG
from support.processes import below, end_all, helper, listener, name, until
from support.site import Site, days_from_now

HOUR, DAY = 3600, 86400
COHORTS = (("lagos", "emea"), ("lima", "amer"), ("osaka", "apac"))
PEOPLE = {
    "ada": ("Ada Obi", "emea", "learner"),
    "ben": ("Ben Aydin", "emea", "learner"),
    "mara": ("Mara Okafor", "emea", "mentor"),
    "jo": ("Jo Park", "emea", "champion"),
}
PINS = 6
CALLS_MOST = 120  # by which the keeper writes what is due at one moment
VICTIMS = ("write", "hr-keeper", "all", "write", "hr-listener", "days")

ROWS = {
    "questions opened":
        "SELECT b.slug, t.subject FROM threads t"
        "  JOIN boards b ON b.id = t.board_id WHERE t.kind = 'question'",
    "told of a question":
        "SELECT t.subject FROM events e"
        "  JOIN threads t ON t.id = e.thread_id AND t.kind = 'question'",
    "told by the house":
        "SELECT b.slug, t.subject FROM threads t"
        "  JOIN boards b ON b.id = t.board_id WHERE t.kind != 'question'",
    "posts": "SELECT body FROM posts",
    "hours": "SELECT question_id, region_id, zone, opens_at, closes_at "
             "  FROM openings",
    "phases begun": "SELECT cohort_id, phase, announced_at > 0 "
                    "  FROM phase_steps",
    "announcements": "SELECT cohort_id, says_on, done_at IS NOT NULL, "
                     "       thread_id IS NOT NULL FROM announcements",
    "votes": "SELECT cohort_id, cause, opened_on, last_on, "
             "       closed_at IS NOT NULL, entitled, voted, needed, "
             "       is_agreed, again_on "
             "  FROM agreement_votes",
    "votes closed": "SELECT cohort_id FROM agreement_votes "
                    " WHERE closed_at IS NOT NULL",
    "choices counted":
        "SELECT v.cohort_id, v.opened_on, c.item, c.choice, c.votes"
        "  FROM agreement_counts c"
        "  JOIN agreement_votes v ON v.id = c.vote_id",
    "agreed": "SELECT cohort_id, from_on, until_on, rhythm, minute, "
              "       ended_at IS NOT NULL FROM agreements",
    "answers": "SELECT a.person_id, q.asks_on, p.body"
               "  FROM answers a"
               "  JOIN questions q ON q.id = a.question_id"
               "  LEFT JOIN posts p ON p.id = a.post_id",
    "wrap-ups": "SELECT person_id, body FROM drafts",
    "on record": "SELECT actor, act FROM audit",
    "events": "SELECT kind FROM events",
    "pins": "SELECT subject FROM threads WHERE is_pinned = 1",
}


# What is reckoned whenever somebody looks.
TOLD = (("jo", "todo", "emea-autumn"), ("ben", "profile"), ("ben", "today"),
        ("ada", "agreement", "lagos"), ("ben", "past"), ("ben", "new"))


def snapshot(site):
    with sqlite3.connect(f"file:{site.folder}/store/store.db?mode=ro",
                         uri=True) as store:
        return {what: collections.Counter(store.execute(sql).fetchall())
                for what, sql in ROWS.items()}


def timeless(told):
    """The two sites take their time each."""
    return re.sub(r"\d+ (?:min|h|d)\b|\d+[mhd]\b|\bnow\b|\d\d:\d\d", "N", told)


def next_monday():
    today = datetime.datetime.now(datetime.timezone.utc).date()
    return today + datetime.timedelta(days=7 - today.weekday())


def plan(weeks):
    rows = ["week,weekday,kind,text"]
    for week in range(1, weeks + 1):
        for day in ("mon", "tue", "wed", "thu", "fri"):
            rows.append(f"{week},{day},,What of week {week} on {day}?")
        for day in ("mon", "thu", "sat"):
            rows.append(f'{week},{day},announcement,"Told in week {week} on '
                        f'{day}\nas planned."')
    return "\n".join(rows) + "\n"


def fill(site, weeks):
    """Cohorts that begin on Monday, and pins that end one by one."""
    first = next_monday()
    path = site.folder / "plan.csv"
    path.write_text(plan(weeks))
    site.operator("program", "plan", "import", "new-hire", str(path))
    for number, (slug, region) in enumerate(COHORTS):
        site.operator(
            "cohort", "add", slug, "--program", "new-hire", "--region", region,
            "--intake", "winter", "--starts", str(first), "--ends",
            str(first + datetime.timedelta(days=3 + 7 * number)))
        site.operator("member", "add", "ada", slug, "--role", "learner")
    for number in range(PINS):
        site.operator("--as", "jo", "post", "emea-autumn", "--subject",
                      f"Pinned {number}", text="Until its day.")
        with sqlite3.connect(f"file:{site.folder}/store/store.db?mode=ro",
                             uri=True) as store:
            thread = store.execute("SELECT max(id) FROM threads").fetchone()[0]
        until_day = (first - datetime.date.today()).days + number
        site.operator("--as", "jo", "pin", str(thread), "--until",
                      days_from_now(until_day))
    for day in range(3):
        site.operator("--as", "mara", "ask", "emea-autumn", "--on",
                      str(first + datetime.timedelta(days=day)),
                      text=f"What of the desk on day {day}?")
    midnight = datetime.datetime.combine(first, datetime.time(),
                                         datetime.timezone.utc)
    return int(midnight.timestamp() - time.time()) - HOUR


def settle(site):
    """The keeper that is there has done what was due: one does as it begins,
    or within a second."""
    def serves():
        if site.daemon.poll() is not None:
            return False
        return site.run("ada", "boards").returncode == 0
    assert until(serves, 60), site.tail()
    time.sleep(1.3)
    assert until(serves, 60), site.tail()


def take_part(site):
    """What people do between, each as soon as they can."""
    site.run("ben", "answer", text="As it went.")
    site.run("ada", "agreement", "lagos", "--rhythm", "weekly", "--hour",
             "14", "--until", "4")


def kill_writing(site, clock, at, chance):
    """The keeper, at one of the calls by which it writes what is due."""
    keeper = helper(site, "hr-keeper")
    with killed_at(keeper, "pwrite64,fdatasync",
                   chance.randint(1, CALLS_MOST)):
        clock.set(at)
        time.sleep(1.5)
    return helper(site, "hr-keeper") != keeper


def kill_timed(site, clock, at, victim, chance):
    clock.set(at)
    time.sleep(chance.random() * 1.2)
    if victim == "hr-listener":
        os.kill(listener(site), signal.SIGKILL)
        return True
    found = [pid for pid in below(site.daemon.pid) if name(pid) == victim]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return bool(found)


def one_round(site, clock, at, victim, chance):
    """True: a process was killed by it. Without `chance` none is."""
    kills = chance is not None
    if victim in ("all", "days"):
        if victim == "all":
            clock.set(at)
            time.sleep(chance.random() * 1.2 if kills else 1.3)
        if kills:
            end_all(site.daemon.pid)
            site.daemon.wait()
        else:
            assert site.stop() == 0
        clock.set(at)
        site.start(clock.environment())
        killed = kills
    elif not kills:
        clock.set(at)
        time.sleep(1.3)
        killed = False
    elif victim == "write":
        killed = kill_writing(site, clock, at, chance)
    else:
        killed = kill_timed(site, clock, at, victim, chance)
    settle(site)
    take_part(site)
    return killed


def run(clock, rounds, kills):
    chance = random.Random(rounds) if kills else None
    killed = 0
    with Site(people=PEOPLE, settings={"exempt_sources": "127.0.0.0/8",
                                       "agreement_days": 3},
              # By none: strace has who it killed for a moment longer than
              # the listener looks.
              may_die_of={0, signal.SIGKILL}) as site:
        at = fill(site, weeks=rounds // 15 + 3)
        site.start(clock.environment())
        settle(site)
        for number in range(rounds):
            victim = VICTIMS[number % len(VICTIMS)]
            at += 3 * DAY if victim == "days" else 8 * HOUR
            killed += one_round(site, clock, at, victim, chance)
        found = snapshot(site)
        told = {words: timeless(site.run(*words).stdout) for words in TOLD}
        done = site.homeroom("check")
        assert done.returncode == 0, (done.stdout, done.stderr)
    clock.set(0)
    return found, told, killed


def test_kills_as_things_come_due_change_nothing(tmp_path):
    rounds = 200 if IS_LONG else 6
    clocks = [Clock(tmp_path / name) for name in ("quiet", "killed")]
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        runs = [both.submit(run, clock, rounds, kills=clock is clocks[1])
                for clock in clocks]
    (wanted, told, _), (found, told_then, killed) = (one.result()
                                                     for one in runs)
    totals = {what: sum(rows.values()) for what, rows in found.items()}
    missed = {what: wanted[what] - found[what] for what in ROWS}
    doubled = {what: found[what] - wanted[what] for what in ROWS}
    print(f"\n{killed} killed in {rounds} rounds, of which each sixth was "
          f"three days later: {totals}; missed "
          f"{sum(sum(rows.values()) for rows in missed.values())}, doubled "
          f"{sum(sum(rows.values()) for rows in doubled.values())}")
    assert found == wanted, (missed, doubled)
    assert told_then == told
    assert all(told[words] for words in TOLD), told
    assert totals["questions opened"] >= rounds // 2
    assert totals["votes closed"] > 0 and totals["agreed"] > 0
    assert totals["phases begun"] > len(COHORTS)
    assert totals["wrap-ups"] > 0 and totals["answers"] > 0
    assert killed >= rounds * 2 // 3
