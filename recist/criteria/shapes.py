"""The tables that criteria of a sum of diameters share: inputs and outcomes, without wording.

A criterion takes the shapes that its paper has and gives each row its clause and its words.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from recist.criteria.sums import Completeness, Extent
from recist.criteria.table import EITHER, NO, YES, Rule, one_of
from recist.model.response import Response

CR, PR, SD, PD, NE = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE
NN, NED = Response.NON_CR_NON_PD, Response.NED

ALL, SOME = one_of(Completeness.ALL), one_of(Completeness.SOME)
ANY_EXTENT = one_of(*Extent)
TARGETS = one_of(CR, PR, SD, NE)
NON_TARGETS = one_of(CR, NN, NE, None)

BOOLEAN = (True, False)
TARGET_INPUTS = (Completeness, Extent, BOOLEAN, BOOLEAN, BOOLEAN)
"""Completeness, extent, progression of the sum, response of the sum, PR holds."""
NON_TARGET_INPUTS = (BOOLEAN, BOOLEAN, BOOLEAN, BOOLEAN)
"""Progression, reappeared after an overall CR, unread, persisting."""
VISIT_INPUTS = ((CR, PR, SD, PD, NE, None), (CR, NN, NE, PD, None), BOOLEAN, BOOLEAN)
"""Target, non-target, unequivocal new lesion, anything assessed."""


class Shape(NamedTuple):
    """One row of a table without its wording."""

    id: str
    inputs: tuple[frozenset[Hashable], ...]
    outcome: Response


TARGET = (
    Shape(
        "target/NE-no-baseline",
        (one_of(Completeness.NO_BASELINE), ANY_EXTENT, EITHER, EITHER, EITHER),
        NE,
    ),
    Shape(
        "target/NE-none-measured",
        (one_of(Completeness.NONE), ANY_EXTENT, EITHER, EITHER, EITHER),
        NE,
    ),
    Shape(
        "target/PD-reappearance",
        (SOME | ALL, one_of(Extent.REAPPEARED), NO, EITHER, EITHER),
        PD,
    ),
    Shape("target/PD-measured-part", (SOME, ANY_EXTENT, YES, EITHER, EITHER), PD),
    Shape(
        "target/NE-incomplete",
        (SOME, one_of(Extent.GONE, Extent.PRESENT), NO, EITHER, EITHER),
        NE,
    ),
    Shape("target/CR", (ALL, one_of(Extent.GONE), EITHER, EITHER, EITHER), CR),
    Shape(
        "target/PD",
        (ALL, one_of(Extent.PRESENT, Extent.REAPPEARED), YES, EITHER, EITHER),
        PD,
    ),
    Shape("target/PR", (ALL, one_of(Extent.PRESENT), NO, YES, EITHER), PR),
    Shape("target/PR-holds", (ALL, one_of(Extent.PRESENT), NO, NO, YES), PR),
    Shape("target/SD", (ALL, one_of(Extent.PRESENT), NO, NO, NO), SD),
)

NON_TARGET_PD = Shape("non-target/PD", (YES, EITHER, EITHER, EITHER), PD)
NON_TARGET = (
    NON_TARGET_PD,
    Shape("non-target/CR", (NO, NO, NO, NO), CR),
    Shape("non-target/PD-reappearance", (NO, YES, EITHER, EITHER), PD),
    Shape("non-target/NE", (NO, NO, YES, EITHER), NE),
    Shape("non-target/NON-CR/NON-PD", (NO, NO, NO, YES), NN),
)

VISIT = (
    Shape(
        "visit/NE-not-assessed",
        (TARGETS | one_of(PD, None), NON_TARGETS | one_of(PD), EITHER, NO),
        NE,
    ),
    Shape("table1/CR", (one_of(CR), one_of(CR, None), NO, YES), CR),
    Shape("table1/PR-non-target-persists", (one_of(CR), one_of(NN), NO, YES), PR),
    Shape("table1/PR-non-target-unread", (one_of(CR), one_of(NE), NO, YES), PR),
    Shape("table1/PR", (one_of(PR), NON_TARGETS, NO, YES), PR),
    Shape("table1/SD", (one_of(SD), NON_TARGETS, NO, YES), SD),
    Shape("table1/NE", (one_of(NE), NON_TARGETS, NO, YES), NE),
    Shape("table1/PD-target", (one_of(PD), NON_TARGETS | one_of(PD), EITHER, YES), PD),
    Shape("table1/PD-non-target", (TARGETS, one_of(PD), EITHER, YES), PD),
    Shape("table1/PD-new-lesion", (TARGETS, NON_TARGETS, YES, YES), PD),
    Shape("table2/CR", (one_of(None), one_of(CR), NO, YES), CR),
    Shape("table2/NON-CR/NON-PD", (one_of(None), one_of(NN), NO, YES), NN),
    Shape("table2/NE", (one_of(None), one_of(NE), NO, YES), NE),
    Shape("table2/PD-non-target", (one_of(None), one_of(PD), EITHER, YES), PD),
    Shape("table2/PD-new-lesion", (one_of(None), NON_TARGETS, YES, YES), PD),
    Shape("visit/NED", (one_of(None), one_of(None), NO, YES), NED),
)

NEW_LESION = (
    Shape("new-lesion/unequivocal", (), PD),
    Shape("new-lesion/back-dated", (), PD),
)


def worded(
    criterion: str,
    rows: Sequence[Shape],
    clauses: Mapping[str, str],
    sentences: Mapping[str, str],
) -> tuple[Rule[Response], ...]:
    """Give rows their clause and their sentence.

    Parameters
    ----------
    criterion : str
        First part of every row's id.
    clauses, sentences : mapping
        By row id; ``KeyError`` where a row has none.
    """
    return tuple(
        Rule(
            id=f"{criterion}/{row.id}",
            inputs=row.inputs,
            outcome=row.outcome,
            citation=clauses[row.id],
            text=sentences[row.id],
        )
        for row in rows
    )
