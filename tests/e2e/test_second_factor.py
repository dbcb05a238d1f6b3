"""The second factor, by a real ssh client: an app's codes, recovery codes."""

import re
import sqlite3
import subprocess

import pexpect
import pytest
from support.site import PASSWORD, Site
from support.terminal import ENTER, Terminal
from support.totp import code_of, wrong_code

PROMPT = "Code from your app, or a recovery code:"
RECOVERY = r"^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}$"

PEOPLE = {
    "ada": ("Ada Osei", "emea", "learner"),
    "ben": ("Ben Aydin", "emea", "learner"),
    "jo": ("Jo Kim", "emea", "champion"),
    "mia": ("Mia Lund", "emea", "mentor"),
}


@pytest.fixture
def site():
    settings = {"second_factor_roles": "mentor", "exempt_sources": "127.0.0.0/8"}
    with Site(people=PEOPLE, settings=settings) as site:
        yield site.start()


def begin(site, handle):
    told = site.told(handle, "second-factor", "on")
    secret = re.search(r"\?secret=([A-Z2-7]{32})&", told).group(1)
    assert secret in told.replace(" ", "")
    return secret


def enrol(site, handle):
    """Secret and recovery codes; the code of this step has served."""
    secret = begin(site, handle)
    told = site.told(handle, "second-factor", "confirm", code_of(secret))
    codes = re.findall(RECOVERY, told, re.M)
    assert len(set(codes)) == 10
    return secret, codes


def forget_served(site):
    """As if the codes of this minute had never served."""
    with sqlite3.connect(site.folder / "secrets" / "secrets.db") as secrets:
        secrets.execute("UPDATE second_factors SET last_step = 0")


def connect(site, handle, *command, key=True):
    """ssh at a terminal, where it may ask up to twelve times."""
    other = {"NumberOfPasswordPrompts=1": "NumberOfPasswordPrompts=12",
             "BatchMode=yes": "NumberOfPasswordPrompts=12"}
    words = [other.get(word, word)
             for word in site.ssh_words(handle, ("-T",), key=key)]
    return pexpect.spawn(words[0], [*words[1:], *command], timeout=20,
                         encoding="utf-8")


def end_of(ssh):
    ssh.expect(pexpect.EOF)
    ssh.close()
    return ssh.exitstatus


def give(ssh, *answers):
    for prompt, words in answers:
        ssh.expect_exact(prompt)
        ssh.delaybeforesend = 0.05
        ssh.sendline(words)


def is_let_in(site, handle, *answers, key=True):
    """Whether the last answer lets them in; else the prompt comes again."""
    ssh = connect(site, handle, "second-factor", key=key)
    give(ssh, *answers)
    came = ssh.expect_exact(["Your second factor is on", PROMPT])
    if came == 0:
        assert end_of(ssh) == 0
    else:
        ssh.close(force=True)
    return came == 0


def test_a_code_is_wanted_after_the_key_and_serves_once(site):
    secret = begin(site, "ada")
    # It holds for nobody before the app has shown that it has the secret.
    assert "waits for its first code" in site.told("ada", "second-factor")
    wrong = site.run("ada", "second-factor", "confirm", wrong_code(secret))
    assert wrong.returncode != 0 and "wrong" in wrong.stderr
    told = site.told("ada", "second-factor", "confirm", code_of(secret))
    assert len(re.findall(RECOVERY, told, re.M)) == 10

    # A key alone lets nobody in now, and a client that cannot ask gets no word.
    alone = site.run("ada", "who")
    assert alone.returncode == 255 and alone.stdout == ""
    assert "Ada" not in alone.stderr

    # The code that confirmed has served; the next one is good, and once.
    served = code_of(secret)
    assert not is_let_in(site, "ada", (PROMPT, served))
    forget_served(site)
    code = code_of(secret)
    assert is_let_in(site, "ada", (PROMPT, code))
    assert not is_let_in(site, "ada", (PROMPT, code))
    log = site.tail(10**6)
    assert re.search(r"auth.ok .*method=code handle=ada", log)
    assert re.search(r"auth.failed .*method=code", log)
    assert secret not in log and code not in log


