"""Exporters that are made up, in the place of real ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recist.app import exports
from tests.gui import made_up_exporters

MADE_UP = {"csv": "READS", "xlsx": "WRONG", "json": "HELD"}


@pytest.fixture
def made_up_exports(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, attribute in MADE_UP.items():
        monkeypatch.setitem(exports.EXPORTERS, name, f"tests.gui.made_up_exporters:{attribute}")
    yield
    made_up_exporters.STOPPED.clear()
