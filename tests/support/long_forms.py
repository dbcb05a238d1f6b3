"""Which tests have a long form: those that ask whether they run in it, by
themselves or by whatever of ours they import. Prints them for the build."""

import pathlib
import re

TESTS = pathlib.Path(__file__).resolve().parents[1]
ASKER = "support/long_form.py"
ASKS_IN_C = "support_is_long"
IMPORTS = re.compile(r"^(?:from|import) (?:support\.)?(\w+)", re.M)


def texts():
    """By path below tests/, all that is code."""
    return {path.relative_to(TESTS).as_posix(): path.read_text()
            for end in ("*.py", "*.c", "*.h", "CMakeLists.txt", "run")
            for path in TESTS.rglob(end)}


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
    """As ctest names them."""
    return {name.rpartition(".")[0] for name, text in all_texts.items()
            if re.fullmatch(r"\w+/\w+_test\.c", name)
            and ASKS_IN_C in text
            or re.fullmatch(r"\w+/test_\w+\.py", name)
            and ASKER in used_by(name, all_texts)}


if __name__ == "__main__":
    print(";".join(sorted(that_vary(texts()))), end="")
