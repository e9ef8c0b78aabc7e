"""The organ that an anatomic site belongs to, by the words of its name."""

from __future__ import annotations

import re

# The first that is found counts: a node of the lung's root is a node.
_WORDS = (
    (r"lymph|\bnodes?\b|\bnodal\b", "lymph node"),
    (r"liver|hepatic|hepatis", "liver"),
    (r"lungs?\b|pulmon", "lung"),
    (r"pleura", "pleura"),
    (r"adrenal|suprarenal", "adrenal"),
    (r"kidneys?\b|\brenal\b", "kidney"),
    (r"\bbrain\b|cerebr|cerebell", "brain"),
    (r"\bbones?\b|vertebra|\bribs?\b|\bfemur|sacrum|skelet", "bone"),
    (r"spleen|splenic", "spleen"),
    (r"pancrea", "pancreas"),
    (r"ovar(y|ies|ian)\b", "ovary"),
    (r"breasts?\b|mammary", "breast"),
    (r"peritone|omentum|omental", "peritoneum"),
    (r"prostate", "prostate"),
    (r"thyroid", "thyroid"),
    (r"bladder", "bladder"),
)
NODE = "lymph node"


def organ_and_site(name: str) -> tuple[str, str]:
    """Split the name of a site into the organ's common word and what is more precise than that.

    Returns
    -------
    tuple of str and str
        ``lung`` and ``Left upper lobe of lung``; the site is empty where the name is the organ's
        own. A name without a known word is the organ as it stands.
    """
    plain = " ".join(name.split())
    folded = plain.casefold()
    organ = next((word for pattern, word in _WORDS if re.search(pattern, folded)), folded)
    return organ, "" if folded in (organ, f"{organ}s", f"{organ} structure") else plain
