"""Visits of a trial that are changed: what goes with them, and what keeps them as they are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recist.model.dates import NO_DATE, ScanDate
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import NotAllowedError
from recist.trial.kept_visits import kept_visits, save_visits, with_kept
from recist.trial.ports import Work
from recist.trial.queries import ask, queries_of
from recist.trial.reads import read_key
from recist.trial.signing import Signing, sign
from recist.trial.subjects import put_subjects, put_treatments, subjects_of, treatments_of
from recist.trial.visits import PlannedVisit
from tests.trial_files import ANNA, CORA, PASSWORD, START, read_all, trial_with

IMAGE = {"instance": "1.2.3", "size": 4, "place": ""}


def with_image(folder: Path) -> TrialFile:
    """Make a trial whose baseline has a study and an image."""
    trial = trial_with(folder)
    change(trial, lambda one: replace(one, studies=("1.2",)) if one.label == "baseline" else one)
    key = Key(kind="image", subject="01", visit="baseline", name="d1")
    trial.do(CORA, lambda work: work.put(key, IMAGE, expect=0))
    return trial


def change(trial: TrialFile, how: object) -> None:
    with trial.view() as view:
        before = kept_visits(view)
    after: Iterable[PlannedVisit] = [how(one) for one in before]  # type: ignore[operator]
    trial.do(CORA, lambda work: save_visits(work, CORA, before, after))


def images(trial: TrialFile) -> list[tuple[str, str]]:
    with trial.view() as view:
        return [(one.key.visit, one.key.name) for one in view.all("image")]


def renamed(one: PlannedVisit) -> PlannedVisit:
    return replace(one, label="screening") if one.label == "baseline" else one


def redated(one: PlannedVisit) -> PlannedVisit:
    return replace(one, date=ScanDate.parse("2026-01-07")) if one.label == "baseline" else one


def bare(one: PlannedVisit) -> PlannedVisit:
    return replace(one, studies=())


def test_images_go_with_a_visit_that_gets_another_name(tmp_path: Path) -> None:
    trial = with_image(tmp_path)
    change(trial, renamed)
    assert images(trial) == [("screening", "d1")]


@pytest.mark.parametrize(
    ("is_signed", "how", "said"),
    [
        pytest.param(False, renamed, "is read already: it keeps its name", id="begun"),
        pytest.param(True, redated, "is signed: it keeps its date", id="signed"),
        pytest.param(False, bare, "its studies stay with it", id="with images"),
    ],
)
def test_a_visit_keeps_what_its_reads_stand_on(
    tmp_path: Path, is_signed: bool, how: object, said: str
) -> None:
    trial = with_image(tmp_path)
    read_all(trial, ANNA)
    if is_signed:
        sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)
    with pytest.raises(NotAllowedError, match=said):
        change(trial, how)
    assert images(trial) == [("baseline", "d1")]


def test_a_visit_that_nobody_has_signed_gets_another_date(tmp_path: Path) -> None:
    trial = with_image(tmp_path)
    read_all(trial, ANNA)
    change(trial, redated)
    with trial.view() as view:
        dates = {one.label: one.date.text for one in kept_visits(view)}
    assert dates["baseline"] == "2026-01-07"


ORDERS = [
    pytest.param("week 16", "2026-02-01", "week 16 would change sides", id="before a signed one"),
    pytest.param("week 16", "2026-03-03", "", id="nearer to it"),
    pytest.param("week 16", "2026-09-01", "", id="further from it"),
    pytest.param(
        "screening", "2026-04-01", "screening would change sides", id="after a signed one"
    ),
]


@pytest.mark.parametrize(("label", "day", "said"), ORDERS)
def test_no_date_brings_a_visit_past_a_signed_one(
    tmp_path: Path, label: str, day: str, said: str
) -> None:
    trial = trial_with(tmp_path)

    def add(work: Work) -> None:
        for name, when in (("week 16", "2026-05-01"), ("screening", "2025-12-20")):
            key = Key(kind="visit", subject="01", visit=name)
            work.put(key, {"date": when, "studies": []}, expect=0)
        done = {"stage": "signed", "version": 1}
        work.put(read_key("01", "anna", "week 8"), done, expect=None)

    trial.do(CORA, add)

    def dated(one: PlannedVisit) -> PlannedVisit:
        return replace(one, date=ScanDate.parse(day)) if one.label == label else one

    if not said:
        change(trial, dated)
        return
    with pytest.raises(NotAllowedError, match=f"week 8 of 01 is signed, and {said}"):
        change(trial, dated)


def known_of(trial: TrialFile) -> tuple[dict[str, str], list[str], list[tuple[str, int]]]:
    with trial.view() as view:
        arms = {name: one.arm for name, one in (subjects_of(view) or {}).items()}
        treated = [one.subject for one in treatments_of(view)]
        return arms, treated, [(one.subject, one.number) for one in queries_of(view)]


def with_tables(trial: TrialFile, subject: str, arm: str) -> None:
    info = SubjectInfo(subject=subject, arm=arm, reference_date=date(2026, 1, 5))
    done = Treatment(
        subject=subject, lesion="T1", date=date(2025, 1, 1), kind=TreatmentKind.RADIOTHERAPY
    )
    trial.do(CORA, lambda work: put_subjects(work, CORA, [info]))
    trial.do(CORA, lambda work: put_treatments(work, CORA, [done]))


def test_what_is_known_of_a_subject_goes_with_its_name(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    with_tables(trial, "01", "A")
    trial.do(CORA, lambda work: ask(work, CORA, "01", "anna", "which scan?"))
    change(trial, lambda one: replace(one, subject="PAT-7"))
    assert known_of(trial) == ({"PAT-7": "A"}, ["PAT-7"], [("PAT-7", 1)])
    with trial.view() as view:
        told = {one.reason for one in view.entries() if one.key.subject == "PAT-7"}
    assert "subject 01 is now called PAT-7" in told
    change(trial, lambda one: replace(one, subject="01"))
    assert known_of(trial) == ({"01": "A"}, ["01"], [("01", 1)])


def test_what_the_new_name_has_already_stands(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    with_tables(trial, "PAT-7", "B")
    with_tables(trial, "01", "A")
    change(trial, lambda one: replace(one, subject="PAT-7"))
    assert known_of(trial)[0] == {"01": "A", "PAT-7": "B"}


def test_one_visit_that_goes_to_somebody_else_takes_nothing_else(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    with_tables(trial, "01", "A")
    change(trial, lambda one: replace(one, subject="02") if one.label == "week 8" else one)
    assert known_of(trial) == ({"01": "A"}, ["01"], [])


def visit(subject: str, label: str, *studies: str) -> PlannedVisit:
    return PlannedVisit(subject=subject, label=label, date=NO_DATE, studies=studies)


KNOWN = (visit("P", "baseline", "1"), visit("Q", "week 8", "2"))
PLANNED = [
    pytest.param(visit("P", "baseline", "1", "3"), visit("P", "baseline", "1", "3"), id="new"),
    pytest.param(visit("P", "week 9", "1"), None, id="there already, under another label"),
    pytest.param(visit("P", "week 8", "2"), None, id="somebody else's by now"),
    pytest.param(visit("R", "baseline", "1"), visit("R", "baseline", "1"), id="a shared UID"),
    pytest.param(visit("R", "baseline", ""), visit("R", "baseline", ""), id="without a study"),
    pytest.param(visit("R", "week 8"), visit("R", "week 8"), id="without scans"),
]


@pytest.mark.parametrize(("planned", "then"), PLANNED)
def test_scans_that_are_found_join_what_is_kept(
    planned: PlannedVisit, then: PlannedVisit | None
) -> None:
    kept = (*KNOWN, visit("N", "baseline", ""))
    found = with_kept(kept, (planned,), {("P", "2"): "Q"})
    assert set(found) == {*kept, *([then] if then else [])} - (
        {KNOWN[0]} if then and then.subject == "P" else set()
    )
