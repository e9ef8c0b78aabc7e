"""Work that stands still until the test lets it go on."""

from __future__ import annotations

from threading import Event

PATIENCE_S = 30


class Held:
    """A progress that holds the work up after it was told for the first time."""

    def __init__(self) -> None:
        self.reached, self.go_on = Event(), Event()

    def __call__(self, done: int, total: int) -> None:
        self.reached.set()
        assert self.go_on.wait(PATIENCE_S)
