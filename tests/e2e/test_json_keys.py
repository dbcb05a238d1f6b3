"""What --json prints has the keys that homeroom(1) tells, and no others."""

import json
import re

import pytest

from support.site import SOURCE, Site, days_from_now

# As whom, the command, the item of the manual, and where in what it printed.
ASKED = [
    ("ben", ["boards"], "boards", ()),
    ("ben", ["threads", "emea-autumn"], "threads", ()),
    ("ben", ["new"], "threads", ()),
    ("ben", ["read", "1"], "read", ()),
    ("ben", ["read", "1"], "read posts", ("posts",)),
    ("lin", ["next"], "read", ()),
    ("ada", ["read", "1", "1", "--versions"], "read --versions", ()),
    ("ben", ["today"], "today", ()),
    ("mara", ["questions", "list", "emea-autumn"], "questions list", ()),
    ("mara", ["questions", "calendar", "emea-autumn"], "questions calendar",
     ()),
    ("mara", ["questions", "bank", "list", "new-hire"], "questions bank list",
     ()),
    ("ben", ["waiting"], "waiting", ()),
    ("jo", ["people", "emea-autumn"], "people", ()),
    ("ben", ["person", "ada"], "person", ()),
    ("ben", ["person", "ada"], "person roles", ("roles",)),
    ("ben", ["person", "ada"], "person posts", ("posts",)),
    ("ada", ["pledge"], "pledge", ()),
    ("jo", ["pledge", "counts", "emea-autumn"], "pledge counts", ()),
    ("ada", ["used", "list"], "used list", ()),
    ("jo", ["used", "counts"], "used counts", ()),
    ("jo", ["todo"], "todo", ()),
    (None, ["invite", "list"], "invite list", ()),
    (None, ["audit"], "audit", ()),
    (None, ["access", "commons"], "access", ()),
    (None, ["policy", "accepted", "--missing"], "policy accepted", ()),
]


def manual():
    """Each item's keys, and apart those of what lies in it."""
    page = (SOURCE / "conf/homeroom.1").read_text()
    page = re.search(r"^\.Ss JSON$(.*?)^\.Sh ", page, re.M | re.S).group(1)
    told = {}
    for names, words in re.findall(r"^\.It Ic ([^\n]+)\n(.*?)(?=^\.It|^\.El)",
                                   page, re.M | re.S):
        words = re.sub(r"\n\.Pq .*", ",", words)
        words = " ".join(re.sub(r"^\.\w+ ", "", words, flags=re.M).split())
        names = names.replace("Fl -", "--").split(" , ")
        for name in names:
            told[name] = words
    told["read"], told["read posts"] = told["read"].split(": an array of ")
    person = re.fullmatch(r"(.*roles) \((.*?)\) and (posts) \((.*)\)",
                          told["person"])
    told["person"] = f"{person[1]}, {person[3]}"
    told["person roles"], told["person posts"] = person[2], person[4]
    told["people"] = told["people"].split(";")[0]
    return {name: {key.removeprefix("and ") for key in re.sub(
        r" ?\([^)]*\)", "", words).rstrip(",").split(", ")}
        for name, words in told.items()}


@pytest.fixture(scope="module")
def site():
    with Site(settings={"question_minute": 0}) as made:
        def told(handle, *words, text=None):
            return made.operator("--as", handle, *words, text=text)
        told("ada", "post", "emea-autumn", "--subject", "Hello", text="one")
        told("ada", "edit", "1", "1", text="another")
        told("ben", "used", "1", "1", text="It helped.")
        told("mara", "ask", "emea-autumn", "--on", "today", text="What now?")
        told("mara", "ask", "emea-autumn", "--on", days_from_now(7),
             text="What then?")
        told("ada", "pledge", "add", "--when", "I sit down", "--will",
             "ask", "--by", days_from_now(20))
        bank = made.folder / "bank.txt"
        bank.write_text("What did you try?\n")
        made.operator("questions", "bank", "import", str(bank), "--program",
                      "new-hire")
        made.operator("invite", "emea-autumn")
        made.operator("policy", "publish")
        yield made


@pytest.mark.parametrize("handle,words,item,within", ASKED)
def test_json_has_the_keys_of_the_manual(site, handle, words, item, within):
    done = site.homeroom(*(["--as", handle] if handle else []), *words,
                         "--json", text=True)
    told = json.loads(done.stdout)
    rows = told if isinstance(told, list) else [told]
    for key in within:
        rows = [row for one in rows for row in one[key]]
    assert rows
    for row in rows:
        assert set(row) == manual()[item]
