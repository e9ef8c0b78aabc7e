"""What single rows of a visit get wrong, each check a small function; the rows made sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Assessed,
    Diameters,
    Measured,
    Merged,
    NotDone,
    NotEvaluable,
    diameters_of,
    with_diameters,
)
from recist.model.row import Row
from recist.model.visits import VisitRows
from recist.model.words import word_of

LONGEST_BELIEVABLE = Length.of_mm(1000)
ZERO = Length(0)

Changed = tuple[Row, Finding]
"""A row made sound, and what was wrong with it."""


def checked(visit: VisitRows) -> tuple[VisitRows, list[Finding]]:
    """Return the visit with states that can be believed, and a finding for each change.

    A length that cannot be true is dropped, and a target of 0 mm becomes absent.
    """
    findings: list[Finding] = []
    rows = []
    for row in visit.rows:
        sound = row
        for check in CHECKS:
            found = check(sound)
            if found is not None:
                sound, note = found
                findings.append(note)
        rows.append(sound)
    findings.extend(_contradicted(visit))
    return VisitRows(label=visit.label, rows=tuple(rows)), findings


def _absurd(row: Row) -> Changed | None:
    axes = diameters_of(row.state)
    given = (axes.longest, axes.short, axes.viable)
    absurd = [axis for axis in given if axis is not None and axis.um > LONGEST_BELIEVABLE.um]
    if not absurd:
        return None
    longest, short, viable = (None if axis in absurd else axis for axis in given)
    believed = Diameters(longest=longest, short=short, viable=viable)
    # The reader's judgement stands; only the length that cannot be true is dropped.
    return replace(row, state=with_diameters(row.state, believed)), _note(
        row,
        Severity.ERROR,
        "absurd-length",
        f"has {max(absurd)} mm, which cannot be true: the length does not count",
    )


def _zero(row: Row) -> Changed | None:
    if not isinstance(row.state, Measured):
        return None
    axes = row.state.diameters
    if (axes.short if row.nodal else axes.longest) != ZERO:
        return None
    return replace(row, state=Absent()), _note(
        row, Severity.WARNING, "measured-as-zero", "is measured as 0 mm: taken as absent"
    )


def _axes(row: Row) -> Changed | None:
    axes = diameters_of(row.state)
    if axes.short is None or axes.longest is None or axes.short.um <= axes.longest.um:
        return None
    return row, _note(
        row,
        Severity.WARNING,
        "short-axis-longer",
        f"has a short axis of {axes.short} mm, longer than its longest diameter of "
        f"{axes.longest} mm",
    )


def _reason(row: Row) -> Changed | None:
    if not isinstance(row.state, NotEvaluable | NotDone) or row.state.reason:
        return None
    return row, _note(
        row, Severity.WARNING, "reason-missing", f"is {word_of(row.state)}, without a reason"
    )


def _parent_of_merged(row: Row) -> Changed | None:
    if not isinstance(row.state, Merged) or (row.state.into and row.state.into != row.lesion):
        return None
    return replace(row, state=NotEvaluable("merged into nothing")), _note(
        row, Severity.ERROR, "merged-without-carrier", "is merged, but no other lesion carries it"
    )


CHECKS: tuple[Callable[[Row], Changed | None], ...] = (
    _absurd,
    _zero,
    _axes,
    _reason,
    _parent_of_merged,
)
"""What can be wrong with a row, in the order in which it is put right."""


def _contradicted(visit: VisitRows) -> list[Finding]:
    """Report a visit that is called not done and has readings; the readings stand."""
    said = [row for row in visit.rows if row.role is Role.VISIT and isinstance(row.state, NotDone)]
    read = [
        row for row in visit.rows if not isinstance(row.state, NotDone | NotEvaluable | Assessed)
    ]
    if not said or not read:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code="visit-contradicted",
            message=f"{visit.label} is called not done, but {read[0].lesion} was read there",
            visit=visit.label,
        )
    ]


def _note(row: Row, severity: Severity, code: str, message: str) -> Finding:
    return Finding(
        severity=severity,
        code=code,
        message=f"{row.lesion or row.visit} {message}",
        lesion=row.lesion or None,
        visit=row.visit,
    )
