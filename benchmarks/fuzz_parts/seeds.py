"""Small sound files of every kind that is read, to be changed."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import imagecodecs
import nibabel as nib
import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from shared_parts.encoders import ENCODERS, JPEG, JPEG_2000, JPEG_LS, RLE, set_frames
from shared_parts.files import written

CT, ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.1"
SEG, RTSTRUCT = "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.481.3"
DIRECTORY = "1.2.840.10008.1.3.10"
ROOT = "1.2.826.0.1.3680043.10.98"
IMPLICIT, EXPLICIT = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1"
DEFLATED, BIG = "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"
SIZE = 16
# Real files of this size and less are taken as they are; larger ones say nothing new.
LARGEST_REAL = 300_000
MOST_REAL = 60

Words = NDArray[np.uint16]
WORDS: Words = (np.arange(SIZE * SIZE, dtype=np.uint16) * 7 % 4096).reshape(SIZE, SIZE)
NRRD_HEAD = (
    "NRRD0005\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: 16 16 4\n"
    "space directions: (0.8,0,0) (0,0.9,0) (0,0,5)\nendian: little\nencoding: {}\n"
    "space origin: (-90,-120,40)\n\n"
)


def item(**values: Any) -> Dataset:
    """Return a data set of these attributes."""
    data = Dataset()
    for keyword, value in values.items():
        setattr(data, keyword, value)
    return data


def image(**changes: Any) -> Dataset:
    """Return a CT slice."""
    values: dict[str, Any] = {
        "SOPClassUID": CT,
        "SOPInstanceUID": f"{ROOT}.1",
        "StudyInstanceUID": f"{ROOT}.2",
        "SeriesInstanceUID": f"{ROOT}.3",
        "FrameOfReferenceUID": f"{ROOT}.4",
        "PatientID": "01",
        "StudyDate": "20240102",
        "Modality": "CT",
        "InstanceNumber": 1,
        "ImagePositionPatient": [-10, -20, 0],
        "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
        "PixelSpacing": [0.8, 0.5],
        "SliceThickness": 5,
        "Rows": SIZE,
        "Columns": SIZE,
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 16,
        "BitsStored": 16,
        "HighBit": 15,
        "PixelRepresentation": 0,
        "RescaleSlope": 1,
        "RescaleIntercept": -1024,
        "PixelData": WORDS.tobytes(),
        **changes,
    }
    return item(**{keyword: value for keyword, value in values.items() if value is not None})


def groups(count: int, **more: Any) -> dict[str, Any]:
    """Return the functional groups of frames that are 5 mm apart."""
    shared = item(
        PlaneOrientationSequence=[item(ImageOrientationPatient=[1, 0, 0, 0, 1, 0])],
        PixelMeasuresSequence=[item(PixelSpacing=[0.8, 0.5], SliceThickness=5)],
    )
    frames = [
        item(PlanePositionSequence=[item(ImagePositionPatient=[-10, -20, 5 * n])], **more)
        for n in range(count)
    ]
    return {
        "NumberOfFrames": count,
        "SharedFunctionalGroupsSequence": [shared],
        "PerFrameFunctionalGroupsSequence": frames,
    }


def _pictures() -> list[tuple[str, bytes]]:
    found = [written(image(), syntax) for syntax in (IMPLICIT, EXPLICIT, DEFLATED)]
    found.append(written(image(PixelData=WORDS.byteswap().tobytes()), BIG))
    for syntax, encode in ENCODERS.items():
        found.append(written(set_frames(image(), [encode(WORDS)]), syntax))
    grey = image(BitsAllocated=8, BitsStored=8, HighBit=7)
    eight = bytes(imagecodecs.jpeg8_encode(WORDS.astype(np.uint8)))
    found.append(written(set_frames(grey, [eight]), JPEG + "50"))
    many = image(SOPClassUID=ENHANCED_CT, PixelData=WORDS.tobytes() * 3, **groups(3))
    found.append(written(many))
    for syntax in (RLE, JPEG_LS, JPEG_2000):
        frame = ENCODERS[syntax](WORDS)
        multiple = image(SOPClassUID=ENHANCED_CT, **groups(3))
        found.append(written(set_frames(multiple, [frame] * 3), syntax))
    return [("a.dcm", content) for content in found]


def _segmentations() -> list[tuple[str, bytes]]:
    identity = [item(ReferencedSegmentNumber=1)]
    segment = item(SegmentNumber=1, SegmentLabel="lesion", SegmentAlgorithmType="MANUAL")
    masks = image(
        SOPClassUID=SEG,
        Modality="SEG",
        SegmentationType="BINARY",
        BitsAllocated=1,
        BitsStored=1,
        HighBit=0,
        PixelData=b"\x0f\xf0" * SIZE * 3,
        SegmentSequence=[segment],
        **groups(3, SegmentIdentificationSequence=identity),
    )
    masks["PixelData"].VR = "OB"
    corners = [0, 0, 0, 9, 0, 0, 9, 9, 0, 0, 9, 0]
    outline = item(
        ContourGeometricType="CLOSED_PLANAR", NumberOfContourPoints=4, ContourData=corners
    )
    outlines = item(
        SOPClassUID=RTSTRUCT,
        SOPInstanceUID=f"{ROOT}.48",
        SeriesInstanceUID=f"{ROOT}.49",
        Modality="RTSTRUCT",
        StructureSetROISequence=[item(ROINumber=1, ROIName="GTV")],
        ROIContourSequence=[item(ReferencedROINumber=1, ContourSequence=[outline])],
    )
    return [("seg.dcm", written(masks)), ("outlines.dcm", written(outlines, IMPLICIT))]


def _voxel_files() -> list[tuple[str, bytes]]:
    voxels = np.arange(SIZE * SIZE * 4, dtype=np.int16).reshape(SIZE, SIZE, 4)
    affine = np.diag([0.8, 0.9, 5.0, 1.0])
    first: Any = nib.Nifti1Image
    other: Any = nib.Nifti2Image
    nifti = first(voxels, affine).to_bytes()
    second = other(voxels, affine).to_bytes()
    labels = first((voxels % 3).astype(np.uint8), affine).to_bytes()
    raw, packed = (NRRD_HEAD.format(kind).encode() for kind in ("raw", "gzip"))
    return [
        ("a.nii", nifti),
        ("b.nii", second),
        ("a.nii.gz", gzip.compress(nifti)),
        ("a_mask.nii.gz", gzip.compress(labels)),
        ("a.nrrd", raw + voxels.tobytes()),
        ("b.nrrd", packed + gzip.compress(voxels.tobytes())),
    ]


def _containers() -> list[tuple[str, bytes]]:
    found = []
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for n in range(3):
                place = {"SOPInstanceUID": f"{ROOT}.9.{n}", "ImagePositionPatient": [0, 0, 5 * n]}
                archive.writestr(f"images/{n}.dcm", written(image(**place)))
        found.append(("a.zip", out.getvalue()))
    records = [item(DirectoryRecordType="IMAGE", ReferencedFileID=["IMAGES", "A"])]
    index = item(
        SOPClassUID=DIRECTORY, SOPInstanceUID=f"{ROOT}.77", DirectoryRecordSequence=records
    )
    return [*found, ("DICOMDIR", written(index))]


def _real() -> list[tuple[str, bytes]]:
    folder = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("RECIST_DATA", folder))
    suffixes = (".dcm", ".nii", ".gz", ".nrrd", "")
    small = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in suffixes and path.stat().st_size <= LARGEST_REAL
    ]
    step = max(1, len(small) // MOST_REAL)
    return [(path.name, path.read_bytes()) for path in small[::step]]


def seeds() -> list[tuple[str, bytes]]:
    """Return names and bytes of sound files."""
    pictures = _pictures()
    return [*pictures, *_segmentations(), *_voxel_files(), *_containers(), *_real()]
