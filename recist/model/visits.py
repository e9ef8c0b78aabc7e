"""Which visits a course has, in what order, and which one is the baseline (§1.10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recist.model.dates import NO_DATE, ScanDate
from recist.model.finding import Finding, Severity
from recist.model.lesion import Role
from recist.model.reading import NotDone, NotEvaluable
from recist.model.row import Row

BASELINE, SCREENING = "baseline", "screening"
NO_SCAN = (Role.MARKER, Role.VISIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRows:
    """The rows under one visit label, in file order."""

    label: str
    rows: tuple[Row, ...]

    @property
    def date(self) -> ScanDate:
        """Date of the earliest scan; a partial one where there is no full one."""
        known = self._days() or [row.date for row in self.rows]
        return min(known, key=lambda when: when.earliest or date.max, default=NO_DATE)

    @property
    def last_date(self) -> ScanDate:
        """Date of the last scan."""
        known = self._days()
        return max(known, key=lambda when: when.day or date.min) if known else self.date

    def _days(self) -> list[ScanDate]:
        """Return the full dates of the scans; of the other rows where no scan has one.

        A row that was not done, of a marker or of the visit itself is no scan.
        """
        full = [row for row in self.rows if row.date.day is not None]
        scans = [
            row.date
            for row in full
            if row.role not in NO_SCAN and not isinstance(row.state, NotDone)
        ]
        return scans or [row.date for row in full]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedVisits:
    """The baseline first, the follow-up visits by date; what was noticed on the way."""

    visits: tuple[VisitRows, ...]
    findings: tuple[Finding, ...]


def order_visits(
    rows: Iterable[Row], *, window_days: int, reference_date: date | None
) -> OrderedVisits:
    """Group rows into visits, put them in order and choose the baseline.

    Parameters
    ----------
    rows : iterable of Row
        Of one subject and reader, at least one, in file order.
    window_days : int
        How far scans under one label may lie apart.
    reference_date : date or None
        Randomisation or start; screening visits up to it are merged.
    """
    visits = _by_date(_group(rows))
    findings = [note for visit in visits for note in _spread(visit, window_days)]
    start, visits = _choose_baseline(visits, reference_date)
    findings.extend(
        Finding(
            severity=Severity.ERROR,
            code="row-before-baseline",
            message=f"{early.label} comes before the baseline visit: its rows are ignored",
            visit=early.label,
        )
        for early in visits[:start]
    )
    return OrderedVisits(visits=tuple(visits[start:]), findings=tuple(findings))


def _group(rows: Iterable[Row]) -> list[VisitRows]:
    """Group by label, whatever its upper and lower case; the first spelling stands."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.visit.casefold(), []).append(row)
    visits = []
    for held in grouped.values():
        label = held[0].visit
        alike = (row if row.visit == label else replace(row, visit=label) for row in held)
        visits.append(VisitRows(label=label, rows=tuple(alike)))
    return visits


def _by_date(visits: list[VisitRows]) -> list[VisitRows]:
    """Sort by date, then by file order.

    A visit without any date stays behind its neighbour in the file, and so does one whose
    partial date (a month, a year) holds its neighbour's.
    """
    keys: list[date] = []
    for visit in visits:
        when = visit.date
        first, last = when.earliest, when.latest
        before = keys[-1] if keys else date.min
        if first is None or last is None or first <= before <= last:
            keys.append(before)
        else:
            keys.append(first)
    order = sorted(range(len(visits)), key=lambda index: keys[index])
    return [visits[index] for index in order]


def _spread(visit: VisitRows, window_days: int) -> list[Finding]:
    first, last = visit.date.day, visit.last_date.day
    if first is None or last is None or (last - first).days <= window_days:
        return []
    return [
        Finding(
            severity=Severity.ERROR,
            code="visit-dates-apart",
            message=(
                f"scans of {visit.label} lie {(last - first).days} days apart, more than the "
                f"window of {window_days}: two visits need two labels"
            ),
            visit=visit.label,
        )
    ]


def _choose_baseline(
    visits: list[VisitRows], reference_date: date | None
) -> tuple[int, list[VisitRows]]:
    """Return the index of the baseline and the visits, screening visits merged into one."""
    names = [visit.label.strip().casefold() for visit in visits]
    if BASELINE in names:
        return names.index(BASELINE), visits
    named = [index for index, name in enumerate(names) if name.startswith(SCREENING)]
    screening = [index for index in named if _before_start(visits, index, named, reference_date)]
    if not screening:
        return (named[0] if named else 0), visits
    merged = _merge([visits[index] for index in screening])
    kept = [visit for index, visit in enumerate(visits) if index not in screening[1:]]
    kept[screening[0]] = merged
    return screening[0], kept


def _before_start(
    visits: Sequence[VisitRows], index: int, named: Sequence[int], reference_date: date | None
) -> bool:
    """Say whether a screening visit is early: up to the reference date, or in the first run."""
    day = visits[index].date.earliest
    if reference_date is None:
        return index - named[0] == named.index(index)
    return day is None or day <= reference_date


def _merge(screening: Sequence[VisitRows]) -> VisitRows:
    """Keep the latest value per lesion, under the last visit's label.

    A later row that has no value (not done, not evaluable) does not take an earlier one away.
    """
    if len(screening) == 1:
        return screening[0]
    label = screening[-1].label
    latest: dict[str, Row] = {}
    for visit in screening:
        for row in visit.rows:
            if row.lesion not in latest or not isinstance(row.state, NotDone | NotEvaluable):
                latest[row.lesion] = replace(row, visit=label)
    return VisitRows(label=label, rows=tuple(latest.values()))
