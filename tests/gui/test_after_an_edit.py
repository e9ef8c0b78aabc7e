"""What follows an edit: colours, places, findings, words and the sentences about them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.state.commands import DeleteLesion, SetKeyImage, SetLesion, SetState
from gui.state.consequences import consequences
from gui.state.lesion_table import colour_of, findings_of
from gui.state.response_panel import reasons_of, response_panel
from gui.state.session import Session, course, do, present, redo, undo
from gui.widgets.dialogs import Confirm
from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.reading import Absent, NotEvaluable, TooSmall
from tests.gui.reads import PICTURE, PROTOCOL, SUBJECT, drawing, row
from tests.gui.test_safeguards import session_of


def test_a_lesion_keeps_its_colour_when_another_goes() -> None:
    session = session_of(*PICTURE)
    before = colour_of(course(session), "T2")
    gone = do(session, DeleteLesion(subject=SUBJECT, lesion="T1"))
    assert colour_of(course(gone), "T2") == before


def test_a_node_without_an_organ_is_in_a_lymph_node() -> None:
    bare = session_of(replace(PICTURE[0], organ=""))
    ticked = do(bare, SetLesion(subject=SUBJECT, lesion="T1", nodal=True))
    assert [one.organ for one in present(ticked).rows] == ["lymph node"]
    given = do(session_of(PICTURE[0]), SetLesion(subject=SUBJECT, lesion="T1", nodal=True))
    assert [one.organ for one in present(given).rows] == ["liver"]


def test_a_missing_organ_is_found_while_drawing_and_once_after_a_restart() -> None:
    bare = replace(PICTURE[0], organ="")
    noted = Finding(
        severity=Severity.WARNING,
        code="organ-missing",
        message="T1 has no organ",
        lesion="T1",
        visit="baseline",
    )
    for one in (bare, replace(bare, findings=(noted,))):
        assert findings_of(course(session_of(one))) == (noted,)


def test_why_gives_the_reason_of_a_lesion_that_is_not_evaluable() -> None:
    unseen = replace(row("week 16", "T2", NotEvaluable("artefact")), reason="artefact")
    why = reasons_of(course(session_of(*PICTURE[:5], unseen)), "week 16")
    lesions = next(one for one in why if one.text == "Lesions")
    assert [part.text for one in lesions.parts for part in one.parts] == [
        "T2 not evaluable: artefact"
    ]


def test_consequences_name_changed_responses() -> None:
    lesion = DeleteLesion(subject=SUBJECT, lesion="T2")
    made = present(session_of(*PICTURE))
    assert not [line for line in consequences(made, lesion, PROTOCOL) if "PR" in line]
    said = SetState(subject=SUBJECT, visit="week 8", lesion="T1", state=NotEvaluable("artefact"))
    assert "week 8: PR → NE" in consequences(made, said, PROTOCOL)


@pytest.mark.parametrize(("act", "default"), [("Delete", "Cancel"), ("Change", "Change")])
def test_the_safe_button_is_the_default_where_something_is_lost(
    qtbot: QtBot, act: str, default: str
) -> None:
    dialog = Confirm("Delete T1?", ("Removes 3 readings.",), act)
    qtbot.addWidget(dialog)
    buttons = {
        one.text().replace("&", ""): one.isDefault() for one in dialog.findChildren(QPushButton)
    }
    assert [text for text, is_default in buttons.items() if is_default] == [default]


def test_a_question_shows_a_name_as_it_is(qtbot: QtBot) -> None:
    dialog = Confirm("Delete <b>T1</b>?", ("Removes <i>3</i> readings.",), "Delete")
    qtbot.addWidget(dialog)
    plain = Qt.TextFormat.PlainText
    assert {one.text(): one.textFormat() for one in dialog.findChildren(QLabel)} == {
        "Delete <b>T1</b>?": plain,
        "Removes <i>3</i> readings.": plain,
    }


def test_a_word_takes_method_and_thickness_of_the_series_and_no_image() -> None:
    drawn = replace(PICTURE[0], image="1.2.3", method="", slice_thickness=None)
    said = SetState(
        subject=SUBJECT,
        visit="baseline",
        lesion="T1",
        state=Absent(),
        method="MRI",
        slice_thickness_mm=3.0,
    )
    absent = do(session_of(drawn), said)
    named = SetKeyImage(subject=SUBJECT, visit="baseline", lesion="T1", image="1.2.9")
    keyed = do(absent, named)
    small = do(keyed, replace(said, state=TooSmall()))
    facts = [
        (one.method, one.slice_thickness, one.image)
        for session in (absent, small)
        for one in present(session).rows
    ]
    assert facts == [("MRI", Length.of_mm(3), ""), ("MRI", Length.of_mm(3), "1.2.9")]


def test_only_a_baseline_without_lesions_asks_for_the_first() -> None:
    fresh = response_panel(course(session_of()), "baseline").sentences[0]
    assert fresh.startswith("Draw the first lesion")
    later = response_panel(course(session_of(*PICTURE[:2])), "week 8").sentences[0]
    assert later.startswith("Not read yet")


@pytest.mark.parametrize("step", [undo, redo])
def test_a_step_of_the_history_drops_what_is_half_drawn(
    step: Callable[[Session], Session],
) -> None:
    session = do(session_of(*PICTURE[:4]), drawing(34.2, visit="week 16", lesion="T1"))
    session = undo(session) if step is redo else session
    half = replace(session, preview=drawing(80.0, visit="week 16", lesion="T1"))
    assert step(half).preview is None
    assert course(step(half)).assessment == course(step(session)).assessment
