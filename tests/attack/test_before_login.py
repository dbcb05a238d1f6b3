"""Before a login no byte that a client sent is written to a store: names,
passwords, keys, and what is told to the dialogue of those who join."""

import os
import subprocess
import sys

import paramiko
import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from hostile import transport  # noqa: E402
from support.site import Site  # noqa: E402
from support.terminal import ENTER, control  # noqa: E402

MARK = "zanzibar"
CODE = "0123-4567-89AB-CDEFP"


@pytest.fixture
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"}) as made:
        yield made.start()


def stored(site):
    """All bytes of both stores, logs and journals with them."""
    files = [path for name in ("store", "secrets")
             for path in (site.folder / name).iterdir() if path.is_file()]
    assert len(files) > 4
    return b"".join(path.read_bytes() for path in files)


def strangers(site):
    """Each way to send us something without being anybody."""
    for name in (MARK, f"{MARK}@example.org", f"'); DELETE {MARK};--"):
        client = transport(site)
        with pytest.raises(paramiko.AuthenticationException):
            client.auth_password(name, f"{MARK} of a word")
        client.close()
    key = site.folder / "id_stranger"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", MARK,
                    "-f", str(key)], check=True)
    subprocess.run(["ssh", "-F", "none", "-i", str(key), "-p", str(site.port),
                    "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
                    "-o", f"UserKnownHostsFile={site.folder}/known",
                    "-o", "StrictHostKeyChecking=accept-new",
                    f"{MARK}@127.0.0.1", f"post emea-autumn --subject {MARK}"],
                   input=MARK.encode(), capture_output=True, timeout=60,
                   check=False)
    return (site.folder / "id_stranger.pub").read_text().split()[1]


def half_joined(site):
    """Who has a code, and leaves before it is redeemed."""
    code = site.operator("invite", "emea-autumn").splitlines()[0]
    with site.terminal("join", key=False) as terminal:
        terminal.wait("Enrolment code:")
        terminal.send(CODE + ENTER).wait("no such code")
        terminal.send(code + ENTER).wait("Your name")
        terminal.send(f"Ida {MARK.title()}" + ENTER).wait("log in with")
        terminal.send(MARK + ENTER).wait("Password, 8")
        terminal.send(f"{MARK} of a word" + ENTER).wait("once more:")
        terminal.send(control("c"))
        terminal.wait_end()


def test_what_a_stranger_sends_is_in_no_store(site):
    before = stored(site).lower()
    blob = strangers(site)
    half_joined(site)
    assert site.stop() == 0
    after = stored(site).lower()
    assert MARK.encode() not in before and MARK.encode() not in after
    assert blob.lower().encode() not in after
    assert CODE.replace("-", "").lower().encode() not in after


def test_what_somebody_sends_who_is_in_is_found_by_the_same_look(site):
    site.told("ada", "post", "emea-autumn", "--subject", MARK, text=MARK)
    assert MARK.encode() in stored(site)
