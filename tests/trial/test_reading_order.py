"""Visits are read in order where the protocol says so, whoever asks for the change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.dates import ScanDate
from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import NotAllowedError
from recist.trial.importing import import_rows
from recist.trial.ports import Work
from recist.trial.protocol_file import built_in_text
from recist.trial.reads import Stage, VisitRead
from recist.trial.saving import readings_of, save_readings
from recist.trial.signing import Signing, sign, unlock
from tests.trial_files import (
    ANNA,
    CORA,
    PASSWORD,
    START,
    course,
    trial_with,
    with_settings,
)


def in_order(folder: Path) -> TrialFile:
    return with_settings(trial_with(folder), built_in_text("recist-1.1"))


def test_a_save_does_not_skip_a_visit(tmp_path: Path) -> None:
    trial = in_order(tmp_path)

    def save(work: Work, *rows: Row) -> None:
        save_readings(work, ANNA, readings_of(work, reader="anna"), rows, ())

    first, later = course("anna")
    trial.do(ANNA, lambda work: save(work, first))
    with pytest.raises(NotAllowedError, match="baseline comes first: sign it before week 8"):
        trial.do(ANNA, lambda work: save(work, first, later))


def test_an_import_of_own_readings_does_not_skip_a_visit(tmp_path: Path) -> None:
    trial = in_order(tmp_path)
    rows = course("anna")
    with pytest.raises(NotAllowedError, match="baseline comes first"):
        trial.do(ANNA, lambda work: import_rows(work, ANNA, rows, "from t.csv"))
    assert trial.do(ANNA, lambda work: import_rows(work, ANNA, rows[:1], "from t.csv")) == 1
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)
    assert trial.do(ANNA, lambda work: import_rows(work, ANNA, rows[1:], "from t.csv")) == 1


def test_a_coordinator_brings_reads_of_an_earlier_system(tmp_path: Path) -> None:
    trial, rows = in_order(tmp_path), course("anna")
    assert trial.do(CORA, lambda work: import_rows(work, CORA, rows, "from t.csv")) == 2


def test_the_protocol_of_the_trial_says_in_which_order_visits_are_signed(tmp_path: Path) -> None:
    trial, rows = in_order(tmp_path), course("anna")
    trial.do(CORA, lambda work: import_rows(work, CORA, rows, "from t.csv"))
    later = Signing(subject="01", visit="week 8", sequential=False)
    with pytest.raises(NotAllowedError, match="baseline comes first"):
        sign(trial, ANNA, PASSWORD, later, START)


def test_a_scan_that_comes_late_waits_until_what_follows_it_is_unlocked(tmp_path: Path) -> None:
    trial, rows = in_order(tmp_path), course("anna")
    trial.do(CORA, lambda work: import_rows(work, CORA, rows, "from t.csv"))
    for label in ("baseline", "week 8"):
        sign(trial, ANNA, PASSWORD, Signing(subject="01", visit=label), START)
    late = replace(rows[1], visit="week 4", date=ScanDate.parse("2026-02-02"))
    key = Key(kind="visit", subject="01", visit="week 4")
    trial.do(CORA, lambda work: work.put(key, {"date": late.date.text, "studies": []}, expect=0))

    def save(work: Work) -> None:
        before = readings_of(work, reader="anna")
        save_readings(work, ANNA, before, (*before.rows, late), ())

    with pytest.raises(NotAllowedError, match="week 8 comes after week 4 and is signed; it has to"):
        trial.do(ANNA, save)
    read = VisitRead(subject="01", reader="anna", visit="week 8", stage=Stage.SIGNED)
    trial.do(CORA, lambda work: unlock(work, CORA, read, "week 4 came in late"))
    trial.do(ANNA, save)
    for label in ("week 4", "week 8"):
        sign(trial, ANNA, PASSWORD, Signing(subject="01", visit=label), START)


def test_nothing_is_read_of_a_visit_that_the_trial_does_not_have(tmp_path: Path) -> None:
    trial, row = in_order(tmp_path), course("anna")[0]
    key = Key(kind="visit", subject="01", visit="baseline")
    trial.do(CORA, lambda work: work.remove(key, expect=None))
    with pytest.raises(NotAllowedError, match="subject 01 has no visit baseline in this trial"):
        trial.do(
            ANNA,
            lambda work: save_readings(work, ANNA, readings_of(work, reader="anna"), (row,), ()),
        )
