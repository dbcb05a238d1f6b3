"""Whatever asks whether it runs in its long form has one: ctest -L long."""

import json
import os
import pathlib
import re
import subprocess

from support.site import BUILD

TESTS = pathlib.Path(__file__).resolve().parents[1]
ASKER = "support/long_form.py"
ASKS_IN_C = "support_is_long"
ASKED_IN = {"CMakeLists.txt", ASKER, "support/support.c",
            "mutants/mutants.py"}
IMPORTS = re.compile(r"^(?:from|import) (?:support\.)?(\w+)", re.M)


def texts():
    """By path below tests/, all that is not data."""
    found = {path.relative_to(TESTS).as_posix(): path
             for end in ("*.py", "*.c", "*.h", "*.txt", "run")
             for path in TESTS.rglob(end)}
    return {name: path.read_text() for name, path in found.items()
            if not name.startswith("fuzz/corpus/")
            and path != pathlib.Path(__file__).resolve()}


def used_by(name, all_texts, known=()):
    """The file and every one of ours that it imports, on and on."""
    if name in known or name not in all_texts:
        return set(known)
    found = {*known, name}
    for module in IMPORTS.findall(all_texts[name]):
        for folder in ("support", name.split("/")[0]):
            found = used_by(f"{folder}/{module}.py", all_texts, found)
    return found


def that_vary(all_texts):
    """Tests that ask, by themselves or by what they import."""
    return {name for name, text in all_texts.items()
            if re.fullmatch(r"\w+/\w+_test\.c", name)
            and ASKS_IN_C in text
            or re.fullmatch(r"\w+/test_\w+\.py", name)
            and ASKER in used_by(name, all_texts)}


def listed(build=BUILD):
    told = subprocess.run(["ctest", "--test-dir", str(build), "-N", "-L",
                           "^long$", "--show-only=json-v1"],
                          capture_output=True, check=True).stdout
    return {test["name"] for test in json.loads(told)["tests"]}


def test_whatever_asks_has_a_long_form():
    names = {os.path.splitext(name)[0] + "_long" for name in that_vary(texts())}
    assert len(names) > 12
    assert listed() - {"fuzz/fuzz_long"} == names


def test_it_is_asked_in_one_place_a_language():
    assert {name for name, text in texts().items()
            if "HOMEROOM_LONG" in text} <= ASKED_IN


def test_who_asks_by_what_it_imports_is_found():
    made = {ASKER: "",
            "support/crowds.py": "from support.more import MANY\n",
            "support/more.py": "from support.long_form import IS_LONG\n",
            "e2e/test_a.py": "from support.crowds import MANY\n",
            "e2e/test_b.py": "import os\n",
            "unit/c_test.c": f"if ({ASKS_IN_C}())\n",
            "unit/d_test.c": "support_folder();\n"}
    assert that_vary(made) == {"e2e/test_a.py", "unit/c_test.c"}
