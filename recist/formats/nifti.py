"""NIfTI in: RAS to LPS happens here and nowhere else."""

from __future__ import annotations

import gzip
import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

import nibabel as nib
import numpy as np
from nibabel.spatialimages import HeaderDataError
from numpy.typing import NDArray

from recist.formats.nifti_times import by_time, volume_shape
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

SUFFIXES = (".nii", ".nii.gz")
RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0])
MM_PER_UNIT = {"unknown": 1.0, "mm": 1.0, "meter": 1000.0, "micron": 0.001}
FORMS_AGREE_MM = 1e-3
HEADER_BYTES = 540
# Where the voxels begin unless the header says otherwise; also the least it may say.
FIRST_VOXEL = {348: 352, 540: 544}
SPACINGS_AGREE = 1e-3
CHUNK = 1 << 20
# Deflate cannot pack more than this many bytes into one.
DEFLATE_RATIO = 1032
# A voxel volume below this part of the product of the spacings means that axes coincide.
SINGULAR = 1e-6
RIGHT_ANGLE = 1e-3

_PARSE_ERRORS = (
    ArithmeticError,
    HeaderDataError,
    KeyError,
    TypeError,
    ValueError,
    nib.wrapstruct.WrapStructError,
)


def is_nifti(file: str) -> bool:
    """Say whether a file is named as NIfTI."""
    return file.lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What a NIfTI header says, in the file's own terms."""

    shape_xyz: tuple[int, int, int]
    times: int
    kind: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    affine_ras_mm: FloatArray | None
    forms_differ_mm: float
    pixdim_differs: bool
    window: Window | None


def read_series(file: str, opener: Opener) -> list[Series]:
    """Read the header of a NIfTI file as series of its slices along the third axis.

    There is one, or one for each time point.

    Raises
    ------
    RefusedError
        If it is no NIfTI file, has values beside its voxels, or an unusable affine.
    """
    name = printable(PurePosixPath(file.replace("\\", "/").rsplit("!", 1)[-1]).name)
    digest = _digest(file, opener)
    with opener.open(file) as raw:
        header = _read_header(_plain(file, raw))
    shape_x, shape_y, shape_z = header.shape_xyz
    _check_size(file, header, opener)
    shape_kji = (shape_z, shape_y, shape_x)
    found = _trusted(header, shape_kji)
    geometry = found if isinstance(found, Geometry) else None
    reasons, tilt = ((found,), 0.0) if isinstance(found, Reason) else _reasons(header, found)
    verdict = Verdict.WARN if reasons else Verdict.ACCEPT
    stem = name[: -len(".nii.gz")] if name.lower().endswith(".gz") else name[: -len(".nii")]
    first = Series(
        uid=f"sha256:{digest}",
        study_uid="",
        subject=stem,
        study_date=None,
        modality="",
        description=name,
        number=None,
        body_part="",
        frame_of_reference="",
        geometry=geometry,
        shape_kji=shape_kji,
        slices=_slices(file, digest, shape_z, geometry),
        slice_thickness_mm=None,
        gantry_tilt_degrees=tilt,
        transfer_syntax="",
        spacing_source=SpacingSource.NIFTI_AFFINE if geometry else SpacingSource.NONE,
        lossy=False,
        windows=(header.window,) if header.window else (),
        verdict=verdict if geometry else Verdict.QUARANTINE,
        reasons=reasons,
    )
    return by_time(first, header.times)


def _check_size(file: str, header: _Header, opener: Opener) -> None:
    """Refuse a file that cannot hold its voxels, and voxels that the memory cannot hold."""
    volume_bytes = math.prod(header.shape_xyz) * header.kind.itemsize
    expected = header.offset + volume_bytes * header.times
    size = opener.size(file)
    most = size * DEFLATE_RATIO if file.lower().endswith(".gz") else size
    if most < expected:
        raise RefusedError("truncated", f"is cut short: {most} of {expected} bytes at most")
    check_fits(volume_bytes)


