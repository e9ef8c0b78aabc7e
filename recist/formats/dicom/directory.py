"""DICOMDIR: the index of a medium, followed to the files that it lists."""

from __future__ import annotations

from pathlib import Path

from recist.formats.dicom.open import open_dicom
from recist.formats.dicom.values import DAMAGE, texts
from recist.formats.sources import RefusedError

DIRECTORY_NAME = "DICOMDIR"


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
    for record in records:
        names = texts(record, "ReferencedFileID")
        if not names:
            continue
        if any(name in ("", ".", "..") or "/" in name or "\\" in name for name in names):
            raise RefusedError("unsafe-name", "lists a file outside its folder")
        files[directory.parent.joinpath(*names)] = None
    return list(files)
