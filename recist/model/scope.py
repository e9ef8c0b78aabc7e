"""The part of a case that an organ-limited assessment sees (§5 of the specification)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from recist.model.case import Case, Visit
from recist.model.lesion import Lesion, Role

ALL = "all"
NOT = "not-"

Column = TypeVar("Column")


def is_in_scope(organ: str, scope: str) -> bool:
    """Say whether a lesion of an organ belongs to a scope.

    Parameters
    ----------
    scope : str
        ``all``, an organ, or ``not-`` and an organ.
    """
    here = organ.strip().casefold()
    if scope == ALL:
        return True
    if scope.startswith(NOT):
        return here != scope.removeprefix(NOT).casefold()
    return here == scope.casefold()


def in_scope(case: Case, scope: str) -> Case:
    """Return a case with the lesions of a scope alone; markers count in ``all`` only.

    What was noticed of lesions outside the scope stays outside.
    """
    if scope == ALL:
        return case

    def belongs(lesion: Lesion) -> bool:
        return is_in_scope(lesion.organ, scope)

    rows = tuple(
        row
        for row in case.rows
        if row.role is Role.VISIT or (row.role is not Role.MARKER and is_in_scope(row.organ, scope))
    )
    outside = {row.lesion for row in case.rows} - {row.lesion for row in rows}
    return replace(
        case,
        scope=scope,
        targets=tuple(filter(belongs, case.targets)),
        non_targets=tuple(filter(belongs, case.non_targets)),
        markers=(),
        new_lesions=tuple(filter(belongs, case.new_lesions)),
        visits=tuple(_visit(case, visit, belongs) for visit in case.visits),
        rows=rows,
        findings=tuple(note for note in case.findings if note.lesion not in outside),
    )


def _visit(case: Case, visit: Visit, belongs: Callable[[Lesion], bool]) -> Visit:
    def kept(lesions: Iterable[Lesion], columns: Iterable[Column]) -> tuple[Column, ...]:
        pairs = zip(lesions, columns, strict=True)
        return tuple(column for lesion, column in pairs if belongs(lesion))

    return replace(
        visit,
        targets=kept(case.targets, visit.targets),
        non_targets=kept(case.non_targets, visit.non_targets),
        markers=(),
        new=kept(case.new_lesions, visit.new),
    )
