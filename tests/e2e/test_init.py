"""A site is made, once; what is there already is the operator's."""

import re
import shutil
import subprocess

from support.patience import patient
from support.site import BUILD


def init(folder):
    return subprocess.run([str(BUILD / "bin/homeroom"), "init", str(folder)],
                          capture_output=True, text=True, check=False,
                          timeout=patient(30))


def check(folder):
    return subprocess.run(
        [str(BUILD / "bin/homeroom"), "-c", str(folder / "homeroom.conf"),
         "check"], capture_output=True, text=True, check=False,
        timeout=patient(30))


def fingerprint(told):
    return re.search("Host key: (SHA256:.*)", told).group(1)


def all_below(folder):
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o7777
            for path in folder.rglob("*")}


def test_a_site_is_its_owner_s_alone(tmp_path):
    folder = tmp_path / "site"
    made = init(folder)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(f"Made {folder}/homeroom.conf.\n")
    assert folder.stat().st_mode & 0o7777 == 0o700
    modes = all_below(folder)
    assert {"secrets/secrets.db", "store/store.db"} <= set(modes)
    stores = {name for name in modes if "/" in name}
    assert {modes.pop(name) for name in stores} == {0o600}
    assert modes == {"homeroom.conf": 0o640, "host_ed25519": 0o600,
                     "host_ed25519.pub": 0o644, "secrets": 0o700,
                     "store": 0o700}
    looked = check(folder)
    assert looked.returncode == 0, looked
    assert fingerprint(made.stdout) in looked.stdout


def test_a_configuration_that_is_there_stays_and_nothing_is_made(tmp_path):
    config = tmp_path / "homeroom.conf"
    config.write_text('name = "Mine";\n')
    made = init(tmp_path)
    assert made.returncode == 65, made
    assert made.stderr == f"{config}: File exists\n"
    assert list(tmp_path.iterdir()) == [config]
    assert config.read_text() == 'name = "Mine";\n'


def test_a_host_key_that_is_there_is_kept(tmp_path):
    """So that no laptop is alarmed where a site moves without its stores."""
    key = tmp_path / "host_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
                    str(key)], check=True)
    kept = key.read_bytes()
    made = init(tmp_path)
    assert made.returncode == 0, made.stderr
    assert key.read_bytes() == kept
    told = subprocess.run(["ssh-keygen", "-l", "-f", str(key)],
                          capture_output=True, text=True, check=True).stdout
    assert fingerprint(made.stdout) == told.split()[1]


def test_its_public_half_is_its_own(tmp_path):
    """One that an init which broke off has left is another key's."""
    key, public = tmp_path / "host_ed25519", tmp_path / "host_ed25519.pub"
    assert init(tmp_path / "other").returncode == 0
    public.write_bytes((tmp_path / "other/host_ed25519.pub").read_bytes())
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
                    str(tmp_path / "key")], check=True)
    (tmp_path / "key").rename(key)
    made = init(tmp_path)
    assert made.returncode == 0, made.stderr
    drawn = subprocess.run(["ssh-keygen", "-y", "-f", str(key)],
                           capture_output=True, text=True, check=True).stdout
    assert drawn.split()[:2] == public.read_text().split()[:2]
    told = subprocess.run(["ssh-keygen", "-l", "-f", str(public)],
                          capture_output=True, text=True, check=True).stdout
    assert fingerprint(made.stdout) == told.split()[1]


def test_of_two_at_once_one_makes_it(tmp_path):
    folder = tmp_path / "site"
    words = [str(BUILD / "bin/homeroom"), "init", str(folder)]
    for _ in range(8):
        both = [subprocess.Popen(words, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        told = [one.communicate(timeout=patient(60)) for one in both]
        done = [text for one, (text, _) in zip(both, told)
                if one.returncode == 0]
        assert len(done) == 1, told
        assert check(folder).returncode == 0
        shown = subprocess.run(
            ["ssh-keygen", "-l", "-f", str(folder / "host_ed25519")],
            capture_output=True, text=True, check=True).stdout
        assert fingerprint(done[0]) == shown.split()[1]
        shutil.rmtree(folder)


def test_no_key_of_which_nothing_is_good_is_kept(tmp_path):
    key = tmp_path / "host_ed25519"
    key.write_text("no key")
    key.chmod(0o600)
    made = init(tmp_path)
    assert made.returncode == 65, made
    assert str(key) in made.stderr
    assert not (tmp_path / "homeroom.conf").exists()
    assert key.read_text() == "no key"


def test_where_there_is_no_room_for_a_folder_it_says_so(tmp_path):
    made = init(tmp_path / "nowhere/site")
    assert made.returncode == 66, made
    assert made.stderr == (
        f"{tmp_path}/nowhere/site: No such file or directory\n")
    (tmp_path / "file").write_text("")
    made = init(tmp_path / "file")
    assert made.returncode == 65, made
    assert made.stderr == f"{tmp_path}/file: File exists\n"
