"""The series of the open visit: a thumbnail, what it is, and how far it may be trusted."""

from __future__ import annotations

import re
from dataclasses import replace

from PyQt6.QtCore import QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.state.keys import Intent
from gui.state.tongue import tr
from gui.state.worklist import SeriesCard
from gui.widgets.standing import offer
from recist.imaging.series import Verdict

THUMBNAIL_PX, BADGE_PX, BADGE_PADDING_PX = 56, 100, 26
KINDS = {Verdict.ACCEPT: "good", Verdict.WARN: "warn", Verdict.QUARANTINE: "bad"}


class _Card(QFrame):
    clicked = pyqtSignal(str)
    menu_wanted = pyqtSignal(str, QPoint)
    stepped = pyqtSignal(str, int)
    """An arrow key: from which card, and how many further."""

    def __init__(self, card: SeriesCard) -> None:
        super().__init__()
        self.card = card
        self.setProperty("kind", "series")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._image = QLabel()
        self._image.setFixedSize(THUMBNAIL_PX, THUMBNAIL_PX)
        self._image.setProperty("kind", "thumbnail")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_line(card.title, "strong"))
        words.addWidget(_line(card.detail, "soft"))
        words.addWidget(_badge(card), 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(8)
        layout.addWidget(self._image, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.mark_shown(card.is_shown)
        self.setToolTip("\n".join([card.title, card.badge, *card.reasons]))

    def mark_shown(self, shown: bool) -> None:
        self.setProperty("shown", "yes" if shown else "no")
        parts = (self.card.title, self.card.detail, self.card.badge, tr("shown") if shown else "")
        self.setAccessibleName(", ".join(part for part in parts if part))
        made = self.style()
        if made is not None:
            made.unpolish(self)
            made.polish(self)

    def show_thumbnail(self, image: QImage) -> None:
        if image.isNull():
            return
        size = QSize(THUMBNAIL_PX, THUMBNAIL_PX)
        pixmap = QPixmap.fromImage(image).scaled(
            size * self.devicePixelRatioF(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._image.setPixmap(pixmap)
        self._image.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self.card.key)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        if event is not None:
            self.menu_wanted.emit(self.card.key, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event is None:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.card.key)
        elif event.key() in steps:
            self.stepped.emit(self.card.key, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class SeriesCards(QScrollArea):
    """Shows the cards and says which series is chosen."""

    series_chosen = pyqtSignal(str)
    assign_wanted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("series")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Series"))
        self._cards: dict[str, _Card] = {}
        self._thumbnails: dict[str, QImage] = {}
        self._shown: tuple[SeriesCard, ...] = ()

    def show_cards(self, cards: tuple[SeriesCard, ...]) -> None:
        """Show other cards."""
        if cards == self._shown:
            return
        same = list(map(_words, cards)) == list(map(_words, self._shown))
        self._shown = cards
        if same:
            for card in cards:
                self._cards[card.key].card = card
                self._cards[card.key].mark_shown(card.is_shown)
            return
        held = next((key for key, one in self._cards.items() if one.hasFocus()), "")
        before = self.takeWidget()
        if before is not None:
            # It may be one of its cards that is being answered.
            before.hide()
            before.deleteLater()
        holder = QWidget()
        holder.setObjectName("holder")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(8)
        self._cards = {}
        for card in cards:
            widget = _Card(card)
            widget.clicked.connect(self.series_chosen)
            widget.menu_wanted.connect(self._menu)
            widget.stepped.connect(self._step)
            layout.addWidget(widget)
            self._cards[card.key] = widget
            picture = self._thumbnails.get(card.key)
            if picture is not None and not picture.isNull():
                widget.show_thumbnail(picture)
        layout.addStretch(1)
        self.setWidget(holder)
        if held in self._cards:
            self._cards[held].show()
            self._cards[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_card(self) -> QWidget | None:
        """Return the card of the series that is shown, else the first; None without any."""
        cards = list(self._cards.values())
        return next((one for one in cards if one.card.is_shown), cards[0] if cards else None)

    def _step(self, key: str, further: int) -> None:
        keys = list(self._cards)
        place = min(max(keys.index(key) + further, 0), len(keys) - 1)
        card = self._cards[keys[place]]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(card)

    def _menu(self, key: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show, assign = tr("Show this series"), tr("Assign the study…")
        offer(menu, show, Intent.SHOW_SERIES, lambda: self.series_chosen.emit(key))
        offer(menu, assign, Intent.ASSIGN_STUDY, lambda: self.assign_wanted.emit(key))
        menu.popup(at)

    def show_thumbnail(self, key: str, image: QImage) -> None:
        """Give a series its picture."""
        self._thumbnails[key] = image
        if key in self._cards:
            self._cards[key].show_thumbnail(image)

    def expect_thumbnail(self, key: str) -> None:
        """Note that a picture is on its way."""
        self._thumbnails.setdefault(key, QImage())

    def expect_no_thumbnail(self, key: str) -> None:
        """Note that the picture is not on its way any more."""
        if self._thumbnails.get(key, QImage()).isNull():
            self._thumbnails.pop(key, None)

    def has_thumbnail(self, key: str) -> bool:
        """Say whether a series has its picture, or will have it."""
        return key in self._thumbnails


def _words(card: SeriesCard) -> SeriesCard:
    """Return a card without what is only a frame around it."""
    return replace(card, is_shown=False)


def _line(text: str, kind: str) -> QLabel:
    label = QLabel(breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    # A long word must not make the card wider than its panel.
    label.setMinimumWidth(1)
    return label


def _badge(card: SeriesCard) -> QLabel:
    badge = _line(card.badge, f"badge-{KINDS[card.verdict]}")
    badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
    badge.ensurePolished()
    one_line = badge.fontMetrics().horizontalAdvance(card.badge) + BADGE_PADDING_PX
    badge.setMaximumWidth(one_line)
    badge.setMinimumWidth(min(one_line, BADGE_PX))
    badge.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return badge


def breakable(text: str) -> str:
    """Let a series' long technical name break after its strokes."""
    return re.sub(r"([_\-/.,;])(?=\S)", "\\1\u200b", text)
