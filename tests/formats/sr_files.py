"""Small measurement reports for the tests: correct unless a test spoils them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydicom import Dataset, config
from pydicom.uid import ExplicitVRLittleEndian

from tests.formats.dicom_files import ROOT

ENHANCED_SR = "1.2.840.10008.5.1.4.1.1.88.22"
CT_CLASS = "1.2.840.10008.5.1.4.1.1.2"
LONG = ("G-A185", "SRT", "Long Axis")
SHORT = ("G-A186", "SRT", "Short Axis")
MM = ("mm", "UCUM", "millimeter")
TARGET = ("112074", "DCM", "Target Lesion at Baseline")
NON_TARGET = ("112075", "DCM", "Non-Target Lesion at Baseline")
LIVER = ("10200004", "SCT", "Liver")
Coded = tuple[str, str, str]


def coded(code: Coded) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code
    return item


def item(kind: str, name: Coded | None = None, *children: Dataset, **values: Any) -> Dataset:
    """A content item; ``values`` are its attributes."""
    found = Dataset()
    found.RelationshipType = "CONTAINS"
    found.ValueType = kind
    if name is not None:
        found.ConceptNameCodeSequence = [coded(name)]
    for keyword, value in values.items():
        setattr(found, keyword, value)
    if children:
        found.ContentSequence = list(children)
    return found


def text(name: Coded, value: str) -> Dataset:
    return item("TEXT", name, TextValue=value)


def code(name: Coded, value: Coded) -> Dataset:
    return item("CODE", name, ConceptCodeSequence=[coded(value)])


def image(uid: str = f"{ROOT}.1.1", frame: str = "") -> Dataset:
    reference = Dataset()
    reference.ReferencedSOPClassUID = CT_CLASS
    reference.ReferencedSOPInstanceUID = uid
    if frame:
        reference.ReferencedFrameNumber = frame
    return item("IMAGE", ReferencedSOPSequence=[reference])


def line(*points: float, on: Dataset | None = None) -> Dataset:
    return item("SCOORD", None, on or image(), GraphicType="POLYLINE", GraphicData=list(points))


def number(name: Coded, value: str | None, unit: Coded | None = MM, *children: Dataset) -> Dataset:
    measured = Dataset()
    with config.disable_value_validation():
        if value is not None:
            measured.NumericValue = value
    if unit is not None:
        measured.MeasurementUnitsCodeSequence = [coded(unit)]
    return item("NUM", name, *children, MeasuredValueSequence=[measured])


def group(
    *children: Dataset,
    label: str | None = "T1",
    uid: str | None = f"{ROOT}.9.1",
    role: Coded | None = TARGET,
    site: Coded | None = LIVER,
) -> Dataset:
    """A measurement group (TID 1501)."""
    said = [] if label is None else [text(("112039", "DCM", "Tracking Identifier"), label)]
    if uid is not None:
        name = ("112040", "DCM", "Tracking Unique Identifier")
        said.append(item("UIDREF", name, UID=uid))
    if site is not None:
        said.append(code(("363698007", "SCT", "Finding Site"), site))
    if role is not None:
        said.append(code(("112016", "DCM", "Baseline Category"), role))
    return item("CONTAINER", ("125007", "DCM", "Measurement Group"), *said, *children)


def report(*groups: Dataset, context: tuple[Dataset, ...] = (), **changes: Any) -> Dataset:
    """A measurement report (TID 1500); ``changes`` sets or (None) removes attributes."""
    found = item(
        "CONTAINER",
        ("126000", "DCM", "Imaging Measurement Report"),
        item("PNAME", ("121008", "DCM", "Person Observer Name"), PersonName="Doe^Jane"),
        *context,
        item("CONTAINER", ("126010", "DCM", "Imaging Measurements"), *groups),
    )
    values: dict[str, Any] = {
        "SOPClassUID": ENHANCED_SR,
        "SOPInstanceUID": f"{ROOT}.8.1",
        "StudyInstanceUID": f"{ROOT}.2",
        "SeriesInstanceUID": f"{ROOT}.8",
        "PatientID": "01",
        "StudyDate": "20240102",
        "Modality": "SR",
        "SpecificCharacterSet": "ISO_IR 192",
    }
    with config.disable_value_validation():
        for keyword, value in (values | changes).items():
            if value is not None:
                setattr(found, keyword, value)
    return found


def write_report(path: Path, content: Dataset) -> Path:
    """Write a report as a DICOM file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content.ensure_file_meta()
    content.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    content.file_meta.MediaStorageSOPClassUID = content.SOPClassUID
    content.file_meta.MediaStorageSOPInstanceUID = content.SOPInstanceUID
    with config.disable_value_validation():
        content.save_as(path, enforce_file_format=True)
    return path
