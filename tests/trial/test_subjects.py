"""Subject and treatment table in a trial: what goes in comes out, and what a second one does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.errors import NotAllowedError
from recist.trial.subjects import put_subjects, put_treatments, subjects_of, treatments_of
from tests.trial_files import ANNA, CORA, trial_with

WHOLE = SubjectInfo(
    subject="01",
    arm="A",
    reference_date=date(2026, 1, 5),
    death_date=date(2027, 1, 5),
    last_known_alive=date(2027, 1, 4),
    new_therapy_date=date(2026, 9, 1),
    withdrawal_date=date(2026, 10, 1),
    symptomatic_deterioration_date=date(2026, 8, 1),
    liver_involvement_percent=Decimal("12.50"),
    liver_remnant_percent=Decimal("40"),
    local_therapy_suitable=False,
    covariates=(("age", "61"), ("site", "Köln")),
)
BARE = SubjectInfo(subject="02")


def test_a_subject_table_comes_out_as_it_went_in(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    with trial.view() as view:
        assert subjects_of(view) is None
    trial.do(CORA, lambda work: put_subjects(work, CORA, [WHOLE, BARE]))
    with trial.view() as view:
        assert subjects_of(view) == {"01": WHOLE, "02": BARE}


def test_a_second_table_changes_the_subjects_that_it_has(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    later = SubjectInfo(subject="02", arm="B")
    trial.do(CORA, lambda work: put_subjects(work, CORA, [WHOLE, BARE]))
    trial.do(CORA, lambda work: put_subjects(work, CORA, [later]))
    with trial.view() as view:
        assert subjects_of(view) == {"01": WHOLE, "02": later}


def treatment(subject: str, lesion: str, day: int) -> Treatment:
    return Treatment(
        subject=subject, lesion=lesion, date=date(2026, 2, day), kind=TreatmentKind.RESECTION
    )


FIRST, SECOND, OTHER = treatment("01", "T1", 3), treatment("01", "", 4), treatment("02", "T1", 3)
# tables one after another, what is then known, why
TABLES = [
    ([[FIRST, SECOND, OTHER]], {FIRST, SECOND, OTHER}, "as it went in"),
    ([[FIRST], [FIRST]], {FIRST}, "the same again"),
    ([[FIRST, OTHER], [SECOND]], {SECOND, OTHER}, "a table says all of its subjects"),
]


@pytest.mark.parametrize(("tables", "known", "why"), TABLES, ids=[one[2] for one in TABLES])
def test_treatments(
    tmp_path: Path, tables: list[list[Treatment]], known: set[Treatment], why: str
) -> None:
    trial = trial_with(tmp_path)
    for table in tables:
        trial.do(CORA, lambda work, table=table: put_treatments(work, CORA, table))  # type: ignore[misc]
    with trial.view() as view:
        assert set(treatments_of(view)) == known


def test_a_reader_enters_no_table(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    with pytest.raises(NotAllowedError, match="anna may not change subjects"):
        trial.do(ANNA, lambda work: put_subjects(work, ANNA, [WHOLE]))
    with pytest.raises(NotAllowedError, match="anna may not change subjects"):
        trial.do(ANNA, lambda work: put_treatments(work, ANNA, [FIRST]))
