"""A site is made while one system call fails, or kills: it is whole or not
there, and the next try makes it."""

import shutil
import subprocess

from support.failing import KILL, Figures, chosen
from support.patience import patient

EXITS = (65, 66, 69, 70, 73, 74, 75, 77)
WHOLE = ["homeroom.conf", "host_ed25519", "host_ed25519.pub", "secrets",
         "store"]


def try_again(words, config, site):
    """None: all is well."""
    done = subprocess.run(words, capture_output=True, text=True, check=False,
                          timeout=patient(60))
    if done.returncode:
        return f"again: exit {done.returncode}, {done.stderr}"
    looked = subprocess.run(
        [str(site.build / "bin/homeroom"), "-c", str(config), "check"],
        capture_output=True, text=True, check=False, timeout=patient(60))
    return f"check: {looked}" if looked.returncode else None


def test_a_site_is_made_whole_or_made_by_the_next_try(failing, tmp_path):
    folder = tmp_path / "site"
    config = folder / "homeroom.conf"
    words = [str(failing.site.build / "bin/homeroom"), "init", str(folder)]
    assert failing.run(words, mark=folder).returncode == 0
    figures = Figures("init")
    for fault in chosen(failing.calls(), 32):
        shutil.rmtree(folder, ignore_errors=True)
        done = failing.run(words, fault, mark=folder)
        is_met = bool(failing.met())
        figures.add(is_met, fault, done.returncode)
        is_killed = is_met and fault.error == KILL
        wrong = None
        if not is_killed and done.returncode not in (0, *EXITS):
            wrong = f"exit {done.returncode}"
        elif not is_killed and done.returncode and not done.stderr:
            wrong = "no words"
        elif not config.exists():
            if not is_killed and not done.returncode:
                wrong = "it is not there"
            wrong = wrong or try_again(words, config, failing.site)
        if not wrong and sorted(path.name for path in
                                folder.iterdir()) != WHOLE:
            wrong = f"left: {list(folder.iterdir())}"
        if wrong:
            figures.wrong.append(f"{fault}: {wrong}; {done.stderr}")
    figures.tell()
