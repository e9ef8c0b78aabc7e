"""The same table as CSV, TSV, XLSX and Parquet gives the same rows; what is none says why."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recist.formats import workbook_parts
from recist.formats.reading_table import read_tables
from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.reading import diameters_of
from tests.formats.table_forms import (
    FORMS,
    LINES,
    as_xlsx,
    bare,
    packed,
    spoilt,
    typed,
    with_cell,
)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_rows(tmp_path: Path, form: str) -> None:
    got = read_tables([FORMS[form](tmp_path)])
    expected = read_tables([FORMS["csv"](tmp_path)])
    assert bare(got) == bare(expected)
    assert (got[2].subject, got[2].comment, got[2].extra) == (
        *("0012", "= 1 + 1", (("scanner", "B1"),)),
    )
    assert diameters_of(got[2].state).longest == Length(12_345)


@pytest.mark.parametrize(
    ("form", "source"),
    [("csv", "reads.csv row 4"), ("xlsx of texts", "reads.xlsx row 4"),
     ("parquet of texts", "reads.parquet row 3")],
)  # fmt: skip
def test_a_row_knows_where_it_stands(tmp_path: Path, form: str, source: str) -> None:
    assert read_tables([FORMS[form](tmp_path)])[2].source == source


# --- workbooks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("subject", 12.0, "12"),
        ("subject", "0012", "0012"),
        ("subject", 12.5, "12.5"),
        ("scanner", True, "yes"),
        ("scanner", 34.0, "34"),
        ("scanner", 1e-7, "0.0000001"),
        ("scanner", 1e22, "10000000000000000000000"),
        ("scanner", datetime.datetime(2024, 3, 1, 10, 30), "2024-03-01T10:30:00"),  # noqa: DTZ001
        ("scanner", datetime.date(2024, 3, 1), "2024-03-01"),
        ("scanner", datetime.time(10, 30), "10:30:00"),
        ("scanner", "ünï ©ode", "ünï ©ode"),
    ],
)
def test_what_a_cell_of_a_workbook_says(tmp_path: Path, name: str, value: Any, read: str) -> None:
    row = read_tables([as_xlsx(tmp_path / "reads.xlsx", with_cell(1, name, value))])[0]
    assert (row.subject if name == "subject" else dict(row.extra)["scanner"]) == read


@pytest.mark.parametrize("digits", ["34.2", "34", "0.1", "5.005", "12.34", "99.999"])
def test_a_length_has_the_digits_that_were_typed(tmp_path: Path, digits: str) -> None:
    table = with_cell(1, "longest_diameter_mm", float(digits))
    row = read_tables([as_xlsx(tmp_path / "reads.xlsx", table)])[0]
    assert diameters_of(row.state).longest == Length.parse(digits)[0]
    assert row.findings == ()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("date", "1 March", "reads.xlsx row 2, column date: '1 March' is no date"),
        ("date", 45352.0, "reads.xlsx row 2, column date: '45352' is no date"),
        ("longest_diameter_mm", -3.0, "row 2, column longest_diameter_mm: '-3' is negative"),
        ("longest_diameter_mm", "34,2", "row 2, column longest_diameter_mm: '34,2' has a comma"),
        ("state", "gone", "reads.xlsx row 2, column state: 'gone' for a target is none of"),
        ("subject", None, "reads.xlsx row 2, column subject: is empty"),
    ],
)
def test_what_cannot_be_read_names_row_and_column(
    tmp_path: Path, name: str, value: Any, says: str
) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        read_tables([as_xlsx(tmp_path / "reads.xlsx", with_cell(1, name, value))])


def set_error(page: Any) -> None:
    page["H4"].value = "#N/A"
    page["H4"].data_type = "e"


def set_formula(page: Any) -> None:
    page["H4"].value = "=1+1"


def set_beyond(page: Any) -> None:
    page["M4"].value = "a note"


def set_far(page: Any) -> None:
    page["XFD1048576"].value = "x"


def set_error_in_no_column(page: Any) -> None:
    set_beyond(page)
    page["M4"].value, page["M4"].data_type = "#REF!", "e"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (set_error, "reads.xlsx row 4, column longest_diameter_mm: #N/A is an error and no value"),
        (set_formula, "row 4, column longest_diameter_mm: is a formula whose value was not kept"),
        (set_beyond, "reads.xlsx row 4: 'a note' stands beyond the last column that has a name"),
        (set_far, "has a cell in row 1048576 and one in column XFD: too large for a table"),
        (set_error_in_no_column, "reads.xlsx row 4, column M: #REF! is an error"),
    ],
)
def test_a_sheet_that_cannot_be_taken(
    tmp_path: Path, change: Callable[[Any], None], says: str
) -> None:
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        read_tables([spoilt(tmp_path, change)])
    assert "\n" not in str(caught.value)


def test_a_formula_counts_by_the_value_that_was_kept(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "reads.xlsx", typed())
    old = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(old)) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename.endswith("sheet1.xml"):
                kept = b"<f>30+4.2</f><v>34.2</v>"
                assert b"<v>34.2</v>" in part
                part = part.replace(b"<v>34.2</v>", kept)
            target.writestr(info.filename, part)
    assert diameters_of(read_tables([path])[0].state).longest == Length(34_200)


def test_hidden_rows_count_blank_rows_do_not(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True
        page.insert_rows(4, 3)
        page["A5"].value = "   "

    rows = read_tables([spoilt(tmp_path, change)])
    assert [row.source for row in rows][1:3] == ["reads.xlsx row 3", "reads.xlsx row 7"]


def test_a_cell_merged_over_rows_counts_in_each(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.merge_cells("A2:A6")
        page.merge_cells("B2:B3")

    rows = read_tables([spoilt(tmp_path, change)])
    assert [(row.subject, row.visit) for row in rows[:2]] == [("0012", "baseline")] * 2
    assert {row.subject for row in rows} == {"0012"}


# what is merged, its end, why
SHARED = [
    ("H2:H3", 3, "over two rows"),
    ("H4:H6", 6, "further down"),
    ("H2:I3", 3, "over the next column, too"),
]


@pytest.mark.parametrize(("cells", "end", "why"), SHARED, ids=[one[2] for one in SHARED])
def test_a_length_that_is_merged_over_rows_is_refused(
    tmp_path: Path, cells: str, end: int, why: str
) -> None:
    path = spoilt(tmp_path, lambda page: page.merge_cells(cells))
    with pytest.raises(InputError) as caught:
        read_tables([path])
    assert str(caught.value) == (
        f"reads.xlsx row {cells[1]}, column longest_diameter_mm: is merged down to row {end}; one "
        "length belongs to one lesion, so unmerge the cells and write the length of each"
    )


@pytest.mark.parametrize("cells", ["H2:I2", "H5:H6", "K2:K5"])
def test_no_length_is_shared(tmp_path: Path, cells: str) -> None:
    """Side by side, nothing in it, behind the table."""
    path = spoilt(tmp_path, lambda page: page.merge_cells(cells))
    assert len(read_tables([path])) == len(LINES)


def test_the_first_sheet_is_read(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.parent.create_sheet("Notes").append(["x", "y"])
        page.parent.create_sheet("Far")["XFD1048576"] = "x"

    path = spoilt(tmp_path, change)
    assert len(read_tables([path])) == len(LINES)


def test_names_of_columns_may_have_spaces(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page["H1"].value = "Longest  diameter mm"

    assert diameters_of(read_tables([spoilt(tmp_path, change)])[0].state).longest is not None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "reads.xlsx is empty"),
        (b"subject,visit\n", "is no workbook, or a damaged one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password"),
        (packed(("a.txt", b"x")), "cannot be read as a workbook"),
        (packed(("xl/workbook.xml", b"<workbook>")), "cannot be read as a workbook"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "reads.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=re.escape(says)) as caught:
        read_tables([path])
    assert "\n" not in str(caught.value)


def still(content: bytes) -> bytes:
    """A workbook without the time at which it was made, packed the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if not info.filename.startswith("docProps"):
                plain = zipfile.ZipInfo(info.filename)
                new.writestr(plain, old.read(info), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_any_torn_workbook_is_read_or_refused(tmp_path: Path) -> None:
    whole = still(as_xlsx(tmp_path / "whole.xlsx", typed()).read_bytes())
    path = tmp_path / "reads.xlsx"
    for size in range(1, len(whole), 37):
        for content in (whole[:size], whole[:size] + b"\xff\x00\xff" + whole[size + 3 :]):
            path.write_bytes(content)
            with contextlib.suppress(InputError):
                read_tables([path])


@pytest.mark.parametrize("at", [6, 8, 10], ids=["version", "password", "method"])
def test_a_way_of_packing_that_is_not_known(tmp_path: Path, at: int) -> None:
    """The directory of the archive asks for what there is not."""
    whole = bytearray(still(as_xlsx(tmp_path / "whole.xlsx", typed()).read_bytes()))
    place = whole.index(b"PK\x01\x02") + at
    whole[place : place + 2] = b"\xff\x00"
    path = tmp_path / "reads.xlsx"
    path.write_bytes(bytes(whole))
    with pytest.raises(InputError, match=r"^reads\.xlsx "):
        read_tables([path])


def test_a_workbook_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_parts, "MOST_BYTES", 1000)
    path = as_xlsx(tmp_path / "reads.xlsx", typed())
    with pytest.raises(InputError, match="unpacks to more than"):
        read_tables([path])


def test_a_sheet_without_rows(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "reads.xlsx", typed()[:1])
    with pytest.raises(InputError, match="has a header but no rows"):
        read_tables([path])
    with pytest.raises(InputError, match="is empty"):
        read_tables([as_xlsx(path, [])])


def test_a_missing_column_of_a_workbook(tmp_path: Path) -> None:
    path = spoilt(tmp_path, lambda page: page.delete_cols(7))
    with pytest.raises(InputError, match=re.escape("reads.xlsx row 1, column state: missing")):
        read_tables([path])
