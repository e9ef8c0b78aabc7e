"""TR: what was read of each lesion at each visit, and after it the sums of each read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from recist.formats.sdtm.context import Context
from recist.formats.sdtm.dataset import Cell, SdtmRecord, Source
from recist.formats.sdtm.quantities import measure
from recist.formats.sdtm.row_qualifiers import qualifiers_of
from recist.formats.sdtm.sums import sum_records
from recist.formats.sdtm.terms import test_name
from recist.formats.sdtm.tumours import first_rows
from recist.formats.sdtm.words import (
    GROUPS,
    NOT_DONE,
    TOO_SMALL,
    is_lesion,
    method,
    tumor_state,
)
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Absent, NotDone, NotEvaluable, TooSmall, diameters_of
from recist.model.row import Row


def result_records(context: Context) -> Iterator[SdtmRecord]:
    """Make TR: the readings of each read in the order of its rows, then its sums."""
    sums: dict[tuple[str, str], list[SdtmRecord]] = {}
    for record in sum_records(context):
        sums.setdefault((record.source.subject, record.source.reader), []).append(record)
    for (subject, reader), rows in context.reads.items():
        first = first_rows(context, rows)
        made = [one for row in rows if is_lesion(row) for one in _of_row(context, row, first)]
        made.extend(sums.get((subject, reader), []))
        for number, record in enumerate(made, start=context.first_seq(reader) + 1):
            values = context.common("TR", subject, number) | dict(record.values)
            yield replace(record, values=values)


def _of_row(context: Context, row: Row, first: Mapping[str, Row]) -> Iterator[SdtmRecord]:
    """Make the records of one reading; the first has what no variable can say."""
    shared: dict[str, Cell] = {
        "TRGRPID": GROUPS[row.role],
        "TRREFID": row.image,
        "TRLNKID": row.lesion,
        "TRLNKGRP": context.group(row.visit, row.reader),
        "TRMETHOD": method(row.method),
        "TRBLFL": context.flag_baseline(row),
        **context.evaluator("TR", row.subject, row.reader),
        **context.visit(row.visit),
        **context.timing("TR", row.subject, row.date),
    }
    more = qualifiers_of(context, row, first[row.lesion])
    source = Source(subject=row.subject, reader=row.reader, visit=row.visit, lesion=row.lesion)
    for result in _results(context, row):
        test = {"TRTEST": test_name("TR", str(result["TRTESTCD"]))}
        yield SdtmRecord(domain="TR", values=shared | result | test, source=source, more=more)
        more = ()


def _results(context: Context, row: Row) -> Iterator[dict[str, Cell]]:
    state, too_small = row.state, context.record.protocol.options.too_small
    axes = diameters_of(state)
    given = (("LDIAM", axes.longest), ("LPERP", axes.short), ("VDIAM", axes.viable))
    measured = [measure(test, length) for test, length in given if length is not None]
    if isinstance(state, NotDone | NotEvaluable):
        test = _own_test(row) if row.role is Role.TARGET else "TUMSTATE"
        reason = row.reason or state.reason
        yield {"TRTESTCD": test, "TRSTAT": NOT_DONE, "TRREASND": reason}
    elif isinstance(state, TooSmall):
        yield measure(_own_test(row), too_small) | {"TRORRES": TOO_SMALL}
    elif isinstance(state, Absent) and row.role is Role.TARGET:
        yield measure(_own_test(row), Length(0))
    yield from measured
    told = tumor_state(state)
    if told is not None:
        yield {"TRTESTCD": "TUMSTATE", "TRORRES": told.told, "TRSTRESC": told.standard}
    elif not measured and not isinstance(state, NotDone | NotEvaluable | TooSmall):
        yield {"TRTESTCD": "TUMSTATE", "TRORRES": "PRESENT", "TRSTRESC": "PRESENT"}


def _own_test(row: Row) -> str:
    """Return the test by which a lesion is followed: the short axis of nodes."""
    return "LPERP" if row.nodal else "LDIAM"
