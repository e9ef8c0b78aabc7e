"""Label maps: files of bare voxels where each value is a segment."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.formats import nifti, nrrd
from recist.formats.segment_masks import empty_segments, join_segments, label_pieces
from recist.formats.sources import Opener, RefusedError, new_array
from recist.formats.voxel_file import (
    OpenFile,
    VoxelHeader,
    name_of,
    stem_of,
)
from recist.formats.voxel_names import is_nifti, is_nrrd
from recist.formats.voxels import VoxelLayout, check_digest, digest_of, read_slices
from recist.imaging.segmentation import (
    FoundSegmentation,
    Segment,
    Segmentation,
    SegmentationFormat,
    SegmentationKind,
    with_reasons,
)
from recist.imaging.verdict import Verdict

# How people name the file of a mask, if the header does not say what it is.
NAMED = re.compile(r"(^|[._ -])(masks?|labels?|labelmap|seg|segmentation)$", re.IGNORECASE)
MAX_VALUE = (1 << 31) - 1


def open_file_of(file: str) -> tuple[SegmentationFormat, OpenFile] | None:
    """Return what opens a file of bare voxels by its name, None if it is none."""
    if is_nifti(file):
        return SegmentationFormat.NIFTI, nifti.open_nifti
    if is_nrrd(file):
        return SegmentationFormat.NRRD, nrrd.open_nrrd
    return None


def is_label_map(file: str, header: VoxelHeader) -> bool:
    """Say whether a file is a label map: by its header, or by its name if it holds integers."""
    named = NAMED.search(stem_of(file)) is not None
    if header.times > 1:
        return False
    return header.is_label_map or (named and header.kind.kind in "iu")


def describe_label_map(file: str, opener: Opener, header: VoxelHeader) -> FoundSegmentation:
    """Return what is known of a label map before its voxels are read."""
    found = open_file_of(file)
    if found is None or header.times > 1:
        raise RefusedError("not-a-label-map", "holds no single volume of labels; split it first")
    verdict = Verdict.WARN if header.reasons else Verdict.ACCEPT
    return FoundSegmentation(
        file=file,
        format=found[0],
        kind=SegmentationKind.LABEL_MAP,
        uid=f"sha256:{digest_of(file, opener)}",
        series_uid="",
        study_uid="",
        subject=stem_of(file),
        study_date=None,
        description=name_of(file),
        frame_of_reference="",
        geometry=header.geometry,
        segments=tuple(Segment(number=value, label=name) for value, name in header.labels),
        referenced_series=(),
        referenced_images=(),
        referenced_modality="",
        planes=(),
        verdict=verdict if header.geometry else Verdict.QUARANTINE,
        reasons=header.reasons,
    )


def load_label_map(found: FoundSegmentation, opener: Opener) -> Segmentation:
    """Read a label map; its segments are the values that it holds and those it names.

    Raises
    ------
    RefusedError
        ``not-a-label-map`` if its values are no whole numbers from 0 on or too many,
        ``no-mm`` if it has no place in the patient, ``changed-file`` if it was replaced.
    """
    ways = open_file_of(found.file)
    if ways is None or found.geometry is None:
        raise RefusedError("no-mm", "has no trusted millimetres: its segments cannot be measured")
    with opener.open(found.file) as raw:
        opened = ways[1](found.file, raw, opener.size(found.file))
        check_digest(found.file, opener, found.uid)
        stored = new_array(opened.header.shape_kji, opened.header.kind.newbyteorder("="))
        deque(read_slices(raw, opened.layout, stored), maxlen=0)
    pieces = label_pieces(_whole_planes(stored, opened.layout))
    named = {one.number: one for one in found.segments}
    numbers = sorted({*pieces, *named})
    segments = tuple(
        named.get(number, Segment(number=number, label=f"label {number}")) for number in numbers
    )
    masks = join_segments(segments, pieces, found.geometry)
    return Segmentation(
        found=with_reasons(replace(found, segments=segments), empty_segments(segments, masks)),
        masks=masks,
    )


def _whole_planes(stored: NDArray[Any], layout: VoxelLayout) -> Iterable[tuple[int, NDArray[Any]]]:
    plain = (layout.slope, layout.intercept) == (1.0, 0.0)
    for k, plane in enumerate(stored):
        values = plane if plain else plane * layout.slope + layout.intercept
        whole = values.dtype.kind in "iu" or bool(np.all(np.rint(values) == values))
        if not whole or values.min() < 0 or values.max() > MAX_VALUE:
            message = "holds values that are no whole numbers from 0 on: an image, no label map"
            raise RefusedError("not-a-label-map", message)
        yield k, values if values.dtype.kind in "iu" else values.astype(np.int64)
