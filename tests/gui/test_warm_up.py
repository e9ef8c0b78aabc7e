"""What opening needs is imported beside the window, before the first trial is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from gui.app import warm_up_beside
from recist import app
from tests.gui.rooms import SAMPLE, SUBJECT


def test_what_opening_needs_is_imported_in_a_thread_once_events_are_handled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, threads = Event(), []

    def warm() -> None:
        threads.append(current_thread())
        done.set()

    monkeypatch.setattr(app, "warm_up", warm)
    warm_up_beside()
    assert not done.is_set()
    qtbot.waitUntil(done.is_set)
    assert threads != [main_thread()]


def test_nothing_of_its_own_is_left_to_be_imported_when_the_sample_is_opened(
    tmp_path: Path,
) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PyQt6.QtWidgets import QApplication\n"
        "from gui.app import AppServices\n"
        "from gui.state.entering import open_scans\n"
        "from gui.state.opening import Request\n"
        "from gui.widgets.room import Room\n"
        "from recist import app\n"
        "app.warm_readers()\n"
        "held = QApplication([])\n"
        "asked, trials = Request(paths=(Path(sys.argv[1]),)), Path(sys.argv[2])\n"
        "services = AppServices()\n"
        "room = Room(services, trials)\n"
        "app.warm_up()\n"
        "before = set(sys.modules)\n"
        "found = open_scans(services, trials, asked, lambda *_: None, again=False)\n"
        "services.load_volume(found.session.inspection.series[0], lambda *_: None, None, None)\n"
        "late = sorted(set(sys.modules) - before)\n"
        "slow = ('gui', 'recist', 'sqlalchemy', 'alembic')\n"
        "print([name for name in late if name.split('.')[0] in slow])"
    )
    command = [sys.executable, "-c", code, str(SAMPLE / SUBJECT), str(tmp_path / "trials")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
