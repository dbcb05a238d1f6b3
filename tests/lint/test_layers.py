"""The layers of the house: a folder includes only from those below it."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What each folder may include from; src/main may include everything.
MAY_INCLUDE = {
    "base": {"base"},
    "config": {"base", "config"},
    "model": {"base", "model"},
    "store": {"base", "model", "store"},
    "mail": {"base", "model", "mail"},
    "board": {"base", "config", "model", "store", "board"},
    "commands": {"base", "config", "model", "mail", "board", "commands"},
    "ui": {"base", "config", "model", "board", "ui"},
    "daemon": {"base", "config", "model", "store", "board", "commands", "ui",
               "daemon"},
}
# Who alone may know a library.
ONLY = {
    r"<libssh/": r"src/daemon/(connection\w*|host_key)\.c$"
                 r"|include/daemon/connection_\w+\.h$",
    r"<(ncurses|curses|ncursesw/\w+)\.h>": r"src/ui/canvas\w*\.c$"
                                           r"|include/ui/canvas_\w+\.h$",
    r"<sqlite3\.h>": r"(src|include)/store/",
    r"<archive(_entry)?\.h>": r"src/daemon/archive\.c$",
    r"<gmime/": r"src/mail/",
    r"<libconfig\.h>": r"src/config/",
    r"<sodium\.h>": r"src/(base|store|board|daemon|commands|main)/",
    r"<seccomp\.h>": r"src/daemon/sandbox\w*\.c$",
}


def sources():
    for top in ("src", "include"):
        yield from sorted((ROOT / top).rglob("*.[ch]"))


def includes(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+(["<][^">]+[">])', line)
        if found:
            yield number, found.group(1)


def test_a_folder_includes_only_from_those_below_it():
    wrong = []
    count = 0
    for path in sources():
        folder = path.relative_to(ROOT).parts[1]
        if folder == "main":
            continue
        for number, name in includes(path):
            if name[0] != '"':
                continue
            count += 1
            if name[1:].split("/")[0] not in MAY_INCLUDE[folder]:
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {name}")
    assert count > 100
    assert not wrong, "\n".join(wrong)


def test_a_library_is_known_to_its_files_alone():
    wrong = []
    for path in sources():
        relative = str(path.relative_to(ROOT))
        for number, name in includes(path):
            for library, where in ONLY.items():
                if re.match(library, name) and not re.match(where, relative):
                    wrong.append(f"{relative}:{number}: {name}")
    assert not wrong, "\n".join(wrong)


def test_sql_is_written_in_the_store_alone():
    wrong = [str(path.relative_to(ROOT)) for path in sources()
             if path.relative_to(ROOT).parts[1] not in ("store",)
             and re.search(r"\bSQL\(", path.read_text())]
    assert not wrong, "\n".join(wrong)


def test_every_source_has_its_public_face_or_is_part_of_one():
    stems = {}
    for path in (ROOT / "src").rglob("*.c"):
        stems.setdefault(path.stem, []).append(str(path))
    doubles = {stem: paths for stem, paths in stems.items() if len(paths) > 1}
    assert not doubles, doubles
