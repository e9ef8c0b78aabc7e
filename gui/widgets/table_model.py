"""The frozen lesion table as Qt's table model: a thin adapter that holds nothing of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, Qt

from gui.state.lesion_table import Cell, Column, LesionTable, Line, Section, Total
from gui.state.tongue import tr

LESION_COLUMN, ORGAN_COLUMN, FIRST_VISIT_COLUMN = 0, 1, 2
NO_INDEX = QModelIndex()
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Row:
    """A row on screen: a section's title, a lesion or a total."""

    content: Section | Line | Total


def rows_of(table: LesionTable) -> tuple[Row, ...]:
    """List the rows from top to bottom."""
    rows: list[Row] = []
    for section in table.sections:
        rows.append(Row(section))
        rows.extend(Row(line) for line in section.lines)
    rows.extend(Row(total) for total in table.totals)
    return tuple(rows)


class LesionTableModel(QAbstractTableModel):
    """Shows one `LesionTable` at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.table = LesionTable(columns=(), sections=(), totals=())
        self.rows: tuple[Row, ...] = ()

    def show(self, table: LesionTable) -> bool:
        """Take a new table; returns whether its shape (rows, columns) is another."""
        rows = rows_of(table)
        shape = (len(rows), len(table.columns))
        changed = shape != (len(self.rows), len(self.table.columns)) or _kinds(rows) != _kinds(
            self.rows
        )
        if changed:
            self.beginResetModel()
        before, self.table, self.rows = (self.table, self.rows), table, rows
        if changed:
            self.endResetModel()
        else:
            self._tell_changes(*before)
        return changed

    def _tell_changes(self, table: LesionTable, rows: tuple[Row, ...]) -> None:
        """Tell the views which cells are others now: only these are painted again.

        Dragging a caliper changes a handful of cells many times in a second.
        """
        if table.columns != self.table.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            if rows:
                last = self.index(len(rows) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        for n, (one, other) in enumerate(zip(rows, self.rows, strict=True)):
            if one == other:
                continue
            for column in range(self.columnCount()):
                if _shown(one, column) != _shown(other, column):
                    self.dataChanged.emit(self.index(n, column), self.index(n, column))

    def rowCount(self, parent: QModelIndex = NO_INDEX) -> int:
        """Count sections, lesions and totals."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = NO_INDEX) -> int:
        """Count the two fixed columns and the visits."""
        return 0 if parent.isValid() else FIRST_VISIT_COLUMN + len(self.table.columns)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Let lesions be chosen, and nothing else."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.rows[index.row()].content, Line):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: QModelIndex, role: int = Role.DisplayRole) -> Any:
        """Return the text or the tooltip of a cell; how it looks is the delegate's business."""
        if role == Role.DisplayRole:
            return self.text(index)
        # What a sign or a tool tip tells is told to a screen reader as well.
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            cell = self.cell(index)
            content = self.rows[index.row()].content
            if cell is not None:
                return cell.tooltip
            if isinstance(content, Line):
                return "\n".join(part for part in (_name(content), content.warning) if part)
            if isinstance(content, Total) and index.column() < FIRST_VISIT_COLUMN:
                return content.title
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return the heading of a column; a visit's stands in three lines."""
        column = self.column(section)
        if orientation is Qt.Orientation.Horizontal and role == Role.ToolTipRole and column:
            return "\n".join(filter(None, (column.visit, column.date, column.comment)))
        if role == Role.ToolTipRole and section == ORGAN_COLUMN:
            return tr("Organ, site")
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        if column is None:
            return tr("Organ") if section == ORGAN_COLUMN else ""
        return f"{column.visit}\n{column.date}\n{column.scan}"

    def text(self, index: QModelIndex) -> str:
        """Return what a cell says in words."""
        content = self.rows[index.row()].content
        place = index.column() - FIRST_VISIT_COLUMN
        match content:
            case Section(title=title):
                return title if index.column() == 0 else ""
            case Line() if place < 0:
                return content.lesion if index.column() == 0 else _where(content)
            case Line():
                return content.cells[place].text
            case Total():
                if place < 0:
                    return content.title if index.column() == 0 else ""
                return content.cells[place]

    def cell(self, index: QModelIndex) -> Cell | None:
        """Return the cell of a lesion at a visit."""
        content = self.rows[index.row()].content
        place = index.column() - FIRST_VISIT_COLUMN
        return content.cells[place] if isinstance(content, Line) and place >= 0 else None

    def has_warning(self, index: QModelIndex) -> bool:
        """Say whether a cell carries a warning sign: of a lesion, or of it at a visit."""
        content, cell = self.rows[index.row()].content, self.cell(index)
        if cell is not None:
            return bool(cell.warning)
        is_name = index.column() == LESION_COLUMN
        return is_name and isinstance(content, Line) and bool(content.warning)

    def column(self, section: int) -> Column | None:
        """Return the visit of a column."""
        place = section - FIRST_VISIT_COLUMN
        return self.table.columns[place] if 0 <= place < len(self.table.columns) else None

    def row_of(self, lesion: str) -> int | None:
        """Return the row that a lesion stands in."""
        for n, row in enumerate(self.rows):
            if isinstance(row.content, Line) and row.content.lesion == lesion:
                return n
        return None


def _kinds(rows: tuple[Row, ...]) -> list[str]:
    """Tell rows apart as far as their height depends on it."""
    kinds = []
    for row in rows:
        match row.content:
            case Line(lesion=lesion):
                kinds.append(lesion)
            case Total(cells=cells):
                kinds.append("long" if any("/" in cell for cell in cells) else "total")
            case Section():
                kinds.append("section")
    return kinds


def _shown(row: Row, column: int) -> object:
    """Return what a row shows in a column, as far as it can be another at each of them."""
    place = column - FIRST_VISIT_COLUMN
    match row.content:
        case Line() as line:
            return line.cells[place] if place >= 0 else replace(line, cells=())
        case Total() as total:
            return total.cells[place] if place >= 0 else total.title
        case Section(title=title):
            return title


def site_shown(line: Line) -> str:
    """Return the site, and that it is a node where the organ does not say so."""
    node = tr("node") if line.nodal and "node" not in line.organ.casefold() else ""
    return ", ".join(part for part in (line.site, node) if part)


def _where(line: Line) -> str:
    return ", ".join(part for part in (line.organ, site_shown(line)) if part)


def _name(line: Line) -> str:
    counting = tr("lymph node: the short axis counts") if line.short_counts else tr("lymph node")
    node = counting if line.nodal else ""
    return "\n".join(part for part in (f"{line.lesion} · {_where(line)}", node) if part)
