"""The same table as CSV, TSV, XLSX and Parquet gives the same rows; what is none says why."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from recist.formats import workbook_parts
from recist.formats.reading_table import read_tables
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.reading import diameters_of
from recist.model.row import Row

HEADER = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,comment,scanner"
LINES = (
    "0012,baseline,2024-01-02,T1,target,liver,measured,34.2,first,A7",
    "0012,baseline,2024-01-02,NT1,non-target,lung,present,,,A7",
    "0012,week 8,2024-03-01,T1,target,liver,measured,12.345,= 1 + 1,B1",
    "0012,week 8,2024-03-01,NT1,non-target,lung,absent,,  two  spaces,B1",
    "0012,week 16,2024-05,T1,target,liver,not-done,,,",
)
Table = list[list[Any]]


def texts() -> Table:
    return [line.split(",") for line in (HEADER, *LINES)]


def typed() -> Table:
    """The same with numbers as numbers and full dates as dates."""
    header, *rows = texts()
    for row in rows:
        row[2] = datetime.date.fromisoformat(row[2]) if len(row[2]) == 10 else row[2]
        row[7] = float(row[7]) if row[7] else None
    return [header, *rows]


def as_csv(path: Path, table: Table, delimiter: str = ",") -> Path:
    path.write_text("\n".join(delimiter.join(map(str, line)) for line in table) + "\n", "utf-8")
    return path


def as_xlsx(path: Path, table: Table) -> Path:
    book = openpyxl.Workbook()
    for number, line in enumerate(table, start=1):
        for column, value in enumerate(line, start=1):
            cell = book.active.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def as_parquet(path: Path, table: Table) -> Path:
    header, *rows = table
    columns = {
        name: pyarrow.array([row[place] for row in rows], from_pandas=True)
        for place, name in enumerate(header)
        if name != "date"
    }
    dates = [str(row[header.index("date")]) for row in rows]
    columns["date"] = pyarrow.array(dates)
    parquet.write_table(pyarrow.table(columns).select(header), path)
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "csv": lambda folder: as_csv(folder / "reads.csv", texts()),
    "semicolons": lambda folder: as_csv(folder / "reads.csv", texts(), ";"),
    "tsv": lambda folder: as_csv(folder / "reads.tsv", texts(), "\t"),
    "xlsx of texts": lambda folder: as_xlsx(folder / "reads.xlsx", texts()),
    "xlsx of numbers": lambda folder: as_xlsx(folder / "reads.XLSX", typed()),
    "parquet of texts": lambda folder: as_parquet(folder / "reads.parquet", texts()),
    "parquet of numbers": lambda folder: as_parquet(folder / "reads.parquet", typed()),
}


def bare(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, source="") for row in rows]


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


def with_cell(row: int, name: str, value: Any) -> Table:
    table = typed()
    table[row][table[0].index(name)] = value
    return table


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


def spoilt(tmp_path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook after something was done to its sheet."""
    path = as_xlsx(tmp_path / "reads.xlsx", typed())
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


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


def test_the_first_sheet_is_read(tmp_path: Path) -> None:
    path = spoilt(tmp_path, lambda page: page.parent.create_sheet("Notes").append(["x", "y"]))
    assert len(read_tables([path])) == len(LINES)


