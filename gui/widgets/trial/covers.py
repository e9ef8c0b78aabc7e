"""Pages that hide windows: nothing of images, names or readings shows through."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QApplication, QToolTip, QWidget

from gui.widgets import style

TITLE = "recist"
MOST_MENUS = 20
WINDOWS = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Tool})


class Cover(QWidget):
    """Hides a window behind an empty page, its title as well; both come back with `lift`."""

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered, self._title = covered, covered.windowTitle()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        covered.setWindowTitle(TITLE)
        covered.installEventFilter(self)
        self._fill()

    def _fill(self) -> None:
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Show the window as it is now."""
        self._covered.removeEventFilter(self)
        self._covered.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Stay over all of the window, also over what is added to it."""
        kind = QEvent.Type.None_ if a1 is None else a1.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.ChildPolished):
            self._fill()
        elif kind is QEvent.Type.WindowTitleChange and self._covered.windowTitle() != TITLE:
            self._title = self._covered.windowTitle()
            self._covered.setWindowTitle(TITLE)
        return False

    def paintEvent(self, a0: QPaintEvent | None) -> None:
        """Paint nothing but the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(style.BACKGROUND))
        painter.end()


class Covers(QObject):
    """Hides every window of the application but some, those as well that come up meanwhile.

    Windows are covered and not closed: a dialog that is half filled in stays as it is.

    Parameters
    ----------
    spares : callable
        Says of a window whether it stays in sight.
    """

    came_up = pyqtSignal()
    """A window has come up, and is covered."""

    def __init__(self, spares: Callable[[QWidget], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spares = spares
        self._covers: dict[QWidget, Cover] = {}

    def cover_all(self) -> None:
        """Hide every window that is in sight."""
        _close_menus()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def lift_all(self) -> None:
        """Show the windows again."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        covers, self._covers = self._covers, {}
        for cover in covers.values():
            cover.lift()

    def covered(self) -> list[QWidget]:
        """Return the windows that are hidden."""
        return list(self._covers)

    def _cover(self, window: QWidget) -> bool:
        if window in self._covers or window.windowType() not in WINDOWS or self._spares(window):
            return False
        self._covers[window] = Cover(window)
        window.destroyed.connect(lambda: self._covers.pop(window, None))
        return True

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Cover what comes up."""
        came = a1 is not None and a1.type() == QEvent.Type.Show
        if came and isinstance(a0, QWidget) and a0.isWindow() and self._cover(a0):
            self.came_up.emit()
        return False


def _close_menus() -> None:
    QToolTip.hideText()
    for _ in range(MOST_MENUS):
        menu = QApplication.activePopupWidget()
        if menu is None:
            return
        menu.close()
