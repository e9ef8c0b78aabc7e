"""The NIfTI phantom: what its header says, the lengths that follow from it, and the file."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from phantom.parts import (
    ENDS,
    PLACES,
    SLICES,
    STORED,
    Change,
    Pair,
    Rng,
    background,
)

KIND = "NIfTI"
MM = {"mm": 1.0, "meter": 1000.0, "micron": 0.001, "unknown": 1.0}
UNITS = {"unknown": 0, "meter": 1, "mm": 2, "micron": 3}
BOTH = frozenset(Pair)
# nibabel declares no types.
NIB: Any = nibabel
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nifti:
    """A header in the terms of nifti1.h; lengths in its unit.

    ``sform`` is the 3 × 4 matrix; ``quaternion`` the b, c and d of the qform, ``turn`` its qfac.
    """

    pixdim: tuple[float, ...]
    sform: Matrix
    sform_code: int = 1
    quaternion: tuple[float, ...] = (0.0, 0.0, 0.0)
    turn: float = 1.0
    offset: tuple[float, ...] = (0.0, 0.0, 0.0)
    qform_code: int = 1
    unit: str = "mm"
    fields: dict[str, Any] = field(default_factory=dict)
    endian: str = "<"
    version: int = 1
    suffix: str = ".nii"
    unknowable: frozenset[Pair] = frozenset()
    uses_qform: bool = False


def plain(rng: Rng) -> Nifti:
    """Return a sound header in a direction of the generator's choice, both forms alike."""
    part = rng.normal(size=4)
    part = part / np.linalg.norm(part) * (1 if part[0] >= 0 else -1)
    if rng.random() < 0.6:
        part = np.eye(4)[rng.integers(0, 4)]
    pixdim = [round(float(mm), 3) for mm in rng.uniform(0.5, 1.5, 2)]
    found = Nifti(
        pixdim=(*pixdim, round(float(rng.uniform(1, 5)), 2)),
        sform=np.zeros((3, 4)),
        quaternion=tuple(float(one) for one in part[1:]),
        turn=float(rng.choice([-1.0, 1.0])),
        offset=tuple(round(float(one), 2) for one in rng.uniform(-200, 200, 3)),
    )
    return replace(found, sform=qform(found))


