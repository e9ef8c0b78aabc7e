"""The work list asks for each kind of thing once, however many subjects there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from recist.model.protocol import AdjudicateOn, Protocol, ReadingPlan
from recist.trial.audit import Key, State
from recist.trial.blinding import SeenBy
from recist.trial.people import Actor, Role
from recist.trial.ports import Record
from recist.trial.progress import progress_of
from recist.trial.reads import Stage
from recist.trial.state_view import StateView
from recist.trial.worklist import Work, work_list, work_of
from tests.trial_files import ANNA, CORA

JUDGE = Actor(user="jo", roles=frozenset({Role.ADJUDICATOR}))
PLAN = ReadingPlan(readers=2, blinded=True, adjudicate_on=(AdjudicateOn.BEST_RESPONSE,))
PROTOCOL = replace(Protocol(id="p", criteria="RECIST 1.1"), reading=PLAN)


class Counted(StateView):
    """Counts what it is asked for."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.asked = 0

    def get(self, key: Key) -> Record | None:
        self.asked += 1
        return super().get(key)

    def all(
        self, kind: str, *, subject: str | None = None, reader: str | None = None
    ) -> list[Record]:
        self.asked += 1
        return super().all(kind, subject=subject, reader=reader)


def begun(subjects: int) -> Counted:
    """Return a trial in which both readers have signed the first of two visits."""
    state: State = {}
    for n in range(subjects):
        for visit, date in (("baseline", "2026-01-05"), ("week 8", "2026-03-02")):
            state[Key(kind="visit", subject=f"{n:03}", visit=visit)] = {"date": date}
        for reader in ("anna", "ben"):
            key = Key(kind="read", subject=f"{n:03}", reader=reader, visit="baseline")
            state[key] = {"stage": "signed", "version": 1}
    return Counted(state)


@pytest.mark.parametrize(("actor", "lines"), [(ANNA, 2), (CORA, 4), (JUDGE, 0)])
def test_more_subjects_are_no_more_questions(actor: Actor, lines: int) -> None:
    asked = Counter[int]()
    for subjects in (1, 20):
        kept = begun(subjects)
        found = work_list(SeenBy(kept, actor, PLAN), actor, PROTOCOL)
        assert len(found) == lines * subjects
        asked[kept.asked] += 1
    assert len(asked) == 1


def test_how_far_a_visit_is() -> None:
    kept = begun(1)
    progress = progress_of(kept, "000")
    assert progress.readers("000") == ["anna", "ben"]
    assert progress.stage("000", "anna", "week 8") is Stage.TO_READ
    assert not progress.is_finished("000", "anna")
    assert [work_of(progress, "000", "anna", one) for one in progress.visits["000"]] == [
        Work.SIGNED,
        Work.TO_READ,
    ]


def test_a_subject_that_is_not_there_is_far_from_finished() -> None:
    progress = progress_of(begun(1), "999")
    assert (progress.readers("999"), progress.is_finished("999", "anna")) == ([], False)
