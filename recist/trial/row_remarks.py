"""What was noticed of rows that came in, with the place where it stands; alike remarks in one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from recist.model.finding import Finding
from recist.model.row import Row

BY_CODE = frozenset({"row-repeated"})
"""Findings on files that say the same with other lesions in them."""
_PLACE_AT_END = re.compile(r" \(([^()]+ row \d+)\)$")


def told_with_places(findings: Iterable[Finding], rows: Sequence[Row]) -> list[Finding]:
    """Return what there is to tell of files and of rows, each remark once.

    Parameters
    ----------
    findings : iterable of Finding
        On files as a whole.
    rows : sequence of Row
        Their findings name a lesion; what is told names file and row, subject and visit, too.

    Returns
    -------
    list of Finding
        The first of those that are alike stands for all of them, and says how many more there are.
    """
    first: dict[Hashable, Finding] = {}
    number: dict[Hashable, int] = {}
    for key, told in (*_of_files(findings), *_of_rows(rows)):
        first.setdefault(key, told)
        number[key] = number.get(key, 0) + 1
    return [_with_more(told, number[key] - 1) for key, told in first.items()]


def _with_more(finding: Finding, more: int) -> Finding:
    also = f" (and {more} more like this)" if more else ""
    return replace(finding, message=f"{finding.message}{also}")


def _of_files(findings: Iterable[Finding]) -> Iterator[tuple[Hashable, Finding]]:
    # What is said word for word the same of a file was noticed twice.
    for one in dict.fromkeys(findings):
        yield (one.code, "" if one.code in BY_CODE else one.message), one


def _of_rows(rows: Iterable[Row]) -> Iterator[tuple[Hashable, Finding]]:
    for row in rows:
        for one in row.findings:
            where, whose, remark = _taken_apart(one.message, row)
            message = f"{where}{whose}{remark}"
            yield (one.code, one.severity, remark), replace(one, message=message)


def _taken_apart(message: str, row: Row) -> tuple[str, str, str]:
    """Return the place of a remark, of what it is, and what it says."""
    name = row.lesion or row.visit
    if message.startswith(f"{name} "):
        remark = message.removeprefix(f"{name} ")
        place = _PLACE_AT_END.search(remark)
        where = row.source if place is None else place[1]
        of_visit = f"{row.visit} of {row.subject} "
        whose = f"{row.lesion} of {row.subject} at {row.visit} " if row.lesion else of_visit
        return f"{where}: " if where else "", whose, _PLACE_AT_END.sub("", remark)
    source = f"{row.source}: "
    if row.source and message.startswith(source):
        return source, "", message.removeprefix(source)
    return "", "", message
