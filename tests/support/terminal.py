"""A program on a real terminal emulator: keys in, screen out."""

import os
import re
import signal
import time

import pexpect
import pyte

from support.patience import patient, unhurried

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
ENTER, ESC, TAB, SPACE = "\r", "\x1b", "\t", " "


def control(letter):
    return chr(ord(letter.lower()) - 96)


class Screen(pyte.Screen):
    """pyte's, with what every real terminal knows and pyte does not."""

    last = " "

    def draw(self, data):
        super().draw(data)
        self.last = data[-1]

    def repeat(self, count=1):
        super().draw(self.last * (count or 1))

    def scroll_up(self, count=1):
        self.scroll(count, at_top=False)

    def scroll_down(self, count=1):
        self.scroll(count, at_top=True)

    def scroll(self, count, at_top):
        x, y = self.cursor.x, self.cursor.y
        margins = self.margins or pyte.screens.Margins(0, self.lines - 1)
        for _ in range(count or 1):
            self.cursor.y = margins.top if at_top else margins.bottom
            if at_top:
                self.reverse_index()
            else:
                self.index()
        self.cursor.x, self.cursor.y = x, y


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, S="scroll_up", T="scroll_down",
               b="repeat")
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down", "repeat"}


class Terminal:
    """Runs words under a pty of rows by columns and keeps its screen."""

    def __init__(self, words, rows=24, columns=80, term="xterm-256color",
                 environment=None):
        self.rows, self.columns = rows, columns
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.raw = b""
        env = dict(os.environ, TERM=term, LANG="C.UTF-8", LC_ALL="C.UTF-8")
        env.update(environment or {})
        self.child = pexpect.spawn(words[0], list(words[1:]), env=env,
                                   dimensions=(rows, columns), timeout=None)
        self.child.delaybeforesend = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.child.isalive():
            self.child.kill(signal.SIGTERM)
            deadline = time.monotonic() + 5
            while self.child.isalive() and time.monotonic() < deadline:
                self.feed(0.05)
        self.child.close(force=True)

    def feed(self, seconds=0.0):
        """Reads what has come, waiting at most so long for the first byte."""
        try:
            got = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += got
        self.stream.feed(got)
        return True

    def send(self, keys):
        self.child.send(keys)
        return self

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines)

    def wait(self, pattern, seconds=20):
        """Until the screen shows the pattern; returns the match."""
        return self.until(lambda: re.search(pattern, self.text, re.M),
                          f"/{pattern}/", seconds)

    def wait_gone(self, pattern, seconds=20):
        return self.until(lambda: not re.search(pattern, self.text, re.M),
                          f"/{pattern}/ to go", seconds)

    def until(self, condition, what, seconds=20):
        deadline = time.monotonic() + patient(seconds)
        is_open = True
        while True:
            found = condition()
            if found:
                return found
            if not is_open or time.monotonic() > deadline:
                raise AssertionError(
                    f"waited for {what}; the screen"
                    f"{'' if is_open else ' of a program that ended'}:\n"
                    f"{self.framed()}")
            is_open = self.feed(0.05)

    def wait_end(self, seconds=20):
        """Until the program ends; returns its exit status."""
        deadline = time.monotonic() + patient(seconds)
        while self.feed(0.05):
            if time.monotonic() > deadline:
                raise AssertionError(f"still running:\n{self.framed()}")
        # Who has let go of the terminal may yet have to end: close() hangs up.
        while self.child.isalive() and time.monotonic() < deadline:
            time.sleep(0.01)
        self.child.close()
        return self.child.exitstatus

    def leave(self, seconds=20):
        """Goes back to home and leaves; returns the exit status."""
        for _ in range(20):
            self.send("q")
            self.settle(0.15)
            if not self.child.isalive():
                break
        return self.wait_end(seconds)

    def settle(self, seconds=0.3):
        """Until nothing has come for so long."""
        quiet = time.monotonic() + unhurried(seconds)
        while time.monotonic() < quiet:
            before = len(self.raw)
            self.feed(0.05)
            if len(self.raw) != before:
                quiet = time.monotonic() + unhurried(seconds)
        return self

    def last_lines(self):
        """What came once the full screen was left, without sequences."""
        last = self.raw.decode().split("\x1b[?1049l")[-1]
        return re.sub(r"\x1b(\[[?\d;]*[a-zA-Z]|[>=])|\r", "",
                      last).split("\n")

    def resize(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        return self

    def framed(self):
        bar = "+" + "-" * self.columns + "+"
        body = [f"|{line:<{self.columns}}|" for line in self.lines]
        return "\n".join([bar, *body, bar])

    def row_of(self, pattern):
        for number, line in enumerate(self.lines):
            if re.search(pattern, line):
                return number
        raise AssertionError(f"no row with /{pattern}/:\n{self.framed()}")
