"""The names of content items in measurement reports, under their present and former schemes.

SNOMED codes stand under SCT, and in older files under SRT (PS3.16 names both).
"""

from __future__ import annotations

from collections.abc import Mapping

from recist.formats.sr_in.content import Code, Item

Concept = frozenset[tuple[str, str]]


def _concept(*codes: tuple[str, str]) -> Concept:
    return frozenset(codes)


MEASUREMENTS = _concept(("DCM", "126010"))
GROUP = _concept(("DCM", "125007"))
TRACKING_ID = _concept(("DCM", "112039"))
TRACKING_UID = _concept(("DCM", "112040"))
OBSERVER_NAME = _concept(("DCM", "121008"))
FINDING = _concept(("DCM", "121071"))
FINDING_CATEGORY = _concept(("SCT", "276214006"), ("SRT", "R-42018"))
FINDING_SITE = _concept(("SCT", "363698007"), ("SRT", "G-C0E3"))
DERIVATION = _concept(("DCM", "121401"))
MAXIMUM = _concept(("SCT", "56851009"), ("SRT", "G-A437"))
STUDY_DATE = _concept(("DCM", "111060"))
TIME_POINT = _concept(("UMLS", "C2348792"))
SUBJECT_TIME_POINT = _concept(("DCM", "126070"))
PROTOCOL_TIME_POINT = _concept(("DCM", "126071"))
LATERALITY = _concept(("SCT", "272741003"), ("SRT", "G-C171"))

# Of TID 1500, CID 7021.
TITLES = _concept(*(("DCM", code) for code in ("126000", "126001", "126002", "126003")))
# What is found there belongs to the body and is no lesion.
NO_LESION = _concept(("SCT", "91723000"), ("SRT", "T-D000A"))


# CID 6147.
CRITERIA: Mapping[str, str] = {"126080": "RECIST 1.0", "126081": "RECIST 1.1"}


def key_of(code: Code | None) -> tuple[str, str]:
    """Return scheme and value; the names of one SNOMED scheme count as one."""
    if code is None:
        return "", ""
    return ("SRT" if code.scheme in ("SRT", "SNM3", "99SDM") else code.scheme), code.value


def is_named(item: Item, concept: Concept) -> bool:
    """Say whether an item has this concept for its name."""
    return key_of(item.name) in concept


def first_of(item: Item, concept: Concept) -> Item | None:
    """Return the first child that has this concept for its name."""
    return next((one for one in item.children if is_named(one, concept)), None)


def text_of(item: Item, concept: Concept) -> str:
    """Return the text of the first child that has this concept for its name."""
    found = first_of(item, concept)
    return "" if found is None else found.text
