"""Where each report lies: names of files that any system takes, one for each report."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TypeVar

from recist.formats.file_name import RESERVED

FOLDER = "sr"
LONGEST_NAME_BYTES = 80
PLAIN = "._-"

Key = tuple[str, str, str]
Named = TypeVar("Named", bound=Hashable)


def report_paths(keys: Iterable[Key]) -> dict[Key, PurePosixPath]:
    """Return the place of each report under the export's folder.

    Parameters
    ----------
    keys : iterable of (subject, visit, reader)
        Names that are alike once they are made safe, too long, or kept by a system, end in eight
        signs of the digest of what they stand for.
    """
    held = list(keys)
    folders = _unique({subject: _plain(subject) for subject, _, _ in held})
    places: dict[Key, PurePosixPath] = {}
    for subject, folder in folders.items():
        files = {
            key: f"{_plain(key[1])}_{_plain(key[2] or 'reader')}"
            for key in held
            if key[0] == subject
        }
        for key, name in _unique(files).items():
            places[key] = PurePosixPath(FOLDER, folder, f"{name}.dcm")
    return places


def _unique(names: Mapping[Named, str]) -> dict[Named, str]:
    """Tell names apart that are alike, also where upper and lower case are one."""
    count = Counter(name.casefold() for name in names.values())
    return {key: _told_apart(key, name, count[name.casefold()]) for key, name in names.items()}


def _told_apart(key: Hashable, name: str, alike: int) -> str:
    too_long = len(name.encode()) > LONGEST_NAME_BYTES
    if alike == 1 and not too_long and name.strip(".-") and not RESERVED.match(name):
        return name
    digest = sha256(repr(key).encode("utf-8", "backslashreplace")).hexdigest()[:8]
    kept = name.encode()[: LONGEST_NAME_BYTES - 9].decode("utf-8", "ignore")
    return f"{kept}-{digest}"


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    signs = (sign if sign.isalnum() or sign in PLAIN else "-" for sign in composed)
    return "".join(signs).lstrip(".") or "-"
