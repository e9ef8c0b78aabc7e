"""What files of bare voxels with an affine (NIfTI, NRRD) have in common."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from recist.formats.sources import (
    STREAM_ERRORS,
    CancelledError,
    Opener,
    RefusedError,
    check_fits,
    new_array,
    printable,
    read_into,
    scan_error,
)
from recist.imaging.geometry import FloatArray, Geometry, Vector, normal
from recist.imaging.series import Reason, Series, Slice, SpacingSource, Verdict, Window
from recist.imaging.stack import FARTHEST_MM, TILT_DEGREES, implausible_spacing
from recist.imaging.volume import Volume

MAX_SLICES = 100_000
MAX_PIXELS = 1 << 28
CHUNK = 1 << 20
# Deflate cannot pack more than this many bytes into one.
DEFLATE_RATIO = 1032
# A voxel volume below this part of the product of the spacings means that axes coincide.
SINGULAR = 1e-6
RIGHT_ANGLE = 1e-3

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoxelHeader:
    """What the header of such a file says.

    Attributes
    ----------
    kind : dtype
        Of the voxels, in the file's byte order.
    slope, intercept : float
        ``value = stored * slope + intercept``.
    geometry : Geometry or None
        None where there are no trusted millimetres; ``reasons`` says why.
    window : Window or None
        How the file wants to be shown.
    is_label_map : bool
        Whether the header itself says that the voxels are labels.
    labels : tuple of (int, str)
        Names that the header gives to values.
    """

    shape_kji: tuple[int, int, int]
    kind: np.dtype[Any]
    slope: float
    intercept: float
    geometry: Geometry | None
    spacing_source: SpacingSource
    tilt_degrees: float
    reasons: tuple[Reason, ...]
    window: Window | None
    is_label_map: bool
    labels: tuple[tuple[int, str], ...] = ()

    @property
    def voxel_bytes(self) -> int:
        """Bytes of all voxels, unpacked."""
        return math.prod(self.shape_kji) * self.kind.itemsize


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VoxelFile:
    """An open file: its header, and how to get a stream that stands before the first voxel."""

    header: VoxelHeader
    open_voxels: Callable[[], BinaryIO]


OpenFile = Callable[[str, BinaryIO, int], VoxelFile]
"""Opens a file by its name, stream and size in bytes; refuses what cannot hold its voxels."""


def read_voxel_series(file: str, opener: Opener, open_file: OpenFile) -> Series:
    """Read a header as a series of its slices along the third axis.

    Raises
    ------
    RefusedError
        If the file cannot be used.
    """
    digest = digest_of(file, opener)
    with opener.open(file) as raw:
        header = open_file(file, raw, opener.size(file)).header
    verdict = Verdict.WARN if header.reasons else Verdict.ACCEPT
    return Series(
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
        slices=_slices(file, digest, header),
        slice_thickness_mm=None,
        gantry_tilt_degrees=header.tilt_degrees,
        transfer_syntax="",
        spacing_source=header.spacing_source if header.geometry else SpacingSource.NONE,
        lossy=False,
        windows=(header.window,) if header.window else (),
        verdict=verdict if header.geometry else Verdict.QUARANTINE,
        reasons=header.reasons,
    )


def load_voxel_series(
    series: Series,
    open_file: OpenFile,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Volume:
    """Read the voxels of a series in the file's own type.

    Raises
    ------
    ScanError
        If the file is gone, cut short, damaged or no longer what was found.
    CancelledError
        If the user stopped it.
    """
    file = series.slices[0].file
    try:
        with Opener() as opener, opener.open(file) as raw:
            found = open_file(file, raw, opener.size(file))
            changed = f"sha256:{digest_of(file, opener)}" != series.uid
            if changed or found.header.shape_kji != series.shape_kji:
                raise RefusedError("changed-file", "is no longer the file that was found")
            stored = read_voxels(found, progress=progress, cancelled=cancelled)
    except (RefusedError, *STREAM_ERRORS) as error:
        raise scan_error(file, error) from error
    return Volume(
        series=_with_nan_reason(series, stored),
        stored_kji=stored,
        slope=found.header.slope,
        intercept=found.header.intercept,
        padding=None,
        inverted=False,
        unit="",
    )


def read_voxels(
    found: VoxelFile,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> NDArray[Any]:
    """Read as many voxels as the header promises, slice by slice, in native byte order."""
    header = found.header
    stream = found.open_voxels()
    # x runs fastest in the file: that is C order for (z, y, x).
    stored = new_array(header.shape_kji, header.kind)
    count = len(stored)
    for k in range(count):
        if cancelled and cancelled():
            raise CancelledError("stopped")
        read_into(stream, stored[k])
        if progress:
            progress(k + 1, count)
    # The checksum of a packed file stands behind its last voxel.
    stream.read(1)
    if not stored.dtype.isnative:
        stored = stored.byteswap(inplace=True).view(stored.dtype.newbyteorder("="))
    return stored


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


def digest_of(file: str, opener: Opener) -> str:
    """Return the SHA-256 of a file, which stands for its identity."""
    found = hashlib.sha256()
    try:
        with opener.open(file) as stream:
            while chunk := stream.read(CHUNK):
                found.update(chunk)
    except STREAM_ERRORS as error:
        raise RefusedError("unreadable", f"cannot be read ({error})") from error
    return found.hexdigest()


def shape_kji_of(sizes_xyz: tuple[int, ...]) -> tuple[int, int, int]:
    """Turn sizes along x, y, z … into slices, rows, columns.

    Raises
    ------
    RefusedError
        ``damaged-header``, ``unsupported-4d`` or ``too-large``.
    """
    if any(n <= 0 for n in sizes_xyz) or not sizes_xyz:
        raise RefusedError("damaged-header", f"claims a size of {sizes_xyz}")
    if any(n > 1 for n in sizes_xyz[3:]):
        text = " × ".join(str(n) for n in sizes_xyz)
        raise RefusedError("unsupported-4d", f"holds {text} voxels; split it into 3D volumes first")
    x, y, z = (*sizes_xyz, 1, 1)[:3]
    if x * y > MAX_PIXELS or z > MAX_SLICES:
        raise RefusedError("too-large", f"claims {x} × {y} × {z} voxels")
    return z, y, x


def check_voxel_bytes(promised: int, most: int | None) -> None:
    """Refuse a promise that the file cannot keep, or this machine not hold.

    Parameters
    ----------
    promised : int
        Bytes of header and voxels.
    most : int or None
        The most bytes that the file can give; None where its packing has no known bound.
    """
    if most is not None and most < promised:
        raise RefusedError("truncated", f"is cut short: {most} of {promised} bytes at most")
    check_fits(promised)


def check_steps(steps_mm: FloatArray, origin_mm: FloatArray) -> None:
    """Refuse a matrix whose columns are the steps of no grid.

    Raises
    ------
    RefusedError
        ``bad-affine``.
    """
    if not (np.all(np.isfinite(steps_mm)) and np.all(np.isfinite(origin_mm))):
        raise RefusedError("bad-affine", "its affine holds values that are no numbers")
    lengths = np.linalg.norm(steps_mm, axis=0)
    if abs(float(np.linalg.det(steps_mm))) <= SINGULAR * float(np.prod(lengths)):
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
    problem = implausible_spacing(geometry.spacing_kji_mm[1:])
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
    message = f"tilted gantry: the slices are stacked {tilt:.1f}° off their normal"
    reasons.append(Reason(code="gantry-tilt", message=message))
    return tuple(reasons), tilt


def skip(stream: BinaryIO, count: int) -> None:
    """Move past what stands before the voxels; it need not be possible to seek."""
    while count > 0:
        got = len(stream.read(min(count, CHUNK)))
        if got == 0:
            raise RefusedError("truncated", "is cut short before its voxels")
        count -= got


def vector(values: FloatArray) -> Vector:
    """Return three numbers as a Vector."""
    return float(values[0]), float(values[1]), float(values[2])


def _slices(file: str, digest: str, header: VoxelHeader) -> tuple[Slice, ...]:
    geometry = header.geometry
    slices = []
    for k in range(header.shape_kji[0]):
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
            )
        )
    return tuple(slices)


def _with_nan_reason(series: Series, stored: NDArray[Any]) -> Series:
    if stored.dtype.kind != "f":
        return series
    count = int(np.count_nonzero(~np.isfinite(stored)))
    if count == 0:
        return series
    reason = Reason(code="nan-values", message=f"{count} voxels are no finite numbers")
    verdict = Verdict.WARN if series.verdict is Verdict.ACCEPT else series.verdict
    return replace(series, verdict=verdict, reasons=(*series.reasons, reason))
