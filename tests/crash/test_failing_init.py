"""A site is made while one system call fails, or kills: it is whole or not
there, and the next try makes it."""

import shutil
import subprocess

from support.failing import KILL, Figures, chosen
from support.patience import patient

EXITS = (65, 66, 69, 70, 73, 74, 75, 77)
WHOLE = ["homeroom.conf", "host_ed25519", "host_ed25519.pub", "secrets",
         "store"]


def run(words):
    return subprocess.run(words, capture_output=True, text=True, check=False,
                          timeout=patient(60))


def check_made(words, config, homeroom):
    """By the next try, where this one did not."""
    done = run(words)
    assert done.returncode in (0, 65), f"again: {done}"
    assert (done.returncode == 0) != ("File exists" in done.stderr), done
    looked = run([homeroom, "-c", str(config), "check"])
    assert looked.returncode == 0, looked
    left = sorted(path.name for path in config.parent.iterdir())
    assert left == WHOLE, left


def test_a_site_is_made_whole_or_made_by_the_next_try(failing, tmp_path):
    folder = tmp_path / "site"
    config = folder / "homeroom.conf"
    homeroom = str(failing.site.build / "bin/homeroom")
    words = [homeroom, "init", str(folder)]
    assert failing.run(words, mark=folder).returncode == 0
    figures = Figures("init")
    for fault in chosen(failing.calls(), 32):
        shutil.rmtree(folder, ignore_errors=True)
        done = failing.run(words, fault, mark=folder)
        is_met = bool(failing.met())
        figures.add(is_met, fault, done.returncode)
        try:
            if not (is_met and fault.error == KILL):
                assert done.returncode in (0, *EXITS), done.returncode
                assert done.stderr or not done.returncode, "no words"
                assert config.exists() or done.returncode, "it is not there"
            if config.exists():
                looked = run([homeroom, "-c", str(config), "check"])
                assert looked.returncode == 0, looked
            check_made(words, config, homeroom)
        except AssertionError as wrong:
            figures.wrong.append(f"{fault}: {wrong}; {done.stderr}")
    figures.tell()
