"""A column that is called almost as one of ours is refused; any other one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.formats.imports import take_in
from recist.formats.reading_table import read_tables
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.model.errors import InputError
from tests.formats.table_forms import FORMS, as_parquet, as_xlsx, texts

HEADER = "subject,visit,date,lesion,role,organ,state,short_axis_mm"
LINE = "01,baseline,2024-01-02,T1,target,liver,measured,"
LONGEST = "call the column longest_diameter_mm"
IN_MM = f"lengths are given in mm; convert them, and {LONGEST}"

# column, what is said of it, why
MISNAMED = [
    ("Longest diameter (mm)", LONGEST, "the unit in brackets"),
    ("longest_diameter", LONGEST, "no unit"),
    ("LongestDiameter[MM]", LONGEST, "case and no blanks"),
    ("Longest diameter in mm", LONGEST, "the unit in words"),
    ("Longest-diameter, millimetres", LONGEST, "the unit in full"),
    ("longest diameter (cm)", IN_MM, "another unit"),
    ("longest_diameter_cm", IN_MM, "another unit with a low line"),
    ("Longest diameter in", IN_MM, "inches"),
    ("Longest diameter (µm)", IN_MM, "the micro sign"),
    ("Slice thickness", "call the column slice_thickness_mm", "not a diameter"),
    ("Progressed since?", "call the column progressed_since", "punctuation"),
    ("ｒｅａｄｅｒ", "call the column reader", "letters of full width"),
]


def written(folder: Path, header: str, line: str, name: str = "reads.csv") -> Path:
    path = folder / name
    path.write_text(f"{header}\n{line}\n", "utf-8")
    return path


@pytest.mark.parametrize(("column", "says", "why"), MISNAMED, ids=[one[2] for one in MISNAMED])
def test_a_column_almost_of_ours_is_refused(
    tmp_path: Path, column: str, says: str, why: str
) -> None:
    path = written(tmp_path, f'{HEADER},"{column}"', f"{LINE},34.2")
    with pytest.raises(InputError) as caught:
        read_tables([path])
    assert str(caught.value) == f"reads.csv row 1, column {column.casefold()}: {says}"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (f"{HEADER},longest_diameter_mm,Longest diameter (cm)", "ours is there as well"),
        (f"{HEADER},comment,longest diameter of the organ", "another name"),
        (f"{HEADER},comment,Longest_diameter_ct", "no unit"),
        (f"{HEADER},comment,long_diameter_mm", "a word differs"),
    ],
)
def test_any_other_column_is_kept(tmp_path: Path, header: str, why: str) -> None:
    (row,) = read_tables([written(tmp_path, header, f"{LINE}12,34,3.4")])
    assert [text for _, text in row.extra] == ["3.4"]


def test_a_needed_column_is_told_by_its_name_too(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER.replace("state", "State:"), f"{LINE}12")
    with pytest.raises(InputError, match=r"column state:: call the column state$"):
        read_tables([path])


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_refused(tmp_path: Path, form: str) -> None:
    table = texts()
    table[0][table[0].index("longest_diameter_mm")] = "Longest diameter (mm)"
    if "xlsx" in form:
        path = as_xlsx(tmp_path / "reads.xlsx", table)
    elif "parquet" in form:
        path = as_parquet(tmp_path / "reads.parquet", table)
    else:
        path = FORMS[form](tmp_path)
        text = path.read_text("utf-8")
        path.write_text(text.replace("longest_diameter_mm", "Longest diameter (mm)"), "utf-8")
    with pytest.raises(InputError, match=LONGEST):
        read_tables([path])


def test_in_a_folder_it_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    written(tmp_path, f"{HEADER},longest diameter (mm)", f"{LINE}12,34")
    (told,) = take_in([tmp_path]).refused
    assert (told.where, told.why) == ("reads.csv row 1, column longest diameter (mm)", LONGEST)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("Reference-date", "reference_date"),
        ("Liver involvement (%)", "liver_involvement_percent"),
        ("liver_remnant", "liver_remnant_percent"),
    ],
)
def test_a_subject_table_is_refused_likewise(tmp_path: Path, column: str, name: str) -> None:
    path = written(tmp_path, f"subject,{column}", "01,", "subjects.csv")
    with pytest.raises(InputError) as caught:
        read_subjects(path)
    says = f"subjects.csv row 1, column {column.casefold()}: call the column {name}"
    assert str(caught.value) == says


def test_a_treatment_table_is_refused_likewise(tmp_path: Path) -> None:
    path = written(tmp_path, "subject,date,kind,Lesion #", "01,2024-01-02,other,T1", "done.csv")
    with pytest.raises(InputError, match=r"done\.csv row 1, column lesion #: call the column"):
        read_treatments(path)
