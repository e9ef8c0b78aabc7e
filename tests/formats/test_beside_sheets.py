"""What is known of the subjects goes with the readings, and comes back from what was exported."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from recist.formats.csv_export import CSV
from recist.formats.imports import take_in
from recist.formats.json_export import JSON
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.formats.xlsx_export import XLSX
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, record_of
from tests.formats.export_records import ORIGIN, checked, sample, written

SUBJECT = "S-LIVER-CT"
INFO = SubjectInfo(
    subject=SUBJECT,
    arm="=surgery",
    reference_date=date(2024, 1, 11),
    death_date=date(2025, 2, 1),
    liver_involvement_percent=Decimal("71.25"),
    local_therapy_suitable=False,
    covariates=(("centre", "é, 0012"),),
)
TREATED = Treatment(
    subject=SUBJECT, lesion="T2", date=date(2024, 4, 2), kind=TreatmentKind.RESECTION
)


def known(protocol: str = "nct01387295") -> ExportRecord:
    elsewhere = replace(TREATED, subject="not read")
    reads = replace(sample().reads, subjects={SUBJECT: INFO}, treatments=(TREATED, elsewhere))
    return record_of(reads, [protocol_named(protocol)], ORIGIN)


def test_both_tables_come_back_as_they_were(tmp_path: Path) -> None:
    written(CSV, known(), tmp_path)
    assert read_subjects(tmp_path / "subjects.csv") == {SUBJECT: INFO}
    assert read_treatments(tmp_path / "treatments.csv") == (TREATED,)
    assert checked(CSV, known(), tmp_path) == []


@pytest.mark.parametrize(
    ("table", "was", "now"),
    [("subjects", "71.25", "17.25"), ("subjects", "2025-02-01", ""), ("treatments", "T2", "T1")],
)
def test_what_differs_in_them_is_told(tmp_path: Path, table: str, was: str, now: str) -> None:
    written(CSV, known(), tmp_path)
    path = tmp_path / f"{table}.csv"
    path.write_text(path.read_text("utf-8").replace(was, now), "utf-8")
    (line,) = checked(CSV, known(), tmp_path)
    assert line.startswith(f"{table} entry 1, column ")


def test_the_workbook_has_them_too(tmp_path: Path) -> None:
    written(XLSX, known(), tmp_path)
    assert checked(XLSX, known(), tmp_path) == []
    moved = replace(INFO, arm="chemotherapy")
    reads = replace(known().reads, subjects={SUBJECT: moved})
    (line,) = checked(XLSX, replace(known(), reads=reads), tmp_path)
    assert "subjects entry 1, column arm: '=surgery' is there" in line


def test_without_them_there_is_no_table(tmp_path: Path) -> None:
    plain = replace(known().reads, subjects=None, treatments=())
    written(CSV, record_of(plain, [known().protocol], ORIGIN), tmp_path)
    assert not (tmp_path / "subjects.csv").exists()
    assert not (tmp_path / "treatments.csv").exists()


def test_a_folder_with_them_is_read_as_readings(tmp_path: Path) -> None:
    written(CSV, known(), tmp_path)
    (tmp_path / "export.json").write_text("{}")
    taken = take_in([tmp_path])
    assert len(taken.rows) == len(known().reads.rows)
    assert taken.refused == ()


def test_json_has_what_speaks_against_the_subject(tmp_path: Path) -> None:
    written(JSON, known(), tmp_path)
    assert checked(JSON, known(), tmp_path) == []
    path = tmp_path / "responses.json"
    document = json.loads(path.read_text("utf-8"))
    codes = {(one["subject"], one["code"]) for one in document["findings"]}
    assert (SUBJECT, "liver-involvement-too-high") in codes
    document["findings"].pop()
    path.write_text(json.dumps(document), "utf-8")
    (line,) = checked(JSON, known(), tmp_path)
    assert "stands there 0 times, the record has it 1 times" in line
