"""A line of text that makes its window no wider: what has no room stands in the tool tip."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QLabel, QWidget

LEAST_PX = 48


class Elided(QLabel):
    """Shows one line, cut short at its end where it has to be.

    Parameters
    ----------
    least_px : int
        The width that it never gives up, as far as its text needs it.
    """

    def __init__(self, least_px: int = LEAST_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_px, self._tip = least_px, ""
        # Names from files are shown as they are, whatever marks are in them.
        self.setTextFormat(Qt.TextFormat.PlainText)

    def tell(self, text: str, tip: str = "") -> None:
        """Show a text; ``tip`` is what its tool tip says of it."""
        self._tip = tip
        self.setText(text.replace("\n", " "))
        self._tell_tip()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the least width."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self._least_px), whole.height())

    def is_short(self) -> bool:
        """Say whether there is no room for the whole text."""
        return self.width() < super().minimumSizeHint().width()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Say in the tool tip what has no room now."""
        super().resizeEvent(event)
        self._tell_tip()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the text, or its beginning."""
        made = self.style()
        if made is None or not self.is_short():
            super().paintEvent(event)
            return
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter = QPainter(self)
        made.drawItemText(
            painter,
            area,
            side,
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
        painter.end()

    def _tell_tip(self) -> None:
        text, tip = self.text(), self._tip
        if self.is_short() and text not in tip:
            tip = f"{text}: {tip}" if tip else text
        self.setToolTip(tip)
