"""A made-up language, a third longer than English, and a walk over a window that speaks it.

Every text that went through `tr` stands between marks, and what was put into its places stands
outside of them. So what a walk finds without marks is data, or was forgotten; and what has no room
here will have none in German.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from math import ceil
from typing import NamedTuple

from PyQt6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QRect, Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QWidget,
)

from gui.state.tongue import speak
from gui.widgets import style
from gui.widgets.segments import KeyButton

Spared = tuple[type[QWidget], ...]
WIDEST_PX, HIGHEST_PX = 1600, 1000
MOST_ROWS = 60
PLACE = re.compile(r"(\{[a-z_]+\})")
MARKED = re.compile(r"«[^«»]*»|«[^«»]*…")
BETWEEN = re.compile(r"\s*[·×\n\t:,()=]\s*|\s{2,}")
WORD = re.compile(r"[^\W\d_]{2,}")
FIGURE = re.compile(r"\b\d[\d.,:-]*(?: mm\b)?")
MARKS = " .;|▲✓≠+−–"
HASH = re.compile(r"\b[0-9a-f]{8,64}\b")
ALWAYS = frozenset(
    {
        *("recist", "UTC", "mm", "HU"),  # the product, and units
        *("CR", "PR", "SD", "PD", "NE"),  # responses, the same in every language
        *("CT", "MR"),  # modalities of DICOM
    }
)
ROOMY = QStyle.SubElement.SE_LineEditContents


def lengthened(text: str) -> str:
    """Return a text in the made-up language: ``Sign {visit}`` is ``«Sign »{visit}« aaa»``."""
    more = ceil(len(PLACE.sub("", text)) / 3)
    tail = "".join(" " if n % 8 == 0 else "a" for n in range(more)).rstrip() or " a"
    pieces = [piece for piece in PLACE.split(text) if piece]
    if not pieces:
        return text
    if PLACE.fullmatch(pieces[-1]):
        pieces.append("")
    pieces[-1] += tail
    return "".join(piece if PLACE.fullmatch(piece) else f"«{piece}»" for piece in pieces)


@contextmanager
def made_up_language() -> Iterator[None]:
    """Let everything that is made meanwhile speak the made-up language."""
    speak(lengthened)
    try:
        yield
    finally:
        speak()


@contextmanager
def look_in_use() -> Iterator[None]:
    """Give windows the look that they have in use: its fonts and margins take the room."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.font()
    application.setStyleSheet(style.stylesheet())
    application.setFont(style.font())
    yield
    application.setStyleSheet("")
    application.setFont(before)


class Said(NamedTuple):
    """A text and where it is said."""

    where: str
    text: str


# --- what is said ---------------------------------------------------------------------------


def seen_in(window: QWidget, spared: Spared = ()) -> list[QWidget]:
    """Return a window and everything in it that can be seen, but for parts of some kinds."""
    if not window.isVisible() or isinstance(window, spared):
        return []
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    parts = window.findChildren(QWidget, options=direct)
    return [window, *(each for one in parts for each in seen_in(one, spared))]


def texts_of(window: QWidget, spared: Spared = ()) -> list[Said]:
    """Return every text of a window: shown, hinted at, or read to somebody who does not see."""
    return [said for one in seen_in(window, spared) for said in _texts_of(one) if said.text.strip()]


def _texts_of(one: QWidget) -> Iterator[Said]:
    name = type(one).__name__
    yield Said(f"{name} tool tip", one.toolTip())
    yield Said(f"{name} name", one.accessibleName())
    yield Said(f"{name} description", one.accessibleDescription())
    if one.isWindow():
        yield Said(f"{name} title", one.windowTitle())
    match one:
        case QLabel() | QAbstractButton():
            yield Said(name, one.text())
        case QComboBox():
            yield from (Said(name, one.itemText(n)) for n in range(one.count()))
        case QLineEdit() | QPlainTextEdit():
            yield Said(f"{name} placeholder", one.placeholderText())
        case QTabBar():
            yield from (Said(name, one.tabText(n)) for n in range(one.count()))
        case QHeaderView():
            yield from _heads(one)
        case QAbstractItemView():
            yield from _cells(one)
        case _:
            pass


def _heads(header: QHeaderView) -> Iterator[Said]:
    model = header.model()
    if model is not None:
        for n in range(header.count()):
            if not header.isSectionHidden(n):
                yield Said("heading", str(model.headerData(n, header.orientation()) or ""))


