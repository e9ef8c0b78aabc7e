"""What a reader does for segmentations and files of bare voxels: their libraries import slowly."""

from __future__ import annotations

from typing import cast

from recist.formats import nifti, nrrd
from recist.formats.messages import Describe, Looked, Outline, Outlined
from recist.formats.packed_segmentation import packed
from recist.formats.segmentation_files import describe, describe_named, read_segmentation
from recist.formats.sources import Opener
from recist.formats.voxel_names import is_nifti
from recist.formats.voxels import VoxelLayout
from recist.imaging.segmentation import FoundSegmentation


def look_at_voxels(file: str, opener: Opener) -> Looked:
    """Return what a NIfTI or NRRD file holds: a label map, or series."""
    label_map = describe(file, opener)
    if label_map is not None:
        return Looked(segmentation=label_map)
    read = nifti.read_series if is_nifti(file) else nrrd.read_series
    series = read(file, opener)
    layout = cast(VoxelLayout, series[0].slices[0].layout)
    return Looked(series=tuple(series), voxels=layout)


def segmentation_in(file: str, opener: Opener) -> FoundSegmentation | None:
    """Describe a DICOM file that is no image; None if it is no segmentation either."""
    return describe(file, opener)


def answer(request: Describe | Outline, opener: Opener) -> Looked | Outlined:
    """Do what is asked of a segmentation."""
    if isinstance(request, Describe):
        return Looked(segmentation=describe_named(request.file, opener))
    return Outlined(segmentation=packed(read_segmentation(request.found, opener)))
