"""A row of joined buttons of which one is chosen: tools, windows, layouts, visits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtCore import QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFocusEvent, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from gui.state.keys import Intent
from gui.widgets import style
from gui.widgets.standing import stands_for

KEY_GAP_PX, PAD_PX, NARROW_PAD_PX, MOST_LEAST_PX = 8, 10, 5, 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One button; ``key`` is the key that does the same, written small beside the text.

    ``intent`` is the row of the table of actions that it stands for.
    """

    id: str
    text: str
    key: str = ""
    tooltip: str = ""
    intent: Intent | None = None


class KeyButton(QToolButton):
    """A flat button with its key beside the text."""

    focused = pyqtSignal(object)
    """The keyboard has come to it; carries the button."""

    def __init__(self, segment: Segment, place: str) -> None:
        super().__init__()
        self._segment = segment
        if segment.intent is not None:
            stands_for(self, segment.intent)
        self.setProperty("segment", place)
        self.setText(segment.text)
        self.setAccessibleName(segment.text)
        self._tell()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Leave room for the key."""
        size = super().sizeHint()
        if self._segment.key:
            size.setWidth(size.width() + self._key_width() + KEY_GAP_PX)
        return size

    def minimumSizeHint(self) -> QSize:
        """Give up the key first, then shorten the text: a small screen has less room."""
        wide = self.fontMetrics().horizontalAdvance(self._segment.text)
        least = min(wide + 2 * NARROW_PAD_PX + 3, MOST_LEAST_PX)
        return QSize(least, super().sizeHint().height())

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Tell of it, so that it is brought in sight."""
        super().focusInEvent(event)
        self.focused.emit(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Say in the tool tip what has no room."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        text, tip = self._segment.text, self._segment.tooltip
        said = tip or text
        self.setToolTip(f"{text}: {said}" if self.is_short() and text not in said else said)

    def is_short(self) -> bool:
        """Say whether there is no room for the whole text."""
        wide = self.fontMetrics().horizontalAdvance(self._segment.text)
        return wide + 2 * NARROW_PAD_PX > self.width()

    def _key_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._segment.key)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the button's ground, its text to the left and the key to the right."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setFont(style.font())
        on = self.isChecked() or self.isDown()
        painter.setPen(QColor(style.STRONG if on else style.TEXT))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        middle = Qt.AlignmentFlag.AlignCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        wide = painter.fontMetrics().horizontalAdvance(self._segment.text)
        # A text is a fraction of a pixel wider than its rounded width.
        pad = max(min(PAD_PX, (self.width() - wide - 2) // 2), NARROW_PAD_PX)
        area = self.rect().adjusted(pad, 0, -pad, 0)
        if not self.isEnabled():
            painter.setPen(QColor(style.DIM))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._segment.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, left if self._segment.key else middle, text)
        if not self._segment.key or wide + self._key_width() + 4 > area.width():
            return
        painter.setFont(style.font(style.SMALL_PX))
        painter.setPen(QColor(style.SOFT if on else style.DIM))
        painter.drawText(area, right, self._segment.key)


class Segments(QWidget):
    """Buttons side by side; says which one was clicked, and shows the one it is told to."""

    menu_wanted = pyqtSignal(str, QPoint)
    """A button was clicked with the right button: its name and where on the screen."""
    focused = pyqtSignal(object)
    """Carries the `KeyButton` that the keyboard has come to."""

    def __init__(self, on_chosen: Callable[[str], None], *, name: str) -> None:
        super().__init__()
        self._on_chosen = on_chosen
        self._segments: tuple[Segment, ...] = ()
        self.buttons: dict[str, KeyButton] = {}
        self.setAccessibleName(name)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_segments(self, segments: tuple[Segment, ...], chosen: str = "") -> None:
        """Show other buttons, or another one chosen."""
        if segments != self._segments:
            self._segments = segments
            self._rebuild()
        for name, button in self.buttons.items():
            button.setChecked(name == chosen)

    def _rebuild(self) -> None:
        """Make the buttons anew; the keyboard stays at the one that it was at."""
        held = next((name for name, one in self.buttons.items() if one.hasFocus()), "")
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for n, segment in enumerate(self._segments):
            button = KeyButton(segment, _place(n, len(self._segments)))
            button.setCheckable(True)
            button.clicked.connect(lambda _, name=segment.id: self._clicked(name))
            button.focused.connect(self.focused)
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(
                lambda at, name=segment.id, one=button: self.menu_wanted.emit(
                    name, one.mapToGlobal(at)
                )
            )
            self._layout.addWidget(button)
            self.buttons[segment.id] = button
        if held in self.buttons:
            # What is not shown yet does not take the keyboard.
            self.buttons[held].show()
            self.buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, name: str) -> None:
        # What is chosen is decided by the state, not by the click.
        self.buttons[name].setChecked(not self.buttons[name].isChecked())
        self._on_chosen(name)


def _place(n: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if n == 0 else "last" if n == count - 1 else "middle"
