"""The log as operators, fail2ban and the journal read it."""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading

import pytest

from support.day import WRONG, a_day, by_password, guess
from support.site import SOURCE, Site

LINE = re.compile(
    r'time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ level=(error|warning|info|debug) '
    r'process=[a-z]+ event=[a-z]+(\.[a-z]+)*'
    r'( [a-z_]+=("([^"\\]|\\.)*"|[^ "=]+))*\n')
FILTER = pathlib.Path(SOURCE) / "conf/fail2ban/filter.d/homeroom.conf"
JOURNAL = pathlib.Path("/run/systemd/journal/socket")
HOSTILE = 'x" source=10.9.9.9 event=auth.failed source=10.8.8.8 user='


def as_hostile(site, host="127.0.0.1"):
    """Fails to log in by a name that would be two lines of a log. It is typed
    where the name is asked for: ssh itself takes no such user."""
    asked = site.folder / "asked"
    asked.write_text("#!/bin/sh\ncase \"$1\" in *Handle*) cat <<'END'\n"
                     f"{HOSTILE}\nEND\n;; *) echo wrong;; esac\n")
    asked.chmod(0o700)
    subprocess.run(
        [*site.ssh_words("ada", key=False)[:-1], "-o",
         "PreferredAuthentications=keyboard-interactive", f"ada@{host}",
         "help"],
        check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
        env=dict(os.environ, SSH_ASKPASS=str(asked),
                 SSH_ASKPASS_REQUIRE="force"))


@pytest.fixture(scope="module")
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"exempt_sources": "127.0.0.0/8",
                        "log_level": "debug"}) as made:
        made.start()
        a_day(made)
        made.run("join", "help")
        as_hostile(made)
        assert made.stop() == 0
        yield made


def lines(site):
    return site.log.read_text().splitlines(keepends=True)


def test_every_line_is_one_event_of_keys_and_values(site):
    wrong = [line for line in lines(site) if not LINE.fullmatch(line)]
    print(f"log: {len(lines(site))} lines, {len(wrong)} of another form")
    assert not wrong, wrong[:5]
    assert len(lines(site)) > 50


def test_the_form_takes_no_line_that_has_none():
    good = 'time=2026-11-26T00:00:00Z level=info process=x event=a.b c=d e="f"\n'
    assert LINE.fullmatch(good)
    for bad in (good.replace('e="f"', "no key"), good.replace('"f"', '"f'),
                good + good, good.replace("level=info ", "")):
        assert not LINE.fullmatch(bad), bad


def takes_lines(site):
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", site.port)) == 0


def test_levels_leave_out_what_is_below(site):
    levels = {re.search(r"level=(\w+)", line).group(1) for line in lines(site)}
    assert {"debug", "info", "warning"} <= levels
    site.set(log_level="warning")
    site.log.unlink()
    site.start(is_up=lambda: takes_lines(site))
    guess(site)
    assert site.stop() == 0
    told = lines(site)
    assert told and all("level=warning" in line or "level=error" in line
                        for line in told), told


