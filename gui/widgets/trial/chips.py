"""Chips that say how many lines there are of each state; one of them chooses what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gui.state.tongue import later, tr

ALL = later("all")
StateT = TypeVar("StateT", bound=StrEnum)


class StateChips(QWidget, Generic[StateT]):
    """One chip for each state that there is, and one for all of them.

    Parameters
    ----------
    words : mapping
        Every state and its word, marked with `later`.
    """

    chosen = pyqtSignal(object)
    """The state, None for all of them."""

    def __init__(self, name: str, words: Mapping[StateT, str], signs: Mapping[StateT, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._words, self._signs = words, signs
        self._group = QButtonGroup(self)
        self.buttons: dict[StateT | None, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for state in (None, *words):
            chip = QPushButton()
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _, one=state: self.chosen.emit(one))
            self._group.addButton(chip)
            self.buttons[state] = chip
            layout.addWidget(chip)
        layout.addStretch(1)
        self.buttons[None].setChecked(True)
        self.show_counts({})

    def state(self) -> StateT | None:
        """Return the chosen state, None for all of them."""
        return next(state for state, chip in self.buttons.items() if chip.isChecked())

    def choose(self, state: StateT | None) -> None:
        """Choose a state as a click does."""
        self.buttons[state].click()

    def show_counts(self, counts: Mapping[StateT, int]) -> None:
        """Show other numbers; a state without a line has no chip, unless it is chosen."""
        for state, chip in self.buttons.items():
            number = sum(counts.values()) if state is None else counts.get(state, 0)
            word = tr(ALL if state is None else self._words[state])
            sign = "" if state is None else f"{self._signs[state]}  "
            chip.setText(f"{sign}{word[:1].upper()}{word[1:]}  {number:,}")
            chip.setAccessibleName(f"{word}: {number}")
            chip.setVisible(state is None or number > 0 or chip.isChecked())
