"""Which DICOM objects are images, and which of those are measured in millimetres."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an object is good for."""

    MEASURED = "measured"
    PIXELS_ONLY = "pixels only"
    NOT_AN_IMAGE = "not an image"
    UNKNOWN = "unknown"


_STORAGE = "1.2.840.10008.5.1.4.1.1."

# Cross-sectional images: PixelSpacing is in the patient, PS3.3 C.7.6.2 and C.7.6.16.2.1.
_MEASURED = {
    "2": "CT",
    "2.1": "enhanced CT",
    "2.2": "legacy converted enhanced CT",
    "4": "MR",
    "4.1": "enhanced MR",
    "4.3": "enhanced MR colour",
    "4.4": "legacy converted enhanced MR",
    "128": "PET",
    "128.1": "legacy converted enhanced PET",
    "130": "enhanced PET",
}
# Projections are magnified, secondary captures are pictures of a screen.
_PIXELS_ONLY = {
    "1": "computed radiograph",
    "1.1": "digital radiograph",
    "1.1.1": "digital radiograph",
    "1.2": "mammogram",
    "1.2.1": "mammogram",
    "1.3": "intra-oral radiograph",
    "1.3.1": "intra-oral radiograph",
    "3.1": "ultrasound",
    "6.1": "ultrasound",
    "6.2": "enhanced ultrasound",
    "7": "secondary capture",
    "7.1": "secondary capture",
    "7.2": "secondary capture",
    "7.3": "secondary capture",
    "7.4": "secondary capture",
    "12.1": "angiogram",
    "12.1.1": "enhanced angiogram",
    "12.2": "fluoroscopy",
    "12.2.1": "enhanced fluoroscopy",
    "13.1.3": "breast tomosynthesis",
    "20": "nuclear medicine image",
    "77.1.1": "endoscopy image",
    "77.1.4": "photograph",
}
_NOT_IMAGES = {
    "11": "presentation state",
    "66": "raw data",
    "66.1": "spatial registration",
    "66.3": "deformable registration",
    "66.4": "segmentation",
    "66.5": "surface segmentation",
    "66.7": "label map segmentation",
    "67": "real world value mapping",
    "88": "structured report",
    "104": "encapsulated document",
    "9": "waveform",
    "481.2": "radiotherapy dose",
    "481.3": "radiotherapy structure set",
    "481.5": "radiotherapy plan",
}
_DIRECTORY = "1.2.840.10008.1.3.10"
_BY_MODALITY = {"CT": "2", "MR": "4", "PT": "128"}


def classify(sop_class: str, modality: str) -> tuple[Kind, str]:
    """Return what an object is good for and what people call it.

    Parameters
    ----------
    sop_class : str
        SOP Class UID; where it is empty the modality decides (CT, MR and PT only).
    modality : str
        DICOM Modality.
    """
    if sop_class == _DIRECTORY:
        return Kind.NOT_AN_IMAGE, "directory of a medium"
    tail = sop_class.removeprefix(_STORAGE) if sop_class else _BY_MODALITY.get(modality, "")
    if tail in _MEASURED:
        return Kind.MEASURED, _MEASURED[tail]
    if tail in _PIXELS_ONLY:
        return Kind.PIXELS_ONLY, _PIXELS_ONLY[tail]
    for known in (tail, tail.split(".")[0]):
        if known in _NOT_IMAGES:
            return Kind.NOT_AN_IMAGE, _NOT_IMAGES[known]
    return Kind.UNKNOWN, sop_class or "object without a SOP class"
