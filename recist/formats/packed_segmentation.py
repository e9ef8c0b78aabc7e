"""A segmentation as plain values, so that it fits into a message of a reader."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass

import numpy as np

from recist.formats.sources import RefusedError, check_fits
from recist.imaging.geometry import Geometry, Vector
from recist.imaging.segmentation import Contour, FoundSegmentation, Mask, Segmentation

QUICK = 1
KINDS = {"bool": np.dtype(np.bool_), "uint8": np.dtype(np.uint8)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedMask:
    """A `Mask`; its values are deflated, which takes next to nothing of shapes."""

    geometry: Geometry
    start_kji: tuple[int, int, int]
    origins_lps_mm: tuple[Vector, ...]
    full_value: int
    kind: str
    values: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedContour:
    """A `Contour`; its points are three little-endian doubles each."""

    name: str
    image: str
    points: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedSegmentation:
    """A `Segmentation`."""

    found: FoundSegmentation
    masks: tuple[PackedMask | None, ...]
    contours: tuple[tuple[PackedContour, ...], ...]


def packed(segmentation: Segmentation) -> PackedSegmentation:
    """Return a segmentation as plain values."""
    return PackedSegmentation(
        found=segmentation.found,
        masks=tuple(None if mask is None else _packed_mask(mask) for mask in segmentation.masks),
        contours=tuple(
            tuple(
                PackedContour(
                    name=one.name,
                    image=one.image,
                    points=np.asarray(one.points_lps_mm, dtype="<f8").tobytes(),
                )
                for one in contours
            )
            for contours in segmentation.contours
        ),
    )


def unpacked(content: PackedSegmentation) -> Segmentation:
    """Return the segmentation that was packed.

    Raises
    ------
    RefusedError
        If what was packed is none.
    """
    return Segmentation(
        found=content.found,
        masks=tuple(None if mask is None else _mask(mask) for mask in content.masks),
        contours=tuple(tuple(_contour(one) for one in contours) for contours in content.contours),
    )


def _packed_mask(mask: Mask) -> PackedMask:
    return PackedMask(
        geometry=mask.geometry,
        start_kji=mask.start_kji,
        origins_lps_mm=mask.origins_lps_mm,
        full_value=mask.full_value,
        kind=str(mask.values_kji.dtype),
        values=zlib.compress(np.ascontiguousarray(mask.values_kji).tobytes(), QUICK),
    )


def _mask(content: PackedMask) -> Mask:
    shape = content.geometry.shape_kji
    size = math.prod(shape)
    if min(shape) < 0 or content.kind not in KINDS:
        raise RefusedError("damaged-pixels", "its masks are none")
    check_fits(size)
    inflater = zlib.decompressobj()
    try:
        # One byte more would show that there are more.
        values = inflater.decompress(content.values, size + 1)
    except zlib.error as error:
        raise RefusedError("damaged-pixels", "its masks are none") from error
    if len(values) != size:
        raise RefusedError("damaged-pixels", "its masks are of another size")
    return Mask(
        geometry=content.geometry,
        start_kji=content.start_kji,
        origins_lps_mm=content.origins_lps_mm,
        values_kji=np.frombuffer(values, dtype=KINDS[content.kind]).reshape(shape),
        full_value=content.full_value,
    )


def _contour(content: PackedContour) -> Contour:
    if len(content.points) % 24:
        raise RefusedError("damaged-pixels", "its outlines are no points")
    points = np.frombuffer(content.points, dtype="<f8").reshape(-1, 3)
    return Contour(name=content.name, points_lps_mm=points, image=content.image)
