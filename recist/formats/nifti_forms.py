"""The two forms of a NIfTI header, sform and qform: which one counts, and what to think of it.

RAS to LPS happens here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from recist.formats.voxel_file import RIGHT_ANGLE, check_steps, shear, trusted_geometry
from recist.imaging.geometry import FloatArray, Geometry
from recist.imaging.series import Reason
from recist.imaging.traits import traits

RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0])
MM_PER_UNIT = {"unknown": 1.0, "mm": 1.0, "meter": 1000.0, "micron": 0.001}
# From NIFTI_XFORM_TALAIRACH on a form leads into an atlas or a template, nifti1.h.
FIRST_ATLAS_CODE = 3
FORMS_AGREE_MM = 1e-3
SPACINGS_AGREE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A coded form: its name, whether it leads into an atlas, and its affine in RAS mm."""

    name: str
    atlas: bool
    affine_ras_mm: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What a header says of where its voxels are.

    Attributes
    ----------
    used : Form or None
        Sform before qform, a form into the patient before one into an atlas; None where no
        form is coded.
    differ_mm : float
        How far the two forms disagree at a corner of the volume.
    shapes_differ : bool
        Whether they give the pixels of a slice different angles: then at most one is the
        patient's.
    pixdim_mm : tuple of float
        The voxel sizes along x, y and z.
    unit_stated : bool
        False where the header leaves its unit open; it is taken for mm.
    """

    used: Form | None
    differ_mm: float
    shapes_differ: bool
    pixdim_mm: tuple[float, ...]
    unit_stated: bool


def read_forms(parsed: Any, shape_kji: tuple[int, int, int]) -> Forms:
    """Return the forms of a parsed header.

    Raises
    ------
    RefusedError
        ``bad-affine`` if a form holds no numbers or is singular.
    """
    unit = parsed.get_xyzt_units()[0]
    mm = MM_PER_UNIT.get(unit, 1.0)
    scale = np.diag([mm, mm, mm, 1.0])
    coded = []
    for name in ("sform", "qform"):
        affine, code = getattr(parsed, f"get_{name}")(coded=True)
        if affine is not None:
            scaled = scale @ np.asarray(affine, dtype=np.float64)
            check_steps(scaled[:3, :3], scaled[:3, 3])
            coded.append(Form(name=name, atlas=code >= FIRST_ATLAS_CODE, affine_ras_mm=scaled))
    spacing = np.asarray(parsed["pixdim"][1:4], dtype=np.float64) * mm
    return Forms(
        used=min(coded, key=lambda form: form.atlas, default=None),
        differ_mm=_distance_mm(coded, shape_kji[::-1]),
        shapes_differ=_shapes_differ([form for form in coded if not form.atlas]),
        pixdim_mm=tuple(float(size) for size in spacing),
        unit_stated=unit != "unknown",
    )


def patient_grid(forms: Forms, shape_kji: tuple[int, int, int]) -> Geometry | Reason:
    """Return the geometry, or why there is none that can be trusted."""
    if forms.used is None:
        message = "neither sform nor qform is set: the voxels have no place in the patient"
        return Reason(code="no-orientation", message=message)
    if forms.used.atlas:
        message = f"its {forms.used.name} leads into an atlas: lengths are not the patient's"
        return Reason(code="atlas-space", message=message)
    if any(_pixdim_differs(forms)[:2]):
        return Reason(code="sform-pixdim-differ", message=_two_sizes(forms))
    if forms.shapes_differ:
        message = "sform and qform give the pixels of a slice different shapes"
        return Reason(code="sform-shape-differs", message=message)
    to_lps_mm = RAS_TO_LPS @ forms.used.affine_ras_mm[:3]
    return trusted_geometry(to_lps_mm[:, :3], to_lps_mm[:, 3], shape_kji)


def form_reasons(forms: Forms, geometry: Geometry) -> tuple[tuple[Reason, ...], float]:
    """Return what is to be said of a geometry that is trusted, and the tilt of the stack."""
    reasons = []
    if not forms.unit_stated:
        message = "the header states no unit: its numbers are taken for millimetres"
        reasons.append(Reason(code="unit-not-stated", message=message))
    if _pixdim_differs(forms)[2]:
        reasons.append(Reason(code="step-differs", message=_two_sizes(forms)))
    if forms.used is not None and forms.differ_mm > FORMS_AGREE_MM:
        message = (
            f"sform and qform differ by up to {forms.differ_mm:.3f} mm; {forms.used.name} is used"
        )
        reasons.append(Reason(code="sform-qform-differ", message=message))
    sheared, tilt = shear(geometry)
    return (*reasons, *traits(geometry), *sheared), tilt


def _pixdim_differs(forms: Forms) -> list[bool]:
    """Compare the form with the voxel sizes along x, y and z; a qform is made of them."""
    if forms.used is None:
        return [False, False, False]
    lengths = np.linalg.norm(forms.used.affine_ras_mm[:3, :3], axis=0)
    close = np.isclose(lengths, forms.pixdim_mm, rtol=SPACINGS_AGREE, atol=0)
    return [not one for one in close.tolist()]


def _two_sizes(forms: Forms) -> str:
    affine = np.eye(4) if forms.used is None else forms.used.affine_ras_mm
    lengths = " × ".join(f"{mm:.4g}" for mm in np.linalg.norm(affine[:3, :3], axis=0))
    sizes = " × ".join(f"{mm:.4g}" for mm in forms.pixdim_mm)
    return f"the header states two voxel sizes: {lengths} mm by sform and {sizes} mm by pixdim"


def _distance_mm(forms: list[Form], shape_xyz: tuple[int, int, int]) -> float:
    """Return how far apart the forms put a corner of the volume."""
    if not forms:
        return 0.0
    ends = np.array(np.meshgrid(*[(0, n - 1) for n in shape_xyz])).reshape(3, -1)
    corners = np.vstack([ends, np.ones(ends.shape[1])])
    apart = (forms[0].affine_ras_mm - forms[-1].affine_ras_mm) @ corners
    return float(np.linalg.norm(apart[:3], axis=0).max())


def _shapes_differ(forms: list[Form]) -> bool:
    cosines = []
    for form in forms:
        x, y = form.affine_ras_mm[:3, :2].T
        cosines.append(float(x @ y / np.linalg.norm(x) / np.linalg.norm(y)))
    return bool(cosines) and max(cosines) - min(cosines) > RIGHT_ANGLE
