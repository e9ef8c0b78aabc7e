"""NIfTI in: header and voxels; where they are is told by `recist.formats.nifti_forms`."""

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

from recist.formats.nifti_forms import (
    Forms,
    form_reasons,
    read_forms,
    trusted_geometry,
    vector,
)
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
from recist.imaging.geometry import Geometry, normal
from recist.imaging.series import Reason, Series, Slice, SpacingSource, Window
from recist.imaging.verdict import judge
from recist.imaging.volume import Volume

SUFFIXES = (".nii", ".nii.gz")
HEADER_BYTES = 540
MAX_SLICES = 100_000
MAX_PIXELS = 1 << 28
# Where the voxels begin unless the header says otherwise; also the least it may say.
FIRST_VOXEL = {348: 352, 540: 544}
CHUNK = 1 << 20
# Deflate cannot pack more than this many bytes into one.
DEFLATE_RATIO = 1032
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
    kind: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    forms: Forms
    window: Window | None


def read_series(file: str, opener: Opener) -> Series:
    """Read the header of a NIfTI file as a series of its slices along the third axis.

    Raises
    ------
    RefusedError
        If it is no NIfTI file, has more than three dimensions, or an unusable affine.
    """
    name = printable(PurePosixPath(file.replace("\\", "/").rsplit("!", 1)[-1]).name)
    digest = _digest(file, opener)
    with opener.open(file) as raw:
        header = _read_header(_plain(file, raw))
    shape_x, shape_y, shape_z = header.shape_xyz
    _check_size(file, header, opener)
    shape_kji = (shape_z, shape_y, shape_x)
    found = trusted_geometry(header.forms, shape_kji)
    geometry = found if isinstance(found, Geometry) else None
    about, tilt = (
        ((found,), 0.0) if isinstance(found, Reason) else form_reasons(header.forms, found)
    )
    verdict, reasons = judge(about, modality="", geometry=geometry)
    stem = name[: -len(".nii.gz")] if name.lower().endswith(".gz") else name[: -len(".nii")]
    return Series(
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
        verdict=verdict,
        reasons=reasons,
    )


def _check_size(file: str, header: _Header, opener: Opener) -> None:
    """Compare what the header claims with the file and with the memory."""
    voxels = math.prod(header.shape_xyz) * header.kind.itemsize
    size = opener.size(file)
    most = size * DEFLATE_RATIO if file.lower().endswith(".gz") else size
    if most < header.offset + voxels:
        message = f"is cut short: {most} of {header.offset + voxels} bytes at most"
        raise RefusedError("truncated", message)
    check_fits(voxels)


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
            changed = f"sha256:{_digest(file, opener)}" != series.uid
            if changed or header.shape_xyz[::-1] != series.shape_kji:
                raise RefusedError("changed-file", "is no longer the file that was found")
            raw.seek(0)
            stream = _plain(file, raw)
            _skip(stream, header.offset)
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
    shape = _shape(tuple(int(n) for n in parsed.get_data_shape()))
    kind = parsed.get_data_dtype()
    if kind.kind not in "iuf" or kind.itemsize > 8:
        raise RefusedError("unsupported-pixels", f"voxels of type {kind} are not read")
    if not (np.all(np.isfinite(spacing)) and np.all(spacing > 0)):
        text = " × ".join(f"{mm:g}" for mm in spacing)
        raise RefusedError("bad-spacing", f"its voxel size {text} is not three lengths")
    slope, intercept = parsed.get_slope_inter()
    low, high = float(parsed["cal_min"]), float(parsed["cal_max"])
    shown = math.isfinite(low) and math.isfinite(high) and high > low
    return _Header(
        shape_xyz=shape,
        kind=kind,
        offset=_offset(parsed),
        slope=1.0 if slope is None else float(slope),
        intercept=0.0 if intercept is None else float(intercept),
        forms=read_forms(parsed, shape),
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


def _shape(shape: tuple[int, ...]) -> tuple[int, int, int]:
    if any(n <= 0 for n in shape) or not shape:
        raise RefusedError("damaged-header", f"claims a size of {shape}")
    if any(n > 1 for n in shape[3:]):
        text = " × ".join(str(n) for n in shape)
        raise RefusedError("unsupported-4d", f"holds {text} voxels; split it into 3D volumes first")
    padded = (*shape, 1, 1)
    if padded[0] * padded[1] > MAX_PIXELS or padded[2] > MAX_SLICES:
        text = " × ".join(str(n) for n in padded[:3])
        raise RefusedError("too-large", f"claims {text} voxels")
    return padded[0], padded[1], padded[2]


def _slices(file: str, digest: str, count: int, geometry: Geometry | None) -> tuple[Slice, ...]:
    slices = []
    for k in range(count):
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
    verdict, reasons = judge(
        (*series.reasons, reason), modality=series.modality, geometry=series.geometry
    )
    return replace(series, verdict=verdict, reasons=reasons)


def _skip(stream: BinaryIO, count: int) -> None:
    """Move past the header and its extensions."""
    while count > 0:
        got = len(stream.read(min(count, CHUNK)))
        if got == 0:
            raise RefusedError("truncated", "is cut short before its voxels")
        count -= got
