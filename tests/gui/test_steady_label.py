"""A label that lays its panel out anew only where it needs another height."""

import gc
from collections.abc import Iterator

import pytest
from PyQt6.QtCore import QEvent, QObject
from PyQt6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets import style
from gui.widgets.promptness import pass_over_what_stays
from gui.widgets.steady_label import SteadyLabel

BEFORE = "48.3 mm is 40.9 % below the baseline."
LONG = f"{BEFORE} The measured part is what it is, and at least one target has no value."


class Layouts(QObject):
    """Counts how often a panel is laid out anew."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self.many = 0
        panel.installEventFilter(self)

    def eventFilter(self, _: QObject | None, event: QEvent | None) -> bool:
        self.many += event is not None and event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def panel(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(320, 200)
    return made


@pytest.fixture
def label(panel: QWidget) -> SteadyLabel:
    made, column = SteadyLabel("text", style.TEXT), panel.layout()
    assert column is not None
    column.addWidget(made)
    made.setText(BEFORE)
    panel.show()
    QApplication.processEvents()
    return made


# The next text, whether the panel is laid out for it, whether it is seen, why.
TEXTS = [
    ("52.1 mm is 36.2 % below the baseline.", False, True, "other figures"),
    (BEFORE, False, True, "the same text"),
    (LONG, True, True, "another line"),
    ("", True, False, "nothing to say"),
]


@pytest.mark.parametrize(("text", "laid_out", "seen", "why"), TEXTS, ids=[one[3] for one in TEXTS])
def test_only_another_height_moves_what_is_beside_it(
    panel: QWidget, label: SteadyLabel, text: str, laid_out: bool, seen: bool, why: str
) -> None:
    layouts = Layouts(panel)
    label.setText(text)
    QApplication.processEvents()
    assert (layouts.many > 0, label.isVisible()) == (laid_out, seen)
    assert (label.text(), label.accessibleName()) == (text, text)


def test_a_narrow_one_has_the_height_of_all_its_lines(label: SteadyLabel) -> None:
    label.setText(LONG)
    line = label.fontMetrics().height()
    assert label.heightForWidth(10_000) == line
    assert label.heightForWidth(200) >= 3 * line
    before = label.grab().toImage()
    label.setText(LONG.replace("48.3", "52.1"))
    assert label.grab().toImage() != before


@pytest.fixture
def collector() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_passes_over_what_is_there_and_finds_what_comes(collector: None) -> None:
    there: list[object] = []
    pass_over_what_stays()
    assert not any(one is there for one in gc.get_objects())
    later: list[object] = []
    assert any(one is later for one in gc.get_objects())
