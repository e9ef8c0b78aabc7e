"""What takes long tells how far it is, and is asked to stop."""

from __future__ import annotations

from collections.abc import Callable

from recist.model.errors import CancelledError

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all."""
IsCancelled = Callable[[], bool]
"""Asked between two steps whether the user has stopped the work."""


def stop_if(cancelled: IsCancelled | None) -> None:
    """Raise `CancelledError` where the user has stopped the work."""
    if cancelled and cancelled():
        raise CancelledError("stopped")
