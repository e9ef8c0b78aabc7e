"""Records for tests of SDTM: courses typed as tables, and any number of made-up ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from recist.model.row import Row
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, Origin, ReadChoice, record_of
from recist.trial.row_cells import row_from_cells

ORIGIN = Origin(
    trial="LIVER-01", program="recist 0.1.0", head="a1" * 32, made_at="2026-11-29T08:20:59Z"
)
START = date(2024, 1, 10)
VISITS = {
    name: START + timedelta(days=56 * number)
    for number, name in enumerate(("baseline", "week 8", "week 16", "week 24", "week 32"))
}


def cells(line: str, **more: str) -> dict[str, str]:
    """Read ``visit | lesion | role | organ | state | longest/short | …`` and named cells.

    What follows is ``column=text``; the date is that of the visit.
    """
    visit, lesion, role, organ, state, axes, *named = (part.strip() for part in line.split("|"))
    longest, _, rest = axes.partition("/")
    short, _, viable = rest.partition("/")
    found = {
        "subject": "01",
        "reader": "A",
        "visit": visit,
        "date": VISITS[visit].isoformat() if visit in VISITS else "",
        "lesion": lesion,
        "role": role,
        "organ": organ,
        "state": state,
        "longest_diameter_mm": longest,
        "short_axis_mm": short,
        "viable_diameter_mm": viable,
        "method": "CT",
        "accepted": "yes",
    }
    pairs = (one.partition("=") for one in named)
    return found | {name: text for name, _, text in pairs} | more


def rows(table: str, **more: str) -> list[Row]:
    """Read a course, one row a line."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [row_from_cells(cells(line, **more), f"row {n}") for n, line in enumerate(lines, 1)]


def record(
    held: Sequence[Row],
    protocols: Iterable[str] = ("recist-1.1",),
    *,
    choice: ReadChoice = ReadChoice.ALL,
    subjects: Mapping[str, SubjectInfo] | None = None,
    treatments: Sequence[Treatment] = (),
    origin: Origin = ORIGIN,
) -> ExportRecord:
    """Judge rows; each subject's reference date is the start unless told otherwise."""
    known = subjects or {
        row.subject: SubjectInfo(subject=row.subject, reference_date=START) for row in held
    }
    reads = Reads(rows=tuple(held), subjects=known, treatments=tuple(treatments))
    return record_of(reads, [protocol_named(one) for one in protocols], origin, choice)


EVERYTHING = """
baseline | T1  | target     | liver      | measured | 42.0/33.9 | site=segment 7
baseline | T2  | target     | liver      | measured | 27.3/20
baseline | T3  | target     | lymph node | measured | 24.1/17.4 | site=left para-aortic
baseline | T4  | target     | adrenal    | measured | 18/12 | comment=left one
baseline | NT1 | non-target | bone       | present  |  | character=lytic
baseline | NT2 | non-target | lung       | present  | 8/6
baseline | CEA | marker     |            | raised   |
week 8   | T1  | target     | liver      | measured | 30/22
week 8   | T2.1 | target    | liver      | measured | 10/8 | parent=T2
week 8   | T2.2 | target    | liver      | too-small | | parent=T2
week 8   | T3  | target     | lymph node | measured | 15/8.5
week 8   | T4  | target     | adrenal    | absent   |
week 8   | NT1 | non-target | bone       | suspected |  | change=increased
week 8   | NT2 | non-target | lung       | absent   |
week 8   | CEA | marker     |            | normal   |
week 16  | T1  | target     | liver      | measured | 31/22
week 16  | T2.1 | target    | liver      | merged   |  | parent=T1
week 16  | T2.2 | target    | liver      | absent   |
week 16  | T3  | target     | lymph node | not-evaluable | | reason=motion
week 16  | T4  | target     | adrenal    | absent   |
week 16  | NT1 | non-target | bone       | not-done |  | reason=not scanned
week 16  | NT2 | non-target | lung       | absent   |
week 16  | N1  | new        | brain      | equivocal | 6/5
week 16  | CEA | marker     |            | not-done | | reason=lost
week 24  |     | visit      |            | not-done | | reason=too ill
week 32  | T1  | target     | liver      | measured | 50/40
week 32  | T2.1 | target    | liver      | merged   |  | parent=T1
week 32  | T2.2 | target    | liver      | absent   |
week 32  | T3  | target     | lymph node | measured | 22/18
week 32  | T4  | target     | adrenal    | absent   |
week 32  | NT1 | non-target | bone       | progression |
week 32  | NT2 | non-target | lung       | absent   |
week 32  | N1  | new        | brain      | unequivocal | 12/9 | reason=new-symptom
"""
"""A course with every state that a reading can have."""

