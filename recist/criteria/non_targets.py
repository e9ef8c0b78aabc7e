"""What the non-target lesions and raised markers of a visit say (§4.3.3–4.3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from recist.criteria.thresholds import Thresholds
from recist.model.case import Parts
from recist.model.lesion import Lesion
from recist.model.reading import (
    Absent,
    Assessed,
    Equivocal,
    Measured,
    Merged,
    Normal,
    NotDone,
    NotEvaluable,
    Present,
    Progression,
    Raised,
    Reading,
    Suspected,
    TooSmall,
    Unequivocal,
    diameters_of,
)


class Says(Enum):
    """What a reading says of a non-target lesion."""

    PROGRESSION = auto()
    SUSPECTED = auto()
    PRESENT = auto()
    GONE = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class NonTargetFacts:
    """The non-targets of one visit, sorted by what they say.

    Attributes
    ----------
    progression : tuple of Reading
        Unequivocal progression.
    suspected : tuple of Reading
        Progression that a later visit may confirm.
    persisting : tuple of Reading
        Non-nodal lesions that are seen: after an overall CR they have reappeared.
    nodes, raised : bool
        Whether a node or a raised marker persists.
    unread : bool
        Whether anything was not assessed.
    """

    progression: tuple[Reading, ...]
    suspected: tuple[Reading, ...]
    persisting: tuple[Reading, ...]
    nodes: bool
    raised: bool
    unread: bool


def non_target_facts(
    lesions: tuple[Lesion, ...],
    visit_parts: tuple[Parts, ...],
    marker_parts: tuple[Parts, ...],
    thresholds: Thresholds,
    left: frozenset[str] = frozenset(),
) -> NonTargetFacts:
    """Sort the non-target readings and markers of a visit.

    A node below 10 mm in its short axis is gone even if it is called present (§1.5). Lesions
    that have ``left`` are not followed.
    """
    progression, suspected, persisting = [], [], []
    nodes = unread = False
    for lesion, parts in zip(lesions, visit_parts, strict=True):
        if lesion.id in left:
            continue
        for reading in parts:
            says = says_of(lesion, reading, thresholds)
            if says is Says.GONE:
                continue
            if says is Says.NOTHING:
                unread = True
            elif says is Says.PROGRESSION:
                progression.append(reading)
            elif lesion.nodal:
                nodes = True
            else:
                persisting.append(reading)
            if says is Says.SUSPECTED:
                suspected.append(reading)
    markers = [reading.state for parts in marker_parts for reading in parts]
    return NonTargetFacts(
        progression=tuple(progression),
        suspected=tuple(suspected),
        persisting=tuple(persisting),
        nodes=nodes,
        raised=any(isinstance(state, Raised) for state in markers),
        unread=unread or any(not isinstance(state, Raised | Normal) for state in markers),
    )


def says_of(lesion: Lesion, reading: Reading, thresholds: Thresholds) -> Says:
    """Say what a reading means; a normal node is gone even if it is called present."""
    match reading.state:
        case Present() | Suspected() if lesion.nodal and normal_node(reading, thresholds):
            return Says.GONE
        case Present():
            return Says.PRESENT
        case Suspected():
            return Says.SUSPECTED
        case Progression():
            return Says.PROGRESSION
        case Absent():
            return Says.GONE
        case NotEvaluable() | NotDone():
            return Says.NOTHING
        case Measured() | TooSmall() | Merged() | Equivocal() | Unequivocal():
            return Says.NOTHING
        case Normal() | Raised() | Assessed():
            return Says.NOTHING
        case unreachable:
            assert_never(unreachable)


def normal_node(reading: Reading, thresholds: Thresholds) -> bool:
    """Say whether a node was measured and is normal.

    The short axis decides; it is never longer than the longest diameter, which stands for it
    where it lacks.
    """
    axes = diameters_of(reading.state)
    size = axes.longest if axes.short is None else axes.short
    return size is not None and size.um < thresholds.normal_node_below_um
