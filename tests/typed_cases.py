"""Tables typed in independently of the code, as cases to be judged and answers to compare.

A row of ``tables/*.csv`` states what one visit of a case must come to; an empty cell is not
compared and ``null`` is none. Everything here is model and criteria: no file format, no protocol
file, so that the tables also hold where nothing but the standard library is installed.

To the notation of `tests.table_notation` these tables add: ``{organ}`` or ``{organ:site}`` behind
the name, with ``_`` for a blank; ``24.0x15.0`` for longest diameter x short axis, ``60.0v50.0``
for longest x viable diameter, ``viable:50.0`` for the latter alone; ``^increased`` for how the
lesion changed and ``!new-symptom`` for the reason of the scan, at the end of a reading; a finding
``none:LESION`` for no finding about that lesion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from recist.criteria import figures
from recist.model.assemble import assemble_cases
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case
from recist.model.finding import Finding
from recist.model.length import Length
from recist.model.protocol import Options, Protocol, TargetCaps
from recist.model.subject import SubjectInfo
from recist.trial.row_cells import row_from_cells
from tests.table_notation import BASELINE_DATE, day, protocol_of, reading, table

PLACE = re.compile(r"\{([^}:]+)(?::([^}]+))?\}")
AXES = re.compile(r"([\d.]+)([xv])([\d.]+)")
VIABLE = "viable_diameter_mm"
NO_FINDING = "none"

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCase:
    """A case and what the table states of its visits: (label, row of the table)."""

    id: str
    case: Case
    stated: tuple[tuple[str, Row], ...]


def readings(subject: str, visit: str, date: str, text: str) -> list[Row]:
    """The rows of a visit in the reading table, by column."""
    return [_reading(subject, visit, date, token) for token in text.split()]


def _reading(subject: str, visit: str, date: str, token: str) -> Row:
    token, _, reason = token.partition("!")
    token, _, change = token.partition("^")
    columns: Row = {"change": change} | ({"reason": reason} if reason else {})
    name, _, value = token.partition("=")
    if place := PLACE.search(name):
        organ, site = place.groups()
        columns |= {"organ": organ.replace("_", " "), "site": (site or "").replace("_", " ")}
        name = PLACE.sub("", name)
    if pair := AXES.fullmatch(value):
        columns |= {"short_axis_mm" if pair[2] == "x" else VIABLE: pair[3]}
        value = f"{'unequivocal' if name.startswith('L') else 'long'}:{pair[1]}"
    elif value.startswith("viable:"):
        columns |= {VIABLE: value.removeprefix("viable:"), "longest_diameter_mm": ""}
        value = "measured"
    return reading(subject, visit, date, f"{name}={value}") | columns


def course_cases(name: str) -> list[TypedCase]:
    """Whole courses: one row of the table per visit, told apart by ``id``."""
    lines = table(name)
    cells = [c for x in lines for c in readings(x["id"], x["visit"], x["date"], x["readings"])]
    references = {line["id"]: _reference(line) for line in lines if line.get("case")}
    cases = _assembled(cells, references)
    return [
        TypedCase(
            id=f"{name}/{case_id}",
            case=case,
            stated=tuple((line["visit"], line) for line in lines if line["id"] == case_id),
        )
        for case_id, case in cases.items()
    ]


def target_cases(name: str) -> list[TypedCase]:
    """One row of the table per case: ``baseline``, ``earlier`` visits, and the visit it states."""
    lines = {line["id"]: line for line in table(name)}
    cells = []
    for case_id, line in lines.items():
        texts = [line["baseline"], *filter(None, line["earlier"].split(" | ")), line["visit"]]
        for index, text in enumerate(texts):
            cells += readings(case_id, str(index), day(56 * index), text)
    return [
        TypedCase(
            id=f"{name}/{case_id}", case=case, stated=((case.visits[-1].label, lines[case_id]),)
        )
        for case_id, case in _assembled(cells).items()
    ]


def matrix_cases(name: str, like: str = "") -> list[TypedCase]:
    """A table of visit responses: a baseline, one visit, and the categories of it.

    A table without readings of its own takes those of the same categories in another one.
    """
    read = {_categories(line): line for line in table(like or name)}
    lines = {
        "+".join(category or "-" for category in _categories(line)): {
            **read[_categories(line)],
            **line,
            "target": line["target"] or "null",
            "non_target": line["non_target"] or "null",
            "new_lesion": line["new"],
        }
        for line in table(name)
    }
    cells = []
    for case_id, line in lines.items():
        cells += readings(case_id, "baseline", day(0), line["baseline"])
        cells += readings(case_id, "week 8", day(56), line["visit"])
    return [
        TypedCase(id=f"{name}/{case_id}", case=case, stated=(("week 8", lines[case_id]),))
        for case_id, case in _assembled(cells).items()
    ]


def _categories(line: Row) -> tuple[str, str, str]:
    return line["target"], line["non_target"], line["new"]


def _reference(line: Row) -> date:
    stated = dict(item.partition("=")[::2] for item in line["case"].split())
    return date.fromisoformat(stated.get("reference", BASELINE_DATE.isoformat()))


def _assembled(cells: Iterable[Row], references: dict[str, date] | None = None) -> dict[str, Case]:
    held = list(cells)
    known = references or {}
    subjects = {
        name: SubjectInfo(subject=name, reference_date=known.get(name, BASELINE_DATE))
        for name in {one["subject"] for one in held}
    }
    rows = [row_from_cells(one, f"{one['subject']} {one['visit']}") for one in held]
    return {case.subject: case for case in assemble_cases(rows, window_days=14, subjects=subjects)}


# --- which tables speak of which criterion --------------------------------------------------------

RECIST11 = Protocol(id="recist-1.1", criteria="RECIST 1.1")
RECIST10 = Protocol(
    id="recist-1.0",
    criteria="RECIST 1.0",
    targets=TargetCaps(max_total=10, max_per_organ=5),
    options=Options(partial_response_holds=False),
)
MRECIST = Protocol(id="mrecist", criteria="mRECIST", options=Options(partial_response_holds=False))

IMMUNE_WORDS = {"CR": "iCR", "PR": "iPR", "SD": "iSD", "PD": "iUPD", "NE": "NE", "null": "null"}
IRECIST = Protocol(id="irecist", criteria="iRECIST")

Typed = list[tuple[TypedCase, Protocol]]


def recist11() -> Typed:
    """RECIST 1.1: visits, targets, non-targets, new lesions, whole courses."""
    return _under(
        RECIST11,
        matrix_cases("recist11_table1", like="recist10_table"),
        matrix_cases("recist11_table2", like="recist10_table"),
        target_cases("recist11_target"),
        *map(course_cases, ("recist11_non_target", "recist11_new", "recist11_course")),
        course_cases("recist11_edges"),
    )


def recist10() -> Typed:
    """RECIST 1.0: visits, targets, non-targets, whole courses."""
    return _under(
        RECIST10,
        matrix_cases("recist10_table"),
        target_cases("recist10_target"),
        *map(course_cases, ("recist10_non_target", "recist10_course")),
    )


def mrecist() -> Typed:
    """mRECIST: visits, targets, new lesions, whole courses."""
    return _under(
        MRECIST,
        matrix_cases("mrecist_table"),
        target_cases("mrecist_target"),
        *map(course_cases, ("mrecist_new", "mrecist_course")),
    )


def irecist() -> Typed:
    """iRECIST: what a progression comes to; and beside it every table of RECIST 1.1."""
    literal = [
        replace(typed, id=f"irecist/{typed.id}", stated=_beside(typed)) for typed, _ in recist11()
    ]
    return _under(IRECIST, course_cases("irecist_states"), literal)


TYPED: dict[str, Callable[[], Typed]] = {
    "RECIST 1.1": recist11,
    "RECIST 1.0": recist10,
    "mRECIST": mrecist,
    "iRECIST": irecist,
}
"""By criterion: its typed cases, each under the criterion's own defaults."""


