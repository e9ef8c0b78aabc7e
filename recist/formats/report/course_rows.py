"""The table of one reader's course as plain text: lesions and figures down, visits across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from recist.criteria.axes import Axis, length_on
from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.criteria.registry import criterion_of
from recist.criteria.sums import own_value
from recist.criteria.wording import signed, signed_mm
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Parts, Visit
from recist.model.length import mm_text
from recist.model.lesion import Lesion, Role
from recist.model.protocol import Protocol
from recist.model.reading import (
    Absent,
    Measured,
    Merged,
    NotDone,
    NotEvaluable,
    Reading,
    TooSmall,
    diameters_of,
)
from recist.model.response import Response
from recist.model.scope import ALL
from recist.model.words import word_of

NOTHING = "–"
REASON_SHOWN = 60
SHORTLY = {Axis.LONGEST: "longest", Axis.SHORT: "short axis", Axis.VIABLE: "viable"}


class Kind(StrEnum):
    """What a line of the table is."""

    GROUP = "group"
    LESION = "lesion"
    PART = "part"
    FIGURE = "figure"
    SUM = "sum"
    CATEGORY = "category"
    OVERALL = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table.

    Attributes
    ----------
    under : str
        What stands small under its name.
    cells : tuple of str
        One per visit, a line break where it may be broken; none for a group.
    responses : tuple of Response or None
        Of an overall response, per visit.
    """

    kind: Kind
    name: str
    under: str = ""
    cells: tuple[str, ...] = ()
    responses: tuple[Response | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseTable:
    """The table of one reader under one protocol, in all of its scopes.

    Attributes
    ----------
    heads : tuple of (label, date)
        One per visit.
    """

    heads: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def course_table(cases: Sequence[CaseAssessment]) -> CourseTable:
    """Return the table of one reader: every lesion once, then the figures of each scope.

    Parameters
    ----------
    cases : sequence of CaseAssessment
        Of one subject, reader and protocol, one per scope.
    """
    visits = cases[0].visits
    lines = [*_lesion_lines(cases)]
    for assessment in cases:
        lines.extend(_figure_lines(assessment, several=len(cases) > 1))
    heads = tuple((visit.visit, visit.date.text or "no date") for visit in visits)
    return CourseTable(heads=heads, lines=tuple(lines))


Held = Parts | None
"""A lesion at a visit: empty where nothing is said of it, None where it has left by treatment."""
Rows = Callable[[Case], Sequence[tuple[Lesion, Sequence[Held]]]]


def _lesion_lines(cases: Sequence[CaseAssessment]) -> Iterator[Line]:
    groups: tuple[tuple[str, Rows], ...] = (
        ("Target lesions", _targets),
        ("Non-target lesions", _non_targets),
        ("New lesions", _new),
        ("Tumour markers", _markers),
    )
    protocol = cases[0].protocol
    for title, rows in groups:
        found: dict[str, tuple[Lesion, Sequence[Held]]] = {}
        # The scope that holds every lesion, if there is one, has them in the order of the table.
        for assessment in sorted(cases, key=lambda one: one.case.scope != ALL):
            for lesion, parts in rows(assessment.case):
                found.setdefault(lesion.id, (lesion, parts))
        if found:
            yield Line(kind=Kind.GROUP, name=title)
        for lesion, parts in found.values():
            yield from _of_lesion(lesion, parts, protocol)


def _targets(case: Case) -> list[tuple[Lesion, Sequence[Held]]]:
    return [
        (lesion, [_unless_left(lesion, visit, visit.targets[n]) for visit in case.visits])
        for n, lesion in enumerate(case.targets)
    ]


def _non_targets(case: Case) -> list[tuple[Lesion, Sequence[Held]]]:
    return [
        (lesion, [_unless_left(lesion, visit, visit.non_targets[n]) for visit in case.visits])
        for n, lesion in enumerate(case.non_targets)
    ]


def _unless_left(lesion: Lesion, visit: Visit, parts: Parts) -> Held:
    return None if lesion.id in visit.left else parts


def _markers(case: Case) -> list[tuple[Lesion, Sequence[Held]]]:
    return [
        (lesion, [visit.markers[n] for visit in case.visits])
        for n, lesion in enumerate(case.markers)
    ]


def _new(case: Case) -> list[tuple[Lesion, Sequence[Held]]]:
    found: list[tuple[Lesion, Sequence[Held]]] = []
    for n, lesion in enumerate(case.new_lesions):
        readings = [visit.new[n] for visit in case.visits]
        found.append((lesion, [() if one is None else (one,) for one in readings]))
    return found


def _of_lesion(lesion: Lesion, parts: Sequence[Held], protocol: Protocol) -> Iterator[Line]:
    """Yield the line of a lesion, and of each fragment that it has split into."""
    axis = criterion_of(protocol).rules.thresholds.axis(lesion)
    too_small_um = protocol.options.too_small.um
    place = ", ".join(text for text in (lesion.organ, lesion.site) if text)
    readings = [one for held in parts for one in held or ()]
    measured = any(_is_sized(one, axis) for one in readings)
    role = lesion.role if lesion.role in (Role.NEW_TARGET, Role.NEW_NON_TARGET) else ""
    under = " · ".join(text for text in (role, place, SHORTLY[axis] if measured else "") if text)

    def cell(held: Held) -> str:
        if held is None:
            return "treated, left out"
        if len(held) > 1:
            return _together(held, axis, too_small_um)
        return reading_cell(held[0], axis, too_small_um) if held else NOTHING

    yield Line(kind=Kind.LESION, name=lesion.id, under=under, cells=tuple(map(cell, parts)))
    names = dict.fromkeys(one.lesion for one in readings)
    for name in names:
        if name != lesion.id:
            mine = [next((one for one in held or () if one.lesion == name), None) for held in parts]
            cells = [
                NOTHING if one is None else reading_cell(one, axis, too_small_um) for one in mine
            ]
            part = f"part of {lesion.id}"
            yield Line(kind=Kind.PART, name=name, under=part, cells=tuple(cells))


def _is_sized(reading: Reading, axis: Axis) -> bool:
    return length_on(diameters_of(reading.state), axis) is not None


def _together(parts: Parts, axis: Axis, too_small_um: int) -> str:
    """Write what the fragments of a lesion come to."""
    values = [own_value(one.state, axis, too_small_um) for one in parts]
    if all(isinstance(one.state, Measured | TooSmall | Absent | Merged) for one in parts):
        known = [um for um in values if um is not None]
        if len(known) == len(values):
            return f"{mm_text(sum(known))}\nin {len(parts)} parts"
    return f"{len(parts)} parts"


def reading_cell(reading: Reading, axis: Axis, too_small_um: int) -> str:
    """Write what was read of a lesion: the axis that counts in mm, or the state in words."""
    state = reading.state
    length = length_on(diameters_of(state), axis)
    match state:
        case Measured():
            return "not measured" if length is None else str(length)
        case TooSmall():
            return f"too small\n({mm_text(too_small_um)})"
        case Merged(into):
            return f"merged into {into}"
        case NotEvaluable(reason) | NotDone(reason):
            word = word_of(state).replace("-", " ")
            told = reason if len(reason) <= REASON_SHOWN else f"{reason[: REASON_SHOWN - 1]}…"
            return f"{word}: {told}" if told else word
        case _:
            word = word_of(state).replace("-", " ")
    change = f", {reading.change}" if reading.change else ""
    size = "" if length is None else f" {length}"
    return f"{word}{size}{change}"


def _figure_lines(assessment: CaseAssessment, *, several: bool) -> Iterator[Line]:
    criterion, visits = criterion_of(assessment.protocol), assessment.visits
    unit = criterion.unit
    title = f"Sums and responses · {assessment.case.scope}" if several else "Sums and responses"
    yield Line(kind=Kind.GROUP, name=title)
    yield _line(Kind.SUM, f"Sum of targets ({unit})", visits, _sum)
    if any(visit.new_sum_um is not None for visit in visits):
        yield _line(Kind.FIGURE, f"Sum of new lesions ({unit})", visits, _new_sum)
    yield _line(Kind.FIGURE, "Change from baseline (%)", visits, _from_baseline)
    yield _line(Kind.FIGURE, "Change from nadir (%)", visits, _from_nadir)
    yield _line(Kind.FIGURE, f"Change from nadir ({unit})", visits, _from_nadir_mm)
    yield _line(Kind.CATEGORY, "Target response", visits, _target)
    yield _line(
        Kind.CATEGORY, "Non-target response", visits, lambda v: str(v.non_target or NOTHING)
    )
    yield _line(Kind.CATEGORY, "New lesions", visits, _new_lesion)
    if any(visit.overall_recist11 is not None for visit in visits):
        yield _line(
            Kind.CATEGORY, "By RECIST 1.1", visits, lambda v: str(v.overall_recist11 or NOTHING)
        )
    if any(_dated_apart(visit) for visit in visits):
        yield _line(Kind.CATEGORY, "Response dated", visits, _response_date)
    yield Line(
        kind=Kind.OVERALL,
        name="Overall response",
        cells=tuple(overall_words(visit) for visit in visits),
        responses=tuple(visit.overall for visit in visits),
    )


def _line(
    kind: Kind,
    name: str,
    visits: Sequence[VisitAssessment],
    cell: Callable[[VisitAssessment], str],
) -> Line:
    return Line(kind=kind, name=name, cells=tuple(map(cell, visits)))


def _sum(visit: VisitAssessment) -> str:
    return _sum_text(visit.sum_um, complete=visit.complete)


def _new_sum(visit: VisitAssessment) -> str:
    return _sum_text(visit.new_sum_um, complete=visit.new_complete)


def _sum_text(um: int | None, *, complete: bool) -> str:
    """Write a sum in mm; the measured part of an incomplete one in brackets."""
    if um is None:
        return NOTHING
    return mm_text(um) if complete else f"({mm_text(um)})"


def _percent(change: Decimal | None) -> str:
    return NOTHING if change is None else signed(change)


def _from_baseline(visit: VisitAssessment) -> str:
    return _percent(baseline_percent(visit))


def _from_nadir(visit: VisitAssessment) -> str:
    return _percent(nadir_percent(visit))


def _from_nadir_mm(visit: VisitAssessment) -> str:
    change = nadir_change_um(visit)
    return NOTHING if change is None else signed_mm(change)


def _target(visit: VisitAssessment) -> str:
    held = " (held)" if visit.target is not visit.target_literal else ""
    return f"{visit.target or NOTHING}{held}"


def _non_target(visit: VisitAssessment) -> str:
    return str(visit.non_target or NOTHING)


def _new_lesion(visit: VisitAssessment) -> str:
    return NOTHING if visit.overall is None else str(visit.new_lesion)


def _dated_apart(visit: VisitAssessment) -> bool:
    return visit.overall is not None and visit.response_date.text != visit.date.text


def _response_date(visit: VisitAssessment) -> str:
    return NOTHING if visit.overall is None else visit.response_date.text or NOTHING


def overall_words(visit: VisitAssessment) -> str:
    """Write what is to be said of a visit's response beside the category itself."""
    notes = []
    if visit.overall is not visit.overall_as_read:
        notes.append(f"read as {visit.overall_as_read}")
    if visit.after_progression:
        notes.append("after progression")
    return ", ".join(notes)


def lesion_places(cases: Sequence[CaseAssessment]) -> Mapping[str, Lesion]:
    """Return every lesion of one reader by its id."""
    held = (
        lesion
        for one in sorted(cases, key=lambda one: one.case.scope != ALL)
        for lesion in (*one.case.targets, *one.case.non_targets, *one.case.new_lesions)
    )
    return {lesion.id: lesion for lesion in held}
