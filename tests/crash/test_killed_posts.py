"""A session killed as it posts, between any two of its calls: what was written
is there once, or still in front of the person who then sends it again."""

import collections
import time

import pytest

from support.killed import killed_at
from support.long_form import IS_LONG
from support.processes import children, helpers, until
from support.site import Site
from support.terminal import ENTER, control
from support.writers import bodies

CALLS = "pwrite64,fdatasync,sendmsg,write,writev"
CALLS_MOST = 44  # from Enter to the screen that says so, and a few more
SOME = (1, 10, 18, *range(24, 40))  # the commit is among them


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made.start()


def session(site):
    found = until(lambda: children(helpers(site)[2]))
    assert len(found) == 1, found
    return found[0]


def post(site, text, point):
    """What the person saw; who sees an empty composer would write anew."""
    with site.terminal("ada") as screen:
        screen.wait("BOARD")
        screen.send("p").wait("Subject|subject")
        screen.send(f"On {text}" + ENTER + text)
        screen.wait(text)
        time.sleep(2.3)  # it is a draft by now
        screen.send(control("x")).wait("Enter")
        pid = session(site)
        with killed_at(pid, CALLS, point):
            screen.send(ENTER)
            screen.wait("goes on here|Posted")
        if "goes on here" not in screen.text:
            seen = "posted"
        elif "New thread" in screen.text:
            # They see their text, and send it again.
            assert f"On {text}" in screen.text, screen.framed()
            seen = "sent again"
            screen.send(control("x")).wait("Enter")
            screen.send(ENTER).wait("Posted")
        else:
            assert "was sent" in screen.text, screen.framed()
            seen = "told that it was sent"
        assert screen.leave() == 0
    return seen


def test_what_is_posted_as_the_session_dies_is_there_once(site):
    points = SOME if not IS_LONG else [
        1 + number % CALLS_MOST for number in range(200)]
    rounds = len(points)
    seen = collections.Counter()
    for number, point in enumerate(points):
        seen[post(site, f"words {number} of {rounds}.", point)] += 1
    counts = bodies(site.folder / "store/store.db")
    wanted = [f"words {number} of {rounds}." for number in range(rounds)]
    lost = [text for text in wanted if counts[text] < 1]
    double = [text for text in wanted if counts[text] > 1]
    print(f"\n{rounds} posts, {dict(seen)}: {len(lost)} lost, "
          f"{len(double)} twice")
    assert not lost and not double
    assert seen["sent again"] > 0 and seen["told that it was sent"] > 0
