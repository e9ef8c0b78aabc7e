"""What lesions of a report are called, and in which units their lengths are taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydicom import Dataset

from recist.formats.imports import take_in
from recist.model.length import Length
from recist.model.reading import diameters_of
from tests.formats.dicom_files import ROOT
from tests.formats.sr_files import LONG, MM, code, group, number, report, write_report
from tests.formats.sr_taken import CM, TOOL, TRACKING_UID, codes, only_row, refusal, taken

# --- what a lesion is called ----------------------------------------------------------------------

FINDING = ("121071", "DCM", "Finding")
TYPED = ("CORNERSTONEFREETEXT", "CORNERSTONEJS", "T1 liver")
NODULE = ("27925004", "SCT", "Nodule")


@pytest.mark.parametrize(
    ("label", "finding", "called"),
    [
        ("T1", None, "T1"),
        (TOOL, code(FINDING, TYPED), "T1 liver"),
        (TOOL, code(FINDING, NODULE), "Nodule"),
        (TOOL, None, TRACKING_UID),
        ("Bidirectional", None, TRACKING_UID),
        (None, None, TRACKING_UID),
    ],
)
def test_a_tool_is_no_name_of_a_lesion(
    tmp_path: Path, label: str | None, finding: Dataset | None, called: str
) -> None:
    said = [] if finding is None else [finding]
    row = only_row(taken(tmp_path, report(group(number(LONG, "12"), *said, label=label))))
    assert (row.lesion, codes(row)) == (called, set() if label == "T1" else {"label-assumed"})


def test_two_lesions_of_one_name_are_called_after_what_tells_them_apart(tmp_path: Path) -> None:
    both = [group(number(LONG, "12"), uid=f"{ROOT}.9.{n}", label="lesion") for n in (1, 2)]
    found = taken(tmp_path, report(*both))
    assert [row.lesion for row in found.rows] == [f"{ROOT}.9.1", f"{ROOT}.9.2"]
    assert "other lesions have its Tracking Identifier" in found.rows[0].findings[0].message


def test_no_lesion_is_called_after_a_finding_that_is_the_name_of_another(tmp_path: Path) -> None:
    nodule = code(FINDING, ("27925004", "SCT", "Nodule"))
    content = report(
        group(number(LONG, "12"), label="Nodule"),
        group(nodule, number(LONG, "20"), label=None, uid=f"{ROOT}.9.2"),
    )
    found = taken(tmp_path, content)
    assert [one.lesion for one in found.rows] == ["Nodule", f"{ROOT}.9.2"]


def test_a_lesion_without_any_name_is_refused(tmp_path: Path) -> None:
    content = report(group(number(LONG, "12"), label=None, uid=None))
    assert refusal(taken(tmp_path, content)) == (
        "sr.dcm item 1.2.1 (Measurement Group)",
        "has no Tracking Identifier, no UID and no finding",
    )


# --- units ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "um", "doubts"),
    [
        ("12", MM, 12_000, set()),
        ("12", ("mm", "UCUM", "mm"), 12_000, set()),
        ("1.2", CM, 12_000, set()),
        ("1.2E+01", MM, 12_000, set()),
        ("12000", ("um", "UCUM", "micrometer"), 12_000, set()),
        ("0.012", ("m", "UCUM", "meter"), 12_000, set()),
        ("0.5", ("[in_i]", "UCUM", "inch"), 12_700, set()),
        ("12", ("mm", "DCM", "mm"), 12_000, {"unit-scheme"}),
        ("12", ("mm", "UCUM", "length in mm"), 12_000, {"unit-doubtful"}),
        ("1.2", ("CM", "UCUM", "centimetres"), 12_000, {"unit-doubtful"}),
        ("1.2", ("", "UCUM", "cm"), 12_000, {"unit-doubtful"}),
        ("1.2", ("cm", "UCUM", "Zentimeter"), 12_000, set()),
        ("1.2", ("cm", "UCUM", "diameter in cm"), 12_000, {"unit-doubtful"}),
        ("12.0004", MM, 12_000, {"length-rounded"}),
    ],
)
def test_a_length_in_another_unit_is_taken_exactly(
    tmp_path: Path, value: str, unit: tuple[str, str, str], um: int, doubts: set[str]
) -> None:
    row = only_row(taken(tmp_path, report(group(number(LONG, value, unit)))))
    assert (diameters_of(row.state).longest, codes(row)) == (Length(um), doubts)


@pytest.mark.parametrize(
    ("value", "unit", "why"),
    [
        ("12", ("mm", "UCUM", "centimeter"), "these are two different units"),
        ("12", ("1", "UCUM", "px"), "is in pixels"),
        ("12", ("1", "UCUM", "mm"), "this is no unit of length"),
        ("12", ("mm2", "UCUM", "square millimeter"), "this is no unit of length"),
        ("12", ("Mm", "UCUM", "megameter"), "this is no unit of length"),
        ("12", None, "this is no unit of length"),
        ("12", ("CM", "UCUM", "mm"), "these are two different units"),
        ("12", ("mm", "UCUM", "Centimeter (cm)"), "these are two different units"),
        ("12", ("mm", "UCUM", "Zentimeter"), "these are two different units"),
        ("12", ("mm", "UCUM", "centimètre"), "these are two different units"),
        ("12", ("mm", "UCUM", "厘米"), "these are two different units"),
        ("12", ("mm", "UCUM", "no units"), "this is no unit of length"),
        ("12", ("mm", "UCUM", "square millimeter"), "this is no unit of length"),
        ("12", ("mm", "UCUM", "mm/s"), "this is no unit of length"),
        ("12", ("mm2", "UCUM", "millimeter"), "this is no unit of length"),
        ("12", ("nm", "UCUM", "mm"), "this is no unit of length"),
        ("12", ("Mm", "UCUM", "Mm"), "this is no unit of length"),
        ("12", ("%", "UCUM", "mm"), "this is no unit of length"),
        ("2", ("ms", "UCUM", "ms"), "this is no unit of length"),
        ("2", ("mm", "UCUM", "pixel (unscaled)"), "is in pixels"),
        ("1E-7", MM, "is shorter than a micrometre"),
        ("-12", MM, "is negative"),
        ("nan", MM, "is no number"),
        ("1E+9", MM, "longer than any lesion"),
        ("", MM, "has no number"),
        (None, MM, "has no number"),
    ],
)
def test_what_is_no_length_in_a_known_unit_is_refused(
    tmp_path: Path, value: str | None, unit: tuple[str, str, str] | None, why: str
) -> None:
    where, told = refusal(taken(tmp_path, report(group(number(LONG, value, unit)))))
    assert where == "sr.dcm item 1.2.1.5 (Long Axis)"
    assert why in told


def test_a_decimal_comma_is_no_number(tmp_path: Path) -> None:
    path = write_report(tmp_path / "sr.dcm", report(group(number(LONG, "1234.5678"))))
    path.write_bytes(path.read_bytes().replace(b"1234.5678", b"1234,5678"))
    assert refusal(take_in([path]))[1] == "'1234,5678' is no number"
