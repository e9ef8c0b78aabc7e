"""Every model of a list, table or tree keeps Qt's rules, whatever it holds and while it changes."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PyQt6 import sip
from PyQt6.QtCore import QAbstractItemModel
from PyQt6.QtTest import QAbstractItemModelTester
from PyQt6.QtWidgets import QAbstractItemView, QListWidget, QTableWidget, QTreeWidget, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import gui
from gui.state.assigning import Offer, Place
from gui.state.desk import Sight
from gui.state.keys import BINDINGS
from gui.state.lesion_table import LesionTable, lesion_table
from gui.state.response_panel import reasons_of, response_panel
from gui.state.worklist import SubjectLine, VisitMark
from gui.widgets.action_list import ActionList
from gui.widgets.reasons_dialog import ReasonsDialog
from gui.widgets.table_model import LesionTableModel
from gui.widgets.trial.assign import AssignDialog
from gui.widgets.trial.parts import TextTable
from gui.widgets.trial.rows import Column, RowsModel
from gui.widgets.work_list import WorkList
from recist.model.dates import NO_DATE
from recist.model.response import Response
from tests.gui.reads import PICTURE, course, measured, row

LARGE = 3_000
ITEM_WIDGETS = (QListWidget, QTableWidget, QTreeWidget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A model, and what shows one thing after the other in it."""

    model: QAbstractItemModel
    steps: tuple[Callable[[], object], ...]
    owner: QWidget | None = None


# --- lesions --------------------------------------------------------------------------------------


def lesions(number: int) -> LesionTable:
    rows = [
        row(visit, f"T{n + 1}", measured("20.5"))
        for n in range(number)
        for visit in ("baseline", "week 8", "week 16")
    ]
    return lesion_table(course(*rows), "week 8")


def lesion_model() -> Case:
    model = LesionTableModel()
    empty = LesionTable(columns=(), sections=(), totals=())
    small = lesion_table(course(*PICTURE), "week 16")
    tables = (empty, small, lesion_table(course(*PICTURE), "week 8"), small, lesions(40), empty)
    return Case(model=model, steps=tuple(partial(model.show, one) for one in tables))


# --- lines of a trial -----------------------------------------------------------------------------


def rows_model() -> Case:
    columns: tuple[Column[int], ...] = (
        Column(title="Number", text=str, width_px=40),
        Column(title="Twice", text=lambda n: str(2 * n), colour=lambda _: "#ffffff"),
    )
    model = RowsModel(columns)
    return Case(
        model=model,
        steps=(
            lambda: model.show(()),
            lambda: model.show(range(3)),
            lambda: model.grow(range(5)),
            lambda: model.grow(range(LARGE)),
            lambda: model.show(range(2)),
            lambda: model.show(()),
        ),
    )


# --- Qt's own models, as they are filled ----------------------------------------------------------


def subjects(number: int, opened: int = 0) -> tuple[SubjectLine, ...]:
    mark = VisitMark(
        label="week 8", date="2024-03-05", response=Response.PR, is_read=True, is_baseline=False
    )
    return tuple(
        SubjectLine(subject=f"S{n}", visits=(mark,) * 3, is_open=n == opened) for n in range(number)
    )


def work_list() -> Case:
    shown = WorkList()
    lines = (subjects(0), subjects(3), subjects(3, 2), subjects(300), subjects(1), subjects(0))
    return Case(
        model=model_of(shown),
        steps=tuple(partial(shown.show_lines, one, Sight.READS) for one in lines),
        owner=shown,
    )


def text_table() -> Case:
    shown = TextTable("Table", ("Name", "mm"))
    lines = [("a", "1.0"), ("b", "2.0")]
    return Case(
        model=model_of(shown),
        steps=(
            lambda: shown.show_rows([]),
            lambda: shown.show_rows(lines, ["#ffffff", None]),
            lambda: shown.show_rows(lines * 100),
            lambda: shown.show_columns(("Name", "Date", "%")),
            lambda: shown.show_rows([("a", "b", "c")]),
        ),
        owner=shown,
    )


