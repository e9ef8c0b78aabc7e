"""Actions of the room that ask for a file or a text, each by its intent, down to what it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.state.document import find_row, lesions_of
from gui.state.keys import Intent
from gui.state.layout import Layout
from gui.state.opening import Request
from gui.state.session import present
from gui.widgets.dialogs import AskText
from recist.model.lesion import Character
from tests.gui.random_player import free_table
from tests.gui.rooms import SAMPLE, SUBJECT, Hands


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """The sample's readings without a scan: the liver patient at week 8."""
    table = free_table(tmp_path, SAMPLE / "readings.csv")
    made = Hands(qtbot, tmp_path / "trials", Request(paths=(), table=table))
    made.room.questions.agree = lambda *_: True  # type: ignore[method-assign]
    made.room.go_to(SUBJECT, "week 8")
    yield made
    made.close()


OPENING = [
    (Intent.OPEN_FOLDER, "getExistingDirectory", "scans", Request(paths=(Path("scans"),))),
    (Intent.OPEN_FILE, "getOpenFileName", "scans.zip", Request(paths=(Path("scans.zip"),))),
    (Intent.OPEN_TRIAL, "getOpenFileName", "t.recist", Request(paths=(Path("t.recist"),))),
    (Intent.OPEN_TABLE, "getOpenFileName", "r.csv", Request(paths=(), table=Path("r.csv"))),
]


@pytest.mark.parametrize(("intent", "asked", "chosen", "request_"), OPENING)
def test_what_is_chosen_is_opened_and_giving_up_opens_nothing(
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
    intent: Intent,
    asked: str,
    chosen: str,
    request_: Request,
) -> None:
    opened: list[Request] = []
    monkeypatch.setattr(hands.room.opener, "open", opened.append)
    for answer in ("", chosen):
        told = answer if asked == "getExistingDirectory" else (answer, "")
        monkeypatch.setattr(QFileDialog, asked, lambda *_, told=told, **__: told)
        hands.room.on_intent(intent)
    assert opened == [request_]


def test_a_folder_is_brought_into_the_trial(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[tuple[Path, ...]] = []
    monkeypatch.setattr(hands.room.opener, "add_scans", added.append)
    for answer in ("", "more"):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, told=answer: told)
        hands.room.files.add_scans()
    assert added == [(Path("more"),)]


