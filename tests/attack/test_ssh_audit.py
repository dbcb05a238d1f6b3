"""ssh-audit, as anybody may run it on a site: it fails nothing that is
offered."""

import json
import os
import re
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.site import Site  # noqa: E402

CATEGORIES = {"kex", "key", "enc", "mac"}
# What the names of algorithms say of the protocol alone; ssh-audit of before
# 2024 does not know it.
MARKERS = {"kex-strict-s-v00@openssh.com"}


@pytest.fixture(scope="module")
def port():
    with Site(people={}, settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made.start().port


def audited(port, *options):
    done = subprocess.run(["ssh-audit", *options, "-p", str(port),
                           "127.0.0.1"], text=True, timeout=120,
                          capture_output=True)
    assert done.stdout, done.stderr
    return done.stdout


def offered(port):
    told = json.loads(audited(port, "-j"))
    return {kind: [row if isinstance(row, str) else row["algorithm"]
                   for row in told[kind]] for kind in CATEGORIES}


def remarks(port):
    """[category, algorithm, level] of each remark on what is offered."""
    found, last = [], None
    for line in audited(port, "-n").splitlines():
        named = re.match(r"\((\w+)\) (\S+)", line)
        if named:
            last = named.groups()
        level = re.search(r"(?:--|`-) \[(\w+)\]", line)
        if level and last:
            found.append((*last, level.group(1)))
    return found


def test_it_fails_nothing(port):
    algorithms, found = offered(port), remarks(port)
    assert all(algorithms[kind] for kind in CATEGORIES), algorithms
    # It has looked at each: a reader of remarks that sees none is blind.
    for kind, names in algorithms.items():
        for name in names:
            assert any(row[:2] == (kind, name) for row in found), name
    failures = [row for row in found if row[2] == "fail"]
    warnings = [row for row in found if row[2] == "warn"]
    print(f"\nssh-audit: {sum(map(len, algorithms.values()))} algorithms, "
          f"{len(failures)} failures, {len(warnings)} warnings")
    assert not failures, failures
    assert {row[1] for row in warnings} <= MARKERS, warnings
    assert "[fail]" not in audited(port, "-n")


def test_no_cipher_is_offered_that_libssh_does_not_do_well(port):
    assert not [name for name in offered(port)["enc"] if "gcm" in name]
    assert not [name for name in offered(port)["enc"] if "cbc" in name]
