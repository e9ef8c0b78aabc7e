"""The windows and offsets that outlive the program, as the reader at work asks for them."""

from __future__ import annotations

from gui.state.linking import Offset
from gui.state.memory import Memory, window_of, with_offsets, with_window
from recist.imaging.series import Window


class Remembering:
    """Holds what is remembered; windows of this session are put into it once it is kept.

    Attributes
    ----------
    memory : Memory
        As it was read when the program began.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._windows: dict[tuple[str, ...], Window] = {}

    def keep_window(self, window: Window, *names: str) -> None:
        """Note the window of a lesion, named by trial, subject and label; it costs nothing."""
        self._windows.pop(names, None)
        self._windows[names] = window

    def window(self, *names: str) -> Window | None:
        """Return the window of a lesion, None where it has none of its own."""
        return self._windows.get(names) or window_of(self.memory, *names)

    def now(self, offsets: tuple[Offset, ...]) -> Memory:
        """Return what is to be kept, with the offsets that hold now."""
        memory = self.memory
        for names, window in self._windows.items():
            memory = with_window(memory, window, *names)
        return with_offsets(memory, offsets)
