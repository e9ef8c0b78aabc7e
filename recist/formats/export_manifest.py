"""``export.json``: what an export holds, of which state it is, and the digest of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from recist.model.errors import InputError
from recist.trial.record import ExportRecord, Origin, ReadChoice

NAME = "export.json"
SCHEMA = "recist-export/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file of an export."""

    format: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export holds.

    Attributes
    ----------
    protocols : tuple of str
        Ids of the protocols that it was made under, the trial's own first.
    beside : tuple of str
        What was at hand beside the readings, as `beside_of`.
    differences : tuple of str
        What its files were found to say otherwise than the record, when they were read back.
    earlier : tuple of Manifest
        Exports before, the newest first: of each the formats that were not exported since.
    is_whole : bool
        All files are in their place; an export that was killed in between leaves a list that
        says no.
    """

    origin: Origin
    choice: ReadChoice
    protocols: tuple[str, ...]
    files: tuple[Listed, ...]
    beside: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    earlier: tuple[Manifest, ...] = ()
    is_whole: bool = True

    @property
    def parts(self) -> tuple[Manifest, ...]:
        """The export itself, and those before of which files are still there."""
        return (self, *self.earlier)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that were exported."""
        return tuple(dict.fromkeys(one.format for one in self.files))


def manifest_of(
    record: ExportRecord, files: Iterable[Listed], differences: Sequence[str]
) -> Manifest:
    """Describe the export of a record."""
    return Manifest(
        origin=record.origin,
        choice=record.choice,
        protocols=tuple(one.protocol.id for one in record.judged),
        files=tuple(files),
        beside=beside_of(record),
        differences=tuple(differences),
    )


def beside_of(record: ExportRecord) -> tuple[str, ...]:
    """Name what is at hand beside the readings: they are judged, and pictured, by it."""
    at_hand = {
        "subjects": record.reads.subjects,
        "treatments": record.reads.treatments,
        "scans": record.series,
    }
    return tuple(name for name, held in at_hand.items() if held)


def listed(format: str, path: PurePosixPath, content: bytes) -> Listed:
    """Describe one file."""
    return Listed(format=format, path=str(path), sha256=hashlib.sha256(content).hexdigest())


def manifest_bytes(manifest: Manifest) -> bytes:
    """Write it as JSON."""
    document = {"schema": SCHEMA, **_document(manifest)}
    return (json.dumps(document, indent=1) + "\n").encode()


def _document(manifest: Manifest) -> dict[str, Any]:
    """Return it as plain values; what says nothing, since all is well, is left out."""
    document: dict[str, Any] = {
        **asdict(manifest.origin),
        "reads": str(manifest.choice),
        "protocols": list(manifest.protocols),
        "beside": list(manifest.beside),
        "files": [asdict(one) for one in manifest.files],
        "differences": list(manifest.differences),
    }
    if manifest.earlier:
        document["earlier"] = [_document(one) for one in manifest.earlier]
    if not manifest.is_whole:
        document["whole"] = False
    return document


def read_manifest(folder: Path) -> Manifest:
    """Read what a folder holds.

    Raises
    ------
    InputError
        Where the folder holds no export, or its list cannot be read.
    """
    path = folder / NAME
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["schema"] != SCHEMA:
            raise ValueError(document["schema"])
        return _of(document)
    except OSError:
        raise InputError(f"{folder} holds no export: there is no {NAME} in it") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            f"{path} is no list of an export; remove it, or choose another folder"
        ) from None


def _of(document: dict[str, Any]) -> Manifest:
    return Manifest(
        origin=Origin(**{name: str(document[name]) for name in Origin.__slots__}),
        choice=ReadChoice(document["reads"]),
        protocols=tuple(map(str, document["protocols"])),
        files=tuple(_listed(one) for one in document["files"]),
        beside=tuple(map(str, document.get("beside", ()))),
        differences=tuple(map(str, document["differences"])),
        earlier=tuple(_of(one) for one in document.get("earlier", ())),
        is_whole=bool(document.get("whole", True)),
    )


def _listed(entry: dict[str, str]) -> Listed:
    """Read one file's entry; a path that leads out of the folder is never followed."""
    path = PurePosixPath(entry["path"])
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in str(path):
        raise ValueError(entry["path"])
    return Listed(format=str(entry["format"]), path=str(path), sha256=str(entry["sha256"]))


def changed_files(manifest: Manifest, folder: Path) -> Iterator[str]:
    """Say which files are gone, or not as they were written, a line each."""
    for one in manifest.files:
        try:
            content = (folder / one.path).read_bytes()
        except OSError as error:
            yield f"{one.path}: cannot be read: {error.strerror or error}"
            continue
        if hashlib.sha256(content).hexdigest() != one.sha256:
            yield f"{one.path}: was changed after it was written"
