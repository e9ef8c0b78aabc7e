"""Exports: every format from one record, read back before it is put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from recist.app.export_folder import (
    demand_free,
    earlier_of,
    export_before,
    put_in_place,
    stage_in,
)
from recist.formats.export_file import Exporter, ExportFile
from recist.formats.export_manifest import (
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
from recist.trial.whole_file import write_whole

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
PARTS = 1000
STOPPED = "an export was stopped before all files were in their place; export once more"


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
    inputs: Sequence[Path] = (),
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
    inputs : sequence of Path, optional
        What the record was read from; it is never overwritten.

    Raises
    ------
    InputError
        For a format that is not known, a folder that cannot be written or that another export is
        at work in, or where something else would be overwritten.
    """
    exporters = [exporter_of(name) for name in dict.fromkeys(formats)]
    try:
        with stage_in(out) as stage:
            made, notes = _staged(record, exporters, stage, progress or _silent)
            before = export_before(out)
            demand_free(before, made, out, inputs)
            manifest = replace(made, earlier=earlier_of(before, [one.name for one in exporters]))
            content = manifest_bytes(manifest)
            if note is not None:
                note(content)
            return Exported(
                files=put_in_place(stage, out, manifest, before),
                notes=tuple(dict.fromkeys(notes)),
                differences=manifest.differences,
                manifest=content,
            )
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from None


def check_export(record: ExportRecord, folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Read an export back and say what it says otherwise than the record, a line each.

    Files of formats that were exported before (``manifest.earlier``) are exports of their own.
    """
    found = [] if manifest.is_whole else [f"{folder}: {STOPPED}"]
    found += changed_files(manifest, folder)
    for name in manifest.formats:
        found += _differences(exporter_of(name), record, folder)
    return tuple(found)


def load_manifest(folder: Path) -> Manifest:
    """Read what an export holds; as `recist.formats.export_manifest.read_manifest`."""
    return read_manifest(folder)


def demand_format(name: str) -> None:
    """Raise ``InputError`` where there is no format of that name."""
    if name not in EXPORTERS:
        raise InputError(f"there is no format {name!r} to export; there is {', '.join(EXPORTERS)}")


def exporter_of(name: str) -> Exporter:
    """Return an exporter.

    Raises
    ------
    InputError
        Where there is none of that name.
    """
    demand_format(name)
    module, _, attribute = EXPORTERS[name].partition(":")
    found: Exporter = getattr(import_module(module), attribute)
    return found


def _staged(
    record: ExportRecord,
    exporters: Sequence[Exporter],
    stage: Path,
    progress: Progress,
) -> tuple[Manifest, list[str]]:
    """Make the files beside their folder and read them back; return their list, and the notes."""
    files: dict[str, Listed] = {}
    notes = [f"subject {one}: left out, no read is accepted yet" for one in record.left_out]
    differences: list[str] = []
    for number, exporter in enumerate(exporters):
        tell = _part(progress, number, len(exporters))
        for made in exporter.write(record, tell):
            # Where upper and lower case are one, the second would take the place of the first.
            place = str(made.path).casefold()
            if place in files:
                raise ValueError(f"two files of one name: {made.path}")
            write_whole(stage / made.path, made.content)
            files[place] = listed(exporter.name, made.path, made.content)
            notes += _noted(made)
        differences += _differences(exporter, record, stage)
        tell(1, 1)
    return manifest_of(record, files.values(), differences), notes


def _differences(exporter: Exporter, record: ExportRecord, folder: Path) -> Iterator[str]:
    if exporter.check is not None:
        yield from exporter.check(record, folder)


def _noted(made: ExportFile) -> list[str]:
    return [f"{made.path}: {one}" for one in made.notes]


def _part(progress: Progress, number: int, count: int) -> Progress:
    """Return the progress of one format out of several."""

    def tell(done: int, total: int) -> None:
        share = PARTS * done // total if total else 0
        progress(PARTS * number + share, PARTS * count)

    return tell


def _silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""