def test_a_code_is_wanted_after_the_password_too(site):
    secret, _ = enrol(site, "ada")
    forget_served(site)
    first = (("[ada]:", ""), ("Password:", PASSWORD))
    assert not is_let_in(site, "ada", *first, (PROMPT, wrong_code(secret)),
                         key=False)
    assert is_let_in(site, "ada", *first, (PROMPT, wrong_code(secret)),
                     (PROMPT, code_of(secret)), key=False)
    # A wrong password is asked again, and no code is.
    ssh = connect(site, "ada", "who", key=False)
    give(ssh, ("[ada]:", ""), ("Password:", "not it at all"))
    assert ssh.expect_exact(["[ada]:", PROMPT]) == 0
    ssh.close(force=True)


def test_a_recovery_code_serves_once(site):
    secret, codes = enrol(site, "ada")
    assert is_let_in(site, "ada", (PROMPT, codes[0].lower().replace("-", " ")))
    assert not is_let_in(site, "ada", (PROMPT, codes[0]))
    ssh = connect(site, "ada", "second-factor")
    give(ssh, (PROMPT, codes[1]))
    ssh.expect_exact("recovery codes left: 8")
    assert end_of(ssh) == 0
    # New ones take the place of all there were.
    ssh = connect(site, "ada", "second-factor", "codes", codes[2])
    give(ssh, (PROMPT, codes[3]))
    ssh.expect_exact("serve no more")
    assert end_of(ssh) == 0
    assert not is_let_in(site, "ada", (PROMPT, codes[4]))
    assert not any(code in (site.folder / "secrets" / "secrets.db").read_text(
        errors="replace") for code in codes)


def test_anothers_code_is_wrong(site):
    mine, my_codes = enrol(site, "ada")
    others, others_codes = enrol(site, "ben")
    forget_served(site)
    assert not is_let_in(site, "ada", (PROMPT, code_of(others)))
    assert not is_let_in(site, "ada", (PROMPT, others_codes[0]))
    assert is_let_in(site, "ben", (PROMPT, others_codes[0]))
    assert is_let_in(site, "ada", (PROMPT, code_of(mine)))


def test_six_wrong_codes_close_the_connection(site):
    secret, codes = enrol(site, "ada")
    ssh = connect(site, "ada", "who")
    give(ssh, *[(PROMPT, wrong_code(secret))] * 6)
    assert ssh.expect_exact([pexpect.EOF, PROMPT]) == 0
    ssh.close()
    assert ssh.exitstatus == 255
    # Ten from wherever, and the app's codes rest; recovery codes do not.
    ssh = connect(site, "ada", "who")
    give(ssh, *[(PROMPT, wrong_code(secret))] * 4)
    ssh.expect_exact(PROMPT)
    ssh.close(force=True)
    forget_served(site)
    assert not is_let_in(site, "ada", (PROMPT, code_of(secret)))
    assert is_let_in(site, "ada", (PROMPT, codes[0]))


def test_a_role_that_demands_one_is_let_in_to_turn_it_on_alone(site):
    for words in (["who"], ["boards"], ["keys", "add", "x"], ["password"]):
        done = site.run("mia", *words)
        assert done.returncode == 64, (words, done.stdout, done.stderr)
        assert done.stdout == ""
        assert "demands a second factor" in done.stderr
    assert "Your role demands one" in site.told("mia", "second-factor")
    secret, codes = enrol(site, "mia")
    assert is_let_in(site, "mia", (PROMPT, codes[0]))
    ssh = connect(site, "mia", "who")
    give(ssh, (PROMPT, codes[1]))
    ssh.expect_exact("here")
    assert end_of(ssh) == 0
    # Who has another role is asked for nothing.
    assert site.run("jo", "who").returncode == 0
    assert "second-factor on" in site.operator("audit", "--who", "mia")


def secret_on(screen):
    return "".join(re.findall(r"(?<!\S)[A-Z2-7]{4}(?!\S)", screen.text))