def _beside(typed: TypedCase) -> tuple[tuple[str, Row], ...]:
    """What iRECIST shares with RECIST 1.1: the response beside its own, targets as read, sums.

    Where there is nothing but targets, their response is that of the visit.
    """
    case = typed.case
    alone = not (case.non_targets or case.markers or case.new_lesions)
    kept = {"sum_mm", "baseline_sum_mm", "nadir_sum_mm", "complete", "findings"}
    return tuple(
        (
            label,
            {key: line[key] for key in kept & line.keys()}
            | {
                "overall_recist11": line.get("overall") or (alone and line.get("target")) or "",
                "target_literal": IMMUNE_WORDS.get(line.get("target_literal", ""), ""),
            },
        )
        for label, line in typed.stated
    )


def _under(protocol: Protocol, *tables: Iterable[TypedCase]) -> Typed:
    return [
        (typed, protocol_of(typed.stated[0][1].get("protocol", ""), protocol))
        for held in tables
        for typed in held
    ]


# --- comparing ------------------------------------------------------------------------------------


def _um(mm: str) -> int:
    sign = -1 if mm.startswith("-") else 1
    return sign * Length.parse(mm.removeprefix("-"))[0].um


SAID: dict[str, tuple[Callable[[str], object], Callable[[VisitAssessment], object]]] = {
    "target": (str, lambda visit: visit.target),
    "target_literal": (str, lambda visit: visit.target_literal),
    "non_target": (str, lambda visit: visit.non_target),
    "new_lesion": (str, lambda visit: visit.new_lesion),
    "overall": (str, lambda visit: visit.overall),
    "overall_as_read": (str, lambda visit: visit.overall_as_read),
    "overall_recist11": (str, lambda visit: visit.overall_recist11),
    "response_date": (str, lambda visit: visit.response_date.text),
    "complete": (lambda text: text == "true", lambda visit: visit.complete),
    "sum_mm": (_um, lambda visit: visit.sum_um),
    "baseline_sum_mm": (_um, lambda visit: visit.baseline_sum_um),
    "nadir_sum_mm": (_um, lambda visit: visit.nadir_sum_um),
    "new_sum_mm": (_um, lambda visit: visit.new_sum_um),
    "change_from_nadir_mm": (_um, figures.nadir_change_um),
    "distance_pd_mm": (_um, figures.distance_to_pd_um),
    "distance_pr_mm": (_um, figures.distance_to_pr_um),
    "change_from_baseline_percent": (Decimal, figures.baseline_percent),
    "change_from_nadir_percent": (Decimal, figures.nadir_percent),
}
"""By column of a table: how its cell is read, and what the answer says there."""