def banned(site, text, *words):
    """What fail2ban makes of a log: how many lines, and the sources."""
    path = site.folder / "told"
    path.write_text(text)
    done = subprocess.run(
        ["fail2ban-regex", "--print-all-matched", *words, str(path),
         f"{FILTER}"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    count = re.search(r"Lines: \d+ lines, \d+ ignored, (\d+) matched",
                      done.stdout)
    hit = re.search(r"\|- Matched line\(s\):\n((?:\|  .*\n)*)", done.stdout)
    return int(count.group(1)), hit.group(1) if hit else ""


needs_fail2ban = pytest.mark.skipif(
    shutil.which("fail2ban-regex") is None, reason="no fail2ban here")


@needs_fail2ban
def test_fail2ban_takes_failed_logins_and_nothing_else(site):
    text = (
        'time=2026-11-26T00:00:01Z level=warning process=listener '
        'event=auth.failed source=192.0.2.7 method=password user=ada\n'
        'time=2026-11-26T00:00:02Z level=warning process=listener '
        'event=auth.failed source=2001:db8::7 method=key user="a b"\n'
        'time=2026-11-26T00:00:03Z level=warning process=listener '
        'event=join.failed source=192.0.2.8 reason=code\n'
        'time=2026-11-26T00:00:04Z level=info process=listener '
        'event=auth.ok source=192.0.2.9 method=key handle=ada\n'
        'time=2026-11-26T00:00:05Z level=info process=listener '
        'event=auth.timeout source=192.0.2.10\n'
        'time=2026-11-26T00:00:06Z level=info process=listener '
        'event=session.begin handle="x event=auth.failed source=192.0.2.11"\n')
    count, told = banned(site, text)
    assert count == 3
    for source in ("192.0.2.7", "2001:db8::7", "192.0.2.8"):
        assert source in told
    # As the journal gives it: without our time.
    count, _ = banned(site, re.sub(r"^time=\S+ ", "Nov 26 00:00:01 h "
                                   "homeroomd[1]: ", text, flags=re.M),
                      "--datepattern", r"^%b %d %H:%M:%S ")
    assert count == 3


@needs_fail2ban
def test_fail2ban_reads_a_real_log_and_no_client_s_words(site):
    site.set(log_level="debug", listen="127.0.0.1, ::1")
    site.log.unlink()
    site.start()
    guess(site)
    as_hostile(site)
    as_hostile(site, "::1")
    assert site.stop() == 0
    text = site.log.read_text()
    failed = [text.count(f"event=auth.failed source={source} ")
              for source in ("127.0.0.1", "::1")]
    count, told = banned(site, text)
    assert failed == [2, 1] and count == 3
    assert text.count(" method=password user=?\n") == 2  # the hostile ones
    assert " source=::1 " in told and " source=127.0.0.1 " in told
    assert "10.9.9.9" not in told and "10.8.8.8" not in told
    assert WRONG not in text


@pytest.mark.skipif(os.geteuid() != 0 or JOURNAL.exists(),
                    reason="the journal's place is not free for us")
def test_the_journal_hears_every_process(site):
    folders = [folder for folder in (JOURNAL.parent.parent, JOURNAL.parent)
               if not folder.exists()]
    JOURNAL.parent.mkdir(parents=True, exist_ok=True)
    heard = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.bind(str(JOURNAL))
        journal.settimeout(0.2)
        is_over = threading.Event()

        def listen():
            while not is_over.is_set():
                try:
                    heard.append(journal.recv(65536).decode())
                except TimeoutError:
                    pass
        listener = threading.Thread(target=listen)
        listener.start()
        try:
            site.set(log_to="journald", log_level="debug")
            site.log.unlink()
            site.start(is_up=lambda: any("HOMEROOM_EVENT=listening" in line
                                         for line in heard))
            with by_password(site, "ada", "no word of hers") as screen:
                screen.wait("'s password:")
            assert site.stop() == 0
        finally:
            site.set(log_to="stderr")
            is_over.set()
            listener.join()
            JOURNAL.unlink()
            for folder in reversed(folders):
                folder.rmdir()
    told = "".join(heard)
    assert "HOMEROOM_EVENT=auth.failed\nMESSAGE=level=warning " \
        "process=listener event=auth.failed source=127.0.0.1" in told
    for process in ("listener", "keeper", "connections"):
        assert f"HOMEROOM_PROCESS={process}\n" in told, process
    assert site.log.read_text() == ""


def test_a_journal_that_is_not_there_is_told(site):
    if JOURNAL.exists():
        pytest.skip("it is")
    site.set(log_to="journald")
    done = subprocess.run(site.program("homeroomd"), capture_output=True,
                          text=True,
                          timeout=60)
    site.set(log_to="stderr")
    assert done.returncode != 0
    assert 'event=start reason="no journal at /run/systemd/journal/socket' \
        in done.stderr
