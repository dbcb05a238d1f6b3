"""What one person writes, seen byte by byte on another's terminal."""

import os
import re
import sqlite3
import sys
import time

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.hostile_text import category, hostile_lines  # noqa: E402
from support.long_form import IS_LONG  # noqa: E402
from support.site import DATA, Site  # noqa: E402
from support.terminal import Terminal  # noqa: E402

NAUGHTY = DATA / "text/blns.txt"
# Clipboard, title, report, answerback, printer, reset, C1, bidi, tags, links.
STREAMS = [
    b"\x1b]52;c;cm0gLXJmCg==\x07", b"\x1b]0;pwned\x1b\\", b"\x1b[6n\x1b[c",
    b"\x1bP$q\"p\x1b\\", b"\x05\x1b[5i", b"\x1bc\x1b[2J\x1b[H\x1b[?1049l",
    b"\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\", b"\x1b[8;1;1t\x1b[21t",
    b"\xc2\x9b31m\xc2\x9d0;x\xc2\x9c", b"\x0e\x0f\x08\x0b\x0c\x7f\x00",
    "\u202ereversed\u2066\u2069\u200f\u061c".encode(),
    "\ufeff\u200b\u2060\U000e0001\U000e0041\ue000\u2028\u2029".encode(),
    "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358\u0359\u035a".encode(),
    b"\x9b31m\x9d0;x\x9c", b"\xed\xa0\x80\xc0\x80\xf8\xff\xfe",
]
MARK = "homeroom-was-here"
COUNT = 1000000 if IS_LONG else 10000
A_POST = 400       # lines
ON_SCREEN = 10000  # lines that are read on a screen as well, page by page
# What our own drawing needs of a terminal, and nothing more.
SEQUENCES = re.compile(
    rb"\x1b\[[0-9;]*[ABCDGHJKLMPSTXbdhlmr@]|\x1b\[\?(?:1|7|12|25|1049|2004)"
    rb"(?:;(?:1|7|12|25))*[hl]|\x1b[()][0B]|\x1b[78=>M]|\x1b\[!p"
    rb"|\x1b\[>4;?m|\x1b\[22;0;0t|\x1b\[23;0;0t")
JOINERS = "\u200c\u200d"


def off_the_list(raw, controls="\r\n\b"):
    """The first bytes that no terminal of ours should get; b'': none."""
    left = SEQUENCES.sub(b"", raw)
    try:
        text = left.decode()
    except UnicodeDecodeError as error:
        return left[error.start:error.start + 40]
    marks = 0
    for at, letter in enumerate(text):
        kind = category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        is_ours = letter in controls or letter in JOINERS
        if marks > 4 or (not is_ours and kind in (
                "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")):
            return text[max(0, at - 20):at + 20].encode()
    return b""


def test_the_list_takes_no_hostile_stream():
    for stream in STREAMS:
        assert off_the_list(stream), stream
    assert off_the_list(b"\x1b[?2004h\x1b[1;31mhi\x1b[m\r\n") == b""


@pytest.fixture(scope="module")
def naughty():
    if not NAUGHTY.exists():
        pytest.skip(f"{NAUGHTY} is not here")
    lines = NAUGHTY.read_bytes().splitlines()
    return [line for line in lines if line and not line.startswith(b"#")]


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner"),
                      "kim": ("Kim Bo", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "sessions_per_person": 100}) as made:
        yield made.start()


def thread_of(told):
    return re.search(r"thread (\d+)", told).group(1)


@pytest.fixture(scope="module")
def threads(site, naughty):
    """Two threads of ben's: as the board took it, and as a session that was
    taken over would write it into the store."""
    clean = [line for line in naughty + STREAMS if b"\x00" not in line]
    clean = [line for line in clean if line.decode(errors="ignore").encode()
             == line]
    clean.insert(0, MARK.encode())
    subject = MARK.encode() + b" \x1b]0;pwned\x07 \xe2\x80\xae"
    posted = site.told("ben", "post", "emea-autumn", "--subject",
                       "'" + subject.decode() + "'", text=b"\n".join(clean))
    forged = site.told("ben", "post", "emea-autumn", "--subject", "forged",
                       text="Nothing yet.")
    with sqlite3.connect(site.folder / "store/store.db", timeout=20) as store:
        store.execute(
            "UPDATE posts SET body = CAST(? AS TEXT) WHERE thread_id = ?",
            (b"\n".join([*naughty, *STREAMS]).replace(b"\x00", b""),
             int(thread_of(forged))))
        store.execute(
            "UPDATE threads SET subject = CAST(? AS TEXT) WHERE id = ?",
            (b"".join(STREAMS).replace(b"\x00", b""),
             int(thread_of(forged))))
        store.execute("UPDATE people SET name = CAST(? AS TEXT)"
                      " WHERE handle = 'ben'",
                      (b"Ben " + b"".join(STREAMS).replace(b"\x00", b""),))
    return thread_of(posted), thread_of(forged)


def read_all(screen, pages=60):
    """Space scrolls, and goes on to what is new."""
    for _ in range(pages):
        before = screen.text
        screen.send(" ").settle(0.1)
        if screen.text == before:
            return


def test_a_screen_gets_only_what_drawing_needs(site, threads):
    with site.terminal("ada") as screen:
        screen.wait("Ada Obi")
        screen.send("\r").wait("2 threads")
        screen.wait(MARK)
        for _ in range(2):
            screen.send("\r").settle()
            read_all(screen)
            screen.send("R").settle()  # a quote, in the composer
            screen.send("\x1b").settle()
            screen.send("q").settle()
            screen.send("j").settle()
        screen.send("?").settle()
        assert len(screen.raw) > 20000
        assert off_the_list(screen.raw) == b""


@pytest.mark.parametrize("words", [("read",), ("threads", "emea-autumn"),
                                   ("new",), ("who",), ("boards",)])
def test_a_command_prints_only_text(site, threads, words):
    for thread in threads if words == ("read",) else [""]:
        done = site.run("ada", *words, *([thread] if thread else []))
        assert done.returncode == 0
        assert done.stdout
        assert off_the_list(done.stdout.encode(), "\n\t") == b""
        assert "\x1b" not in done.stdout + done.stderr


def test_what_was_sent_comes_back_in_no_complaint(site):
    for stream in STREAMS:
        word = stream.replace(b"\x00", b"").decode(errors="replace")
        done = site.run("ada", "'" + word.replace("'", "") + "'")
        assert done.returncode != 0
        assert off_the_list(done.stderr.encode(), "\n") == b""


def test_a_prompt_prints_only_text(site, threads):
    words = site.ssh_words("ada", ("-tt",))
    with Terminal(words, term="dumb") as plain:
        plain.wait("homeroom>")
        for thread in threads:
            plain.send(f"read {thread}\r").settle(0.5)
        plain.send("threads emea-autumn\r").settle()
        assert MARK.encode() in plain.raw and len(plain.raw) > 20000
        assert b"\x1b" not in plain.raw
        assert off_the_list(plain.raw) == b""


@pytest.fixture(scope="module")
def crowd(site, naughty):
    """Threads with so many hostile lines: as the board took them, and the same
    past the board, straight in the store. Texts as given, ids of threads."""
    lines = list(hostile_lines(COUNT, naughty + STREAMS))
    texts = [b"\n".join(lines[at:at + A_POST])
             for at in range(0, len(lines), A_POST)]
    made = []
    for number, text in enumerate(texts):
        told = site.told("ben", "post", "emea-autumn", "--subject",
                         f"crowd{number}",
                         text=text.decode(errors="replace"))
        made.append(int(thread_of(told)))
    with sqlite3.connect(site.folder / "store/store.db", timeout=20) as store:
        kept = {row[0]: row[1] for row in store.execute(
            "SELECT thread_id, body FROM posts WHERE thread_id >= ?",
            (made[0],))}
        for thread, text in zip(made, texts):
            store.execute("UPDATE posts SET body = CAST(? AS TEXT)"
                          " WHERE thread_id = ?", (text, thread))
    return made, [kept[thread] for thread in made]


def test_what_the_board_stores_is_clean(crowd):
    threads, kept = crowd
    assert len(kept) == len(threads) == -(-COUNT // A_POST)
    off = sum(bool(off_the_list(body.encode(), "\n")) for body in kept)
    told = sum(body.count("#") for body in kept)
    print(f"hostile text, stored: {COUNT} lines in {len(kept)} posts, "
          f"{off} with bytes off the list")
    assert off == 0 and told >= COUNT


def test_a_crowd_of_hostile_lines_is_read_by_commands(site, crowd):
    seen, off, count = 0, 0, 0
    for thread in crowd[0]:
        printed = site.told("ada", "read", str(thread))
        off += off_the_list(printed.encode(), "\n\t") != b""
        seen += len(set(re.findall(r"^[ >]*#(\d+)", printed, re.M)))
        count += len(printed)
    print(f"hostile text, printed: {COUNT} lines, {count} characters, "
          f"{off} posts with bytes off the list")
    assert off == 0
    assert seen > 0.9 * COUNT  # some begin or end what is drawn otherwise


def changes(screen, before, seconds=10):
    """Whether it shows something else in time; the next unread of thousands of
    threads may take its while on a busy machine."""
    deadline = time.monotonic() + seconds
    while screen.text == before and time.monotonic() < deadline:
        screen.feed(0.02)
    return screen.text != before


def space_through(screen, most):
    """Page after page, as Space goes; the numbers of the lines seen."""
    seen, pages = set(), 0
    while len(seen) < most:
        before = screen.text
        screen.send(" ")
        if not changes(screen, before):
            break
        screen.settle(0.1)
        pages += 1
        seen.update(re.findall(r"#(\d+) ", screen.text))
    return seen, pages

def test_a_crowd_of_hostile_lines_is_read_on_a_screen(site, crowd):
    with site.terminal("kim", rows=100, columns=200) as screen:
        screen.wait("Kim Bo")
        seen, pages = space_through(screen, ON_SCREEN)
        off = off_the_list(screen.raw)
        print(f"hostile text, drawn: {len(seen)} lines on {pages} pages, "
              f"{len(screen.raw)} bytes, {len(off)} off the list")
        assert off == b""
        assert len(seen) > 0.8 * ON_SCREEN  # the emulator loses a few
