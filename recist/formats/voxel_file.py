"""What files of bare voxels with an affine (NIfTI, NRRD) have in common."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

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
    unreadable,
)
from recist.formats.time_points import by_time
from recist.imaging.geometry import FloatArray, Geometry, Vector, normal
from recist.imaging.series import Reason, Series, Slice, SpacingSource, Verdict, Window
from recist.imaging.stack import FARTHEST_MM, TILT_DEGREES, implausible_spacing
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
IsCancelled = Callable[[], bool]
First = Callable[[Volume], None]


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
    times : int
        Volumes in the file, one after the other.
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
    times: int = 1

    @property
    def volume_bytes(self) -> int:
        """Bytes of the voxels of one volume, unpacked."""
        return math.prod(self.shape_kji) * self.kind.itemsize


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VoxelFile:
    """An open file: its header, and how to get a stream that stands before the first voxel."""

    header: VoxelHeader
    open_voxels: Callable[[], BinaryIO]


OpenFile = Callable[[str, BinaryIO, int], VoxelFile]
"""Opens a file by its name, stream and size in bytes; refuses what cannot hold its voxels."""


def read_voxel_series(file: str, opener: Opener, open_file: OpenFile) -> list[Series]:
    """Read a header as a series of its slices along the third axis, one for each time point.

    Raises
    ------
    RefusedError
        If the file cannot be used.
    """
    digest = digest_of(file, opener)
    with opener.open(file) as raw:
        header = open_file(file, raw, opener.size(file)).header
    verdict = Verdict.WARN if header.reasons else Verdict.ACCEPT
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
    return by_time(first, header.times)


def load_voxel_series(
    series: Series,
    open_file: OpenFile,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    first: First | None = None,
) -> Volume:
    """Read the voxels of a series in the file's own type, in the order of the file.

    ``first`` is called when the middle slice is there, with the volume that is being filled.

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
            # With its digest the shape is that of the scan.
            if f"sha256:{digest_of(file, opener)}" != series.uid:
                raise RefusedError("changed-file", "is no longer the file that was found")
            stored = new_array(series.shape_kji, found.header.kind.newbyteorder("="))
            volume = _volume(series, found.header, stored)
            slices = read_slices(found, stored, series.slices[0].frame)
            for k in slices:
                cast(NDArray[np.bool_], volume.arrived)[k] = True
                if cancelled and cancelled():
                    raise CancelledError("stopped")
                if first and k == len(stored) // 2:
                    first(volume)
                if progress:
                    progress(k + 1, len(stored))
    except RefusedError as error:
        raise scan_error(file, error) from error
    except STREAM_ERRORS as error:
        refused = RefusedError("damaged-pixels", f"its voxels cannot be read ({error})")
        raise scan_error(file, refused) from error
    return replace(volume, series=_with_nan_reason(series, stored), arrived=None)


def _volume(series: Series, header: VoxelHeader, stored: NDArray[Any]) -> Volume:
    return Volume(
        series=series,
        stored_kji=stored,
        slope=header.slope,
        intercept=header.intercept,
        padding=None,
        inverted=False,
        unit="",
        arrived=np.zeros(len(stored), dtype=np.bool_),
    )


def read_slices(found: VoxelFile, stored: NDArray[Any], start: int = 0) -> Iterator[int]:
    """Fill an array slice by slice in native byte order, and tell of each.

    Parameters
    ----------
    found : VoxelFile
        The open file.
    stored : ndarray, shape (slices, rows, columns)
        What is filled.
    start : int
        The file's slice that comes first.
    """
    kind, stream = found.header.kind, found.open_voxels()
    skip(stream, start * stored[0].nbytes)
    # x runs fastest in the file: that is C order for (z, y, x).
    for k in range(len(stored)):
        read_into(stream, stored[k])
        if not kind.isnative:
            stored[k].byteswap(inplace=True)
        yield k
    # The checksum of a packed file stands behind its last voxel.
    stream.read(1)


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
        raise unreadable(error) from error
    return found.hexdigest()


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
