"""Paints the lesion table: sections, lesions, sums and the pills of the responses."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPen
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.state.lesion_table import CellKind, Line, Section, Total
from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.table_model import (
    FIRST_VISIT_COLUMN,
    LESION_COLUMN,
    ORGAN_COLUMN,
    LesionTableModel,
    site_shown,
)
from recist.model.lesion import Role

PAD, SIGN_PX = 8, 13
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LesionTableDelegate(QStyledItemDelegate):
    """Draws a cell by what its row is."""

    def __init__(self, model: LesionTableModel) -> None:
        super().__init__()
        self._model = model

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw one cell."""
        if painter is None or not index.isValid() or index.row() >= len(self._model.rows):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        content = self._model.rows[index.row()].content
        rect = option.rect
        column = self._model.column(index.column())
        is_current = column is not None and column.is_current
        match content:
            case Section():
                self._section(painter, rect, index)
            case Line():
                chosen = bool(option.state & QStyle.StateFlag.State_Selected)
                self._background(painter, rect, chosen=chosen, current=is_current)
                self._line(painter, rect, content, index, strong=is_current)
            case Total():
                self._total(painter, rect, content, index, current=is_current)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._focus(painter, rect)
        painter.restore()

    def _focus(self, painter: QPainter, rect: QRect) -> None:
        """Frame the cell that the keyboard is at."""
        painter.setPen(QPen(QColor(style.ACCENT), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _background(self, painter: QPainter, rect: QRect, *, chosen: bool, current: bool) -> None:
        if chosen:
            painter.fillRect(rect, QColor(style.CHOSEN))
        elif current:
            painter.fillRect(rect, QColor(style.CURRENT))
        painter.setPen(QPen(QColor(style.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _section(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        painter.setFont(style.font(style.SMALL_PX, spacing=0.4))
        painter.setPen(QColor(style.DIM))
        area = rect.adjusted(PAD, 4, 0, 0)
        painter.drawText(area, LEFT, self._model.text(index).upper().replace(" MM", " mm"))

    def _line(
        self, painter: QPainter, rect: QRect, line: Line, index: QModelIndex, *, strong: bool
    ) -> None:
        painter.setFont(style.font(style.TEXT_PX))
        if index.column() == LESION_COLUMN:
            self._lesion(painter, rect, line)
        elif index.column() == ORGAN_COLUMN:
            self._organ(painter, rect, line)
        else:
            cell = line.cells[index.column() - FIRST_VISIT_COLUMN]
            free = rect.adjusted(SIGN_PX, 0, 0, 0) if cell.warning else rect
            self._cell(painter, free, cell.text, cell.kind, strong=strong)
            if cell.warning:
                warning_sign(painter, sign_rect(rect, index.column()), style.WARNING)
            if cell.comment:
                self._comment(painter, rect)

    def _organ(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if line.role is Role.MARKER:
            return
        painter.setPen(QColor(style.TEXT if line.organ else style.WARNING))
        site = site_shown(line)
        if site:
            painter.setFont(style.font(style.SMALL_PX))
        upper = rect.adjusted(0, 0, 0, -13) if site else rect
        self._elided(painter, upper, line.organ or tr("organ?"), LEFT)
        if site:
            painter.setFont(style.font(style.FINE_PX))
            painter.setPen(QColor(style.SOFT))
            lower = rect.adjusted(0, 14, 0, 0)
            self._elided(painter, lower, site, LEFT)

    def _lesion(self, painter: QPainter, rect: QRect, line: Line) -> None:
        middle = rect.center().y() + 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.LESIONS[line.colour % len(style.LESIONS)]))
        painter.drawRoundedRect(QRectF(rect.left() + PAD, middle - 4, 8, 8), 2, 2)
        painter.setPen(QColor(style.TEXT))
        free = rect.adjusted(14, 0, -SIGN_PX if line.warning else 0, 0)
        self._elided(painter, free, line.lesion, LEFT)
        if line.warning:
            warning_sign(painter, sign_rect(rect, LESION_COLUMN), style.WARNING)

    def _cell(
        self, painter: QPainter, rect: QRect, text: str, kind: CellKind, *, strong: bool
    ) -> None:
        weight = QFont.Weight.DemiBold if strong and kind is CellKind.LENGTH else None
        painter.setFont(style.font(style.TEXT_PX, weight=weight, tabular=True))
        painter.setPen(QColor(style.SOFT if kind is CellKind.OPEN else style.TEXT))
        self._elided(painter, rect, text, RIGHT)

    def _total(
        self, painter: QPainter, rect: QRect, total: Total, index: QModelIndex, *, current: bool
    ) -> None:
        if total.title:
            strong_line = total.title == self._first_total()
            painter.setPen(QPen(QColor(style.RULE if strong_line else style.LINE), 1))
            # One pixel lower: Qt paints a spanned row's ground over the first.
            y = rect.top() + (1 if strong_line else 0)
            painter.drawLine(rect.left(), y, rect.right(), y)
        weight = QFont.Weight.DemiBold if total.strong else None
        painter.setFont(style.font(style.TEXT_PX, weight=weight, tabular=True))
        if index.column() < FIRST_VISIT_COLUMN:
            painter.setPen(QColor(style.TEXT if total.strong else style.SOFT))
            self._elided(painter, rect, self._model.text(index), LEFT)
            return
        place = index.column() - FIRST_VISIT_COLUMN
        response = total.responses[place] if total.responses else None
        if response is not None:
            pill(painter, rect, response.value, RIGHT)
            return
        painter.setPen(QColor(style.TEXT if total.strong or current else style.SOFT))
        self._elided(painter, rect, total.cells[place], RIGHT)

    def _first_total(self) -> str:
        return self._model.table.totals[0].title if self._model.table.totals else ""

    def _elided(self, painter: QPainter, rect: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
        area = rect.adjusted(PAD if flags is LEFT else 2, 0, -PAD if flags is RIGHT else -2, 0)
        wraps = " " in text
        metrics = painter.fontMetrics()
        for size in (style.FINE_PX, style.TINY_PX):
            widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
            tight = metrics.horizontalAdvance(text) + 1 > area.width()
            if tight and (size > style.TINY_PX or not wraps or widest > area.width()):
                painter.setFont(style.font(size))
                metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > area.width() and wraps:
            wrapped = flags | Qt.TextFlag.TextWordWrap
            if painter.boundingRect(area, wrapped, text).height() <= area.height() + 4:
                painter.drawText(area, wrapped, text)
                return
        painter.drawText(
            area, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        )

    def _comment(self, painter: QPainter, rect: QRect) -> None:
        comment_dot(painter, rect)


def sign_rect(rect: QRect, column: int) -> QRectF:
    """Return where the warning sign of a cell stands: after a lesion's name, before a value."""
    left = rect.right() - 11 if column == LESION_COLUMN else rect.left() + 2
    return QRectF(left, rect.center().y() - 4.5, 10, 9)


def comment_dot(painter: QPainter, rect: QRect) -> None:
    """Draw the dot that says that there is a comment."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.ACCENT))
    painter.drawEllipse(QRectF(rect.right() - 7, rect.top() + 3, 4, 4))


def pill(painter: QPainter, rect: QRect, word: str, flags: Qt.AlignmentFlag) -> None:
    """Draw a response as a coloured pill with its word."""
    painter.setFont(style.font(style.SMALL_PX, weight=QFont.Weight.DemiBold))
    width, height, text = painter.fontMetrics().horizontalAdvance(word) + 14, 17, word
    if width > rect.width() - PAD and "/" in word:
        # NON-CR/NON-PD: in two lines, for a shorter word would be another category.
        painter.setFont(style.font(style.TINY_PX, weight=QFont.Weight.DemiBold))
        text, height = word.replace("/", "/\n"), 27
        lines = text.split("\n")
        width = max(painter.fontMetrics().horizontalAdvance(line) for line in lines) + 14
    left = rect.right() - PAD - width + 1 if flags is RIGHT else rect.left()
    area = QRectF(left, rect.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.response_colour(word)))
    painter.drawRoundedRect(area, 8.5, 8.5)
    painter.setPen(QColor(style.BACKGROUND))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def warning_sign(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw a small triangle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    x = rect.center().x()
    painter.drawPolygon(rect.bottomLeft(), rect.bottomRight(), QPointF(x, rect.top()))
    painter.setPen(QPen(QColor(style.BACKGROUND), 1.3))
    painter.drawLine(QPointF(x, rect.top() + 3), QPointF(x, rect.bottom() - 2.5))


def error_sign(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw a disc with a cross: what is weightier than a warning has another shape."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    middle, radius = rect.center(), rect.height() / 2.0
    painter.drawEllipse(middle, radius, radius)
    painter.setPen(QPen(QColor(style.BACKGROUND), 1.5))
    arm = radius * 0.45
    for way in (arm, -arm):
        painter.drawLine(
            QPointF(middle.x() - arm, middle.y() - way), QPointF(middle.x() + arm, middle.y() + way)
        )
