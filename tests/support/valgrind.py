"""What a test runs of Homeroom's, under valgrind: the words to begin it with,
and what the logs say afterwards, a log a process."""

import collections
import pathlib
import re

UNDER = pathlib.Path(__file__).resolve().parents[1] / "under-valgrind"

NAMED = re.compile(r"^\*\*\d+\*\* process (\w+)$", re.M)
SUMMARY = re.compile(r"^==\d+== ERROR SUMMARY: (\d+) errors from", re.M)
AT_ITS_END = re.compile(r"^==\d+== (?:FILE DESCRIPTORS|HEAP SUMMARY):", re.M)
STACK = re.compile(r"^==\d+==    at 0x", re.M)
OPEN = re.compile(r"^==\d+== FILE DESCRIPTORS: (\d+) open", re.M)


class Log:
    """What valgrind wrote of one process; "homeroom" is the operator's
    program, which names itself in none."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text(errors="replace")
        names = NAMED.findall(self.text)
        self.kind = names[-1] if names else "homeroom"
        summary = SUMMARY.search(self.text)
        self.has_ended = summary is not None
        # One that was killed has no summary, but what it did stands there.
        self.errors = (int(summary.group(1)) if summary else len(
            STACK.findall(AT_ITS_END.split(self.text)[0])))
        files = OPEN.search(self.text)
        self.files = int(files.group(1)) if files else None


class Logs:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o1777)  # for a daemon that becomes another user

    def words(self):
        return [str(UNDER), f"--log-file={self.folder}/%p"]

    def all(self):
        return [Log(path) for path in sorted(self.folder.iterdir())]

    def by_kind(self):
        kinds = collections.defaultdict(list)
        for log in self.all():
            kinds[log.kind].append(log)
        return kinds

    def wrong(self):
        return [log for log in self.all() if log.errors]

    def told(self):
        return "; ".join(
            f"{kind} {len(rows)}, {sum(log.has_ended for log in rows)} to "
            f"their end, {sum(log.errors for log in rows)} errors"
            for kind, rows in sorted(self.by_kind().items()))

    def check(self):
        """None has an error; what the first of them says."""
        wrong = self.wrong()
        assert not wrong, (self.told(), wrong[0].path, wrong[0].text[:6000])
