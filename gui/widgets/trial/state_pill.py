"""Paints a state as a pill: its sign, its word, its colour."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from PyQt6.QtCore import QModelIndex, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.widgets import style

StateT = TypeVar("StateT", bound=StrEnum)
PAD_PX, HIGH_PX, SIGN_PX = 6, 20, 18


class StatePill(QStyledItemDelegate):
    """Draws the cells of one column by their word."""

    def __init__(
        self, signs: Mapping[StateT, str], colours: Mapping[StateT, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._signs = {str(state): sign for state, sign in signs.items()}
        self._colours = {str(state): colour for state, colour in colours.items()}

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw the ground of the row as everywhere, and the pill on it."""
        if painter is None:
            return
        word = str(index.data())
        bare = QStyleOptionViewItem(option)
        super().paint(painter, bare, index)
        colour = self._colours.get(word, style.SOFT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font(style.SMALL_PX, weight=style.BOLD))
        wide = SIGN_PX + painter.fontMetrics().horizontalAdvance(word) + 2 * PAD_PX
        top = option.rect.center().y() - HIGH_PX / 2 + 0.5
        area = QRectF(option.rect.left() + PAD_PX, top, wide, HIGH_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.mixed(style.PANEL, colour, 0.18)))
        painter.drawRoundedRect(area, HIGH_PX / 2, HIGH_PX / 2)
        painter.setPen(QColor(colour))
        sign = QRectF(area.left() + PAD_PX - 2, area.top(), SIGN_PX - 2, area.height())
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, self._signs.get(word, ""))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(SIGN_PX + PAD_PX - 2, 0, 0, 0), side, word)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem | None, index: QModelIndex) -> None:
        """Leave the word to the pill."""
        super().initStyleOption(option, index)
        if option is not None:
            option.text = ""
