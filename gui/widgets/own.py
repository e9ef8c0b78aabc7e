"""What belongs to the user of this computer: settings, the window, what was open before."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QMainWindow, QSplitter

from gui.state.export_memory import ExportMemory, memory_text, read_memory
from gui.state.export_order import Order
from gui.state.layout import Layout
from gui.state.linking import Offset
from gui.state.own_files import EXPORTS, RECENT, SETTINGS, WINDOW, OwnFiles
from gui.state.preferences import Preferences, preferences_text, read_preferences
from gui.state.recent import Paths, read_recent, recent_text, with_opened, without
from gui.state.window_state import WindowState, read_state, state_text
from gui.widgets.remembering import Remembering
from gui.widgets.shortcuts import is_key
from gui.widgets.window_place import place_of, put, shown_of

SECRET_BYTES = 16
PANELS = 3


class Own(QObject):
    """Reads the user's own files once, and writes each when something in it changes.

    Attributes
    ----------
    preferences : Preferences
        The settings as they are now.
    recent : tuple
        What was open before, the newest first.
    exports : ExportMemory
        What was exported last, and where to.
    said : tuple of str
        What was wrong with the files as they were read.
    """

    changed = pyqtSignal(object)
    """Carries the `Preferences` that hold from now on."""
    told = pyqtSignal(str)

    def __init__(self, window: QMainWindow, files: OwnFiles) -> None:
        super().__init__(window)
        self._window, self._files = window, files
        settings, unreadable = files.read(SETTINGS)
        self.preferences, ignored = read_preferences(settings, is_key)
        self._kept, lost = files.read(WINDOW)
        self._state, memory = read_state(self._kept, secrets.token_hex(SECRET_BYTES))
        self.remembering = Remembering(memory)
        places, forgotten = files.read(RECENT)
        self.recent = read_recent(places)
        exported, unknown = files.read(EXPORTS)
        self.exports: ExportMemory = read_memory(exported)
        self.said = tuple(one for one in (unreadable, *ignored, lost, forgotten, unknown) if one)

    # --- settings ---------------------------------------------------------------------------

    def choose(self, preferences: Preferences) -> None:
        """Let other settings hold from now on, and keep them."""
        if preferences == self.preferences:
            return
        self.preferences = preferences
        self._write(SETTINGS, preferences_text(preferences))
        self.changed.emit(preferences)

    def first_layout(self) -> Layout:
        """Return the layout to begin with."""
        return self.preferences.layout or self._state.layout

    # --- the window -------------------------------------------------------------------------

    def put_window(self) -> bool:
        """Put the window where it was the last time; says whether it was anywhere."""
        place = self._state.place
        return place is not None and put(self._window, place, self._state.shown)

    @property
    def widths_px(self) -> tuple[int, ...]:
        """The widths of the panels when they were seen last; empty before."""
        return self._state.widths_px

    def keep(self, panels: QSplitter, layout: Layout, offsets: tuple[Offset, ...]) -> None:
        """Keep the window, and what is remembered of images."""
        sizes = panels.sizes()
        self._state = WindowState(
            place=place_of(self._window),
            shown=shown_of(self._window),
            # While the images are on another screen there are but two; the first page stands alone.
            widths_px=tuple(sizes) if len(sizes) == PANELS and sizes[-1] else self.widths_px,
            layout=layout,
        )
        text = state_text(self._state, self.remembering.now(offsets))
        if text != self._kept:
            self._kept = text
            self._write(WINDOW, text)

    # --- what was open before ---------------------------------------------------------------

    def note_opened(self, paths: Paths) -> None:
        """Put what was opened first among what was open before."""
        self._remember(with_opened(self.recent, paths))

    def recent_place(self, place: int) -> tuple[Path, ...]:
        """Return one of what was open before; nothing, and told, where it is gone."""
        paths = self.recent[place]
        if all(path.exists() for path in paths):
            return paths
        self._remember(without(self.recent, paths))
        return ()

    def clear_recent(self) -> None:
        """Forget what was open before, and where it was exported to."""
        self._remember(())
        self._keep_exports(replace(self.exports, folders=()))

    def note_exported(self, trial: Path, order: Order) -> None:
        """Propose the same formats the next time, and the same folder for the same trial."""
        self._keep_exports(self.exports.with_order(trial, order))

    def _keep_exports(self, exports: ExportMemory) -> None:
        if exports != self.exports:
            self.exports = exports
            self._write(EXPORTS, memory_text(exports))

    def swap_side(self) -> None:
        """Put the current visit on the other side."""
        other = self.preferences.side.other
        self.choose(replace(self.preferences, side=other))

    def _remember(self, recent: tuple[Paths, ...]) -> None:
        if recent != self.recent:
            self.recent = recent
            self._write(RECENT, recent_text(recent))

    def _write(self, name: str, text: str) -> None:
        wrong = self._files.write(name, text)
        if wrong:
            self.told.emit(wrong)
