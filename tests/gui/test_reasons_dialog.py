"""The reasoning as a tree: every line is there as a whole."""

import pytest
from PyQt6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from gui.state.response_panel import reasons_of, response_panel
from gui.widgets.reasons_dialog import ReasonsDialog
from tests.gui.reads import course, measured, row

WIDTHS_PX = (320, 620, 1100)


@pytest.fixture
def dialog(qtbot: QtBot) -> ReasonsDialog:
    made = ReasonsDialog()
    qtbot.addWidget(made)
    grown = course(row("baseline", "T1", measured("40")), row("week 8", "T1", measured("50.1")))
    made.show_reasons(response_panel(grown, "week 8"), reasons_of(grown, "week 8"))
    made.show()
    return made


@pytest.mark.parametrize("width", WIDTHS_PX)
def test_a_long_line_is_broken_and_not_cut(dialog: ReasonsDialog, width: int) -> None:
    tree = dialog.findChildren(QTreeWidget)[0]
    dialog.resize(width, 500)
    QApplication.processEvents()
    rules = tree.topLevelItem(0)
    assert rules is not None
    line = rules.child(0)
    assert line is not None
    rect = tree.visualItemRect(line)
    wide = tree.fontMetrics().horizontalAdvance(line.text(0))
    lines = -(-wide // max(rect.width() - 12, 1))
    assert rect.height() >= lines * tree.fontMetrics().height()
    assert tree.columnWidth(0) <= width
