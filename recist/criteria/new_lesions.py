"""New lesions over the visits: equivocal, unequivocal, gone again (§4.3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from recist.criteria.axes import LIVER, Axis
from recist.criteria.non_targets import normal_node
from recist.criteria.thresholds import Thresholds
from recist.model.case import Visit
from recist.model.finding import Finding, Severity
from recist.model.lesion import Lesion
from recist.model.reading import Absent, Equivocal, Reading, Unequivocal, diameters_of
from recist.model.response import NewLesion


class Sighting(StrEnum):
    """What a row says of something that may be progression."""

    NOTHING = "nothing"
    EQUIVOCAL = "equivocal"
    UNEQUIVOCAL = "unequivocal"
    ABSENT = "absent"


STANDING: dict[tuple[NewLesion, Sighting], NewLesion] = {
    (NewLesion.NONE, Sighting.NOTHING): NewLesion.NONE,
    (NewLesion.NONE, Sighting.EQUIVOCAL): NewLesion.EQUIVOCAL,
    (NewLesion.NONE, Sighting.UNEQUIVOCAL): NewLesion.UNEQUIVOCAL,
    (NewLesion.NONE, Sighting.ABSENT): NewLesion.NONE,
    (NewLesion.UNEQUIVOCAL, Sighting.NOTHING): NewLesion.UNEQUIVOCAL,
    (NewLesion.UNEQUIVOCAL, Sighting.EQUIVOCAL): NewLesion.UNEQUIVOCAL,
    (NewLesion.UNEQUIVOCAL, Sighting.UNEQUIVOCAL): NewLesion.UNEQUIVOCAL,
    (NewLesion.UNEQUIVOCAL, Sighting.ABSENT): NewLesion.NONE,
    (NewLesion.EQUIVOCAL, Sighting.NOTHING): NewLesion.NONE,
    (NewLesion.EQUIVOCAL, Sighting.EQUIVOCAL): NewLesion.EQUIVOCAL,
    (NewLesion.EQUIVOCAL, Sighting.UNEQUIVOCAL): NewLesion.UNEQUIVOCAL,
    (NewLesion.EQUIVOCAL, Sighting.ABSENT): NewLesion.NONE,
}
"""How a lesion stands at a visit, by how it stood before and what the row says.

An unequivocal lesion holds until a row says absent; an equivocal one is said anew each time.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """New lesions at one visit: how each stands, and the readings that show it now."""

    lesions: tuple[NewLesion, ...]
    overall: NewLesion
    shown_by: tuple[Reading, ...]
    findings: tuple[Finding, ...] = ()


NO_NEW_LESIONS = Standing(lesions=(), overall=NewLesion.NONE, shown_by=())


def standing_after(
    before: tuple[NewLesion, ...], lesions: tuple[Lesion, ...], visit: Visit, thresholds: Thresholds
) -> Standing:
    """Judge the new lesions of a visit from how they stood before it.

    A visit at which nothing was assessed says nothing of them; they stand as they stood.
    """
    if not lesions:
        return NO_NEW_LESIONS
    if not visit.assessed:
        return replace(NO_NEW_LESIONS, lesions=before)
    after: list[NewLesion] = []
    shown: list[Reading] = []
    findings: list[Finding] = []
    for stood, lesion, reading in zip(before, lesions, visit.new, strict=True):
        sighting = sighting_of(lesion, reading, thresholds)
        if reading is not None and sighting is Sighting.NOTHING:
            findings.extend(_ignored(lesion, reading, visit.label))
        after.append(STANDING[stood, sighting])
        if reading is not None and sighting is Sighting.UNEQUIVOCAL:
            shown.append(reading)
    if after.count(NewLesion.UNEQUIVOCAL) == 1 and shown:
        findings.extend(_small_sole_node(shown[0], lesions, visit.label, thresholds))
    return Standing(
        lesions=tuple(after),
        overall=_strongest(after),
        shown_by=tuple(shown),
        findings=tuple(findings),
    )


def sighting_of(lesion: Lesion, reading: Reading | None, thresholds: Thresholds) -> Sighting:
    """Say what a row means; what is too small is no new lesion whatever it is called."""
    if reading is None or (lesion.nodal and normal_node(reading, thresholds)):
        return Sighting.NOTHING
    match reading.state:
        case Absent():
            return Sighting.ABSENT
        case Equivocal():
            return Sighting.EQUIVOCAL
        case Unequivocal() if not _small_nodule(lesion, reading, thresholds):
            return Sighting.UNEQUIVOCAL
        case _:
            return Sighting.NOTHING


def _small_nodule(lesion: Lesion, reading: Reading, thresholds: Thresholds) -> bool:
    """Say whether a lesion of the liver is below the size that mRECIST asks for.

    One that was read as equivocal is carried on at any size: progression is dated at the first
    sighting even if the strict criteria were met later only.
    """
    if lesion.nodal or lesion.organ.strip().casefold() != LIVER:
        return False
    longest = diameters_of(reading.state).longest
    return longest is not None and longest.um < thresholds.new_nodule_from_um


def _strongest(standings: Sequence[NewLesion]) -> NewLesion:
    if NewLesion.UNEQUIVOCAL in standings:
        return NewLesion.UNEQUIVOCAL
    return NewLesion.EQUIVOCAL if NewLesion.EQUIVOCAL in standings else NewLesion.NONE


def _ignored(lesion: Lesion, reading: Reading, visit: str) -> list[Finding]:
    if not isinstance(reading.state, Unequivocal):
        return []
    axis = Axis.SHORT if lesion.nodal else Axis.LONGEST
    return [
        Finding(
            severity=Severity.WARNING,
            code="new-node-too-small" if lesion.nodal else "new-nodule-too-small",
            message=f"{lesion.id} is called new, but its {axis} is below 10 mm: ignored",
            lesion=lesion.id,
            visit=visit,
        )
    ]


def _small_sole_node(
    reading: Reading, lesions: tuple[Lesion, ...], visit: str, thresholds: Thresholds
) -> list[Finding]:
    nodal = any(lesion.nodal for lesion in lesions if lesion.id == reading.lesion)
    short = diameters_of(reading.state).short
    if not nodal or short is None or short.um >= thresholds.sole_new_node_from_um:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            code="sole-new-node",
            message=f"the only new lesion is the node {reading.lesion} below 15 mm",
            lesion=reading.lesion,
            visit=visit,
        )
    ]
