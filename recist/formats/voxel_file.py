"""What files of bare voxels with an affine (NIfTI, NRRD) have in common."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import numpy as np

from recist.formats.sources import (
    Opener,
    RefusedError,
    check_fits,
    printable,
)
from recist.formats.time_points import by_time
from recist.formats.voxels import VoxelLayout, digest_of
from recist.imaging.geometry import FloatArray, Geometry, Vector, normal
from recist.imaging.series import Reason, Series, Slice, SpacingSource, Window
from recist.imaging.stack import FARTHEST_MM, TILT_DEGREES, implausible_spacing, tilt_words
from recist.imaging.verdicts import judge
from recist.imaging.volume import Volume

CHUNK = 1 << 20
# Deflate cannot pack more than this many bytes into one.
DEFLATE_RATIO = 1032
# A mask shrinks to a thousandth; what does so and is larger than this is made to fill a memory.
SMALL_BYTES = 1 << 30
MAX_RATIO = 200
# Notes between header and voxels; passing more of them takes time, and nobody could stop it.
MAX_OFFSET = 64 << 20
# A voxel volume below this part of the product of the spacings means that axes coincide.
SINGULAR = 1e-6
RIGHT_ANGLE = 1e-3

Progress = Callable[[int, int], None]
First = Callable[[Volume], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoxelHeader:
    """What the header of such a file says.

    Attributes
    ----------
    kind : dtype
        Of the voxels, in the file's byte order.
    geometry : Geometry or None
        None where there are no trusted millimetres; ``reasons`` says why.
    window : Window or None
        How the file wants to be shown.
    is_label_map : bool
        Whether the header itself says that the voxels are labels.
    labels : tuple of (int, str)
        Names that the header gives to values.
    times : int
        Volumes in the file, one after the other.
    """

    shape_kji: tuple[int, int, int]
    kind: np.dtype[Any]
    geometry: Geometry | None
    spacing_source: SpacingSource
    tilt_degrees: float
    reasons: tuple[Reason, ...]
    window: Window | None
    is_label_map: bool
    labels: tuple[tuple[int, str], ...] = ()
    times: int = 1

    @property
    def volume_bytes(self) -> int:
        """Bytes of the voxels of one volume, unpacked."""
        return math.prod(self.shape_kji) * self.kind.itemsize


@dataclass(frozen=True, slots=True, kw_only=True)
class VoxelFile:
    """What a file is, and how its voxels are reached."""

    header: VoxelHeader
    layout: VoxelLayout


OpenFile = Callable[[str, BinaryIO, int], VoxelFile]
"""Looks at a file by its name, stream and size in bytes; refuses what cannot hold its voxels."""


def read_voxel_series(file: str, opener: Opener, open_file: OpenFile) -> list[Series]:
    """Read a header as a series of its slices along the third axis, one for each time point.

    Raises
    ------
    RefusedError
        If the file cannot be used.
    """
    digest = digest_of(file, opener)
    with opener.open(file) as raw:
        found = open_file(file, raw, opener.size(file))
    header = found.header
    verdict, reasons = judge(header.reasons, modality="", geometry=header.geometry)
    first = Series(
        uid=f"sha256:{digest}",
        study_uid="",
        subject=stem_of(file),
        study_date=None,
        modality="",
        description=name_of(file),
        number=None,
        body_part="",
        frame_of_reference="",
        geometry=header.geometry,
        shape_kji=header.shape_kji,
        slices=_slices(file, digest, found),
        slice_thickness_mm=None,
        gantry_tilt_degrees=header.tilt_degrees,
        transfer_syntax="",
        spacing_source=header.spacing_source if header.geometry else SpacingSource.NONE,
        lossy=False,
        windows=(header.window,) if header.window else (),
        verdict=verdict,
        reasons=reasons,
    )
    return by_time(first, header.times)


def name_of(file: str) -> str:
    """Return the bare name of a file or of a member of an archive, as it can be shown."""
    return printable(PurePosixPath(file.replace("\\", "/").rsplit("!", 1)[-1]).name)


def stem_of(file: str) -> str:
    """Return the bare name without what names its format."""
    name = name_of(file)
    for suffix in (".nii.gz", ".nii", ".nrrd"):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def check_voxel_bytes(header: VoxelHeader, offset: int, size: int, most: int | None) -> None:
    """Refuse a promise that the file cannot keep, or this machine not hold.

    Parameters
    ----------
    header : VoxelHeader
        What is promised.
    offset : int
        Bytes before the voxels.
    size : int
        Bytes of the file.
    most : int or None
        The most bytes that the file can give; None where its packing has no known bound.
    """
    promised = offset + header.volume_bytes * header.times
    if most is not None and most < promised:
        message = f"is cut short: {most} of {promised} bytes at most; fetch it anew"
        raise RefusedError("truncated", message)
    if offset > MAX_OFFSET:
        message = f"its voxels would begin at byte {offset}; convert it anew"
        raise RefusedError("damaged-header", message)
    if promised > max(SMALL_BYTES, size * MAX_RATIO):
        message = f"unpacks {size} bytes to {promised}; unpack it first if you trust it"
        raise RefusedError("too-large", message)
    check_fits(header.volume_bytes)


def check_steps(steps_mm: FloatArray, origin_mm: FloatArray) -> None:
    """Refuse a matrix whose columns are the steps of no grid.

    Raises
    ------
    RefusedError
        ``bad-affine``.
    """
    if not (np.all(np.isfinite(steps_mm)) and np.all(np.isfinite(origin_mm))):
        raise RefusedError("bad-affine", "its affine holds values that are no numbers")
    # Steps may be so short or long that their squares are no numbers any more.
    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(steps_mm, axis=0)
        flat = SINGULAR * float(np.prod(lengths))
        volume = abs(float(np.linalg.det(steps_mm)))
    if not (np.all(lengths > 0) and flat < volume < math.inf):
        raise RefusedError("bad-affine", "its affine is singular: two axes coincide")


def trusted_geometry(
    steps_lps_mm: FloatArray, origin_lps_mm: FloatArray, shape_kji: tuple[int, int, int]
) -> Geometry | Reason:
    """Return the grid whose steps along x, y and z are the columns, or why it is no patient's."""
    lengths = np.linalg.norm(steps_lps_mm, axis=0)
    axis_i, axis_j, axis_k = (steps_lps_mm / lengths).T
    geometry = Geometry(
        shape_kji=shape_kji,
        spacing_kji_mm=(float(lengths[2]), float(lengths[1]), float(lengths[0])),
        origin_lps_mm=vector(origin_lps_mm),
        axis_k=vector(axis_k),
        axis_j=vector(axis_j),
        axis_i=vector(axis_i),
    )
    problem = implausible_spacing(geometry.spacing_kji_mm[1:], shape_kji[1:])
    if problem is None and max(abs(mm) for mm in geometry.origin_lps_mm) > FARTHEST_MM:
        problem = Reason(code="no-position", message="its first voxel lies beyond any scanner")
    return problem or geometry


