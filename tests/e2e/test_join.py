"""Joining: ssh join@host, from the code on paper to the home screen."""

import re
import subprocess
import threading
import time

import paramiko
import pytest
from support.patience import patient
from support.site import VALGRIND, Site
from support.terminal import ESC, control

ENTER = "\r"
PASSWORD = "a password of one's own"


@pytest.fixture(scope="module")
def site():
    with Site() as site:
        site.operator("policy", "publish")
        yield site.start()


def invite(site, *words):
    return site.operator("invite", *words).splitlines()[0]


def join_words(site, options=(), key=None):
    """ssh as somebody whom nobody knows, with a key of their own or none."""
    if key is None:
        return site.ssh_words("join", options, key=False)
    return [*site.ssh_words(key, options)[:-1], "join@127.0.0.1"]


def lines_of(site, lines, key=None):
    """The dialogue without a terminal: all the answers at once."""
    done = subprocess.run(
        join_words(site, ("-T",), key),
        input="".join(line + "\n" for line in lines).encode(),
        capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def new_learner(code, name, handle, password=PASSWORD):
    return [code, name, handle, password, password, "yes", ""]


def test_a_newcomer_joins_and_is_at_home(site):
    code = invite(site, "emea-autumn")
    terminal = site.terminal("join", key=False)
    terminal.wait("Enrolment code:")
    terminal.send(code.lower().replace("-", " ") + ENTER)
    terminal.wait("New-hire: EMEA, autumn 2026, as a learner")
    terminal.wait("Your name, as others will see it:")
    terminal.send("Ida Novak" + ENTER).wait(r"log in with \[ida\]:")
    terminal.send(ENTER).wait("Password, 8 characters or more, not shown:")
    terminal.send(PASSWORD + ENTER).wait("The same once more:")
    assert PASSWORD not in terminal.raw.decode()
    terminal.send(PASSWORD + ENTER)
    terminal.wait(r"Do you accept it\? \[yes/no\]:")
    terminal.send("yes" + ENTER).wait("Press Enter to go in:")
    assert f"ssh -p {site.port} ida@" in terminal.text
    assert re.search(rf"^ +Port {site.port}$", terminal.text, re.M)
    terminal.send(ENTER).wait("Ida Novak, EMEA")
    terminal.wait("> EMEA, autumn 2026")
    # The session is hers: she may write, and the policy is not asked again.
    terminal.send("p").wait("Subject")
    terminal.send(ESC).wait("> EMEA, autumn 2026")
    assert terminal.leave() == 0
    assert "ida" in site.operator("audit", "--who", "ida")

    # And tomorrow, with the password.
    again = site.terminal("ida", key=False)
    again.wait(r"Handle or email \[ida\]:")
    again.send(ENTER).wait("Password:")
    again.send(PASSWORD + ENTER).wait("Ida Novak, EMEA")
    assert again.leave() == 0


def test_a_typo_is_caught_and_counts_for_nothing(site):
    code = invite(site, "emea-autumn")
    typo = code[:5] + ("2" if code[5] != "2" else "3") + code[6:]
    status, told, _ = lines_of(site, [typo] * 8 + new_learner(
        code, "Tia Maria", "tia"))
    assert told.count("something is mistyped") == 8
    assert "Done: you are tia" in told, told
    assert status == 0


def test_the_dialogue_goes_without_a_terminal(site):
    code = invite(site, "emea-autumn")
    status, told, errors = lines_of(
        site, [*new_learner(code, "Uwe Alt", "uwe"), "boards", "quit"])
    assert (status, errors) == (0, "")
    assert "homeroom> " in told and "EMEA, autumn 2026" in told


def test_a_wrong_answer_is_asked_again_in_words(site):
    code = invite(site, "emea-autumn")
    status, told, _ = lines_of(site, [
        "", "what?", code, "Vera, mentor", "Vera Lind", "ada", "Vera", "vera",
        "short", PASSWORD, PASSWORD + "x", PASSWORD, PASSWORD, "perhaps", "yes",
        ""])
    assert status == 0
    for words in ("a code has letters and digits alone",
                  "name: no comma", "handle: ada is somebody else's",
                  "handle: a letter, then", "password: at least 8 characters",
                  "These were not the same.", "Done: you are vera"):
        assert words in told, (words, told)
    assert told.count("Do you accept it?") == 2


def test_the_key_just_proved_logs_in_from_then_on(site):
    code = invite(site, "emea-autumn", "--uses", "1")
    status, told, _ = lines_of(
        site, [code, "Kay Ito", "kay", "", "yes", ""], key="kay")
    assert status == 0, told
    print_of = subprocess.run(["ssh-keygen", "-lf", site.key("kay")],
                              capture_output=True, text=True).stdout.split()[1]
    assert print_of in told
    assert "Password" not in told
    assert "emea-autumn" in site.told("kay", "boards")
    # The code is used up.
    status, told, _ = lines_of(site, [code])
    assert "this code is used up" in told
    assert status == 1


def test_who_is_here_already_enrols_by_key_and_by_command(site):
    code = invite(site, "amer-autumn")
    status, told, _ = lines_of(site, [code, "", ""], key="ada")
    assert status == 0, told
    assert "the key of ada, who is here already" in told
    assert "amer-autumn" in site.told("ada", "boards")
    told = site.told("ben", "enrol", code)
    assert told == "You are learner in AMER, autumn 2026 (New-hire) now.\n"
    assert site.run("ben", "enrol", code).returncode == 65
    assert "amer-autumn" in site.told("ben", "boards")


def test_no_to_the_policy_leaves_nothing(site):
    code = invite(site, "emea-autumn", "--uses", "1")
    status, told, _ = lines_of(
        site, [code, "Nia Moss", "nia", PASSWORD, PASSWORD, "no"])
    assert status == 1
    assert "Then nothing has happened" in told
    assert "1 of 1" in site.operator("invite", "list")
    assert site.homeroom("--as", "nia", "boards").returncode != 0


def test_ctrl_c_leaves_nothing(site):
    code = invite(site, "emea-autumn", "--uses", "1")
    terminal = site.terminal("join", key=False)
    terminal.wait("Enrolment code:")
    terminal.send(code + ENTER).wait("Your name")
    terminal.send("Nia Moss" + ENTER).wait("Your handle")
    terminal.send(control("c"))
    assert terminal.wait_end() == 1
    assert "1 of 1" in site.operator("invite", "list")


def test_one_code_redeemed_by_many_at_once_is_redeemed_once(site):
    code = invite(site, "emea-autumn", "--uses", "1")
    done = []

    def join(number):
        done.append(lines_of(site, new_learner(
            code, "Max Power", f"power{number}") + [""] * 8))

    threads = [threading.Thread(target=join, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    joined = [told for _, told, _ in done if "Done: you are power" in told]
    assert len(joined) == 1, done
    assert sum("this code is used up" in told for _, told, _ in done) == 5
    people = site.operator("invite", "list")
    assert "0 of 1" in people


def test_no_command_and_no_second_dialogue(site):
    done = subprocess.run([*join_words(site), "today"], capture_output=True,
                          timeout=60)
    assert done.returncode != 0
    assert b"there is no command to run" in done.stderr


def test_a_mentor_has_a_code_of_their_own(site):
    code = invite(site, "emea-autumn", "--role", "mentor")
    status, told, _ = lines_of(site, new_learner(code, "Moa Berg", "moa"))
    assert "as a mentor." in told
    assert "mentor" in site.operator("audit", "--who", "moa")


def test_lost_key_and_password_a_code_lets_back_in(site):
    site.add_person("lost", "Lou Lost")
    site.operator("member", "add", "lost", "emea-autumn", "--role", "learner")
    site.operator("role", "sam", "moderator")
    old = site.terminal("lost")
    old.wait("Policy")
    code = site.told("sam", "invite", "--for", "lost").splitlines()[0]
    done = site.run("ada", "invite", "--for", "lost")
    assert done.returncode == 77
    status, told, _ = lines_of(site, [code, "", ""], key="found")
    assert status == 0, told
    assert "This code lets Lou Lost (lost) back in." in told
    # Whoever has the old laptop is out, and stays out.
    assert old.wait_end() is not None
    assert "Somebody came back as you by a code" in old.raw.decode()
    assert site.run("lost", "today").returncode == 255
    done = subprocess.run(
        [*join_words(site, (), "found")[:-1], "anyone@127.0.0.1", "boards"],
        capture_output=True, timeout=60)
    assert b"emea-autumn" in done.stdout
    status, told, _ = lines_of(site, [code], key="found")
    assert "used up" in told


def test_five_wrong_codes_and_it_is_enough_for_ten_minutes():
    wrong = ["0123-4567-89AB-CDEFP"] * 7
    with Site() as site:
        code = invite(site, "emea-autumn")
        site.start()
        status, told, _ = lines_of(site, wrong)
        assert status == 1
        assert told.count("there is no such code here") == 5
        assert told.count("too many wrong codes from where you are") == 1
        # Nor is a right one taken, nor does another connection help.
        words = join_words(site, ("-T",))
        words[words.index("LogLevel=ERROR")] = "LogLevel=INFO"
        done = subprocess.run(words, capture_output=True, timeout=60)
        assert done.returncode == 255
        assert b"try again in 10 minutes" in done.stderr
        assert site.tail(10**6).count("event=join.failed") == 5
        # Those who are here already are not held up by it.
        assert site.told("ada", "boards")
        assert code


def test_a_right_code_clears_the_count_and_a_classroom_has_none():
    wrong = ["0123-4567-89AB-CDEFP"] * 4
    with Site(settings={"exempt_sources": "127.0.0.2/32"}) as site:
        code = invite(site, "emea-autumn")
        site.start()
        for number in range(2):
            status, told, _ = lines_of(site, [*wrong, code,
                                              f"Class Mate {number + 2}",
                                              f"mate{number}", PASSWORD,
                                              PASSWORD, ""])
            assert "Done: you are mate" in told, told
        words = join_words(site, ("-T", "-b", "127.0.0.2"))
        done = subprocess.run(words, input=("\n".join(wrong * 4) + "\n")
                              .encode(), capture_output=True, timeout=60)
        assert done.stdout.count(b"there is no such code here") == 16


HURRY = r"(\d+) seconds are left to join"


def joining(site):
    """Logged in as one who joins, and nothing opened yet."""
    line = paramiko.Transport(("127.0.0.1", site.port))
    line.start_client(timeout=20)
    line.auth_interactive("join", lambda *_: [])
    return line


@pytest.mark.skipif(VALGRIND is not None,
                    reason="all of it takes longer than it may")
def test_it_ends_when_it_takes_too_long_and_says_so_before():
    with Site(settings={"joining_seconds": 30, "login_grace_seconds": 5}) \
            as site:
        code = invite(site, "emea-autumn", "--uses", "1")
        site.start()
        began = time.monotonic()
        late = joining(site)
        plain = subprocess.Popen(join_words(site, ("-T",)),
                                 stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
        plain.stdin.write(code.encode() + b"\n")
        plain.stdin.flush()
        hidden = site.terminal("join", key=False)
        hidden.wait("Enrolment code:")
        hidden.send(code + ENTER).wait("Your name")
        hidden.send("Ida" + ENTER).wait("log in with")
        hidden.send(ENTER).wait("Password, 8")
        hidden.send("half a pass").settle()
        terminal = site.terminal("join", key=False)
        terminal.wait("Enrolment code:")
        terminal.send(code + ENTER).wait("Your name")
        terminal.send("Ida No").settle(6)  # longer than a login may take
        assert "left to join" not in terminal.text

        # Said while there is time, and what is typed is not lost.
        for one in (terminal, hidden):
            left = int(one.wait(HURRY, 60).group(1))
            assert left == 10
        assert time.monotonic() - began < patient(25)
        terminal.until(lambda: terminal.text.count("see it: Ida No") == 2,
                       "what was typed, again")
        rows = terminal.lines
        at = terminal.row_of("left to join")
        assert rows[at - 1].endswith("as others will see it: Ida No")
        assert rows[at:at + 3] == [
            "  10 seconds are left to join. Where that is too little, your "
            "code is as good as",
            "  before: connect again when you are ready.",
            "Your name, as others will see it: Ida No"], terminal.framed()
        hidden.until(lambda: hidden.lines[hidden.screen.cursor.y].startswith(
            "Password, 8"), "the question again")
        assert "half" not in hidden.raw.decode()
        terminal.send("vak" + ENTER).wait("log in with")

        # A dialogue that begins after that moment says it at once.
        channel = late.open_session(timeout=20)
        channel.get_pty()
        channel.invoke_shell()
        told = b""
        while got := channel.recv(4096):
            told += got
        said = re.search(rb"Enrolment code: *\r\n +(\d+) seconds? (?:is|are) "
                         rb"left to join", told)
        assert said and 1 <= int(said.group(1)) <= 10, told
        late.close()

        for one in (terminal, hidden):
            one.wait("Joining took too long", 60)
            one.wait_end()
            assert len(re.findall("left to join", one.raw.decode())) == 1
        told = plain.communicate(timeout=60)[0].decode()
        assert re.search(HURRY, told).group(1) == "10"
        assert told.index("left to join") < told.index("Joining took too long")
        assert "1 of 1" in site.operator("invite", "list")


def test_who_joins_hears_that_the_site_goes_down():
    with Site() as site:
        code = invite(site, "emea-autumn")
        site.start()
        with site.terminal("join", key=False) as terminal:
            terminal.wait("Enrolment code:")
            terminal.send(code + ENTER).wait("Your name")
            site.operator("drain", "--in", "10m", "--text", "new disk")
            terminal.wait("goes down in 10 min: new disk")
            with site.terminal("join", key=False) as other:
                other.wait("goes down in 10 min: new disk")
            site.operator("drain", "--cancel")
            terminal.wait("stays up after all")
            terminal.send("Ida Novak" + ENTER).wait("log in with")


def test_where_joining_is_off_nobody_joins():
    with Site(settings={"join": False}) as site:
        site.start()
        done = subprocess.run(join_words(site, ("-o", "BatchMode=yes")),
                              capture_output=True, timeout=60)
        assert done.returncode == 255
        assert "join.begin" not in site.tail(10**6)
