"""Which lesions a course follows, and in what role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part that a row of the reading table plays."""

    TARGET = "target"
    NON_TARGET = "non-target"
    NEW = "new"
    NEW_TARGET = "new-target"
    NEW_NON_TARGET = "new-non-target"
    MARKER = "marker"
    VISIT = "visit"


NEW_ROLES = (Role.NEW, Role.NEW_TARGET, Role.NEW_NON_TARGET)
"""The roles of lesions that appear after baseline; iRECIST keeps the last two apart."""


class Character(StrEnum):
    """What a lesion is made of, as far as it decides on measurability (§3.1)."""

    SOLID = "solid"
    LYTIC = "lytic"
    MIXED = "mixed"
    BLASTIC = "blastic"
    CYSTIC = "cystic"
    SIMPLE_CYST = "simple-cyst"
    EFFUSION = "effusion"
    LEPTOMENINGEAL = "leptomeningeal"
    LYMPHANGITIC = "lymphangitic"
    INFLAMMATORY = "inflammatory"
    SUPERFICIAL = "superficial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesion:
    """A lesion (or tumour marker) that is followed over the visits.

    ``field`` is the radiation field that it lies in, where it was treated with others.
    """

    id: str
    role: Role
    organ: str = ""
    site: str = ""
    nodal: bool = False
    character: Character = Character.SOLID
    field: str = ""
