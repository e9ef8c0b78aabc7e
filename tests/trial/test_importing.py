"""Reading tables into a trial: who may bring what, and that nothing is changed by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial.errors import NotAllowedError
from recist.trial.importing import import_rows
from recist.trial.people import Actor
from recist.trial.saving import readings_of
from recist.trial.signing import Signing, sign
from recist.trial.verifying import verify
from tests.trial_files import ADA, ANNA, BEN, CORA, PASSWORD, START, course, read_all, trial_with

BOTH = ("50", "30")
OTHER_SIZES = ("50", "31")


def bring(trial: TrialFile, actor: Actor, rows: list[Row]) -> int | None:
    return trial.do(actor, lambda work: import_rows(work, actor, rows, "imported from t.csv"))


def sizes(trial: TrialFile, reader: str) -> int:
    with trial.view() as view:
        assert list(verify(view)) == []
        return len(readings_of(view, reader=reader).rows)


def elsewhere(rows: list[Row], **change: str) -> list[Row]:
    return [replace(row, **change) for row in rows]  # type: ignore[arg-type]


# who brings what, whose it becomes, why
ALLOWED = [
    (ANNA, course("anna"), "anna", "readers bring their own"),
    (ANNA, course(""), "anna", "a table without readers is of who brings it"),
    (CORA, course("ben"), "ben", "a coordinator brings those of a reader"),
    (ANNA, [replace(row, visit=row.visit.upper()) for row in course("anna")], "anna", "spelling"),
    (CORA, elsewhere(course("ben"), subject="02"), "ben", "a coordinator adds visits"),
]


@pytest.mark.parametrize(("actor", "rows", "reader", "why"), ALLOWED, ids=[a[3] for a in ALLOWED])
def test_brought_once(tmp_path: Path, actor: Actor, rows: list[Row], reader: str, why: str) -> None:
    trial = trial_with(tmp_path)
    assert bring(trial, actor, rows) == len(rows)
    assert bring(trial, actor, rows) == 0
    assert sizes(trial, reader) == len(rows)
    with trial.view() as view:
        told = {(e.user, e.reason) for e in view.entries() if e.key.kind == "row"}
        labels = {one.key.visit for one in view.all("row")}
    assert told == {(actor.user, "imported from t.csv")}
    assert labels == {"baseline", "week 8"}


REFUSED = [
    (ANNA, course("ben"), "ben is somebody else", "a reader brings another's"),
    (CORA, course(""), "is empty; name who has read", "nobody has read it"),
    (CORA, course("eve"), "eve is no reader of the trial", "a reader who is not known"),
    (CORA, course("cora"), "cora is no reader of the trial", "a coordinator reads nothing"),
    (ADA, course("anna"), "ada may not import readings", "an administrator"),
    (ANNA, elsewhere(course("anna"), subject="02"), "has no visit", "a reader adds no visit"),
    (ANNA, course("anna") + course("", OTHER_SIZES), "stands differently", "twice in the table"),
]


@pytest.mark.parametrize(("actor", "rows", "said", "why"), REFUSED, ids=[r[3] for r in REFUSED])
def test_refused_and_nothing_is_brought(
    tmp_path: Path, actor: Actor, rows: list[Row], said: str, why: str
) -> None:
    trial = trial_with(tmp_path)
    with pytest.raises(NotAllowedError, match=said):
        bring(trial, actor, rows)
    with trial.view() as view:
        assert view.all("row") == []


@pytest.mark.parametrize("accepted", [None, True, False])
def test_what_an_export_says_of_acceptance_is_no_other_reading(
    tmp_path: Path, accepted: bool | None
) -> None:
    # A trial keeps readings; which read is accepted comes of its signatures and adjudications.
    trial = trial_with(tmp_path)
    assert bring(trial, CORA, course("anna")) == 2
    assert bring(trial, CORA, [replace(row, accepted=accepted) for row in course("anna")]) == 0


def more(reader: str) -> list[Row]:
    return elsewhere(course(reader), lesion="T2")


# who, what is brought to what anna has read, whether anna has signed, what is said
LATER = [
    (ANNA, course("anna", OTHER_SIZES), False, "stands differently in the trial"),
    (CORA, course("anna", OTHER_SIZES), False, "stands differently in the trial"),
    (CORA, more("anna"), False, "anna has begun to read baseline"),
    (ANNA, more("anna"), True, "baseline is signed"),
]


@pytest.mark.parametrize(("actor", "rows", "signed", "said"), LATER)
def test_what_was_read_stays(
    tmp_path: Path, actor: Actor, rows: list[Row], signed: bool, said: str
) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA, BOTH)
    if signed:
        sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)
    with pytest.raises(NotAllowedError, match=said):
        bring(trial, actor, rows)
    assert sizes(trial, "anna") == len(BOTH)


def test_readers_add_to_what_they_have_begun(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA, BOTH)
    read_all(trial, BEN, BOTH)
    assert bring(trial, ANNA, more("anna")) == len(BOTH)
    assert (sizes(trial, "anna"), sizes(trial, "ben")) == (4, 2)
