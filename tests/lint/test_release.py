"""What only tests may do is not in a release at all."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("HOMEROOM_BUILD", ROOT / "build/dev"))
PROGRAMS = ("homeroomd", "homeroom")
DOORS = (b"HOMEROOM_ATTACK", b"HOMEROOM_CLOCK", b"HOMEROOM_PLANT",
         b"taken_over")


@pytest.fixture(scope="module")
def release():
    for words in (["cmake", "--preset", "release"],
                  ["cmake", "--build", "build/release", "--target",
                   *PROGRAMS]):
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return ROOT / "build/release"


def words_in(program):
    bytes_ = program.read_bytes()
    assert len(bytes_) > 100000
    return [word for word in DOORS if word in bytes_]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_release_has_no_door_for_tests(release, program):
    assert words_in(release / "bin" / program) == []


def test_a_build_for_tests_has_each(release):
    """What is looked for above is found where it is."""
    assert words_in(BUILD / "bin/homeroomd") == list(DOORS)


def test_a_release_is_hardened(release):
    for program in PROGRAMS:
        path = release / "bin" / program
        told = subprocess.run(["readelf", "-Wlhd", str(path)], check=True,
                              capture_output=True, text=True).stdout
        assert "DYN (Position-Independent" in told
        assert "GNU_RELRO" in told and "BIND_NOW" in told
        stack = next(line for line in told.splitlines()
                     if "GNU_STACK" in line)
        assert "RWE" not in stack and "E" not in stack.split()[-2]
        names = subprocess.run(["nm", "-D", str(path)], check=True,
                               capture_output=True, text=True).stdout
        assert "__stack_chk_fail" in names and "__memcpy_chk" in names
