"""A person's own settings, keys and password, over real ssh."""

import json
import subprocess

import pytest

from support.site import PASSWORD, Site
from support.terminal import Terminal


@pytest.fixture(scope="module")
def site():
    with Site(settings={"exempt_sources": "127.0.0.0/8"}) as made:
        made.start()
        yield made


def new_key(site, name, comment="second@laptop", kind="ed25519"):
    path = site.folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", comment,
                    "-f", str(path)], check=True)
    return path


def with_key(site, handle, path, *words):
    """A command with another key than the one the person began with."""
    ssh = site.ssh_words(handle)
    ssh[ssh.index("-i") + 1] = str(path)
    return subprocess.run([*ssh, *words], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120, text=True)


def fingerprint(path):
    return subprocess.run(["ssh-keygen", "-lf", f"{path}.pub"],
                          capture_output=True, text=True).stdout.split()[1]


def by_password(site, handle, password, *words):
    """Logs in by password; the program asks what ssh would ask a person."""
    ask = site.folder / "ask"
    ask.write_text(f"""#!/bin/sh
case $1 in *Handle*) echo {handle};; *) echo '{password}';; esac
""")
    ask.chmod(0o700)
    return subprocess.run(
        [*site.ssh_words(handle, key=False), *words],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=120, text=True,
        env={"SSH_ASKPASS": str(ask), "SSH_ASKPASS_REQUIRE": "force",
             "PATH": "/usr/bin:/bin", "DISPLAY": ":0"})


def test_name_zone_and_settings_are_shown_and_changed(site):
    told = site.told("ben", "profile")
    assert "Name       Ben Aydin" in told
    assert "Europe/London (EMEA's)" in told
    told = site.told("ben", "profile", "--name", "'Ben B. Aydin'",
                     "--zone", "tokyo", "--plain", "yes")
    assert "Name       Ben B. Aydin" in told
    assert "Asia/Tokyo (yours; EMEA's is Europe/London)" in told
    row = json.loads(site.told("ben", "profile", "--json"))
    assert row["zone"] == "Asia/Tokyo" and row["zone_is_own"]
    assert row["plain"] and row["told"]["digest"] == "weekly"
    site.told("ben", "told", "digest", "never")
    row = json.loads(site.told("ben", "profile", "--json"))
    assert row["told"] == {"mentions": "yes", "replies": "yes",
                           "questions": "yes", "digest": "never"}
    site.told("ben", "profile", "--zone", "region", "--plain", "no")
    assert "Europe/London (EMEA's)" in site.told("ben", "profile")


@pytest.mark.parametrize("words,reason", [
    (["profile", "--name", "'Ada, mentor'"], "no comma"),
    (["profile", "--name", "Moderator"], "not moderator"),
    (["profile", "--name", "'Mara Okafor'"], "Mara Okafor (mara) is here"),
    (["profile", "--zone", "Atlantis"], "none is called Atlantis"),
    (["profile", "--zone", "Europe/L"], "may be Europe/Lisbon"),
    (["profile", "--plain", "maybe"], "yes or no"),
    (["profile", "--name", "'Ada X. Obi'", "--zone", "Atlantis"], "Atlantis"),
    (["told", "digest", "hourly"], "never, weekly, daily"),
    (["leave", "2026-13-01", "2026-13-02"], "no date"),
    (["keys", "add"], "there is none"),
    (["keys", "remove", "SHA256:nothing"], "you have no key"),
])
def test_what_is_wrong_is_said_in_one_line(site, words, reason):
    done = site.run("ada", *words)
    assert done.returncode in (64, 65, 66, 77), done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1 and reason in done.stderr, done.stderr
    assert "Name       Ada Obi" in site.told("ada", "profile")


def test_leave_is_taken_and_ended(site):
    assert "No leave." in site.told("lin", "leave")
    assert "away until" in site.told("lin", "leave", "today", "tomorrow")
    assert "is over" in site.told("lin", "leave", "cancel")
    assert "No leave." in site.told("lin", "leave")


def test_a_second_key_comes_and_goes(site):
    path = new_key(site, "second")
    assert with_key(site, "ada", path, "boards").returncode == 255
    public = path.with_suffix(".pub").read_text()
    told = site.told("ada", "keys", "add", text=public)
    assert told == f"Added {fingerprint(path)}.\n"
    done = with_key(site, "ada", path, "profile")
    assert "Handle     ada" in done.stdout, done.stderr
    rows = json.loads(site.told("ada", "keys", "list", "--json"))
    assert [row["comment"] for row in rows] == ["ada@laptop", "second@laptop"]
    assert rows[1]["fingerprint"] == fingerprint(path)
    # Nobody else may have it, nor take it away.
    done = site.run("kofi", "keys", "add", text=public)
    assert done.returncode == 65 and "logs somebody in" in done.stderr
    done = site.run("kofi", "keys", "remove", fingerprint(path))
    assert done.returncode == 66
    told = site.told("ada", "keys", "remove", fingerprint(path)[:14])
    assert told == f"Removed {fingerprint(path)}.\n"
    assert with_key(site, "ada", path, "boards").returncode == 255
    assert site.told("ada", "boards")


def test_a_key_comes_as_words_too_and_by_the_other_types(site):
    for kind in ("ecdsa", "rsa"):
        path = new_key(site, f"key-{kind}", "of many words", kind)
        public = path.with_suffix(".pub").read_text()
        site.told("sue", "keys", "add", *public.split())
        assert with_key(site, "sue", path, "boards").returncode == 0
    told = site.told("sue", "keys")
    assert told.count("SHA256:") == 3 and "of many words" in told


