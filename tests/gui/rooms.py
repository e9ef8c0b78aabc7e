"""A real window on the sample scans, and hands that use mouse and keys."""

from __future__ import annotations

import csv
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.layout import Layout
from gui.state.opening import Request, Start
from gui.state.session import present
from gui.state.view import screen_from_lps
from gui.widgets.questions import Leave
from gui.widgets.room import Room
from gui.widgets.viewport import Viewport
from recist.imaging.slices import nearest_slice
from recist.measure.caliper import Axis
from recist.measure.vectors import Vector
from tests.gui.mouse import key, move, press, release

SAMPLE = Path(__file__).resolve().parents[2] / "sample_scans"
SUBJECT = "S-LIVER-CT"
PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is known of a lesion at a visit."""

    longest_mm: float
    long_axis_lps_mm: Axis


def truth(visit: str, lesion: str, subject: str = SUBJECT) -> Truth:
    """Return a row of the sample's ground truth."""
    with (SAMPLE / "truth.csv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if (row["patient_id"], row["visit"], row["lesion"]) == (subject, visit, lesion):
                ends = [
                    (float(row[f"long_x{n}"]), float(row[f"long_y{n}"]), float(row[f"long_z{n}"]))
                    for n in (1, 2)
                ]
                return Truth(
                    longest_mm=float(row["longest_diameter_mm"]),
                    long_axis_lps_mm=(ends[0], ends[1]),
                )
    raise AssertionError(f"no truth for {lesion} at {visit}")


def scans_alone(table: Path) -> Request:
    """Ask for the sample patient's scans with a table that need not exist yet."""
    return Request(paths=(SAMPLE / SUBJECT,), table=table, reader="A", start=Start.RESUME)


class Hands:
    """Uses a room as a reader does."""

    def __init__(self, qtbot: QtBot, trials: Path, request: Request) -> None:
        self.qtbot = qtbot
        self.room = Room(AppServices(), trials)
        self.room.questions.leave = lambda: Leave.LOSE  # type: ignore[method-assign]
        qtbot.addWidget(self.room)
        self.room.resize(1600, 1000)
        self.room.show()
        qtbot.waitExposed(self.room)
        self.room.opener.open(request)
        self.wait()

    def wait(self) -> None:
        """Let everything that is loading come in."""
        self.qtbot.waitUntil(lambda: not self.room.runner.is_busy(), timeout=PATIENCE_MS)

    def alone(self) -> None:
        """Give the current visit the whole space."""
        self.room.top._layouts.buttons[Layout.SINGLE.name].click()
        self.wait()

    @property
    def viewport(self) -> Viewport:
        """The active tile."""
        return self.room.area.viewports[self.room.area.viewer.active]

    def press_key(self, pressed: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key over the image."""
        self.viewport.setFocus()
        if held is None:
            key(self.qtbot, self.viewport, pressed)
        else:
            self.qtbot.keyClick(self.viewport, pressed, held)  # type: ignore[no-untyped-call]

    def at(self, point_lps_mm: Vector) -> tuple[int, int]:
        """Return the pixel of the active tile over a patient point."""
        viewer = self.room.area.viewer
        tile = viewer.tiles[viewer.active]
        assert tile.view is not None
        x, y = screen_from_lps(tile.view, tile.size, point_lps_mm)
        return round(x), round(y)

    def look_at(self, axis: Axis) -> None:
        """Scroll to an axis' slice and zoom there until a pixel is a twelfth of a mm."""
        viewer = self.room.area.viewer
        tile = viewer.tiles[viewer.active]
        assert tile.volume is not None
        assert tile.view is not None
        wanted = nearest_slice(tile.volume.series, axis[0])
        assert wanted is not None
        self.press_key(Qt.Key.Key_Home)
        for _ in range(len(tile.volume.series.slices)):
            if self._slice() == wanted:
                break
            self.press_key(Qt.Key.Key_PageDown)
        assert self._slice() == wanted
        middle = tuple((a + b) / 2 for a, b in zip(*axis, strict=True))
        self._bring(middle)  # type: ignore[arg-type]
        for _ in range(30):
            if self._zoom() >= 12.0:
                break
            self._wheel(self.at(middle))  # type: ignore[arg-type]

    def _bring(self, point: Vector) -> None:
        """Pan a point into the middle of the tile."""
        x, y = self.at(point)
        size = self.viewport.size()
        button = Qt.MouseButton.MiddleButton
        press(self.qtbot, self.viewport, (x, y), button)
        move(self.qtbot, self.viewport, (size.width() // 2, size.height() // 2))
        release(self.qtbot, self.viewport, (size.width() // 2, size.height() // 2), button)

    def _slice(self) -> int:
        viewer = self.room.area.viewer
        view = viewer.tiles[viewer.active].view
        assert view is not None
        return view.plane.k

    def _zoom(self) -> float:
        viewer = self.room.area.viewer
        view = viewer.tiles[viewer.active].view
        assert view is not None
        return view.zoom_px_per_mm

    def _wheel(self, at: tuple[int, int]) -> None:
        send_wheel(self.viewport, at, Qt.KeyboardModifier.ControlModifier)

    def draw(self, axis: Axis) -> None:
        """Draw a bidirectional caliper over an axis."""
        self.look_at(axis)
        self.press_key(Qt.Key.Key_B)
        self.begin(axis)
        release(self.qtbot, self.viewport, self.at(axis[1]))

    def begin(self, axis: Axis) -> None:
        """Press at one end of an axis and move to the other; the button stays down."""
        start, end = self.at(axis[0]), self.at(axis[1])
        press(self.qtbot, self.viewport, start)
        move(self.qtbot, self.viewport, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2))
        move(self.qtbot, self.viewport, end)

    def cell(self, title: str, visit: str) -> str:
        """Return what the lesion table says."""
        return self.room.right.table.text_at(title, visit)

    def longest_mm(self, lesion: str, visit: str) -> float:
        """Return what the document holds of a target."""
        return float(self.cell(lesion, visit))

    def close(self) -> None:
        """Put the window away without questions."""
        self.room.runner.stop()
        self.room.hide()

    def rows(self) -> int:
        """Count the rows of the document."""
        return len(present(self.room.reading.session).rows)


def send_wheel(widget: QWidget, at: tuple[int, int], held: Qt.KeyboardModifier) -> None:
    """Turn the wheel one notch away from the user."""
    event = QWheelEvent(
        QPointF(*at),
        QPointF(widget.mapToGlobal(QPoint(*at))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
