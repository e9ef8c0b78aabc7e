"""Segmentations in: find out what a file holds, join it with its series, read its masks."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from recist.formats.dicom.open import DicomFile, open_dicom
from recist.formats.dicom.segmentation import SEG_CLASSES, read_seg
from recist.formats.dicom.segmentation_masks import load_seg
from recist.formats.dicom.structure_set import RTSTRUCT_CLASS, read_structure_set
from recist.formats.dicom.values import UNFORESEEN, text
from recist.formats.label_maps import (
    describe_label_map,
    is_label_map,
    load_label_map,
    open_file_of,
)
from recist.formats.sources import Opener, RefusedError, scan_error
from recist.formats.voxel_file import VoxelHeader
from recist.imaging.segmentation import FoundSegmentation, Segmentation
from recist.imaging.segmentation_link import link
from recist.imaging.series import Rejected, Series

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


def find_segmentation(path: Path, series: Sequence[Series] = ()) -> FoundSegmentation:
    """Describe one file that the user says is a segmentation, and join it with its series.

    A NIfTI or NRRD file is taken as a label map, whatever its name.

    Raises
    ------
    ScanError
        If it is none or cannot be read; the message names the file.
    """
    file = str(path)
    try:
        with Opener() as opener, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            header = _voxel_header(file, opener)
            found = (
                _dicom(file, opener) if header is None else describe_label_map(file, opener, header)
            )
            if found is None:
                raise RefusedError("no-segmentation", "is no segmentation that is read here")
    except (RefusedError, *UNFORESEEN) as error:
        raise scan_error(file, error) from error
    return link(found, series)


def describe(file: str, opener: Opener) -> FoundSegmentation | None:
    """Describe a file without reading its voxels; None if it is no segmentation.

    Raises
    ------
    RefusedError
        If it is one, and cannot be used.
    """
    header = _voxel_header(file, opener)
    if header is None:
        return _dicom(file, opener)
    return describe_label_map(file, opener, header) if is_label_map(file, header) else None


def describe_dicom(file: str, opened: DicomFile) -> FoundSegmentation | None:
    """Describe an open DICOM file; as :func:`describe`."""
    sop_class = _class_of(opened)
    if sop_class in SEG_CLASSES:
        return read_seg(file, opened).found
    if sop_class == RTSTRUCT_CLASS:
        return read_structure_set(file, opened).found
    return None


def settle(
    found: Sequence[FoundSegmentation], series: Sequence[Series]
) -> tuple[tuple[FoundSegmentation, ...], list[Rejected]]:
    """Keep each segmentation once, and join it with the series that it was drawn on.

    Returns
    -------
    settled : tuple of FoundSegmentation
    rejected : list of Rejected
        Those that are there twice, and any that cannot be held against the series.
    """
    unique: dict[str, FoundSegmentation] = {}
    settled: list[FoundSegmentation] = []
    rejected: list[Rejected] = []
    for one in found:
        first = unique.setdefault(one.uid or one.file, one)
        if first is not one:
            message = f"the same segmentation as {first.file}"
            rejected.append(Rejected(file=one.file, code="duplicate-instance", message=message))
            continue
        try:
            settled.append(link(one, series))
        except UNFORESEEN as error:
            # It must not cost the folder.
            message = f"cannot be used ({type(error).__name__})"
            rejected.append(Rejected(file=one.file, code="damaged-header", message=message))
    return tuple(settled), rejected


def load_segmentation(
    found: FoundSegmentation,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Segmentation:
    """Read the masks or contours of a segmentation that was found.

    Parameters
    ----------
    found : FoundSegmentation
        Its links are kept.
    progress : callable, optional
        Called with frames or slices done and in all.
    cancelled : callable, optional
        Asked between them.

    Raises
    ------
    ScanError
        If the file is gone, cut short, damaged or no longer what was found.
    CancelledError
        If the user stopped it.
    """
    try:
        with Opener() as opener, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if open_file_of(found.file) is not None:
                return load_label_map(found, opener, progress=progress, cancelled=cancelled)
            with opener.load(found.file) as stream:
                opened = open_dicom(stream, opener.size(found.file))
                return _load_dicom(found, opened, progress, cancelled)
    except (RefusedError, *UNFORESEEN) as error:
        raise scan_error(found.file, error) from error


def _load_dicom(
    found: FoundSegmentation,
    opened: DicomFile,
    progress: Progress | None,
    cancelled: IsCancelled | None,
) -> Segmentation:
    if _class_of(opened) == RTSTRUCT_CLASS:
        read = read_structure_set(found.file, opened)
        _check_same(found, read.found)
        return replace(read, found=found)
    header = read_seg(found.file, opened)
    _check_same(found, header.found)
    return load_seg(opened, replace(header, found=found), progress=progress, cancelled=cancelled)


def _check_same(found: FoundSegmentation, now: FoundSegmentation) -> None:
    """Refuse a file that was replaced after it was found; its links are another matter."""
    same = (found.uid, found.kind, found.geometry, found.segments, found.planes)
    if same != (now.uid, now.kind, now.geometry, now.segments, now.planes):
        raise RefusedError("changed-file", "is no longer the file that was found")


def _voxel_header(file: str, opener: Opener) -> VoxelHeader | None:
    """Return the header of a file of bare voxels, None if it is not named as one."""
    ways = open_file_of(file)
    if ways is None:
        return None
    with opener.open(file) as raw:
        return ways[1](file, raw, opener.size(file)).header


def _dicom(file: str, opener: Opener) -> FoundSegmentation | None:
    with opener.open(file) as stream:
        return describe_dicom(file, open_dicom(stream, opener.size(file)))


def _class_of(opened: DicomFile) -> str:
    return text(opened.dataset, "SOPClassUID") or text(opened.meta, "MediaStorageSOPClassUID")
