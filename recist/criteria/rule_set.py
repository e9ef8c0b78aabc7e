"""What distinguishes one criterion of a sum of diameters from another: figures and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recist.criteria import shapes
from recist.criteria.sentences import SENTENCES
from recist.criteria.shapes import Shape
from recist.criteria.table import Inputs, Rule, compile_table
from recist.criteria.thresholds import Thresholds
from recist.model.response import Response

Table = Mapping[Inputs, Rule[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """What distinguishes one sum-of-diameters criterion from another: figures and tables.

    Attributes
    ----------
    target : Table
        By (Completeness, Extent, progression of the sum, response of the sum, PR holds).
    non_target : Table
        By (progression, reappeared, unread, persisting).
    visit : Table
        By (target or None, non-target or None, unequivocal new lesion, anything assessed).
    new_lesion, back_dating : Rule
        Reported where an unequivocal new lesion counts, and where a later visit dates back.
    rows : tuple of Rule
        Every row, for wording and documentation.
    """

    thresholds: Thresholds
    target: Table
    non_target: Table
    visit: Table
    new_lesion: Rule[Response]
    back_dating: Rule[Response]
    rows: tuple[Rule[Response], ...]


def rule_set(
    criterion: str,
    thresholds: Thresholds,
    clauses: Mapping[str, str],
    sentences: Mapping[str, str] | None = None,
    *,
    target: Sequence[Shape] = shapes.TARGET,
    non_target: Sequence[Shape] = shapes.NON_TARGET,
    visit: Sequence[Shape] = shapes.VISIT,
) -> RuleSet:
    """Put a criterion together out of its figures, its tables and where each row stands.

    Parameters
    ----------
    criterion : str
        First part of every row's id.
    clauses : mapping
        By row id the paper's clause.
    sentences : mapping, optional
        By row id what the criterion says in its own way.

    Raises
    ------
    ValueError
        Where a table is not total, in conflict with itself or has a dead row.
    KeyError
        Where a row has no clause.
    """
    said = SENTENCES | dict(sentences or {})

    def rows(shaped: Sequence[Shape]) -> tuple[Rule[Response], ...]:
        return shapes.worded(criterion, shaped, clauses, said)

    targets, non_targets, visits = rows(target), rows(non_target), rows(visit)
    new_lesion, back_dating = rows(shapes.NEW_LESION)
    return RuleSet(
        thresholds=thresholds,
        target=compile_table(targets, shapes.TARGET_INPUTS),
        non_target=compile_table(non_targets, shapes.NON_TARGET_INPUTS),
        visit=compile_table(visits, shapes.VISIT_INPUTS),
        new_lesion=new_lesion,
        back_dating=back_dating,
        rows=(*targets, *non_targets, *visits, new_lesion, back_dating),
    )
