"""The buttons of the visits in a row that scrolls: the window is no wider for a long course."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.state.keys import Intent
from gui.state.tongue import tr
from gui.widgets.segments import KeyButton, Segment, Segments
from gui.widgets.standing import all_stand_for

LEAST_PX, STEP_PX, BESIDE_PX, ARROW_PX = 150, 120, 40, 22


class _Band(QScrollArea):
    """Moves sideways, with the wheel as well."""

    moved = pyqtSignal()
    """By hand."""

    def __init__(self, inside: Segments) -> None:
        super().__init__()
        self._inside = inside
        self.setObjectName("visits")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setWidget(inside)

    @property
    def bar(self) -> QScrollBar:
        """What says how far it has moved."""
        bar = self.horizontalScrollBar()
        assert bar is not None
        return bar

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self._inside.minimumSizeHint()
        return QSize(min(least.width(), LEAST_PX), self._inside.sizeHint().height())

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Ask for another width once the buttons are shown: before, they count for nothing."""
        if a0 is self._inside and a1 is not None and a1.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(a0, a1)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        if event is not None:
            turned = event.angleDelta().y() or event.angleDelta().x()
            self.move_by(-turned)
            event.accept()

    def move_by(self, px: int) -> None:
        """Move to the right, or to the left."""
        self.moved.emit()
        self.bar.setValue(self.bar.value() + px)


class VisitStrip(QWidget):
    """Shows as many visits as have room, the chosen one among them, and arrows to the others."""

    def __init__(self, visits: Segments) -> None:
        super().__init__()
        self._visits, self._chosen = visits, ""
        self._shown: tuple[Segment, ...] = ()
        self._follows, self._is_matching = True, False
        self._band = _Band(visits)
        self.before = self._arrow("‹", tr("Earlier visits"), -STEP_PX)
        self.after = self._arrow("›", tr("Later visits"), STEP_PX)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for one in (self.before, self._band, self.after):
            row.addWidget(one)
        self._band.bar.rangeChanged.connect(lambda *_: self._match())
        self._band.bar.valueChanged.connect(lambda _: self._match())
        self._band.moved.connect(self._let_go)
        visits.focused.connect(self._show_focused)
        self._match()

    def _arrow(self, text: str, name: str, step_px: int) -> QToolButton:
        """Make an arrow; the keyboard gets to a visit by itself."""
        made = QToolButton()
        made.setText(text)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setProperty("kind", "arrow")
        made.setFixedWidth(ARROW_PX)
        made.setAutoRepeat(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        all_stand_for((made,), Intent.OPEN_VISIT)
        made.clicked.connect(lambda: self._band.move_by(step_px))
        return made

    def show_visits(self, visits: tuple[Segment, ...], chosen: str) -> None:
        """Show other visits or another one chosen, which is brought in sight."""
        is_news = (visits, chosen) != (self._shown, self._chosen)
        self._shown, self._chosen = visits, chosen
        self.setVisible(bool(visits))
        self._visits.show_segments(visits, chosen)
        if is_news:
            self._follows = True
            self._band.updateGeometry()
            self._bring_chosen()

    def is_scrolling(self) -> bool:
        """Say whether there are more visits than have room."""
        return self._visits.minimumSizeHint().width() > self.width()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Bring the chosen visit in sight."""
        super().resizeEvent(event)
        self._follows = True
        self._bring_chosen()

    def event(self, event: QEvent | None) -> bool:
        """Do so once more when the buttons have their sizes, unless somebody has moved them."""
        done = super().event(event)
        if event is not None and event.type() is QEvent.Type.LayoutRequest:
            self._bring_chosen()
        return done

    def _bring_chosen(self) -> None:
        self._match()
        button = self._visits.buttons.get(self._chosen) if self._follows else None
        if button is not None:
            self._band.ensureWidgetVisible(button, BESIDE_PX, 0)

    def _show_focused(self, button: KeyButton) -> None:
        self._let_go()
        self._band.ensureWidgetVisible(button, BESIDE_PX, 0)

    def _let_go(self) -> None:
        self._follows = False

    def _match(self) -> None:
        """Show the arrows where they lead anywhere."""
        if self._is_matching:
            return
        bar = self._band.bar
        self._is_matching = True
        for arrow in (self.before, self.after):
            # Qt may lay out anew at once, and so come back here, when an arrow goes.
            arrow.setVisible(self.is_scrolling())
        self._is_matching = False
        self.before.setEnabled(bar.value() > bar.minimum())
        self.after.setEnabled(bar.value() < bar.maximum())
