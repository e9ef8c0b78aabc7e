"""The settings: what is chosen holds at once, or from the next start where it says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QDialog, QPushButton, QTabWidget, QVBoxLayout, QWidget

from gui.state.layout import Layout, Side
from gui.state.preferences import ENGLISH, SCALES_PERCENT, SYSTEM, Preferences
from gui.state.tongue import tr
from gui.state.window_state import has_room
from gui.widgets.choice import Choice
from gui.widgets.keys_page import KeysPage
from gui.widgets.labels import label
from gui.widgets.translations import language_name, languages
from gui.widgets.trial.parts import Form
from gui.widgets.window_place import open_with

DataT = TypeVar("DataT")
SIZE = QSize(860, 720)
Choose = Callable[[Preferences], None]


class GeneralPage(QWidget):
    """Side, layout, size and language."""

    chosen = pyqtSignal(object)
    """Carries the `Preferences` that hold from now on."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.side = _choice(
            tr("Side of the current visit"),
            {Side.RIGHT: tr("Right"), Side.LEFT: tr("Left")},
            preferences.side,
        )
        layouts: dict[Layout | None, str] = {None: tr("As the last time")}
        layouts |= {one: tr(one.value) for one in Layout}
        self.layout_ = _choice(tr("Layout at the start"), layouts, preferences.layout)
        scales = {one: f"{one} %" for one in SCALES_PERCENT}
        self.scale = _choice(tr("Size of everything"), scales, preferences.scale_percent)
        spoken = {SYSTEM: tr("As the system"), ENGLISH: language_name(ENGLISH)}
        spoken |= {name: language_name(name) for name in languages() if name != ENGLISH}
        self.language = _choice(tr("Language"), spoken, preferences.language)
        self.no_room = label(tr("This screen is too small for the room at that size."), "noise")
        self._lay_out()
        self._match_room()
        for one in (self.side, self.layout_, self.scale, self.language):
            one.currentIndexChanged.connect(self._choose)

    def _lay_out(self) -> None:
        form = Form()
        form.setContentsMargins(14, 16, 14, 12)
        form.setVerticalSpacing(16)
        next_start = tr("Holds from the next start.")
        rows: tuple[tuple[str, Choice, str], ...] = (
            (tr("&Current visit"), self.side, tr("Where it stands among the images.")),
            (tr("&Layout"), self.layout_, tr("The tiles that the room begins with.")),
            (
                tr("Si&ze"),
                self.scale,
                tr("On top of what the system asks for.") + " " + next_start,
            ),
            (
                tr("Lan&guage"),
                self.language,
                tr("Exports and the audit chain stay English.") + " " + next_start,
            ),
        )
        for name, choice, about in rows:
            both = QVBoxLayout()
            both.setSpacing(4)
            both.addWidget(choice)
            both.addWidget(label(about, "small"))
            if choice is self.scale:
                both.addWidget(self.no_room)
            form.add(name, both).setBuddy(choice)
        form.setRowStretch(form.rowCount(), 1)
        self.setLayout(form)

    def show_preferences(self, preferences: Preferences) -> None:
        """Go on with settings that were chosen elsewhere."""
        self._preferences = preferences

    def _choose(self) -> None:
        self._preferences = replace(
            self._preferences,
            side=self.side.currentData(),
            layout=self.layout_.currentData(),
            scale_percent=self.scale.currentData(),
            language=self.language.currentData(),
        )
        self._match_room()
        self.chosen.emit(self._preferences)

    def _match_room(self) -> None:
        """Warn of a size at which parts of the room would be past the edge of the screen."""
        screen = self.screen()
        if screen is not None:
            size, now = screen.availableSize(), 100.0 * scale_factor()
            wanted = self.scale.currentData()
            self.no_room.setVisible(not has_room(size.width(), size.height(), now, wanted))


class SettingsDialog(QDialog):
    """General, and keys and mouse.

    Parameters
    ----------
    choose : callable
        Is given the settings at every change.
    """

    def __init__(
        self, preferences: Preferences, choose: Choose, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_with(self, SIZE)
        self.general, self.keys = GeneralPage(preferences), KeysPage(preferences)
        self.pages = QTabWidget()
        # The keyboard stops at the row of their names.
        for one in (self.pages, self.pages.tabBar()):
            if one is not None:
                one.setAccessibleName(tr("Pages of the settings"))
        self.pages.addTab(self.general, tr("General"))
        self.pages.addTab(self.keys, tr("Keys and mouse"))
        for page, other in ((self.general, self.keys), (self.keys, self.general)):
            page.chosen.connect(other.show_preferences)
            page.chosen.connect(choose)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Settings"), "title"))
        column.addWidget(self.pages, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def scale_factor() -> float:
    """Return how much larger everything is than the system asks for, as Qt was told."""
    try:
        return float(os.environ.get("QT_SCALE_FACTOR", "")) or 1.0
    except ValueError:
        return 1.0


def _choice(name: str, offered: Mapping[DataT, str], now: DataT) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    for data, text in offered.items():
        made.addItem(text, data)
    made.setCurrentIndex(max(list(offered).index(now) if now in offered else 0, 0))
    return made
