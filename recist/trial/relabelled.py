"""Lesions that were given another label, and what names them beside their rows: queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recist.model.reading import diameters_of
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.ports import Work
from recist.trial.queries import QUERY

Names = Mapping[tuple[str, str], Mapping[str, str]]
"""By subject and reader the labels before and after."""


def relabelled(
    before: tuple[tuple[Row, ...], tuple[CaliperRecord, ...]],
    after: tuple[tuple[Row, ...], tuple[CaliperRecord, ...]],
) -> Names:
    """Return which lesions are called otherwise in the second of two states.

    A label is changed over all visits in one step, so that the rows stand where they stood, with
    the same dates, images and lengths; where anything else has changed as well, nothing is said.
    """
    (rows, calipers), (rows_after, calipers_after) = before, after
    if len(rows) != len(rows_after):
        return {}
    names: dict[tuple[str, str], dict[str, str]] = {}
    for one, other in zip(rows, rows_after, strict=True):
        if (one.subject, one.reader, one.visit) != (other.subject, other.reader, other.visit):
            return {}
        known = names.setdefault((one.subject, one.reader), {})
        if known.setdefault(one.lesion, other.lesion) != other.lesion:
            return {}
        if one.lesion != other.lesion and _bare(one) != _bare(other):
            return {}
    found = {
        here: {label: new for label, new in known.items() if label != new}
        for here, known in names.items()
    }
    if not any(found.values()):
        return {}
    called = {
        replace(one, lesion=found.get((one.subject, one.reader), {}).get(one.lesion, one.lesion))
        for one in calipers
    }
    return {here: known for here, known in found.items() if known and called == {*calipers_after}}


def follow_lesions(work: Work, names: Names) -> None:
    """Let queries about a lesion name it as it is called now; what was asked stays as it is."""
    for (subject, reader), labels in names.items():
        for record in work.all(QUERY, subject=subject, reader=reader):
            lesion = record.value["lesion"]
            if lesion in labels:
                reason = f"{lesion} is called {labels[lesion]}"
                value = {**record.value, "lesion": labels[lesion]}
                work.put(record.key, value, expect=record.version, reason=reason)


def _bare(row: Row) -> tuple[object, ...]:
    """Return of a row what a change of label or role leaves alone."""
    where = (row.date, row.method, row.image, row.slice_thickness)
    return (*where, row.organ, row.site, row.nodal, row.character, diameters_of(row.state))
