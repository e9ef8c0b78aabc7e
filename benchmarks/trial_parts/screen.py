"""Everything that a screen tells: texts of widgets, models, menus, tooltips, painted texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from PyQt6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
)
from PyQt6.QtGui import QPainter, QStaticText
from PyQt6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget

PAINTED, CLIPBOARD = "painted texts", "clipboard"
PAINTERS = ("drawText", "drawStaticText")
# What is typed into a field that shows dots is in these; the others show the dots.
SECRET = frozenset({"text", "selectedText"})
# Long, the same everywhere, and no text of the trial.
NOT_SAID = frozenset({"styleSheet", "objectName", "inputMask"})
# What a model may say of a cell or heading, those of its own included.
ROLES = (0, 2, 3, 4, 5, 11, 12, *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 4))
TEXTS = ("QString", "QStringList")
KNOWN: dict[type[QObject], tuple[str, ...]] = {}
NO_INDEX = QModelIndex()
# Models whose cells have nothing below them.
FLAT = (QAbstractListModel, QAbstractTableModel)


class Screen:
    """Collects what is on the screen whenever it is looked at.

    Attributes
    ----------
    texts : dict
        By place, which is the class of a window, the texts that were found there.
    """

    def __init__(self) -> None:
        self.texts: dict[str, set[str]] = defaultdict(set)
        for name in PAINTERS:
            self._overhear(name)

    def _overhear(self, name: str) -> None:
        """Note the texts that a painter is told to write."""
        call = getattr(QPainter, name)

        def heard(painter: QPainter, *given: Any) -> Any:
            for one in given:
                if isinstance(one, str | QStaticText):
                    self.add(PAINTED, one if isinstance(one, str) else one.text())
            return call(painter, *given)

        setattr(QPainter, name, heard)

    def add(self, place: str, *texts: str) -> None:
        """Note texts."""
        self.texts[place].update(one for one in texts if one)

    def look(self) -> None:
        """Note all that there is now; windows that are in sight are painted for it."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.grab()
        for widget in QApplication.allWidgets():
            place = type(widget.window()).__name__
            self.add(place, *_properties(widget), *_models(widget))
            for action in widget.actions():
                self.add(place, *_properties(action))
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            self.add(CLIPBOARD, clipboard.text())


def _is_secret(thing: QObject) -> bool:
    return isinstance(thing, QLineEdit) and thing.echoMode() is QLineEdit.EchoMode.Password


def _properties(thing: QObject) -> Iterator[str]:
    """Return every property that is a text: title, tooltip, placeholder, content, …."""
    secret = _is_secret(thing)
    for name in _names(type(thing), thing):
        value = None if secret and name in SECRET else thing.property(name)
        yield from value if isinstance(value, list) else [str(value or "")]


def _names(kind: type[QObject], thing: QObject) -> tuple[str, ...]:
    """Return the properties of a class that are texts."""
    if kind not in KNOWN:
        about = thing.metaObject()
        assert about is not None
        every = [about.property(n) for n in range(about.propertyCount())]
        texts = [one.name() or "" for one in every if one.typeName() in TEXTS]
        KNOWN[kind] = tuple(one for one in texts if one not in NOT_SAID)
    return KNOWN[kind]


def _models(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractItemView | QComboBox):
        yield from _model(widget.model())


def _model(model: QAbstractItemModel | None, above: QModelIndex = NO_INDEX) -> Iterator[str]:
    """Return the texts of every cell and heading, in every role."""
    if model is None:
        return
    flat = isinstance(model, QAbstractListModel)
    rows, columns = model.rowCount(above), 1 if flat else model.columnCount(above)
    sides = ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, rows))
    for side, sections in () if above.isValid() else sides:
        for n in range(sections):
            yield from _said(model.headerData(n, side, role) for role in ROLES)
    for row in range(rows):
        for column in range(columns):
            index = model.index(row, column, above)
            yield from _said(model.data(index, role) for role in ROLES)
            if not isinstance(model, FLAT):
                yield from _model(model, index)


def _said(values: Iterable[object]) -> list[str]:
    return [one for one in values if isinstance(one, str)]
