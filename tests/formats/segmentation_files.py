"""Small DICOM segmentations for the tests: correct unless a test spoils them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from tests.formats.dicom_files import AXIAL, CT_CLASS, ROOT, ct_slice

SEG_CLASS = "1.2.840.10008.5.1.4.1.1.66.4"
LABEL_MAP_CLASS = "1.2.840.10008.5.1.4.1.1.66.7"
RTSTRUCT_CLASS = "1.2.840.10008.5.1.4.1.1.481.3"
# Nothing of an image that a segmentation or structure set has not.
NO_IMAGE: dict[str, Any] = {
    "ImagePositionPatient": None,
    "ImageOrientationPatient": None,
    "PixelSpacing": None,
    "SliceThickness": None,
    "RescaleSlope": None,
    "RescaleIntercept": None,
}
NO_PIXELS: dict[str, Any] = {
    "Rows": None,
    "Columns": None,
    "BitsAllocated": None,
    "BitsStored": None,
    "HighBit": None,
    "PixelRepresentation": None,
    "SamplesPerPixel": None,
    "PhotometricInterpretation": None,
    "PixelData": None,
}


def item(**values: Any) -> Dataset:
    """Return a data set of these attributes; None leaves one out."""
    data = Dataset()
    for keyword, value in values.items():
        if value is not None:
            setattr(data, keyword, value)
    return data


def segment(number: int, label: str = "lesion") -> Dataset:
    code = item(CodeValue="1", CodingSchemeDesignator="99X", CodeMeaning="Liver")
    tissue = item(CodeValue="2", CodingSchemeDesignator="99X", CodeMeaning="Tissue")
    return item(
        SegmentNumber=number,
        SegmentLabel=label,
        SegmentAlgorithmType="MANUAL",
        SegmentedPropertyCategoryCodeSequence=[tissue],
        SegmentedPropertyTypeCodeSequence=[code],
    )


def frame(z: float, number: int | None = 1, **more: Any) -> Dataset:
    """Return the group of one frame at ``z`` of a segment (None: of a label map)."""
    identity = None if number is None else [item(ReferencedSegmentNumber=number)]
    return item(
        PlanePositionSequence=[item(ImagePositionPatient=[-10, -20, z])],
        SegmentIdentificationSequence=identity,
        **more,
    )


def references(count: int, sop_class: str = CT_CLASS) -> list[Dataset]:
    """Refer to the first slices that `tests.formats.dicom_files.write_stack` writes."""
    instances = [
        item(ReferencedSOPClassUID=sop_class, ReferencedSOPInstanceUID=f"{ROOT}.1.{n}")
        for n in range(1, count + 1)
    ]
    return [item(SeriesInstanceUID=f"{ROOT}.3", ReferencedInstanceSequence=instances)]


def seg(planes: NDArray[Any], frames: Sequence[Dataset], bits: int = 1, **changes: Any) -> Dataset:
    """Return a segmentation of these planes (frames, rows, columns), one group for each."""
    count, rows, columns = planes.shape
    flat = planes.ravel()
    if bits == 1:
        content = np.packbits(flat != 0, bitorder="little").tobytes()
    else:
        content = flat.astype(f"<u{bits // 8}").tobytes()
    shared = item(
        PlaneOrientationSequence=[item(ImageOrientationPatient=AXIAL)],
        PixelMeasuresSequence=[item(PixelSpacing=[0.8, 0.5], SliceThickness=5)],
    )
    values: dict[str, Any] = {
        **NO_IMAGE,
        "SOPClassUID": SEG_CLASS,
        "SOPInstanceUID": f"{ROOT}.66",
        "SeriesInstanceUID": f"{ROOT}.67",
        "SeriesDescription": "outlined",
        "Modality": "SEG",
        "SegmentationType": "BINARY",
        "NumberOfFrames": count,
        "Rows": rows,
        "Columns": columns,
        "BitsAllocated": bits,
        "BitsStored": bits,
        "HighBit": bits - 1,
        "PixelRepresentation": 0,
        "SegmentSequence": [segment(1)],
        "SharedFunctionalGroupsSequence": [shared],
        "PerFrameFunctionalGroupsSequence": list(frames),
        "PixelData": content + b"\0" * (len(content) % 2),
        **changes,
    }
    data = ct_slice(1, 0, **values)
    if data.get("PixelData") is not None:
        data["PixelData"].VR = "OB" if bits < 16 else "OW"
    return data


def region(number: int = 1, name: str = "GTV", frame: str | None = f"{ROOT}.4") -> Dataset:
    return item(
        ROINumber=number,
        ROIName=name,
        ROIGenerationAlgorithm="MANUAL",
        ReferencedFrameOfReferenceUID=frame,
    )


def contour(
    points: Sequence[Sequence[float]], kind: str = "CLOSED_PLANAR", image: str | None = None
) -> Dataset:
    return item(
        ContourGeometricType=kind,
        NumberOfContourPoints=len(points),
        ContourData=[f"{value:g}" for point in points for value in point],
        ContourImageSequence=None
        if image is None
        else [item(ReferencedSOPClassUID=CT_CLASS, ReferencedSOPInstanceUID=image)],
    )


def square(z: float, low: float = 0.2, high: float = 1.4) -> list[tuple[float, float, float]]:
    """Return four corners in mm from the first voxel of `ct_slice`, which is at (-10, -20)."""
    corners = [(low, low), (high, low), (high, high), (low, high)]
    return [(-10 + x, -20 + y, z) for x, y in corners]


def structure_set(
    contours: Sequence[Dataset], regions: Sequence[Dataset] | None = None, **changes: Any
) -> Dataset:
    """Return a structure set of which region 1 has these contours."""
    values: dict[str, Any] = {
        **NO_IMAGE,
        **NO_PIXELS,
        "SOPClassUID": RTSTRUCT_CLASS,
        "SOPInstanceUID": f"{ROOT}.48",
        "SeriesInstanceUID": f"{ROOT}.49",
        "Modality": "RTSTRUCT",
        "StructureSetLabel": "plan",
        "StructureSetROISequence": [region()] if regions is None else list(regions),
        "ROIContourSequence": [item(ReferencedROINumber=1, ContourSequence=list(contours))],
        "RTROIObservationsSequence": [item(ReferencedROINumber=1, RTROIInterpretedType="GTV")],
        **changes,
    }
    return ct_slice(1, 0, **values)
