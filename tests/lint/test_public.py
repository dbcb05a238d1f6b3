"""What a header makes public is called by the product, and by more than its
own file: by the symbols of what was built."""

import collections
import re
import subprocess

from support.site import BUILD, SOURCE

SYMBOL = re.compile(r"^(.+\.o):[0-9a-f ]+ ([TU]) (\w+)$", re.M)
OBJECT = re.compile(r"CMakeFiles/\w+\.dir/(.+)\.o$")


def symbols():
    """By source below the top: functions defined for all, and wanted."""
    objects = [path for path in BUILD.rglob("*.c.o")
               if OBJECT.search(str(path))]
    told = subprocess.run(["nm", "-A", *map(str, objects)],
                          capture_output=True, text=True, check=True).stdout
    found = collections.defaultdict(lambda: {"T": set(), "U": set()})
    for path, kind, name in SYMBOL.findall(told):
        source = OBJECT.search(path).group(1)
        if "/tests/" in path:
            source = f"tests/{source}"
        if not (SOURCE / source).exists():
            continue  # left by a build of before
        found[source][kind].add(name)
    return found


def calls_itself(source, name):
    """Once is where it stands."""
    text = (SOURCE / source).read_text()
    return len(re.findall(rf"\b{name}\b", text)) > 1


def public_in_vain(found, is_called_in):
    """Functions of the product that nothing of it calls; those that only
    their own file does, of which tests know nothing."""
    ours = {source for source in found if source.startswith("src/")}
    wanted = set().union(*(found[source]["U"] for source in ours))
    tested = set().union(*(found[source]["U"] for source in found
                           if source not in ours))
    lonely = [(source, name) for source in sorted(ours)
              for name in sorted(found[source]["T"] - wanted - {"main"})
              if not name.startswith("__")]  # what a sanitizer asks for
    unused = [each for each in lonely if not is_called_in(*each)]
    private = [each for each in lonely if each not in unused
               and each[1] not in tested]
    return unused, private


def test_nothing_is_public_for_nobody():
    found = symbols()
    assert sum(len(each["T"]) for each in found.values()) > 1000
    unused, private = public_in_vain(found, calls_itself)
    assert not unused, f"only tests call: {unused}"
    assert not private, f"are to be static: {private}"


def test_what_is_in_vain_is_found():
    made = {"src/a.c": {"T": {"used", "own", "probed", "idle"}, "U": set()},
            "src/b.c": {"T": {"main"}, "U": {"used"}},
            "tests/c.c": {"T": set(), "U": {"probed", "idle"}}}
    assert public_in_vain(made, lambda _, name: name != "idle") == (
        [("src/a.c", "idle")], [("src/a.c", "own")])
