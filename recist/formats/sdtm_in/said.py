"""The words of results (TUMSTATE, LNSTATE and their like), and the states that they come to."""

from __future__ import annotations

from enum import StrEnum

from recist.model.lesion import NEW_ROLES, Role


class Said(StrEnum):
    """What a result that is no number says."""

    ABSENT = "absent"
    PRESENT = "present"
    TOO_SMALL = "too small to measure"
    EQUIVOCAL = "equivocal"
    UNEQUIVOCAL = "unequivocal"
    PROGRESSION = "progression"
    SUSPECTED = "suspected progression"
    INCREASED = "increased"
    DECREASED = "decreased"
    UNCHANGED = "unchanged"
    PATHOLOGICAL = "pathological"
    NON_PATHOLOGICAL = "non-pathological"
    MERGED = "merged"
    SPLIT = "split"
    NOT_EVALUABLE = "not evaluable"
    NOT_DONE = "not done"


SPELLINGS: dict[Said, tuple[str, ...]] = {
    Said.ABSENT: ("ABSENT", "RESOLVED", "DISAPPEARED", "GONE", "NOT PRESENT"),
    Said.PRESENT: ("PRESENT", "PERSISTENT", "PRESENT NON PD", "NEW", "STILL PRESENT"),
    Said.TOO_SMALL: (
        "TOO SMALL TO MEASURE",
        "TOO SMALL TO BE MEASURED",
        "TOO SMALL",
        "TSTM",
        "BELOW MEASURABLE LIMIT",
        "BML",
    ),
    Said.EQUIVOCAL: ("EQUIVOCAL",),
    Said.UNEQUIVOCAL: ("UNEQUIVOCAL",),
    Said.PROGRESSION: (
        "UNEQUIVOCAL PROGRESSION",
        "PROGRESSION",
        "PROGRESSED",
        "PROGRESSIVE DISEASE",
        "PD",
        "PRESENT PD",
        "UNEQUIVOCAL INCREASE",
    ),
    Said.SUSPECTED: ("EQUIVOCAL PROGRESSION", "SUSPECTED", "SUSPECTED PROGRESSION"),
    Said.INCREASED: ("INCREASED", "INCREASE", "LARGER", "WORSENED"),
    Said.DECREASED: ("DECREASED", "DECREASE", "SMALLER", "IMPROVED"),
    Said.UNCHANGED: ("UNCHANGED", "STABLE", "NO CHANGE"),
    Said.PATHOLOGICAL: ("PATHOLOGICAL", "PATHOLOGIC", "ABNORMAL"),
    Said.NON_PATHOLOGICAL: (
        "NON PATHOLOGICAL",
        "NONPATHOLOGICAL",
        "NOT PATHOLOGICAL",
        "NON PATHOLOGIC",
        "NORMAL",
    ),
    Said.MERGED: ("MERGED", "TUMOR MERGED", "COALESCED", "CONFLUENT"),
    Said.SPLIT: ("SPLIT", "TUMOR SPLIT", "FRAGMENTED"),
    Said.NOT_EVALUABLE: (
        "NOT EVALUABLE",
        "NE",
        "UNEVALUABLE",
        "INEVALUABLE",
        "NON EVALUABLE",
        "NOT ASSESSABLE",
        "UNABLE TO EVALUATE",
        "UNKNOWN",
    ),
    Said.NOT_DONE: ("NOT DONE", "ND", "NOT ASSESSED", "NOT IMAGED"),
}
"""What each says, in the spellings that are known; `said_by` evens out the marks between words."""

_SAID = {word: said for said, words in SPELLINGS.items() for word in words}

_UNEVALUABLE = tuple(word for word in SPELLINGS[Said.NOT_EVALUABLE] if " " in word)

LENGTH = "length"
"""Stands among the words of a result where a length was measured."""

StateRow = tuple[str, str]
"""What was said, and the state that it comes to in the words of the reading table."""

_ABSENCE: tuple[StateRow, ...] = (
    (Said.NOT_EVALUABLE, "not-evaluable"),
    (Said.NOT_DONE, "not-done"),
)
STATES: dict[Role, tuple[StateRow, ...]] = {
    Role.TARGET: (
        (Said.MERGED, "merged"),
        (LENGTH, "measured"),
        (Said.TOO_SMALL, "too-small"),
        (Said.ABSENT, "absent"),
        *_ABSENCE,
    ),
    Role.NON_TARGET: (
        (Said.PROGRESSION, "progression"),
        (Said.UNEQUIVOCAL, "progression"),
        (Said.SUSPECTED, "suspected"),
        (Said.EQUIVOCAL, "suspected"),
        (Said.ABSENT, "absent"),
        (Said.PRESENT, "present"),
        (Said.INCREASED, "present"),
        (Said.DECREASED, "present"),
        (Said.UNCHANGED, "present"),
        (Said.PATHOLOGICAL, "present"),
        (Said.NON_PATHOLOGICAL, "absent"),
        (LENGTH, "present"),
        (Said.TOO_SMALL, "present"),
        *_ABSENCE,
    ),
    **dict.fromkeys(
        NEW_ROLES,
        (
            (Said.EQUIVOCAL, "equivocal"),
            (Said.SUSPECTED, "equivocal"),
            (Said.UNEQUIVOCAL, "unequivocal"),
            (Said.ABSENT, "absent"),
            (Said.NON_PATHOLOGICAL, "absent"),
            (Said.PRESENT, "unequivocal"),
            (Said.PROGRESSION, "unequivocal"),
            (Said.INCREASED, "unequivocal"),
            (Said.DECREASED, "unequivocal"),
            (Said.UNCHANGED, "unequivocal"),
            (Said.PATHOLOGICAL, "unequivocal"),
            (LENGTH, "unequivocal"),
            (Said.TOO_SMALL, "unequivocal"),
            (Said.NOT_EVALUABLE, "not-evaluable"),
            (Said.NOT_DONE, "not-evaluable"),
        ),
    ),
}
"""By role, what decides first: the first row whose word was said gives the state."""

CHANGES = {
    Said.INCREASED: "increased",
    Said.DECREASED: "decreased",
    Said.UNCHANGED: "unchanged",
}

ROLES = {
    "TARGET": Role.TARGET,
    "NON-TARGET": Role.NON_TARGET,
    "NON TARGET": Role.NON_TARGET,
    "NONTARGET": Role.NON_TARGET,
    "NEW": Role.NEW,
    "NEW LESION": Role.NEW,
    "NEW TARGET": Role.NEW_TARGET,
    "NEW NON-TARGET": Role.NEW_NON_TARGET,
    "NEW NON TARGET": Role.NEW_NON_TARGET,
}
"""Roles by the words of TUORRES, TUSTRESC and TRGRPID."""


def said_by(word: str) -> Said | None:
    """Return what a result in upper case says, None where it is not known."""
    return _SAID.get(" ".join(word.replace("-", " ").replace("_", " ").replace("/", " ").split()))


def reason_says(reason: str) -> Said:
    """Return whether a result that is NOT DONE could not be read, or was not looked for."""
    words = " ".join(reason.upper().replace("-", " ").split())
    unread = words == "NE" or any(one in words for one in _UNEVALUABLE)
    return Said.NOT_EVALUABLE if unread else Said.NOT_DONE


def role_named(word: str) -> Role | None:
    """Return the role that a word in upper case names, however many words stand around it."""
    bare = " ".join(word.replace("_", " ").split())
    for suffix in (" LESIONS", " LESION", " TUMORS", " TUMOR", " TUMOURS", " TUMOUR"):
        bare = bare.removesuffix(suffix)
    return ROLES.get(bare)
