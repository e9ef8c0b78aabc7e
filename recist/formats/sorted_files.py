"""The files under some paths, each with what it is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recist.formats.export_manifest import NAME as MANIFEST
from recist.formats.faults import UNFORESEEN
from recist.formats.kinds import Kind, kind_of
from recist.formats.sources import printable
from recist.model.errors import InputError
from recist.model.stopping import IsCancelled, stop_if
from recist.trial.stated import Refused

DERIVED = frozenset(
    {
        "columns.csv",
        "differences.csv",
        "findings.csv",
        "lesions.csv",
        "recist.xlsx",
        "responses.csv",
        "subjects_by_visit.csv",
        "sums.csv",
    }
)
PIPE = "is a pipe, socket or device, not a file; leave it out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The files under some paths, by what they are.

    Attributes
    ----------
    asked : frozenset of Path
        The files that were named themselves, and not found in a folder.
    refused : tuple of Refused
        What could not be looked at.
    """

    files: tuple[tuple[Path, Kind], ...]
    asked: frozenset[Path]
    refused: tuple[Refused, ...] = ()

    def of(self, *kinds: Kind) -> list[Path]:
        """Return the files of some kinds, in order."""
        return [path for path, kind in self.files if kind in kinds]

    def without(self, *kinds: Kind) -> Sorted:
        """Return all but the files of some kinds."""
        return replace(self, files=tuple(one for one in self.files if one[1] not in kinds))


def sort_files(paths: Sequence[Path], *, cancelled: IsCancelled | None = None) -> Sorted:
    """Look at every file under the paths and say what it is.

    Raises
    ------
    InputError
        If a given path does not exist.
    """
    files: dict[Path, Kind] = {}
    refused: list[Refused] = []
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(f"{printable(str(path))}: no such file or folder; check the path")
    asked = frozenset(path for path in paths if not path.is_dir())
    for path in _every(paths, refused):
        stop_if(cancelled)
        try:
            files.setdefault(path, kind_of(path))
        except OSError as error:
            why = f"cannot be read ({error.strerror or error}); see that you may read it"
            refused.append(Refused(where=printable(path.name), why=why))
        except UNFORESEEN as error:
            why = f"is damaged and cannot be read ({type(error).__name__}); ask for it anew"
            refused.append(Refused(where=printable(path.name), why=why))
    return Sorted(files=tuple(files.items()), asked=asked, refused=tuple(refused))


def _every(paths: Sequence[Path], refused: list[Refused]) -> Iterator[Path]:
    """Yield every file, those of a folder in the order of their names."""

    def shut(error: OSError) -> None:
        why = f"the folder cannot be opened ({error.strerror or error})"
        refused.append(Refused(where=printable(str(error.filename)), why=why))

    for path in paths:
        if path.is_file() or path.is_symlink():
            yield path
            continue
        if not path.is_dir():
            refused.append(Refused(where=printable(path.name), why=PIPE))
            continue
        for folder, folders, names in os.walk(path, onerror=shut):
            folders.sort()
            # Of an export the readings are taken, not the tables that were made of them for people.
            derived = DERIVED if MANIFEST in names else frozenset()
            for name in sorted(set(names) - derived):
                file = Path(folder, name)
                # Opening a pipe would wait for ever.
                if file.is_file():
                    yield file
