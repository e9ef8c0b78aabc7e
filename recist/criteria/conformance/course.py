"""A case with the rows behind each visit, as the checks look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from recist.criteria.axes import length_on
from recist.criteria.criterion import Criterion
from recist.model.case import Case
from recist.model.finding import Finding, Severity
from recist.model.lesion import Lesion
from recist.model.protocol import Protocol
from recist.model.reading import diameters_of
from recist.model.row import Row
from recist.model.row_checks import checked
from recist.model.visits import SCREENING, VisitRows, order_visits


class Held(NamedTuple):
    """A lesion and its row at a visit."""

    lesion: Lesion
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a check looks at.

    Attributes
    ----------
    visits : tuple of VisitRows
        Aligned with the case's visits; lengths that cannot be true are dropped from the rows.
    targets, non_targets : tuple of Held
        The lesions with their rows at baseline.
    """

    case: Case
    protocol: Protocol
    criterion: Criterion
    visits: tuple[VisitRows, ...]
    targets: tuple[Held, ...]
    non_targets: tuple[Held, ...]

    @property
    def baseline(self) -> str:
        """Label of the baseline visit."""
        return self.case.visits[0].label

    def size_um(self, held: Held) -> int | None:
        """Return the axis of a lesion that counts, None where it was not measured."""
        axis = self.criterion.rules.thresholds.axis(held.lesion)
        length = length_on(diameters_of(held.row.state), axis)
        return None if length is None else length.um


def course_of(case: Case, protocol: Protocol, criterion: Criterion) -> Course:
    """Lay the rows of a case beside its visits."""
    visits = _aligned(case, protocol)
    start = {row.lesion: row for row in visits[0].rows}
    return Course(
        case=case,
        protocol=protocol,
        criterion=criterion,
        visits=visits,
        targets=_held(case.targets, start),
        non_targets=_held(case.non_targets, start),
    )


def _held(lesions: Iterable[Lesion], start: dict[str, Row]) -> tuple[Held, ...]:
    return tuple(Held(lesion, start[lesion.id]) for lesion in lesions if lesion.id in start)


def _aligned(case: Case, protocol: Protocol) -> tuple[VisitRows, ...]:
    """Give each visit its rows; those of merged screening visits belong to the baseline."""
    baseline, later = case.visits[0].label.casefold(), [one.label for one in case.visits[1:]]
    held: dict[str, list[Row]] = {label.casefold(): [] for label in (baseline, *later)}
    merges = baseline.startswith(SCREENING)
    for row in case.rows:
        name = row.visit.casefold()
        if name not in held and merges and name.startswith(SCREENING):
            name = baseline
        held.get(name, []).append(row)
    start = order_visits(
        held[baseline],
        window_days=protocol.options.visit_window_days,
        reference_date=case.info.reference_date,
    ).visits
    rows = [start[0].rows if start else (), *(tuple(held[one.casefold()]) for one in later)]
    return tuple(
        checked(_labelled(visit.label, own))[0]
        for visit, own in zip(case.visits, rows, strict=True)
    )


def _labelled(label: str, rows: tuple[Row, ...]) -> VisitRows:
    """Let every row bear the visit's label, as the case spells it."""
    alike = (row if row.visit == label else replace(row, visit=label) for row in rows)
    return VisitRows(label=label, rows=tuple(alike))


def note(
    severity: Severity, code: str, message: str, row: Row | None = None, visit: str | None = None
) -> Finding:
    """Make a finding on a row, or on a visit where there is no row."""
    return Finding(
        severity=severity,
        code=code,
        message=message,
        lesion=(row.lesion or None) if row else None,
        visit=row.visit if row else visit,
    )


def warning(code: str, message: str, row: Row) -> Finding:
    """Make a warning on a row."""
    return note(Severity.WARNING, code, message, row)
