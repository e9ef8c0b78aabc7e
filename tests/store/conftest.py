"""A trial in which something is signed, for the tests that tamper with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.tampered import signed_trial


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the trial; it is copied, never changed."""
    return signed_trial(tmp_path_factory.mktemp("original"))


@pytest.fixture
def trial(original: Path, tmp_path: Path) -> Path:
    """Return a copy of it that a test may change."""
    return Path(shutil.copy(original, tmp_path))
