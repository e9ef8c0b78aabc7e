"""The DICOM phantom as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, config
from pydicom.uid import ExplicitVRBigEndian
from shared_parts.files import written

from phantom.parts import COLUMNS, STORED, Rng, background
from phantom.scan import ENHANCED, Scan, Sheet

ROOT = "1.2.826.0.1.3680043.10.77"
CLASSES = {
    "CT": "1.2.840.10008.5.1.4.1.1.2",
    "MR": "1.2.840.10008.5.1.4.1.1.4",
    "enhanced CT": "1.2.840.10008.5.1.4.1.1.2.1",
    "enhanced MR": "1.2.840.10008.5.1.4.1.1.4.1",
}
GROUP_OF = {
    "ImagePositionPatient": "PlanePositionSequence",
    "ImageOrientationPatient": "PlaneOrientationSequence",
    "PixelSpacing": "PixelMeasuresSequence",
    "SliceThickness": "PixelMeasuresSequence",
    "RescaleSlope": "PixelValueTransformationSequence",
    "RescaleIntercept": "PixelValueTransformationSequence",
}


@config.disable_value_validation()
def write(scan: Scan, folder: Path, rng: Rng) -> None:
    """Write the files of a scan under names that say nothing of their order."""
    folder.mkdir(parents=True)
    if scan.kind in ENHANCED:
        (folder / "enhanced.dcm").write_bytes(written(_enhanced(scan, rng), scan.syntax))
        return
    names = rng.permutation(len(scan.sheets))
    for n, (sheet, name) in enumerate(zip(scan.sheets, names, strict=True)):
        data = _common(scan, f"{ROOT}.9.{n}")
        _set(data, _plane(sheet) | {"InstanceNumber": sheet.number, "Rows": sheet.rows})
        _set(data, scan.attributes)
        _set(data, sheet.attributes)
        data.PixelData = _bytes(_pixels(sheet, rng), scan.syntax)
        for copy in ("", "copy")[: 2 if n < scan.copies else 1]:
            (folder / f"{name:02d}{copy}.dcm").write_bytes(written(data, scan.syntax))


def _common(scan: Scan, instance: str) -> Dataset:
    data = Dataset()
    values = {
        "SOPClassUID": CLASSES[scan.kind],
        "SOPInstanceUID": instance,
        "StudyInstanceUID": f"{ROOT}.1",
        "SeriesInstanceUID": f"{ROOT}.2",
        "FrameOfReferenceUID": f"{ROOT}.3",
        "PatientID": "phantom",
        "StudyDate": "20240102",
        "Modality": scan.kind.removeprefix("enhanced "),
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "Columns": COLUMNS,
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 16,
        "BitsStored": 16,
        "HighBit": 15,
        "PixelRepresentation": 1,
    }
    _set(data, values)
    return data


def _plane(sheet: Sheet) -> dict[str, Any]:
    return {
        "ImagePositionPatient": sheet.position,
        "ImageOrientationPatient": sheet.orientation,
        "PixelSpacing": sheet.spacing,
        "SliceThickness": sheet.thickness,
        "RescaleSlope": sheet.slope,
        "RescaleIntercept": sheet.intercept,
    }


def _enhanced(scan: Scan, rng: Rng) -> Dataset:
    data = _common(scan, f"{ROOT}.9.0")
    first = scan.sheets[0]
    _set(data, {"NumberOfFrames": len(scan.sheets), "Rows": first.rows, "InstanceNumber": 1})
    _set(data, scan.attributes)
    _set(data, scan.decoys.get("root", {}))
    stated = {name: value for name, value in _plane(first).items() if name not in scan.left_out}
    shared = {name: value for name, value in stated.items() if name in scan.shared}
    groups = _groups(shared | dict(scan.decoys.get("shared", {})))
    data.SharedFunctionalGroupsSequence = [groups]
    frames = []
    for sheet in scan.sheets:
        apart = {*scan.shared, *scan.left_out}
        frames.append(
            _groups({name: one for name, one in _plane(sheet).items() if name not in apart})
        )
    data.PerFrameFunctionalGroupsSequence = frames
    data.PixelData = _bytes(np.stack([_pixels(one, rng) for one in scan.sheets]), scan.syntax)
    return data


def _groups(values: Mapping[str, Any]) -> Dataset:
    groups = Dataset()
    for name, value in values.items():
        if value is None:
            continue
        sequence = GROUP_OF[name]
        if sequence not in groups:
            setattr(groups, sequence, [Dataset()])
        _set(groups[sequence][0], {name: value})
    return groups


def _set(data: Dataset, values: Mapping[str, Any]) -> None:
    for keyword, value in values.items():
        if value is None:
            if keyword in data:
                delattr(data, keyword)
            continue
        setattr(data, keyword, list(value) if isinstance(value, tuple) else value)


def _pixels(sheet: Sheet, rng: Rng) -> NDArray[np.int16]:
    pixels = background(rng)[: sheet.rows]
    for name, place in sheet.marks.items():
        pixels[place] = STORED[name]
    return pixels


def _bytes(pixels: NDArray[np.int16], syntax: str) -> bytes:
    return pixels.astype(">i2" if syntax == ExplicitVRBigEndian else "<i2").tobytes()