def load_nifti(
    series: Series,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Volume:
    """Read the voxels of a NIfTI series in the file's own type.

    Raises
    ------
    ScanError
        If the file is gone, cut short or damaged.
    CancelledError
        If the user stopped it.
    """
    file = series.slices[0].file
    count = len(series.slices)
    try:
        with Opener() as opener, opener.open(file) as raw:
            header = _read_header(_plain(file, raw))
            # With its digest the shape is that of the scan.
            if f"sha256:{_digest(file, opener)}" != series.uid:
                raise RefusedError("changed-file", "is no longer the file that was found")
            raw.seek(0)
            stream = _plain(file, raw)
            before = series.slices[0].frame * math.prod(header.shape_xyz[:2])
            _skip(stream, header.offset + before * header.kind.itemsize)
            # x runs fastest in the file: that is C order for (z, y, x).
            stored = new_array(series.shape_kji, header.kind)
            for k in range(count):
                if cancelled and cancelled():
                    raise CancelledError("stopped")
                read_into(stream, stored[k])
                if progress:
                    progress(k + 1, count)
    except (RefusedError, *STREAM_ERRORS) as error:
        raise scan_error(file, error) from error
    if not stored.dtype.isnative:
        stored = stored.byteswap(inplace=True).view(stored.dtype.newbyteorder("="))
    return Volume(
        series=_with_nan_reason(series, stored),
        stored_kji=stored,
        slope=header.slope,
        intercept=header.intercept,
        padding=None,
        inverted=False,
        unit="",
    )


def _digest(file: str, opener: Opener) -> str:
    found = hashlib.sha256()
    try:
        with opener.open(file) as stream:
            while chunk := stream.read(CHUNK):
                found.update(chunk)
    except STREAM_ERRORS as error:
        raise RefusedError("unreadable", f"cannot be read ({error})") from error
    return found.hexdigest()


def _plain(file: str, raw: BinaryIO) -> BinaryIO:
    if not file.lower().endswith(".gz"):
        return raw
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw))


def _read_header(stream: BinaryIO) -> _Header:
    try:
        head = stream.read(HEADER_BYTES)
    except STREAM_ERRORS as error:
        raise RefusedError("damaged-header", "is not a sound gzip file") from error
    try:
        parsed = _parse(head)
        return _header(parsed)
    except _PARSE_ERRORS as error:
        raise RefusedError("damaged-header", "the NIfTI header is damaged") from error


def _parse(head: bytes) -> Any:
    if head[344:347] == b"n+1":
        return nib.Nifti1Header(head[:348], check=False)  # type: ignore[no-untyped-call]
    if head[4:7] == b"n+2":
        return nib.Nifti2Header(head[:540], check=False)  # type: ignore[no-untyped-call]
    if head[344:347] == b"ni1":
        raise RefusedError(
            "unsupported-class", "keeps its voxels in a second file; convert to .nii"
        )
    raise RefusedError("not-nifti", "is not a NIfTI file")


def _header(parsed: Any) -> _Header:
    spacing = np.asarray(parsed["pixdim"][1:4], dtype=np.float64)
    shape, times = volume_shape(tuple(int(n) for n in parsed.get_data_shape()))
    kind = parsed.get_data_dtype()
    if kind.kind not in "iuf" or kind.itemsize > 8:
        raise RefusedError("unsupported-pixels", f"voxels of type {kind} are not read")
    if not (np.all(np.isfinite(spacing)) and np.all(spacing > 0)):
        text = " × ".join(f"{mm:g}" for mm in spacing)
        raise RefusedError("bad-spacing", f"its voxel size {text} is not three lengths")
    slope, intercept = parsed.get_slope_inter()
    affine, differ_mm = _affine(parsed, shape)
    low, high = float(parsed["cal_min"]), float(parsed["cal_max"])
    shown = math.isfinite(low) and math.isfinite(high) and high > low
    return _Header(
        shape_xyz=shape,
        times=times,
        kind=kind,
        offset=_offset(parsed),
        slope=1.0 if slope is None else float(slope),
        intercept=0.0 if intercept is None else float(intercept),
        affine_ras_mm=affine,
        forms_differ_mm=differ_mm,
        pixdim_differs=affine is not None and _pixdim_differs(parsed, affine, spacing),
        window=Window(width=high - low, level=(high + low) / 2) if shown else None,
    )


def _offset(parsed: Any) -> int:
    """Return where the voxels begin."""
    first = FIRST_VOXEL[int(parsed["sizeof_hdr"])]
    found = float(parsed["vox_offset"])
    if found == 0:
        return first
    if not (found.is_integer() and found >= first):
        raise RefusedError("damaged-header", f"its voxels would begin at byte {found:g}")
    return int(found)


def _pixdim_differs(parsed: Any, affine_ras_mm: FloatArray, spacing: FloatArray) -> bool:
    """Compare an sform with the voxel sizes; a qform is made of them."""
    unit = MM_PER_UNIT.get(parsed.get_xyzt_units()[0], 1.0)
    lengths = np.linalg.norm(affine_ras_mm[:3, :3], axis=0)
    return not np.allclose(lengths, spacing * unit, rtol=SPACINGS_AGREE, atol=0)


