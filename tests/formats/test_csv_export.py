"""The tables of an export as CSV files: what stands there, and what must never come to life."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from recist.formats.csv_export import CSV
from recist.formats.held_text import Substitutions, held_in_utf8
from recist.formats.reading_table import read_tables, write_table
from recist.formats.response_csv import response_csv
from recist.model.row import Row
from recist.model.subject import SubjectInfo
from recist.trial.checking import check_reads
from recist.trial.columns import COLUMNS, EXPORTED
from recist.trial.judging import Reads
from recist.trial.live_text import guarded, unguarded
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, ReadChoice, record_of
from tests.formats.export_records import (
    ORIGIN,
    SAMPLES,
    checked,
    hostile,
    hostile_rows,
    hostile_texts,
    sample,
    written,
)

Line = dict[str, str]
FILES = {
    "responses.csv",
    "lesions.csv",
    "sums.csv",
    "findings.csv",
    "subjects_by_visit.csv",
    "columns.csv",
    "readings.csv",
    "readings.calipers.json",
}


def lines(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def bare(rows: tuple[Row, ...]) -> list[Row]:
    return [replace(row, source="", findings=()) for row in rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(CSV, sample(), tmp_path)
    return tmp_path


def test_the_files(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES


def test_nothing_differs_from_the_record(folder: Path) -> None:
    assert checked(CSV, sample(), folder) == []


def test_responses_have_the_columns_of_assess_and_more(folder: Path) -> None:
    ours = response_csv(sample().judged[0].cases).splitlines()
    header, first = (folder / "responses.csv").read_text("utf-8").splitlines()[:2]
    assert header.startswith(f"{ours[0]},")
    assert first.startswith(f"{ours[1]},")


def test_every_file_says_where_it_comes_from(folder: Path) -> None:
    expected = ("recist-1.1", ORIGIN.program, ORIGIN.trial, ORIGIN.head, ORIGIN.made_at)
    for name in FILES - {"readings.calipers.json"}:
        for line in lines(folder / name):
            assert tuple(line[key] for key in EXPORTED) == expected, name
    document = json.loads((folder / "readings.calipers.json").read_text("utf-8"))
    assert tuple(document[key] for key in EXPORTED) == expected


def test_a_table_without_a_chain_says_so(tmp_path: Path) -> None:
    record = replace(sample(), origin=replace(ORIGIN, head=""))
    written(CSV, record, tmp_path)
    assert {line["audit_head"] for line in lines(tmp_path / "sums.csv")} == {
        "reading table, no audit chain"
    }
    assert checked(CSV, record, tmp_path) == []


def test_the_readings_are_read_back_as_they_were(folder: Path) -> None:
    assert bare(read_tables([folder / "readings.csv"])) == bare(sample().reads.rows)


def test_a_sum_is_what_its_lesions_count(folder: Path) -> None:
    counted: dict[tuple[str, ...], Decimal] = {}
    for line in lines(folder / "lesions.csv"):
        key = (line["subject"], line["reader"], line["visit"])
        counted[key] = counted.get(key, Decimal(0)) + Decimal(line["counted_mm"] or 0)
    for line in lines(folder / "sums.csv"):
        key = (line["subject"], line["reader"], line["visit"])
        assert counted[key] == Decimal(line["sum_mm"]), key


def test_the_ends_of_a_caliper_stand_beside_its_lesion(folder: Path) -> None:
    caliper = next(one for one in sample().calipers if one.short_axis_lps_mm is not None)
    (line,) = (
        line
        for line in lines(folder / "lesions.csv")
        if (line["subject"], line["reader"], line["visit"], line["lesion"])
        == (caliper.subject, caliper.reader, caliper.visit, caliper.lesion)
    )
    ends = [float(line[f"long_axis_{letter}{end}_mm"]) for end in (1, 2) for letter in "xyz"]
    assert ends == [number for point in caliper.long_axis_lps_mm for number in point]


def test_subjects_by_visit_is_a_matrix(folder: Path) -> None:
    first = lines(folder / "subjects_by_visit.csv")[0]
    shown = [first[name] for name in ("subject", "baseline", "week 8", "week 16", "week 24")]
    assert shown == ["S-LIVER-CT", "baseline", "SD", "PR", "PD"]


def test_every_column_is_explained(folder: Path) -> None:
    told = {(line["table"], line["column"]) for line in lines(folder / "columns.csv")}
    for name in FILES - {"columns.csv", "readings.calipers.json"}:
        header = next(csv.reader((folder / name).read_text("utf-8").splitlines()))
        assert {(name.removesuffix(".csv"), column) for column in header} <= told
    assert all(line["meaning"] for line in lines(folder / "columns.csv"))


def test_several_protocols_stand_together(tmp_path: Path) -> None:
    record = sample("recist-1.1", "irecist")
    written(CSV, record, tmp_path)
    responses = lines(tmp_path / "responses.csv")
    assert {line["protocol"] for line in responses} == {"recist-1.1", "irecist"}
    assert lines(tmp_path / "differences.csv")[0]["other_answer"] == "iUPD"
    assert checked(CSV, record, tmp_path) == []


def test_accepted_reads_alone(tmp_path: Path) -> None:
    record = sample(choice=ReadChoice.ACCEPTED)
    written(CSV, record, tmp_path)
    assert {line["accepted"] for line in lines(tmp_path / "responses.csv")} == {"yes"}
    assert checked(CSV, record, tmp_path) == []


def test_two_exports_are_the_same_bytes() -> None:
    def contents() -> list[bytes]:
        return [file.content for file in CSV.write(sample(), lambda done, total: None)]

    assert contents() == contents()


# --- hostile text ---------------------------------------------------------------------------------

NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
UNSEEN = " \"'\xa0\u200b\u3000\ufeff"


def is_live(cell: str) -> bool:
    """What a spreadsheet may begin a formula with, also behind what it passes over."""
    if NUMBER.fullmatch(cell) or cell.startswith("'"):
        return False
    return cell.startswith(("\t", "\r", "\n")) or cell.lstrip(UNSEEN)[:1] in tuple("=+-@＝＋－＠")


def test_no_cell_is_live_however_it_is_divided(tmp_path: Path) -> None:
    written(CSV, hostile(hostile_texts()), tmp_path)
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for line in csv.reader(stream):
                for cell in line:
                    parts = [part for part in re.split("[;\t\n\r]", cell) if part.strip()]
                    assert not [part for part in (cell, *parts) if is_live(part)], path.name


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    record = hostile(hostile_texts())
    notes = written(CSV, record, tmp_path)
    assert checked(CSV, record, tmp_path) == []
    assert any("U+0000" in note for note in notes)
    assert any("surrogate" in note for note in notes)


@pytest.mark.parametrize("write", [write_table])
def test_a_reading_table_is_guarded_too(
    tmp_path: Path, write: Callable[[list[Row], Path], None]
) -> None:
    path = tmp_path / "readings.csv"
    rows = [row for text in ("=1+1", "-5 mm", "'=2", "a; @b") for row in hostile_rows(text)]
    write(rows, path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert not [cell for line in csv.reader(stream) for cell in line if is_live(cell)]
    assert [row.comment for row in read_tables([path])] == [row.comment for row in rows]


def test_printed_responses_are_guarded_too() -> None:
    text = response_csv(hostile(["=1+1", "@b"]).judged[0].cases)
    assert not [cell for line in csv.reader(text.splitlines()) for cell in line if is_live(cell)]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("=1+1", "'=1+1"),
        (" -5 mm", "' -5 mm"),
        ("'=1", "''=1"),
        ("\t=1", "'\t'=1"),
        ("a; @b", "a;' @b"),
        ("plain", "plain"),
        ("it's", "it's"),
        ("'quoted'", "'quoted'"),
        ("T1 34.2 + T2 12.0", "T1 34.2 + T2 12.0"),
        ("2024-01-02", "2024-01-02"),
        ("", ""),
    ],
)
def test_where_an_apostrophe_is_put(text: str, stands: str) -> None:
    assert guarded(text) == stands
    assert unguarded(stands) == text


def test_what_is_guarded_can_be_unguarded() -> None:
    for text in hostile_texts():
        assert unguarded(guarded(text)) == text
        assert unguarded(guarded(guarded(text))) == guarded(text)


def test_the_readings_of_a_hostile_table_are_read_back(tmp_path: Path) -> None:
    record = hostile(hostile_texts())
    written(CSV, record, tmp_path)
    told = Substitutions()
    # A reading table is read on one line, whatever line breaks stand in a cell.
    expected = [
        (" ".join(held_in_utf8(row.comment, told).split()), held_in_utf8(row.extra[0][1], told))
        for row in record.reads.rows
    ]
    got = read_tables([tmp_path / "readings.csv"])
    assert [(row.comment, row.extra[0][1]) for row in got] == expected


def test_a_column_of_a_table_may_be_called_as_ours_are(tmp_path: Path) -> None:
    """A table with columns of its own named trial and protocol keeps them."""
    rows = tuple(
        replace(row, extra=(("trial", "A7"), ("protocol", "v2"))) for row in sample().reads.rows
    )
    record = replace(sample(), reads=replace(sample().reads, rows=rows))
    written(CSV, record, tmp_path)
    got = read_tables([tmp_path / "readings.csv"])
    assert {row.extra for row in got} == {(("trial", "A7"), ("protocol", "v2"))}
    assert len((tmp_path / "readings.csv").read_text().splitlines()[0].split(",")) == (
        len(COLUMNS) + 2 + len(EXPORTED)
    )


# --- the check is red where a file is not the record ----------------------------------------------


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("responses.csv", ",SD,SD,", ",PR,SD,"),
        ("responses.csv", ",75.5,", ",75.4,"),
        ("responses.csv", "2024-03-06", "2024-03-07"),
        ("sums.csv", "-12.92", "-12.91"),
        ("sums.csv", ORIGIN.head, "f" * 64),
        ("lesions.csv", ",42.0,33.9,", ",42.1,33.9,"),
        ("lesions.csv", "segment 7", "segment 8"),
        ("lesions.csv", ",42.0,-105", ",41.0,-105"),
        ("readings.csv", "2.25.2112", "2.25.2113"),
        ("subjects_by_visit.csv", ",PD,", ",SD,"),
        ("lesions.csv", "-105.25", "-105.26"),
        ("findings.csv", "warning", "error"),
        ("columns.csv", ORIGIN.trial, "another"),
        ("readings.calipers.json", "-596.5", "-596.4"),
    ],
)
def test_a_spoilt_file_is_seen(folder: Path, file: str, old: str, new: str) -> None:
    spoil(folder / file, old, new)
    assert checked(CSV, sample(), folder) != []


def test_a_spoilt_difference_is_seen(tmp_path: Path) -> None:
    record = sample("recist-1.1", "irecist")
    written(CSV, record, tmp_path)
    spoil(tmp_path / "differences.csv", "iUPD", "iSD")
    assert len(checked(CSV, record, tmp_path)) == 1


def test_findings_are_those_of_a_check_also_of_the_subject_as_a_whole(tmp_path: Path) -> None:
    # Too little liver would remain after surgery: who is not eligible stands in the table, too.
    reads = Reads(
        rows=read_tables([SAMPLES / "readings.csv"]),
        subjects={
            "S-LIVER-CT": SubjectInfo(subject="S-LIVER-CT", liver_remnant_percent=Decimal(28))
        },
    )
    protocol = protocol_named("breclim-2")
    record = record_of(reads, [protocol], ORIGIN, ReadChoice.ALL)
    written(CSV, record, tmp_path)
    with (tmp_path / "findings.csv").open(encoding="utf-8", newline="") as file:
        found = Counter((row["subject"], row["code"]) for row in csv.DictReader(file))
    wanted = Counter(
        (one.subject, note.code) for one in check_reads(reads, protocol) for note in one.findings
    )
    assert found == wanted
    assert ("S-LIVER-CT", "liver-remnant-too-low") in found
    assert checked(CSV, record, tmp_path) == []


@pytest.mark.parametrize("name", sorted(FILES - {"columns.csv"}))
def test_a_missing_file_is_seen(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert any(name.partition(".")[0] in line for line in checked(CSV, sample(), folder))


@pytest.mark.parametrize(("name", "left"), [("responses", 700), ("findings", 0), ("readings", 0)])
def test_a_torn_file_is_a_line_and_no_exception(folder: Path, name: str, left: int) -> None:
    path = folder / f"{name}.csv"
    path.write_bytes(path.read_bytes()[:left])
    assert checked(CSV, sample(), folder) != []


def test_an_empty_record_is_written(tmp_path: Path) -> None:
    whole = sample()
    empty = replace(
        whole,
        reads=replace(whole.reads, rows=()),
        judged=(replace(whole.judged[0], cases=()),),
        calipers=(),
    )
    record: ExportRecord = empty
    assert written(CSV, record, tmp_path) == []
    assert checked(CSV, record, tmp_path) == []
