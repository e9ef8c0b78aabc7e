"""Lines of text in a question, which scroll where a screen has no room for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

MOST_PX, GAP_PX = 260, 8


class _Room(QScrollArea):
    """Asks for the height of all lines, up to a point."""

    def sizeHint(self) -> QSize:
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        wide = max(inside.sizeHint().width(), self.width())
        return QSize(wide, min(max(inside.heightForWidth(wide), 0), MOST_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def listed(lines: Sequence[QLabel], name: str, most: int) -> QWidget:
    """Return the lines one under the other; more than ``most`` of them scroll."""
    holder = QWidget()
    holder.setObjectName("holder")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP_PX)
    for line in lines:
        column.addWidget(line)
    if len(lines) <= most:
        return holder
    column.setContentsMargins(10, 8, 10, 8)
    area = _Room()
    area.setObjectName("listing")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(name)
    area.setWidget(holder)
    return area
