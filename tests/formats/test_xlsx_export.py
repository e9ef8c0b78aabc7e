"""The tables of an export as a workbook, read back by two other programs."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recist.formats.held_text import CUT, LONGEST_CELL, Substitutions, held_in_workbook
from recist.formats.reading_table import read_tables
from recist.formats.sheets.sheet import Column, Kind, Sheet
from recist.formats.xlsx import book as xlsx_book
from recist.formats.xlsx_export import XLSX
from recist.trial.record import ExportRecord, record_of
from tests.formats.export_records import (
    ORIGIN,
    checked,
    hostile,
    hostile_texts,
    sample,
    written,
)

NAME = "recist.xlsx"
SHEETS = [
    "About",
    "Subjects by visit",
    "Responses",
    "Sums",
    "Lesions",
    "Findings",
    "Readings",
    "Subjects",
    "Columns",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workbook")
    assert written(XLSX, sample(), made) == []
    return made


@pytest.fixture(scope="module")
def book(folder: Path) -> Any:
    return openpyxl.load_workbook(folder / NAME)


def lines(page: Any) -> list[dict[str, Any]]:
    header, *rows = page.iter_rows()
    return [dict(zip([one.value for one in header], row, strict=True)) for row in rows]


def test_the_sheets(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_nothing_differs_from_the_record(folder: Path) -> None:
    assert checked(XLSX, sample(), folder) == []


def test_the_first_sheet_says_what_it_is_of(book: Any) -> None:
    said = {row[1].value: row[2].value for row in book["About"].iter_rows()}
    assert said["Trial"] == ORIGIN.trial
    assert said["Protocol"].startswith("recist-1.1 (RECIST 1.1)")
    assert said["Program"] == ORIGIN.program
    assert said["Audit chain head"] == ORIGIN.head
    assert said["Exported at (UTC)"] == ORIGIN.made_at
    assert said["Reads"].startswith("all reads")
    assert set(SHEETS[1:]) <= set(said)


def test_who_is_left_out_is_told(tmp_path: Path) -> None:
    record = replace(sample(), left_out=("S-9",))
    written(XLSX, record, tmp_path)
    page = openpyxl.load_workbook(tmp_path / NAME)["About"]
    said = {row[1].value: row[2].value for row in page.iter_rows()}
    assert said["Left out"] == "S-9: no read is accepted yet"


def test_numbers_are_numbers_and_dates_are_dates(book: Any) -> None:
    line = lines(book["Responses"])[1]
    assert line["sum mm"].value == 75.5
    assert line["sum mm"].number_format == "0.0??"
    assert line["change from nadir percent"].value == -12.92
    assert line["date"].value == datetime.datetime(2024, 3, 6)  # noqa: DTZ001 - workbooks know no time zone
    assert line["date"].number_format == "yyyy-mm-dd"
    assert line["visit"].value == "week 8"


def test_responses_have_their_colours(book: Any) -> None:
    line = lines(book["Subjects by visit"])[0]
    fills = {name: line[name].fill.fgColor.rgb for name in ("week 8", "week 16", "week 24")}
    assert (line["week 8"].value, line["week 16"].value, line["week 24"].value) == (
        *("SD", "PR", "PD"),
    )
    assert len(set(fills.values())) == 3
    assert fills["week 8"] != line["scope"].fill.fgColor.rgb


@pytest.mark.parametrize("title", SHEETS[1:])
def test_a_table_can_be_looked_through_and_printed(book: Any, title: str) -> None:
    page = book[title]
    assert page.freeze_panes not in (None, "A1")
    assert page.auto_filter.ref == page.dimensions
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert "&P" in page.oddFooter.center.text
    assert page.column_dimensions["A"].width >= 5


def test_the_ends_of_calipers_are_folded_away(book: Any) -> None:
    page = book["Lesions"]
    place = next(cell for cell in page[1] if cell.value == "long axis x1 mm")
    assert page.column_dimensions[place.column_letter].hidden
    assert any(isinstance(line["long axis x1 mm"].value, float) for line in lines(page))


def test_columns_without_a_value_are_folded_away(book: Any) -> None:
    page = book["Readings"]
    folded = {cell.value for cell in page[1] if page.column_dimensions[cell.column_letter].hidden}
    assert folded == {"character", "viable diameter mm", "parent", "progressed since", "field"}


def test_two_exports_are_the_same_bytes() -> None:
    def content() -> bytes:
        (file,) = XLSX.write(sample(), lambda done, total: None)
        return file.content

    first = content()
    assert first == content()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_can_be_read_in_again(folder: Path) -> None:
    got = read_tables([folder / NAME])
    assert [replace(row, source="") for row in got] == [
        replace(row, source="") for row in sample().reads.rows
    ]


def test_several_protocols(tmp_path: Path) -> None:
    record = sample("recist-1.1", "irecist")
    written(XLSX, record, tmp_path)
    assert checked(XLSX, record, tmp_path) == []
    page = openpyxl.load_workbook(tmp_path / NAME)["Differences"]
    assert lines(page)[0]["other answer"].value == "iUPD"


# --- hostile text ---------------------------------------------------------------------------------


def cells(path: Path) -> Iterator[Any]:
    for page in openpyxl.load_workbook(path):
        yield from (cell for row in page.iter_rows() for cell in row if cell.value is not None)


def test_no_text_is_a_formula_or_a_link(tmp_path: Path) -> None:
    notes = written(XLSX, hostile(hostile_texts()), tmp_path)
    with zipfile.ZipFile(tmp_path / NAME) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert b"<f>" not in part
            assert b"<f " not in part
            assert b"<hyperlink" not in part
    assert {cell.data_type for cell in cells(tmp_path / NAME)} <= {"s", "n", "d", "inlineStr"}
    assert any("U+0000" in note for note in notes)
    assert any("its beginning" in note for note in notes)


def test_hostile_text_comes_back_as_it_was_or_by_name(tmp_path: Path) -> None:
    record = hostile(hostile_texts())
    notes = written(XLSX, record, tmp_path)
    assert checked(XLSX, record, tmp_path) == []
    page = openpyxl.load_workbook(tmp_path / NAME)["Lesions"]
    told = Substitutions()
    got = [line["comment"].value for line in lines(page)]
    assert got == [held_in_workbook(row.comment, told) for row in record.reads.rows]
    about = {row[2].value for row in openpyxl.load_workbook(tmp_path / NAME)["About"].iter_rows()}
    assert set(notes) <= about


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("=1+1", "=1+1"),
        ("a\0b", "a␀b"),
        ("a\x1fb", "a␟b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800", "\ufffd"),
        ("\uffff", "\ufffd"),
        ("_x000D_", "＿x000D_"),
        ("a\tb", "a\tb"),
        ("x" * LONGEST_CELL, "x" * LONGEST_CELL),
        ("x" * 40_000, "x" * (LONGEST_CELL - len(CUT)) + CUT),
        ("👩" * 20_000, "👩" * ((LONGEST_CELL - len(CUT)) // 2) + CUT),
    ],
    ids=range(11),
)
def test_what_a_cell_holds(text: str, stands: str) -> None:
    assert held_in_workbook(text, Substitutions()) == stands


def test_a_table_of_more_rows_than_a_sheet_has_goes_on_in_the_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(xlsx_book, "MOST_ROWS", 50)
    written(XLSX, sample(), tmp_path)
    assert "Lesions (3)" in openpyxl.load_workbook(tmp_path / NAME, read_only=True).sheetnames
    assert checked(XLSX, sample(), tmp_path) == []


def test_columns_that_a_sheet_cannot_hold_are_named() -> None:
    columns = tuple(Column(name=f"visit {n}", kind=Kind.TEXT, meaning="") for n in range(20_000))
    wide = Sheet(name="m", title="M", about="", columns=columns, rows=[("x",) * 20_000])
    (part,) = xlsx_book.parts_of(wide)
    assert len(part.columns) == len(part.rows[0]) == xlsx_book.MOST_COLUMNS
    assert "3616 columns are left out" in part.notes[0]


def test_an_old_date_stays_text(tmp_path: Path) -> None:
    rows = tuple(
        replace(row, date=replace(row.date, text="1899-05-01", day=datetime.date(1899, 5, 1)))
        for row in sample().reads.rows
    )
    record = replace(sample(), reads=replace(sample().reads, rows=rows))
    written(XLSX, record, tmp_path)
    page = openpyxl.load_workbook(tmp_path / NAME)["Readings"]
    assert {line["date"].value for line in lines(page)} == {"1899-05-01"}


# --- the check is red where the file is not the record --------------------------------------------

SPOILT = [
    ("Responses", "overall", "PR"),
    ("Responses", "sum mm", 75.4),
    ("Responses", "date", datetime.date(2024, 3, 7)),
    ("Sums", "change from nadir percent", -12.91),
    ("Lesions", "longest diameter mm", 37.3),
    ("Lesions", "comment", "=1"),
    ("Readings", "lesion", "T9"),
    ("Subjects by visit", "week 8", "PD"),
]


@pytest.mark.parametrize(("title", "column", "value"), SPOILT)
def test_a_spoilt_workbook_is_seen(
    folder: Path, tmp_path: Path, title: str, column: str, value: Any
) -> None:
    book = openpyxl.load_workbook(folder / NAME)
    place = next(cell.column for cell in book[title][1] if cell.value == column)
    book[title].cell(3, place).value = value
    book.save(tmp_path / NAME)
    assert checked(XLSX, sample(), tmp_path) != []


def test_another_head_is_seen(tmp_path: Path) -> None:
    written(XLSX, sample(), tmp_path)
    other = replace(sample(), origin=replace(ORIGIN, head="f" * 64))
    assert [line for line in checked(XLSX, other, tmp_path) if "Audit chain head" in line]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100])
def test_what_is_no_workbook_is_a_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert len(checked(XLSX, sample(), tmp_path)) == 1


def test_an_empty_record_is_written(tmp_path: Path) -> None:
    whole = sample()
    record: ExportRecord = replace(
        whole,
        reads=replace(whole.reads, rows=()),
        judged=(replace(whole.judged[0], cases=()),),
        calipers=(),
    )
    assert written(XLSX, record, tmp_path) == []
    assert checked(XLSX, record, tmp_path) == []


def test_columns_whose_names_are_one_in_a_workbook_are_told_apart(tmp_path: Path) -> None:
    rows = [
        replace(row, extra=(("x\ufffe", "first"), ("x\uffff", "second")))
        for row in sample().reads.rows
    ]
    made = record_of(replace(sample().reads, rows=tuple(rows)), [sample().protocol], ORIGIN)
    written(XLSX, made, tmp_path)
    assert checked(XLSX, made, tmp_path) == []
    other = [replace(row, extra=(*row.extra[:1], ("x\uffff", "third"))) for row in rows]
    changed = replace(made, reads=replace(made.reads, rows=tuple(other)))
    assert any("the record has 'third'" in line for line in checked(XLSX, changed, tmp_path))
