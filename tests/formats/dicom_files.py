"""Small DICOM files for the tests: correct unless a test spoils them."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, config
from pydicom.uid import ExplicitVRLittleEndian
from shared_parts.files import written

from recist.imaging.series import Series

CT_CLASS = "1.2.840.10008.5.1.4.1.1.2"
MR_CLASS = "1.2.840.10008.5.1.4.1.1.4"
SC_CLASS = "1.2.840.10008.5.1.4.1.1.7"
DX_CLASS = "1.2.840.10008.5.1.4.1.1.1.1"
SR_CLASS = "1.2.840.10008.5.1.4.1.1.88.33"
ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1"
# What is said of every series that is written here: its rows and columns differ in distance.
SHAPE = "non-square-pixels"
AXIAL = [1, 0, 0, 0, 1, 0]
ROOT = "1.2.826.0.1.3680043.10.99"
# Values are spoilt on purpose, whichever module is imported first.
config.settings.reading_validation_mode = config.IGNORE


def ct_slice(number: int = 1, z: float = 0.0, **changes: Any) -> Dataset:
    """Return an axial CT slice of 4 × 6 pixels; ``changes`` sets or (None) removes attributes."""
    data = Dataset()
    values: dict[str, Any] = {
        "SOPClassUID": CT_CLASS,
        "SOPInstanceUID": f"{ROOT}.1.{number}",
        "StudyInstanceUID": f"{ROOT}.2",
        "SeriesInstanceUID": f"{ROOT}.3",
        "FrameOfReferenceUID": f"{ROOT}.4",
        "PatientID": "01",
        "StudyDate": "20240102",
        "Modality": "CT",
        "SeriesDescription": "abdomen",
        "SeriesNumber": 2,
        "InstanceNumber": number,
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "ImagePositionPatient": [-10, -20, z],
        "ImageOrientationPatient": AXIAL,
        "PixelSpacing": [0.8, 0.5],
        "SliceThickness": 5,
        "Rows": 4,
        "Columns": 6,
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 16,
        "BitsStored": 16,
        "HighBit": 15,
        "PixelRepresentation": 1,
        "RescaleSlope": 1,
        "RescaleIntercept": -1024,
        "PixelData": pattern(number).tobytes(),
    }
    with config.disable_value_validation():
        for keyword, value in {**values, **changes}.items():
            if value is not None:
                setattr(data, keyword, value)
    return data


def pattern(number: int) -> NDArray[np.int16]:
    """Return the pixels of slice ``number``: every value names its slice and place."""
    return (np.arange(24, dtype=np.int16) + 100 * number - 50).reshape(4, 6)


def write(path: Path, data: Dataset, syntax: str = ExplicitVRLittleEndian) -> Path:
    """Write a data set as a file with preamble and meta header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(data, syntax))
    return path


def write_stack(folder: Path, positions: list[float], **changes: Any) -> Path:
    """Write one slice per position, named so that the file order is not the true one."""
    for number, z in enumerate(positions, start=1):
        write(folder / f"{(number * 7) % 31:02d}.dcm", ct_slice(number, z, **changes))
    return folder


def codes(series: Series) -> list[str]:
    """Return the reasons but for the one that all slices made here have."""
    return [one.code for one in series.reasons if one.code != "non-square-pixels"]