def reasons() -> Case:
    shown = ReasonsDialog()
    tree = shown.findChild(QTreeWidget)
    assert tree is not None
    told = [
        (response_panel(course(*rows), visit), reasons_of(course(*rows), visit))
        for rows, visit in ((PICTURE, "week 16"), (PICTURE[:2], "baseline"), (PICTURE, "week 8"))
    ]
    none = (told[0][0], ())
    return Case(
        model=model_of(tree),
        steps=tuple(partial(shown.show_reasons, *one) for one in (none, *told, none)),
        owner=shown,
    )


def action_list() -> Case:
    shown = ActionList("Keys")
    steps = (lambda: shown.show_rows(BINDINGS), lambda: shown.show_rows(BINDINGS[:3]))
    return Case(model=model_of(shown), steps=steps, owner=shown)


def assign_dialog() -> Case:
    visits = {"01": (("baseline", "baseline"), ("week 8", "week 8")), "02": ()}
    here = Place(subject="01", visit="baseline")
    offered = Offer(
        here=here, day=NO_DATE, hides_dates=False, subjects=tuple(visits), visits=visits
    )
    shown = AssignDialog(offered, "1 series")
    steps = tuple(partial(shown.subject.setCurrentText, one) for one in ("02", "01", "03"))
    return Case(model=model_of(shown.visits), steps=steps, owner=shown)


def model_of(view: QAbstractItemView) -> QAbstractItemModel:
    model = view.model()
    assert model is not None
    return model


CASES: dict[type, Callable[[], Case]] = {
    LesionTableModel: lesion_model,
    RowsModel: rows_model,
    WorkList: work_list,
    TextTable: text_table,
    ReasonsDialog: reasons,
    ActionList: action_list,
    AssignDialog: assign_dialog,
}


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_a_model_keeps_the_rules(qtbot: QtBot, kind: type) -> None:
    case = CASES[kind]()
    # It goes on looking while the data change; what it finds is a warning, which fails the test.
    tester = QAbstractItemModelTester(
        case.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    for step in case.steps:
        step()
    # Before the model goes: its end is nothing that can be looked at.
    sip.delete(tester)
    if case.owner is not None:
        case.owner.deleteLater()


OWN = [kind for kind in CASES if issubclass(kind, QAbstractItemModel)]


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.__name__)
def test_a_model_of_our_own_keeps_the_rules_of_the_test_bot_too(
    qtmodeltester: ModelTester, kind: type
) -> None:
    case = CASES[kind]()
    qtmodeltester.check(case.model, force_py=True)  # type: ignore[no-untyped-call]
    for step in case.steps:
        step()


# --- none is left out -----------------------------------------------------------------------------


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(gui.__path__, "gui."):
        yield found.name


def test_every_model_and_item_view_has_a_case() -> None:
    for name in modules():
        importlib.import_module(name)
    found = {
        kind
        for base in (QAbstractItemModel, *ITEM_WIDGETS)
        for kind in descendants(base)
        if kind.__module__.startswith("gui.")
    }
    used = {kind for kind in CASES if not issubclass(kind, (QAbstractItemModel, *ITEM_WIDGETS))}
    assert found == set(CASES) - used
    # Those that fill an item view of Qt itself.
    assert {kind.__module__ for kind in used} == {one for one in modules() if makes_items(one)}


def descendants(kind: type) -> Iterator[type]:
    subclasses: list[type] = type.__subclasses__(kind)
    for below in subclasses:
        yield below
        yield from descendants(below)


def makes_items(module: str) -> bool:
    """Say whether a module makes an item view of Qt, rather than one of its own kind."""
    path = importlib.import_module(module).__file__
    assert path is not None
    names = {one.__name__ for one in ITEM_WIDGETS}
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
        for node in ast.walk(ast.parse(Path(path).read_text(encoding="utf-8")))
    )
