"""For each defence a test that notices when it is gone: tests/mutants."""

import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/mutants"))

import mutants  # noqa: E402
from support.long_form import IS_LONG  # noqa: E402

LIST = """# A list.

== one is the most
in src/x.c
-    if (count > 1)
-        return;
+    if (count > 2)
+        return;
by unit/x_test
"""


def listed(tmp_path, text=LIST):
    path = tmp_path / "x.list"
    path.write_text(text)
    return mutants.read_list(path)


def test_a_defence_is_taken_out_where_it_stands_once(tmp_path):
    mutant, = listed(tmp_path)
    whole = "a\n    if (count > 1)\n        return;\nb\n"
    assert mutant.applied("src/x.c", whole).endswith(
        "a\n    if (count > 2)\n        return;\nb\n")
    for text in ("a\n", whole + whole, whole.replace("    if", "     if")):
        with pytest.raises(ValueError):
            mutant.applied("src/x.c", text)


def test_a_line_that_is_none_of_a_list_is_refused(tmp_path):
    with pytest.raises(ValueError):
        listed(tmp_path, LIST + "unit/y_test\n")


def test_every_one_has_its_name_its_file_and_its_tests():
    found = mutants.read_all()
    assert len(found) > 200
    assert len({mutant.name for mutant in found}) == len(found)
    for mutant in found:
        assert mutant.changes and mutant.tests, mutant
        assert all(change.old for change in mutant.changes), mutant
        assert all((ROOT / file).is_file() for file in mutant.files), mutant
        for file in mutant.files:  # which raises where its lines do not stand
            mutant.applied(file, (ROOT / file).read_text())
        for test in mutant.tests:
            path = ROOT / "tests" / test.partition("::")[0]
            if test.startswith("unit/"):
                path = path.with_suffix(".c")
            assert path.is_file(), test


@pytest.mark.skipif(not IS_LONG, reason="an hour: ctest -L long")
def test_each_one_is_noticed():
    assert mutants.main([]) == 0