def disagreements(answer: CaseAssessment, stated: Sequence[tuple[str, Row]]) -> list[str]:
    """What the answer says otherwise than the table."""
    visits = {visit.visit: visit for visit in answer.visits}
    return [
        f"{label}: {fault}"
        for label, line in stated
        for fault in (
            *_visit_faults(visits.get(label), line),
            *_finding_faults(answer.findings, line.get("findings", "")),
        )
    ]


def _visit_faults(visit: VisitAssessment | None, line: Row) -> list[str]:
    stated = {key: text for key in SAID if (text := line.get(key))}
    if visit is None:
        # Rows before the baseline, or merged into it, state nothing of their own.
        return ["no such visit"] if stated else []
    if "overall" in stated:
        stated.setdefault("overall_as_read", str(visit.overall))
    faults = []
    for key, text in stated.items():
        read, said = SAID[key]
        want, got = None if text == "null" else read(text), said(visit)
        if got != want:
            faults.append(f"{key} is {got}, not {want}")
    return faults


def _finding_faults(findings: Sequence[Finding], wanted: str) -> list[str]:
    """Compare findings: ``severity:lesion``, ``any`` severity, ``none:lesion`` for no finding."""
    faults = []
    for one in wanted.split():
        severity, _, lesion = one.partition(":")
        found = any(
            severity in ("any", NO_FINDING, note.severity) and lesion in ("", note.lesion)
            for note in findings
        )
        if found == (severity == NO_FINDING):
            faults.append(f"finding {one}")
    return faults
