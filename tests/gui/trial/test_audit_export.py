"""The audit chain written to a file: and no file that the chain does not know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gui.state.trial.audit_export import export_audit
from recist.store.trial_file import TrialFile
from recist.store.work import SqlWork
from recist.trial.errors import UnusableError
from recist.trial.people import Actor
from tests.gui.trial_looks_scenes import asked, desk_of
from tests.trial_files import CORA


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return asked(tmp_path)


class Unkept(TrialFile):
    """A trial whose disk is full when a deed is to be kept."""

    def do(self, actor: Actor, deed: Callable[[SqlWork], Any], *, save: str = "") -> Any:
        def undone(work: SqlWork) -> None:
            deed(work)
            raise UnusableError("the disk is full; nothing was changed")

        return super().do(actor, undone, save=save)


def test_an_export_that_the_chain_cannot_keep_leaves_no_file(
    trial: TrialFile, tmp_path: Path
) -> None:
    with pytest.raises(UnusableError, match="the disk is full"):
        export_audit(desk_of(Unkept(trial.path), CORA), [3], tmp_path / "chain.csv")
    assert not (tmp_path / "chain.csv").exists()


def test_an_export_tells_how_far_it_is(trial: TrialFile, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_audit(
        desk_of(trial, CORA), [3], tmp_path / "chain.csv", lambda *steps: told.append(steps)
    )
    assert told == [(number, 72) for number in range(1, 73)]
