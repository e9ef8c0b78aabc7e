"""What every class of bad input is made of: a name, a way to write it, and what must come of it."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian

from tests.formats.dicom_files import ROOT, ct_slice, write

UNDEFINED = 0xFFFFFFFF
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
PIXEL_DATA = b"\xe0\x7f\x10\x00"
LONG = ("OB", "OW", "SQ", "UN", "UT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """One class of bad input.

    Attributes
    ----------
    make : callable
        Writes it into a folder.
    verdicts : tuple of str
        What comes of it, sorted: the code of each refusal; of each series its verdict, the
        codes of its reasons, and how many of its slices can be read.
    """

    name: str
    make: Callable[[Path], object]
    verdicts: tuple[str, ...]


def bad(name: str, make: Callable[[Path], object], *verdicts: str) -> Bad:
    """Return a class of bad input."""
    return Bad(name=name, make=make, verdicts=verdicts)


def slice_of_it(number: int = 1, z: float = 0.0, **changes: Any) -> Dataset:
    """Return a CT slice of a series that is not the good one beside it."""
    own = {"SOPInstanceUID": f"{ROOT}.11.{number}", "SeriesInstanceUID": f"{ROOT}.13"}
    return ct_slice(number, z, **{**own, **changes})


def changed(syntax: str = ExplicitVRLittleEndian, **changes: Any) -> Callable[[Path], object]:
    """Write a slice with other attributes."""
    return lambda folder: write(folder / "bad.dcm", slice_of_it(**changes), syntax)


def content(syntax: str = ExplicitVRLittleEndian, **changes: Any) -> Callable[[Path], bytes]:
    """Return the bytes of a file with these attributes."""

    def read(folder: Path) -> bytes:
        path = write(folder / "made", slice_of_it(**changes), syntax)
        found = path.read_bytes()
        path.unlink()
        return found

    return read


def spoilt(
    spoil: Callable[[bytes], bytes], syntax: str = ExplicitVRLittleEndian, **changes: Any
) -> Callable[[Path], object]:
    """Write a slice and change its bytes."""
    return lambda folder: (folder / "bad.dcm").write_bytes(
        spoil(content(syntax, **changes)(folder))
    )


def raw(name: str, data: bytes) -> Callable[[Path], object]:
    """Write these bytes."""
    return lambda folder: (folder / name).write_bytes(data)


def element(tag: int, vr: str, value: bytes = b"", length: int | None = None) -> bytes:
    """Return an explicit little-endian element; its length may lie."""
    length = len(value) if length is None else length
    head = struct.pack("<HH", tag >> 16, tag & 0xFFFF)
    if tag >> 16 == 0xFFFE:
        return head + struct.pack("<L", length) + value
    if vr in LONG:
        return head + vr.encode() + b"\0\0" + struct.pack("<L", length) + value
    return head + vr.encode() + struct.pack("<H", length) + value


def before_pixels(extra: bytes) -> Callable[[bytes], bytes]:
    """Put raw elements before Pixel Data."""

    def spoil(data: bytes) -> bytes:
        at = data.rindex(PIXEL_DATA)
        return data[:at] + extra + data[at:]

    return spoil


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Put bytes in the place of others, which must be there."""

    def spoil(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    return spoil


def encapsulated(data: Dataset, frames: list[bytes]) -> Dataset:
    """Give a data set these compressed frames."""
    data.PixelData = encapsulate(frames)
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    return data
