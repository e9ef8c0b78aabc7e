"""One tile on the screen: paints a scene and says what the mouse did."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QEnterEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget

from gui.state.gestures import (
    Button,
    DoubleClick,
    Down,
    Gesture,
    Left,
    Lost,
    Modifier,
    Modifiers,
    Moved,
    Resized,
    Up,
    Wheel,
)
from gui.state.scene import Cursor, Scene
from gui.state.spoken import spoken_scene
from gui.state.tongue import tr
from gui.widgets.image_cache import SliceImages
from gui.widgets.painting import paint_focus, paint_scene
from recist.imaging.volume import has_slice

NOTCH = 120.0

_BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
    Qt.MouseButton.RightButton: Button.RIGHT,
}
_MODIFIERS = {
    Qt.KeyboardModifier.ControlModifier: Modifier.CTRL,
    Qt.KeyboardModifier.ShiftModifier: Modifier.SHIFT,
    Qt.KeyboardModifier.AltModifier: Modifier.ALT,
}
_CURSORS = {
    Cursor.ARROW: Qt.CursorShape.ArrowCursor,
    Cursor.CROSS: Qt.CursorShape.CrossCursor,
    Cursor.HAND: Qt.CursorShape.OpenHandCursor,
}


class Viewport(QWidget):
    """Paints what it is shown; its only memory of its own is Qt's images.

    Parameters
    ----------
    index : int
        Which tile it is; stands in every gesture.
    """

    gestured = pyqtSignal(object)
    """Carries a `gui.state.gestures.Gesture`."""
    focused = pyqtSignal(int)
    """The keyboard's focus came to this tile."""

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self._scene: Scene | None = None
        self._images = SliceImages()
        self.setObjectName(f"viewport-{index}")
        self.setAccessibleName(tr("Image {number}", number=index + 1))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(160, 160))

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._scene

    def show_scene(self, scene: Scene) -> None:
        """Show a scene; an equal one costs nothing."""
        if scene == self._scene:
            return
        if self._scene is None or scene.cursor is not self._scene.cursor:
            self.setCursor(_CURSORS[scene.cursor])
        self._scene = scene
        self.setAccessibleDescription(spoken_scene(scene))
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the scene."""
        if self._scene is None:
            return
        image = self._image(self._scene)
        painter = QPainter(self)
        paint_scene(painter, self._scene, image)
        if self.hasFocus():
            paint_focus(painter, self._scene.size)
        painter.end()

    def _image(self, scene: Scene) -> QImage | None:
        view, volume = scene.view, scene.volume
        if view is None or volume is None:
            return None
        if view.plane.cut is None and not has_slice(volume, view.plane.k):
            return None
        return self._images.image(volume, view.plane, view.window, view.polarity, scene.arrived)

    def _gesture(self, gesture: Gesture) -> None:
        self.gestured.emit(gesture)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Say that a button went down."""
        if event is not None and event.button() in _BUTTONS:
            self._gesture(
                Down(
                    tile=self._index,
                    at_px=_at(event),
                    button=_BUTTONS[event.button()],
                    modifiers=_held(event),
                )
            )

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Say where the pointer is."""
        if event is not None:
            self._gesture(Moved(tile=self._index, at_px=_at(event), modifiers=_held(event)))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Say that a button came up."""
        if event is not None and event.button() in _BUTTONS:
            self._gesture(
                Up(
                    tile=self._index,
                    at_px=_at(event),
                    button=_BUTTONS[event.button()],
                    modifiers=_held(event),
                )
            )

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Say that the left button was clicked twice."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._gesture(DoubleClick(tile=self._index, at_px=_at(event), modifiers=_held(event)))

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Say how far the wheel turned; Alt makes Qt report a vertical wheel as horizontal."""
        if event is None:
            return
        turned = event.angleDelta().y() or event.angleDelta().x()
        at = event.position()
        self._gesture(
            Wheel(
                tile=self._index,
                at_px=(at.x(), at.y()),
                notches=turned / NOTCH,
                modifiers=_held(event),
            )
        )
        event.accept()

    def leaveEvent(self, event: QEvent | None) -> None:
        """Say that the pointer left."""
        self._gesture(Left(tile=self._index))

    def enterEvent(self, event: QEnterEvent | None) -> None:
        """Say where the pointer came in."""
        if event is not None:
            at = event.position()
            self._gesture(Moved(tile=self._index, at_px=(at.x(), at.y())))

    def focusInEvent(self, event: object) -> None:
        """Say that keys now mean this tile."""
        self.focused.emit(self._index)
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """Take the focus frame away, and let go of what the mouse holds."""
        self._gesture(Lost(tile=self._index))
        self.update()

    def event(self, event: QEvent | None) -> bool:
        """Let go of what the mouse holds where somebody else takes the mouse, too."""
        if event is not None and event.type() is QEvent.Type.UngrabMouse:
            self._gesture(Lost(tile=self._index))
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Say how large the tile is."""
        self._gesture(Resized(tile=self._index, size=(self.width(), self.height())))


def _at(event: QMouseEvent) -> tuple[float, float]:
    at = event.position()
    return at.x(), at.y()


def _held(event: QMouseEvent | QWheelEvent) -> Modifiers:
    held = event.modifiers()
    return frozenset(name for key, name in _MODIFIERS.items() if held & key)
