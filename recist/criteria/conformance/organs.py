"""Which organs count as one (RECIST 1.1 §4.2, Working Group FAQ)."""

from __future__ import annotations

from recist.criteria.axes import LIVER
from recist.model.lesion import Lesion

NODES = "lymph nodes"
_SIDES = ("left", "right", "bilateral", "both")
_ONE = {
    "lungs": "lung",
    "kidneys": "kidney",
    "ovaries": "ovary",
    "adrenals": "adrenal",
    "adrenal gland": "adrenal",
    "adrenal glands": "adrenal",
    "bones": "bone",
}


def organ_system(lesion: Lesion) -> str:
    """Return the organ that a lesion counts for; empty where it has none.

    Both sides of a paired organ are one organ, and so are all lymph nodes.
    """
    if lesion.nodal:
        return NODES
    words = lesion.organ.casefold().replace("-", " ").split()
    organ = " ".join(word for word in words if word not in _SIDES)
    return _ONE.get(organ, organ)


def is_in_liver(lesion: Lesion) -> bool:
    """Say whether a lesion lies in the liver itself, not in a node beside it."""
    return organ_system(lesion) == LIVER
