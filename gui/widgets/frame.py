"""How the room is divided: bars above and below, three panels between them."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

LEFT_PX, MIDDLE_PX, RIGHT_PX = 214, 950, 464


def lay_out(
    window: QMainWindow,
    above: tuple[QWidget, ...],
    panels: tuple[QWidget, QWidget, QWidget],
    below: QWidget,
) -> QSplitter:
    """Put the parts into a window, and return the panels; the left one can be folded away."""
    middle = QSplitter(Qt.Orientation.Horizontal)
    for widget in panels:
        middle.addWidget(widget)
    middle.setSizes([LEFT_PX, MIDDLE_PX, RIGHT_PX])
    for n, stretch in enumerate((0, 1, 0)):
        middle.setStretchFactor(n, stretch)
        middle.setCollapsible(n, n == 0)
    central = QWidget()
    column = QVBoxLayout(central)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in (*above, middle, below):
        column.addWidget(part, int(part is middle))
    window.setCentralWidget(central)
    return middle
