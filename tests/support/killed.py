"""Processes of a site that are killed, and what goes on beside it."""

import contextlib
import os
import signal
import subprocess

from support.processes import helper, status_of, until


def kill(pid, number=signal.SIGKILL):
    os.kill(pid, number)


def another(site, name, pid):
    """The helper that came after."""
    found = until(lambda: helper(site, name) not in (None, pid) and
                  helper(site, name))
    assert found, site.tail()
    return found


def asked(site, *words, text=b"", handle="ada", options=()):
    """A command by SSH, on its way."""
    process = subprocess.Popen([*site.ssh_words(handle, options), *words],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    process.stdin.write(text)
    process.stdin.close()
    return process


def tracer_of(pid):
    return int(status_of(pid).get("TracerPid", 0))


@contextlib.contextmanager
def killed_at(pid, calls, number=1):
    """Within it, the process dies as it makes the call of those for the
    `number`th time."""
    with subprocess.Popen(
            ["strace", "-qq", "-p", str(pid), "-o", "/dev/null", "-e",
             f"trace={calls}", "-e",
             f"inject={calls}:signal=SIGKILL:when={number}"],
            stderr=subprocess.DEVNULL) as tracer:
        try:
            assert until(lambda: tracer_of(pid) == tracer.pid)
            yield
        finally:
            tracer.terminate()
