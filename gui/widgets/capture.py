"""A field that takes a key or a mouse gesture instead of answering it."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QKeyCombination, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QApplication, QSizePolicy, QStyle, QStyleOption, QWidget

from gui.state.gestures import Button, Modifier, trigger
from gui.state.tongue import tr
from gui.state.triggers import Kind, shown
from gui.widgets import style

HEIGHT_PX = 64
_ALONE = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)
_BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
    Qt.MouseButton.RightButton: Button.RIGHT,
}
_HELD = {
    Qt.KeyboardModifier.ControlModifier: Modifier.CTRL,
    Qt.KeyboardModifier.ShiftModifier: Modifier.SHIFT,
    Qt.KeyboardModifier.AltModifier: Modifier.ALT,
}


class Capture(QWidget):
    """Says what was pressed or done while it listens; Esc and leaving it end that."""

    made = pyqtSignal(str, object)
    """A trigger as the table of actions writes it, and its `gui.state.triggers.Kind`."""
    ended = pyqtSignal()
    """It does not listen any more, and nothing was made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("capture")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("New key or gesture"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._text, self._listens = "", False
        self._pressed: tuple[Qt.MouseButton, float, float] | None = None

    def sizeHint(self) -> QSize:
        """Return a size that a drag fits into."""
        return QSize(240, HEIGHT_PX)

    def show_trigger(self, text: str) -> None:
        """Show a trigger, or that there is none."""
        self._text = shown(text) or tr("no key")
        self.setAccessibleDescription(self._text)
        self.update()

    def listen(self, text: str) -> None:
        """Take the next key or gesture; ``text`` asks for it."""
        self._text, self._listens, self._pressed = text, True, None
        self.setAccessibleDescription(text)
        self.setProperty("listens", "yes")
        self._polish()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_listening(self) -> bool:
        """Say whether the next key is taken."""
        return self._listens

    def stop(self) -> None:
        """Listen no more."""
        if self._listens:
            self._listens = False
            self.setProperty("listens", "no")
            self._polish()

    def _polish(self) -> None:
        made = self.style()
        if made is not None:
            made.unpolish(self)
            made.polish(self)
        self.update()

    def event(self, a0: QEvent | None) -> bool:
        """Take keys before shortcuts and the way to the next field do."""
        if self._listens and isinstance(a0, QKeyEvent):
            if a0.type() is QEvent.Type.ShortcutOverride:
                a0.accept()
                return True
            if a0.type() is QEvent.Type.KeyPress:
                self._take_key(a0)
                return True
        return super().event(a0)

    def _take_key(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key in _ALONE:
            return
        if key == Qt.Key.Key_Escape and held == Qt.KeyboardModifier.NoModifier:
            self._end()
            return
        if key == Qt.Key.Key_Backtab:
            key = Qt.Key.Key_Tab.value
        kept = held & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
        )
        symbol = event.text().strip()
        if len(symbol) == 1 and not symbol.isalnum() and symbol.isprintable():
            # Shift has gone into the sign itself: "?" is no "Shift+?".
            kept &= ~Qt.KeyboardModifier.ShiftModifier
        text = QKeySequence(QKeyCombination(kept, Qt.Key(key))).toString()
        if text:
            self._made(text, Kind.KEY)

    def mousePressEvent(self, a0: QMouseEvent | None) -> None:
        """Begin a gesture."""
        if a0 is not None and self._listens and a0.button() in _BUTTONS:
            self._pressed = (a0.button(), a0.position().x(), a0.position().y())

    def mouseMoveEvent(self, a0: QMouseEvent | None) -> None:
        """Take a drag once it is one."""
        if a0 is None or self._pressed is None:
            return
        button, x, y = self._pressed
        way = abs(a0.position().x() - x) + abs(a0.position().y() - y)
        if way >= QApplication.startDragDistance():
            self._gesture(a0, f"{_BUTTONS[button]} drag", Kind.DRAG)

    def mouseReleaseEvent(self, a0: QMouseEvent | None) -> None:
        """Take a click."""
        if a0 is not None and self._pressed is not None and a0.button() is self._pressed[0]:
            self._gesture(a0, f"{_BUTTONS[a0.button()]} click", Kind.CLICK)

    def mouseDoubleClickEvent(self, a0: QMouseEvent | None) -> None:
        """Take a double click."""
        if a0 is not None and self._listens and a0.button() is Qt.MouseButton.LeftButton:
            self._gesture(a0, "Double click", Kind.DOUBLE_CLICK)

    def wheelEvent(self, a0: QWheelEvent | None) -> None:
        """Take a turn of the wheel."""
        if a0 is not None and self._listens:
            a0.accept()
            self._gesture(a0, "Wheel", Kind.WHEEL)

    def focusOutEvent(self, a0: QFocusEvent | None) -> None:
        """Listen no more once something else has the keyboard."""
        super().focusOutEvent(a0)
        if self._listens:
            self._end()

    def paintEvent(self, a0: QPaintEvent | None) -> None:
        """Draw the frame of the style sheet and the text."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        made = self.style()
        if made is not None:
            made.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setFont(style.font())
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(10, 4, -10, -4), int(wrapped), self._text)

    def _gesture(self, event: QMouseEvent | QWheelEvent, name: str, kind: Kind) -> None:
        held = event.modifiers()
        self._pressed = None
        modifiers = frozenset(one for key, one in _HELD.items() if held & key)
        self._made(trigger(modifiers, name), kind)

    def _made(self, text: str, kind: Kind) -> None:
        self.stop()
        self.made.emit(text, kind)

    def _end(self) -> None:
        self.stop()
        self.ended.emit()
