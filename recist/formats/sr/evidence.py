"""The images that a report refers to: found by their name, and read as far as their header."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from recist.formats.sources import Opener, RefusedError
from recist.formats.sr.uids import is_uid
from recist.imaging.geometry import Geometry
from recist.imaging.series import Series
from recist.imaging.slices import slice_geometry

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

HEADER = (
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "StudyDate",
    "StudyTime",
    "StudyID",
    "NumberOfFrames",
)
FRAME_MARK = "#"
# Headers hold dates of other forms; what is none is passed over, as if it were not there.
DATE = re.compile(r"[12]\d{3}(0[1-9]|1[0-2])([0-2]\d|3[01])", re.ASCII)
TIME = re.compile(r"([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?", re.ASCII)
SHORT = re.compile(r"[ -\[\]-~]{1,16}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a report says of an image and of its study.

    Date, time and id of the study are empty where the header has none that can be passed on.
    """

    sop_class: str
    instance: str
    study: str
    series: str
    study_date: str
    study_time: str
    study_id: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image that was found.

    Attributes
    ----------
    frame : int or None
        Of a multi-frame image, from 1.
    geometry : Geometry or None
        Of this slice alone; None where the series has no millimetres.
    """

    header: Header
    frame: int | None
    geometry: Geometry | None
    frame_of_reference: str
    modality: str


@dataclass(slots=True)
class Images:
    """Finds images among series; each file is read once."""

    series: tuple[Series, ...]
    _places: dict[str, tuple[Series, int]] = field(init=False)
    _headers: dict[str, Header | None] = field(default_factory=dict)
    _opener: Opener = field(default_factory=Opener)

    def __post_init__(self) -> None:
        self._places = {
            one.image: (series, k)
            for series in reversed(self.series)
            for k, one in enumerate(series.slices)
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opener.__exit__(kind, error, trace)

    def find(self, image: str) -> Image | None:
        """Return the image that a reading names; None where it is not there, or is no DICOM."""
        place = self._places.get(image)
        if place is None or not is_uid(image.partition(FRAME_MARK)[0]):
            return None
        series, k = place
        header = self._header(series.slices[k].file)
        if header is None:
            return None
        frame = image.partition(FRAME_MARK)[2]
        many = header.frames > 1 or bool(frame)
        return Image(
            header=header,
            frame=series.slices[k].frame + 1 if many else None,
            geometry=None if series.geometry is None else slice_geometry(series, k),
            frame_of_reference=series.frame_of_reference,
            modality=series.modality,
        )

    def first(self, images: Iterable[str]) -> Image | None:
        """Return the first of the images that is there."""
        return next((found for one in images if (found := self.find(one)) is not None), None)

    def _header(self, file: str) -> Header | None:
        if file not in self._headers:
            self._headers[file] = self._read(file)
        return self._headers[file]

    def _read(self, file: str) -> Header | None:
        from pydicom import config, dcmread
        from pydicom.errors import InvalidDicomError

        try:
            # What is wrong with a header was said when it was scanned; here it is looked at.
            with config.disable_value_validation(), self._opener.open(file) as stream:
                read = dcmread(
                    stream, stop_before_pixels=True, specific_tags=list(HEADER), force=False
                )
                return _header_of(read)
        except (RefusedError, InvalidDicomError, OSError, EOFError, ValueError, AttributeError):
            return None


def is_dicom_day(day: date | None) -> bool:
    """Say whether a date can stand in a report: validators know the years 1000 to 2999."""
    return day is not None and 1000 <= day.year < 3000


def _header_of(read: Dataset) -> Header | None:
    uids = [str(read.get(name, "")) for name in HEADER[:4]]
    if not all(is_uid(uid) for uid in uids):
        return None
    day, time, identity = (str(read.get(name, "") or "").strip() for name in HEADER[4:7])
    return Header(
        sop_class=uids[0],
        instance=uids[1],
        study=uids[2],
        series=uids[3],
        study_date=day if DATE.fullmatch(day) else "",
        study_time=time if TIME.fullmatch(time) else "",
        study_id=identity if SHORT.fullmatch(identity) else "",
        frames=int(read.get("NumberOfFrames", 1) or 1),
    )
