"""What a lesion is called: its Tracking Identifier, unless that is the name of a tool.

Viewers write there what drew the measurement, as in ``Cornerstone3DTools@^0.1.0:Bidirectional``:
every lesion has that name, and none is found again at the next visit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_VERSIONED = re.compile(r"[\w .-]*tools?\w*@\^?[\w.^-]+:.*", re.IGNORECASE)
TOOLS = frozenset(
    {
        "angle",
        "annotation",
        "arrowannotate",
        "bidirectional",
        "circleroi",
        "cobbangle",
        "ellipticalroi",
        "freehandroi",
        "length",
        "line",
        "measurement",
        "measurement group",
        "planar roi measurements",
        "planarfreehandroi",
        "rectangleroi",
        "roi",
        "ruler",
        "volumetric roi measurements",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a group says that a lesion could be called after.

    Attributes
    ----------
    identifier, uid : str
        Tracking Identifier and Tracking Unique Identifier.
    free : str
        What was typed as its finding.
    finding : str
        Its coded finding, such as ``Nodule``.
    """

    identifier: str
    uid: str
    free: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a format calls the identifier of a lesion and its unique identifier."""

    identifier: str = "Tracking Identifier"
    uid: str = "Tracking Unique Identifier"


OF_REPORTS = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a lesion is called, and what is to be said of that; empty where nothing is."""

    text: str
    note: str = ""


def is_tool(identifier: str) -> bool:
    """Say whether an identifier names what drew a measurement, and no lesion."""
    plain = identifier.strip()
    return plain.casefold() in TOOLS or _VERSIONED.fullmatch(plain) is not None


def labels_of(lesions: Sequence[Names], words: Words = OF_REPORTS) -> list[Label | None]:
    """Name the lesions of one file, each by what tells it from the others.

    Parameters
    ----------
    lesions : sequence of Names
        One for each lesion, so that no two mean the same.
    words : Words
        For what is said of a label.

    Returns
    -------
    list of Label or None
        None where a lesion has nothing to be named by.
    """
    own = Counter(_identifier(one).casefold() for one in lesions)
    typed = Counter(one.free.casefold() for one in lesions)
    coded = Counter(one.finding.casefold() for one in lesions)
    chosen = []
    for one in lesions:
        identifier = _identifier(one)
        ways = (
            (identifier, own, f"its {words.identifier}"),
            (one.free, typed, "the finding that was typed"),
            (one.finding, coded, "its finding"),
        )
        unlike = ((text, what) for text, among, what in ways if among[text.casefold()] == 1)
        chosen.append(next((way for way in unlike if way[0]), (one.uid, f"its {words.uid}")))
    # The finding of one may be what another one is called.
    called = Counter(text.casefold() for text, _ in chosen)
    found = []
    for one, (text, what) in zip(lesions, chosen, strict=True):
        if called[text.casefold()] > 1 and text != one.identifier:
            text, what = one.uid, f"its {words.uid}"
        found.append(_label(one, words, text, what) if text else None)
    return found


def _identifier(one: Names) -> str:
    return "" if is_tool(one.identifier) else one.identifier


def _label(one: Names, words: Words, text: str, what: str) -> Label:
    if text == one.identifier:
        return Label(text=text)
    if not one.identifier:
        why = f"it has no {words.identifier}"
    elif is_tool(one.identifier):
        why = f"its {words.identifier} {one.identifier!r} names a tool and no lesion"
    else:
        why = f"other lesions have its {words.identifier} {one.identifier!r}, too"
    return Label(text=text, note=f"{why}: it is called after {what}, {text!r}")
