"""Subjects and visits that get another name: what is known and asked of them goes along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recist.app import verify_trial
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.store.trial_file import TrialFile
from recist.trial import queries
from recist.trial.kept_visits import kept_visits, save_visits
from recist.trial.subjects import put_subjects, put_treatments, subjects_of, treatments_of
from recist.trial.visits import PlannedVisit
from tests.trial_files import CORA, trial_with

DAY = date(2026, 1, 20)
Change = Callable[[PlannedVisit], PlannedVisit]


def of(name: str) -> Change:
    return lambda one: replace(one, subject=name)


def told_of(folder: Path) -> TrialFile:
    """Make a trial that knows of a treatment and a start, with a query of each kind."""
    trial = trial_with(folder)
    ablated = Treatment(subject="01", lesion="T1", date=DAY, kind=TreatmentKind.RADIOFREQUENCY)
    trial.do(CORA, lambda work: put_treatments(work, CORA, [ablated]))
    started = SubjectInfo(subject="01", reference_date=DAY)
    trial.do(CORA, lambda work: put_subjects(work, CORA, [started]))
    for visit in ("", "week 8"):
        trial.do(
            CORA,
            lambda work, at=visit: queries.ask(  # type: ignore[misc]
                work, CORA, "01", "anna", "Who is it?", visit=at
            ),
        )
    return trial


def change(trial: TrialFile, how: Change) -> None:
    with trial.view() as view:
        before = kept_visits(view)
    trial.do(CORA, lambda work: save_visits(work, CORA, before, [how(one) for one in before]))


def known(trial: TrialFile) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Whose the treatment and the start are, and what the queries are about."""
    with trial.view() as view:
        return (
            [one.subject for one in treatments_of(view)],
            list(subjects_of(view) or ()),
            [(one.subject, one.visit) for one in queries.queries_of(view)],
        )


def is_sound(trial: TrialFile) -> bool:
    return [verify_trial(trial.path, independent=one) for one in (False, True)] == [[], []]


def test_what_is_known_of_a_subject_goes_with_it_to_another_name_and_back(tmp_path: Path) -> None:
    trial = told_of(tmp_path)
    before = known(trial)
    change(trial, of("P-7"))
    assert known(trial) == (["P-7"], ["P-7"], [("P-7", ""), ("P-7", "week 8")])
    change(trial, of("01"))
    assert known(trial) == before
    assert is_sound(trial)


def test_a_query_about_a_visit_goes_with_it_to_another_name(tmp_path: Path) -> None:
    trial = told_of(tmp_path)
    change(trial, lambda one: replace(one, label="C3") if one.label == "week 8" else one)
    assert known(trial) == (["01"], ["01"], [("01", ""), ("01", "C3")])
    assert is_sound(trial)


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(lambda one: replace(one, studies=("1.2",)), id="other studies"),
        pytest.param(
            lambda one: replace(one, subject="02") if one.label == "baseline" else one,
            id="a part of the visits",
        ),
    ],
)
def test_what_is_known_stays_with_who_is_not_renamed(tmp_path: Path, how: Change) -> None:
    trial = told_of(tmp_path)
    before = known(trial)
    change(trial, how)
    assert known(trial) == before
