"""TU: what was found, one record for each lesion and reader; splits and merges beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from recist.formats.sdtm.context import Context
from recist.formats.sdtm.dataset import Cell, SdtmRecord, Source
from recist.formats.sdtm.terms import test_name
from recist.formats.sdtm.words import GROUPS, is_lesion, laterality, location, method
from recist.model.fragments import parents_of_fragments
from recist.model.lesion import Role
from recist.model.reading import Merged
from recist.model.row import Row

FOLLOWED = (Role.TARGET, Role.NON_TARGET)


def tumour_records(context: Context) -> Iterator[SdtmRecord]:
    """Make TU, subject by subject and reader by reader."""
    for (subject, reader), rows in context.reads.items():
        made = _of_read(context, subject, reader, rows)
        for number, record in enumerate(made, start=context.first_seq(reader) + 1):
            numbered = dict(context.common("TU", subject, number)) | dict(record.values)
            yield replace(record, values=numbered)


def first_rows(context: Context, rows: tuple[Row, ...]) -> dict[str, Row]:
    """Return of each lesion of a read the row that saw it first, by visit."""
    lesions = [row for row in rows if is_lesion(row)]
    lesions.sort(key=lambda row: context.visits[row.visit.casefold()][1])
    first: dict[str, Row] = {}
    for row in lesions:
        first.setdefault(row.lesion, row)
    return first


def fragments(context: Context, subject: str, reader: str) -> dict[str, str]:
    """Return of each fragment of a read the lesion (or fragment) that split."""
    rows = [
        row for row in context.reads[subject, reader] if row.role in (Role.TARGET, Role.NON_TARGET)
    ]
    roots = [row.lesion for row in rows if id(row) in context.at_baseline]
    by_visit: dict[float, list[Row]] = {}
    for row in rows:
        if id(row) not in context.at_baseline:
            by_visit.setdefault(context.visits[row.visit.casefold()][1], []).append(row)
    return parents_of_fragments([by_visit[number] for number in sorted(by_visit)], roots)


def _of_read(
    context: Context, subject: str, reader: str, rows: tuple[Row, ...]
) -> Iterator[SdtmRecord]:
    parents = fragments(context, subject, reader)
    first = first_rows(context, rows)
    # A lesion of the baseline may have been seen at an earlier screening visit.
    baseline = {row.lesion for row in rows if context.flag_baseline(row)}
    for lesion, row in first.items():
        test = "TUSPLIT" if lesion in parents else "TUMIDENT"
        group = parents.get(lesion, "")
        yield _record(context, row, test, group, is_baseline=lesion in baseline)
    merged: set[str] = set()
    for row in rows:
        if is_lesion(row) and isinstance(row.state, Merged) and row.lesion not in merged:
            merged.add(row.lesion)
            is_baseline = bool(context.flag_baseline(row))
            yield _record(context, row, "TUMERGE", row.state.into, is_baseline=is_baseline)


def _record(context: Context, row: Row, test: str, group: str, *, is_baseline: bool) -> SdtmRecord:
    """Make one record; ``group`` is the lesion that split, or that carries the mass."""
    word = GROUPS[row.role]
    values: dict[str, Cell] = {
        "TUGRPID": group,
        "TUREFID": row.image,
        "TULNKID": row.lesion,
        "TUTESTCD": test,
        "TUTEST": test_name("TU", test),
        "TUORRES": word,
        "TUSTRESC": word,
        "TULOC": location(row.organ),
        "TULAT": laterality(row.organ, row.site),
        "TUMETHOD": method(row.method),
        "TUBLFL": "Y" if is_baseline else "",
        **context.evaluator("TU", row.subject, row.reader),
        **context.visit(row.visit),
        **context.timing("TU", row.subject, row.date),
    }
    more = [("RCREADER", row.reader), ("RCORGAN", row.organ), ("RCSITE", row.site)]
    return SdtmRecord(
        domain="TU",
        values=values,
        source=Source(subject=row.subject, reader=row.reader, visit=row.visit, lesion=row.lesion),
        more=tuple((name, text) for name, text in more if text),
    )
