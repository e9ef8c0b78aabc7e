"""The audit chain, newest first, looked up page by page as it is scrolled."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from gui.state.tongue import tr
from recist.trial.audit import Entry
from recist.trial.audit_view import AuditFilter, AuditLine, audit_line
from recist.trial.entries import entries_after
from recist.trial.ports import View

PAGE, MOST_PAGES, SEARCHED_AT_ONCE = 64, 64, 256
Read = Callable[[int, int], list[Entry]]
"""Returns so many entries after a sequence number; none where the trial cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """An entry as the table shows it, with what the details need."""

    line: AuditLine
    previous: str = ""
    save: str = ""

    @property
    def at(self) -> str:
        """When it was made, or that it cannot be read."""
        return self.line.at or tr("cannot be read")

    @property
    def what(self) -> str:
        """Which thing it is about, in one line."""
        line = self.line
        named = (line.subject, line.reader, line.visit, line.name)
        return " · ".join(part for part in (line.kind, *named) if part)


UNREAD = AuditRow(
    line=AuditLine(
        sequence=0,
        at="",
        user="",
        role="",
        action="",
        kind="",
        subject="",
        reader="",
        visit="",
        name="",
        change="",
        reason="",
        old="",
        new="",
        program="",
        hash="",
    )
)


class AuditPages(Sequence[AuditRow]):
    """Entries by their sequence numbers; only those that are looked at are read."""

    def __init__(self, read: Read, numbers: Sequence[int]) -> None:
        self._read, self.numbers = read, numbers
        self._pages: OrderedDict[int, list[AuditRow]] = OrderedDict()

    def with_numbers(self, numbers: Sequence[int]) -> AuditPages:
        """Return other entries of the same chain; what was read is not read again."""
        made = AuditPages(self._read, numbers)
        made._pages = self._pages
        return made

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> AuditRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[AuditRow]: ...
    def __getitem__(self, place: int | slice) -> AuditRow | Sequence[AuditRow]:
        if isinstance(place, slice):
            return [self._row(number) for number in self.numbers[place]]
        return self._row(self.numbers[place])

    def _row(self, number: int) -> AuditRow:
        page, place = divmod(number - 1, PAGE)
        rows = self._page(page)
        return rows[place] if place < len(rows) else UNREAD

    def _page(self, page: int) -> list[AuditRow]:
        if page in self._pages:
            self._pages.move_to_end(page)
            return self._pages[page]
        rows = [_row_of(entry) for entry in self._read(page * PAGE, PAGE)]
        # A page that could not be read may be readable later.
        if rows:
            self._pages[page] = rows
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return rows


def _row_of(entry: Entry) -> AuditRow:
    return AuditRow(line=audit_line(entry), previous=entry.previous, save=entry.save)


class AuditSearch:
    """Goes back through the chain, some entries at a time, and keeps the numbers that fit.

    Attributes
    ----------
    found : list of int
        From the newest back.
    """

    def __init__(self, asked: AuditFilter, newest: int) -> None:
        self.found: list[int] = []
        self._asked, self._left = asked, newest

    @property
    def left(self) -> int:
        """How many entries are not looked at yet."""
        return self._left

    def stop(self) -> None:
        """Look at no more of them."""
        self._left = 0

    def go_on(self, view: View, has_time: Callable[[], bool]) -> None:
        """Look at entries as long as there is time, some of them at least."""
        while self._left:
            start = max(self._left - SEARCHED_AT_ONCE, 0)
            page = entries_after(view, start, self._left - start)
            hits = [entry.sequence for entry in page if self._asked.takes(entry)]
            self.found.extend(reversed(hits))
            self._left = start
            if not has_time():
                return


def in_lines(value: str) -> str:
    """Write a value that is kept as JSON so that people can read it, a line for each part."""
    if not value:
        return tr("nothing")
    held = json.loads(value)
    return json.dumps(held, indent=2, ensure_ascii=False) if held else tr("nothing is told")