def shear(geometry: Geometry) -> tuple[tuple[Reason, ...], float]:
    """Return what is said of axes that are not at right angles, and the tilt in degrees."""
    reasons = []
    if abs(float(np.dot(geometry.axis_i, geometry.axis_j))) > RIGHT_ANGLE:
        message = "rows and columns of the slices are not at a right angle"
        reasons.append(Reason(code="sheared-plane", message=message))
    cosine = min(1.0, abs(float(np.dot(geometry.axis_k, normal(geometry)))))
    tilt = math.degrees(math.acos(cosine))
    if tilt < TILT_DEGREES:
        return tuple(reasons), 0.0
    message = f"tilted gantry: {tilt_words(tilt)}"
    reasons.append(Reason(code="gantry-tilt", message=message))
    return tuple(reasons), tilt


def vector(values: FloatArray) -> Vector:
    """Return three numbers as a Vector."""
    return float(values[0]), float(values[1]), float(values[2])


def _slices(file: str, digest: str, found: VoxelFile) -> tuple[Slice, ...]:
    geometry = found.header.geometry
    slices = []
    for k in range(found.header.shape_kji[0]):
        origin, position_mm = None, float(k)
        if geometry is not None:
            moved = np.asarray(geometry.origin_lps_mm) + np.multiply(
                geometry.axis_k, k * geometry.spacing_kji_mm[0]
            )
            origin = vector(moved)
            position_mm = float(np.dot(normal(geometry), moved))
        slices.append(
            Slice(
                image=f"sha256:{digest}#{k}",
                file=file,
                frame=k,
                position_mm=position_mm,
                origin_lps_mm=origin,
                layout=found.layout,
            )
        )
    return tuple(slices)
