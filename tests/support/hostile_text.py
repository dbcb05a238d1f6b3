"""Hostile lines by the thousand: naughty strings, streams of escapes, and what
a seeded die makes of the pieces of both."""

import random
import unicodedata

ESCAPES = [b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x1b(",
           b"\x1b#", b"\x1b%", b"\x1b", b"\x9b", b"\x9d", b"\x90",
           b"\xc2\x9b", b"\xc2\x9d", b"\xc2\x90", b"\xc2\x98"]
ENDS = [b"\x07", b"\x1b\\", b"\x9c", b"\xc2\x9c", b"m", b"H", b"J", b"c", b"n",
        b"h", b"l", b"t", b"q", b"p", b"y", b""]
PARTS = [b"?1049", b"2", b"0;title", b"52;c;Y2Fs", b"8;;http://x/", b"38;5;1",
         b"6", b"1;1", b"999;999", b"$q\"p", b">4;2", b"!", b"?2004", b"5",
         b";" * 40, b"9" * 200]
POINTS = [*range(0x00, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x200B, 0x200C,
          0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060,
          0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xE0001, 0xE0041, 0xE000, 0xFFFFF,
          0x10FFFD, 0xFDD0, 0xFFFE, 0x1F468, 0x1F3FD, 0xFE0F, 0x20E3, 0x300,
          0x301, 0x323, 0x489, 0x345, 0x628, 0x64B, 0x915, 0x94D, 0x9BE,
          0x1100, 0x1161, 0x11A8, 0xAC00, 0xFF21, 0x3000, 0xA0, 0x2003,
          0x1F1E9, 0xFDFA, 0x2E3B, 0x12031]
BROKEN = [b"\xc0\x80", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xff",
          b"\xfe", b"\xe2\x82", b"\xf0\x9f\x91", b"\x80", b"\xf4\x90\x80\x80"]

# What Unicode 15.0 has and the tables of Python 3.11 (14.0) do not: see
# DerivedAge.txt. Its seven new controls, U+13439 to U+1343F, are left out.
YOUNG_MARKS = """ECE 10EFD-10EFF 11241 11F00-11F01 11F36-11F3A 11F40 11F42 13440
    13447-13455 1E08F 1E4EC-1E4EF"""
YOUNG_OTHERS = """CF3 1123F-11240 11B00-11B09 11F02-11F10 11F12-11F35
    11F3E-11F3F 11F41 11F43-11F59 1342F 13441-13446 1B132 1B155 1D2C0-1D2D3
    1DF25-1DF2A 1E030-1E06D 1E4D0-1E4EB 1E4F0-1E4F9 1F6DC 1F774-1F776
    1F77B-1F77F 1F7D9 1FA75-1FA77 1FA87-1FA88 1FAAD-1FAAF 1FABB-1FABD 1FABF
    1FACE-1FACF 1FADA-1FADB 1FAE8 1FAF7-1FAF8 2B739 31350-323AF"""


def points_of(ranges):
    for word in ranges.split():
        first, _, last = word.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


YOUNG = {chr(point): kind for kind, ranges in
         (("Mn", YOUNG_MARKS), ("Lo", YOUNG_OTHERS))
         for point in points_of(ranges)}


def category(letter):
    kind = unicodedata.category(letter)
    return YOUNG.get(letter, kind) if kind == "Cn" else kind


def piece(die):
    which = die.randrange(6)
    if which == 0:
        return die.choice(ESCAPES) + die.choice(PARTS) + die.choice(ENDS)
    if which == 1:
        return chr(die.choice(POINTS)).encode("utf-8", "surrogatepass")
    if which == 2:
        return die.choice(BROKEN)
    if which == 3:
        mark = chr(die.choice((0x300, 0x323, 0x489, 0x64B, 0x9BE)))
        return ("Z" + mark * die.randrange(1, 12)).encode()
    if which == 4:
        return bytes(die.randrange(1, 256) for _ in range(die.randrange(6)))
    return die.choice((b"word", b" ", b"*bold*", b"> quote", b"`code`",
                       b"http://x/", b"- item", b"{name}", b"%s%n"))


def hostile_lines(count, known, seed=20261126):
    """So many lines without NUL or a line's end in them, each with its number,
    those that are known first."""
    die = random.Random(seed)
    for number in range(count):
        line = known[number] if number < len(known) else b"".join(
            piece(die) for _ in range(die.randrange(1, 8)))
        for end in (b"\x00", b"\n", b"\r", b"\x0b", b"\x0c"):
            line = line.replace(end, b"")
        yield b"#%d " % number + line[:200]
