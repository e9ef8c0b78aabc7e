"""What counts of a lesion is the criterion's choice: the room measures and shows that axis."""

from __future__ import annotations

import pytest

from gui.state.commands import Measure, SetLesion
from gui.state.course import course_of
from gui.state.document import Document
from gui.state.edits import apply
from gui.state.figures import one_decimal
from gui.state.lesion_table import Line, lesion_table
from gui.state.measuring import marks_of, measure
from gui.state.response_panel import response_panel
from gui.state.session import Session, choose, do, new_session, present
from recist.imaging.series import Inspection
from recist.measure.caliper import Diameter, Plane, draw
from recist.model.dates import ScanDate
from recist.model.reading import Measured
from recist.model.response import Response
from recist.model.row import Row
from recist.trial.protocol_file import protocol_named
from recist.trial.visits import PlannedVisit
from tests.gui.reads import READER, SUBJECT, measured, row
from tests.gui.viewing import make_geometry, make_series

SERIES = make_series("1.1", make_geometry(shape=(9, 80, 90)))
PLANE = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.9", image="1.1.4")


def session_of(name: str, *rows: Row) -> Session:
    made = new_session(protocol_named(name), Inspection(series=(), rejected=()), rows, (), READER)
    return choose(made, SUBJECT, "baseline")


def drawn(session: Session, visit: str, length_mm: float, lesion: str) -> Measure:
    caliper = draw((0.0, 0.0, 0.0), (length_mm, 0.0, 0.0), PLANE)
    return measure(session, visit, SERIES, caliper, lesion)


def the_line(document: Document, name: str) -> Line:
    course = course_of(document, SUBJECT, protocol_named(name))
    ((line,),) = (part.lines for part in lesion_table(course, "baseline").sections if part.lines)
    return line


@pytest.mark.parametrize(
    ("name", "shown", "counting", "tooltip"),
    [
        ("recist-1.1", "16.0", Diameter.SHORT, True),
        ("recist-1.0", "24.0", Diameter.LONG, False),
        ("irecist", "16.0", Diameter.SHORT, True),
        ("mrecist", "16.0", Diameter.SHORT, True),
    ],
)
def test_a_node_is_shown_by_the_axis_that_is_in_the_sum(
    name: str, shown: str, counting: Diameter, tooltip: bool
) -> None:
    node = row("baseline", "T1", measured("24", "16"), organ="lymph node", nodal=True)
    session = session_of(name, node)
    drawing = do(session, drawn(session, "baseline", 24.0, "T1"))
    (mark,) = marks_of(drawing, "baseline", SERIES)
    assert mark.counting is counting
    line = the_line(present(session), name)
    assert line.cells[0].text == shown
    assert ("the short axis counts" in line.cells[0].tooltip) is tooltip
    assert line.short_counts is tooltip
    judged = course_of(present(session), SUBJECT, protocol_named(name)).judged("baseline")
    assert judged is not None
    assert one_decimal(judged.sum_um or 0) == shown


def test_what_is_drawn_in_the_liver_is_the_enhancing_part_where_that_counts() -> None:
    first = row("baseline", "T1", measured("40"), organ="")
    second = row("week 8", "T1", measured("40"), organ="")
    session = session_of("mrecist", first, second)
    for visit, length_mm in (("baseline", 40.0), ("week 8", 20.0)):
        session = do(session, drawn(session, visit, length_mm, "T1"))
    # The organ is mostly said after the first caliper was drawn.
    session = do(session, SetLesion(subject=SUBJECT, lesion="T1", organ="liver"))
    states = [one.state for one in present(session).rows]
    assert [one.diameters.viable for one in states if isinstance(one, Measured)] == [
        one.diameters.longest for one in states if isinstance(one, Measured)
    ]
    course = course_of(present(session), SUBJECT, protocol_named("mrecist"))
    judged = course.judged("week 8")
    assert judged is not None
    assert (judged.sum_um, judged.target) == (20_000, Response.PR)
    cell = the_line(present(session), "mrecist").cells[0]
    assert cell.text == "40.0"
    assert "the enhancing part counts" in cell.tooltip


def test_elsewhere_no_enhancing_part_is_told() -> None:
    session = session_of("recist-1.1", row("baseline", "T1", measured("40")))
    made = apply(present(session), drawn(session, "baseline", 40.0, "T1"))
    (state,) = [one.state for one in made.rows]
    assert isinstance(state, Measured)
    assert state.diameters.viable is None


@pytest.mark.parametrize(("name", "said"), [("mrecist", True), ("recist-1.1", False)])
def test_the_first_drag_is_told_what_counts(name: str, said: bool) -> None:
    visit = PlannedVisit(subject=SUBJECT, label="baseline", date=ScanDate.parse("2024-01-09"))
    course = course_of(Document(visits=(visit,)), SUBJECT, protocol_named(name))
    (sentence,) = response_panel(course, "baseline").sentences
    assert sentence.startswith("Draw the first lesion")
    assert ("enhancing part" in sentence) is said
