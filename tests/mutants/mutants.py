"""Mutants: one defence each, taken away, and the tests that must notice.

A list names for each a file, the lines that go ("-"), those that come in their
place ("+") and what tests it:

    == eight from one source are the most
    in src/daemon/throttle.c
    -    if (row != NULL && row->unauthenticated >= throttle->per_source)
    +    if (row != NULL && row->unauthenticated > throttle->per_source)
    by unit/throttle_test
    by attack/test_throttle.py::test_eight_from_one_source_are_the_most

The lines stand once in the file; where two defences stand behind each other,
a second "in" takes the other one away as well. A mutant is killed when one of
its tests fails, in their order."""

import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SANITIZERS = {"ASAN_OPTIONS": "abort_on_error=1:detect_leaks=1",
              "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1"}
# What a defence leaves unused when it goes is no fault of the mutant's.
QUIET = "".join(f'#pragma GCC diagnostic ignored "-W{name}"\n' for name in (
    "unused-function", "unused-variable", "unused-parameter",
    "unused-but-set-variable", "unused-const-variable", "logical-op",
    "missing-field-initializers",
    "duplicated-branches"))
MOST_SECONDS = 300  # a mutant that hangs its test is noticed as well


@dataclasses.dataclass
class Change:
    file: str
    old: str = ""
    new: str = ""


@dataclasses.dataclass
class Mutant:
    name: str
    listed: str
    changes: list = dataclasses.field(default_factory=list)
    tests: list = dataclasses.field(default_factory=list)

    @property
    def files(self):
        return {change.file for change in self.changes}

    def applied(self, file, text):
        """The file without the defence."""
        for change in self.changes:
            if change.file == file:
                text = self.changed(change, text)
        return (QUIET if file.endswith(".c") else "") + text

    def changed(self, change, text):
        count = f"\n{text}".count(f"\n{change.old}")
        if count != 1:
            raise ValueError(f"{self.listed}: {self.name}: its lines stand "
                             f"{count} times in {change.file}")
        return f"\n{text}".replace(f"\n{change.old}", f"\n{change.new}")[1:]


def read_list(path):
    found = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        word, _, rest = line.partition(" ")
        if line.startswith("-"):
            found[-1].changes[-1].old += line[1:] + "\n"
        elif line.startswith("+"):
            found[-1].changes[-1].new += line[1:] + "\n"
        elif word == "==":
            found.append(Mutant(rest, f"{path.name}:{number}"))
        elif word == "in":
            found[-1].changes.append(Change(rest))
        elif word == "by":
            found[-1].tests.append(rest)
        elif line and word != "#":
            raise ValueError(f"{path.name}:{number}: {line}")
    return found


def read_all(*names):
    """All of tests/mutants/*.list, or the mutants in whose name or list one of
    these words stands."""
    found = [mutant for path in sorted(HERE.glob("*.list"))
             for mutant in read_list(path)]
    return [mutant for mutant in found
            if not names or any(name in mutant.name or name in mutant.listed
                                for name in names)]


class Unbuilt(Exception):
    pass


class Copy:
    """The tree once more, built by itself, where mutants are made."""

    def __init__(self, folder):
        self.source = folder
        self.build = folder / "build/dev"
        self.take()

    def take(self):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True)
        names = {name for name in listed.stdout.split("\0")
                 if name and (ROOT / name).is_file()}
        for name in names:
            to, text = self.source / name, (ROOT / name).read_bytes()
            if not to.is_file() or to.read_bytes() != text:
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, to)
        for path in list(self.source.rglob("*.[ch]")):
            if str(path.relative_to(self.source)) not in names:
                path.unlink()
        self.run("cmake", "--preset", "dev")

    def write(self, texts):
        for file, text in texts.items():
            (self.source / file).write_text(text)

    def run(self, *words):
        done = subprocess.run(words, cwd=self.source, capture_output=True,
                              text=True)
        if done.returncode != 0:
            raise Unbuilt(done.stdout[-4000:] + done.stderr[-4000:])

    def make(self, tests):
        targets = {test.partition("/")[2] for test in tests
                   if test.startswith("unit/")}
        if any(not test.startswith("unit/") for test in tests):
            targets |= {"homeroom", "homeroomd"}
        self.run("cmake", "--build", str(self.build), "--target",
                 *sorted(targets))
        if any("release" in test for test in tests):
            self.run("cmake", "--preset", "release")
            self.run("cmake", "--build", "build/release", "--target",
                     "homeroom", "homeroomd")

    def passes(self, test):
        environment = dict(os.environ, **SANITIZERS,
                           HOMEROOM_BUILD=str(self.build),
                           HOMEROOM_SOURCE=str(self.source))
        environment.pop("HOMEROOM_LONG", None)  # it is theirs to be quick
        if test.startswith("unit/"):
            words = [str(self.build / "bin" / test.partition("/")[2])]
        else:
            words = ["/usr/bin/python3", "-m", "pytest", "-q", "-x", "-p",
                     "no:cacheprovider", test]
        with subprocess.Popen(
                words, cwd=self.source / "tests", env=environment,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                start_new_session=True) as running:
            try:
                told, _ = running.communicate(timeout=MOST_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, 9)
                return False, "it hangs"
            return running.returncode == 0, told[-2000:]


def judge(copy, mutant):
    """The test that noticed, or None."""
    whole = {file: (copy.source / file).read_text() for file in mutant.files}
    changed = {file: mutant.applied(file, text)
               for file, text in whole.items()}
    try:
        copy.write(changed)
        for test in mutant.tests:
            copy.make([test])
            if not copy.passes(test)[0]:
                return test
        return None
    finally:
        copy.write(whole)


def check_whole(copy, tests):
    """What does not pass with every defence in place."""
    copy.make(tests)
    return [f"{test}\n{told}" for test in tests
            for passes, told in [copy.passes(test)] if not passes]


def judged(copy, mutant):
    """Whether it was noticed, told in a line."""
    began = time.monotonic()
    try:
        test = judge(copy, mutant)
        told = "SURVIVES" if test is None else "killed"
    except Unbuilt as fault:
        test, told = None, f"{fault}\nDOES NOT BUILD"
    print(f"{told} {mutant.name}: {test or ', '.join(mutant.tests)}, "
          f"{time.monotonic() - began:.0f} s", flush=True)
    return test is not None


def main(words):
    os.nice(10)
    mutants = read_all(*[word for word in words if word != "--trust"])
    copy = Copy(ROOT / "build/mutants")
    tests = {test for mutant in mutants for test in mutant.tests}
    if "--trust" not in words and (wrong := check_whole(copy, sorted(tests))):
        print("\n".join(wrong))
        return 2
    survivors = [f"{mutant.listed}: {mutant.name}" for mutant in mutants
                 if not judged(copy, mutant)]
    print(f"mutants: {len(mutants)} defences taken away, {len(tests)} tests, "
          f"{len(mutants) - len(survivors)} noticed, {len(survivors)} survive")
    print("".join(f"{name}\n" for name in survivors), end="")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
