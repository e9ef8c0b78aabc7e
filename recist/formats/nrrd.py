"""NRRD in, with the voxels in the same file: its spaces are turned to LPS here."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, BinaryIO

import nrrd
import numpy as np

from recist.formats.sources import STREAM_ERRORS, Opener, RefusedError, printable
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
from recist.formats.voxels import Packing, VoxelLayout
from recist.imaging.geometry import FloatArray, Geometry
from recist.imaging.series import NO_THICKNESS, Reason, Series, SpacingSource

# Which way the axes of a space lead, as signs of LPS; the other spaces are no patient's.
LPS_SIGNS = {
    "right-anterior-superior": (-1.0, -1.0, 1.0),
    "ras": (-1.0, -1.0, 1.0),
    "left-anterior-superior": (1.0, -1.0, 1.0),
    "las": (1.0, -1.0, 1.0),
    "left-posterior-superior": (1.0, 1.0, 1.0),
    "lps": (1.0, 1.0, 1.0),
}
# A file that names no unit means millimetres: so do the programs that write NRRD of patients.
MM_PER_UNIT = {"": 1.0, "mm": 1.0, "cm": 10.0, "m": 1000.0, "um": 0.001, "µm": 0.001}
# Segmentations of many organs carry long headers; none carries this much.
MAX_HEADER_BYTES = 1 << 20
MAX_AXES = 16
# Minus one lets the voxels be the last bytes of the file.
AT_THE_END = -1
SEGMENT_KEY = re.compile(r"Segment(\d{1,5})_(Name|LabelValue)", re.ASCII)

# The words of the format's definition, each with and without its optional parts.
_TYPES = {
    **dict.fromkeys(("signed char", "int8", "int8_t"), "i1"),
    **dict.fromkeys(("uchar", "unsigned char", "uint8", "uint8_t"), "u1"),
    **dict.fromkeys(
        ("short", "short int", "signed short", "signed short int", "int16", "int16_t"), "i2"
    ),
    **dict.fromkeys(("ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"), "u2"),
    **dict.fromkeys(("int", "signed int", "int32", "int32_t"), "i4"),
    **dict.fromkeys(("uint", "unsigned int", "uint32", "uint32_t"), "u4"),
    **dict.fromkeys(
        (
            "longlong",
            "long long",
            "long long int",
            "signed long long",
            "signed long long int",
            "int64",
            "int64_t",
        ),
        "i8",
    ),
    **dict.fromkeys(
        ("ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"), "u8"
    ),
    "float": "f4",
    "double": "f8",
}


PACKED = {
    "raw": Packing.RAW,
    "gzip": Packing.GZIP,
    "gz": Packing.GZIP,
    "bzip2": Packing.BZIP2,
    "bz2": Packing.BZIP2,
}

_PARSE_ERRORS = (
    ArithmeticError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    nrrd.NRRDError,
)
_Fields = dict[str, Any]


def read_series(file: str, opener: Opener) -> list[Series]:
    """Read the header of a NRRD file as a series of its slices along the third axis.

    Raises
    ------
    RefusedError
        If it is no NRRD file, keeps its voxels in another one, has more than three axes, or
        states an unusable grid.
    """
    return read_voxel_series(file, opener, open_nrrd)


def open_nrrd(file: str, raw: BinaryIO, size: int) -> VoxelFile:
    """Read the header from the start of a stream; see `recist.formats.voxel_file.OpenFile`."""
    fields, start = _read_fields(raw)
    if "data file" in fields or "datafile" in fields:
        message = "keeps its voxels in another file; save it as one .nrrd file with the data inside"
        raise RefusedError("detached-data", message)
    try:
        header = _header(fields)
        packing = _packing(fields)
        skipped = _bytes_skipped(fields)
    except _PARSE_ERRORS as error:
        raise RefusedError("damaged-header", "the NRRD header is damaged") from error
    packed = size - start
    # Bzip2 has no bound that would be worth to be held against.
    bounds = {Packing.RAW: packed, Packing.GZIP: packed * DEFLATE_RATIO}
    check_voxel_bytes(header, max(skipped, 0), packed, bounds.get(packing))

    at_the_end = skipped == AT_THE_END
    layout = VoxelLayout(
        packing=packing,
        start=size - header.volume_bytes if at_the_end else start,
        skipped=0 if at_the_end else skipped,
        kind=header.kind.str,
        slope=1.0,
        intercept=0.0,
    )
    return VoxelFile(header=header, layout=layout)


def _read_fields(raw: BinaryIO) -> tuple[_Fields, int]:
    """Parse the lines up to the first empty one; return where the voxels begin, too."""
    lines: list[str] = []
    length = 0
    try:
        while length < MAX_HEADER_BYTES:
            line = raw.readline(MAX_HEADER_BYTES - length)
            length += len(line)
            if not lines and not line.startswith(b"NRRD"):
                raise RefusedError("not-nrrd", "is not a NRRD file")
            if not line.rstrip():
                break
            lines.append(line.decode("utf-8", "replace"))
    except STREAM_ERRORS as error:
        raise RefusedError("damaged-header", "cannot be read") from error
    if length >= MAX_HEADER_BYTES:
        raise RefusedError("too-large", f"its header takes more than {MAX_HEADER_BYTES} bytes")
    try:
        # Given lines, the parser opens no file, whatever the header names.
        with np.errstate(all="ignore"):
            return dict(nrrd.read_header(lines)), length
    except _PARSE_ERRORS as error:
        raise RefusedError("damaged-header", "the NRRD header is damaged") from error


def _header(fields: _Fields) -> VoxelHeader:
    sizes = tuple(int(n) for n in fields["sizes"])
    if len(sizes) != fields["dimension"] or len(sizes) > MAX_AXES:
        raise RefusedError("damaged-header", f"has {len(sizes)} sizes for its dimension")
    axes = _axes_in_space(fields, sizes)
    shape, times = volume_shape(tuple(sizes[n] for n in axes))
    if times > 1:
        # A fourth axis may as well hold directions or colours.
        raise RefusedError("unsupported-4d", f"holds {times} volumes; split it into 3D ones first")
    found = _trusted(fields, axes, shape)
    header = VoxelHeader(
        shape_kji=shape,
        kind=_kind(fields),
        geometry=None,
        spacing_source=SpacingSource.NRRD,
        tilt_degrees=0.0,
        reasons=(found,) if isinstance(found, Reason) else (),
        window=None,
        is_label_map=any(SEGMENT_KEY.fullmatch(key) for key in fields),
        labels=_labels(fields),
    )
    if isinstance(found, Reason):
        return header
    reasons, tilt = shear(found)
    if len(axes) < 3:
        message = "a single slice whose thickness is not known"
        reasons = (Reason(code=NO_THICKNESS, message=message), *reasons)
    return replace(header, geometry=found, tilt_degrees=tilt, reasons=reasons)


def _axes_in_space(fields: _Fields, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the axes that lead through space: those that hold nothing are left out.

    An axis of length one without direction changes no voxel's place in the file; one that is
    longer holds time points, colours or layers.
    """
    directions = fields.get("space directions")
    if directions is None:
        return tuple(range(len(sizes)))
    if len(directions) != len(sizes):
        raise RefusedError("damaged-header", "has not one direction for each axis")
    return tuple(
        n for n, one in enumerate(directions) if sizes[n] != 1 or not np.all(np.isnan(one))
    )


