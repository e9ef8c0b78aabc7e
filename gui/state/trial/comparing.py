"""Finding the reads that disagree, a few subjects at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence

from recist.model.protocol import Protocol
from recist.trial.adjudication import apart
from recist.trial.ports import Records


class Comparisons:
    """Compares finished reads, and remembers what came out until one of them changes.

    Attributes
    ----------
    apart : list of str
        The subjects whose reads are known to disagree.
    """

    def __init__(self, protocol: Protocol) -> None:
        self.apart: list[str] = []
        self._protocol = protocol
        self._waiting: deque[tuple[str, int]] = deque()
        self._known: dict[tuple[str, int], bool] = {}

    def want(self, subjects: Sequence[str], changed: Mapping[str, int]) -> None:
        """Take other subjects to compare, and the version of the reads of each."""
        wanted = [(subject, changed[subject]) for subject in subjects]
        self.apart = [one[0] for one in wanted if self._known.get(one)]
        self._waiting = deque(one for one in wanted if one not in self._known)

    @property
    def waiting(self) -> int:
        """How many are not compared yet."""
        return len(self._waiting)

    def stop(self) -> None:
        """Compare nothing more."""
        self._waiting.clear()

    def go_on(self, records: Records, has_time: Callable[[], bool]) -> None:
        """Compare as long as there is time, one subject at least."""
        while self._waiting:
            one = self._waiting.popleft()
            self._known[one] = apart(records, one[0], self._protocol) is not None
            if self._known[one]:
                self.apart.append(one[0])
            if not has_time():
                return
