"""Structured reports for tests, and what is taken of them."""

from __future__ import annotations

from pathlib import Path

from pydicom import Dataset

from recist.formats.imports import take_in
from recist.model.row import Row
from recist.trial.stated import Taken
from tests.formats.dicom_files import ROOT
from tests.formats.sr_files import (
    item,
    write_report,
)

CM = ("cm", "UCUM", "centimeter")

TIME_POINT = ("C2348792", "UMLS", "Time Point")

TRACKING_UID = f"{ROOT}.9.1"

TOOL = "Cornerstone3DTools@^0.1.0:Bidirectional"

DIAMETER = ("81827009", "SCT", "Diameter")


def taken(tmp_path: Path, content: Dataset, **said: object) -> Taken:
    return take_in([write_report(tmp_path / "sr.dcm", content)], **said)  # type: ignore[arg-type]


def two_values(first: Dataset, second: Dataset) -> Dataset:
    first.MeasuredValueSequence.append(second.MeasuredValueSequence[0])
    return first


def in_floating_point(measured: Dataset, value: float) -> Dataset:
    measured.MeasuredValueSequence[0].FloatingPointValue = value
    return measured


def another_reader(name: str) -> Dataset:
    return item("PNAME", ("121008", "DCM", "Person Observer Name"), PersonName=name)


def only_row(found: Taken) -> Row:
    assert found.refused == ()
    (row,) = found.rows
    return row


def refusal(found: Taken) -> tuple[str, str]:
    assert (found.rows, found.calipers, found.stated) == ((), (), ())
    (one,) = found.refused
    return one.where, one.why


def codes(row: Row) -> set[str]:
    return {one.code for one in row.findings}
