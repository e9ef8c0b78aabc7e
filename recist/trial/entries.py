"""The entries of an audit chain, some at a time: who saves waits for none of the long looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import islice

from recist.trial.audit import Entry
from recist.trial.errors import UnusableError
from recist.trial.ports import View

AT_ONCE = 1024


def entries_after(view: View, number: int, count: int) -> list[Entry]:
    """Return so many entries after a sequence number, and look at no more of the chain."""
    return list(islice(view.entries(number), count))


def entries_until(
    look: Callable[[], AbstractContextManager[View]], last: Entry | None
) -> Iterator[Entry]:
    """Return the entries from the first one on until a last one, by a look for every so many.

    What is entered meanwhile is left out; what was entered is never changed.

    Raises
    ------
    UnusableError
        Where the chain has a gap.
    """
    number, end = 0, 0 if last is None else last.sequence
    while number < end:
        with look() as view:
            piece = entries_after(view, number, min(AT_ONCE, end - number))
        if not piece or piece[-1].sequence > end:
            raise UnusableError("the audit chain has a gap; `recist trial verify` tells all")
        yield from piece
        number = piece[-1].sequence
