"""Bad DICOM headers: nesting, numbers, lengths, types, what they claim and what they are."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from pydicom import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from tests.formats.bad_input import (
    ITEM,
    ITEM_END,
    SEQUENCE_END,
    UNDEFINED,
    bad,
    before_pixels,
    changed,
    content,
    element,
    raw,
    replaced,
    slice_of_it,
    spoilt,
)
from tests.formats.dicom_files import ENHANCED_CT, ROOT, write

CONTENT_SEQUENCE = 0x0040A730
PRIVATE = 0x00091010
ROWS = b"\x28\x00\x10\x00US\x02\x00\x04\x00"


def nested_without_lengths(depth: int) -> bytes:
    opened = element(CONTENT_SEQUENCE, "SQ", length=UNDEFINED) + element(ITEM, "", length=UNDEFINED)
    closed = element(ITEM_END, "") + element(SEQUENCE_END, "")
    return opened * depth + closed * depth


def nested_with_lengths(depth: int) -> bytes:
    # From the outside in: each level is 20 bytes longer than the one in it.
    return b"".join(
        element(CONTENT_SEQUENCE, "SQ", length=20 * n + 8) + element(ITEM, "", length=20 * n)
        for n in reversed(range(depth))
    )


def many_elements(count: int) -> bytes:
    one = struct.Struct("<HH2sH")
    return b"".join(one.pack(0x0029, n & 0xFFFF, b"LO", 0) for n in range(count))


def many_in_one_sequence(count: int) -> bytes:
    inside = many_elements(count)
    item = element(ITEM, "", inside)
    return element(0x52009230, "SQ", item)


def meta_length(claimed: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:140] + struct.pack("<L", claimed) + data[144:]


def syntax_named(claimed: str) -> Callable[[bytes], bytes]:
    """Name another transfer syntax of the same length in the meta header."""
    old = ExplicitVRLittleEndian.encode() + b"\0"
    return replaced(old, claimed.encode().ljust(len(old), b"\0"))


def deflated(plain: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change what is deflated."""

    def spoil(data: bytes) -> bytes:
        start = 132 + 12 + int.from_bytes(data[140:144], "little")
        packer = zlib.compressobj(1, wbits=-15)
        inside = plain(zlib.decompress(data[start:], -15))
        return data[:start] + packer.compress(inside) + packer.flush()

    return spoil


def per_frame(count: int) -> list[Dataset]:
    return [Dataset() for _ in range(count)]


def implicit_as_explicit(folder: Path) -> None:
    explicit, implicit = content()(folder), content(ImplicitVRLittleEndian)(folder)
    ends = [144 + int.from_bytes(data[140:144], "little") for data in (explicit, implicit)]
    (folder / "bad.dcm").write_bytes(explicit[: ends[0]] + implicit[ends[1] :])


def same_uid_elsewhere(folder: Path) -> None:
    write(folder / "a.dcm", slice_of_it(1, 0))
    write(folder / "b.dcm", slice_of_it(1, 5))
    write(folder / "c.dcm", slice_of_it(1, 0))


