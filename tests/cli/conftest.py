"""Desks: with an empty folder, and with a trial in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.trial.accounts import put_user
from tests.cli.trial_desk import JUDGE, Desk
from tests.trial_files import (
    ADA,
    ANNA,
    PASSWORD,
    read_all,
    trial_with,
    with_settings,
)


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


@pytest.fixture
def desk(empty: Desk) -> Desk:
    """A trial with ada, anna, ben, cora and judge, of which anna has read subject 01."""
    trial = with_settings(trial_with(empty.folder))
    trial.do(ADA, lambda work: put_user(work, ADA, JUDGE, PASSWORD))
    read_all(trial, ANNA)
    return empty
