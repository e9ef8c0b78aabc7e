"""How many bytes of a trial's images were gone through, of how many."""

from __future__ import annotations

from recist.model.stopping import IsCancelled, Progress, stop_if


class Meter:
    """Counts bytes as they are read; whoever asked for the work is told, and may stop it.

    Parameters
    ----------
    total : int
        All that will be read; nothing is told where nobody knows it, 0.
    progress : callable, optional
        Called with bytes done and bytes in all.
    cancelled : callable, optional
        Asked before every piece.
    """

    def __init__(
        self,
        total: int,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled
        self.count(0)

    def count(self, size: int) -> None:
        """Note that so many bytes more were read.

        Raises
        ------
        CancelledError
            If the user stopped it.
        """
        stop_if(self._cancelled)
        self._done += size
        if self._progress is not None and self._total:
            # A file that has grown since it was entered has more bytes than were promised.
            self._progress(min(self._done, self._total), self._total)
