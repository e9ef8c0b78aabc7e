"""A real window of the reading room, set up as the program sets it up, and hands on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, sleep

from PyQt6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PyQt6.QtGui import QMouseEvent, QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QWidget

from gui.app import take_down
from gui.state.opening import Request
from gui.state.services import Services
from gui.widgets import style
from gui.widgets.promptness import paint_at_once, pass_over_what_stays
from gui.widgets.room import Room

PATIENCE_S = 180
NOTCH = 120
SIZE = (1600, 1000)
NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def application() -> QApplication:
    """Make the application, dressed; it lives as long as it is held."""
    paint_at_once()
    made = QApplication(sys.argv[:1])
    made.setStyle("Fusion")
    made.setStyleSheet(style.stylesheet())
    made.setFont(style.font())
    pass_over_what_stays()
    return made


def new_room(services: Services, trials: Path, size: tuple[int, int] = SIZE) -> Room:
    """Show an empty room."""
    room = Room(services, trials)
    room.resize(*size)
    room.show()
    settle()
    return room


def open_in(room: Room, request: Request) -> None:
    """Open scans and wait until they are on the screen."""
    room.opener.open(request)
    rest(room)


def rest(room: Room) -> None:
    """Let everything that is loading come in, and be painted."""
    until(lambda: not room.runner.is_busy())
    settle()


def put_away(room: Room) -> None:
    """Close a room and let go of it."""
    take_down(room)
    bury()


def bury() -> None:
    """Let everything that was deleted later be deleted now."""
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()


def settle() -> None:
    """Work off what is in the queue."""
    for _ in range(5):
        QApplication.processEvents()


def until(done: Callable[[], bool]) -> None:
    """Let the room work until something is so."""
    deadline = perf_counter() + PATIENCE_S
    while not done():
        sleep(0.0005)  # what is loading needs the interpreter, too
        QApplication.processEvents()
        if perf_counter() > deadline:
            raise SystemExit("the reading room did not get there: the benchmark is broken")


class Paints(QObject):
    """Sees which of some widgets are painted: one round of the queue need not bring one."""

    def __init__(self, widgets: Iterable[QWidget]) -> None:
        super().__init__()
        self._widgets = tuple(widgets)
        self._unpainted: set[QObject] = set()
        for one in self._widgets:
            one.installEventFilter(self)

    def expect(self) -> None:
        """Wait for a paint of every one of them from here on."""
        self._unpainted = set(self._widgets)

    def are_done(self) -> bool:
        """Say whether all have been painted that are to be seen."""
        return not any(one in self._unpainted and one.isVisible() for one in self._widgets)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if watched is not None and event is not None and event.type() is QEvent.Type.Paint:
            self._unpainted.discard(watched)
        return False


def painted_ms(paints: Paints, act: Callable[[], None], *, drain: bool = False) -> float:
    """Return how long it takes from an act until everything that it changes is painted, in ms.

    ``drain``: what painting brings about, such as another layout, is worked off as well.
    """
    deadline = perf_counter() + PATIENCE_S
    started = perf_counter()
    paints.expect()
    act()
    while not paints.are_done():
        QApplication.processEvents()
        if perf_counter() > deadline:
            raise SystemExit("nothing was painted: the benchmark is broken")
    if drain:
        QApplication.processEvents()
    return 1000.0 * (perf_counter() - started)


def turn_wheel(widget: QWidget, down: bool, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Turn the wheel by one notch over the middle of a widget."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -NOTCH if down else NOTCH),
        NO_BUTTON,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def click(widget: QWidget) -> None:
    """Click on the middle of a widget, as the system tells a window of a mouse."""
    top = widget.window()
    handle = top.windowHandle() if top is not None else None
    if top is None or handle is None:
        raise SystemExit("what is to be clicked stands in no window: the benchmark is broken")
    at = widget.mapTo(top, widget.rect().center())
    # Its stubs take the function for a method.
    QTest.mouseClick(handle, LEFT, PLAIN, at)  # type: ignore[call-overload]


def mouse(
    widget: QWidget,
    kind: QEvent.Type,
    at: tuple[float, float],
    button: Qt.MouseButton = NO_BUTTON,
    held: Qt.MouseButton = NO_BUTTON,
) -> None:
    """Send a mouse event to a widget."""
    point = QPointF(*at)
    there = QPointF(widget.mapToGlobal(point.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, point, there, button, held, PLAIN))
