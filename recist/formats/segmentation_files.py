"""What a file of a segmentation says and holds; done by a reader."""

from __future__ import annotations

from dataclasses import replace

from recist.formats.dicom.open import DicomFile, open_dicom
from recist.formats.dicom.segmentation import SEG_CLASSES, read_seg
from recist.formats.dicom.segmentation_masks import load_seg
from recist.formats.dicom.structure_set import RTSTRUCT_CLASS, read_structure_set
from recist.formats.dicom.values import text
from recist.formats.label_maps import (
    describe_label_map,
    is_label_map,
    load_label_map,
    open_file_of,
)
from recist.formats.sources import Opener, RefusedError
from recist.formats.voxel_file import VoxelHeader
from recist.imaging.segmentation import FoundSegmentation, Segmentation


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


def describe_named(file: str, opener: Opener) -> FoundSegmentation | None:
    """Describe a file that the user says is a segmentation; as :func:`describe`."""
    header = _voxel_header(file, opener)
    return _dicom(file, opener) if header is None else describe_label_map(file, opener, header)


def read_segmentation(found: FoundSegmentation, opener: Opener) -> Segmentation:
    """Read the masks or contours of a segmentation that was described; its links are kept.

    Raises
    ------
    RefusedError
        If the file is gone, cut short, damaged or no longer what was found.
    """
    if open_file_of(found.file) is not None:
        return load_label_map(found, opener)
    with opener.load(found.file) as stream:
        return _load_dicom(found, open_dicom(stream, opener.size(found.file)))


def _load_dicom(found: FoundSegmentation, opened: DicomFile) -> Segmentation:
    if _class_of(opened) == RTSTRUCT_CLASS:
        read = read_structure_set(found.file, opened)
        _check_same(found, read.found)
        return replace(read, found=found)
    header = read_seg(found.file, opened)
    _check_same(found, header.found)
    return load_seg(opened, replace(header, found=found))


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
