"""Visits of a trial that are changed: what goes with them, and what keeps them as they are."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.dates import ScanDate
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import NotAllowedError
from recist.trial.kept_visits import kept_visits, save_visits
from recist.trial.signing import Signing, sign
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
