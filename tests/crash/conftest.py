"""The sites that more than one of the tests here kill, or let fail."""

import signal
import subprocess

import pytest

from support.failing import Failing
from support.site import Site


@pytest.fixture
def site():
    """Two at work, whose processes may be killed."""
    with Site(people={"ada": ("Ada Obi", "emea", "learner"),
                      "ben": ("Ben Aydin", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8"},
              may_die_of={signal.SIGKILL}) as made:
        yield made.start()


@pytest.fixture(scope="module")
def failing():
    """A site with a post, whose programs' calls fail when told to."""
    with Site(people={"ada": ("Ada Obi", "emea", "learner")}) as site:
        site.operator("--as", "ada", "post", "emea-autumn", "--subject",
                      "Badges", text="Where do I get one?")
        made = Failing(site)
        yield made
        made.close()


@pytest.fixture
def shared(site):
    """Options of ssh by which ada is logged in already."""
    options = ["-o", "ControlMaster=auto", "-o", "ControlPersist=60",
               "-o", f"ControlPath={site.folder}/shared"]
    assert site.run("ada", "boards", options=options).returncode == 0
    yield options
    subprocess.run([*site.ssh_words("ada", options), "-O", "exit"],
                   capture_output=True, check=True)
