"""NIfTI in: its RAS is turned to LPS here and nowhere else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, BinaryIO

import nibabel as nib
import numpy as np
from nibabel.spatialimages import HeaderDataError

from recist.formats.sources import STREAM_ERRORS, Opener, RefusedError
from recist.formats.time_points import volume_shape
from recist.formats.voxel_file import (
    DEFLATE_RATIO,
    VoxelFile,
    VoxelHeader,
    check_steps,
    check_voxel_bytes,
    read_voxel_series,
    shear,
    trusted_geometry,
)
from recist.formats.voxels import Packing, VoxelLayout, unpacked
from recist.imaging.geometry import FloatArray, Geometry
from recist.imaging.series import Reason, Series, SpacingSource, Window

SUFFIXES = (".nii", ".nii.gz")
RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0])
MM_PER_UNIT = {"unknown": 1.0, "mm": 1.0, "meter": 1000.0, "micron": 0.001}
FORMS_AGREE_MM = 1e-3
HEADER_BYTES = 540
# Where the voxels begin unless the header says otherwise; also the least it may say.
FIRST_VOXEL = {348: 352, 540: 544}
SPACINGS_AGREE = 1e-3
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


def is_nifti(file: str) -> bool:
    """Say whether a file is named as NIfTI."""
    return file.lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What a NIfTI header says, in the file's own terms."""

    shape_kji: tuple[int, int, int]
    times: int
    kind: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    affine_ras_mm: FloatArray | None
    forms_differ_mm: float
    pixdim_differs: bool
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
    found = _trusted(header)
    geometry = found if isinstance(found, Geometry) else None
    reasons, tilt = ((found,), 0.0) if isinstance(found, Reason) else _reasons(header, found)
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
    affine, differ_mm = _affine(parsed, shape)
    low, high = float(parsed["cal_min"]), float(parsed["cal_max"])
    shown = math.isfinite(low) and math.isfinite(high) and high > low
    return _Header(
        shape_kji=shape,
        times=times,
        kind=kind,
        offset=_offset(parsed),
        slope=1.0 if slope is None else float(slope),
        intercept=0.0 if intercept is None else float(intercept),
        affine_ras_mm=affine,
        forms_differ_mm=differ_mm,
        pixdim_differs=affine is not None and _pixdim_differs(parsed, affine, spacing),
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


def _pixdim_differs(parsed: Any, affine_ras_mm: FloatArray, spacing: FloatArray) -> bool:
    """Compare an sform with the voxel sizes; a qform is made of them."""
    unit = MM_PER_UNIT.get(parsed.get_xyzt_units()[0], 1.0)
    lengths = np.linalg.norm(affine_ras_mm[:3, :3], axis=0)
    return not np.allclose(lengths, spacing * unit, rtol=SPACINGS_AGREE, atol=0)


def _affine(parsed: Any, shape_kji: tuple[int, int, int]) -> tuple[FloatArray | None, float]:
    """Return the affine in RAS mm (sform before qform) and how far the two disagree in mm."""
    unit = MM_PER_UNIT.get(parsed.get_xyzt_units()[0], 1.0)
    scale = np.diag([unit, unit, unit, 1.0])
    forms = [parsed.get_sform(coded=True)[0], parsed.get_qform(coded=True)[0]]
    coded = [scale @ np.asarray(form, dtype=np.float64) for form in forms if form is not None]
    for form in coded:
        check_steps(form[:3, :3], form[:3, 3])
    if not coded:
        return None, 0.0
    ends = np.array(np.meshgrid(*[(0, n - 1) for n in shape_kji[::-1]])).reshape(3, -1)
    corners = np.vstack([ends, np.ones(ends.shape[1])])
    differ = np.linalg.norm(((coded[0] - coded[-1]) @ corners)[:3], axis=0).max()
    return coded[0], float(differ)


def _trusted(header: _Header) -> Geometry | Reason:
    """Return the geometry, or why there is none that can be trusted."""
    if header.affine_ras_mm is None:
        message = "neither sform nor qform is set: the voxels have no place in the patient"
        return Reason(code="no-orientation", message=message)
    steps_ras_mm, origin_ras_mm = header.affine_ras_mm[:3, :3], header.affine_ras_mm[:3, 3]
    return trusted_geometry(RAS_TO_LPS @ steps_ras_mm, RAS_TO_LPS @ origin_ras_mm, header.shape_kji)


def _reasons(header: _Header, geometry: Geometry) -> tuple[tuple[Reason, ...], float]:
    """Return what casts doubt on the geometry, and the tilt of the stack."""
    reasons = []
    if header.pixdim_differs:
        message = "the voxel sizes of pixdim and sform differ; sform is used"
        reasons.append(Reason(code="sform-pixdim-differ", message=message))
    if header.forms_differ_mm > FORMS_AGREE_MM:
        message = f"sform and qform differ by up to {header.forms_differ_mm:.3f} mm; sform is used"
        reasons.append(Reason(code="sform-qform-differ", message=message))
    sheared, tilt = shear(geometry)
    return (*reasons, *sheared), tilt
