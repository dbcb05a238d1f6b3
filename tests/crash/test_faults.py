"""The n-th write, sync, cut or open of the stores' files fails, in any process:
what was acknowledged is there, the rest is told, and it goes on after."""

import itertools

import pytest

from support.long_form import IS_LONG
from support.powercut import ERRORS, Power, is_sound
from support.site import BUILD, SOURCE, Site
from support.terminal import ENTER, TAB, control
from support.writers import HANDLES, PEOPLE, Writer, Writers, lost, twice

RELEASE = SOURCE / "build/release"
CALLS = ("pwrite", "sync", "ftruncate", "open")
DEPTH = 40 if IS_LONG else 7
TIMES = (1, 1000)
WORDS = ("disk is full", "disk fails", "can only be read just now",
         "the store failed", "store is busy", "try again", "broke off")


@pytest.fixture(scope="module")
def site():
    build = RELEASE if (RELEASE / "bin/homeroomd").exists() else BUILD
    with Site(people=PEOPLE, build=build) as made:
        made.power = Power(made.folder)
        made.power.heal()
        made.writers = Writers(made, HANDLES[:2])
        made.start(made.power.environment())
        try:
            yield made
        finally:
            made.power.heal()
            for writer in made.writers.all:
                if writer.master is not None:
                    writer.master.kill()
                    writer.master.wait()
        made.stop()
        made.power.close()
        made.daemon = None


def write(writer, text):
    """True where it was acknowledged; else words were said."""
    writer.reasons.clear()
    writer.connect()
    writer.write(text)
    if writer.acknowledged and writer.acknowledged[-1] == text:
        return True
    said = list(writer.reasons)
    assert said, text
    return False


def test_no_fault_loses_what_was_acknowledged(site):
    writer = site.writers.all[0]
    daemon = site.daemon.pid
    tried = failed = told = 0
    silent = []
    for call, (kind, error), times, after in itertools.product(
            CALLS, ERRORS.items(), TIMES, range(DEPTH)):
        text = f"{call} {kind}, {times} after {after}"
        site.power.fail(call, after, times, error)
        done = write(writer, text)
        hit = site.power.failed()
        site.power.heal()
        tried += 1
        failed += hit > 0
        if not done:
            told += 1
            said = " ".join(writer.reasons)
            if not any(words in said for words in WORDS):
                silent.append((text, said))
        # It goes on by itself, with the next.
        again = text + ", again"
        assert any(write(writer, f"{again} {number}") for number in range(5)), (
            text, writer.reasons, site.tail())
    store = site.folder / "store/store.db"
    assert is_sound(site.folder)
    gone = lost(store, writer.acknowledged)
    print(f"\n{tried} faults set, {failed} met by a post, {told} posts "
          f"refused, {len(writer.acknowledged)} acknowledged, {len(gone)} "
          f"lost, {len(twice(store))} twice")
    assert not gone and not twice(store)
    assert not silent, silent
    assert failed > tried / 8 and told > 4
    assert site.daemon.pid == daemon and site.daemon.poll() is None
    done = site.homeroom("check")
    assert done.returncode == 0, (done.stdout, done.stderr)


@pytest.mark.parametrize("kind", ERRORS)
def test_a_draft_is_kept_through_each_fault(site, kind):
    writer = site.writers.all[1]
    with site.terminal(writer.handle) as screen:
        screen.wait("EMEA, autumn 2026")
        screen.send("p")
        screen.wait("Subject:")
        site.power.fail("pwrite", 0, 1000000, ERRORS[kind])
        screen.send(f"Draft {kind}" + TAB + "kept all along")
        screen.wait("Not saved yet: ")
        screen.send(control("x"))
        screen.wait("Enter")
        screen.send(ENTER)
        screen.wait("Not sent: ")
        assert "kept all along" in screen.text
        assert "We do." in site.told(writer.handle, "read",
                                     site.writers.thread)
        site.power.heal()
        screen.wait("Your text is saved now")
        screen.send(" to the end")
        screen.send(control("x"))
        screen.wait("Enter")
        screen.send(ENTER)
        screen.wait("Posted")


def test_a_login_and_a_key_are_told_as_well(site):
    """The secrets: what the keeper cannot write is refused, and said."""
    handle = HANDLES[1]
    key = site.key("spare").with_suffix(".pub").read_text()
    for call, error in itertools.product(("open", "pwrite", "sync"),
                                         ERRORS.values()):
        site.power.fail(call, 0, 1000000, error)
        done = site.run(handle, "keys", "add", text=key)
        site.power.heal()
        assert done.returncode != 0, (call, error)
        assert any(words in done.stderr for words in WORDS), done.stderr
    site.told(handle, "keys", "add", text=key)
