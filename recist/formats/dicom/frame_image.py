"""One frame together with its file, and how two of them are compared."""

from __future__ import annotations

from dataclasses import dataclass

from recist.formats.dicom.instance import FrameHeader, Instance
from recist.formats.sources import printable
from recist.imaging.stack import FARTHEST_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One frame together with its file."""

    instance: Instance
    frame: FrameHeader

    @property
    def name(self) -> str:
        """How people find it: the file's own name, and the frame where there are several."""
        file = self.instance.file.replace("\\", "/")
        short = printable(file.rsplit("/", 1)[-1].rsplit("!", 1)[-1])
        return f"{short} frame {self.frame.number + 1}" if self.instance.multi_frame else short


def is_screen_picture(image: Image) -> bool:
    """Say whether an image is a picture of a screen, whatever class it is stored as."""
    written = "".join(image.frame.image_type).replace(" ", "").replace("_", "")
    return "SCREENSAVE" in written or "SECONDARYCAPTURE" in written


def position_of(values: tuple[float, ...] | None) -> tuple[float, float, float] | None:
    """Return ImagePositionPatient if it is three numbers within reach of a scanner."""
    if values is None or len(values) != 3:
        return None
    # NaN compares as false.
    if not all(abs(value) <= FARTHEST_MM for value in values):
        return None
    return values[0], values[1], values[2]


def near(
    some: tuple[float, ...] | None, others: tuple[float, ...] | None, tolerance: float
) -> bool:
    """Say whether two lists of numbers agree; what is no number agrees with its like."""
    if some == others:
        return True
    if some is None or others is None or len(some) != len(others):
        return False
    return all(
        abs(a - b) <= tolerance or (a != a and b != b) for a, b in zip(some, others, strict=True)
    )
