"""The page over a room that nobody sits at: the same user logs in again, and all is as it was."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.widgets.labels import label
from gui.widgets.trial import parts
from gui.widgets.trial.covers import Covers
from gui.widgets.trial.log_in import LogIn
from recist.trial.entering import enter
from recist.trial.seated import unseated

ABOUT = later("Nothing was lost. Log in again to go on.")
CARD_PX = 400


class LockPage(QDialog):
    """Hides every window until the user has logged in again.

    It is the only window that answers, so that no key reaches what lies under it. A `LogIn` that
    is opened for somebody else stays in sight.
    """

    unlocked = pyqtSignal(object)
    """Carries the `Actor`, with the roles as they are now; with other ones all stays hidden."""
    somebody_else = pyqtSignal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr("recist · locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._desk, self._window = desk, parent
        self._is_locked = False
        self._covers = Covers(self._is_spared, self)
        # A window becomes the one that answers only after it has come up.
        self._covers.came_up.connect(lambda: QTimer.singleShot(0, self._come_on_top))
        self.error = parts.ErrorLabel()
        name = tr("Password of {user}", user=desk.actor.user)
        self.password = parts.field(name, secret=True)
        self.other = parts.button(tr("Log in as somebody else…"), self.somebody_else.emit)
        self.other.setProperty("kind", "link")
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        # With an alignment the card would get the height that its texts need at the page's width.
        whole.addLayout(parts.row(None, self._card(), None))
        whole.addStretch(3)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(CARD_PX)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(parts.GAP_PX)
        form = parts.Form()
        form.add(tr("User"), label(self._desk.actor.user, "strong"))
        form.add(tr("&Password"), self.password)
        inside.addWidget(parts.title(tr("The room is locked")))
        inside.addWidget(parts.soft(tr(ABOUT)))
        inside.addLayout(form)
        inside.addWidget(self.error)
        enter = parts.button(tr("Unlock"), self.log_in, main=True)
        inside.addLayout(parts.row(self.other, None, enter))
        return card

    def is_locked(self) -> bool:
        """Say whether the room is hidden."""
        return self._is_locked

    def lock(self) -> None:
        """Hide everything and ask for the password."""
        if self._is_locked:
            return
        self._is_locked = True
        self.error.say("")
        self.password.clear()
        self._covers.cover_all()
        self._window.installEventFilter(self)
        self._come_on_top()

    def lift(self) -> None:
        """Show everything again."""
        self._is_locked = False
        self._window.removeEventFilter(self)
        self._covers.lift_all()
        self.hide()

    def log_in(self) -> None:
        """Try the password; an empty one is not a try."""
        password = self.password.text()
        self.password.clear()
        self.password.setFocus()
        if password:
            self.error.attempt(lambda: self._enter(password))

    def _enter(self, password: str) -> None:
        desk = self._desk
        actor = enter(unseated(desk.trial), desk.actor.user, password, desk.now()).actor
        if actor == desk.actor:
            self.lift()
        self.unlocked.emit(actor)

    def _is_spared(self, window: QWidget) -> bool:
        above: QWidget | None = window
        while above is not None and not isinstance(above, LockPage | LogIn):
            above = above.parentWidget()
        return above is not None

    def _come_on_top(self) -> None:
        """Become the window that answers, before any that has come up since."""
        if not self._is_locked:
            return
        self.hide()
        self._lie_over()
        self.show()
        self.raise_()
        self.activateWindow()
        self.password.setFocus()

    def _lie_over(self) -> None:
        self.setGeometry(QRect(self._window.mapToGlobal(QPoint(0, 0)), self._window.size()))

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Follow the window."""
        if a1 is not None and a1.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._lie_over()
        return False

    def reject(self) -> None:
        """Stay: Escape opens no lock."""

    def closeEvent(self, a0: QCloseEvent | None) -> None:
        """Take it for the wish to leave the program; where that stays, so does the lock."""
        if a0 is not None:
            a0.accept()
        if self._is_locked:
            QTimer.singleShot(0, self._leave)

    def _leave(self) -> None:
        if not self._window.isVisible() or self._window.close():
            return
        self._come_on_top()