def test_options_and_two_keys_at_once_are_refused_in_words(site):
    public = new_key(site, "third").with_suffix(".pub").read_text()
    done = site.run("ada", "keys", "add", text='command="ls" ' + public)
    assert done.returncode == 65 and "options before the key" in done.stderr
    done = site.run("ada", "keys", "add", text=public + public)
    assert done.returncode == 65 and "one at a time, these are 2" in done.stderr
    done = site.run("ada", "keys", "add", text="# mine\r\n\r\n"
                    + public.strip() + "\r\n")
    assert done.returncode == 0, done.stderr


def test_the_last_way_in_stays(site):
    path = new_key(site, "only")
    site.operator("person", "add", "keyed", "--name", "Key Only",
                  "--key", f"{path}.pub")
    done = with_key(site, "keyed", path, "keys", "remove", fingerprint(path))
    assert done.returncode == 65, done.stderr
    assert with_key(site, "keyed", path, "keys").returncode == 0
    done = subprocess.run([*site.ssh_words("keyed")[:-1], "-i", str(path),
                           "keyed@127.0.0.1", "password"],
                          input="\nfirst password\n", capture_output=True,
                          text=True)
    assert done.stdout == "Your password is changed.\n", done.stderr
    done = with_key(site, "keyed", path, "keys", "remove", fingerprint(path))
    assert done.returncode == 0, done.stderr
    assert by_password(site, "keyed", "first password", "keys").stdout \
        == "No keys: you come in with your password.\n"


def test_a_password_is_changed_by_lines_and_logs_in(site):
    assert by_password(site, "wen", PASSWORD, "boards").returncode == 0
    done = site.run("wen", "password", text="wrong one\nnew password 1\n")
    assert done.returncode == 77 and "old password is wrong" in done.stderr
    done = site.run("wen", "password", text=f"{PASSWORD}\nshort\n")
    assert done.returncode == 65 and "at least 8 characters" in done.stderr
    done = site.run("wen", "password", text=f"{PASSWORD}\n")
    assert done.returncode == 65 and "two lines" in done.stderr
    assert site.told("wen", "password", text=f"{PASSWORD}\nnew password 1\n")
    assert by_password(site, "wen", PASSWORD, "boards").returncode == 255
    assert by_password(site, "wen", "new password 1", "boards").returncode == 0


def test_a_password_is_asked_for_unseen(site):
    words = [*site.ssh_words("sam", ("-tt",)), "password"]
    with Terminal(words) as terminal:
        terminal.wait("Old password")
        terminal.send(PASSWORD + "\r").wait("New password")
        terminal.send("unseen pasx\x7fs 2\r").wait("again")
        terminal.send("unseen pass 2\r").wait("Your password is changed")
        assert b"unseen" not in terminal.raw
    assert by_password(site, "sam", "unseen pass 2", "boards").returncode == 0
    with Terminal(words) as terminal:
        terminal.wait("Old password")
        terminal.send("\x03").wait("nothing was changed")


def test_whoever_wants_lines_begins_in_lines(site):
    site.told("jo", "profile", "--plain", "yes")
    with site.terminal("jo") as terminal:
        terminal.wait("homeroom>")
        # All at once: what is asked for is taken before the next command.
        terminal.send(f"password\r{PASSWORD}\rlines pass 3\rlines pass 3\r")
        terminal.wait("Your password is changed")
        assert b"lines pass" not in terminal.raw
        terminal.send("profile --plain no\r").wait("Plain +no")
        terminal.send("quit\r")
    with site.terminal("jo") as terminal:
        terminal.wait("All regions")


def test_the_operator_acts_for_one_and_it_is_on_record(site):
    site.operator("--as", "kofi", "profile", "--zone", "Chicago")
    assert "America/Chicago" in site.told("kofi", "profile")
    assert "kofi" in site.operator("audit")
    done = site.homeroom("profile")
    assert done.returncode == 77


def test_it_is_all_on_one_screen(site):
    path = new_key(site, "screen", "on screen")
    with site.terminal("ben") as terminal:
        terminal.wait("All regions")
        terminal.send("U").wait("> Name +Ben")
        terminal.send("?").wait("What is yours to set")
        terminal.send("b").wait("> Name +Ben")
        terminal.send("\r\x15Bene Aydin\r").wait("> Name +Bene Aydin")
        terminal.send("j\r\x15lagos\r")
        terminal.wait(r"> Time zone +Africa/Lagos \(yours; EMEA's is Europe")
        terminal.send("G\r").wait("It begins with ssh-ed25519")
        terminal.send("\x1b[200~" + path.with_suffix(".pub").read_text()
                      + "\x1b[201~")
        terminal.wait("on screen")
        terminal.send("\r").wait("The key is added")
        assert fingerprint(path) in terminal.text
        assert with_key(site, "ben", path, "boards").returncode == 0
        terminal.send("k").wait("ssh-ed25519, added .*, on screen")
        terminal.send("\r").wait("Take this key away")
        terminal.send("y").wait("The key is gone")
        assert with_key(site, "ben", path, "boards").returncode == 255
        terminal.send("Gkkk").wait("> Password")
        terminal.send("\r").wait("> Old password")
        terminal.send(PASSWORD + "\r").wait("> New one")
        terminal.send("screen pass 4\r").wait("> Again")
        terminal.send("screen pass 4\r").wait("Your password is changed")
        assert b"screen pass" not in terminal.raw
    assert by_password(site, "ben", "screen pass 4", "boards").returncode == 0
    assert "Bene Aydin" in site.told("ben", "profile")


def test_the_keeper_is_asked_by_nobody_who_reads_only(site):
    with site.local("lin") as terminal:
        terminal.wait("All regions")
        terminal.send("U").wait("SSH key +SHA256:")
        terminal.send("\rx\r").wait("You may only read here")
