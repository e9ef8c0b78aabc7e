"""The benchmark of the reading room: what it looks for is found where it is planted.

That its sections run is told by the test of all benchmarks.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path

import pytest
from gui_parts import drag, memory, scroll, start, storm
from gui_parts.window import Paints, painted_ms
from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
KIB = 1024


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    column = QVBoxLayout(shown)
    for part in (QLabel("one"), QLabel("two")):
        column.addWidget(part)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_what_stays_behind_is_weighed(qtbot: QtBot) -> None:
    kept: list[bytes] = []
    grown = memory._growth_kib(lambda: kept.append(b"x" * 2048 * KIB), warm_up=1, times=8)
    assert grown > 1500


def test_a_paint_is_waited_for_in_every_part_that_is_seen(page: QWidget) -> None:
    one, other = page.findChildren(QLabel)
    painted = Paints((one, other))
    painted.expect()
    one.repaint()
    assert not painted.are_done()
    other.hide()
    assert painted.are_done()
    other.show()
    assert painted_ms(painted, page.update) > 0


def raging(act: Callable[[], None]) -> storm.Log:
    """Return what a storm of three events tells of, each of which does something."""

    with storm.Log() as log:
        storm.Storm(act, 3, log).rage()
    return log


def test_a_storm_tells_of_every_exception(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError("planted")

    assert raging(fail).exceptions == 3
    assert "planted" in capsys.readouterr().err


def test_a_storm_tells_of_a_silence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    times = chain([0.0, 0.0, 0.1, 0.1, 5.1], repeat(5.2))
    monkeypatch.setattr(storm, "perf_counter", lambda: next(times))
    assert raging(lambda: None).longest_silence_s == pytest.approx(5.0)


def test_other_scripts_find_the_package_behind_the_script_of_its_name(tmp_path: Path) -> None:
    asked = "import gui, gui.state.keys as keys; print(gui.__file__, keys.__name__)"
    run = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(BENCHMARKS)},
        cwd=tmp_path,
    )
    assert run.stdout.split() == [str(BENCHMARKS / "gui.py"), "gui.state.keys"]


def test_the_bars_are_those_that_were_asked_for() -> None:
    """Typed in from the request: a bar that is lowered, or measured on less, is seen here."""
    assert (scroll.BARS_PX, scroll.BARS_MS) == (512, {1: 8.0, 3: 16.7})
    assert scroll.LONGEST_FRAME_MS == 50.0
    assert scroll.TILE_PX == 900
    assert {(slices, pixels): tiles for slices, pixels, tiles in scroll.SCANS if pixels == 512} == {
        (100, 512): (1, 3),
        (1500, 512): (1, 3),
    }
    assert (drag.BAR_MS, drag.VISITS, drag.LESIONS) == (16.7, 10, 5)
    assert (start.SAMPLE_BAR_S, start.WINDOW_BAR_S) == (1.0, 2.0)
    assert (memory.BAR_KIB, memory.TIMES) == (100.0, 100)
    assert storm.ROUNDS * storm.EVENTS == 100_000
    assert storm.AT_MOST == {"exceptions": 0, "longest_silence_s": 1.0, "qt_warnings": 0}
