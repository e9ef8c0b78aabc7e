"""How the words of the reading table stand in SDTM: roles, states, places, methods, markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from recist.formats.sdtm.terms import CRITERIA, LOCATIONS, MARKERS, METHODS, TESTS
from recist.model.lesion import NEW_ROLES, Role
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
    State,
    Suspected,
    TooSmall,
    Unequivocal,
)
from recist.model.row import Row
from recist.model.scope import ALL

GROUPS = {
    Role.TARGET: "TARGET",
    Role.NON_TARGET: "NON-TARGET",
    Role.NEW: "NEW",
    Role.NEW_TARGET: "NEW TARGET",
    Role.NEW_NON_TARGET: "NEW NON-TARGET",
}
"""TUORRES and TRGRPID of each role of a lesion."""
TOO_SMALL = "TOO SMALL TO MEASURE"
NOT_DONE = "NOT DONE"
LIVER = "liver"
SIDES = re.compile(r"\b(left|right|bilateral)\b", re.IGNORECASE)
NO_CODE = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Tumor:
    """TUMSTATE of a state: as it is told, and in the words of the codelist.

    ``is_plain`` says whether the reading's state can be told from them and the group.
    """

    told: str
    standard: str
    is_plain: bool = True


def tumor_state(state: State) -> Tumor | None:
    """Return what TUMSTATE says of a state; None where diameters or a status say it."""
    match state:
        case Measured() | TooSmall() | NotEvaluable() | NotDone():
            return None
        case Absent():
            return Tumor("ABSENT", "ABSENT")
        case Merged():
            return Tumor("TUMOR MERGED", "TUMOR MERGED", is_plain=False)
        case Present():
            return Tumor("PRESENT", "PRESENT")
        case Suspected():
            return Tumor("EQUIVOCAL PROGRESSION", "EQUIVOCAL", is_plain=False)
        case Progression():
            return Tumor("UNEQUIVOCAL PROGRESSION", "UNEQUIVOCAL", is_plain=False)
        case Equivocal():
            return Tumor("EQUIVOCAL", "EQUIVOCAL")
        case Unequivocal():
            return Tumor("UNEQUIVOCAL", "UNEQUIVOCAL")
        case Normal() | Raised() | Assessed():
            return None
        case unreachable:
            assert_never(unreachable)


def is_lesion(row: Row) -> bool:
    """Say whether a row is about a lesion, and no marker or visit."""
    return row.role in (Role.TARGET, Role.NON_TARGET, *NEW_ROLES)


def location(organ: str) -> str:
    """Return the term for an organ; an organ without one in upper case."""
    name = " ".join(organ.split())
    return LOCATIONS.get(name.casefold(), name.upper())


def is_node_there(place: str) -> bool:
    """Say whether a location by its term is a lymph node."""
    return "LYMPH NODE" in place


def laterality(*texts: str) -> str:
    """Return the side that an organ or a site names, where it names one."""
    sides = {side.upper() for text in texts for side in SIDES.findall(text)}
    if sides == {"LEFT", "RIGHT"}:
        return "BILATERAL"
    return sides.pop() if len(sides) == 1 else ""


def method(text: str) -> str:
    """Return the term for a method; one without a term in upper case."""
    name = " ".join(text.split()).upper()
    return METHODS.get(name, name)


def category(criteria: str) -> str:
    """Return RSCAT of criteria."""
    return CRITERIA.get(criteria, criteria)


def scope_word(scope: str) -> str:
    """Return RSSCAT of a scope."""
    return scope.upper()


def sum_group(scope: str, group: str = "TARGET") -> str:
    """Return TRGRPID of a sum: that of its parts, with the scope where it is not everything."""
    return group if scope == ALL else f"{group} {scope_word(scope)}"


def marker_test(lesion: str) -> tuple[str, str]:
    """Return short name and name of the test of a marker."""
    letters = NO_CODE.sub("", lesion.upper())
    if letters in MARKERS:
        known = MARKERS[letters]
        return known, TESTS["LB"][known][0]
    made = letters[:8]
    code = made if made[:1].isalpha() else f"M{made}"[:8]
    return (code, lesion[:40]) if made else ("MARKER", "Tumor Marker")
