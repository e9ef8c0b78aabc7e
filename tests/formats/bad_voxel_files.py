"""Bad NIfTI and NRRD files, segmentations and structure sets."""

import bz2
import gzip
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
from pydicom import Dataset
from pydicom.uid import ImplicitVRLittleEndian

from tests.formats.bad_input import bad, raw
from tests.formats.dicom_files import write
from tests.formats.nrrd_files import VOXELS, save
from tests.formats.segmentation_files import contour, frame, region, seg, square, structure_set

PLANES = np.ones((2, 4, 6), dtype=np.uint8)
# Where the fields of NIfTI-1 lie.
DIM, DATATYPE, PIXDIM, VOX_OFFSET, SROW = 40, 70, 76, 108, 280


def nifti(shape: tuple[int, ...] = (2, 3, 4)) -> bytes:
    voxels = np.zeros(shape, dtype=np.int16)
    image: Any = nib.Nifti1Image
    return bytes(image(voxels, np.diag([2.0, 2.0, 5.0, 1.0])).to_bytes())


def at(offset: int, kind: str, *values: float, data: bytes | None = None) -> bytes:
    """Change fields of a NIfTI header."""
    data = nifti() if data is None else data
    new = struct.pack(f"<{len(values)}{kind}", *values)
    return data[:offset] + new + data[offset + len(new) :]


def plain(data: bytes) -> Callable[[Path], object]:
    return raw("bad.nii", data)


def zipped(data: bytes) -> Callable[[Path], object]:
    return raw("bad.nii.gz", gzip.compress(data))


def zeros_packed(count: int) -> bytes:
    """Return the gzip stream of many zeros, made of one block that is repeated."""
    block = gzip.compress(bytes(1 << 20), 9)
    return block * (count >> 20)


def gzip_bomb(folder: Path) -> None:
    """Write zeros of two GiB, packed into two MiB."""
    head = at(DIM, "h", 3, 1024, 1024, 1024)
    (folder / "bad.nii.gz").write_bytes(gzip.compress(head[:352]) + zeros_packed(2 << 30))


def nrrd_bomb(encoding: str, packed: bytes) -> Callable[[Path], object]:
    return lambda folder: save(
        folder / "bad.nrrd", packed, encoding=encoding, sizes="1024 1024 1024"
    )


def nrrd(content: bytes | None = None, **changes: Any) -> Callable[[Path], object]:
    return lambda folder: save(folder / "bad.nrrd", content, **changes)


def outlines(*contours: Dataset, **changes: Any) -> Callable[[Path], object]:
    return lambda folder: write(
        folder / "bad.dcm", structure_set(contours, **changes), ImplicitVRLittleEndian
    )


def odd_points() -> Dataset:
    found = contour(square(0))
    found.ContourData = found.ContourData[:-1]
    return found


def no_numbers() -> Dataset:
    found = contour(square(0))
    found.ContourData = ["1e999"] * 12
    return found


def many_points(count: int) -> Dataset:
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return contour([(round(np.cos(a), 3), round(np.sin(a), 3), 0) for a in angles])


def segmented(**changes: Any) -> Callable[[Path], object]:
    frames = [frame(0), frame(5)]
    return lambda folder: write(folder / "bad.dcm", seg(PLANES, frames, **changes))


