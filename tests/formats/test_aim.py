"""Annotations in (AIM 3 and 4): real ones with their expected lengths, and made-up ones."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from recist.app import assess_tables, save_rows
from recist.formats.aim.tree import is_aim
from recist.formats.assumed import Assumed
from recist.formats.imports import take_in
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured, diameters_of
from recist.model.row import Row
from recist.trial.stated import Taken
from tests.formats.aim_files import aim3, aim4, annotation4, calculation4, line4, statement4
from tests.formats.dicom_files import ROOT, ct_slice, write

FILES = [
    f"{patient}{visit}{reader}"
    for patient in ("0022", "0023")
    for visit in ("Baseline", "Followup")
    for reader in "AB"
]


@pytest.fixture
def aim(shared_data: Path) -> Path:
    return shared_data / "aim_recist_lung"


def expected(aim: Path, table: str) -> list[dict[str, str]]:
    with (aim / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "aim.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only_row(found: Taken) -> Row:
    assert found.refused == ()
    (row,) = found.rows
    return row


def refusal(found: Taken) -> tuple[str, str]:
    assert (found.rows, found.calipers) == ((), ())
    (one,) = found.refused
    return one.where, one.why


def codes(row: Row) -> set[str]:
    return {one.code for one in row.findings}


# --- real annotations -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_a_real_annotation_is_taken_with_the_length_that_it_records(aim: Path, name: str) -> None:
    (told,) = (
        one for one in expected(aim, "expected_lengths.csv") if one["file"].endswith(f"{name}.xml")
    )
    found = take_in([aim / "aim_xml" / f"{name}.xml", aim / "images"])
    row = only_row(found)
    longest = diameters_of(row.state).longest
    assert longest is not None
    assert abs(longest.mm - Decimal(told["recorded"])) <= Decimal("0.001")
    assert (row.reader, row.lesion, row.role, row.organ) == (name[-1], name[:4], "target", "lung")
    # A length that differs from its end points on the image is told with both figures.
    differs = told["recorded"] != told["computed_mm"]
    messages = [one.message for one in row.findings if one.code == "length-differs"]
    assert len(messages) == differs
    assert all(f"are {Decimal(told['computed_mm']).normalize()} mm apart" in m for m in messages)


def test_the_real_annotations_are_judged_as_expected(aim: Path, tmp_path: Path) -> None:
    found = take_in([aim / "aim_xml", aim / "images"])
    assert (len(found.rows), len(found.calipers), found.refused) == (8, 8, ())
    table = tmp_path / "aim.csv"
    save_rows(found.rows, table)
    person = {"0022": "409978", "0023": "12345"}
    judged = {
        (one.case.subject, one.case.reader): str(one.visits[1].overall)
        for one in assess_tables([table])
    }
    assert judged == {
        (person[row["patient"]], row["reader"]): row["recorded_cat"]
        for row in expected(aim, "expected_response.csv")
    }


@pytest.mark.parametrize("name", FILES)
def test_an_annotation_written_as_a_report_says_the_same(aim: Path, name: str) -> None:
    paths = [aim / "aim_sr" / f"{name}.dcm", aim / "aim_xml" / f"{name}.xml", aim / "images"]
    found = take_in(paths)
    assert (only_row(found).source.split()[0], len(found.calipers)) == (f"{name}.dcm", 1)
    # The annotation adds nothing and contradicts nothing.
    assert [one.code for one in found.findings] == ["row-repeated"]
    assert "unit-scheme" in codes(found.rows[0])


# --- AIM 3 ----------------------------------------------------------------------------------------


def test_both_ends_lie_on_the_image(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    written(tmp_path, aim3())
    found = take_in([tmp_path])
    assert codes(only_row(found)) == {"role-assumed"}
    (caliper,) = found.calipers
    assert caliper.long_axis_lps_mm == ((-10, -20, 5), (-8, -20, 5))


def test_an_outline_is_as_long_as_its_farthest_corners(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    corners = (("0.5", "0.5"), ("2.5", "1.5"), ("4.5", "0.5"), ("2.5", "0.5"))
    written(tmp_path, aim3(points=corners))
    assert "length-differs" not in codes(only_row(take_in([tmp_path])))


def test_a_circle_is_as_long_as_its_diameter(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    # Centre and a point on the edge.
    centred = aim3(points=(("2.5", "0.5"), ("4.5", "0.5"))).replace("Polyline", "Circle")
    written(tmp_path, centred)
    found = take_in([tmp_path])
    assert "length-differs" not in codes(only_row(found))
    (caliper,) = found.calipers
    assert caliper.long_axis_lps_mm == ((-10, -20, 5), (-8, -20, 5))


@pytest.mark.parametrize(
    ("value", "unit", "um"),
    [("2", "mm", 2000), ("0.2", "cm", 2000), ("2", "millimeters", 2000), ("2000", "um", 2000)],
)
def test_a_length_in_another_unit_is_taken_exactly(
    tmp_path: Path, value: str, unit: str, um: int
) -> None:
    row = only_row(take_in([written(tmp_path, aim3(value=value, unit=unit))]))
    assert (diameters_of(row.state).longest, codes(row)) == (Length(um), {"role-assumed"})


@pytest.mark.parametrize(
    ("changes", "where", "why"),
    [
        ({"unit": "pixels"}, "element 1.1.1 (Calculation Length)", "is in pixels"),
        ({"unit": ""}, "element 1.1.1 (Calculation Length)", "this is no unit of length"),
        ({"unit": "HU"}, "element 1.1.1 (Calculation Length)", "this is no unit of length"),
        ({"value": "-2"}, "element 1.1.1 (Calculation Length)", "is negative"),
        ({"value": "2,5"}, "element 1.1.1 (Calculation Length)", "is no number"),
        ({"person": ""}, "element person", "has no id"),
        ({"day": ""}, "element 1 (ImageAnnotation)", "names no day of the study"),
        (
            {"points": (("0.5", "x"), ("4.5", "0.5"))},
            "element 1.5.1.1.1 (SpatialCoordinate)",
            "its y is 'x', which is no number",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_element(
    tmp_path: Path, changes: dict[str, str], where: str, why: str
) -> None:
    told = refusal(take_in([written(tmp_path, aim3(**changes))]))  # type: ignore[arg-type]
    assert told[0] == f"aim.xml {where}"
    assert why in told[1]


def test_an_annotation_without_a_length_is_refused(tmp_path: Path) -> None:
    where, why = refusal(take_in([written(tmp_path, aim3(what="Mean", unit="HU"))]))
    assert (where, why) == (
        "aim.xml",
        "records no length of a lesion (it has Mean); measure it, or leave it",
    )


def test_the_type_of_an_annotation_says_role_and_response(tmp_path: Path) -> None:
    found = take_in([written(tmp_path, aim3(code="112047"))])
    row = only_row(found)
    assert (row.role, codes(row)) == (Role.NON_TARGET, set())
    (said,) = found.stated
    assert (said.answer, said.response) == ("non-target", "PD")


def test_a_role_that_nothing_says_is_as_told(tmp_path: Path) -> None:
    path = written(tmp_path, aim3())
    row = only_row(take_in([path], assumed=Assumed(role=Role.NON_TARGET)))
    assert (row.role, codes(row)) == (Role.NON_TARGET, set())


# --- AIM 4 ----------------------------------------------------------------------------------------


def test_two_axes_each_on_the_line_that_it_names(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    both = calculation4("1.1", "ShortAxis", "1.6") + calculation4("1.2", "LongAxis", "0.2", "cm")
    lines = line4("2.1", (0.5, 0.5), (4.5, 0.5)) + line4("2.2", (2.5, 0.5), (2.5, 2.5))
    said = statement4("1.1", "2.2") + statement4("1.2", "2.1")
    written(tmp_path, aim4(annotation4("T1", both, lines, said, "Target Lesion")))
    found = take_in([tmp_path])
    row = only_row(found)
    assert row.state == Measured(Diameters(longest=Length(2000), short=Length(1600)))
    assert (row.subject, row.reader, row.visit) == ("01", "Jane Doe", "2024-01-02")
    assert (row.organ, row.site, row.image) == ("liver", "Segment 7 of liver", f"{ROOT}.1.1")
    assert codes(row) == set()
    (caliper,) = found.calipers
    assert caliper.short_axis_lps_mm is not None
    assert caliper.short_axis_lps_mm[0] == (-9, -20, 5)


def test_every_annotation_of_a_collection_is_a_lesion(tmp_path: Path) -> None:
    content = aim4(
        annotation4("T1", calculation4("1.1", "Length", "20")),
        annotation4("NT1", calculation4("1.2", "Length", "15"), observed="Non-Target Lesion"),
        annotation4("ROI", calculation4("1.3", "Mean", "40", "HU")),
    )
    found = take_in([written(tmp_path, content)])
    assert [(row.lesion, str(row.role)) for row in found.rows] == [
        ("T1", "target"),
        ("NT1", "non-target"),
    ]
    assert [one.code for one in found.findings] == ["annotation-left-out"]


def test_two_values_of_one_length_are_refused(tmp_path: Path) -> None:
    both = calculation4("1.1", "Length", "20") + calculation4("1.2", "Length", "21")
    _, why = refusal(take_in([written(tmp_path, aim4(annotation4("T1", both)))]))
    assert "keep one of the two" in why


def test_two_results_of_one_calculation_are_refused(tmp_path: Path) -> None:
    other = (
        '</CalculationResult><CalculationResult type="Scalar" unitOfMeasure="cm">'
        '<calculationDataCollection><CalculationData value="9"/></calculationDataCollection>'
    )
    content = aim3().replace("</CalculationResult>", f"{other}</CalculationResult>")
    where, why = refusal(take_in([written(tmp_path, content)]))
    assert (where, why) == ("aim.xml element 1.1.1 (Calculation)", "has 2 results; a length is one")


def test_an_annotation_of_studies_of_two_days_is_refused(tmp_path: Path) -> None:
    earlier = '<imageStudy><ImageStudy startDate="2020-01-01"/></imageStudy></ImageReference>'
    content = aim3().replace("<ImageReference>", f"<ImageReference>{earlier}<ImageReference>", 1)
    assert "of several days" in refusal(take_in([written(tmp_path, content)]))[1]


def test_two_annotations_that_nothing_tells_apart_are_refused(tmp_path: Path) -> None:
    # One name, and one unique identifier: the second would take the place of the first.
    several = [annotation4("T1", calculation4("9", "Length", one)) for one in ("5", "7")]
    where, why = refusal(take_in([written(tmp_path, aim4(*several))]))
    assert where == "aim.xml element 1.4.2 (ImageAnnotation)"
    assert "stands differently in aim.xml element 1.4.1" in why


# --- hostile files --------------------------------------------------------------------------------

ENTITIES = (
    """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>"""
)
OUTSIDE = """<!DOCTYPE x [<!ENTITY secret SYSTEM "secret.txt">]>"""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (aim3(name="&c;", before=ENTITIES), "declares a document type"),
        (aim3(name="x", before=OUTSIDE), "declares a document type"),
        (aim3(before='<!DOCTYPE x SYSTEM "aim.dtd">'), "declares a document type"),
        (aim3()[:900], "is no sound XML (line "),
        (aim3().replace("</user>", "</User>"), "is no sound XML (line "),
        (aim3().replace("<user>", "<a>" * 200 + "</a>" * 200 + "<user>"), "or deeper ones"),
        (aim3().replace("UTF-8", "klingon"), "is no sound XML"),
        (aim3().replace("UTF-8", "UTF-7"), "is no sound XML"),
        (
            aim4(f"<ImageAnnotation>{annotation4('T1', calculation4('1', 'Length', '2'))}"),
            "is no sound XML",
        ),
        (
            aim4(
                f"<ImageAnnotation>{annotation4('T1', calculation4('1', 'Length', '2'))}"
                "</ImageAnnotation>"
            ),
            "is an annotation inside another one",
        ),
    ],
)
def test_a_hostile_or_damaged_file_is_refused(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    where, told = refusal(take_in([written(tmp_path, content)]))
    assert where.split()[0] == "aim.xml"
    assert why in told
    assert "secret" not in told


def test_control_characters_do_not_reach_a_name(tmp_path: Path) -> None:
    row = only_row(take_in([written(tmp_path, aim3(name="T1&#9;&#10; &#x202E;x"))]))
    assert row.lesion == "T1 x"


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (aim3().encode(), True),
        (aim4().replace("UTF-8", "UTF-16").encode("utf-16"), True),
        (b"\xef\xbb\xbf" + aim3().encode(), True),
        (b"<ODM><ImageAnnotation/></ODM>", False),
        (b"subject,visit\n", False),
        (b"", False),
    ],
)
def test_an_annotation_is_known_by_its_first_element(start: bytes, is_one: bool) -> None:
    assert is_aim(start) is is_one
