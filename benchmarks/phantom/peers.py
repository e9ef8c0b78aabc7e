"""Two other ways to a length, neither of which flags anything: a naive script and SimpleITK."""

from __future__ import annotations

import logging
import math
from typing import Any

import nibabel
import numpy as np
import pydicom
import SimpleITK
from numpy.typing import NDArray
from pydicom import Dataset

from phantom.parts import ENDS, STORED, Pair, Variant
from phantom.readers import find_one
from recist.formats.dicom.values import UNFORESEEN
from recist.imaging.geometry import Vector

# What it says of damaged headers is not what is measured here.
logging.getLogger("nibabel.global").setLevel(logging.CRITICAL + 1)
# Neither declares types.
NIB: Any = nibabel
SITK: Any = SimpleITK
Lengths = dict[Pair, float | None]


def naive_lengths(variant: Variant) -> Lengths:
    """Measure as a first script does.

    Images in the order of their numbers, the first spacing along a row, the thickness as the
    step between slices; of NIfTI the voxel sizes alone.
    """
    files = sorted(variant.folder.iterdir())
    try:
        if files[0].name.startswith("phantom"):
            image = NIB.load(files[0])
            voxels = np.asanyarray(image.dataobj).transpose(2, 1, 0)
            x, y, z = (float(mm) for mm in image.header.get_zooms()[:3])
            return _box_lengths(voxels, (z, y, x), variant)
        data = sorted((pydicom.dcmread(one) for one in files), key=_number)
        voxels = np.concatenate([np.atleast_3d(one.pixel_array.T).T for one in data])
        first = data[0]
        spacing = _first(first, "PixelSpacing")
        step = float(_first(first, "SliceThickness"))
        return _box_lengths(voxels, (step, float(spacing[1]), float(spacing[0])), variant)
    except (*UNFORESEEN, StopIteration):
        return dict.fromkeys(Pair)


def _number(data: Dataset) -> int:
    return int(data.get("InstanceNumber") or 0)


def _first(data: Dataset, keyword: str) -> Any:
    """Return the first value under a keyword at any depth, as a recursive search finds it."""
    return next(one.value for one in data.iterall() if one.keyword == keyword)


def _box_lengths(voxels: NDArray[Any], spacing_kji: Vector, variant: Variant) -> Lengths:
    places = {
        name: find_one(voxels, stored) or find_one(voxels, variant.values[name])
        for name, stored in STORED.items()
    }
    found: Lengths = {}
    for pair, (one, other) in ENDS.items():
        a, b = places[one], places[other]
        if a is None or b is None:
            found[pair] = None
            continue
        moved = np.multiply(np.subtract(b, a), spacing_kji)
        length = float(np.linalg.norm(moved))
        found[pair] = length if math.isfinite(length) else None
    return found


def simpleitk_lengths(variant: Variant) -> Lengths:
    """Measure with SimpleITK: its series scan of the folder, its own way to patient points."""
    SITK.ProcessObject.SetGlobalWarningDisplay(False)
    files = sorted(str(one) for one in variant.folder.iterdir())
    found: Lengths = dict.fromkeys(Pair)
    for names in [tuple(files)] if len(files) == 1 else _series_files(variant):
        try:
            image = SITK.ReadImage(names if len(names) > 1 else names[0])
        except RuntimeError:
            continue
        voxels = SITK.GetArrayFromImage(image)
        if voxels.ndim != 3:
            continue
        for pair, (one, other) in ENDS.items():
            a, b = (find_one(voxels, variant.values[name]) for name in (one, other))
            if a is not None and b is not None:
                ends = [image.TransformIndexToPhysicalPoint(place[::-1]) for place in (a, b)]
                found[pair] = math.dist(*ends)
    return found


def _series_files(variant: Variant) -> list[tuple[str, ...]]:
    folder = str(variant.folder)
    reader = SITK.ImageSeriesReader
    return [reader.GetGDCMSeriesFileNames(folder, uid) for uid in reader.GetGDCMSeriesIDs(folder)]
