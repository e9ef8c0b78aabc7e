"""What a series is, before any pixel is decoded: identity, geometry and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recist.imaging.geometry import Geometry, Vector
from recist.imaging.segmentation import FoundSegmentation
from recist.imaging.verdict import Reason as Reason
from recist.imaging.verdict import Verdict as Verdict

# Of a single slice: the step of its geometry stands for nothing that was measured.
NO_THICKNESS = "no-thickness"


class SpacingSource(StrEnum):
    """Which attribute the in-plane millimetres come from."""

    PIXEL_SPACING = "PixelSpacing"
    NIFTI_AFFINE = "NIfTI affine"
    NRRD = "NRRD space directions"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window: width and level in the volume's units (HU on CT)."""

    width: float
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One image of a series.

    Attributes
    ----------
    image : str
        What a reading's ``image`` column holds: SOP Instance UID, with ``#frame`` (DICOM
        frame number, from 1) for a multi-frame image; ``sha256:…#slice`` (from 0) for NIfTI
        and NRRD.
    file : str
        Path of the file; ``archive.zip!member`` inside a zip.
    frame : int
        Zero-based frame in that file.
    position_mm : float
        Position along the slice normal; the slice's place in the stack, where no position
        is known.
    origin_lps_mm : Vector or None
        Centre of this slice's first voxel, exact where the stack is uneven or sheared.
        None where the series has no geometry.
    """

    image: str
    file: str
    frame: int
    position_mm: float
    origin_lps_mm: Vector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A stack of slices with one geometry, sorted by position along its normal.

    ``geometry`` is None where no trusted millimetres exist: such a series can be looked at
    but never measured in mm. ``verdict`` says how far it may be used, ``reasons`` why.
    ``uid`` is the Series Instance UID; where one series holds several stacks (a scout, echoes,
    time points), each is a Series of its own, and ``uid`` and ``part`` (from 1) tell them apart.
    """

    uid: str
    study_uid: str
    subject: str
    study_date: date | None
    modality: str
    description: str
    number: int | None
    body_part: str
    frame_of_reference: str
    geometry: Geometry | None
    shape_kji: tuple[int, int, int]
    slices: tuple[Slice, ...]
    slice_thickness_mm: float | None
    gantry_tilt_degrees: float
    transfer_syntax: str
    spacing_source: SpacingSource
    lossy: bool
    windows: tuple[Window, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A file that is no part of any series, and why."""

    file: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Everything found under the paths that were looked at."""

    series: tuple[Series, ...]
    rejected: tuple[Rejected, ...]
    segmentations: tuple[FoundSegmentation, ...] = ()
