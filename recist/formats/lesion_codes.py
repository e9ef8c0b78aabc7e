"""Codes that say what was measured of a lesion, in which role, and how it responded.

SNOMED codes stand under SCT, and in older files under SRT (PS3.16 names both).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from recist.model.lesion import Role
from recist.trial.stated import Answer


class AxisKind(StrEnum):
    """Which length of a lesion a measurement is, by its concept name."""

    LONG = "Long Axis"
    SHORT = "Short Axis"
    DIAMETER = "Diameter"
    LENGTH = "Length"


LONGEST = (AxisKind.LONG, AxisKind.DIAMETER, AxisKind.LENGTH)
"""The longest diameter is what is called so first, else the next one that there is."""
AXES: Mapping[tuple[str, str], AxisKind] = {
    ("SCT", "103339001"): AxisKind.LONG,
    ("SRT", "G-A185"): AxisKind.LONG,
    ("SCT", "103340004"): AxisKind.SHORT,
    ("SRT", "G-A186"): AxisKind.SHORT,
    ("SCT", "81827009"): AxisKind.DIAMETER,
    ("SRT", "M-02550"): AxisKind.DIAMETER,
    ("SCT", "410668003"): AxisKind.LENGTH,
    ("SRT", "G-D7FE"): AxisKind.LENGTH,
    # An early slip of annotation tools, found in files of 2008 to 2012.
    ("SRT", "G-A22A"): AxisKind.LENGTH,
}

# CID 6145.
ROLES: Mapping[str, Role] = {"112074": Role.TARGET, "112075": Role.NON_TARGET}
# CID 6144: what the response of a group of lesions is called, and what it says of the role.
RESPONSES: Mapping[str, tuple[Answer, str]] = {
    "112041": (Answer.TARGET, "CR"),
    "112042": (Answer.TARGET, "PR"),
    "112043": (Answer.TARGET, "PD"),
    "112044": (Answer.TARGET, "SD"),
    "112045": (Answer.NON_TARGET, "CR"),
    "112046": (Answer.NON_TARGET, "NON-CR/NON-PD"),
    "112047": (Answer.NON_TARGET, "PD"),
}
ROLE_OF_ANSWER = {Answer.TARGET: Role.TARGET, Answer.NON_TARGET: Role.NON_TARGET}