def test_names_of_columns_may_have_spaces(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page["H1"].value = "Longest  diameter mm"

    assert diameters_of(read_tables([spoilt(tmp_path, change)])[0].state).longest is not None


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


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


# --- Parquet --------------------------------------------------------------------------------------


def parquet_of(path: Path, **columns: Any) -> Path:
    table: dict[str, Any] = {
        "subject": ["0012"],
        "visit": ["baseline"],
        "date": ["2024-01-02"],
        "lesion": ["T1"],
        "role": ["target"],
        "organ": ["liver"],
        "state": ["measured"],
        "longest_diameter_mm": ["34.2"],
    }
    parquet.write_table(pyarrow.table(table | columns), path)
    return path


@pytest.mark.parametrize(
    "array",
    [
        pyarrow.array([34.2], pyarrow.float64()),
        pyarrow.array([34.2], pyarrow.float32()),
        pyarrow.array([Decimal("34.20")], pyarrow.decimal128(10, 2)),
        pyarrow.array(["34.2"]).dictionary_encode(),
        pyarrow.array(["34.2"], pyarrow.large_string()),
    ],
    ids=["double", "float", "decimal", "category", "large text"],
)
def test_lengths_in_parquet(tmp_path: Path, array: Any) -> None:
    path = parquet_of(tmp_path / "reads.parquet", longest_diameter_mm=array)
    assert diameters_of(read_tables([path])[0].state).longest == Length(34_200)


@pytest.mark.parametrize(
    "array",
    [
        pyarrow.array([datetime.date(2024, 1, 2)]),
        pyarrow.array([datetime.date(2024, 1, 2)], pyarrow.date64()),
        pyarrow.array([datetime.datetime(2024, 1, 2)], pyarrow.timestamp("ms")),  # noqa: DTZ001
        pyarrow.array([datetime.datetime(2024, 1, 2)], pyarrow.timestamp("ns")),  # noqa: DTZ001
    ],
    ids=["date32", "date64", "ms", "ns"],
)
def test_dates_in_parquet(tmp_path: Path, array: Any) -> None:
    path = parquet_of(tmp_path / "reads.parquet", date=array)
    assert read_tables([path])[0].date.text == "2024-01-02"


@pytest.mark.parametrize(
    ("array", "text"),
    [
        (pyarrow.array([None], pyarrow.string()), ""),
        (pyarrow.array([None], pyarrow.null()), ""),
        (pyarrow.array([float("nan")]), ""),
        (pyarrow.array([True]), "yes"),
        (pyarrow.array([12], pyarrow.int8()), "12"),
        (pyarrow.array([12.0]), "12"),
        (pyarrow.array([1e-7], pyarrow.float32()), "0.0000001"),
    ],
    ids=range(7),
)
def test_other_cells_in_parquet(tmp_path: Path, array: Any, text: str) -> None:
    row = read_tables([parquet_of(tmp_path / "reads.parquet", scanner=array)])[0]
    assert row.extra == (("scanner", text),)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"date": ["2 Jan"]}, "reads.parquet row 1, column date: '2 Jan' is no date"),
        ({"longest_diameter_mm": [-1.0]}, "row 1, column longest_diameter_mm: '-1' is negative"),
        ({"longest_diameter_mm": [float("inf")]}, "longest_diameter_mm: 'inf' is no length"),
        ({"scanner": [[1, 2]]}, "reads.parquet, column scanner: holds list"),
        (
            {"date": pyarrow.array([2**62], pyarrow.timestamp("us"))},
            "reads.parquet, column date: holds timestamp[us] that cannot be read",
        ),
        (
            {"date": pyarrow.array([0], pyarrow.timestamp("us", "Mars/Base"))},
            "column date: holds timestamp[us, tz=Mars/Base] that cannot be read",
        ),
        ({"scanner": [b"abc"]}, "reads.parquet, column scanner: holds binary"),
        ({"State": ["measured"]}, "reads.parquet, column state: stands there more than once"),
    ],
)
def test_parquet_that_cannot_be_taken(tmp_path: Path, columns: Any, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        read_tables([parquet_of(tmp_path / "reads.parquet", **columns)])


def test_parquet_without_a_column(tmp_path: Path) -> None:
    path = tmp_path / "reads.parquet"
    parquet.write_table(pyarrow.table({"subject": ["1"], "visit": ["a"]}), path)
    with pytest.raises(InputError, match=re.escape("reads.parquet, column date: missing")):
        read_tables([path])


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + bytes(40) + b"PAR1", b"a,b\n1,2\n"])
def test_what_is_no_parquet(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reads.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_tables([path])
    assert str(caught.value).startswith("reads.parquet")
    assert "\n" not in str(caught.value)


# --- the tables beside ----------------------------------------------------------------------------


def test_subject_and_treatment_tables_have_the_same_forms(tmp_path: Path) -> None:
    day = datetime.date(2024, 1, 11)
    subjects: Table = [["subject", "arm", "reference_date", "age"], [12, "A", day, 61]]
    info = read_subjects(as_xlsx(tmp_path / "subjects.xlsx", subjects))["12"]
    assert (info.arm, info.reference_date, info.covariates) == ("A", day, (("age", "61"),))
    treatments = [["subject", "date", "kind"], ["12", str(day), "resection"]]
    (one,) = read_treatments(as_parquet(tmp_path / "treatments.parquet", treatments))
    assert (one.subject, one.date) == ("12", day)


def test_a_subject_table_in_place_of_readings_is_told(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "subjects.xlsx", [["subject", "arm"], ["1", "A"]])
    with pytest.raises(InputError, match=re.escape("subjects.xlsx is a subject table and no")):
        read_tables([path])


# --- files that are made to fill a memory ---------------------------------------------------------


def with_part(path: Path, ending: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    old = io.BytesIO(as_xlsx(path, typed()).read_bytes())
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, change(part) if name.endswith(ending) else part)
    return path


def test_a_small_workbook_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = with_part(tmp_path / "reads.xlsx", "styles.xml", lambda part: part + b" " * (20 << 20))
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="unpacks to far more than any table of its size"):
        read_tables([path])


