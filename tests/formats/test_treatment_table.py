"""The treatment table: what it gives, and one line for whatever is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recist.formats.treatment_table import read_treatments
from recist.model.errors import InputError
from recist.model.treatment import Treatment, TreatmentKind

HEAD = "subject,lesion,date,kind\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "treatments.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_a_treatment(tmp_path: Path) -> None:
    path = table(tmp_path, f"{HEAD}001,T2,2024-02-01,Radiofrequency\n001, ,2024-03-01,other\n")
    assert read_treatments(path) == (
        Treatment(
            subject="001", lesion="T2", date=date(2024, 2, 1), kind=TreatmentKind.RADIOFREQUENCY
        ),
        Treatment(subject="001", lesion="", date=date(2024, 3, 1), kind=TreatmentKind.OTHER),
    )


def test_columns_in_any_order_with_others_beside(tmp_path: Path) -> None:
    path = table(tmp_path, "kind;Date;by;SUBJECT\nresection;2024-02-01;Dr A;01\n")
    (one,) = read_treatments(path)
    assert (one.subject, one.lesion, one.kind) == ("01", "", TreatmentKind.RESECTION)


def test_a_header_alone_says_that_nothing_was_treated(tmp_path: Path) -> None:
    assert read_treatments(table(tmp_path, HEAD)) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "subject,date\n01,2024-02-01\n",
            "treatments.csv row 1, column kind: missing; the table needs subject, date, kind",
        ),
        (f"{HEAD},T1,2024-02-01,other\n", "treatments.csv row 2, column subject: is empty"),
        (
            f"{HEAD}01,T1,,other\n",
            (
                "treatments.csv row 2, column date: is empty; "
                "a treatment needs its day, as in 2024-03-01"
            ),
        ),
        (
            f"{HEAD}01,T1,2024-02,other\n",
            "treatments.csv row 2, column date: '2024-02' is no full date; write it as 2024-03-01",
        ),
        (
            f"{HEAD}01,T1,2024-02-30,other\n",
            (
                "treatments.csv row 2, column date: '2024-02-30' is no full date; "
                "write it as 2024-03-01"
            ),
        ),
        (f"{HEAD}01,T1,2024-02-01,\n", "treatments.csv row 2, column kind: is empty"),
        (
            f"{HEAD}\n01,T1,2024-02-01,surgery\n",
            (
                "treatments.csv row 3, column kind: 'surgery' is none of "
                "radiofrequency, resection, radiotherapy, other"
            ),
        ),
        (
            "subject,date,kind,kind\n01,2024-02-01,other,other\n",
            "treatments.csv row 1, column kind: stands there more than once",
        ),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_treatments(table(tmp_path, text))
    assert str(caught.value) == says
