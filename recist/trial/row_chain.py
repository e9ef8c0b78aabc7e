"""From a row of an exported dataset back to what it was made of: lesion, image, end points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.row import Row
from recist.model.scope import ALL, is_in_scope
from recist.trial.calipers import CaliperRecord
from recist.trial.record import ExportRecord

RESPONSES, RESULTS = "RS", "TR"
DOMAINS = (RESPONSES, RESULTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRow:
    """One row of TR or RS, and what it was made of; empty where it is about none in particular.

    Attributes
    ----------
    said : str
        What it says, such as ``OVRLRESP PR``.
    sum_of : str
        The new lesions that a sum of their own is of.
    written : str
        The subject as a transport file holds it, where that is another text.
    """

    domain: str
    seq: int
    said: str
    subject: str
    reader: str
    visit: str = ""
    lesion: str = ""
    scope: str = ""
    protocol: str = ""
    sum_of: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One lesion that a row rests on.

    Attributes
    ----------
    results : tuple of ExportedRow
        The rows of TR that are made of it.
    file : str
        Where its image lies; empty where that is not known.
    """

    row: Row
    caliper: CaliperRecord | None
    file: str
    results: tuple[ExportedRow, ...]


def asked_row(text: str) -> tuple[str, str, int]:
    """Read which row is meant: ``USUBJID,RSSEQ``, or with its domain ``TR,USUBJID,TRSEQ``.

    Raises
    ------
    InputError
        Where it is none of both.
    """
    subject, comma, number = text.rpartition(",")
    domain, also, rest = subject.partition(",")
    if not (also and domain.strip().upper() in DOMAINS):
        domain, rest = RESPONSES, subject
    number = number.strip()
    if not comma or not rest.strip() or not (number.isascii() and number.isdigit()):
        raise InputError(
            f"--row {text!r}: write USUBJID,RSSEQ as in 01,10002, "
            "or TR,USUBJID,TRSEQ for a row of TR"
        )
    return domain.strip().upper(), rest.strip(), int(number)


def row_named(rows: Sequence[ExportedRow], domain: str, subject: str, seq: int) -> ExportedRow:
    """Return a row by its keys.

    Raises
    ------
    InputError
        Where there is none.
    """
    of_subject = [
        one for one in rows if one.domain == domain and subject in (one.subject, one.written)
    ]
    for one in of_subject:
        if one.seq == seq:
            return one
    if not of_subject:
        raise InputError(f"{domain} has no row of subject {subject!r}; check its spelling")
    numbers = sorted(one.seq for one in of_subject)
    raise InputError(
        f"{domain} has no row {seq} of subject {subject}; its rows are {numbers[0]} to "
        f"{numbers[-1]}"
    )


def case_behind(record: ExportRecord, row: ExportedRow) -> CaseAssessment | None:
    """Return the case that a row is about: of a plain reading the one in the primary scope.

    None where nobody has read what it says, as of a symptomatic deterioration.
    """
    judged = [one for one in record.judged if row.protocol in ("", one.protocol.id)]
    cases = [
        case
        for one in judged
        for case in one.cases
        if (case.case.subject, case.case.reader) == (row.subject, row.reader)
        and row.scope in ("", case.case.scope)
    ]
    return cases[0] if cases else None


def links_of(record: ExportRecord, row: ExportedRow, rows: Sequence[ExportedRow]) -> Iterator[Link]:
    """Yield the lesions that a row rests on, in the order in which they were read."""
    files = {one.image: one.file for series in record.series for one in series.slices}
    calipers = {
        (one.visit.casefold(), one.lesion): one
        for one in record.calipers
        if (one.subject, one.reader) == (row.subject, row.reader)
    }
    results = _results(row, rows)
    for read in record.reads.rows:
        if not _rests_on(row, read):
            continue
        place = (read.visit.casefold(), read.lesion)
        yield Link(
            row=read,
            caliper=calipers.get(place),
            file=files.get(read.image, ""),
            results=tuple(results.get(place, ())),
        )


def _rests_on(row: ExportedRow, read: Row) -> bool:
    if (read.subject, read.reader) != (row.subject, row.reader) or not read.lesion:
        return False
    if read.visit.casefold() != row.visit.casefold():
        return False
    return row.lesion in ("", read.lesion) and is_in_scope(read.organ, row.scope or ALL)


def _results(
    row: ExportedRow, rows: Sequence[ExportedRow]
) -> Mapping[tuple[str, str], list[ExportedRow]]:
    """Return the rows of TR of the same read, by visit and lesion."""
    found: dict[tuple[str, str], list[ExportedRow]] = {}
    for one in rows:
        same = (one.subject, one.reader) == (row.subject, row.reader)
        if one.domain == RESULTS and one.lesion and same:
            found.setdefault((one.visit.casefold(), one.lesion), []).append(one)
    return found
