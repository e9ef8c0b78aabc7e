"""Who sits at a desk: what was changed of them since the log-in holds at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recist.store.trial_file import TrialFile
from recist.trial.accounts import change_password, put_user
from recist.trial.audit import Action
from recist.trial.errors import NotAllowedError
from recist.trial.making import filling
from recist.trial.people import ALONE, Actor, Role, User
from recist.trial.ports import Trial, Work
from recist.trial.protocol_file import built_in_text
from recist.trial.seated import seated, unseated
from recist.trial.settings import Images, Settings
from recist.trial.signing import Signing, sign
from tests.trial_files import (
    ADA,
    ANNA,
    PASSWORD,
    PEOPLE,
    START,
    all_but_refusals,
    new_trial,
    read_all,
    trial_with,
)

LEO = User(name="leo", printed_name="Leo", roles=ALONE)
SETTINGS = Settings(
    name="trial",
    protocols=(built_in_text("recist-1.1"),),
    images=Images.IMPORT,
    created="2026-03-02T08:00:00.000000+00:00",
)


def look(trial: Trial) -> None:
    with trial.view():
        pass


def note(trial: Trial) -> None:
    trial.do(ANNA, lambda work: work.note(Action.OPENED, {}))


def pen(trial: Trial) -> None:
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)


def password(trial: Trial) -> None:
    change_password(trial, ANNA, PASSWORD, "sesame open", START)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            {"roles": frozenset({Role.COORDINATOR})},
            r"^the roles of anna were changed; log in again$",
            id="other roles",
        ),
        pytest.param({"active": False}, r"^anna was deactivated", id="deactivated"),
    ],
)
@pytest.mark.parametrize("way", [look, note, pen, password])
def test_no_way_passes_the_seat(
    tmp_path: Path, way: Callable[[Trial], None], change: dict[str, object], said: str
) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    seat = seated(trial, ANNA, alone=False)
    anna = replace(PEOPLE[1], **change)  # type: ignore[arg-type]
    trial.do(ADA, lambda work: put_user(work, ADA, anna))
    before = all_but_refusals(trial)
    with pytest.raises(NotAllowedError, match=said):
        way(seat)
    assert all_but_refusals(trial) == before


@pytest.mark.parametrize("way", [look, note, pen, password])
def test_who_is_as_they_were_is_let_through(tmp_path: Path, way: Callable[[Trial], None]) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    way(seated(trial, ANNA, alone=False))


def test_who_works_alone_logs_in_once_there_are_passwords(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)
    leo = Actor(user=LEO.name, roles=LEO.roles)
    trial.do(leo, filling(SETTINGS, LEO, None))
    seat = seated(trial, leo, alone=True)
    look(seat)

    def protect(work: Work) -> None:
        put_user(work, leo, LEO, PASSWORD)

    seat.do(leo, protect)
    with pytest.raises(NotAllowedError, match=r"^the trial has passwords since; log in again$"):
        look(seat)


def test_another_sits_down_in_the_same_place(tmp_path: Path) -> None:
    trial: TrialFile = trial_with(tmp_path)
    seat = seated(seated(trial, ANNA, alone=False), ADA, alone=False)
    assert (unseated(seat), unseated(trial), seat.actor) == (trial, trial, ADA)
