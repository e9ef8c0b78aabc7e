"""Bad zip archives: names that lead elsewhere, what is no file, bombs, and directories that lie."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.formats.bad_input import bad, content, slice_of_it
from tests.formats.dicom_files import write

LINK, FIFO, DEVICE, SOCKET = (
    kind | 0o777 for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK)
)
Member = tuple[str | zipfile.ZipInfo, bytes]
CENTRAL = b"PK\x01\x02"


def special(name: str, mode: int) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.external_attr = mode << 16
    return found


def packed(members: list[Member], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data, compress_type=method)
    return out.getvalue()


def names(*wanted: str | zipfile.ZipInfo) -> Callable[[Path], object]:
    """Pack the same slice under these names."""

    def make(folder: Path) -> None:
        good = content()(folder)
        (folder / "bad.zip").write_bytes(packed([(name, good) for name in wanted]))

    return make


def in_a_zip(method: int) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        (folder / "bad.zip").write_bytes(packed([("a.dcm", content()(folder))], method))

    return make


def renamed(made: str, name: bytes) -> Callable[[Path], object]:
    """Pack under a name that the packer would not write."""

    def make(folder: Path) -> None:
        data = packed([(made, content()(folder))])
        assert len(made) == len(name)
        (folder / "bad.zip").write_bytes(data.replace(made.encode(), name))

    return make


def directory_entry(offset: int, value: bytes) -> Callable[[Path], object]:
    """Change the entry of the only member in the archive's directory."""

    def make(folder: Path) -> None:
        data = packed([("a.dcm", content()(folder))], zipfile.ZIP_DEFLATED)
        at = data.rindex(CENTRAL) + offset
        (folder / "bad.zip").write_bytes(data[:at] + value + data[at + len(value) :])

    return make


def bomb(size: int, count: int = 1) -> Callable[[Path], object]:
    members: list[Member] = [(f"{n}.dcm", bytes(size)) for n in range(count)]
    return lambda folder: (folder / "bad.zip").write_bytes(packed(members, zipfile.ZIP_DEFLATED))


def quoted_kernel(folder: Path) -> None:
    """List one member many times: each entry of the directory leads to the same bytes."""
    data = packed([("000.dcm", content()(folder))], zipfile.ZIP_DEFLATED)
    at, end = data.index(CENTRAL), data.rindex(b"PK\x05\x06")
    entry = data[at:end]
    many = b"".join(entry.replace(b"000.dcm", b"%03d.dcm" % n) for n in range(5))
    tail = data[end : end + 8] + struct.pack("<HHLL", 5, 5, len(many), at) + b"\0\0"
    (folder / "bad.zip").write_bytes(data[:at] + many + tail)


def voxels_in_a_zip(folder: Path) -> None:
    (folder / "bad.zip").write_bytes(packed([("a.nii", b"\x5c\1\0\0" + bytes(600))]))


def nested(folder: Path) -> None:
    inner = packed([("a.dcm", content()(folder))])
    (folder / "bad.zip").write_bytes(packed([("inner.zip", inner)]))


def flipped(folder: Path) -> None:
    """Flip a bit of the pixels, which the checksum tells."""
    data = bytearray(packed([("a.dcm", content()(folder))]))
    data[data.rindex(b"\xe0\x7f\x10\x00") + 20] ^= 0xFF
    (folder / "bad.zip").write_bytes(bytes(data))


def one_name_twice(folder: Path) -> None:
    good = content()(folder)
    data = packed([("a.dcm", good), ("b.dcm", good)])
    (folder / "bad.zip").write_bytes(data.replace(b"b.dcm", b"a.dcm"))


def folder_with_data(folder: Path) -> None:
    (folder / "bad.zip").write_bytes(packed([("images/", content()(folder))]))


def two_cases(folder: Path) -> None:
    """Two slices whose names differ in case alone; nothing is unpacked, so both are there."""
    one = write(folder / "made", slice_of_it(1, 0)).read_bytes()
    other = write(folder / "made", slice_of_it(2, 5)).read_bytes()
    (folder / "made").unlink()
    (folder / "bad.zip").write_bytes(packed([("A.DCM", one), ("a.dcm", other)]))


def cut(folder: Path) -> None:
    data = packed([("a.dcm", content()(folder))])
    (folder / "bad.zip").write_bytes(data[: len(data) // 2])


ARCHIVES = (
    bad("zip of nothing", lambda folder: (folder / "bad.zip").write_bytes(b""), "damaged-archive"),
    bad("zip cut", cut, "damaged-archive"),
    bad(
        "zip that is a letter",
        lambda folder: (folder / "bad.zip").write_text("Dear all, " * 99),
        "damaged-archive",
    ),
    bad("name with dots", names("../../a.dcm"), "unsafe-name"),
    bad("name from the root", names("/etc/a.dcm"), "unsafe-name"),
    bad("name with backslashes and dots", names("..\\..\\a.dcm"), "unsafe-name"),
    bad("name of a drive", names("C:\\a.dcm"), "unsafe-name"),
    bad("name of a server", names("\\\\server\\share\\a.dcm"), "unsafe-name"),
    bad("name with NUL", renamed("a.dcm_.txt", b"a.dcm\0.txt"), "unsafe-name"),
    bad("name that steers a terminal", renamed("a.dcm_2J", b"a.dcm\x1b2J"), "unsafe-name"),
    bad("name of 60,000 letters", names("a" * 60_000), "unsafe-name"),
    bad("two members of one name", one_name_twice, "duplicate-name", "duplicate-name"),
    bad("names that differ in case", two_cases, "accept, 2 of 2"),
    bad("folder that holds data", folder_with_data, "unsafe-name"),
    bad("link in a zip", names(special("a.dcm", LINK)), "link"),
    bad("pipe in a zip", names(special("a.dcm", FIFO)), "not-a-file"),
    bad("device in a zip", names(special("a.dcm", DEVICE)), "not-a-file"),
    bad("socket in a zip", names(special("a.dcm", SOCKET)), "not-a-file"),
    bad("zip in a zip", nested, "nested-archive"),
    bad("zip bomb", bomb(66 << 20), "too-large"),
    bad("zip bomb in small parts", bomb(1 << 20, 40), *["not-dicom"] * 40),
    bad("one member quoted five times", quoted_kernel, *["damaged-archive"] * 5),
    bad("bzip2 in a zip", in_a_zip(zipfile.ZIP_BZIP2), "unsupported-packing"),
    bad("LZMA in a zip", in_a_zip(zipfile.ZIP_LZMA), "unsupported-packing"),
    bad("unknown packing", directory_entry(10, b"\x63\0"), "unsupported-packing"),
    bad("encrypted", directory_entry(8, b"\x01\0"), "encrypted"),
    bad("size that is too small", directory_entry(24, struct.pack("<L", 90)), "damaged-archive"),
    bad("size that is too large", directory_entry(24, struct.pack("<L", 90_000)), "accept, 1 of 1"),
    bad("size of 4 GiB", directory_entry(24, b"\xfe\xff\xff\xff"), "too-large"),
    bad("size that is in no zip64 field", directory_entry(24, b"\xff\xff\xff\xff"), "too-large"),
    bad("offset outside", directory_entry(42, struct.pack("<L", 1 << 30)), "damaged-archive"),
    bad("wrong checksum", directory_entry(16, b"\1\2\3\4"), "damaged-archive"),
    bad("flipped bits in a zip", flipped, "damaged-archive"),
    bad("NIfTI of zeros in a zip", voxels_in_a_zip, "not-nifti"),
)
