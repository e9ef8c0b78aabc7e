"""The checks that guard every test of the reading room do bite."""

import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.windows_left import windows_left

ROOT = Path(__file__).resolve().parents[2]
FAULTY = """
from PyQt6.QtCore import qWarning
from PyQt6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import no_window_is_left

HELD = []


def test_warns(qtbot):
    qWarning("a planted warning")


def test_leaves_a_window(qtbot):
    HELD.append(QWidget())
    HELD[0].setWindowTitle("planted")


def test_cleans_up():
    HELD[0].deleteLater()
    QApplication.processEvents()
"""


@pytest.mark.parametrize(
    ("window", "shown", "said"),
    [
        (QWidget, True, "QWidget 'planted' (shown)"),
        (QDialog, False, "QDialog 'planted' (hidden)"),
        (QMenu, False, "QMenu 'planted' (hidden)"),
    ],
)
def test_a_window_that_is_left_is_named(
    qtbot: QtBot, window: type[QWidget], shown: bool, said: str
) -> None:
    made = window()
    made.setWindowTitle("planted")
    made.setVisible(shown)
    assert windows_left() == (said,)
    made.deleteLater()
    assert windows_left() == ()


def test_a_window_that_only_a_circle_holds_is_not_left(qtbot: QtBot) -> None:
    made: QWidget | None = QWidget()
    circle: list[object] = [made]
    circle.append(circle)
    del made, circle
    assert windows_left() == ()


def test_a_warning_of_qt_and_a_window_that_is_left_fail_their_tests(tmp_path: Path) -> None:
    faulty = tmp_path / "test_faulty.py"
    faulty.write_text(FAULTY, encoding="utf-8")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", str(faulty), "-p", "no:cacheprovider"),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert "FAILED ::test_warns" in run.stdout, run.stdout
    assert "the test leaves windows alive: QWidget 'planted' (hidden)" in run.stdout
    assert "1 failed, 2 passed, 1 error" in run.stdout
