"""clang warns of nothing in any source file: a second compiler's eyes."""

import concurrent.futures
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WARNINGS = ("-Wall -Wextra -Wpedantic -Wshadow -Wconversion "
            "-Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wformat=2 "
            "-Wvla -Wundef -Wimplicit-fallthrough -Werror").split()


def packages():
    names = ["libssh", "ncursesw", "sqlite3", "libconfig", "libsodium",
             "libutf8proc", "jansson", "gmime-3.0", "libseccomp", "cmocka"]
    done = subprocess.run(["pkg-config", "--cflags", *names], check=True,
                          capture_output=True, text=True)
    return done.stdout.replace("-I", "-isystem ").split()


def compile_one(path, flags):
    done = subprocess.run(
        ["clang-14", "-std=c17", "-D_GNU_SOURCE", "-DHOMEROOM_TEST_CLOCK",
         '-DHOMEROOM_VERSION="lint"', '-DHOMEROOM_SOURCE="lint"',
         f"-I{ROOT}/include", f"-I{ROOT}/tests",
         *flags, *WARNINGS, "-fsyntax-only", str(path)],
        capture_output=True, text=True)
    return done.stderr if done.returncode else ""


def test_clang_warns_of_nothing():
    files = sorted([*(ROOT / "src").rglob("*.c"),
                    *(ROOT / "tests").rglob("*.c")])
    assert len(files) > 60
    flags = packages()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(filter(None, pool.map(
            lambda path: compile_one(path, flags), files)))
    assert not found, "\n".join(found)[:20000]