def test_a_list_of_sheets_without_end_is_refused(tmp_path: Path) -> None:
    path = with_part(tmp_path / "reads.xlsx", "/workbook.xml", lambda part: part + b" " * (2 << 20))
    with pytest.raises(InputError, match=r"is damaged .*workbook\.xml has 2,0"):
        read_tables([path])


def test_cells_that_are_never_closed_end_at_the_next_one(tmp_path: Path) -> None:
    # Looked for up to the end of the sheet, each of them would take the time of all.
    open_cells = b'<row r="9"><c r="A9" t="e">' + b'<c r="B9">' * 200_000
    path = with_part(
        tmp_path / "reads.xlsx",
        "sheet1.xml",
        lambda part: part.replace(b"</sheetData>", open_cells + b"</sheetData>"),
    )
    with pytest.raises(InputError, match=r"reads\.xlsx"):
        read_tables([path])


def test_merged_cells_that_overlap_are_refused(tmp_path: Path) -> None:
    merged = b'<mergeCells count="2">' + b'<mergeCell ref="A2:A6"/>' * 20 + b"</mergeCells>"
    path = with_part(
        tmp_path / "reads.xlsx",
        "sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b"</sheetData>" + merged),
    )
    with pytest.raises(InputError, match="merged cells overlap"):
        read_tables([path])


def test_parquet_of_more_rows_than_a_table_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reads.parquet"
    parquet.write_table(pyarrow.table({"subject": pyarrow.nulls(11_000_000)}), path)
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="has 11,000,000 rows of 1 columns"):
        read_tables([path])


def test_parquet_with_one_long_text_in_every_row_is_refused(tmp_path: Path) -> None:
    shared = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 300), ["a" * 1_000_000])
    path = tmp_path / "reads.parquet"
    parquet.write_table(pyarrow.table({"subject": shared}), path, store_schema=False)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InputError, match="holds 300,000,000 bytes of text"):
        read_tables([path])


def test_a_hidden_sheet_is_not_taken_for_the_table(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        old = page.parent.create_sheet("readings", 0)
        old.append(["subject", "visit"])
        old.sheet_state = "hidden"

    assert len(read_tables([spoilt(tmp_path, change)])) == len(LINES)


@pytest.mark.parametrize(
    ("ending", "form"), [(".csv", "xlsx of texts"), (".dat", "parquet of texts")]
)
def test_the_content_says_what_a_table_is_and_not_its_name(
    tmp_path: Path, ending: str, form: str
) -> None:
    path = FORMS[form](tmp_path)
    assert len(read_tables([path.rename(path.with_suffix(ending))])) == len(LINES)
