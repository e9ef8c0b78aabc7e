"""Queries: who may ask, answer and close, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.store.trial_file import TrialFile
from recist.trial import queries
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor
from recist.trial.ports import Work
from recist.trial.queries import Query, Stage
from tests.trial_files import ANNA, BEN, CORA, read_all, trial_with

Step = tuple[str, Actor]
STEPS: list[tuple[str, list[Step], Stage]] = [
    ("asked", [("ask", CORA)], Stage.OPEN),
    ("answered", [("ask", CORA), ("answer", ANNA)], Stage.ANSWERED),
    ("closed", [("ask", CORA), ("answer", ANNA), ("close", CORA)], Stage.CLOSED),
    ("withdrawn", [("ask", CORA), ("close", CORA)], Stage.CLOSED),
    ("answered again", [("ask", CORA), ("answer", ANNA), ("answer", ANNA)], Stage.ANSWERED),
]
FORBIDDEN: list[tuple[str, list[Step], str]] = [
    ("a reader asks", [("ask", ANNA)], "may not raise"),
    ("another reader answers", [("ask", CORA), ("answer", BEN)], "no open query 1"),
    ("a coordinator answers", [("ask", CORA), ("answer", CORA)], "may not answer"),
    ("a reader closes", [("ask", CORA), ("close", ANNA)], "may not raise and close"),
    ("closed twice", [("ask", CORA), ("close", CORA), ("close", CORA)], "no open query 1"),
    ("nothing was asked", [("answer", ANNA)], "no open query 1"),
]


def step(name: str, actor: Actor, work: Work) -> Query:
    match name:
        case "ask":
            return queries.ask(work, actor, "01", "anna", "Which slice?", visit="week 8")
        case "answer":
            return queries.answer(work, actor, 1, "Slice 12.")
        case _:
            return queries.close(work, actor, 1)


def carried_out(trial: TrialFile, steps: list[Step]) -> list[Query]:
    for name, actor in steps:
        trial.do(actor, lambda work, n=name, a=actor: step(n, a, work))  # type: ignore[misc]
    with trial.view() as view:
        return queries.queries_of(view)


@pytest.mark.parametrize(("why", "steps", "stage"), STEPS, ids=[one[0] for one in STEPS])
def test_steps(tmp_path: Path, why: str, steps: list[Step], stage: Stage) -> None:
    (query,) = carried_out(trial_with(tmp_path), steps)
    assert (query.stage, query.subject, query.reader, query.visit) == (
        stage,
        "01",
        "anna",
        "week 8",
    )


@pytest.mark.parametrize(("why", "steps", "message"), FORBIDDEN, ids=[f[0] for f in FORBIDDEN])
def test_steps_that_are_forbidden(
    tmp_path: Path, why: str, steps: list[Step], message: str
) -> None:
    with pytest.raises(NotAllowedError, match=message):
        carried_out(trial_with(tmp_path), steps)


NOWHERE = [
    ("week8", "", "01 has no visit week8; its visits are baseline, week 8"),
    ("week 8", "T9", "nobody has read a lesion T9 of 01; check its spelling"),
    ("", "T9", "nobody has read a lesion T9 of 01; check its spelling"),
]


@pytest.mark.parametrize(("visit", "lesion", "message"), NOWHERE)
def test_a_query_is_about_what_is_there(
    tmp_path: Path, visit: str, lesion: str, message: str
) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)

    def deed(work: Work) -> Query:
        return queries.ask(work, CORA, "01", "anna", "Why?", visit=visit, lesion=lesion)

    with pytest.raises(NotAllowedError, match=message):
        trial.do(CORA, deed)


@pytest.mark.parametrize("text", ["", "  "])
def test_empty_words_are_none(tmp_path: Path, text: str) -> None:
    trial = trial_with(tmp_path)
    with pytest.raises(NotAllowedError, match="a query asks something"):
        trial.do(CORA, lambda work: queries.ask(work, CORA, "01", "anna", text))