def _trusted(
    fields: _Fields, axes: tuple[int, ...], shape_kji: tuple[int, int, int]
) -> Geometry | Reason:
    """Return the geometry, or why there is none that can be trusted."""
    signs = LPS_SIGNS.get(str(fields.get("space", "")).lower())
    directions, origin = fields.get("space directions"), fields.get("space origin")
    if signs is None or directions is None:
        message = "no space of a patient is named: its voxels have no place in the patient"
        return Reason(code="no-orientation", message=message)
    if origin is None:
        return Reason(code="no-position", message="the space origin is missing")
    units = [str(unit).lower() for unit in fields.get("space units", ("", "", ""))]
    if len(units) != 3 or any(unit not in MM_PER_UNIT for unit in units):
        message = "the units of its space are none that is known"
        return Reason(code="unknown-unit", message=message)
    to_lps_mm = np.diag(np.multiply(signs, [MM_PER_UNIT[unit] for unit in units]))
    rows = np.asarray([directions[n] for n in axes], dtype=np.float64)
    if rows.shape not in ((2, 3), (3, 3)) or np.shape(origin) != (3,):
        raise RefusedError("damaged-header", "its axes do not lead through three dimensions")
    steps = to_lps_mm @ _completed(rows.T)
    origin_lps_mm = to_lps_mm @ np.asarray(origin, dtype=np.float64)
    check_steps(steps, origin_lps_mm)
    return trusted_geometry(steps, origin_lps_mm, shape_kji)


def _completed(steps: FloatArray) -> FloatArray:
    """Give a single slice a step of one along its normal."""
    if steps.shape == (3, 3):
        return steps
    across = np.cross(steps[:, 0], steps[:, 1])
    length = float(np.linalg.norm(across))
    # Where the two coincide there is no normal, and the check of the steps will say so.
    return np.column_stack([steps, across / length if length > 0 else across])


def _kind(fields: _Fields) -> np.dtype[Any]:
    name = _TYPES.get(fields["type"])
    if name is None:
        raise RefusedError("unsupported-pixels", f"voxels of type {fields['type']} are not read")
    if name.endswith("1"):
        return np.dtype(name)
    return np.dtype({"little": "<", "big": ">"}[fields["endian"].lower()] + name)


def _packing(fields: _Fields) -> Packing:
    encoding = fields["encoding"].lower()
    lines = _whole(fields, "line skip", "lineskip")
    if encoding not in PACKED or lines:
        what = "text before them" if encoding in PACKED else f"encoding {encoding}"
        message = f"voxels with {what} are not read; save it with encoding raw or gzip"
        raise RefusedError("unsupported-encoding", message)
    return PACKED[encoding]


def _bytes_skipped(fields: _Fields) -> int:
    found = _whole(fields, "byte skip", "byteskip")
    least = AT_THE_END if _packing(fields) is Packing.RAW else 0
    if found < least:
        raise RefusedError("damaged-header", f"its voxels would begin at byte {found}")
    return found


def _whole(fields: _Fields, *names: str) -> int:
    """Return the number under the first of the names that is there, 0 if none is."""
    return next((int(fields[name]) for name in names if name in fields), 0)


def _labels(fields: _Fields) -> tuple[tuple[int, str], ...]:
    """Return the names of values that 3D Slicer writes as Segment0_LabelValue, Segment0_Name."""
    found: dict[str, dict[str, str]] = {}
    for key, value in fields.items():
        if match := SEGMENT_KEY.fullmatch(key):
            found.setdefault(match[1], {})[match[2]] = str(value)
    named = [
        (int(one["LabelValue"]), printable(one.get("Name", "")))
        for one in found.values()
        if re.fullmatch(r"\d{1,9}", one.get("LabelValue", ""), re.ASCII)
    ]
    return tuple(sorted(named))
