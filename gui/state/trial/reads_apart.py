"""Where two lesion tables of one subject disagree, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from gui.state.lesion_table import Cell, CellKind, LesionTable, Line, Total
from gui.state.tongue import tr
from recist.model.lesion import Role

# Two readers never measure the same tenth of a millimetre. What counts as growth in the criteria
# counts as another measurement here: a fifth of the smaller one and 5 mm.
SHARE_APART, MM_APART = 0.2, 5.0
Place = tuple[str, str]
"""Title of a line (a lesion or a total) and visit."""


def places_apart(one: LesionTable, other: LesionTable) -> tuple[frozenset[Place], frozenset[Place]]:
    """Return the places of each table where the other one says something else.

    Lesions are the same where role, organ and site are; each reader names their own. Of a lesion
    that only one reader has, every place is returned where something was read.
    """
    return _apart(one, other), _apart(other, one)


def _apart(table: LesionTable, other: LesionTable) -> frozenset[Place]:
    found: set[Place] = set()
    for line, partner in _pairs(table, other):
        found.update(_lesion_apart(line, partner, table, other))
    for total, beside in zip(table.totals, other.totals, strict=True):
        found.update(_total_apart(total, beside, table, other))
    return frozenset(found)


def _pairs(table: LesionTable, other: LesionTable) -> Iterator[tuple[Line, Line | None]]:
    """Put each lesion of a read together with the other read's."""
    theirs = _by_place(other)
    for where, lines in _by_place(table).items():
        beside = theirs.get(where, [])
        for n, line in enumerate(lines):
            yield line, beside[n] if n < len(beside) else None


def _by_place(table: LesionTable) -> Mapping[tuple[Role, str, str], list[Line]]:
    found: dict[tuple[Role, str, str], list[Line]] = defaultdict(list)
    for section in table.sections:
        for line in section.lines:
            found[line.role, line.organ.casefold(), line.site.casefold()].append(line)
    return found


def _lesion_apart(
    line: Line, partner: Line | None, table: LesionTable, other: LesionTable
) -> Iterator[Place]:
    there = {} if partner is None else _by_visit(other, partner.cells)
    for visit, cell in _by_visit(table, line.cells).items():
        answer = there.get(visit)
        if answer is None and cell.kind is CellKind.OPEN:
            continue
        if answer is None or _differ(cell, answer):
            yield line.lesion, visit


def _by_visit(table: LesionTable, cells: tuple[Cell, ...]) -> dict[str, Cell]:
    return {column.visit: cell for column, cell in zip(table.columns, cells, strict=True)}


def _differ(cell: Cell, other: Cell) -> bool:
    if cell.kind is CellKind.LENGTH and other.kind is CellKind.LENGTH:
        small, large = sorted((float(cell.text), float(other.text)))
        return large - small >= max(MM_APART, SHARE_APART * small)
    return cell.text != other.text


def _total_apart(
    total: Total, partner: Total, table: LesionTable, other: LesionTable
) -> Iterator[Place]:
    """Compare categories alone: sums follow from the lesions."""
    if not total.is_category:
        return
    there = {one.visit: text for one, text in zip(other.columns, partner.cells, strict=True)}
    for column, text in zip(table.columns, total.cells, strict=True):
        if there.get(column.visit, "") != text:
            yield total.title, column.visit


def with_marks(table: LesionTable, places: frozenset[Place]) -> LesionTable:
    """Say in the tooltip of each marked lesion that the reads differ there."""
    return replace(
        table,
        sections=tuple(
            replace(one, lines=tuple(_marked(line, table, places) for line in one.lines))
            for one in table.sections
        ),
    )


def _marked(line: Line, table: LesionTable, places: frozenset[Place]) -> Line:
    return replace(
        line,
        cells=tuple(
            replace(cell, tell=partial(str, f"{cell.tooltip}\n{tr('the reads differ here')}"))
            if (line.lesion, visit) in places
            else cell
            for visit, cell in _by_visit(table, line.cells).items()
        ),
    )
