"""Queries about a lesion that gets another label: they name it as it is called now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import verify_trial
from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial import queries
from recist.trial.ports import Work
from recist.trial.saving import readings_of, save_readings
from tests.trial_files import ANNA, BEN, CORA, read_all, trial_with

Rows = tuple[Row, ...]


def about(trial: TrialFile) -> list[tuple[str, str, str]]:
    with trial.view() as view:
        found = queries.queries_of(view)
    return [(one.reader, one.lesion, one.question) for one in found]


def save(trial: TrialFile, change: Callable[[Rows], Rows]) -> None:
    def deed(work: Work) -> None:
        before = readings_of(work, reader=ANNA.user)
        save_readings(work, ANNA, before, change(before.rows), before.calipers)

    trial.do(ANNA, deed)


def asked(folder: Path) -> TrialFile:
    """Make a trial where both readers are asked about their T1."""
    trial = trial_with(folder)
    for actor in (ANNA, BEN):
        read_all(trial, actor)
        trial.do(
            CORA,
            lambda work, reader=actor.user: queries.ask(  # type: ignore[misc]
                work, CORA, "01", reader, "Is T1 one lesion?", visit="week 8", lesion="T1"
            ),
        )
    return trial


def called(before: str, after: str) -> Callable[[Rows], Rows]:
    return lambda rows: tuple(
        replace(row, lesion=after) if row.lesion == before else row for row in rows
    )


def test_a_query_follows_the_label_there_and_back(tmp_path: Path) -> None:
    trial = asked(tmp_path)
    save(trial, called("T1", "T9"))
    # What was asked stays word for word, and another reader's T1 is another lesion.
    assert about(trial) == [
        ("anna", "T9", "Is T1 one lesion?"),
        ("ben", "T1", "Is T1 one lesion?"),
    ]
    save(trial, called("T9", "T1"))
    assert [lesion for _, lesion, _ in about(trial)] == ["T1", "T1"]
    assert [verify_trial(trial.path, independent=one) for one in (False, True)] == [[], []]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rows: rows[1:], id="a reading goes"),
        pytest.param(
            lambda rows: (replace(rows[0], lesion="T9"), *rows[1:]), id="at one visit alone"
        ),
        pytest.param(
            lambda rows: tuple(
                replace(row, lesion="T9", image="1.2.9") if row.lesion == "T1" else row
                for row in rows
            ),
            id="another lesion in its place",
        ),
    ],
)
def test_what_is_no_other_label_leaves_queries_alone(
    tmp_path: Path, change: Callable[[Rows], Rows]
) -> None:
    trial = asked(tmp_path)
    save(trial, change)
    assert [lesion for _, lesion, _ in about(trial)] == ["T1", "T1"]
