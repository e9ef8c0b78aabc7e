"""What the header of one DICOM file says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recist.formats.dicom.classes import Kind
from recist.formats.dicom.layout import Layout
from recist.formats.dicom.pixels import PixelFormat
from recist.imaging.meaning import Meaning
from recist.imaging.series import Window


class Rescale(StrEnum):
    """Whether slope and intercept, or a table in their place, are in the header."""

    PRESENT = "present"
    TABLE = "table"
    ABSENT = "absent"
    DAMAGED = "damaged"


RESCALED = (Rescale.PRESENT, Rescale.TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Second statements on what is already known from elsewhere.

    Attributes
    ----------
    aspect : tuple of float or None
        PixelAspectRatio, vertical size first.
    tilt_degrees : float or None
        GantryDetectorTilt.
    other_spacing : str
        Name of the first attribute with a distance that is none in the patient, or empty.
    disputed : tuple of str
        Attributes that the groups of the frame, the shared ones and the file give otherwise.
    """

    aspect: tuple[float, ...] | None
    tilt_degrees: float | None
    other_spacing: str
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHeader:
    """One frame of a file.

    Attributes
    ----------
    position, orientation, spacing : tuple of float or None
        ImagePositionPatient, ImageOrientationPatient and PixelSpacing as they stand: None
        where missing, NaN where they are no numbers.
    thickness_mm : float or None
        SliceThickness.
    meaning : Meaning
        Of its stored values; slope 1 and intercept 0 where ``rescale`` is not present.
    unit : str
        Of its values, empty where the header does not say it.
    image_type : tuple of str
        ImageType, or the frame's own type.
    marks : tuple of (str, str)
        What tells frames at the same position apart: echo, b-value, time point.
    claims : Claims
        What else the header says of the geometry, to be held against it.
    """

    number: int
    order: int
    position: tuple[float, ...] | None
    orientation: tuple[float, ...] | None
    spacing: tuple[float, ...] | None
    thickness_mm: float | None
    meaning: Meaning
    rescale: Rescale
    unit: str
    windows: tuple[Window, ...]
    image_type: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    claims: Claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """What the header of one file says; ``frames`` has one entry for a single-frame image."""

    file: str
    sop_instance: str
    kind: Kind
    kind_name: str
    series_uid: str
    study_uid: str
    subject: str
    study_date: date | None
    modality: str
    description: str
    number: int | None
    body_part: str
    frame_of_reference: str
    multi_frame: bool
    layout: Layout
    lossy: bool
    frames: tuple[FrameHeader, ...]

    @property
    def pixels(self) -> PixelFormat:
        """How one frame lies in the file."""
        return self.layout.pixels

    def image(self, frame: int) -> str:
        """Return what names a frame in a reading, see `Slice.image`."""
        return f"{self.sop_instance}#{frame + 1}" if self.multi_frame else self.sop_instance
