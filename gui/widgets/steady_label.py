"""A text that changes many times in a second without its panel being laid out anew each time."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QLabel, QWidget

WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
NARROWEST_PX, HIGHEST_PX = 80, 10_000


class SteadyLabel(QLabel):
    """A label in several lines; it asks for another place only where it needs another height.

    Qt's own lays out the whole panel with every figure that changes, which takes longer than to
    paint it. It keeps the look, the role and the properties of a label, and paints itself.

    Parameters
    ----------
    kind : str
        Its kind in the style sheet, which gives it the font.
    colour : str
        Of the letters.
    """

    def __init__(self, kind: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._colour = "", QColor(colour)
        self.setProperty("kind", kind)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str | None) -> None:
        """Show another text; an empty one takes no room."""
        before, self._text = self._text, text or ""
        if self._text == before:
            return
        self.setAccessibleName(self._text)
        self.setVisible(bool(self._text))
        if self._height_of(before) != self._height_of(self._text):
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._height_of(self._text, width)

    def sizeHint(self) -> QSize:
        """Ask for the lines at the width that there is."""
        width = max(self.width(), NARROWEST_PX)
        return QSize(width, self._height_of(self._text, width))

    def minimumSizeHint(self) -> QSize:
        """Ask for a line at least."""
        return QSize(NARROWEST_PX, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Write the lines."""
        painter = QPainter(self)
        painter.setPen(self._colour)
        painter.drawText(self.rect(), WRAPPED, self._text)

    def _height_of(self, text: str, width: int | None = None) -> int:
        room = QRect(0, 0, max(self.width() if width is None else width, 1), HIGHEST_PX)
        return self.fontMetrics().boundingRect(room, WRAPPED, text).height()