NIFTI = (
    bad("nii that is a letter", plain(b"Dear colleague, " * 50), "not-nifti"),
    bad("nii cut in its header", plain(nifti()[:200]), "not-nifti"),
    bad("nii cut in its voxels", plain(nifti()[:-4]), "truncated"),
    bad("nii.gz that is not packed", raw("bad.nii.gz", nifti()), "damaged-header"),
    bad("nii.gz cut", raw("bad.nii.gz", gzip.compress(nifti())[:-20]), "damaged-header"),
    bad(
        "nii.gz with a wrong checksum",
        raw("bad.nii.gz", gzip.compress(nifti())[:-8] + b"\1\2\3\4" + gzip.compress(nifti())[-4:]),
        "damaged-header",
    ),
    bad("nii.gz bomb", gzip_bomb, "too-large"),
    bad("nii of negative size", plain(at(DIM, "h", 3, -2, 3, 4)), "damaged-header"),
    bad("nii of no axes", plain(at(DIM, "h", 0)), "damaged-header"),
    bad("nii of 99 axes", plain(at(DIM, "h", 99)), "unsupported-4d"),
    bad("nii of more voxels than there are", plain(at(DIM, "h", 3, 8_000, 8_000, 4)), "truncated"),
    bad("nii.gz of more than it can unpack", zipped(at(DIM, "h", 3, 8_000, 8_000, 4)), "truncated"),
    bad("nii of unknown voxels", plain(at(DATATYPE, "h", 999)), "damaged-header"),
    bad("nii of complex voxels", plain(at(DATATYPE, "h", 32, 64)), "unsupported-pixels"),
    bad("nii with spacing NaN", plain(at(PIXDIM, "f", 1, float("nan"), 1, 1)), "bad-spacing"),
    bad("nii with affine NaN", plain(at(SROW, "f", float("nan"))), "bad-affine"),
    bad("nii with affine of zeros", plain(at(SROW, "f", *[0.0] * 12)), "bad-affine"),
    bad("nii with affine infinite", plain(at(SROW, "f", float("inf"))), "bad-affine"),
    bad("nii with voxels before the header", plain(at(VOX_OFFSET, "f", -400)), "damaged-header"),
    bad("nii with voxels far behind", plain(at(VOX_OFFSET, "f", 1e12)), "truncated"),
    bad(
        "nii.gz with voxels 100 MiB behind",
        raw("bad.nii.gz", gzip.compress(at(VOX_OFFSET, "f", 100 << 20)) + zeros_packed(101 << 20)),
        "damaged-header",
    ),
)
NRRD = (
    bad("nrrd that is a letter", raw("bad.nrrd", b"Dear colleague, " * 50), "not-nrrd"),
    bad(
        "nrrd without end of its header",
        raw("bad.nrrd", b"NRRD0005\n" + b"# more\n" * 200_000),
        "too-large",
    ),
    bad("nrrd that names a file", nrrd(data_file="/etc/passwd"), "detached-data"),
    bad("nrrd cut", nrrd(VOXELS.tobytes()[:-2]), "truncated"),
    bad("nrrd gzip bomb", nrrd_bomb("gzip", zeros_packed(2 << 30)), "too-large"),
    bad("nrrd bzip2 bomb", nrrd_bomb("bzip2", bz2.compress(bytes(4 << 20)) * 512), "too-large"),
    bad("nrrd gzip that is none", nrrd(encoding="gzip"), "accept, 0 of 4"),
    bad("nrrd of negative size", nrrd(sizes="-2 3 4"), "damaged-header"),
    bad(
        "nrrd of a thousand axes",
        nrrd(dimension="1000", sizes=" ".join(["1"] * 1000)),
        "damaged-header",
    ),
    bad("nrrd direction NaN", nrrd(space_directions="(nan,0,0) (0,1,0) (0,0,1)"), "bad-affine"),
    bad(
        "nrrd direction too short for its square",
        nrrd(space_directions="(1e-170,0,0) (0,1,0) (0,0,1)"),
        "bad-affine",
    ),
    bad(
        "nrrd direction too long for its square",
        nrrd(space_directions="(1e200,0,0) (0,1e200,0) (0,0,-1e200)"),
        "bad-affine",
    ),
    bad("nrrd unknown packing", nrrd(encoding="hex"), "unsupported-encoding"),
)
SEGMENTATIONS = (
    bad(
        "segmentation of a segment that is not described",
        lambda folder: write(folder / "bad.dcm", seg(PLANES, [frame(0, 1), frame(5, 7)])),
        "damaged-header",
    ),
    bad(
        "segmentation of fewer groups",
        lambda folder: write(folder / "bad.dcm", seg(PLANES, [frame(0)])),
        "damaged-header",
    ),
    bad("segmentation of more bits than there are", segmented(Rows=4_000), "wrong-pixel-length"),
    bad("segmentation of 2^31 frames", segmented(NumberOfFrames=1 << 31), "damaged-header"),
    bad(
        "segmentation beyond any scanner",
        lambda folder: write(folder / "bad.dcm", seg(PLANES, [frame(0), frame(1e30)])),
        "no-position",
    ),
    bad(
        "segmentation 9 km apart",
        lambda folder: write(folder / "bad.dcm", seg(PLANES, [frame(0), frame(9e6)])),
        "no-position",
    ),
    bad("structure set without regions", outlines(regions=[]), "no-contours"),
    bad(
        "structure set of odd points",
        outlines(odd_points()),
        "warn bad-contour empty-segment not-linked",
    ),
    bad(
        "structure set of no numbers",
        outlines(no_numbers()),
        "warn bad-contour empty-segment not-linked",
    ),
    bad("structure set of 300,000 points", outlines(many_points(300_000)), "warn not-linked"),
    bad(
        "structure set of one number twice",
        outlines(contour(square(0)), regions=[region(1), region(1)]),
        "damaged-header",
    ),
)
VOXEL_FILES = (*NIFTI, *NRRD, *SEGMENTATIONS)
