"""Which lesions a course follows and in what role, fixed at baseline (§1.3, §1.5, §1.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recist.model.finding import Finding, Severity
from recist.model.fragments import parents_of_fragments
from recist.model.lesion import NEW_ROLES, Lesion, Role
from recist.model.reading import Absent, Raised
from recist.model.row import Row
from recist.model.visits import VisitRows

TUMOURS = (Role.TARGET, Role.NON_TARGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The lesions of a course by role, each list in order of first sighting.

    ``parents`` leads from each fragment to the lesion (or fragment) that split.
    """

    targets: tuple[Lesion, ...]
    non_targets: tuple[Lesion, ...]
    markers: tuple[Lesion, ...]
    new_lesions: tuple[Lesion, ...]
    parents: Mapping[str, str]
    findings: tuple[Finding, ...]


def roster_of(visits: Sequence[VisitRows]) -> Roster:
    """Sort the lesions of a course into their roles.

    Parameters
    ----------
    visits : sequence of VisitRows
        The baseline first, at least one.
    """
    baseline = {row.lesion: row for row in visits[0].rows if row.role is not Role.VISIT}
    later = _first_sightings(visits[1:], baseline)
    markers, notes = _markers(baseline)
    parents = _fragments(visits, baseline)
    findings = [*notes, *_role_changes(visits), *_late(later, parents)]
    new = [row for row in later.values() if row.role in NEW_ROLES]
    for row in baseline.values():
        if row.role in NEW_ROLES and isinstance(row.state, Absent):
            new.append(row)
        elif row.role in NEW_ROLES:
            findings.append(
                _error(row, "new-at-baseline", "is called new at baseline: it is not new")
            )
    targets = _with_role(baseline, Role.TARGET)
    non_targets = _with_role(baseline, Role.NON_TARGET)
    if markers and not targets and not non_targets:
        findings.append(_marker_only(visits[0].label))
        markers = ()
    return Roster(
        targets=targets,
        non_targets=non_targets,
        markers=markers,
        new_lesions=tuple(_lesion(row) for row in new),
        parents=parents,
        findings=tuple(findings),
    )


def _first_sightings(visits: Sequence[VisitRows], baseline: dict[str, Row]) -> dict[str, Row]:
    later: dict[str, Row] = {}
    for visit in visits:
        for row in visit.rows:
            if row.role is not Role.VISIT and row.lesion not in baseline:
                later.setdefault(row.lesion, row)
    return later


def _with_role(baseline: dict[str, Row], role: Role) -> tuple[Lesion, ...]:
    return tuple(_lesion(row) for row in baseline.values() if row.role is role)


def _lesion(row: Row) -> Lesion:
    return Lesion(
        id=row.lesion,
        role=row.role,
        organ=row.organ,
        site=row.site,
        nodal=row.nodal,
        character=row.character,
        field=row.field,
    )


def _markers(baseline: dict[str, Row]) -> tuple[tuple[Lesion, ...], list[Finding]]:
    """Keep the markers that are raised at baseline; the others never count (§1.5)."""
    rows = [row for row in baseline.values() if row.role is Role.MARKER]
    raised = [row for row in rows if isinstance(row.state, Raised)]
    notes = [
        Finding(
            severity=Severity.INFO,
            code="marker-not-raised",
            message=f"{row.lesion} is not raised at baseline: it does not count",
            lesion=row.lesion,
            visit=row.visit,
        )
        for row in rows
        if row not in raised
    ]
    return tuple(_lesion(row) for row in raised), notes


def _marker_only(visit: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code="marker-only",
        message="a raised marker without any lesion: judged as no evidence of disease",
        visit=visit,
    )


def _role_changes(visits: Sequence[VisitRows]) -> list[Finding]:
    first: dict[str, Row] = {}
    notes = []
    for visit in visits:
        for row in visit.rows:
            held = first.setdefault(row.lesion, row) if row.lesion else row
            if row.role is not held.role:
                said = f"was {held.role} before and is called {row.role} here"
                notes.append(_error(row, "role-changed", said))
            elif (row.organ.casefold(), row.nodal) != (held.organ.casefold(), held.nodal):
                notes.append(_moved(row, held))
    return notes


def _fragments(visits: Sequence[VisitRows], baseline: Mapping[str, Row]) -> dict[str, str]:
    tumours = [[row for row in visit.rows if row.role in TUMOURS] for visit in visits[1:]]
    roots = [row.lesion for row in baseline.values() if row.role in TUMOURS]
    return parents_of_fragments(tumours, roots)


def _late(later: Mapping[str, Row], parents: Mapping[str, str]) -> list[Finding]:
    """Report targets, non-targets and markers that appear after baseline."""
    notes = []
    for row in later.values():
        if row.role in TUMOURS and row.lesion not in parents:
            notes.append(
                _error(
                    row,
                    "first-seen-after-baseline",
                    f"is called {row.role} but has no row at baseline: left out; "
                    "a lesion that appeared later has the role new",
                )
            )
        elif row.role is Role.MARKER:
            notes.append(_error(row, "marker-without-baseline", "has no value at baseline"))
    return notes


def _moved(row: Row, held: Row) -> Finding:
    was, now = (f"{one.organ}{', a node' if one.nodal else ''}" for one in (held, row))
    return Finding(
        severity=Severity.WARNING,
        code="organ-changed",
        message=f"{row.lesion} was in {was} and is in {now} here: judged as it was at first",
        lesion=row.lesion,
        visit=row.visit,
    )


def _error(row: Row, code: str, message: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=code,
        message=f"{row.lesion} {message}",
        lesion=row.lesion,
        visit=row.visit,
    )
