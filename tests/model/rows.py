"""Rows of a reading table in one line each, and the readings and findings they lead to."""

from typing import Any

from recist.model.assemble import assemble_case
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured, Reading, State
from recist.model.row import Row
from recist.model.visits import VisitRows

ROLES = {
    "T": Role.TARGET,
    "NT": Role.NON_TARGET,
    "L": Role.NEW,
    "M": Role.MARKER,
    "": Role.VISIT,
}
BASELINE, WEEK_8, WEEK_16 = "baseline", "week 8", "week 16"
DAYS = {BASELINE: "2024-01-02", WEEK_8: "2024-02-27", WEEK_16: "2024-04-23"}
START, AFTER, LATER = (ScanDate.parse(day) for day in DAYS.values())


def row(lesion: str, state: State, visit: str = WEEK_8, day: str | None = None, **more: Any) -> Row:
    """A row whose role is told by the lesion's name; an empty name is the visit's own row.

    Without a ``day`` it has the one of its visit; an empty one is none.
    """
    given: dict[str, Any] = {
        "role": ROLES[lesion.rstrip("0123456789.")],
        "date": ScanDate.parse(DAYS.get(visit, "") if day is None else day),
    }
    return Row(subject="1", visit=visit, lesion=lesion, state=state, **(given | more))


def visit_rows(*rows: Row) -> VisitRows:
    """The visit that rows of one label make up."""
    return VisitRows(label=rows[0].visit, rows=rows)


def case_of(*rows: Row) -> Case:
    return assemble_case(rows, window_days=14)


def read(lesion: str, state: State, date: ScanDate = AFTER) -> Reading:
    return Reading(lesion=lesion, state=state, date=date)


def axes(
    longest_mm: int | str | None = None,
    short_mm: int | str | None = None,
    viable_mm: int | str | None = None,
) -> Diameters:
    lengths = (longest_mm, short_mm, viable_mm)
    longest, short, viable = (None if mm is None else Length.of_mm(mm) for mm in lengths)
    return Diameters(longest=longest, short=short, viable=viable)


def measured(longest_mm: int | str = 20) -> Measured:
    return Measured(axes(longest_mm))


def error(
    code: str, message: str, lesion: str | None = None, visit: str | None = WEEK_8
) -> Finding:
    return _finding(Severity.ERROR, code, message, lesion, visit)


def warning(
    code: str, message: str, lesion: str | None = None, visit: str | None = WEEK_8
) -> Finding:
    return _finding(Severity.WARNING, code, message, lesion, visit)


def info(code: str, message: str, lesion: str | None = None, visit: str | None = WEEK_8) -> Finding:
    return _finding(Severity.INFO, code, message, lesion, visit)


def no_row(lesion: str, visit: str = WEEK_8, consequence: str = "taken as not done") -> Finding:
    message = f"{lesion} has no row at {visit}: {consequence}"
    return warning("lesion-without-row", message, lesion, visit)


def _finding(
    severity: Severity, code: str, message: str, lesion: str | None, visit: str | None
) -> Finding:
    return Finding(severity=severity, code=code, message=message, lesion=lesion, visit=visit)
