"""How many bytes of a trial's images were gone through, of how many."""

from __future__ import annotations

from collections.abc import Iterable

from recist.model.stopping import IsCancelled, Progress, stop_if
from recist.trial.images import TrialImage


class Meter:
    """Counts bytes as they are read; whoever asked for the work is told, and may stop it.

    Parameters
    ----------
    images : iterable of TrialImage
        All that will be read.
    progress : callable, optional
        Called with bytes done and bytes in all.
    cancelled : callable, optional
        Asked before every piece.
    """

    def __init__(
        self,
        images: Iterable[TrialImage],
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> None:
        # A trial that is being verified may say anything.
        sizes = (one.size for one in images)
        self._done, self._total = 0, sum(one for one in sizes if isinstance(one, int))
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
