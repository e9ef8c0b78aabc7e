"""What is noticed of readings that are taken in together, whichever files they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recist.formats.alike import names_alike
from recist.model.finding import Finding, Severity
from recist.model.reading import NO_DIAMETERS, Measured
from recist.model.row import Row
from recist.trial.stated_words import COLUMNS as STATED

SHOWN = 10
"""Of the columns that are kept so many are named."""
NO_LENGTH = Measured(NO_DIAMETERS)


def noticed(rows: Sequence[Row]) -> list[Finding]:
    """Return what there is to ask of the rows, a line for each question."""
    return [finding for finding, _ in names_alike(rows)] + [*_no_length(rows), *_kept(rows)]


def _no_length(rows: Sequence[Row]) -> Iterator[Finding]:
    """Ask for the lengths of lesions that are said to be measured: a column may be misspelt."""
    bare = [row for row in rows if row.state == NO_LENGTH]
    if bare:
        others = len(bare) - 1
        more = f"; so {'is' if others == 1 else 'are'} {others} more" if others else ""
        message = f"{bare[0].source} is measured and has no length at all{more}"
        yield Finding(severity=Severity.WARNING, code="length-missing", message=message)


def _kept(rows: Sequence[Row]) -> Iterator[Finding]:
    """Name the columns that are kept without being understood."""
    names = dict.fromkeys(name for row in rows for name, _ in row.extra)
    others = [repr(name) for name in names if name.strip().casefold() not in STATED]
    if others:
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        several = "columns are kept, but say" if len(others) > 1 else "column is kept, but says"
        message = f"{several} nothing to the criteria: {', '.join(others[:SHOWN])}{more}"
        yield Finding(severity=Severity.WARNING, code="column-not-known", message=message)
