"""Writes a CT of body-like slices in several encodings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian
from shared_parts.encoders import ENCODERS, JPEG_2000, JPEG_LS, RLE, set_frames
from shared_parts.files import written

SIZE = 512
DISTINCT = 20
ROOT = "1.2.826.0.1.3680043.10.98"
PLAIN = "plain"
Slice = NDArray[np.int16]


ENCODINGS: dict[str, str] = {
    PLAIN: ExplicitVRLittleEndian,
    "rle": RLE,
    "jpeg_ls": JPEG_LS,
    "jpeg_2000": JPEG_2000,
}


def body(size: int) -> list[Slice]:
    """Return slices of noise around soft tissue in a disc, in stored values from 0 on."""
    rng = np.random.default_rng(7)
    j, i = np.mgrid[0:size, 0:size] - size / 2
    disc = np.where(np.hypot(j, i) < 0.42 * size, 1064.0, 24.0)
    return [
        np.clip(disc + rng.normal(0.0, 12.0, disc.shape) + n, 0, 4095).astype(np.int16)
        for n in range(DISTINCT)
    ]


def write_series(
    folder: Path, encoding: str, count: int, size: int = SIZE, series: int = 1
) -> None:
    """Write slices 1 mm apart."""
    folder.mkdir(parents=True)
    syntax = ENCODINGS[encoding]
    encode = ENCODERS.get(syntax)
    pixels = body(size)[:count]
    coded = [one.tobytes() if encode is None else encode(one) for one in pixels]
    for k in range(count):
        data = _header(k, size, f"{ROOT}.{list(ENCODINGS).index(encoding) + 5}.{series}")
        content = coded[k % len(coded)]
        if encode is None:
            data.PixelData = content
            data["PixelData"].VR = "OW"
        else:
            set_frames(data, [content])
        (folder / f"{k:04d}.dcm").write_bytes(written(data, syntax))


def _header(k: int, size: int, series: str) -> Dataset:
    data = Dataset()
    data.SOPClassUID = CTImageStorage
    data.SOPInstanceUID = f"{series}.1.{k + 1}"
    data.StudyInstanceUID = f"{ROOT}.2"
    data.SeriesInstanceUID = f"{series}.3"
    data.FrameOfReferenceUID = f"{ROOT}.4"
    data.PatientID = data.PatientName = "bench"
    data.StudyDate = "20240102"
    data.Modality = "CT"
    data.SeriesDescription = "bench"
    data.SeriesNumber = 1
    data.InstanceNumber = k + 1
    data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    data.ImagePositionPatient = [-200, -200, float(k)]
    data.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    data.PixelSpacing = [400 / size, 400 / size]
    data.SliceThickness = 1
    data.Rows = data.Columns = size
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated = data.BitsStored = 16
    data.HighBit = 15
    data.PixelRepresentation = 1
    data.RescaleSlope = 1
    data.RescaleIntercept = -1024
    return data
