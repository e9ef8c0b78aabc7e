"""What menus and buttons do, also by a key: each of their actions can be given one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PyQt6.QtWidgets import QWidget

from gui.state.keys import Binding, Intent
from gui.state.layout import Layout
from gui.state.telling import choose_first
from gui.state.tongue import tr
from gui.widgets.actions import Actions
from gui.widgets.menus import FileItems, FileMenu, ask_label
from gui.widgets.reading import Reading
from gui.widgets.top_bar import LAYOUTS, TopBar
from gui.widgets.trial.menu import Entry, answer, fill
from recist.model.lesion import Lesion

Act = Callable[[], object]
ShowLayout = Callable[[Layout], None]


class Answers:
    """Makes the two menus, and finds what an intent asks for in them and elsewhere.

    Parameters
    ----------
    items : FileItems
        The File menu.
    trial : tuple of Entry or None
        The Trial menu; what is not offered to who is here is not done by a key either.
    acts : mapping of Intent to callable
        What stands in no menu and needs nothing to be chosen.
    """

    def __init__(
        self,
        window: QWidget,
        top: TopBar,
        reading: Reading,
        actions: Actions,
        *,
        items: FileItems,
        trial: tuple[Entry | None, ...],
        acts: Mapping[Intent, Act],
        show_layout: ShowLayout,
    ) -> None:
        self._window, self._reading, self._actions = window, reading, actions
        self._trial = trial
        self._file_menu = FileMenu(window, items)
        top.set_menu(self._file_menu)
        top.set_trial_menu(lambda menu: fill(menu, reading.keeper.desk, trial, actions.table))
        self._acts: dict[Intent, Act] = {
            Intent.COPY_TEXT: actions.copy_text,
            Intent.FILE_MENU: top.menu_button.showMenu,
            Intent.TRIAL_MENU: top.trial_button.showMenu,
            Intent.ASK: self._ask,
            **_layout_acts(show_layout),
            **self._file_menu.acts(),
            **acts,
        }
        self._of_lesion: dict[Intent, Callable[[Lesion], object]] = {
            Intent.LABEL_LESION: lambda one: ask_label(window, reading, one),
            Intent.DELETE_LESION: lambda one: actions.delete_lesion(one.id),
        }

    def show_keys(self, rows: tuple[Binding, ...]) -> None:
        """Name other keys in the menus and in the list of keys."""
        self._actions.table = rows
        self._file_menu.show_keys(rows)

    def answer(self, intent: Intent) -> bool:
        """Do what is asked for; False where it is something about the image."""
        if intent in self._acts:
            self._acts[intent]()
        elif intent in self._of_lesion:
            self._with_lesion(self._of_lesion[intent])
        elif any(one is not None and one.intent is intent for one in self._trial):
            if not answer(self._reading.keeper.desk, self._trial, intent):
                self._reading.told.emit(tr("This is not offered here: see the Trial menu"))
        else:
            return False
        return True

    def _with_lesion(self, act: Callable[[Lesion], object]) -> None:
        lesion = self._reading.lesion()
        if lesion is None:
            self._reading.told.emit(choose_first(self._actions.table))
        else:
            act(lesion)

    def _ask(self) -> None:
        if self._actions.ask is not None and self._reading.session.subject:
            self._actions.ask(self._reading.active_visit(), self._reading.selected or "")


def _layout_acts(show_layout: ShowLayout) -> dict[Intent, Act]:
    """Return what shows each layout; the key of the four planes also leads back."""
    return {
        intent: partial(show_layout, layout)
        for layout, intent in LAYOUTS.items()
        if layout is not Layout.MPR
    }
