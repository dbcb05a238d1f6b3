"""tests/rights/table.txt for real SSH: the people, the boards, the moments, and
what the table says of each."""

import calendar
import pathlib
import time

PHASES = ("upcoming", "training", "last-day", "on-the-job", "alumni")
ROLES = ("learner", "mentor", "sme", "champion", "moderator", "sponsor")
KINDS = ("cohort", "program", "alumni", "course", "commons")
REGIONS = {"kiritimati": "Pacific/Kiritimati", "chatham": "Pacific/Chatham",
           "london": "Europe/London", "pago": "Pacific/Pago_Pago"}
PROGRAMS = {"forge": "instructor-led", "ember": "elearning",
            "quarry": "instructor-led"}
# slug: program, region, intake, first day, last day
COHORTS = {
    "forge-kiritimati": ("forge", "kiritimati", "one", "2026-03-02",
                         "2026-03-29"),
    "forge-london": ("forge", "london", "one", "2026-03-02", "2026-03-29"),
    "forge-pago": ("forge", "pago", "one", "2026-03-02", "2026-03-29"),
    "ember-early": ("ember", "pago", "one", "2025-06-02", "2025-06-29"),
    "ember-next": ("ember", "london", "two", "2026-03-02", "2026-03-29"),
    "forge-next": ("forge", "london", "two", "2026-09-07", "2026-10-04"),
    "quarry-london": ("quarry", "london", "one", "2026-03-02", "2026-03-29"),
}
PEOPLED = ("forge-london", "forge-kiritimati", "forge-pago", "ember-early")
ONE_BY_ONE = ("ember-early",)  # their people begin with the others
OUTSIDERS = ("none", "course", "moderator", "operator")


def boards():
    """slug: kind, program, intake; None: to none."""
    found = {slug: ("cohort", row[0], row[2]) for slug, row in COHORTS.items()}
    for program, _, intake, _, _ in COHORTS.values():
        found[f"{program}-{intake}"] = ("program", program, intake)
        found[f"{program}-alumni"] = ("alumni", program, None)
    found["ember-course"] = ("course", "ember", None)
    found["commons"] = ("commons", None, None)
    return found


BOARDS = boards()


def relation(cohort, board):
    kind, program, intake = BOARDS[board]
    own_program, _, own_intake, _, _ = COHORTS[cohort]
    if program is None or board == cohort:
        return "own"
    if program != own_program:
        return "other"
    if intake is not None and intake != own_intake:
        return "intake"
    return "sibling" if kind == "cohort" else "own"


class Table:
    def __init__(self):
        self.first, self.may, self.site = {}, {}, {}
        path = pathlib.Path(__file__).parents[1] / "rights/table.txt"
        for line in path.read_text().splitlines():
            word, *rest = line.split() or ["#"]
            if word == "when":
                self.first[rest[0]] = [
                    calendar.timegm(time.strptime(at, "%Y-%m-%dT%H:%M:%SZ"))
                    for at in rest[1:]]
            elif word == "may":
                self.may[tuple(rest[:3])] = dict(zip(ROLES, rest[3:]))
            elif word == "site":
                self.site[rest[0]] = dict(zip(KINDS, rest[1:]))

    def phase(self, cohort, now):
        first = self.first[COHORTS[cohort][1]]
        return PHASES[max(sum(at <= now for at in first) - 1, 0)]

    def of_member(self, cohort, role, board, now):
        """The letters of their rights."""
        for whose in (relation(cohort, board), "any"):
            for phase in (self.phase(cohort, now), "any"):
                row = self.may.get((BOARDS[board][0], whose, phase))
                if row is not None:
                    return row[role]
        raise AssertionError((cohort, role, board))

    def of_outsider(self, who, board):
        kind, program, _ = BOARDS[board]
        is_foreign = who == "course" and program not in (None, "ember")
        return self.site["none" if is_foreign else who][kind]
