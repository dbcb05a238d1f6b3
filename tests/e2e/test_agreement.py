"""A cohort agrees on how it goes on: from the last week of its training over
the sixth week after it to its champion's call, in simulated time."""

import json

import pytest
from support.site import Site, clock_at

PEOPLE = {
    "ada": ("Ada Obi", "emea", "learner"),
    "ben": ("Ben Aydin", "emea", "learner"),
    "lin": ("Lin Chao", "emea", "learner"),
    "ola": ("Ola Berg", "emea", "learner"),
    "mara": ("Mara Okafor", "emea", "mentor"),
    "jo": ("Jo Park", "emea", "champion"),
    "pia": ("Pia Lund", "emea", "sponsor"),
    "kofi": ("Kofi Mensah", "amer", "learner"),
}
BOARD = "emea-winter"
OWN = "EMEA, winter 2027"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    clock_at("2027-02-12 23:50")
    try:
        with Site(people={}) as made:
            bank = tmp_path_factory.mktemp("bank") / "bank.txt"
            bank.write_text("".join(f"Of the bank, number {i}?\n"
                                    for i in range(1, 60)))
            for region in ("emea", "amer"):
                made.operator("cohort", "add", f"{region}-winter", "--program",
                              "new-hire", "--region", region, "--intake",
                              "winter 2027", "--starts", "2027-01-11",
                              "--ends", "2027-02-19")
            for handle, (name, region, role) in PEOPLE.items():
                made.add_person(handle, name)
                made.operator("member", "add", handle, f"{region}-winter",
                              "--role", role)
            made.operator("questions", "bank", "import", str(bank),
                          "--program", "new-hire")
            yield made
    finally:
        clock_at(None)


def go(site, moment):
    """The daemon, off until that moment (UTC)."""
    if site.daemon is not None:
        assert site.stop() == 0
    clock_at(moment)
    site.start()


def agreement(site, handle="ada"):
    [row] = json.loads(site.told(handle, "agreement", BOARD, "--json"))
    return row


def subjects(site):
    """What was told on the board of it, the oldest first."""
    rows = json.loads(site.told("ada", "threads", BOARD, "--json"))
    return [row["subject"] for row in sorted(rows, key=lambda row: row["id"])
            if "gree" in row["subject"] or "vote" in row["subject"]]


def open_questions(site, handle="ada"):
    """The boards with one that is open to them, but the alumni's, and the
    hours at which they opened."""
    rows = json.loads(site.run(handle, "today", "--json").stdout)
    return {row["board"]: row["opens_at"] for row in rows
            if row["is_open"] and "Alumni" not in row["board"]}


VOTE = "The vote: how do we go on?"
AGREED = "Agreed: how we go on"


def test_the_last_week_of_training_asks(site):
    site.start()
    assert subjects(site) == []
    done = site.run("ada", "agreement", BOARD, "--rhythm", "weekly", "--hour",
                    "14", "--until", "12")
    assert done.returncode == 66 and "no vote is open" in done.stderr
    assert "by the phase: daily in training" in site.told("ada", "agreement")

    go(site, "2027-02-13 00:01")
    assert subjects(site) == [VOTE]
    told = site.told("ada", "agreement")
    assert "A vote is open until Fri 19 Feb: 0 of 4 voted" in told
    assert f"Vote with: agreement {BOARD} --rhythm" in told


def test_learners_vote_and_may_change_it(site):
    for handle, rhythm, hour, until in (("ada", "weekly", "14", "12"),
                                        ("ben", "weekly", "9", "12"),
                                        ("lin", "daily", "9:00", "open")):
        told = site.told(handle, "agreement", "--rhythm", rhythm, "--hour",
                         hour, "--until", until)
        assert told.startswith("Your vote in EMEA, winter 2027: "), told
    assert "14:00" in site.told("lin", "agreement", "--hour", "14")
    assert "You voted: daily, Monday to Friday; 14:00; until asked again." \
        in site.told("lin", "agreement")

    done = site.run("ola", "agreement", "--rhythm", "weekly")
    assert done.returncode == 65 and "say all three" in done.stderr
    done = site.run("ola", "agreement", "--rhythm", "often", "--hour", "9",
                    "--until", "4")
    assert done.returncode == 65 and "not \"often\"" in done.stderr
    for handle, status in (("mara", 77), ("jo", 77), ("pia", 66),
                           ("kofi", 66)):
        done = site.run(handle, "agreement", BOARD, "--rhythm", "weekly",
                        "--hour", "14", "--until", "12")
        assert done.returncode == status, (handle, done.stderr)
    row = agreement(site, "jo")
    assert row["agreement"] is None
    assert row["vote"]["voted"] == 3 and row["vote"]["open"]
    assert row["vote"]["rhythm"] == {}, "counts show once it is closed"


