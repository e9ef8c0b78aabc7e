"""The small steps that every edit is made of: rows and calipers put, changed, dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from gui.state.document import Document, find_row, own_rows, visits_of
from recist.model.dates import NO_DATE, ScanDate
from recist.model.length import Length
from recist.model.lesion import Lesion, Role
from recist.model.reading import Assessed, Diameters, Measured, Merged
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord


def put_row(document: Document, row: Row) -> Document:
    """Put a row in the place of the one for the same lesion and visit, or at the end."""
    # What was noticed while the file was read was said of the row as it stood there.
    row = replace(row, findings=())
    key = (row.subject, row.reader, row.visit, row.lesion)
    rows = list(document.rows)
    for n, one in enumerate(rows):
        if (one.subject, one.reader, one.visit, one.lesion) == key:
            rows[n] = row
            return replace(document, rows=tuple(rows))
    return replace(document, rows=(*rows, row))


def put_caliper(document: Document, record: CaliperRecord) -> Document:
    """Put a caliper in the place of the one for the same lesion and visit."""
    key = (record.subject, record.reader, record.visit, record.lesion)
    kept = [
        one for one in document.calipers if (one.subject, one.reader, one.visit, one.lesion) != key
    ]
    return replace(document, calipers=(*kept, record))


def change_rows(
    document: Document,
    subject: str,
    chosen: Callable[[Row], bool],
    change: Callable[[Row], Row],
) -> Document:
    """Change the chosen rows of a subject, those of the document's reader alone."""
    return replace(
        document,
        rows=tuple(
            change(row)
            if row.subject == subject and row.reader == document.reader and chosen(row)
            else row
            for row in document.rows
        ),
    )


def relabel(document: Document, subject: str, names: Mapping[str, str]) -> Document:
    """Carry new labels to the calipers and to the rows that name one as parent.

    All at once: the new label of one may be the old one of another.
    """

    def is_it(one: CaliperRecord) -> bool:
        own = (one.subject, one.reader) == (subject, document.reader)
        return own and one.lesion in names

    calipers = tuple(
        replace(one, lesion=names[one.lesion]) if is_it(one) else one for one in document.calipers
    )
    return change_rows(
        replace(document, calipers=calipers),
        subject,
        lambda row: row.parent in names,
        lambda row: replace(
            row,
            parent=names[row.parent],
            state=Merged(names[row.parent]) if isinstance(row.state, Merged) else row.state,
        ),
    )


def drop_calipers(document: Document, gone: Callable[[CaliperRecord], bool]) -> Document:
    """Drop calipers, those of the document's reader alone."""
    return replace(
        document,
        calipers=tuple(
            one for one in document.calipers if one.reader != document.reader or not gone(one)
        ),
    )


def without(document: Document, subject: str, gone: Callable[[str, str], bool]) -> Document:
    """Drop the readings and calipers for which ``gone(visit, lesion)`` holds."""
    rows = tuple(
        row
        for row in document.rows
        if row.subject != subject
        or row.reader != document.reader
        or row.role is Role.VISIT
        or not gone(row.visit, row.lesion)
    )
    return drop_calipers(
        replace(document, rows=rows),
        lambda one: one.subject == subject and gone(one.visit, one.lesion),
    )


def row_for(document: Document, subject: str, visit: str, lesion: Lesion) -> Row:
    """Return the row there is, or a new one without a source."""
    known = find_row(document, subject, visit, lesion.id)
    others = [row for row in own_rows(document, subject) if row.lesion == lesion.id]
    parent = next((row.parent for row in others if not isinstance(row.state, Merged)), "")
    if known is not None:
        # The parent of a merged lesion is what carries it: no more, once it is read by itself.
        kept = parent if isinstance(known.state, Merged) else known.parent
        return replace(known, parent=kept, source=known.source or "reading room")
    dates: dict[str, ScanDate] = {one.label: one.date for one in visits_of(document, subject)}
    return Row(
        subject=subject,
        reader=document.reader,
        visit=visit,
        date=dates.get(visit, NO_DATE),
        lesion=lesion.id,
        role=lesion.role,
        organ=lesion.organ,
        site=lesion.site,
        nodal=lesion.nodal,
        character=lesion.character,
        state=Assessed() if lesion.role is Role.VISIT else Measured(Diameters()),
        parent=parent,
        field=others[0].field if others else "",
        progressed_since=any(row.progressed_since for row in others),
    )


def thickness_of(mm: float | None) -> Length | None:
    """Return a slice thickness as the table holds it."""
    return None if mm is None else Length.from_decimal(Decimal(str(mm)))[0]
