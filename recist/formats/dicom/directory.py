"""DICOMDIR: the index of a medium, followed to the files that it lists."""

from __future__ import annotations

import os
from pathlib import Path

from recist.formats.dicom.open import open_dicom
from recist.formats.dicom.values import DAMAGE, texts
from recist.formats.sources import RefusedError


def referenced_files(directory: Path) -> list[Path]:
    """Return the files that a DICOMDIR lists, below its own folder only.

    Raises
    ------
    RefusedError
        If it cannot be read, or a name leads out of its folder.
    """
    try:
        with directory.open("rb") as stream:
            data = open_dicom(stream, directory.stat().st_size).dataset
            records = list(data.get("DirectoryRecordSequence") or ())
    except (RefusedError, *DAMAGE) as error:
        message = "is no DICOMDIR that can be read; open its folder instead"
        raise RefusedError("damaged-header", message) from error
    files: dict[Path, None] = {}
    listings = _Listings()
    for record in records:
        names = texts(record, "ReferencedFileID")
        if not names:
            continue
        if any(name in ("", ".", "..") or "/" in name or "\\" in name for name in names):
            raise RefusedError("unsafe-name", "lists a file outside its folder")
        files[_found(directory.parent, names, listings)] = None
    if not files:
        raise RefusedError("damaged-header", "lists no file; open its folder instead")
    return list(files)


def _found(folder: Path, names: tuple[str, ...], listings: _Listings) -> Path:
    """Follow names as systems show those of a disc: in small letters, with a version."""
    path = folder
    for name in names:
        exact = path / name
        # A name that is too long for a path is that of no file.
        there = os.path.exists(exact)  # noqa: PTH110
        path = exact if there else listings.find(path, name) or exact
    return path


class _Listings:
    """What lies in each folder, looked at once."""

    def __init__(self) -> None:
        self._names: dict[Path, dict[str, Path]] = {}

    def find(self, folder: Path, name: str) -> Path | None:
        if folder not in self._names:
            try:
                entries = sorted(folder.iterdir())
            except OSError:
                entries = []
            self._names[folder] = {_plain(one.name): one for one in entries}
        return self._names[folder].get(_plain(name))


def _plain(name: str) -> str:
    # ISO 9660 adds a version, and a dot where there is no suffix.
    return name.partition(";")[0].rstrip(".").upper()
