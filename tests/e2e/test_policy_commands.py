"""Policy and handout by command: published, refused until accepted, told."""

import re
import subprocess

import pytest

from support.site import Site


@pytest.fixture(scope="module")
def site():
    with Site(settings={"public_host": "board.example.org"}) as made:
        made.start()
        yield made


def fingerprint(site):
    listed = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(site.folder / "host_ed25519.pub")],
        capture_output=True, text=True, check=True)
    return listed.stdout.split()[1]


def test_a_post_waits_for_the_policy_and_reading_does_not(site, tmp_path):
    assert site.told("ada", "policy") == "No policy has been published.\n"
    site.told("ada", "post", "emea-autumn", "--subject", "Before", text="x")
    told = site.operator("policy", "publish")
    assert "Published version 1" in told
    done = site.run("ada", "post", "emea-autumn", "--subject", "S", text="x")
    assert done.returncode == 77
    assert done.stderr == "read and accept the policy first: policy accept\n"
    assert "Before" in site.told("ada", "threads", "emea-autumn")
    shown = site.told("ada", "policy")
    assert shown.startswith("Policy, version 1")
    assert "WHAT Homeroom IS FOR" in shown
    assert "have not accepted it yet" in shown
    site.told("ada", "policy", "accept")
    assert "You accepted it:" in site.told("ada", "policy")
    site.told("ada", "post", "emea-autumn", "--subject", "After", text="x")
    assert "1 of 9 accepted version 1." in site.operator("policy")

    same = site.homeroom("policy", "publish")
    assert same.returncode == 65
    assert b"version 1" in same.stderr
    changed = tmp_path / "policy.txt"
    changed.write_text("Be kind on {site}.\n")
    site.operator("policy", "publish", str(changed))
    assert "Be kind on Homeroom." in site.told("ben", "policy")
    assert "0 of 9 accepted version 2." in site.operator("policy")
    done = site.run("ada", "reply", "1", text="x")
    assert done.returncode == 77


@pytest.mark.parametrize("bytes,reason", [
    (b"good\nbad \xff\n", r"policy\.txt:2: not UTF-8"),
    (b"good\n\x1b[31m\n", r"policy\.txt:2: a control"),
    (b"{nobody}\n", r"policy\.txt:1: no token"),
    (b"x" * 70000, r"policy\.txt:1: larger than 64 KiB"),
    (b"", "there is no text"),
])
def test_a_broken_policy_is_refused_with_its_line(site, tmp_path, bytes,
                                                  reason):
    bad = tmp_path / "policy.txt"
    bad.write_bytes(bytes)
    before = site.operator("policy")
    done = site.homeroom("policy", "publish", str(bad))
    assert done.returncode == 65
    assert re.search(reason, done.stderr.decode())
    assert site.operator("policy") == before


def test_only_the_operator_publishes(site):
    assert site.run("mara", "policy", "publish").returncode == 64
    assert site.run("mara", "handout", "emea-autumn").returncode == 64


def test_a_handout_tells_how_to_get_here(site):
    told = site.operator("handout", "emea-autumn")
    for words in ("Homeroom: New-hire, EMEA, autumn 2026",
                  f"    ssh -p {site.port} join@board.example.org\n",
                  f"    ssh -p {site.port} board.example.org\n",
                  fingerprint(site), "Enrolment code: ", "Mara Okafor",
                  "PuTTY", "Windows", "macOS", "Linux"):
        assert words in told, told
    assert all(len(line) <= 72 for line in told.splitlines())
    assert len(told.splitlines()) <= 66
    assert "{" not in told


def test_each_handout_has_a_code_that_is_good(site):
    made = "emea-autumn learner +100 of 100"
    before = len(re.findall(made, site.operator("invite", "list")))
    codes = [re.search(r"Enrolment code: ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"
                       r"-[0-9A-Z]{5})\n",
                       site.operator("handout", "emea-autumn")).group(1)
             for _ in range(2)]
    assert codes[0] != codes[1]
    told = site.operator("handout", "emea-autumn", "--code",
                         codes[0].lower().replace("-", " "))
    assert f"Enrolment code: {codes[0]}\n" in told
    listed = site.operator("invite", "list", "emea-autumn")
    assert len(re.findall(made, listed)) == before + 2
    assert codes[0] not in listed

    wrong = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
    done = site.homeroom("handout", "emea-autumn", "--code", wrong)
    assert done.returncode == 65 and b"mistyped" in done.stderr
    done = site.homeroom("handout", "amer-autumn", "--code", codes[0])
    assert done.returncode == 65
    assert b"none for the learners of amer-autumn" in done.stderr
    told = site.operator("handout", "emea-autumn", "--blank")
    assert "Enrolment code: ____-____-____-_____\n" in told


def test_a_handout_for_the_web_is_escaped(site):
    site.operator("program", "add", "odd", "--title", "A <b> & *c*",
                  "--kind", "instructor-led")
    site.operator("cohort", "add", "odd-one", "--program", "odd", "--region",
                  "emea", "--intake", "autumn", "--starts", "2026-11-02",
                  "--ends", "2026-12-18")
    told = site.operator("handout", "odd-one", "--format", "html")
    assert told.startswith("<!DOCTYPE html>")
    assert "A &lt;b&gt; &amp; *c*" in told
    assert "<b>" not in told and "http" not in told
    told = site.operator("handout", "odd-one", "--format", "md")
    assert told.startswith("# Homeroom: A \\<b\\> \\& \\*c\\*")
    assert f"\n\n    ssh -p {site.port} board.example.org\n" in told


def test_a_handout_that_cannot_be_says_why(site):
    done = site.homeroom("handout", "nowhere")
    assert done.returncode == 66
    assert b"nowhere" in done.stderr
    done = site.homeroom("handout", "emea-autumn", "--format", "pdf")
    assert done.returncode == 65
    assert b"text, md or html" in done.stderr
