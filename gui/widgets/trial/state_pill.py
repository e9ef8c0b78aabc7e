"""Paints a state as a pill: its sign, its word, its colour."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from PyQt6.QtCore import QModelIndex, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter
from PyQt6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.state.tongue import tr
from gui.widgets import style

StateT = TypeVar("StateT", bound=StrEnum)
PAD_PX, HIGH_PX, SIGN_PX = 6, 20, 18


class StatePill(QStyledItemDelegate):
    """Draws the cells of one column by their word."""

    def __init__(
        self,
        words: Mapping[StateT, str],
        signs: Mapping[StateT, str],
        colours: Mapping[StateT, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._signs = {tr(word): signs[state] for state, word in words.items()}
        self._colours = {tr(word): colours[state] for state, word in words.items()}

    def width_px(self) -> int:
        """Return how wide the pill of the longest word is, with some space around it."""
        measured = QFontMetrics(style.font(style.SMALL_PX, weight=style.BOLD))
        longest = max(measured.horizontalAdvance(word) for word in self._signs)
        return SIGN_PX + longest + 4 * PAD_PX

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
