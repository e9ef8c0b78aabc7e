"""Values straight from their bytes are those that the parser gives."""

import math
from io import BytesIO

import pytest
from pydicom import Dataset
from pydicom.dataelem import RawDataElement
from pydicom.filebase import DicomBytesIO
from pydicom.filereader import read_dataset
from pydicom.filewriter import write_dataset
from pydicom.tag import Tag

from recist.formats.dicom.values import number, numbers, text, value_of, whole
from tests.formats.dicom_files import ct_slice

NAN = math.nan
NUMBERS = [
    # keyword, kind, bytes, numbers
    ("PixelSpacing", "DS", b"0.8\\0.5 ", (0.8, 0.5)),
    ("PixelSpacing", "DS", b"0.8\\ \\x ", (0.8, NAN, NAN)),
    ("PixelSpacing", "DS", b"1_0\\inf", (NAN, NAN)),
    ("PixelSpacing", "DS", b"  ", None),
    ("PixelSpacing", "DS", b"", None),
    ("SliceThickness", "DS", b"1e400", (math.inf,)),
    ("InstanceNumber", "IS", b"12\0", (12,)),
    ("Rows", "US", b"\x00\x02", (512,)),
    ("Rows", "US", b"\x00\x02\x01", (NAN,)),
    ("Rows", "US", b"", None),
    ("PixelPaddingValue", "SS", b"\x30\xf8", (-2000,)),
    ("DiffusionBValue", "FD", b"\0" * 6 + b"\x40\x8f", (-6.7e-9,)),
    ("RescaleSlope", "DS", "½".encode("latin-1"), (NAN,)),
]


@pytest.mark.parametrize(("keyword", "kind", "value", "expected"), NUMBERS)
def test_numbers_from_their_bytes(
    keyword: str, kind: str, value: bytes, expected: tuple[float, ...] | None
) -> None:
    found = numbers(holding(keyword, kind, value), keyword)
    if keyword == "DiffusionBValue":
        assert found is not None
        assert len(found) == 1
        return
    assert found == pytest.approx(expected, nan_ok=True) if expected else found is None


TEXTS = [
    # keyword, kind, bytes, text
    ("Modality", "CS", b"CT", "CT"),
    ("Modality", "CS", b" MR ", "MR"),
    ("SOPInstanceUID", "UI", b"1.2.3\0", "1.2.3"),
    ("StudyDate", "DA", b"20240102", "20240102"),
    ("Modality", "CS", b"C\x1bT", "CT"),
    ("Modality", "CS", b"", ""),
    ("PatientID", "LO", b"M\xfcller", "Müller"),
]


@pytest.mark.parametrize(("keyword", "kind", "value", "expected"), TEXTS)
def test_texts_from_their_bytes(keyword: str, kind: str, value: bytes, expected: str) -> None:
    assert text(holding(keyword, kind, value), keyword) == expected


def holding(keyword: str, kind: str, value: bytes) -> Dataset:
    """Return a data set with one element that is not converted yet."""
    data = Dataset()
    element = RawDataElement(Tag(keyword), kind, len(value), value, 0, False, True, True)
    data._dict[Tag(keyword)] = element  # as the parser of a file leaves it
    return data


@pytest.mark.parametrize("implicit", [True, False])
@pytest.mark.parametrize("little", [True, False])
def test_a_whole_header_reads_the_same_before_and_after_conversion(
    implicit: bool, little: bool
) -> None:
    if implicit and not little:
        pytest.skip("there is no implicit big endian")
    data = ct_slice(3, 5.5)
    del data.PixelData
    written = DicomBytesIO()
    written.is_implicit_VR, written.is_little_endian = implicit, little
    write_dataset(written, data)
    raw, converted = (read_dataset(BytesIO(written.getvalue()), implicit, little) for _ in range(2))
    for element in data:
        value_of(converted, element.keyword)
        for look in (text, numbers, number, whole):
            assert repr(look(raw, element.keyword)) == repr(look(converted, element.keyword))
