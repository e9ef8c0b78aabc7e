"""Reads of a trial: saved as they are made, signed visit by visit, unlocked with a reason."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import LogInError, NotAllowedError, TrialError
from recist.trial.people import Actor
from recist.trial.ports import Work
from recist.trial.reads import DATABASE_LOCK, Stage, VisitRead, visit_read
from recist.trial.saving import Readings, readings_of, save_readings
from recist.trial.signing import Signing, sign, unlock
from recist.trial.verifying import verify
from tests.trial_files import (
    ANNA,
    BEN,
    CORA,
    PASSWORD,
    START,
    course,
    read_all,
    trial_with,
)

BASELINE, WEEK_8 = "baseline", "week 8"


def stage(trial: TrialFile, visit: str, reader: str = "anna") -> tuple[Stage, int]:
    with trial.view() as view:
        found = visit_read(view, "01", reader, visit)
    return found.stage, found.version


def signed(trial: TrialFile, actor: Actor, *visits: str) -> None:
    for visit in visits:
        sign(trial, actor, PASSWORD, Signing(subject="01", visit=visit), START)


def test_what_is_saved_is_there_again(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with trial.view() as view:
        found = readings_of(view, reader="anna")
        assert list(verify(view)) == []
    assert [replace(row, source="test") for row in found.rows] == course("anna")
    assert stage(trial, BASELINE) == (Stage.IN_PROGRESS, 1)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with trial.view() as view:
        before, head = readings_of(view, reader="anna"), view.head()
    trial.do(ANNA, partial(_save, ANNA, before, before.rows))
    with trial.view() as view:
        assert view.head() == head
    trial.do(ANNA, partial(_save, ANNA, before, before.rows[1:]))
    with trial.view() as view:
        assert [entry.action for entry in view.entries()][-1] == "removed"


def _save(actor: Actor, before: Readings, rows: tuple[object, ...], work: Work) -> None:
    save_readings(work, actor, before, rows, before.calipers)  # type: ignore[arg-type]


def test_a_signature_binds_name_time_and_meaning_to_what_was_read(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    signed(trial, ANNA, BASELINE)
    with trial.view() as view:
        (signature,) = view.all("signature")
        assert list(verify(view)) == []
    assert signature.value["printed_name"] == "Anna Reader"
    assert signature.value["at"] == "2026-03-02T08:00:00.000000+00:00"
    assert signature.value["meaning"].startswith("I have read this visit")
    assert stage(trial, BASELINE) == (Stage.SIGNED, 1)


def test_a_signed_visit_is_locked_until_it_is_unlocked_with_a_reason(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    signed(trial, ANNA, BASELINE, WEEK_8)
    with trial.view() as view:
        before = readings_of(view, reader="anna")
    with pytest.raises(NotAllowedError, match="is signed"):
        trial.do(ANNA, partial(_save, ANNA, before, before.rows[:1]))
    read = VisitRead(subject="01", reader="anna", visit=BASELINE)
    with pytest.raises(NotAllowedError, match="with a reason"):
        trial.do(CORA, lambda work: unlock(work, CORA, read, " "))
    trial.do(CORA, lambda work: unlock(work, CORA, read, "wrong slice"))
    assert stage(trial, BASELINE) == (Stage.IN_PROGRESS, 2)
    assert stage(trial, WEEK_8) == (Stage.IN_PROGRESS, 2)
    trial.do(ANNA, partial(_save, ANNA, before, before.rows[:1]))
    signed(trial, ANNA, BASELINE)
    with trial.view() as view:
        versions = [(one.key.visit, one.key.name) for one in view.all("signature")]
        assert list(verify(view)) == []
    assert versions == [(BASELINE, "1"), (BASELINE, "2"), (WEEK_8, "1")]


REFUSED = [
    ("a coordinator does not sign", CORA, BASELINE, PASSWORD, NotAllowedError, "sign reads"),
    ("a wrong password", ANNA, BASELINE, "wrong", LogInError, "name or password is wrong"),
    ("an earlier visit is open", ANNA, WEEK_8, PASSWORD, NotAllowedError, "baseline comes first"),
    ("nothing is read", BEN, BASELINE, PASSWORD, NotAllowedError, "nothing is read yet"),
]


@pytest.mark.parametrize(
    ("why", "actor", "visit", "password", "error", "message"), REFUSED, ids=[r[0] for r in REFUSED]
)
def test_what_is_not_signed(
    tmp_path: Path,
    why: str,
    actor: Actor,
    visit: str,
    password: str,
    error: type[TrialError],
    message: str,
) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with pytest.raises(error, match=message):
        sign(trial, actor, password, Signing(subject="01", visit=visit), START)
    with trial.view() as view:
        assert view.all("signature") == []


def test_after_the_database_lock_nothing_changes(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with trial.view() as view:
        before = readings_of(view, reader="anna")
    trial.do(CORA, lambda work: work.put(DATABASE_LOCK, {}, expect=0))
    with pytest.raises(NotAllowedError, match="the database is locked"):
        trial.do(ANNA, partial(_save, ANNA, before, before.rows[:1]))
    with pytest.raises(NotAllowedError, match="the database is locked"):
        signed(trial, ANNA, BASELINE)


def test_nobody_reads_under_another_name(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    nothing = Readings(rows=(), calipers=(), versions={})
    with pytest.raises(NotAllowedError, match="of their own"):
        trial.do(BEN, partial(_save, BEN, nothing, tuple(course("anna"))))
    with trial.view() as view:
        assert view.get(Key(kind="row", subject="01", reader="anna", visit=BASELINE)) is None
