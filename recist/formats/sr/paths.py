"""Where each report lies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from recist.formats.file_name import file_names, names_apart, plain_name

FOLDER = "sr"

Key = tuple[str, str, str]


def report_paths(keys: Iterable[Key]) -> dict[Key, PurePosixPath]:
    """Return the place of each report under the export's folder.

    Parameters
    ----------
    keys : iterable of (subject, visit, reader)
        Each has a place of its own.
    """
    held: dict[str, list[Key]] = {}
    for key in keys:
        held.setdefault(key[0], []).append(key)
    folders = file_names(held)
    return {
        key: PurePosixPath(FOLDER, folders[subject], f"{name}.dcm")
        for subject, of_subject in held.items()
        for key, name in names_apart({key: _plain(key) for key in of_subject}).items()
    }


def _plain(key: Key) -> str:
    _, visit, reader = key
    return f"{plain_name(visit)}_{plain_name(reader or 'reader')}"