def test_who_has_to_is_led_to_it_and_goes_on_from_there(site):
    with site.terminal("mia") as screen:
        screen.wait("Your role here demands a second factor")
        # Nothing else opens, and it can be left.
        for key in ("w", "U", "m", "n", "b", "/", "T"):
            screen.send(key).settle(0.1)
            assert "demands a second factor" in screen.text, screen.framed()
        screen.send("?").wait("Help: second-factor")
        screen.send("q").wait("demands a second factor")
        screen.send("q")
        assert screen.wait_end() == 0
    with site.terminal("mia") as screen:
        screen.wait("Enter turn it on")
        screen.send(ENTER).wait("Enter takes it")
        secret = secret_on(screen.settle())
        screen.send(wrong_code(secret) + ENTER).wait("wrong, or has served")
        screen.send("w").settle(0.1)
        assert "Second factor" in screen.lines[0]
        screen.send("\x15" + code_of(secret) + ENTER).wait("not shown again")
        codes = re.findall(RECOVERY.strip("^$"), screen.settle().text)
        assert len(codes) == 10
        screen.send(ENTER + "y").wait("BOARD")
        screen.send("w").wait("Who is here")
        screen.send("q").wait("BOARD")
        screen.send("F").wait("Your role here demands it, so it stays on")
        screen.send("X").wait("so it stays on")
        screen.send("q")
    # From the next login on the code is wanted, and then all is open.
    assert not is_let_in(site, "mia", (PROMPT, wrong_code(secret)))
    assert is_let_in(site, "mia", (PROMPT, codes[0]))


def test_who_has_to_is_told_so_at_a_prompt_too(site):
    plain = pexpect.spawn("ssh", site.ssh_words("mia", ("-T",))[1:], timeout=20,
                          encoding="utf-8")
    plain.expect_exact("demands a second factor")
    plain.expect_exact("homeroom>")
    plain.sendline("who")
    plain.expect_exact("homeroom>")
    assert "mia" not in plain.before and "Mia" not in plain.before
    plain.sendline("second-factor on")
    plain.expect("secret=([A-Z2-7]{32})&")
    secret = plain.match.group(1)
    plain.sendline(f"second-factor confirm {code_of(secret)}")
    plain.expect_exact("not shown again")
    plain.sendline("who")
    plain.expect_exact("Mia Lund")
    plain.sendline("quit")
    plain.expect(pexpect.EOF)
    plain.close()
    assert plain.exitstatus == 0


def test_a_role_that_demands_it_does_not_let_it_go(site):
    _, codes = enrol(site, "mia")
    ssh = connect(site, "mia", "second-factor", "off", codes[0])
    give(ssh, (PROMPT, codes[1]))
    ssh.expect_exact("demands a second factor, so it stays on")
    assert end_of(ssh) == 77
    assert site.run("mia", "who").returncode == 255


def run_with(site, handle, code, *command):
    """What a command says that is let in by a code."""
    ssh = connect(site, handle, *command)
    give(ssh, (PROMPT, code))
    ssh.expect(pexpect.EOF)
    ssh.close()
    return ssh.exitstatus, ssh.before.replace("\r", "")


