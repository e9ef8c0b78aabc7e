"""The files under some paths, each with what it is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recist.formats.export_manifest import NAME as MANIFEST
from recist.formats.export_manifest import read_manifest
from recist.formats.faults import UNFORESEEN
from recist.formats.kinds import Kind, kind_of
from recist.formats.promises import broken_promise, lost_among
from recist.formats.sources import printable
from recist.formats.told_apart import told_apart
from recist.model.errors import InputError
from recist.model.stopping import IsCancelled, stop_if
from recist.trial.calipers import calipers_beside
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
        What could not be looked at, and what is empty or not what its name says.
    broken : frozenset of Path
        The files that are empty or not what their names say.
    """

    files: tuple[tuple[Path, Kind], ...]
    asked: frozenset[Path]
    refused: tuple[Refused, ...] = ()
    broken: frozenset[Path] = frozenset()

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
    broken: dict[Path, str] = {}
    refused: list[Refused] = []
    ours: set[Path] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(f"{printable(str(path))}: no such file or folder; check the path")
    asked = frozenset(path for path in paths if not path.is_dir())
    for path in _every(paths, refused, ours):
        stop_if(cancelled)
        try:
            kind = kind_of(path)
            if why := broken_promise(path, kind):
                broken[path] = why
            files[path] = kind
        except OSError as error:
            why = f"cannot be read ({error.strerror or error}); see that you may read it"
            refused.append(Refused(where=printable(path.name), why=why))
        except UNFORESEEN as error:
            why = f"is damaged and cannot be read ({type(error).__name__}); ask for it anew"
            refused.append(Refused(where=printable(path.name), why=why))
    broken |= lost_among(files)
    # Of calipers their table tells.
    for calipers in calipers_of_tables(files.items()):
        broken.pop(calipers, None)
    names = told_apart(files) if broken else {}
    refused += [
        Refused(where=names.get(path) or printable(path.name), why=why)
        for path, why in broken.items()
    ]
    found = [
        (path, Kind.OURS if kind is Kind.OTHER and path in ours else kind)
        for path, kind in files.items()
        if path not in broken
    ]
    return Sorted(files=tuple(found), asked=asked, refused=tuple(refused), broken=frozenset(broken))


def calipers_of_tables(files: Iterable[tuple[Path, Kind]]) -> set[Path]:
    """Return where the caliper files of the reading tables would be."""
    return {calipers_beside(path) for path, kind in files if kind is Kind.TABLE}


def _listed_in(folder: Path) -> Iterator[Path]:
    """Yield what an export in a folder holds by its list, where that can be read."""
    try:
        manifest = read_manifest(folder)
    except InputError:
        return
    for part in manifest.parts:
        yield from (folder / one.path for one in part.files)


def _every(paths: Sequence[Path], refused: list[Refused], ours: set[Path]) -> Iterator[Path]:
    """Yield every file, those of a folder in the order of their names; note what is of exports."""

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
            if derived:
                ours.update(_listed_in(Path(folder)))
            for name in sorted(set(names) - derived):
                file = Path(folder, name)
                # Opening a pipe would wait for ever.
                if file.is_file():
                    yield file