def _affine(parsed: Any, shape_xyz: tuple[int, int, int]) -> tuple[FloatArray | None, float]:
    """Return the affine in RAS mm (sform before qform) and how far the two disagree in mm."""
    unit = MM_PER_UNIT.get(parsed.get_xyzt_units()[0], 1.0)
    scale = np.diag([unit, unit, unit, 1.0])
    forms = [parsed.get_sform(coded=True)[0], parsed.get_qform(coded=True)[0]]
    coded = [scale @ np.asarray(form, dtype=np.float64) for form in forms if form is not None]
    for form in coded:
        _check_affine(form)
    if not coded:
        return None, 0.0
    ends = np.array(np.meshgrid(*[(0, n - 1) for n in shape_xyz])).reshape(3, -1)
    corners = np.vstack([ends, np.ones(ends.shape[1])])
    differ = np.linalg.norm(((coded[0] - coded[-1]) @ corners)[:3], axis=0).max()
    return coded[0], float(differ)


def _check_affine(affine: FloatArray) -> None:
    if not np.all(np.isfinite(affine)):
        raise RefusedError("bad-affine", "its affine holds values that are no numbers")
    lengths = np.linalg.norm(affine[:3, :3], axis=0)
    if abs(float(np.linalg.det(affine[:3, :3]))) <= SINGULAR * float(np.prod(lengths)):
        raise RefusedError("bad-affine", "its affine is singular: two axes coincide")


def _geometry(affine_ras_mm: FloatArray, shape_kji: tuple[int, int, int]) -> Geometry:
    columns = RAS_TO_LPS @ affine_ras_mm[:3, :3]
    origin = RAS_TO_LPS @ affine_ras_mm[:3, 3]
    lengths = np.linalg.norm(columns, axis=0)
    axis_i, axis_j, axis_k = (columns / lengths).T
    return Geometry(
        shape_kji=shape_kji,
        spacing_kji_mm=(float(lengths[2]), float(lengths[1]), float(lengths[0])),
        origin_lps_mm=_vector(origin),
        axis_k=_vector(axis_k),
        axis_j=_vector(axis_j),
        axis_i=_vector(axis_i),
    )


def _trusted(header: _Header, shape_kji: tuple[int, int, int]) -> Geometry | Reason:
    """Return the geometry, or why there is none that can be trusted."""
    if header.affine_ras_mm is None:
        message = "neither sform nor qform is set: the voxels have no place in the patient"
        return Reason(code="no-orientation", message=message)
    geometry = _geometry(header.affine_ras_mm, shape_kji)
    problem = implausible_spacing(geometry.spacing_kji_mm[1:])
    if problem is None and max(abs(mm) for mm in geometry.origin_lps_mm) > FARTHEST_MM:
        problem = Reason(code="no-position", message="its first voxel lies beyond any scanner")
    return problem or geometry


def _reasons(header: _Header, geometry: Geometry) -> tuple[tuple[Reason, ...], float]:
    """Return what casts doubt on the geometry, and the tilt of the stack."""
    reasons = []
    if header.pixdim_differs:
        message = "the voxel sizes of pixdim and sform differ; sform is used"
        reasons.append(Reason(code="sform-pixdim-differ", message=message))
    if header.forms_differ_mm > FORMS_AGREE_MM:
        message = f"sform and qform differ by up to {header.forms_differ_mm:.3f} mm; sform is used"
        reasons.append(Reason(code="sform-qform-differ", message=message))
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


def _slices(file: str, digest: str, count: int, geometry: Geometry | None) -> tuple[Slice, ...]:
    slices = []
    for k in range(count):
        origin, position_mm = None, float(k)
        if geometry is not None:
            moved = np.asarray(geometry.origin_lps_mm) + np.multiply(
                geometry.axis_k, k * geometry.spacing_kji_mm[0]
            )
            origin = _vector(moved)
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


def _skip(stream: BinaryIO, count: int) -> None:
    """Move past the header and its extensions."""
    while count > 0:
        got = len(stream.read(min(count, CHUNK)))
        if got == 0:
            raise RefusedError("truncated", "is cut short before its voxels")
        count -= got


def _vector(values: FloatArray) -> Vector:
    return float(values[0]), float(values[1]), float(values[2])
