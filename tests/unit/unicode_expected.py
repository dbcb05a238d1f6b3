#!/usr/bin/python3
"""Writes unicode_expected.inc: what cleaning has to make of each of the
1,112,064 scalar values, told by ICU and not by the library that cleans. Needs
Debian's python3-icu, of the same version of Unicode as utf8proc; run it in this
folder. What Python's own tables know as well has to agree."""

import itertools
import unicodedata

import icu

ICU = {value: name.split("_")[-1] for name, value in (
    ("CN", 0), ("LU", 1), ("LL", 2), ("LT", 3), ("LM", 4), ("LO", 5),
    ("MN", 6), ("ME", 7), ("MC", 8), ("ND", 9), ("NL", 10), ("NO", 11),
    ("ZS", 12), ("ZL", 13), ("ZP", 14), ("CC", 15), ("CF", 16), ("CO", 17),
    ("CS", 18), ("PD", 19), ("PS", 20), ("PE", 21), ("PC", 22), ("PO", 23),
    ("SM", 24), ("SC", 25), ("SK", 26), ("SO", 27), ("PI", 28), ("PF", 29))}
DROPPED = {"CN", "CC", "CF", "CO", "CS", "ZL", "ZP"}
LAYOUT = {0x09: "T", 0x0A: "L", 0x0D: "L"}
NFC = icu.Normalizer2.getNFCInstance()
CIRCLE = "\u25cc"
SCALARS = [point for point in range(0x110000)
           if not 0xD800 <= point <= 0xDFFF]
NONJOINING, TRANSPARENT = 0, 5


def category(point):
    return ICU[icu.Char.charType(point)]


def joining_scripts():
    """Scripts that are written joined, or whose viramas ask for joiners."""
    found = set()
    for point in SCALARS:
        script = icu.Script.getScript(chr(point)).getScriptCode()
        joins = icu.Char.getIntPropertyValue(
            point, icu.UProperty.JOINING_TYPE)
        virama = icu.Char.getIntPropertyValue(
            point, icu.UProperty.CANONICAL_COMBINING_CLASS) == 9
        if virama or joins not in (NONJOINING, TRANSPARENT):
            found.add(script)
    return found - {icu.UScriptCode.COMMON, icu.UScriptCode.INHERITED}


def what(point):
    """K kept, N a mark of no width, C one of some, D left out, S a space."""
    if point in LAYOUT:
        return LAYOUT[point]
    kind = category(point)
    if kind in DROPPED:
        return "D"
    if kind == "ZS":
        return "S"
    return {"MN": "N", "ME": "N", "MC": "C"}.get(kind, "K")


def joining(point, scripts):
    """J: a joiner stays between two of them; E: ZWJ alone does."""
    if icu.Char.hasBinaryProperty(
            point, icu.UProperty.EXTENDED_PICTOGRAPHIC):
        return "E"
    is_text = category(point) in ("LU", "LL", "LT", "LM", "LO", "MN", "ME",
                                  "MC")
    joins = any(icu.Script.hasScript(chr(point), script)
                for script in scripts)
    return "J" if is_text and joins else "-"


def check_with_python():
    for point in SCALARS:
        known = unicodedata.category(chr(point)).upper()
        assert known in ("CN", category(point)), hex(point)
        if known != "CN":
            assert unicodedata.normalize("NFC", chr(point)) == NFC.normalize(
                chr(point)), hex(point)


def runs(scripts):
    found = []
    for point in SCALARS:
        kind = what(point), joining(point, scripts)
        if found and found[-1][1] == point - 1 and found[-1][2] == kind:
            found[-1][1] = point
        else:
            found.append([point, point, kind])
    return found


# What sequences of three and four bytes are made of: the ends of all ranges.
EDGES = bytes.fromhex("41 80 8F 90 9F A0 BF C0 C2 E0 ED F0 F4")


def broken(lead):
    """A sum of how many U+FFFD stand for each sequence of that first byte, as
    Python decodes it: one a maximal part."""
    found = 0
    for more in sequences():
        text = (bytes([lead]) + more).decode("utf-8", "replace")
        found = (found * 31 + text.count("\ufffd")) % 2**32
    return found


def sequences():
    yield b""
    yield from (bytes([second]) for second in range(256))
    for length in (2, 3):
        yield from (bytes(more) for more in itertools.product(
            EDGES, repeat=length))


def quoted(text):
    return '"' + "".join(f"\\x{byte:02X}" for byte in text.encode()) + '"'


def changed():
    """What composing makes something else of, between letters or alone."""
    for point in SCALARS:
        if what(point) not in "KNC":
            continue
        amid, alone = f"a{chr(point)}b", chr(point)
        if (NFC.normalize(amid), NFC.normalize(alone)) != (amid, alone):
            circle = CIRCLE if what(point) != "K" else ""
            yield point, NFC.normalize(amid), circle + NFC.normalize(alone)


def main():
    check_with_python()
    scripts = joining_scripts()
    with open("unicode_expected.inc", "w", encoding="ascii") as out:
        out.write("/* Made by unicode_expected.py, Unicode "
                  f"{icu.UNICODE_VERSION}. */\n")
        out.write("static const struct run runs[] = {\n")
        for first, last, (kind, joins) in runs(scripts):
            out.write(f"    {{0x{first:04X}, 0x{last:04X}, '{kind}', "
                      f"'{joins}'}},\n")
        out.write("};\nstatic const struct change changes[] = {\n")
        for point, amid, alone in changed():
            out.write(f"    {{0x{point:04X}, {quoted(amid)}, "
                      f"{quoted(alone)}}},\n")
        out.write("};\nstatic const uint32_t broken[256] = {\n")
        for lead in range(256):
            out.write(f"    {broken(lead)}U,\n")
        out.write("};\n")


if __name__ == "__main__":
    main()