def qform(header: Nifti) -> Matrix:
    """Return the 3 × 4 matrix of the quaternion, METHOD 2 of nifti1.h."""
    b, c, d = header.quaternion
    a = max(0.0, 1 - b * b - c * c - d * d) ** 0.5
    turn = np.array(
        [
            [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
        ]
    )
    x, y, z = header.pixdim
    columns = turn * np.array([x, y, header.turn * z])
    return np.column_stack([columns, header.offset])


def truth_mm(header: Nifti, pair: Pair) -> float | None:
    """Return the length of a pair by the form that counts."""
    if pair in header.unknowable or not (header.sform_code or header.qform_code):
        return None
    by_qform = header.uses_qform or not header.sform_code
    steps = (qform(header) if by_qform else header.sform)[:, :3]
    (z, y, x), (to_z, to_y, to_x) = (PLACES[name] for name in ENDS[pair])
    moved = steps @ np.array([to_x - x, to_y - y, to_z - z], dtype=float)
    return float(np.linalg.norm(moved)) * MM[header.unit]


def values(header: Nifti) -> dict[str, float]:
    """Return the value of each mark; a slope of zero means none."""
    slope, intercept = header.fields.get("scl_slope", 0), header.fields.get("scl_inter", 0)
    slope, intercept = (slope, intercept) if slope else (1, 0)
    return {name: stored * slope + intercept for name, stored in STORED.items()}


def write(header: Nifti, folder: Path, rng: Rng) -> None:
    """Write the file."""
    folder.mkdir(parents=True)
    voxels = np.stack([background(rng) for _ in range(SLICES)])
    for name, place in PLACES.items():
        voxels[place] = STORED[name]
    made = NIB.Nifti1Header if header.version == 1 else NIB.Nifti2Header
    raw = made(endianness=header.endian)
    raw.set_data_shape(voxels.shape[::-1])
    raw.set_data_dtype(np.int16)
    raw["vox_offset"] = 352 if header.version == 1 else 544
    if header.version == 1:
        raw["magic"] = b"n+1"
    raw["pixdim"][:4] = (header.turn, *header.pixdim)
    raw["sform_code"], raw["qform_code"] = header.sform_code, header.qform_code
    raw["srow_x"], raw["srow_y"], raw["srow_z"] = header.sform
    raw["quatern_b"], raw["quatern_c"], raw["quatern_d"] = header.quaternion
    raw["qoffset_x"], raw["qoffset_y"], raw["qoffset_z"] = header.offset
    raw["xyzt_units"] = UNITS[header.unit]
    for name, value in header.fields.items():
        raw[name] = value
    content = raw.binaryblock + b"\0" * 4 + voxels.astype(f"{header.endian}i2").tobytes()
    packed = gzip.compress(content, 1) if header.suffix.endswith(".gz") else content
    (folder / f"phantom{header.suffix}").write_bytes(packed)


def _both(header: Nifti, **changes: Any) -> Nifti:
    """Return the header changed in its qform, with an sform that agrees."""
    if header.unknowable:
        return header
    changed = replace(header, **changes)
    return replace(changed, sform=qform(changed))


def units(header: Nifti, rng: Rng) -> Nifti:
    """State the same lengths in another unit."""
    unit = str(rng.choice(["meter", "micron", "unknown"]))
    if header.unknowable or header.unit != "mm":
        return header
    factor = 1 / MM[unit]
    return replace(
        header,
        unit=unit,
        pixdim=tuple(one * factor for one in header.pixdim),
        offset=tuple(one * factor for one in header.offset),
        sform=header.sform * factor,
    )


def wrong_unit(header: Nifti, rng: Rng) -> Nifti:
    """State a unit that makes pixels of no patient."""
    if header.unit != "mm":
        return header
    return replace(header, unit=str(rng.choice(["meter", "micron"])), unknowable=BOTH)


def one_form(header: Nifti, rng: Rng) -> Nifti:
    """Code one form alone."""
    if header.unknowable or header.uses_qform or header.sform_code != 1 or not header.qform_code:
        return header
    if rng.random() < 0.5:
        return replace(header, qform_code=0, quaternion=(0.0, 0.0, 0.0))
    # An sform that is not coded is not looked at.
    return replace(header, sform_code=0, sform=header.sform * 3, uses_qform=True)


def no_form(header: Nifti, rng: Rng) -> Nifti:
    """Code neither form."""
    return replace(header, sform_code=0, qform_code=0, unknowable=BOTH)


def forms_apart(header: Nifti, rng: Rng) -> Nifti:
    """Turn and move the sform against the qform: every length stays as it is."""
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    return replace(header, sform=turn @ header.sform + [[0, 0, 0, 3.0]] * 3)


def sizes_apart(header: Nifti, rng: Rng) -> Nifti:
    """Let sform and pixdim state other sizes of the pixels."""
    if not header.sform_code or header.uses_qform:
        return header
    scaled = header.sform.copy()
    scaled[:, int(rng.integers(0, 2))] *= float(rng.choice([0.5, 0.98, 1.01, 10 / 9]))
    qform_code = int(rng.choice([0, 1]))
    return replace(header, sform=scaled, qform_code=qform_code, unknowable=BOTH)


def steps_apart(header: Nifti, rng: Rng) -> Nifti:
    """Let sform and pixdim state another distance of the slices."""
    if not header.sform_code or header.uses_qform:
        return header
    scaled = header.sform.copy()
    scaled[:, 2] *= float(rng.choice([0.5, 0.9, 1.2, 2]))
    lost = header.unknowable | {Pair.THROUGH}
    return replace(header, sform=scaled, unknowable=lost)


def sheared(header: Nifti, rng: Rng) -> Nifti:
    """Shear the stack as a tilted gantry does; only an sform can say so."""
    if header.unknowable or header.uses_qform:
        return header
    steps = header.sform.copy()
    y = steps[:, 1] / np.linalg.norm(steps[:, 1])
    length = float(np.linalg.norm(steps[:, 2]))
    steps[:, 2] += y * length * np.tan(np.radians(rng.uniform(5, 30)))
    step = float(np.linalg.norm(steps[:, 2]))
    return replace(header, sform=steps, qform_code=0, pixdim=(*header.pixdim[:2], step))


def sheared_plane(header: Nifti, rng: Rng) -> Nifti:
    """Shear the rows of every slice."""
    if header.unknowable or header.uses_qform:
        return header
    steps = header.sform.copy()
    steps[:, 1] += 0.2 * steps[:, 0]
    down = float(np.linalg.norm(steps[:, 1]))
    pixdim = (header.pixdim[0], down, header.pixdim[2])
    return replace(header, sform=steps, qform_code=0, pixdim=pixdim)


def shapes_apart(header: Nifti, rng: Rng) -> Nifti:
    """Shear the rows by the sform alone, with the sizes of the voxels left as they are."""
    if header.unknowable or header.uses_qform or not (header.sform_code and header.qform_code):
        return header
    steps = header.sform.copy()
    x, y = (steps[:, n] / np.linalg.norm(steps[:, n]) for n in (0, 1))
    steps[:, 1] = (y + 0.3 * x) / np.linalg.norm(y + 0.3 * x) * np.linalg.norm(steps[:, 1])
    return replace(header, sform=steps, unknowable=BOTH)


def bad_numbers(header: Nifti, rng: Rng) -> Nifti:
    """Spoil the voxel sizes or the affine."""
    spoilt: list[dict[str, Any]] = [
        {"pixdim": (0.0, *header.pixdim[1:])},
        {"pixdim": (-0.8, *header.pixdim[1:])},
        {"pixdim": (float("nan"), *header.pixdim[1:])},
        {"pixdim": (float("inf"), *header.pixdim[1:])},
        {"sform": header.sform * [1, 0, 1, 1], "sform_code": 1},
        {"sform": header.sform * [1, 1, float("nan"), 1], "sform_code": 1},
        {"quaternion": (0.9, 0.9, 0.9), "qform_code": 1},
    ]
    return replace(header, **spoilt[rng.integers(0, len(spoilt))], unknowable=BOTH)


def atlas(header: Nifti, rng: Rng) -> Nifti:
    """Let the forms lead into an atlas, or the sform alone, which then stretches the patient."""
    if header.unknowable or header.uses_qform or not header.qform_code:
        return header
    code = int(rng.choice([3, 4]))
    if rng.random() < 0.5:
        return replace(header, sform_code=code, qform_code=code, unknowable=BOTH)
    return replace(header, sform_code=code, sform=header.sform * 1.17, uses_qform=True)


def mirrored(header: Nifti, rng: Rng) -> Nifti:
    """Turn the third axis round in both forms."""
    if not header.qform_code or header.uses_qform:
        return header
    return _both(header, turn=-header.turn)


def stored_otherwise(header: Nifti, rng: Rng) -> Nifti:
    """Write the same header in another byte order, version or compression."""
    return replace(
        header,
        endian=str(rng.choice(["<", ">"])),
        version=int(rng.choice([1, 2])),
        suffix=str(rng.choice([".nii", ".nii.gz"])),
    )


def scaled_values(header: Nifti, rng: Rng) -> Nifti:
    """State a slope and an intercept, or a slope of zero, which means none."""
    fields = {"scl_slope": float(rng.choice([0, 0.5, 2])), "scl_inter": 10.0}
    return replace(header, fields=header.fields | fields)


SIZES = frozenset({"sform-pixdim-differ", "implausible-spacing"})
SHAPES = frozenset({"sform-shape-differs"})
DIFFER = frozenset({"sform-qform-differ"})
NIFTI_CHANGES = (
    Change(name="NIfTI plain", apply=lambda header, rng: header),
    Change(name="NIfTI units", apply=units),
    Change(name="NIfTI wrong unit", apply=wrong_unit, codes=frozenset({"implausible-spacing"})),
    Change(name="NIfTI one form", apply=one_form),
    Change(name="NIfTI no form", apply=no_form, codes=frozenset({"no-orientation"})),
    Change(name="NIfTI forms apart", apply=forms_apart, codes=DIFFER),
    Change(name="NIfTI sizes apart", apply=sizes_apart, codes=SIZES),
    Change(name="NIfTI steps apart", apply=steps_apart, codes=DIFFER | {"step-differs"}),
    Change(name="NIfTI tilt", apply=sheared, codes=frozenset({"gantry-tilt"})),
    Change(name="NIfTI sheared plane", apply=sheared_plane, codes=frozenset({"sheared-plane"})),
    Change(name="NIfTI shapes apart", apply=shapes_apart, codes=SHAPES),
    Change(
        name="NIfTI bad numbers",
        apply=bad_numbers,
        codes=frozenset({"bad-spacing", "bad-affine", "damaged-header"}) | SIZES,
    ),
    Change(name="NIfTI atlas", apply=atlas, codes=DIFFER | {"atlas-space"}),
    Change(name="NIfTI mirrored", apply=mirrored),
    Change(name="NIfTI stored otherwise", apply=stored_otherwise),
    Change(name="NIfTI rescale", apply=scaled_values),
)
