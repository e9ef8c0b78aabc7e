"""Which cells the lesion table's model tells its views to paint again."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.state.lesion_table import LesionTable, lesion_table
from gui.widgets.table_model import LesionTableModel
from recist.model.reading import TooSmall
from recist.model.row import Row
from tests.gui.reads import PICTURE, course, measured, row

WEEK_8, WEEK_16 = 3, 4
T1, SUM, FROM_BASELINE, FROM_NADIR, MM, TARGET, OVERALL = 1, 5, 6, 7, 8, 9, 12


def table(*rows: Row, visit: str = "week 16") -> LesionTable:
    return lesion_table(course(*rows), visit)


def with_t1(state: Row) -> LesionTable:
    return table(*PICTURE[:4], state, PICTURE[5])


FIGURES = [(n, WEEK_16) for n in (T1, SUM, FROM_BASELINE, FROM_NADIR, MM)]
RESPONSES = [(n, WEEK_16) for n in (TARGET, OVERALL)]

# what the table shows then; which cells (row, column) are others; why
CHANGES = [
    (table(*PICTURE), [], "nothing has changed"),
    (with_t1(row("week 16", "T1", measured("35.0", "25.0"))), FIGURES, "figures alone"),
    (with_t1(row("week 16", "T1", measured("34.2", "24.0"))), [], "a tooltip alone"),
    (
        with_t1(row("week 16", "T1", measured("60.0", "25.0"))),
        [*FIGURES, *RESPONSES],
        "the responses, too",
    ),
]


@pytest.mark.parametrize(("after", "changed", "why"), CHANGES, ids=[one[2] for one in CHANGES])
def test_only_cells_that_show_something_else_are_painted_again(
    after: LesionTable, changed: list[tuple[int, int]], why: str
) -> None:
    model, told = LesionTableModel(), []
    model.show(table(*PICTURE))
    model.dataChanged.connect(
        lambda first, last: told.append((first.row(), first.column(), last.row(), last.column()))
    )
    assert not model.show(after)
    assert sorted(told) == sorted((n, m, n, m) for n, m in changed)


def test_a_tooltip_is_worded_when_it_is_asked_for() -> None:
    model = LesionTableModel()
    model.show(table(*PICTURE))
    model.show(with_t1(row("week 16", "T1", measured("34.2", "24.0"))))
    tip = model.data(model.index(T1, WEEK_16), Qt.ItemDataRole.ToolTipRole)
    assert "34.2 × 24.0 mm" in tip


def test_another_visit_marks_other_columns_from_top_to_bottom(qtbot: QtBot) -> None:
    model = LesionTableModel()
    model.show(table(*PICTURE))
    with qtbot.waitSignals([model.headerDataChanged, model.dataChanged]) as told:
        assert not model.show(table(*PICTURE, visit="week 8"))
    first, last, _ = told.all_signals_and_args[1].args
    assert (first.row(), first.column()) == (0, 0)
    assert (last.row(), last.column()) == (OVERALL, WEEK_16)


def test_another_kind_of_row_is_another_shape() -> None:
    model = LesionTableModel()
    model.show(table(*PICTURE))
    assert model.show(table(*PICTURE, row("week 16", "T3", TooSmall())))