def test_the_text_of_every_visit_is_written(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "said.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    hands.room.on_intent(Intent.EXPORT_TEXT)
    text = target.read_text(encoding="utf-8")
    for visit in ("baseline", "week 8", "week 16", "week 24"):
        assert visit in text
    assert hands.cell("Sum of diameters", "week 16") in text
    assert hands.room.bottom.said() == "Written to said.txt"


def test_a_text_that_cannot_be_written_is_told(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    target = tmp_path / "taken" / "said.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    hands.room.on_intent(Intent.EXPORT_TEXT)
    assert hands.room.notice.text().startswith("Not written: ")


def typing(text: str) -> None:
    """Answer the next question for a text by writing it."""

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AskText)
        if dialog._long is not None:
            dialog._long.setPlainText(text)
        else:
            assert dialog._line is not None
            dialog._line.setText(text)
        dialog.accept()

    QTimer.singleShot(0, write)


@pytest.mark.parametrize("lesion", [None, "T1"])
def test_a_comment_goes_to_the_chosen_lesion_or_else_to_the_visit(
    hands: Hands, lesion: str | None
) -> None:
    hands.room.reading.select(lesion)
    typing("seen twice")
    hands.room.on_intent(Intent.COMMENT)
    row = find_row(present(hands.room.reading.session), SUBJECT, "week 8", lesion or "")
    assert row is not None
    assert row.comment == "seen twice"


def test_a_lesion_gets_another_label(hands: Hands) -> None:
    hands.room.reading.select("T1")
    typing("liver A")
    hands.room.on_intent(Intent.LABEL_LESION)
    assert "liver A" in {one.id for one in lesions_of(present(hands.room.reading.session), SUBJECT)}


@pytest.mark.parametrize("intent", [Intent.LABEL_LESION, Intent.DELETE_LESION])
def test_without_a_chosen_lesion_it_is_said_what_to_do(hands: Hands, intent: Intent) -> None:
    before = present(hands.room.reading.session)
    hands.room.reading.select(None)
    hands.room.on_intent(intent)
    assert hands.room.bottom.said().startswith("Choose a lesion first")
    assert present(hands.room.reading.session) is before


def test_what_a_lesion_is_made_of_is_chosen_in_its_menu(hands: Hands) -> None:
    menu = hands.room.actions_.menu_of("NT1", "week 8")
    assert menu is not None
    (inner,) = (one.menu() for one in menu.actions() if one.text() == "Character")
    assert inner is not None
    (lytic,) = (one for one in inner.actions() if one.text() == "Lytic")
    lytic.trigger()
    (found,) = (
        one for one in lesions_of(present(hands.room.reading.session), SUBJECT) if one.id == "NT1"
    )
    assert found.character is Character.LYTIC


@pytest.mark.parametrize("elsewhere", [(SUBJECT, "week 24"), ("S-LIVER-MR", "baseline")])
def test_undo_and_redo_lead_to_what_they_change(hands: Hands, elsewhere: tuple[str, str]) -> None:
    hands.room.marking.set_word("T1", "week 8", "absent")
    for intent, said in ((Intent.UNDO, "Undone"), (Intent.REDO, "Done again")):
        hands.room.go_to(*elsewhere)
        hands.room.on_intent(intent)
        session = hands.room.reading.session
        assert (session.subject, session.visit) == (SUBJECT, "week 8")
        assert hands.room.bottom.said() == f"{said}: {SUBJECT} · week 8"
        # What is changed where the reader is already needs no telling of the place.
        hands.room.on_intent(Intent.REDO if intent is Intent.UNDO else Intent.UNDO)
        assert "·" not in hands.room.bottom.said()
        hands.room.on_intent(intent)


def test_the_visits_result_is_copied_as_text(hands: Hands) -> None:
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    clipboard.clear()
    hands.room.on_intent(Intent.COPY_TEXT)
    said = clipboard.text()
    assert hands.cell("Sum of diameters", "week 8") in said
    assert hands.cell("Overall", "week 8") in said
    assert hands.room.bottom.said() == "Copied as text"


def test_at_baseline_there_is_nothing_to_lay_beside_it(hands: Hands) -> None:
    room = hands.room

    def layout() -> Layout:
        return room.area.viewer.layout

    assert layout() is Layout.BASELINE_CURRENT
    room.go_to(SUBJECT, "baseline")
    assert layout() is Layout.SINGLE
    room.show_layout(Layout.BASELINE_NADIR_CURRENT)
    assert layout() is Layout.SINGLE
    assert "one tile is enough" in room.bottom.said()
    # Four planes are of one visit, and what was wished for comes with the next one.
    room.show_layout(Layout.MPR)
    assert layout() is Layout.MPR
    room.show_layout(Layout.BASELINE_NADIR_CURRENT)
    room.go_to(SUBJECT, "week 24")
    assert layout() is Layout.BASELINE_NADIR_CURRENT


@pytest.mark.parametrize("agreed", [False, True])
def test_a_box_that_was_ticked_in_vain_is_put_back(hands: Hands, agreed: bool) -> None:
    hands.room.questions.agree = lambda *_: agreed  # type: ignore[method-assign]
    hands.room.questions.reason = lambda *_: "asked for"  # type: ignore[method-assign]
    hands.room.reading.select("T1")
    before = present(hands.room.reading.session)
    hands.room.on_intent(Intent.NODE)
    assert hands.room.right.editor._nodal.isChecked() is agreed
    assert (present(hands.room.reading.session) is before) is not agreed


def test_who_comes_back_to_the_window_sees_the_trial_as_it_is_now(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(hands.room.reading, "refresh", lambda: looked.append(True))
    other = QWidget()
    hands.qtbot.addWidget(other)
    with hands.qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    looked.clear()
    with hands.qtbot.waitActive(hands.room):
        hands.room.activateWindow()
    hands.qtbot.waitUntil(lambda: looked == [True])