def test_it_closes_once_though_the_daemon_was_off(site):
    go(site, "2027-02-20 09:00")
    go(site, "2027-02-20 09:05")
    assert subjects(site) == [VOTE, AGREED]
    row = agreement(site, "ada")
    assert row["agreement"] == {
        "rhythm": "weekly", "minute": 840, "from": "2027-02-20",
        "until": "2027-05-14", "holds": True}
    assert row["vote"]["rhythm"] == {"daily": 1, "weekly": 2}
    assert row["vote"]["hour"] == {"09:00": 1, "14:00": 2}
    assert row["vote"]["until"] == {"12": 2, "open": 1}
    assert not row["vote"]["open"] and row["vote"]["again"] == "2027-03-27"
    told = site.told("ben", "agreement")
    assert "It goes on weekly, on Mondays, at 14:00, until Fri 14 May." in told
    assert "You voted" not in told, "what anybody wanted is kept no longer"
    acts = site.operator("audit", "--act", "agreement result", "--json")
    assert f"{BOARD} 3 of 4 voted: weekly 14:00" in acts
    export = json.loads(site.operator("person", "export", "ada"))
    assert export["votes"] == []


def test_the_scheduler_obeys_it(site):
    go(site, "2027-02-22 13:59")
    assert open_questions(site) == {}
    assert list(open_questions(site, "kofi")) == [
        "All regions, winter 2027"], "the others go by the phase"
    go(site, "2027-02-22 14:01")
    assert open_questions(site) == {OWN: "2027-02-22T14:00:00Z"}


def test_it_is_asked_again_in_the_sixth_week(site):
    go(site, "2027-03-26 23:59")
    assert subjects(site) == [VOTE, AGREED]
    go(site, "2027-03-27 00:01")
    assert subjects(site) == [VOTE, AGREED, VOTE]
    assert site.run("ola", "agreement", "--rhythm", "never", "--hour", "9",
                    "--until", "4").returncode == 0
    go(site, "2027-04-03 00:01")
    assert subjects(site) == [VOTE, AGREED, VOTE,
                              "The vote: too few took part"]
    assert agreement(site)["agreement"]["rhythm"] == "weekly"
    # Summer time came on 28 March: it is 14:00 there, as it was.
    go(site, "2027-04-05 13:01")
    assert open_questions(site) == {OWN: "2027-04-05T13:00:00Z"}


def test_the_champion_calls_a_vote(site):
    done = site.run("ada", "agreement", "--call")
    assert done.returncode == 77 and "champion" in done.stderr
    with site.terminal("jo") as screen:
        screen.wait("BOARD")
        screen.send("H")
        screen.wait("p call a vote")
        screen.send("p")
        screen.wait("Call a vote")
        screen.send("y")
        screen.wait("vote until Sun 11 Apr")
    done = site.run("jo", "agreement", "--call")
    assert done.returncode != 0
    assert "a vote is open until Sun 11 Apr" in done.stderr
    with site.terminal("lin") as screen:
        screen.wait("H  how do we go on. Vote until Sun 11 Apr")
        screen.send("H5j9")
        screen.wait("At what hour +09:00")
        screen.send("j1a")
        screen.wait("Your vote counts")
        screen.send("q")
        screen.wait_gone("how do we go on")
    for handle in ("ada", "ola"):
        site.told(handle, "agreement", "--rhythm", "never", "--hour", "9",
                  "--until", "4")
    [act] = json.loads(site.operator("audit", "--act", "agreement call",
                                     "--json"))
    assert (act["actor"], act["subject"]) == ("jo", BOARD)
    go(site, "2027-04-11 22:59")
    assert agreement(site)["vote"]["open"]
    go(site, "2027-04-11 23:01")  # midnight in London
    assert agreement(site)["agreement"] == {
        "rhythm": "never", "minute": 540, "from": "2027-04-12",
        "until": "2027-05-09", "holds": True}
    go(site, "2027-04-19 20:00")
    assert open_questions(site) == {}, "they wanted a rest"
    assert "It goes on with a rest, until Sun 9 May." \
        in site.told("ada", "agreement")
