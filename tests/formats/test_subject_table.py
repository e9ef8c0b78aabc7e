"""The subject table: every column of it, covariates, and one line for whatever is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from recist.formats.subject_table import COLUMNS, read_subjects
from recist.model.errors import InputError
from recist.model.subject import SubjectInfo

ROW = {
    "subject": "001",
    "arm": "B",
    "reference_date": "2024-01-01",
    "death_date": "2025-01-02",
    "last_known_alive": "2025-01-01",
    "new_therapy_date": "2024-06-01",
    "withdrawal_date": "2024-07-01",
    "symptomatic_deterioration_date": "2024-05-01",
    "liver_involvement_percent": "62.5",
    "liver_remnant_percent": "30",
    "local_therapy_suitable": "Yes",
    "ER status": "positive",
}


def table(folder: Path, **cells: str) -> Path:
    row = ROW | cells
    path = folder / "subjects.csv"
    path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
    return path


def test_every_column_arrives(tmp_path: Path) -> None:
    assert read_subjects(table(tmp_path)) == {
        "001": SubjectInfo(
            subject="001",
            arm="B",
            reference_date=date(2024, 1, 1),
            death_date=date(2025, 1, 2),
            last_known_alive=date(2025, 1, 1),
            new_therapy_date=date(2024, 6, 1),
            withdrawal_date=date(2024, 7, 1),
            symptomatic_deterioration_date=date(2024, 5, 1),
            liver_involvement_percent=Decimal("62.5"),
            liver_remnant_percent=Decimal(30),
            local_therapy_suitable=True,
            covariates=(("er status", "positive"),),
        )
    }


def test_what_is_empty_or_not_there_is_not_known(tmp_path: Path) -> None:
    path = table(tmp_path, **dict.fromkeys(COLUMNS[1:], ""), **{"ER status": ""})
    (info,) = read_subjects(path).values()
    assert info == SubjectInfo(subject="001", covariates=(("er status", ""),))
    path.write_text("subject\n001\n")
    assert read_subjects(path) == {"001": SubjectInfo(subject="001")}


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("subject", "", "is empty"),
        ("death_date", "2025", "'2025' is no full date; write it as 2024-03-01"),
        ("withdrawal_date", "01.02.2024", "'01.02.2024' is no full date; write it as 2024-03-01"),
        ("liver_involvement_percent", "100.1", "'100.1' is no percentage from 0 to 100"),
        ("liver_involvement_percent", "-1", "'-1' is no percentage from 0 to 100"),
        ("liver_remnant_percent", "30 %", "'30 %' is no percentage from 0 to 100"),
        ("liver_remnant_percent", "1e1", "'1e1' is no percentage from 0 to 100"),
        ("liver_remnant_percent", "30.", "'30.' is no percentage from 0 to 100"),
        ("local_therapy_suitable", "maybe", "'maybe' is neither yes nor no"),
    ],
)
def test_a_fault_names_file_row_and_column(
    tmp_path: Path, column: str, text: str, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_subjects(table(tmp_path, **{column: text}))
    assert str(caught.value) == f"subjects.csv row 2, column {column}: {says}"


def test_a_decimal_comma_is_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "subjects.csv"
    path.write_text("subject;liver_remnant_percent\n01;30,5\n")
    with pytest.raises(InputError, match=r"'30,5' is no percentage .* write the decimal point"):
        read_subjects(path)


def test_a_subject_stands_there_once(tmp_path: Path) -> None:
    path = tmp_path / "subjects.csv"
    path.write_text("subject,arm\n01,A\n01,B\n")
    with pytest.raises(InputError) as caught:
        read_subjects(path)
    assert str(caught.value) == "subjects.csv row 3, column subject: 01 stands there twice"


def test_a_table_without_subjects_is_none(tmp_path: Path) -> None:
    path = tmp_path / "subjects.csv"
    path.write_text("patient,arm\n01,A\n")
    with pytest.raises(InputError) as caught:
        read_subjects(path)
    says = "subjects.csv row 1, column subject: missing; the table needs subject"
    assert str(caught.value) == says


def test_a_reading_table_is_no_subject_table() -> None:
    readings = Path(__file__).parents[2] / "sample_scans" / "readings.csv"
    with pytest.raises(InputError, match=r"readings\.csv is a reading table and no subject table"):
        read_subjects(readings)
