"""SIGHUP reads the configuration anew; the service manager hears of it all."""

import os
import re
import signal
import socket

import pytest

from support.processes import listener, until
from support.site import Site, free_port

DONE = "event=reload.done"
REFUSED = "event=reload.refused"


@pytest.fixture
def site():
    with Site(people={"ada": ("Ada Obi", "emea", "learner")},
              settings={"name": "Old school"},
              may_die_of={signal.SIGKILL}) as made:
        yield made


def reload(site, event):
    before = site.tail(10**6).count(event)
    site.daemon.send_signal(signal.SIGHUP)
    assert until(lambda: site.tail(10**6).count(event) > before), site.tail()
    return re.findall(rf".*{event}.*", site.tail(10**6))[-1]


def test_good_settings_hold_for_newcomers_and_limits(site):
    site.start()
    with site.terminal("ada") as inside:
        inside.wait("Old school")
        site.set(name="New school", log_level="debug", sessions_per_person=1)
        assert 'kept=""' in reload(site, DONE)
        with site.terminal("ada") as second:
            second.wait("too many sessions")
        inside.send("w").wait("Ada Obi")
        assert inside.leave() == 0
    with site.terminal("ada") as screen:
        screen.wait("New school")
        assert screen.leave() == 0
    assert "level=debug" in site.tail(10**6)


def test_limits_of_those_who_are_not_logged_in_follow(site):
    site.start()
    site.set(unauthenticated_per_source=1, login_grace_seconds=5)
    reload(site, DONE)
    lines = [socket.create_connection(("127.0.0.1", site.port), 20)
             for _ in range(2)]
    for line in lines:
        line.settimeout(20)
    served, turned_away = sorted((read(line) for line in lines), key=len)
    assert served == b"SSH-2.0-Homeroom\r\n"
    assert b"Too many log in from your address" in turned_away
    for line in lines:
        line.close()


def read(line):
    try:
        return line.recv(255)
    except ConnectionError:
        return b""


def test_what_is_bound_and_opened_is_kept_and_named(site):
    site.start()
    site.set(port=free_port(), store="elsewhere", name="New school")
    assert re.search('kept="(store, port|port, store)"', reload(site, DONE))
    with site.terminal("ada") as screen:
        screen.wait("New school")
        assert screen.leave() == 0


@pytest.mark.parametrize("wrong, reason", [
    ({"login_grace": 30}, r"homeroom\.conf:\d+: no setting is called"),
    ({"idle_seconds": 1}, r"homeroom\.conf:\d+: idle_seconds: a number from"),
    ({"nonsense": 'a"b'}, r"homeroom\.conf:\d+: syntax error"),
    ({"screens": "/nowhere"}, r"/nowhere"),
])
def test_bad_settings_are_refused_with_file_line_and_reason(
        site, wrong, reason):
    site.start()
    good = site.conf.read_text()
    site.set(**{"name": "New school", **wrong})
    line = reload(site, REFUSED)
    assert re.search(reason, line), line
    with site.terminal("ada") as screen:
        screen.wait("Old school")
        assert screen.leave() == 0
    site.conf.write_text(good)


def test_a_listener_begun_anew_takes_good_settings_alone(site):
    site.start()
    for name, shown, wrong in (("New school", "New school", ""),
                               ("Bad school", "New school", "nonsense = 1;")):
        site.set(name=name)
        site.conf.write_text(site.conf.read_text() + wrong + "\n")
        pid = listener(site)
        os.kill(pid, signal.SIGKILL)
        assert until(lambda: listener(site) not in (None, pid))
        with site.terminal("ada") as screen:
            screen.wait(shown)
            assert screen.leave() == 0
    assert REFUSED in site.tail(10**6)


def test_the_service_manager_hears_where_the_daemon_is(site):
    path = str(site.folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(path)
        manager.settimeout(20)
        site.start({"NOTIFY_SOCKET": path})
        assert manager.recv(256).startswith(b"READY=1")
        site.daemon.send_signal(signal.SIGHUP)
        assert re.fullmatch(rb"RELOADING=1\nMONOTONIC_USEC=\d+",
                            manager.recv(256))
        assert manager.recv(256).startswith(b"READY=1")
        assert site.stop() == 0
        assert manager.recv(256) == b"STOPPING=1"