def indices_of(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Return the cells of a table, list or tree, as far as anybody looks."""
    model = view.model()
    waiting = [QModelIndex()] if model is not None else []
    while waiting and model is not None:
        parent = waiting.pop()
        for row in range(min(model.rowCount(parent), MOST_ROWS)):
            for column in range(_columns(model, parent)):
                index = model.index(row, column, parent)
                yield index
                if column == 0 and model.rowCount(index):
                    waiting.append(index)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    # A list has one, and does not let itself be asked.
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _cells(view: QAbstractItemView) -> Iterator[Said]:
    name = f"{type(view).__name__} cell"
    for index in indices_of(view):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield Said(name, str(index.data(role) or ""))


def left_out(window: QWidget, data: Collection[str] = (), spared: Spared = ()) -> list[Said]:
    """Return what was said in English.

    Parameters
    ----------
    data : collection of str
        Texts that are the same in every language: names, what somebody typed, words of the record.
        A long one may stand anywhere; a short one stands by itself, between dots or commas.
    spared : types of QWidget
        What is not looked at, nor anything in it.
    """
    return [said for said in texts_of(window, spared) if not _is_said(said.text, data)]


def english_in(texts: Iterable[str], data: Collection[str] = ()) -> list[str]:
    """Return the texts that were said in English; see `left_out`."""
    return [text for text in texts if not _is_said(text, data)]


def texts_of_menu(menu: QMenu) -> list[str]:
    """Return every text of a menu and of those in it."""
    parts = [menu.title()]
    for action in menu.actions():
        inner = action.menu()
        parts += [action.text()] if inner is None else texts_of_menu(inner)
    return [part for part in parts if part]


def _is_said(text: str, data: Collection[str]) -> bool:
    rest = MARKED.sub("\n", text)
    for one in sorted(data, key=len, reverse=True):
        if " " in one or "/" in one:
            rest = rest.replace(one, "\n")
    known = {*ALWAYS, *data}
    parts = [part.strip(MARKS) for part in BETWEEN.split(HASH.sub("", rest))]
    bare = [FIGURE.sub("", part).strip(MARKS) for part in parts]
    return all(
        part in known or few in known or not WORD.search(few)
        for part, few in zip(parts, bare, strict=True)
    )


# --- what has room --------------------------------------------------------------------------


def clipped(window: QWidget, spared: Spared = ()) -> list[Said]:
    """Return every text that is cut off without being whole in its tool tip."""
    found = [
        Said(f"{type(one).__name__} {why}", text) for one, why, text in _all_clipped(window, spared)
    ]
    if window.isWindow() and (window.width() > WIDEST_PX or window.height() > HIGHEST_PX):
        found.append(Said("window", f"{window.width()} × {window.height()}"))
    return found


def _all_clipped(window: QWidget, spared: Spared) -> Iterator[tuple[QWidget, str, str]]:
    for one in seen_in(window, spared):
        text, why = _clipped(one)
        if why and text not in one.toolTip():
            yield one, why, text
        match one:
            case QHeaderView():
                yield from ((one, "is narrow", head) for head in _narrow_heads(one))
            case QAbstractItemView():
                yield from ((one, "is narrow", cell) for cell in _narrow_cells(one))
            case _:
                pass


def _clipped(one: QWidget) -> tuple[str, str]:
    """Return the text of a widget and what is wrong with its room; nothing where that is well."""
    match one:
        case QLabel() if one.text():
            return one.text(), _narrow_label(one) or _out_of_sight(one)
        case KeyButton():
            # It gives up its key first, by intent; then it shortens the text.
            return one.text(), "is short" if one.is_short() else ""
        case QAbstractButton() if one.text():
            short = one.width() < one.sizeHint().width() or one.height() < one.sizeHint().height()
            return one.text(), "is small" if short else _out_of_sight(one)
        case QComboBox() if one.currentText():
            return one.currentText(), _narrow(one, one.currentText(), _room_of_choice(one))
        case QLineEdit() if one.placeholderText() and not one.text():
            return one.placeholderText(), _narrow(one, one.placeholderText(), _room_of_line(one))
        case QPlainTextEdit() if one.placeholderText() and not one.toPlainText():
            return one.placeholderText(), _low(one)
        case _:
            return "", ""


def _narrow_label(label: QLabel) -> str:
    if not label.wordWrap():
        hint = label.sizeHint()
        return "is small" if label.width() < hint.width() or label.height() < hint.height() else ""
    inner = label.contentsRect().width() - 2 * label.margin()
    longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
    if longest > inner:
        return "has no room for its longest word"
    return "is low" if label.height() < label.heightForWidth(label.width()) else ""


def _out_of_sight(one: QWidget) -> str:
    parent = one.parentWidget()
    if one.isWindow() or parent is None or isinstance(parent, QAbstractScrollArea):
        return ""
    return "" if parent.rect().contains(one.geometry()) else "sticks out"


def _narrow(one: QWidget, text: str, room: QRect) -> str:
    return "is narrow" if one.fontMetrics().horizontalAdvance(text) > room.width() else ""


def _room_of_choice(one: QComboBox) -> QRect:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    style = one.style()
    assert style is not None
    control = QStyle.ComplexControl.CC_ComboBox
    return style.subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, one)


def _room_of_line(one: QLineEdit) -> QRect:
    style = one.style()
    assert style is not None
    option = QStyleOptionFrame()
    # Qt lets nobody ask the line of a choice for its own option.
    option.initFrom(one)
    width = style.pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth, option, one)
    option.lineWidth = width if one.hasFrame() else 0
    return style.subElementRect(ROOMY, option, one)


def _low(one: QPlainTextEdit) -> str:
    view = one.viewport()
    assert view is not None
    wrapped = int(Qt.TextFlag.TextWordWrap)
    needed = one.fontMetrics().boundingRect(view.rect(), wrapped, one.placeholderText())
    return "is low" if needed.height() > view.height() else ""


def _narrow_heads(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for n in range(header.count() if model is not None else 0):
        if model is None or header.isSectionHidden(n):
            continue
        text = str(model.headerData(n, header.orientation()) or "")
        if text and header.sectionSize(n) < header.sectionSizeHint(n):
            yield text


def _narrow_cells(view: QAbstractItemView) -> Iterator[str]:
    if not isinstance(view, QTableView):
        return
    for index in indices_of(view):
        text = str(index.data() or "")
        narrow = view.columnWidth(index.column()) < view.sizeHintForIndex(index).width()
        if narrow and text not in str(index.data(Qt.ItemDataRole.ToolTipRole) or ""):
            yield text
