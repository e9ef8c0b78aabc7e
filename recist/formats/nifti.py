"""NIfTI in: what a header says; where the voxels are is told by `recist.formats.nifti_forms`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, BinaryIO

import nibabel as nib
import numpy as np
from nibabel.spatialimages import HeaderDataError

from recist.formats.nifti_forms import Forms, form_reasons, patient_grid, read_forms
from recist.formats.sources import STREAM_ERRORS, Opener, RefusedError
from recist.formats.time_points import volume_shape
from recist.formats.voxel_file import (
    DEFLATE_RATIO,
    VoxelFile,
    VoxelHeader,
    check_voxel_bytes,
    read_voxel_series,
)
from recist.formats.voxels import Packing, VoxelLayout, unpacked
from recist.imaging.geometry import Geometry
from recist.imaging.series import Reason, Series, SpacingSource, Window

HEADER_BYTES = 540
# Where the voxels begin unless the header says otherwise; also the least it may say.
FIRST_VOXEL = {348: 352, 540: 544}
# NIFTI_INTENT_LABEL: the voxels are indices into a list of names.
INTENT_LABEL = 1002

_PARSE_ERRORS = (
    ArithmeticError,
    HeaderDataError,
    KeyError,
    TypeError,
    ValueError,
    nib.wrapstruct.WrapStructError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What a NIfTI header says, in the file's own terms."""

    shape_kji: tuple[int, int, int]
    times: int
    kind: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    forms: Forms
    window: Window | None
    is_label_map: bool


def read_series(file: str, opener: Opener) -> list[Series]:
    """Read the header of a NIfTI file as series of its slices along the third axis.

    There is one, or one for each time point.

    Raises
    ------
    RefusedError
        If it is no NIfTI file, has values beside its voxels, or an unusable affine.
    """
    return read_voxel_series(file, opener, open_nifti)


def open_nifti(file: str, raw: BinaryIO, size: int) -> VoxelFile:
    """Read the header from the start of a stream; see `recist.formats.voxel_file.OpenFile`."""
    packing = Packing.GZIP if file.lower().endswith(".gz") else Packing.RAW
    header = _read_header(unpacked(raw, packing))
    found = patient_grid(header.forms, header.shape_kji)
    geometry = found if isinstance(found, Geometry) else None
    reasons, tilt = (
        ((found,), 0.0) if isinstance(found, Reason) else form_reasons(header.forms, found)
    )
    voxels = VoxelHeader(
        shape_kji=header.shape_kji,
        kind=header.kind,
        geometry=geometry,
        spacing_source=SpacingSource.NIFTI_AFFINE,
        tilt_degrees=tilt,
        reasons=reasons,
        window=header.window,
        is_label_map=header.is_label_map,
        times=header.times,
    )
    packed = packing is Packing.GZIP
    check_voxel_bytes(voxels, header.offset, size, size * DEFLATE_RATIO if packed else size)
    layout = VoxelLayout(
        packing=packing,
        start=0,
        skipped=header.offset,
        kind=header.kind.str,
        slope=header.slope,
        intercept=header.intercept,
    )
    return VoxelFile(header=voxels, layout=layout)


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
    low, high = float(parsed["cal_min"]), float(parsed["cal_max"])
    shown = math.isfinite(low) and math.isfinite(high) and high > low
    return _Header(
        shape_kji=shape,
        times=times,
        kind=kind,
        offset=_offset(parsed),
        slope=1.0 if slope is None else float(slope),
        intercept=0.0 if intercept is None else float(intercept),
        forms=read_forms(parsed, shape),
        window=Window(width=high - low, level=(high + low) / 2) if shown else None,
        is_label_map=int(parsed["intent_code"]) == INTENT_LABEL,
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
