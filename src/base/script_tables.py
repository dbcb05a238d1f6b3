#!/usr/bin/python3
"""Writes script_tables.c: which letters are of which script, and which look
like letters of ASCII. Needs Debian's unicode-data and python3-icu; run it in
this folder where a new version of Unicode asks for it, then clang-format-14.

From Scripts.txt (UAX 24) come the scripts in use today: those that UAX 31
recommends and those it calls limited in use. Letters that look like others
(UTS 39) come from ICU's SpoofChecker, of lower case letters alone, as a name is
compared in lower case."""

import re
import unicodedata

import icu

UNICODE = "/usr/share/unicode/"
# The first are those that names may mix.
SCRIPTS = """
Latin Han Hiragana Katakana Bopomofo Hangul Arabic Armenian Bengali Cyrillic
Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Kannada Khmer Lao
Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan Adlam Balinese
Bamum Batak Canadian_Aboriginal Chakma Cham Cherokee Hanifi_Rohingya Javanese
Kayah_Li Lepcha Limbu Lisu Meetei_Mayek Miao Mongolian New_Tai_Lue Newa Nko
Nyiakeng_Puachue_Hmong Ol_Chiki Osage Saurashtra Sundanese Syloti_Nagri Syriac
Tai_Le Tai_Tham Tai_Viet Tifinagh Vai Wancho Yi
""".split()


def ranges():
    """(first, last, script), in order."""
    found = []
    for line in open(UNICODE + "Scripts.txt", encoding="utf-8"):
        row = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if row:
            first = int(row[1], 16)
            found.append((first, int(row[2] or row[1], 16), row[3]))
    return sorted(found)


def joined(rows):
    """Without what is common to all scripts, over gaps with nothing in them."""
    out = []
    for first, last, script in rows:
        if script in ("Common", "Inherited"):
            continue
        if script not in SCRIPTS:
            script = "OLD"
        if out and out[-1][2] == script:
            out[-1][1] = last
        else:
            out.append([first, last, script])
    return out


def looks(rows):
    """What reads as letters of a to z, by those letters."""
    checker = icu.SpoofChecker()
    out = {}
    for first, last, script in rows:
        if script not in SCRIPTS and script != "Common":
            continue
        for point in range(max(first, 0x80), last + 1):
            letter = chr(point)
            if (unicodedata.category(letter)[0] != "L" or
                    unicodedata.normalize("NFKD", letter) != letter or
                    letter.casefold() != letter):
                continue
            seen = checker.getSkeleton(0, letter).casefold()
            seen = "".join(part for part in unicodedata.normalize("NFD", seen)
                           if not 0x300 <= ord(part) <= 0x36f)
            if seen and all("a" <= part <= "z" for part in seen):
                out.setdefault(seen, []).append(letter)
    return sorted(out.items())


def main():
    rows = ranges()
    with open("script_tables.c", "w", encoding="utf-8") as out:
        out.write("/* Script tables: made by script_tables.py. */\n\n"
                  '#include "base/script_tables.h"\n\n'
                  "const struct script_range script_ranges[] = {\n")
        for first, last, script in joined(rows):
            out.write(f"{{0x{first:04X}, 0x{last:04X}, "
                      f"SCRIPT_{script.upper()}}},\n")
        out.write("};\n\nconst size_t script_range_count = "
                  "sizeof script_ranges / sizeof *script_ranges;\n\n"
                  "const struct script_look script_looks[] = {\n")
        for seen, letters in looks(rows):
            # Astral ones would be surrogates in no C string: \U.
            escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000
                              else f"\\U{ord(c):08x}" for c in letters)
            out.write(f'{{"{seen}", "{escaped}"}},\n')
        out.write("};\n\nconst size_t script_look_count = "
                  "sizeof script_looks / sizeof *script_looks;\n")
    print(" ".join(f"X({s.upper()}, {s.replace('_', ' ')!r})" for s in SCRIPTS))


main()
