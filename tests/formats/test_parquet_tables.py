"""Reading tables as Parquet, the tables beside them, and files that are made to fill a memory."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from recist.formats.reading_table import read_tables
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.reading import diameters_of
from tests.formats.table_forms import (
    FORMS,
    HEADER,
    LINES,
    Table,
    as_parquet,
    as_xlsx,
    parquet_of,
    spoilt,
    typed,
)


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


def test_a_table_that_goes_on_in_a_second_sheet_is_refused(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        more = page.parent.create_sheet("More")
        more.append(HEADER.split(","))

    with pytest.raises(InputError, match="the same table in sheets 'Sheet' and 'More'"):
        read_tables([spoilt(tmp_path, change)])


@pytest.mark.parametrize(
    ("ending", "form"), [(".csv", "xlsx of texts"), (".dat", "parquet of texts")]
)
def test_the_content_says_what_a_table_is_and_not_its_name(
    tmp_path: Path, ending: str, form: str
) -> None:
    path = FORMS[form](tmp_path)
    assert len(read_tables([path.rename(path.with_suffix(ending))])) == len(LINES)
