"""The walk over a window in the made-up language finds what is planted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.state.tongue import tr
from tests.gui.lengthened import (
    clipped,
    left_out,
    lengthened,
    look_in_use,
    made_up_language,
    texts_of_menu,
)

LONG = "Undo the last step of this reading"
NARROW_PX = 40


@pytest.fixture(autouse=True)
def as_it_looks(qtbot: QtBot) -> Iterator[None]:
    with look_in_use(), made_up_language():
        yield


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def put(part: QWidget, page: QWidget) -> None:
    part.setParent(page)
    part.show()
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Undo", "«Undo aa»"),
        ("Sign {visit}", "«Sign »{visit}« aa»"),
        ("{visit} is signed", "{visit}« is signed aaaa»"),
    ],
)
def test_a_text_grows_by_a_third_and_its_places_stay(text: str, said: str) -> None:
    found = lengthened(text)
    assert found.replace(" ", "").replace("a", "") == said.replace(" ", "").replace("a", "")
    bare = len(found) - found.count("«") - found.count("»")
    assert bare >= len(text) + len(text.replace("{visit}", "")) / 3


def tool_tip() -> QWidget:
    made = QPushButton(tr("Undo"))
    made.setToolTip("Left in English")
    return made


def name_for_a_screen_reader() -> QWidget:
    made = QLineEdit()
    made.setAccessibleName("Left in English")
    return made


def placeholder() -> QWidget:
    made = QLineEdit()
    made.setPlaceholderText("Left in English")
    return made


def choice() -> QWidget:
    made = QComboBox()
    made.addItems([tr("Undo"), "Left in English"])
    return made


def line_of_a_list() -> QWidget:
    made = QListWidget()
    made.addItems([tr("Undo"), "Left in English"])
    return made


def heading() -> QWidget:
    made = QTableWidget(1, 2)
    made.setHorizontalHeaderLabels([tr("Undo"), "Left in English"])
    return made


def cell() -> QWidget:
    made = QTableWidget(1, 1)
    made.setHorizontalHeaderLabels([tr("Undo")])
    made.setItem(0, 0, QTableWidgetItem("Left in English"))
    return made


def put_together() -> QWidget:
    return QLabel(f"{tr('Undo')} and then redo")


ENGLISH: list[Callable[[], QWidget]] = [
    *(tool_tip, name_for_a_screen_reader, placeholder, choice, line_of_a_list, heading, cell),
    put_together,
    lambda: QLabel("Left in English"),
    lambda: QPushButton("Left in English"),
]


@pytest.mark.parametrize("make", ENGLISH)
def test_what_was_left_in_english_is_found(page: QWidget, make: Callable[[], QWidget]) -> None:
    put(make(), page)
    assert len(left_out(page)) == 1


@pytest.mark.parametrize(
    "text", ["34.2 × 21.0 mm", "CT · 5.0 mm", "T1 20.5", "2024-03-05", "PR", "week 8 · liver"]
)
def test_figures_and_words_of_the_record_are_the_same_in_every_language(
    page: QWidget, text: str
) -> None:
    put(QLabel(text), page)
    assert left_out(page, {"week 8", "liver"}) == []


def test_what_is_hidden_is_not_looked_at(page: QWidget) -> None:
    part = QLabel("Left in English")
    put(part, page)
    part.hide()
    assert left_out(page) == []


def test_a_menu_is_walked_with_those_in_it(qtbot: QtBot) -> None:
    menu = QMenu(tr("File"))
    qtbot.addWidget(menu)
    inner = menu.addMenu("Left in English")
    assert inner is not None
    inner.addAction("Deeper")
    menu.addAction(tr("Undo"))
    assert texts_of_menu(menu) == [tr("File"), "Left in English", "Deeper", tr("Undo")]


def narrow(part: QWidget) -> QWidget:
    part.setFixedWidth(NARROW_PX)
    return part


def narrow_choice() -> QWidget:
    made = QComboBox()
    made.addItem(tr(LONG))
    return narrow(made)


def narrow_placeholder() -> QWidget:
    made = QLineEdit()
    made.setPlaceholderText(tr(LONG))
    return narrow(made)


def low_placeholder() -> QWidget:
    made = QPlainTextEdit()
    made.setPlaceholderText(tr(LONG * 4))
    made.setFixedSize(120, 30)
    return made


def low_label() -> QWidget:
    made = QLabel(tr(LONG))
    made.setWordWrap(True)
    made.setFixedSize(120, 16)
    return made


def sticking_out() -> QWidget:
    made = QLabel(tr(LONG))
    made.adjustSize()
    made.move(QPoint(880, 10))
    return made


def narrow_column() -> QWidget:
    made = QTableWidget(1, 1)
    made.setHorizontalHeaderLabels([tr("Undo")])
    made.setItem(0, 0, QTableWidgetItem(tr(LONG)))
    made.resize(400, 200)
    return made


CUT: list[Callable[[], QWidget]] = [
    *(narrow_choice, narrow_placeholder, low_placeholder, low_label, sticking_out, narrow_column),
    lambda: narrow(QLabel(tr(LONG))),
    lambda: narrow(QPushButton(tr(LONG))),
]


@pytest.mark.parametrize("make", CUT)
def test_what_has_no_room_is_found(page: QWidget, make: Callable[[], QWidget]) -> None:
    put(make(), page)
    assert len(clipped(page)) == 1


def test_what_is_whole_in_its_tool_tip_may_be_short(page: QWidget) -> None:
    part = narrow(QPushButton(tr(LONG)))
    part.setToolTip(tr(LONG))
    put(part, page)
    assert clipped(page) == []


def test_a_window_larger_than_a_screen_is_found(page: QWidget) -> None:
    page.resize(1700, 900)
    assert [one.where for one in clipped(page)] == ["window"]
