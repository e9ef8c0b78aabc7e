from __future__ import annotations

import re
from pathlib import Path

import pytest

from recist.formats.reading_table import read_tables, write_table
from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.reading import Measured
from recist.model.row import Row

HEADER = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm"
LINE = "01,baseline,2024-01-02,T1,target,liver,measured,34.2"


def read(folder: Path, *lines: str, name: str = "reads.csv") -> tuple[Row, ...]:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_tables([path])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n"], ids=["plain", "BOM", "blank line"])
def test_delimiters_and_beginnings(tmp_path: Path, delimiter: str, start: str) -> None:
    (row,) = read(tmp_path, start + HEADER.replace(",", delimiter), LINE.replace(",", delimiter))
    assert isinstance(row.state, Measured)
    assert row.state.diameters.longest == Length(34_200)
    line = 3 if start == "\n" else 2
    assert (row.subject, row.source) == ("01", f"reads.csv row {line}")


@pytest.mark.parametrize(
    ("organ", "given", "nodal"),
    [
        ("lymph node", "", True),
        ("Lymph  Node", "", True),
        ("lymph node", "no", False),
        ("liver", "", False),
        ("spleen", "yes", True),
        ("mediastinal lymph nodes", "", True),
        ("lymphangitic lung", "", False),
    ],
)
def test_a_lymph_node_is_nodal_unless_said_otherwise(
    tmp_path: Path, organ: str, given: str, nodal: bool
) -> None:
    line = f"01,baseline,2024-01-02,N1,target,{organ},measured,18,{given}"
    (row,) = read(tmp_path, f"{HEADER},nodal", line)
    assert row.nodal is nodal


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    samples = Path(__file__).parents[2] / "sample_scans" / "readings.csv"
    rows = read_tables([samples])
    copy = tmp_path / "readings.csv"
    write_table(rows, copy)
    assert read_tables([copy]) == rows


def test_a_name_in_tsv_has_tabs(tmp_path: Path) -> None:
    rows = read(tmp_path, f"{HEADER},comment", f'{LINE},"a, b"')
    copy = tmp_path / "copy.tsv"
    write_table(rows, copy)
    assert copy.read_text("utf-8").startswith("subject\treader\tvisit")
    assert read_tables([copy])[0].comment == "a, b"


@pytest.mark.parametrize("name", ["reads.xlsx", "reads.parquet"])
def test_a_workbook_is_never_written_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"as it was")
    with pytest.raises(InputError, match=r"choose a name that ends in \.csv"):
        write_table(read(tmp_path, HEADER, LINE), path)
    assert path.read_bytes() == b"as it was"


def test_other_columns_are_kept(tmp_path: Path) -> None:
    rows = read(tmp_path, f"{HEADER},scanner", f"{LINE},A7")
    write_table(rows, tmp_path / "copy.csv")
    assert read_tables([tmp_path / "copy.csv"])[0].extra == (("scanner", "A7"),)


def test_the_head_of_a_trial_is_written_and_is_none_of_the_readings(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER, LINE)
    write_table(rows, tmp_path / "copy.csv", head="f00d")
    header, line = (tmp_path / "copy.csv").read_text().splitlines()
    assert (header.split(",")[-1], line.split(",")[-1]) == ("audit_head", "f00d")
    assert read_tables([tmp_path / "copy.csv"])[0].extra == ()


def test_a_repeated_row_is_a_warning_and_counts_once(tmp_path: Path) -> None:
    (row,) = read(tmp_path, HEADER, LINE, LINE)
    assert [note.code for note in row.findings] == ["row-repeated"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LINE.replace("34.2", "-3"), "reads.csv row 2, column longest_diameter_mm: '-3' is neg"),
        (LINE.replace("34.2", '"34,2"'), "write the decimal point"),
        (LINE.replace("34.2", "34,2"), "row 2: 9 cells under 8 columns"),
        (LINE.replace("2024-01-02", "2024-13-02"), "column date: '2024-13-02' is no date"),
        (LINE.replace("2024-01-02", "2024-01"), "is not a full date"),
        (LINE.replace("2024-01-02", ""), "column date: is empty"),
        (LINE.replace("measured", "gone"), "column state: 'gone' for a target is none of measured"),
        (LINE.replace("target", "lesion"), "column role: 'lesion' is none of target"),
        (LINE.replace("01,", ",", 1), "column subject: is empty"),
        (LINE.replace("T1", ""), "column lesion: is empty"),
    ],
)
def test_what_cannot_be_read_names_row_and_column(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEADER, line)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "reads.csv is a picture and no table; "),
        (b"SQLite format 3\0\0", "is a trial, or another database, and no table; a trial is "),
        (b'{"schema": "recist-assessment/1",\n "cases": []}', "reads.csv is JSON and no table; "),
        (b"<!DOCTYPE html>\n<html>", "reads.csv is a web page and no table; "),
        ("subject,größe".encode("latin-1"), "no UTF-8 text"),
        (b"subject,visit\0", "binary file"),
        (HEADER.encode(), "no rows"),
        (f'{HEADER}\n"01'.encode(), "row 2 cannot be read as CSV"),
        (f"{HEADER}\n{LINE}".replace("state", "stat", 1).encode(), "column state: missing"),
        (f"{HEADER},state\n{LINE},measured".encode(), "column state: stands there more than once"),
    ],
)
def test_what_is_no_reading_table(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "reads.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_tables([path])
    assert says in str(caught.value)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "readings.csv"
    path.mkdir()
    with pytest.raises(OSError, match="readings"):
        write_table([], path)
    assert list(tmp_path.iterdir()) == [path]


SUBJECT_TABLE = (
    "is a subject table and no reading table; `recist trial subjects` enters it into a trial, "
    "--subjects reads it beside reading tables"
)
TREATMENT_TABLE = (
    "is a treatment table and no reading table; `recist trial treatments` enters it into a trial, "
    "--treatments reads it beside reading tables"
)
BROKEN = "row 1, column visit: missing; a reading table needs subject, visit, date, lesion,"


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("subject,arm", SUBJECT_TABLE),
        ("Subject;age;Death_date", SUBJECT_TABLE),
        ("subject,lesion,date,kind", TREATMENT_TABLE),
        ("subject,date,kind,arm", TREATMENT_TABLE),
        ("subject,date,lesion,role,organ,state,longest_diameter_mm", BROKEN),
        ("subject,arm,organ,state", BROKEN),
        ("subject,age", BROKEN),
        ("name,arm", "row 1, column subject: missing"),
    ],
)
def test_another_table_is_told_as_what_it_is(tmp_path: Path, header: str, says: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"reads.csv {says}")):
        read(tmp_path, header)
