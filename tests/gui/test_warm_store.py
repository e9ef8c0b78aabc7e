"""What keeps trials is imported beside the window, before the first trial is opened."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from gui.app import warm_store_beside
from recist import app


def test_the_store_is_imported_in_a_thread_once_events_are_handled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, threads = Event(), []

    def warm() -> None:
        threads.append(current_thread())
        done.set()

    monkeypatch.setattr(app, "warm_store", warm)
    warm_store_beside()
    assert not done.is_set()
    qtbot.waitUntil(done.is_set)
    assert threads != [main_thread()]
