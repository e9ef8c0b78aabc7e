"""Documents made of a few lines, for the paper side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gui.state.commands import Measure
from gui.state.course import Course, course_of
from gui.state.document import Document
from gui.state.edits import apply
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.protocol import Protocol
from recist.model.reading import Diameters, Measured, State
from recist.model.row import Row

SUBJECT, READER = "1004", "A"
DATES = {"baseline": "2024-01-09", "week 8": "2024-03-05", "week 16": "2024-05-02"}
PROTOCOL = Protocol(id="recist-1.1", criteria="RECIST 1.1")


def measured(longest: str, short: str = "") -> Measured:
    return Measured(
        Diameters(longest=Length.of_mm(longest), short=Length.of_mm(short) if short else None)
    )


def row(
    visit: str,
    lesion: str,
    state: State,
    role: Role = Role.TARGET,
    organ: str = "liver",
    nodal: bool = False,
) -> Row:
    return Row(
        subject=SUBJECT,
        reader=READER,
        visit=visit,
        date=ScanDate.parse(DATES[visit]),
        lesion=lesion,
        role=role,
        organ=organ,
        nodal=nodal,
        state=state,
        method="CT",
        slice_thickness=Length.of_mm(5),
    )


def document(*rows: Row) -> Document:
    return Document(reader=READER, rows=rows)


def drawing(
    long_mm: float,
    short_mm: float | None = None,
    visit: str = "baseline",
    lesion: str = "",
    role: Role = Role.TARGET,
) -> Measure:
    """Return a caliper along x of a length, with its short axis along y."""
    short = None if short_mm is None else ((0.0, 0.0, 0.0), (0.0, short_mm, 0.0))
    return Measure(
        subject=SUBJECT,
        visit=visit,
        lesion=lesion,
        role=role,
        long_axis_lps_mm=((0.0, 0.0, 0.0), (long_mm, 0.0, 0.0)),
        short_axis_lps_mm=short,
        precision_mm=Decimal("0.1"),
        frame_of_reference="1.9",
        image="1.2.3",
        date=ScanDate.parse(DATES[visit]),
        method="CT",
        slice_thickness_mm=5.0,
    )


def with_calipers(*commands: Measure) -> Document:
    made = document()
    for command in commands:
        made = apply(made, command)
    return made


def course(*rows: Row) -> Course:
    return course_of(document(*rows), SUBJECT, PROTOCOL)


PICTURE = (
    row("baseline", "T1", measured("53.1", "37.4")),
    row("baseline", "T2", measured("28.6", "21.9")),
    row("week 8", "T1", measured("36.0")),
    row("week 8", "T2", measured("15.2")),
    row("week 16", "T1", measured("34.2", "25.0")),
    row("week 16", "T2", measured("14.1", "12.6")),
)
"""The course of the drawing: 81.7, 51.2 and 48.3 mm."""


def parts(document: Document) -> set[str]:
    """Return what a document holds, whatever its order and whatever reading the rows has noted."""
    rows = tuple(replace(row, source="", findings=()) for row in document.rows)
    return {repr(part) for part in (*rows, *document.calipers, *document.visits)}
