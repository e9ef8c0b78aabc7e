"""The images in a window of their own, on the next screen where there is one."""

from __future__ import annotations

from PyQt6.QtCore import QObject, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PyQt6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.state.tongue import tr
from gui.widgets.panels import bring_up
from gui.widgets.tile_area import TileArea

FREE_SIZE = QSize(1200, 900)


class ImageWindow(QWidget):
    """Holds the tiles.

    It is a tool window of the room: so Qt lets the keys of the room work in it, too, and it comes
    and goes with the room.
    """

    left = pyqtSignal()
    """Somebody wants it closed."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room, Qt.WindowType.Tool)
        self.setWindowTitle(tr("recist · images"))
        self.setObjectName("second-screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)

    def hold(self, area: QWidget) -> None:
        """Take the tiles in."""
        inside = self.layout()
        assert inside is not None
        inside.addWidget(area)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Have the tiles brought back; the window goes once they are out of it."""
        if event is not None:
            event.ignore()
        self.left.emit()


class SecondScreen(QObject):
    """Brings the tiles to a window of their own and back.

    Parameters
    ----------
    middle : QSplitter
        Where the tiles are otherwise, between two panels; without them the right one gets their
        place.
    stage : QWidget
        What stands between the panels, the tiles in it.
    """

    changed = pyqtSignal()

    def __init__(self, room: QWidget, middle: QSplitter, area: TileArea, stage: QWidget) -> None:
        super().__init__(room)
        self._room, self._middle, self._area, self._stage = room, middle, area, stage
        self._place = middle.indexOf(stage)
        self._sizes: list[int] = []
        self._window: ImageWindow | None = None

    @property
    def is_apart(self) -> bool:
        """Whether the tiles are in a window of their own."""
        return self._window is not None

    @property
    def window(self) -> QWidget | None:
        """That window, None while there is none."""
        return self._window

    def toggle(self) -> None:
        """Bring the tiles to their own window, or back."""
        self.set_apart(not self.is_apart)

    def set_apart(self, apart: bool) -> None:
        """Show the tiles in a window of their own, or in the room."""
        if apart == self.is_apart:
            return
        if apart:
            self._leave_room()
        else:
            self._come_back()
        self.changed.emit()
        if not apart and self._sizes:
            # Once the right panel is bounded again.
            self._middle.setSizes(self._sizes)
        self._area.focus_active()
        bring_up(self._area)

    def _leave_room(self) -> None:
        sizes = self._middle.sizes()
        # While the first page has the whole room, the panels have no widths.
        self._sizes = sizes if sizes[-1] else []
        self._window = window = ImageWindow(self._room)
        window.left.connect(lambda: self.set_apart(False))
        window.hold(self._stage)
        self._middle.setStretchFactor(self._place, 1)
        other = next_screen(self._room.screen())
        if other is None:
            window.resize(FREE_SIZE)
            window.show()
        else:
            window.setGeometry(other.availableGeometry())
            window.showFullScreen()

    def _come_back(self) -> None:
        window, self._window = self._window, None
        self._middle.setStretchFactor(self._place, 0)
        self._middle.insertWidget(self._place, self._stage)
        self._middle.setStretchFactor(self._place, 1)
        self._middle.setCollapsible(self._place, False)
        # A splitter gives no room to what is not shown yet.
        self._area.show()
        if window is not None:
            window.hide()
            window.deleteLater()


def next_screen(here: QScreen | None) -> QScreen | None:
    """Return the screen after the one that the room is on, None where there is no other."""
    screens = QGuiApplication.screens()
    if here is None or here not in screens or len(screens) == 1:
        return None
    return screens[(screens.index(here) + 1) % len(screens)]