ORGANS = ("liver", "liver", "lung", "lymph node", "bone", "adrenal", "brain")
STATES = (*("measured",) * 12, "too-small", "absent", "not-evaluable", "not-done", "merged")
OTHER_STATES = (*("present",) * 6, "absent", "suspected", "progression", "not-done")


def made_up(seed: int, subjects: int = 6, readers: Sequence[str] = ("A", "B")) -> list[Row]:
    """Make courses at random, whatever a reader might enter, right or wrong."""
    chance = random.Random(seed)
    found: list[Row] = []
    for number in range(subjects):
        for reader in readers:
            found.extend(_course(chance, f"S{number:03d}", reader, reader == readers[0]))
    return found


def _course(chance: random.Random, subject: str, reader: str, accepted: bool) -> list[Row]:
    lesions = [(f"T{n}", "target", chance.choice(ORGANS)) for n in range(chance.randint(0, 4))]
    lesions += [
        (f"NT{n}", "non-target", chance.choice(ORGANS)) for n in range(chance.randint(0, 2))
    ]
    sizes = {name: chance.randint(150, 600) for name, _, _ in lesions}
    found: list[Row] = []
    labels = ["screening 1", *VISITS] if chance.random() < 0.2 else [*VISITS]
    for place, visit in enumerate(labels[: chance.randint(2, len(labels))]):
        day = VISITS.get(visit, START - timedelta(days=9)) + timedelta(days=chance.randint(-3, 3))
        base = {
            "subject": subject,
            "reader": reader,
            "visit": visit,
            "date": day.isoformat(),
            "method": chance.choice(("CT", "MRI", "")),
            "accepted": "yes" if accepted else "no",
        }
        lines = [
            line
            for name, role, organ in lesions
            if chance.random() < 0.95
            for line in _lesion(chance, name, role, organ, sizes, visit == "baseline")
        ]
        if place and chance.random() < 0.15:
            state = chance.choice(("equivocal", "unequivocal", "absent"))
            lines.append({"lesion": "N1", "role": "new", "organ": "lung", "state": state})
        if not lines or chance.random() < 0.05:
            state = chance.choice(("assessed", "not-done"))
            lines.append({"role": "visit", "state": state})
        if chance.random() < 0.2:
            state = chance.choice(("raised", "normal", "not-done"))
            lines.append({"lesion": "CEA", "role": "marker", "state": state})
        found.extend(row_from_cells(base | line, "made up") for line in lines)
    return found


def _lesion(
    chance: random.Random,
    name: str,
    role: str,
    organ: str,
    sizes: dict[str, int],
    is_baseline: bool,
) -> list[dict[str, str]]:
    line = {"lesion": name, "role": role, "organ": organ}
    if role == "non-target":
        state = "present" if is_baseline else chance.choice(OTHER_STATES)
        return [line | {"state": state}]
    sizes[name] = max(0, round(sizes[name] * chance.uniform(0.6, 1.3)))
    state = "measured" if is_baseline and chance.random() < 0.97 else chance.choice(STATES)
    line["state"] = state
    if state == "measured":
        line["longest_diameter_mm"] = f"{sizes[name] / 10:.1f}"
        line["short_axis_mm"] = f"{sizes[name] * 0.7 / 10:.1f}"
        if chance.random() < 0.05:
            line.pop(chance.choice(("longest_diameter_mm", "short_axis_mm")))
        if not is_baseline and chance.random() < 0.1:
            half = dict(line, lesion=f"{name}.1"), dict(line, lesion=f"{name}.2")
            return [*half, line] if chance.random() < 0.2 else [*half]
    if state == "merged":
        line["parent"] = "T0" if name != "T0" else "T1"
    return [line]