HEADERS = (
    bad("empty", raw("bad.dcm", b""), "empty-file"),
    bad("letter", raw("bad.dcm", b"Dear colleague, " * 50), "not-dicom"),
    bad("pdf", raw("bad.dcm", b"%PDF-1.7\n" + bytes(500)), "not-dicom"),
    bad("photo", raw("bad.dcm", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(500)), "not-dicom"),
    bad("executable", raw("bad.dcm", b"\x7fELF\x02\x01\x01" + bytes(500)), "not-dicom"),
    bad("preamble alone", raw("bad.dcm", bytes(128) + b"DICM"), "no-pixels"),
    bad("preamble and noise", raw("bad.dcm", bytes(128) + b"DICM" + b"\xa5" * 900), "truncated"),
    bad("cut in a value", spoilt(lambda data: data[: data.index(b"abdomen") + 3]), "truncated"),
    bad("zeros from the middle on", spoilt(lambda data: data[:400] + bytes(900)), "no-pixels"),
    bad(
        "nested without lengths", spoilt(before_pixels(nested_without_lengths(20_000))), "too-large"
    ),
    bad("nested with lengths", spoilt(before_pixels(nested_with_lengths(20_000))), "too-large"),
    bad(
        "nested without end",
        spoilt(before_pixels(nested_without_lengths(90)[: 20 * 60])),
        "damaged-header",
    ),
    bad("millions of elements", spoilt(before_pixels(many_elements(600_000))), "too-large"),
    bad(
        "millions in a sequence",
        spoilt(before_pixels(many_in_one_sequence(600_000))),
        "too-large",
    ),
    bad(
        "length of 4 GiB",
        spoilt(before_pixels(element(PRIVATE, "OB", b"ab", 0xFFFFFFFE))),
        "truncated",
    ),
    bad(
        "length of 800 MiB",
        spoilt(before_pixels(element(PRIVATE, "OB", b"ab", 800 << 20))),
        "truncated",
    ),
    bad(
        "length of 4 GiB in the meta header",
        spoilt(
            lambda data: data[:144] + element(0x00020001, "OB", b"\0\1", 0xFFFFFFFE) + data[158:]
        ),
        "damaged-header",
    ),
    bad(
        "private value without end",
        spoilt(before_pixels(element(PRIVATE, "OB", bytes(50), UNDEFINED))),
        "no-pixels",
    ),
    bad(
        "private sequence without end",
        spoilt(before_pixels(element(PRIVATE, "UN", bytes(50), UNDEFINED))),
        "damaged-header",
    ),
    bad(
        "sequence end without a sequence",
        spoilt(before_pixels(element(SEQUENCE_END, ""))),
        "accept, 1 of 1",
    ),
    bad("item end at the root", spoilt(before_pixels(element(ITEM_END, ""))), "accept, 1 of 1"),
    bad(
        "odd length",
        spoilt(replaced(ROWS, b"\x28\x00\x10\x00US\x03\x00\x04\x00\x00")),
        "damaged-header",
    ),
    bad("no length", spoilt(replaced(ROWS, b"\x28\x00\x10\x00US\x00\x00")), "damaged-header"),
    bad("rows as text", spoilt(replaced(ROWS, b"\x28\x00\x10\x00LO\x02\x00ab")), "damaged-header"),
    bad(
        "rows as a sequence",
        spoilt(replaced(ROWS, element(0x00280010, "SQ", element(ITEM, "", b"")))),
        "damaged-header",
    ),
    bad(
        "type that is no letters",
        spoilt(replaced(b"\x08\x00\x60\x00CS", b"\x08\x00\x60\x00C\x80")),
        "accept, 1 of 1",
    ),
    bad(
        "unknown type",
        spoilt(replaced(ROWS, b"\x28\x00\x10\x00ZZ\x02\x00\x04\x00")),
        "damaged-header",
    ),
    bad(
        "explicit that claims implicit",
        spoilt(syntax_named(ImplicitVRLittleEndian)),
        "accept, 1 of 1",
    ),
    bad("implicit that claims explicit", implicit_as_explicit, "accept, 1 of 1"),
    bad("little endian that claims big", spoilt(syntax_named(ExplicitVRBigEndian)), "truncated"),
    bad("unknown transfer syntax", spoilt(syntax_named("1.2.3.4.5")), "unsupported-syntax"),
    bad("meta length too small", spoilt(meta_length(4)), "accept, 1 of 1"),
    bad("meta length of 4 GiB", spoilt(meta_length(0xFFFFFFFF)), "accept, 1 of 1"),
    bad(
        "deflated with a wrong meta length",
        spoilt(meta_length(90), DeflatedExplicitVRLittleEndian),
        "damaged-header",
    ),
    bad(
        "deflated and cut",
        spoilt(lambda data: data[:-40], DeflatedExplicitVRLittleEndian),
        "truncated",
    ),
    bad(
        "deflate bomb",
        spoilt(deflated(lambda plain: plain + bytes(300 << 20)), DeflatedExplicitVRLittleEndian),
        "too-large",
    ),
    bad(
        "deflated nesting",
        spoilt(
            deflated(before_pixels(nested_without_lengths(20_000))), DeflatedExplicitVRLittleEndian
        ),
        "too-large",
    ),
    bad("no frames", changed(NumberOfFrames=0), "damaged-header"),
    bad("negative frames", changed(NumberOfFrames=-3), "damaged-header"),
    bad("two thousand million frames", changed(NumberOfFrames=1 << 31), "damaged-header"),
    bad(
        "fewer groups than frames",
        changed(
            SOPClassUID=ENHANCED_CT,
            NumberOfFrames=3,
            PixelData=bytes(144),
            PerFrameFunctionalGroupsSequence=per_frame(2),
        ),
        "damaged-header",
    ),
    bad(
        "more groups than frames",
        changed(
            SOPClassUID=ENHANCED_CT,
            NumberOfFrames=2,
            PixelData=bytes(96),
            PerFrameFunctionalGroupsSequence=per_frame(9),
        ),
        "damaged-header",
    ),
    bad(
        "a small file of 20,000 frames",
        changed(
            NumberOfFrames=20_000,
            Rows=1,
            Columns=1,
            BitsAllocated=8,
            BitsStored=8,
            HighBit=7,
            PixelRepresentation=0,
            PixelData=bytes(20_000),
        ),
        "too-large",
    ),
    bad("rows times columns overflow", changed(Rows=65_535, Columns=65_535), "too-large"),
    bad("more pixels than there are", changed(Rows=9_000), "wrong-pixel-length"),
    bad(
        "spacing is no number",
        changed(PixelSpacing=["nan", "inf"]),
        "quarantine bad-spacing, 1 of 1",
    ),
    bad("spacing of zero", changed(PixelSpacing=[0, 0.5]), "quarantine bad-spacing, 1 of 1"),
    bad(
        "position is no number",
        changed(ImagePositionPatient=["1e999", "nan", "0"]),
        "quarantine no-position, 1 of 1",
    ),
    bad(
        "orientation of zeros",
        changed(ImageOrientationPatient=[0, 0, 0, 0, 0, 0]),
        "quarantine bad-orientation, 1 of 1",
    ),
    bad("rescale is no number", changed(RescaleSlope="nan"), "warn bad-rescale, 1 of 1"),
    bad(
        "one UID for several images",
        same_uid_elsewhere,
        "accept, 1 of 1",
        "duplicate-instance",
        "same-uid",
    ),
    bad(
        "no identity",
        spoilt(lambda data: replaced(f"{ROOT}.11.1".encode(), b" " * len(f"{ROOT}.11.1"))(data)),
        "no-identity",
    ),
)
