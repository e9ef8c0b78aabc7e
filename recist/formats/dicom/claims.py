"""What a header says of the geometry beside the attributes that count: held against them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydicom import Dataset

from recist.formats.dicom.instance import Claims
from recist.formats.dicom.values import first_item, number, numbers

# Distances that are not measured in the patient: detector, film, screen.
OTHER_SPACINGS = ("ImagerPixelSpacing", "NominalScannedPixelSpacing", "PixelAspectRatio")
SAME_VALUE = 1e-4
# Sequence, attribute, whether one value of the whole file could stand for every frame.
GROUPED = (
    ("PixelMeasuresSequence", "PixelSpacing", True),
    ("PlaneOrientationSequence", "ImageOrientationPatient", True),
    ("PlanePositionSequence", "ImagePositionPatient", False),
)


def read_claims(root: Dataset, groups: Sequence[Dataset]) -> Claims:
    """Return the claims of a frame.

    Parameters
    ----------
    root : Dataset
        The whole file.
    groups : sequence of Dataset
        Functional groups that hold for the frame, nearest first; empty for a single frame.
    """
    details = [first_item(group, "CTAcquisitionDetailsSequence") for group in groups]
    tilts = (number(one, "GantryDetectorTilt") for one in (*details, root) if one is not None)
    return Claims(
        aspect=numbers(root, "PixelAspectRatio"),
        tilt_degrees=next((tilt for tilt in tilts if tilt is not None), None),
        other_spacing=next((name for name in OTHER_SPACINGS if name in root), ""),
        disputed=tuple(
            keyword
            for sequence, keyword, in_file in GROUPED
            if groups and _differ(_stated(root if in_file else None, groups, sequence, keyword))
        ),
    )


def _stated(
    root: Dataset | None, groups: Sequence[Dataset], sequence: str, keyword: str
) -> list[tuple[float, ...]]:
    """Return every value that an attribute is given, nearest first."""
    items = [first_item(group, sequence) for group in groups]
    found = [numbers(one, keyword) for one in (*items, root) if one is not None]
    return [values for values in found if values is not None]


def _differ(stated: Sequence[tuple[float, ...]]) -> bool:
    return any(
        len(values) != len(stated[0])
        or not all(
            math.isclose(a, b, rel_tol=SAME_VALUE, abs_tol=SAME_VALUE)
            for a, b in zip(values, stated[0], strict=True)
        )
        for values in stated[1:]
    )
