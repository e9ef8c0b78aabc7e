"""The lesion table and the response panel as values."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt

from gui.state import session as sessions
from gui.state.action_table import actions
from gui.state.course import course_of
from gui.state.desk import Sight
from gui.state.document import Document
from gui.state.figures import down_to_tenth, one_decimal, percent, signed_mm, up_to_tenth
from gui.state.flow import armed_text
from gui.state.layout import Role as TileRole
from gui.state.lesion_table import CellKind, LesionTable, lesion_table
from gui.state.response_panel import reasons_of, report_text, response_panel
from gui.state.session import choose, new_session, visit_in
from gui.widgets.table_model import FIRST_VISIT_COLUMN, LesionTableModel, site_shown
from recist.model.dates import ScanDate
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Merged,
    NotDone,
    NotEvaluable,
    Present,
    State,
    TooSmall,
    Unequivocal,
)
from recist.model.response import Response
from recist.model.row import Row
from recist.trial.visits import PlannedVisit
from tests.gui.reads import DATES, PICTURE, PROTOCOL, READER, SUBJECT, course, measured, row


def visits_of_picture() -> tuple[PlannedVisit, ...]:
    dates = {one.visit: one.date for one in PICTURE}
    return tuple(PlannedVisit(subject=SUBJECT, label=one, date=dates[one]) for one in dates)


def total(table: LesionTable, title: str) -> tuple[str, ...]:
    return next(one.cells for one in table.totals if one.title == title)


def test_the_table_of_the_drawing() -> None:
    table = lesion_table(course(*PICTURE), "week 16")
    assert [column.visit for column in table.columns] == ["baseline", "week 8", "week 16"]
    assert [column.scan for column in table.columns] == ["CT 5 mm"] * 3
    assert [column.is_nadir for column in table.columns] == [False, True, False]
    assert [column.is_current for column in table.columns] == [False, False, True]
    early = lesion_table(course(*PICTURE), "week 8")
    assert [column.is_nadir for column in early.columns] == [True, False, False]
    assert total(table, "Sum of diameters") == ("81.7", "51.2", "48.3")
    assert total(table, "from baseline") == ("", "−37.3 %", "−40.9 %")
    assert total(table, "from nadir") == ("", "−37.3 %", "−5.7 %")
    assert total(table, "") == ("", "−30.5 mm", "−2.9 mm")
    assert total(table, "Overall") == ("", "PR", "PR")


def test_sections_stand_also_where_they_are_empty() -> None:
    table = lesion_table(course(*PICTURE), "week 16")
    assert [section.title for section in table.sections] == [
        "Target · mm",
        "Non-target · none",
        "New · none",
    ]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (Absent(), "absent"),
        (TooSmall(), "too small"),
        (NotEvaluable("artefact"), "not evaluable"),
        (NotDone("not scanned"), "not done"),
        (Merged("T1"), "merged (T1)"),
    ],
)
def test_what_is_no_length_is_a_word_of_its_own(state: State, word: str) -> None:
    rows = (*PICTURE[:5], row("week 16", "T2", state))
    table = lesion_table(course(*rows), "week 16")
    cell = table.sections[0].lines[1].cells[2]
    assert (cell.text, cell.kind) == (word, CellKind.WORD)


def test_a_visit_without_a_row_is_open_and_an_incomplete_sum_is_in_brackets() -> None:
    table = lesion_table(course(*PICTURE[:5]), "week 16")
    assert table.sections[0].lines[1].cells[2].kind is CellKind.OPEN
    assert total(table, "Sum of diameters")[2] == "(34.2)"
    assert total(table, "from baseline")[2] == ""


def test_a_node_shows_its_short_axis_and_says_so() -> None:
    node = row("baseline", "T1", measured("30", "17.4"), organ="lymph node", nodal=True)
    cell = lesion_table(course(node), "baseline").sections[0].lines[0].cells[0]
    assert cell.text == "17.4"
    assert "30.0 × 17.4 mm" in cell.tooltip
    assert "short axis counts" in cell.tooltip


@pytest.mark.parametrize(
    ("organ", "nodal", "shown"),
    [("liver", False, ""), ("mediastinum", True, "node"), ("lymph node", True, "")],
)
def test_a_node_is_seen_to_be_one(organ: str, nodal: bool, shown: str) -> None:
    lesion = row("baseline", "T1", measured("30", "17.4"), organ=organ, nodal=nodal)
    (line,) = lesion_table(course(lesion), "baseline").sections[0].lines
    assert site_shown(line) == shown
    assert site_shown(replace(line, site="hilum")) == ", ".join(filter(None, ("hilum", shown)))


def test_what_a_sign_says_is_told_to_a_screen_reader() -> None:
    small = replace(PICTURE[0], state=measured("9.0"))
    model = LesionTableModel()
    model.show(lesion_table(course(small, *PICTURE[1:]), "week 16"))
    (place,) = [n for n, one in enumerate(model.rows) if model.row_of("T1") == n]
    index = model.index(place, FIRST_VISIT_COLUMN)
    said = model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "too small for a target" in said
    assert said == model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_non_target_and_new_lesions_are_words() -> None:
    rows = (
        *PICTURE,
        row("baseline", "NT1", Present(), Role.NON_TARGET),
        row("week 16", "NT1", Present(), Role.NON_TARGET),
        row("week 16", "N1", Unequivocal(), Role.NEW),
    )
    table = lesion_table(course(*rows), "week 16")
    assert [line.cells[2].text for line in table.sections[1].lines] == ["present"]
    assert [line.cells[2].text for line in table.sections[2].lines] == ["unequivocal"]
    assert total(table, "New")[2] == "unequivocal"
    assert total(table, "Overall")[2] == "PD"


def test_the_panel_of_the_drawing() -> None:
    panel = response_panel(course(*PICTURE), "week 16")
    assert panel.response is Response.PR
    assert panel.sentences[0] == "48.3 mm is 40.9 % below the baseline of 81.7 mm."
    assert panel.thresholds == "PR up to 57.1 mm · PD from 61.5 mm"
    assert panel.distance == "13.2 mm to PD · 8.8 mm inside PR"
    assert panel.noise == ""
    assert [edge.text for edge in panel.chart.edges] == ["PR up to 57.1", "PD from 61.5"]
    assert [point.sum_mm for point in panel.chart.points] == [81.7, 51.2, 48.3]
    assert any(
        reason.text == "Rules that decided" for reason in reasons_of(course(*PICTURE), "week 16")
    )


def test_a_sum_near_an_edge_carries_a_mark() -> None:
    rows = (row("baseline", "T1", measured("60")), row("week 8", "T1", measured("43")))
    assert "PR" in response_panel(course(*rows), "week 8").noise


def test_before_anything_is_read_the_panel_says_what_to_do() -> None:
    assert response_panel(course(), "").title == "Nothing is open"
    planned = PlannedVisit(subject=SUBJECT, label="baseline", date=PICTURE[0].date)
    fresh = course_of(Document(reader=READER, visits=(planned,)), SUBJECT, PROTOCOL)
    assert "Bidirectional" in response_panel(fresh, "baseline").sentences[0]
    later = course(row("week 8", "T1", measured("43")), row("baseline", "T1", NotDone("")))
    assert response_panel(later, "week 8").response is not None


@pytest.mark.parametrize(
    ("keys", "choose", "draw"),
    [
        ({}, "a lesion (N) and", "Bidirectional (B) and"),
        (
            {"next-lesion": "Ctrl+J", "tool-bidirectional": "Y"},
            "a lesion (Ctrl+J) and",
            "Bidirectional (Y) and",
        ),
        ({"next-lesion": "", "tool-bidirectional": ""}, "a lesion and", "Bidirectional and"),
    ],
)
def test_what_to_do_names_the_keys_as_they_are_bound(
    keys: dict[str, str], choose: str, draw: str
) -> None:
    planned = PlannedVisit(subject=SUBJECT, label="week 24", date=PICTURE[0].date)
    unread = course_of(
        Document(reader=READER, rows=PICTURE, visits=(*visits_of_picture(), planned)),
        SUBJECT,
        PROTOCOL,
    )
    first = PlannedVisit(subject=SUBJECT, label="baseline", date=PICTURE[0].date)
    fresh = course_of(Document(reader=READER, visits=(first,)), SUBJECT, PROTOCOL)
    for one, visit, said in ((unread, "week 24", choose), (fresh, "baseline", draw)):
        panel = response_panel(one, visit, Sight.READS, actions(keys))
        assert said in panel.sentences[0]


@pytest.mark.parametrize(
    ("keys", "said"),
    [({}, " · Esc: leave it"), ({"cancel": "F9"}, " · F9: leave it"), ({"cancel": ""}, "")],
)
def test_what_the_next_lesion_will_be_names_the_key_that_leaves_it(
    keys: dict[str, str], said: str
) -> None:
    text = armed_text(Role.NEW, actions(keys))
    assert text == f"The next lesion will be new: click it, or drag{said}"


def test_report_sentences() -> None:
    text = report_text(course(*PICTURE), "week 16")
    assert text.startswith("RECIST 1.1, subject 1004, week 16 (2024-05-02): PR. 48.3 mm is 40.9 %")
    assert "By category: target PR, new lesions none." in text


@pytest.mark.parametrize(
    ("now_um", "before_um", "shown"),
    [
        (48300, 81700, "−40.9 %"),
        (70000, 100000, "−30.0 %"),
        (70004, 100000, "−29.99 %"),  # not yet −30
        (69996, 100000, "−30.01 %"),
        (119996, 100000, "+19.99 %"),  # not yet +20
        (120000, 100000, "+20.0 %"),
        (100000, 100000, "0.0 %"),
        (5000, 0, "from 0"),
    ],
)
def test_a_percentage_never_shows_an_edge_that_is_not_met(
    now_um: int, before_um: int, shown: str
) -> None:
    assert percent(now_um, before_um) == shown


def test_bounds_are_rounded_inwards() -> None:
    assert (up_to_tenth(61440), down_to_tenth(57190)) == ("61.5", "57.1")
    assert (up_to_tenth(61400), down_to_tenth(57100)) == ("61.4", "57.1")
    assert (one_decimal(34000), signed_mm(-2900), signed_mm(400)) == (
        "34.0",
        "−2.9 mm",
        "+0.4 mm",
    )


def test_a_sum_of_small_nodes_is_explained() -> None:
    rows = (
        row("baseline", "T1", measured("30", "20"), organ="lymph node", nodal=True),
        row("week 8", "T1", measured("12", "9.2"), organ="lymph node", nodal=True),
    )
    panel = response_panel(course(*rows), "week 8")
    assert panel.response is Response.CR
    assert panel.sentences[0].startswith("CR although the sum is not 0")


@pytest.mark.parametrize(
    ("rows", "nadir"),
    [
        (PICTURE[:4], "week 8"),
        (PICTURE[:2], "baseline"),
        ((*PICTURE[:2], row("week 8", "T1", measured("60.0"))), "baseline"),  # not complete
        ((), ""),
    ],
)
def test_a_visit_that_is_opened_to_be_read_has_its_nadir_already(
    rows: tuple[Row, ...], nadir: str
) -> None:
    planned = tuple(
        PlannedVisit(subject=SUBJECT, label=label, date=ScanDate.parse(date))
        for label, date in DATES.items()
    )
    session = new_session(PROTOCOL, rows=rows, reader=READER, visits=planned)
    session = choose(session, SUBJECT, "week 16")
    table = lesion_table(sessions.course(session), "week 16")
    assert [one.visit for one in table.columns if one.is_nadir] == ([nadir] if nadir else [])
    assert visit_in(session, TileRole.NADIR) == (nadir or "baseline")
