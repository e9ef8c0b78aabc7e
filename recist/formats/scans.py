"""Scans in: find the series under some paths, load one of them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from recist.formats import nifti
from recist.formats.dicom.build import build_series
from recist.formats.dicom.directory import DIRECTORY_NAME, referenced_files
from recist.formats.dicom.header import Instance, read_header
from recist.formats.dicom.load import load_dicom
from recist.formats.sources import CancelledError, Opener, RefusedError, Source, list_sources
from recist.imaging.series import Inspection, Rejected, Series
from recist.imaging.volume import Volume

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


def find_scans(
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Inspection:
    """Look through folders, files and zip archives for series, without reading pixels.

    Parameters
    ----------
    paths : sequence of Path
        Folders (with all below them), DICOM and NIfTI files, zip archives, a DICOMDIR.
    progress : callable, optional
        Called with files done and files in all.
    cancelled : callable, optional
        Asked between files.

    Returns
    -------
    Inspection
        The series, and every file that is part of none, with the reason.

    Raises
    ------
    InputError
        If a given path does not exist.
    CancelledError
        If the user stopped it.
    """
    instances: list[Instance] = []
    series: list[Series] = []
    with Opener() as opener, warnings.catch_warnings():
        # The parsers warn of what the reasons already say.
        warnings.simplefilter("ignore")
        listed, missing = _follow_directories(paths)
        sources, rejected = list_sources(listed, opener)
        rejected += missing
        for n, source in enumerate(sources):
            if cancelled and cancelled():
                raise CancelledError("stopped")
            try:
                _look(source, opener, instances, series)
            except RefusedError as error:
                rejected.append(Rejected(file=source.file, code=error.code, message=str(error)))
            if progress:
                progress(n + 1, len(sources))
    unique, doubles = _once(instances)
    series += build_series(unique)
    return Inspection(series=tuple(sorted(series, key=_order)), rejected=(*rejected, *doubles))


def load_volume(
    series: Series,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Volume:
    """Decode a series that :func:`find_scans` has found.

    Raises
    ------
    ScanError
        If a file is gone, cut short or damaged; the message names it.
    CancelledError
        If the user stopped it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if nifti.is_nifti(series.slices[0].file):
            return nifti.load_nifti(series, progress=progress, cancelled=cancelled)
        return load_dicom(series, progress=progress, cancelled=cancelled)


def _follow_directories(paths: Sequence[Path]) -> tuple[list[Path], list[Rejected]]:
    """Put the files that a DICOMDIR lists in its place."""
    listed: list[Path] = []
    missing: list[Rejected] = []
    for path in paths:
        if path.name.upper() != DIRECTORY_NAME or not path.is_file():
            listed.append(path)
            continue
        try:
            for file in referenced_files(path):
                if file.is_file():
                    listed.append(file)
                else:
                    message = f"is listed in {path} but not there"
                    missing.append(Rejected(file=str(file), code="missing-file", message=message))
        except RefusedError as error:
            missing.append(Rejected(file=str(path), code=error.code, message=str(error)))
    return listed, missing


def _look(source: Source, opener: Opener, instances: list[Instance], series: list[Series]) -> None:
    if nifti.is_nifti(source.file):
        series.append(nifti.read_series(source.file, opener))
    else:
        instances.append(read_header(source.file, opener))


def _once(instances: Sequence[Instance]) -> tuple[list[Instance], list[Rejected]]:
    """Keep the first of instances that share a UID."""
    seen: dict[str, Instance] = {}
    doubles = []
    for instance in instances:
        first = seen.setdefault(instance.sop_instance, instance)
        if first is not instance:
            message = f"the same image as {first.file}"
            doubles.append(Rejected(file=instance.file, code="duplicate-instance", message=message))
    return list(seen.values()), doubles


def _order(series: Series) -> tuple[str, str, str, int, str, int]:
    day = series.study_date.isoformat() if series.study_date else ""
    number = -1 if series.number is None else series.number
    return series.subject, day, series.study_uid, number, series.uid, series.part
