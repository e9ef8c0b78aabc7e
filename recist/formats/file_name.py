"""Names of files made of texts that anybody may have written: any system takes them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256
from typing import TypeVar

LONGEST_BYTES = 80
DIGEST_SHOWN = 8
PLAIN = "._-"
# Names that one system or another keeps for itself.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

Named = TypeVar("Named", bound=Hashable)


def file_names(texts: Iterable[str]) -> dict[str, str]:
    """Return of each text the name of its file, without an ending; as `names_apart`."""
    return names_apart({text: plain_name(text) for text in texts})


def plain_name(text: str) -> str:
    """Return a text with a hyphen for whatever is no letter, digit, dot, hyphen or low line."""
    composed = unicodedata.normalize("NFC", text)
    signs = (sign if sign.isalnum() or sign in PLAIN else "-" for sign in composed)
    return "".join(signs).lstrip(".-") or "-"


def names_apart(names: Mapping[Named, str]) -> dict[Named, str]:
    """Tell plain names apart, so that no two things share a file.

    Names that are alike, also where upper and lower case are one, too long, or kept by a system
    end in eight signs of the digest of what they stand for; all others stay as they are.
    """
    count = Counter(map(_alike, names.values()))
    return {key: _told_apart(key, name, count[_alike(name)]) for key, name in names.items()}


def _alike(name: str) -> str:
    """Return what is the same of names that some system takes for one."""
    return unicodedata.normalize("NFKD", name.casefold()).rstrip(".")


def _told_apart(key: Hashable, name: str, alike: int) -> str:
    too_long = len(name.encode()) > LONGEST_BYTES
    ends = name.strip(".-") and not name.endswith(".")
    if alike == 1 and not too_long and ends and not RESERVED.match(name):
        return name
    digest = sha256(repr(key).encode("utf-8", "backslashreplace")).hexdigest()[:DIGEST_SHOWN]
    kept = name.encode()[: LONGEST_BYTES - DIGEST_SHOWN - 1].decode("utf-8", "ignore")
    return f"{kept}-{digest}"
