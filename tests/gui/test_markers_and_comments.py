"""Tumour markers, comments, the rule behind a warning sign, and other names for a lesion."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QContextMenuEvent
from PyQt6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import recist
from gui.state.commands import AddMarker, Refused, SetComment, SetLesion, SetState
from gui.state.document import find_row
from gui.state.edits import KEPT, apply
from gui.state.keys import Intent
from gui.state.lesion_table import lesion_table
from gui.state.opening import Request
from gui.state.rule_texts import EVERYWHERE, OTHERS, RULES, rule_behind, rules_said
from gui.state.session import course, do, present, redo, undo
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.rule_dialog import RuleDialog
from gui.widgets.table_delegate import sign_rect
from gui.widgets.table_model import FIRST_VISIT_COLUMN, LesionTableModel
from recist.model.lesion import Role
from recist.model.reading import Assessed, Normal, NotDone, Raised, State
from recist.model.response import Response
from recist.trial.caliper_cells import caliper_to_json
from tests.gui.mouse import press, release
from tests.gui.reads import PICTURE, SUBJECT, document, drawing, measured, row, with_calipers
from tests.gui.rooms import SAMPLE, Hands
from tests.gui.rooms import SUBJECT as PATIENT
from tests.gui.test_safeguards import session_of

CA = "CA 15-3"
EIS = "Eisenhauer 2009"


# --- markers -------------------------------------------------------------------------------------


def test_a_marker_begins_at_baseline_without_a_value() -> None:
    made = apply(document(*PICTURE), AddMarker(subject=SUBJECT, name="  CA  15-3 "))
    found = find_row(made, SUBJECT, "baseline", CA)
    assert found is not None
    assert (found.role, found.state) == (Role.MARKER, NotDone("no value entered yet"))


@pytest.mark.parametrize(("name", "says"), [(" ", "needs a name"), ("T1", "T1 exists already")])
def test_a_marker_has_a_name_of_its_own(name: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        apply(document(*PICTURE), AddMarker(subject=SUBJECT, name=name))


@pytest.mark.parametrize(
    ("at_baseline", "now", "response"),
    [
        (Raised(), Raised(), Response.NON_CR_NON_PD),  # a raised marker is no CR
        (Raised(), Normal(), Response.CR),
        (Normal(), Raised(), None),  # not raised at baseline: it does not count
        (Raised(), NotDone("no sample"), Response.NE),
    ],
)
def test_the_response_follows_the_marker(
    at_baseline: State, now: State, response: Response | None
) -> None:
    session = do(session_of(*PICTURE[:4]), AddMarker(subject=SUBJECT, name=CA))
    for visit, state in (("baseline", at_baseline), ("week 8", now)):
        session = do(session, SetState(subject=SUBJECT, visit=visit, lesion=CA, state=state))
    one = course(session).judged("week 8")
    assert one is not None
    assert one.non_target is response


def test_a_marker_needs_a_visit_to_be_entered_at() -> None:
    with pytest.raises(Refused, match="no visit yet to enter a marker at"):
        apply(document(), AddMarker(subject=SUBJECT, name=CA))


def test_markers_have_a_section_of_their_own() -> None:
    session = do(session_of(*PICTURE), AddMarker(subject=SUBJECT, name=CA))
    table = lesion_table(course(session), "week 16")
    assert table.sections[-1].title == "Markers"
    assert [cell.text for cell in table.sections[-1].lines[0].cells] == ["not done", "–", "–"]
    assert present(undo(session)) == present(session_of(*PICTURE))


# --- comments ------------------------------------------------------------------------------------


def visits_comment(text: str) -> SetComment:
    return SetComment(subject=SUBJECT, visit="week 8", comment=text)


def test_a_comment_stands_in_the_tooltip_and_the_visits_in_its_heading() -> None:
    session = do(session_of(*PICTURE), visits_comment("patient moved"))
    said = SetComment(subject=SUBJECT, visit="week 8", lesion="T1", comment="denser")
    session = do(session, said)
    table = lesion_table(course(session), "week 16")
    assert [column.comment for column in table.columns] == ["", "patient moved", ""]
    cell = table.sections[0].lines[0].cells[1]
    assert cell.comment == "denser"
    assert "comment: denser" in cell.tooltip
    model = LesionTableModel()
    model.show(table)
    tip = model.headerData(
        FIRST_VISIT_COLUMN + 1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    assert str(tip).endswith("patient moved")


def test_a_comment_that_is_taken_back_leaves_nothing() -> None:
    before = session_of(*PICTURE)
    after = do(do(before, visits_comment("patient moved")), visits_comment(""))
    assert present(after) == present(before)


@pytest.mark.parametrize("more", [{"reason": "new-symptom"}, {"extra": (("site_note", "7"),)}])
def test_a_visit_that_says_more_than_its_comment_stays(more: dict[str, Any]) -> None:
    """A scan for new symptoms may confirm a progression (iRECIST): that is not for a comment."""
    visit = replace(row("week 8", "", Assessed(), role=Role.VISIT), comment="moved", **more)
    after = do(session_of(*PICTURE, visit), visits_comment(""))
    assert replace(visit, comment="") in present(after).rows


def test_the_reason_for_a_target_is_not_taken_back_with_a_comment() -> None:
    kept = replace(PICTURE[0], comment=f"dense; {KEPT}no other")
    session = session_of(kept, *PICTURE[1:])
    said = SetComment(subject=SUBJECT, visit="baseline", lesion="T1", comment="")
    for text in ("", "dense", KEPT):
        with pytest.raises(Refused, match="why T1 is a target all the same"):
            do(session, replace(said, comment=text))
    worded = do(session, replace(said, comment=f"{KEPT}no larger one"))
    assert present(worded).rows[0].comment == f"{KEPT}no larger one"


def test_the_reason_for_a_target_stands_where_the_lesion_was_read_first() -> None:
    session = session_of(*PICTURE, row("week 8", "N1", measured("30.0"), role=Role.NEW))
    made = SetLesion(subject=SUBJECT, lesion="N1", role=Role.TARGET, comment=f"{KEPT}asked for")
    rows = present(do(session, made)).rows
    assert [one.comment for one in rows if one.lesion == "T3"] == [f"{KEPT}asked for"]


# --- other names, organs and roles ---------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        SetLesion(subject=SUBJECT, lesion="T1", label="liver A"),
        SetLesion(subject=SUBJECT, lesion="T1", role=Role.NON_TARGET),
        SetLesion(subject=SUBJECT, lesion="T1", organ="lung"),
        SetLesion(subject=SUBJECT, lesion="T1", site="segment 7"),
        SetLesion(subject=SUBJECT, lesion="T1", nodal=True),
    ],
    ids=["label", "role", "organ", "site", "node"],
)
def test_every_change_keeps_both_axes_and_can_be_undone(command: SetLesion) -> None:
    session = session_of(*PICTURE)
    changed = do(session, command)
    axes = [getattr(one.state, "diameters", None) for one in present(changed).rows]
    assert axes == [getattr(one.state, "diameters", None) for one in PICTURE]
    assert present(undo(changed)) == present(session)
    assert present(redo(undo(changed))) == present(changed)


def test_a_label_goes_with_calipers_and_with_what_has_merged() -> None:
    made = with_calipers(drawing(30.0), drawing(20.0, lesion="T1", visit="week 8"))
    made = apply(made, drawing(15.0))
    called = apply(made, SetLesion(subject=SUBJECT, lesion="T1", label="liver A"))
    exported = [caliper_to_json(one)["lesion"] for one in called.calipers]
    assert exported == ["liver A", "liver A", "T2"]


# --- the rule behind a sign ----------------------------------------------------------------------


def test_every_rule_text_is_of_a_finding_that_there_is() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(recist.__file__).parent.rglob("*.py"))
    known = {*RULES, *EVERYWHERE, *(code for them in OTHERS.values() for code in them)}
    assert [code for code in sorted(known) if f'"{code}"' not in source] == []


@pytest.mark.parametrize(
    ("criteria", "code", "begins", "citation"),
    [
        ("RECIST 1.1", "target-too-small", "A target is at least 10 mm long on CT or MRI", EIS),
        ("iRECIST", "too-many-targets", "At most five targets in all", EIS),
        ("RECIST 1.0", "too-many-targets", "At most ten targets in all and five", "Therasse 2000"),
        ("RECIST 1.0", "target-too-small", "A target is at least 10 mm long on spiral", "Therasse"),
        ("RECIST 1.0", "axis-missing", "Every lesion counts by its longest", "Therasse 2000"),
        ("mRECIST", "target-too-small", "A target in the liver is at least 10 mm", "Lencioni"),
        ("mRECIST", "too-many-in-organ", "At most five targets in all", EIS),
        ("RECIST 1.0", "locally-treated", "A lesion that is treated locally leaves", "RECIST Work"),
        ("RECIST 1.1", "short-axis-longer", "", ""),
    ],
)
def test_the_rule_is_that_of_the_criteria(
    criteria: str, code: str, begins: str, citation: str
) -> None:
    text, source = rule_behind(criteria, code)
    assert (text.startswith(begins), source.startswith(citation)) == (True, True)
    assert bool(text) is bool(begins)


def test_a_sign_opens_the_rule_with_its_clause() -> None:
    small = replace(PICTURE[0], state=measured("9.0"))
    (found,) = (
        one
        for one in rules_said(course(session_of(small, *PICTURE[1:])), "T1", "week 8")
        if "too small" in one.said
    )
    assert found.text.startswith("A target is at least 10 mm long")
    assert found.citation == "Eisenhauer 2009, Eur J Cancer 45:228–247, §3.1"


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    return Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))


def texts(menu: QMenu | None) -> list[str]:
    assert menu is not None
    return [action.text() for action in menu.actions() if action.text()]


def test_the_sign_and_the_key_open_it(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_A)
    bare = SetLesion(subject=PATIENT, lesion="T1", organ="")
    assert hands.room.reading.do(bare)
    table = hands.room.right.table
    row_ = table._model.row_of("T1")
    assert row_ is not None
    column = FIRST_VISIT_COLUMN + 3
    index = table._model.index(row_, column)
    at = sign_rect(table.visualRect(index), column).center().toPoint()
    viewport = table.viewport()
    assert viewport is not None
    press(hands.qtbot, viewport, (at.x(), at.y()))
    release(hands.qtbot, viewport, (at.x(), at.y()))
    dialogs = [one for one in hands.room.findChildren(RuleDialog) if one.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].close()
    hands.room.on_intent(Intent.SHOW_RULE)
    assert any(one.isVisible() for one in hands.room.findChildren(RuleDialog))


def test_the_menu_key_opens_the_menu_of_the_chosen_lesion_at_the_visit_now(qtbot: QtBot) -> None:
    view = LesionTableView()
    for one in (view, view.totals, view.bar):
        qtbot.addWidget(one)
    view.resize(460, 400)
    view.show_table(lesion_table(course(session_of(*PICTURE)), "week 16"), "T2")
    view.show()
    asked: list[tuple[str, str]] = []
    view.menu_wanted.connect(lambda lesion, visit, _: asked.append((lesion, visit)))
    # As Qt does it: at the middle of what the focused widget calls its cursor.
    at = view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    assert asked == [("T2", "week 16")]


def test_a_marker_is_added_by_its_name_and_is_no_lesion(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands.room.questions, "text", lambda *_: CA)
    hands.room.actions_.add_marker()
    assert hands.room.reading.selected == CA
    assert hands.cell(CA, "baseline") == "not done"
    told: list[str] = []
    hands.room.reading.told.connect(told.append)
    hands.press_key(Qt.Key.Key_T)
    hands.press_key(Qt.Key.Key_A)
    assert told == [
        f"{CA} is a marker: its menu says normal or raised",
        f"No marker is absent: {CA}",
    ]
    offered = texts(hands.room.actions_.menu_of(CA, "baseline"))
    assert offered[1:4] == ["Normal at baseline", "Raised at baseline", "Not done at baseline"]
    assert "Role" not in offered


def test_a_merged_lesion_is_said_and_taken_back(hands: Hands) -> None:
    hands.room.marking.set_word("T2", "week 24", "merged", into="T1")
    assert hands.cell("T2", "week 24") == "merged (T1)"
    hands.room.on_intent(Intent.UNDO)
    assert hands.cell("T2", "week 24") == "20.5"


@pytest.mark.parametrize("agreed", [False, True])
def test_another_organ_that_moves_no_sum_asks_nothing_and_a_node_does(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    asked: list[tuple[str, ...]] = []

    def agree(title: str, lines: tuple[str, ...], act: str) -> bool:
        asked.append(lines)
        return agreed

    monkeypatch.setattr(hands.room.questions, "agree", agree)
    monkeypatch.setattr(hands.room.questions, "reason", lambda *_: "asked for by the trial")
    hands.room.reading.select("T1")
    hands.room.actions_.change_lesion(site="segment 8")
    assert asked == []
    hands.room.actions_.change_lesion(nodal=True)
    assert any("sum" in line for line in asked[0])
    found = find_row(present(hands.room.reading.session), PATIENT, "baseline", "T1")
    assert found is not None
    assert found.nodal is agreed
    assert hands.room.right.editor._nodal.isChecked() is agreed
