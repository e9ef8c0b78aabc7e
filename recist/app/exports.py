"""Exports: every format from one record, read back before it is put in its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.export_manifest import (
    NAME,
    Listed,
    Manifest,
    changed_files,
    listed,
    manifest_bytes,
    manifest_of,
    read_manifest,
)
from recist.model.errors import InputError
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord
from recist.trial.whole_file import flush, write_whole

EXPORTERS = {
    "csv": "recist.formats.csv_export:CSV",
    "xlsx": "recist.formats.xlsx_export:XLSX",
    "sdtm": "recist.formats.sdtm.export:SDTM",
    "sr": "recist.formats.sr.export:SR",
    "pdf": "recist.formats.report.export:PDF",
    "json": "recist.formats.json_export:JSON",
    "figures": "recist.formats.figures:FIGURES",
}
"""Where the exporter of each format is; it is imported when it is asked for."""
STAGE = ".recist-export-"
PARTS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export has done.

    Attributes
    ----------
    files : tuple of Path
        The files as they lie now, the list of them last.
    notes : tuple of str
        What a format could not hold as it was.
    differences : tuple of str
        What the files say otherwise than the record; of a sound export there is none.
    manifest : bytes
        The list of the files, with the digest of each.
    """

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    differences: tuple[str, ...]
    manifest: bytes


def export_record(
    record: ExportRecord,
    formats: Sequence[str],
    out: Path,
    *,
    note: Callable[[bytes], None] | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write a record in every format that is asked for, and read it back.

    All files are made and read back beside the folder first, and then put into it one after
    another: whoever is stopped before that leaves the folder as it was, and each file is the old
    one or the new one whole. Files of an earlier export that are not made any more are removed,
    unless somebody has changed them.

    Parameters
    ----------
    formats : sequence of str
        Of `EXPORTERS`.
    out : Path
        The folder; it is made where it is not there.
    note : callable, optional
        Called with the list of the files before they are put in place: the audit chain tells of
        them.

    Raises
    ------
    InputError
        For a format that is not known, or a folder that cannot be written.
    """
    exporters = [exporter_of(name) for name in dict.fromkeys(formats)]
    try:
        with _stage_beside(out) as stage:
            return _staged(record, exporters, out, stage, note, progress or _silent)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from None


def check_export(record: ExportRecord, folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Read an export back and say what it says otherwise than the record, a line each."""
    found = list(changed_files(manifest, folder))
    for name in manifest.formats:
        found += _differences(exporter_of(name), record, folder)
    return tuple(found)


def load_manifest(folder: Path) -> Manifest:
    """Read what an export holds; as `recist.formats.export_manifest.read_manifest`."""
    return read_manifest(folder)


def exporter_of(name: str) -> Exporter:
    """Return an exporter.

    Raises
    ------
    InputError
        Where there is none of that name.
    """
    if name not in EXPORTERS:
        raise InputError(f"there is no format {name!r} to export; there is {', '.join(EXPORTERS)}")
    module, _, attribute = EXPORTERS[name].partition(":")
    found: Exporter = getattr(import_module(module), attribute)
    return found


def _staged(
    record: ExportRecord,
    exporters: Sequence[Exporter],
    out: Path,
    stage: Path,
    note: Callable[[bytes], None] | None,
    progress: Progress,
) -> Exported:
    files: list[Listed] = []
    notes = [f"subject {one}: left out, no read is accepted yet" for one in record.left_out]
    differences: list[str] = []
    for number, exporter in enumerate(exporters):
        tell = _part(progress, number, len(exporters))
        for made in exporter.write(record, tell):
            write_whole(stage / made.path, made.content)
            files.append(listed(exporter.name, made.path, made.content))
            notes += _noted(made)
        differences += _differences(exporter, record, stage)
        tell(1, 1)
    _demand_free(record, out, files)
    manifest = manifest_of(record, files, differences)
    content = manifest_bytes(manifest)
    if note is not None:
        note(content)
    left_over = _left_over(out, files)
    placed = [_place(stage / one.path, out / one.path) for one in files]
    for path in left_over:
        path.unlink()
    write_whole(out / NAME, content)
    return Exported(
        files=(*placed, out / NAME),
        notes=tuple(dict.fromkeys(notes)),
        differences=tuple(differences),
        manifest=content,
    )


def _differences(exporter: Exporter, record: ExportRecord, folder: Path) -> Iterator[str]:
    if exporter.check is not None:
        yield from exporter.check(record, folder)


def _noted(made: ExportFile) -> list[str]:
    return [f"{made.path}: {one}" for one in made.notes]


def _demand_free(record: ExportRecord, out: Path, files: Sequence[Listed]) -> None:
    """Raise ``InputError`` where something else would be overwritten: names are plain ones."""
    before = read_manifest(out) if (out / NAME).exists() else None
    if before is not None and before.origin.trial != record.origin.trial:
        raise InputError(
            f"{out} holds an export of {before.origin.trial}; choose another folder with --out"
        )
    own = {one.path for one in before.files} if before else set()
    for one in files:
        if one.path not in own and (out / one.path).exists():
            raise InputError(
                f"{out / one.path} is there and no export made it; choose another folder with --out"
            )


def _left_over(out: Path, files: Sequence[Listed]) -> list[Path]:
    """Return the files of the export before that nobody has changed and that are not made again."""
    if not (out / NAME).exists():
        return []
    before = read_manifest(out)
    formats, kept = {one.format for one in files}, {one.path for one in files}
    changed = {line.partition(": ")[0] for line in changed_files(before, out)}
    return [
        out / one.path
        for one in before.files
        if one.format in formats and one.path not in kept and one.path not in changed
    ]


def _place(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    flush(target.parent)
    return target


@contextmanager
def _stage_beside(out: Path) -> Iterator[Path]:
    """Make a folder on the same drive, and take away what a killed export has left there."""
    out.mkdir(parents=True, exist_ok=True)
    for left in out.glob(f"{STAGE}*"):
        if not _is_running(left.name.removeprefix(STAGE).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=f"{STAGE}{os.getpid()}-", dir=out))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _is_running(process: str) -> bool:
    """Say whether the process that stages an export is still at work."""
    if not process.isascii() or not process.isdigit() or int(process) == 0:
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _part(progress: Progress, number: int, count: int) -> Progress:
    """Return the progress of one format out of several."""

    def tell(done: int, total: int) -> None:
        share = PARTS * done // total if total else 0
        progress(PARTS * number + share, PARTS * count)

    return tell


def _silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""
