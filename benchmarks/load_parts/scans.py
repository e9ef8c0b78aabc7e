"""Writes a CT of body-like slices in several encodings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixels.encoders.base import get_encoder
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, RLELossless

SIZE = 512
DISTINCT = 20
ROOT = "1.2.826.0.1.3680043.10.98"
PLAIN = "plain"
Slice = NDArray[np.int16]


def _rle(pixels: Slice) -> bytes:
    rows, columns = pixels.shape
    return get_encoder(RLELossless).encode(
        pixels.tobytes(),
        rows=rows,
        columns=columns,
        samples_per_pixel=1,
        bits_allocated=16,
        bits_stored=16,
        pixel_representation=1,
        photometric_interpretation="MONOCHROME2",
        number_of_frames=1,
    )


def _unsigned(pixels: Slice) -> NDArray[np.uint16]:
    return pixels.view(np.uint16)


# Transfer syntax and encoder, None for pixels as they are.
ENCODINGS: dict[str, tuple[str, Callable[[Slice], bytes] | None]] = {
    PLAIN: (ExplicitVRLittleEndian, None),
    "rle": (RLELossless, _rle),
    "jpeg_ls": (
        "1.2.840.10008.1.2.4.80",
        lambda pixels: bytes(imagecodecs.jpegls_encode(_unsigned(pixels))),
    ),
    "jpeg_2000": (
        "1.2.840.10008.1.2.4.90",
        lambda pixels: bytes(imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="J2K")),
    ),
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
    syntax, encode = ENCODINGS[encoding]
    pixels = body(size)[:count]
    coded = [one.tobytes() if encode is None else encapsulate([encode(one)]) for one in pixels]
    for k in range(count):
        data = _header(k, size, f"{ROOT}.{list(ENCODINGS).index(encoding) + 5}.{series}")
        data.PixelData = coded[k % len(coded)]
        data["PixelData"].VR = "OW" if encode is None else "OB"
        data["PixelData"].is_undefined_length = encode is not None
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = CTImageStorage
        meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        meta.TransferSyntaxUID = UID(syntax)
        path = folder / f"{k:04d}.dcm"
        FileDataset(str(path), data, preamble=bytes(128), file_meta=meta).save_as(
            path, enforce_file_format=True
        )


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