def test_a_new_phone_takes_the_place_of_the_old_one(site):
    """Whose role demands one, in by the last recovery code she has."""
    old, codes = enrol(site, "mia")
    with sqlite3.connect(site.folder / "secrets" / "secrets.db") as secrets:
        secrets.execute("DELETE FROM recovery_codes WHERE id > 1")
    status, told = run_with(site, "mia", codes[0], "second-factor", "off",
                            codes[0])
    assert status == 77 and "second-factor renew CODE" in told
    assert not is_let_in(site, "mia", (PROMPT, codes[0]))  # it has served
    forget_served(site)
    status, told = run_with(site, "mia", code_of(old), "second-factor",
                            "renew", codes[0])
    assert status == 0, told
    new = re.search(r"\?secret=([A-Z2-7]{32})&", told).group(1)
    assert new != old and "The old one counts until" in told
    # Left there, nothing has changed.
    assert not is_let_in(site, "mia", (PROMPT, code_of(new)))
    forget_served(site)
    assert is_let_in(site, "mia", (PROMPT, code_of(old)))
    forget_served(site)
    status, told = run_with(site, "mia", code_of(old), "second-factor")
    assert "Another app waits for its first code" in told
    forget_served(site)
    status, told = run_with(site, "mia", code_of(old), "second-factor",
                            "confirm", code_of(new))
    assert status == 0 and "The new app counts from now on" in told
    fresh = re.findall(RECOVERY, told, re.M)
    assert len(set(fresh)) == 10
    forget_served(site)
    assert not is_let_in(site, "mia", (PROMPT, code_of(old)))
    assert is_let_in(site, "mia", (PROMPT, code_of(new)))
    assert is_let_in(site, "mia", (PROMPT, fresh[0]))
    assert site.run("mia", "who").returncode == 255
    record = site.operator("audit", "--who", "mia", "--json")
    assert record.count("second-factor renew") == 1
    assert record.count("second-factor on") == 1
    for one in (old, new, *codes[:1], *fresh):
        assert one not in site.tail(10**6)


def test_a_new_phone_is_taken_on_the_screen(site):
    _, codes = enrol(site, "mia")
    words = [word.replace("BatchMode=yes", "NumberOfPasswordPrompts=2")
             for word in site.ssh_words("mia", ("-tt",))]
    with Terminal(words) as screen:
        screen.wait(PROMPT)
        screen.send(codes[0] + ENTER).wait("BOARD")
        screen.send("F").wait("e another app")
        screen.send("e").wait("Another app, on a new phone")
        screen.send(codes[0] + ENTER).wait("Enter takes it")
        secret = secret_on(screen.settle())
        screen.send(code_of(secret) + ENTER).wait("The new app counts")
        fresh = re.findall(RECOVERY.strip("^$"), screen.settle().text)
        assert len(fresh) == 10
        screen.send(ENTER + "y").wait("codes left: 10 of 10")
    assert is_let_in(site, "mia", (PROMPT, fresh[0]))


def test_it_is_turned_off_by_a_code_or_by_the_operator(site):
    secret, codes = enrol(site, "jo")
    ssh = connect(site, "jo", "second-factor", "off", wrong_code(secret))
    give(ssh, (PROMPT, codes[0]))
    ssh.expect_exact("wrong")
    assert end_of(ssh) != 0
    assert site.run("jo", "who").returncode == 255
    ssh = connect(site, "jo", "second-factor", "off", codes[1])
    give(ssh, (PROMPT, codes[2]))
    ssh.expect_exact("is off")
    assert end_of(ssh) == 0
    assert site.run("jo", "who").returncode == 0

    enrol(site, "jo")
    assert site.run("jo", "who").returncode == 255
    site.operator("person", "second-factor", "jo", "--off")
    assert site.run("jo", "who").returncode == 0
    assert "second-factor off" in site.operator("audit", "--who", "operator")
    assert site.homeroom("person", "second-factor", "jo",
                         "--off").returncode != 0


def test_a_code_to_join_lets_nobody_past_it(site):
    enrol(site, "ada")
    code = site.operator("invite", "emea-autumn", "--role",
                         "champion").splitlines()[0]
    words = [*site.ssh_words("ada", ("-T",))[:-1], "join@127.0.0.1"]
    done = subprocess.run(words, input=f"{code}\ny\n\n\n".encode(),
                          capture_output=True, timeout=60)
    assert b"a second factor is wanted" in done.stdout, done.stdout
    assert b"Ada Osei, EMEA" not in done.stdout
    assert not re.search("join.ok", site.tail(10**6))
    back = site.operator("invite", "--for", "ada").splitlines()[0]
    password = "a password made anew"
    done = subprocess.run(
        words, input="".join(f"{line}\n" for line in (
            back, "n", password, password, "", "")).encode(),
        capture_output=True, timeout=60)
    assert b"a second factor is wanted" in done.stdout, done.stdout
    assert not re.search("join.ok", site.tail(10**6))
