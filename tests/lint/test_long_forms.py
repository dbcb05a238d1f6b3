"""Whatever asks whether it runs in its long form has one: ctest -L long."""

import json
import subprocess

from support.long_forms import ASKER, ASKS_IN_C, that_vary, texts
from support.site import BUILD

ASKED_IN = {"CMakeLists.txt", ASKER, "support/support.c",
            "mutants/mutants.py", "lint/test_long_forms.py"}


def listed(build=BUILD):
    told = subprocess.run(["ctest", "--test-dir", str(build), "-N", "-L",
                           "^long$", "--show-only=json-v1"],
                          capture_output=True, check=True).stdout
    return {test["name"] for test in json.loads(told)["tests"]}


def test_whatever_asks_has_a_long_form():
    names = {f"{name}_long" for name in that_vary(texts())}
    assert len(names) > 12
    assert listed() - {"fuzz/fuzz_long"} == names, "configure anew"


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
    assert that_vary(made) == {"e2e/test_a", "unit/c_test"}
