"""LB: tumour markers, of which readings say whether they are in their normal range."""

from __future__ import annotations

from collections.abc import Iterator

from recist.formats.sdtm.context import Context
from recist.formats.sdtm.dataset import Cell, SdtmRecord, Source
from recist.formats.sdtm.row_qualifiers import visit_qualifiers
from recist.formats.sdtm.words import NOT_DONE, marker_test
from recist.model.lesion import Role
from recist.model.reading import Normal, NotDone, NotEvaluable, Raised
from recist.model.row import Row

CATEGORY = "TUMOR MARKER"
WORDS = {Normal: ("NORMAL", "NORMAL"), Raised: ("RAISED", "HIGH")}
"""LBORRES and LBNRIND of each state."""


def marker_records(context: Context) -> Iterator[SdtmRecord]:
    """Make LB; where there is no marker there is no record."""
    for (_, reader), rows in context.reads.items():
        markers = [row for row in rows if row.role is Role.MARKER]
        for number, row in enumerate(markers, start=context.first_seq(reader) + 1):
            yield _record(context, row, number)


def _record(context: Context, row: Row, number: int) -> SdtmRecord:
    test, name = marker_test(row.lesion)
    values: dict[str, Cell] = {
        **context.common("LB", row.subject, number),
        "LBGRPID": context.evaluator_id(row.reader),
        "LBSPID": row.lesion,
        "LBTESTCD": test,
        "LBTEST": name,
        "LBCAT": CATEGORY,
        "LBBLFL": context.flag_baseline(row),
        **context.visit(row.visit),
        **context.timing("LB", row.subject, row.date),
    }
    more = dict(visit_qualifiers(context, row))
    if isinstance(row.state, NotDone | NotEvaluable):
        reason = row.reason or row.state.reason
        values |= {"LBSTAT": NOT_DONE, "LBREASND": reason}
        if more.get("RCREASON") == reason:
            del more["RCREASON"]
    else:
        told, indicator = WORDS.get(type(row.state), ("", ""))
        values |= {"LBORRES": told, "LBSTRESC": told, "LBNRIND": indicator}
    return SdtmRecord(
        domain="LB",
        values=values,
        source=Source(subject=row.subject, reader=row.reader, visit=row.visit, lesion=row.lesion),
        more=tuple(more.items()),
    )
