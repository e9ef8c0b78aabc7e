"""Supplemental qualifiers (SUPPTU, SUPPTR, SUPPRS, SUPPLB), put beside the records they are of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from recist.formats.sdtm.piece_names import piece_names
from recist.formats.sdtm_in.records import Record

OWN = "RC"
"""How the names of the supplemental qualifiers of our own exports begin."""

Told = dict[tuple[str, str, str, str], dict[str, str]]
"""Domain, subject, variable and its value, to QNAM and its text."""


def with_supplements(
    records: Sequence[Record], domain: str, supplements: Iterable[Record]
) -> list[Record]:
    """Return the records of a domain, each with what its qualifiers say.

    A text of more than 200 characters goes on under QNAM and a digit: its pieces are one again.
    """
    told = _by_key(supplements)
    variables = {variable for held, _, variable, _ in told if held == domain}
    found = []
    for record in records:
        subject = record.text("USUBJID")
        more: dict[str, str] = {}
        for variable in variables:
            more |= told.get((domain, subject, variable, _plain(record.text(variable))), {})
        found.append(replace(record, more=_joined(more)) if more else record)
    return found


def is_own(record: Record) -> bool:
    """Say whether a record has the supplemental qualifiers of our own exports."""
    return any(name.startswith(OWN) for name in record.more)


def _by_key(supplements: Iterable[Record]) -> Told:
    told: Told = {}
    for one in supplements:
        key = (
            one.word("RDOMAIN"),
            one.text("USUBJID"),
            one.word("IDVAR"),
            _plain(one.text("IDVARVAL")),
        )
        told.setdefault(key, {})[one.word("QNAM")] = one.cells.get("QVAL", "")
    return told


def _plain(value: str) -> str:
    """Return a number without a fraction of zeros: SEQ is written as 12 and as 12.0."""
    whole, point, fraction = value.partition(".")
    return whole if point and whole.isdigit() and not fraction.strip("0") else value


def _joined(more: dict[str, str]) -> dict[str, str]:
    whole = dict(more)
    for name in more:
        if name.startswith(OWN) and name.isalpha():
            for piece in islice(piece_names(name), 1, None):
                if piece not in whole:
                    break
                whole[name] += whole.pop(piece)
    return whole
