"""RS: what every visit is judged to be, in each scope and by each protocol; the best response."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from recist.endpoints.best import best_response
from recist.formats.sdtm.context import Context
from recist.formats.sdtm.dataset import Cell, SdtmRecord, Source
from recist.formats.sdtm.dates import new_lesion_date, non_target_date, target_date
from recist.formats.sdtm.row_qualifiers import visit_qualifiers
from recist.formats.sdtm.sums import added_up
from recist.formats.sdtm.terms import test_name
from recist.formats.sdtm.texts import held
from recist.formats.sdtm.words import LIVER, NOT_DONE, category, is_lesion, scope_word
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.dates import ScanDate
from recist.model.lesion import Role
from recist.model.reading import NotDone
from recist.model.response import NewLesion, Response
from recist.model.row import Row

RECIST_11 = "RECIST 1.1"
SYMPTOMS = "SYMPTDTR"
SYMPTOMS_SEQ = 1
"""Below the numbers of every reader: nobody who read has said it."""
NEW_WORDS = {NewLesion.EQUIVOCAL: "EQUIVOCAL", NewLesion.UNEQUIVOCAL: "UNEQUIVOCAL"}

Visits = Mapping[str, Row]
"""The row of a visit itself by its label, lower case, where no lesion was read there."""


def response_records(context: Context) -> Iterator[SdtmRecord]:
    """Make RS, subject by subject and reader by reader."""
    made: dict[tuple[str, str], list[SdtmRecord]] = {key: [] for key in context.reads}
    alone = {key: _visits_alone(rows) for key, rows in context.reads.items()}
    for judged in context.record.judged:
        for case in judged.cases:
            key = (case.case.subject, case.case.reader)
            made[key].extend(_of_case(context, case, alone[key]))
    for (subject, reader), records in made.items():
        for number, record in enumerate(records, start=context.first_seq(reader) + 1):
            values = context.common("RS", subject, number) | dict(record.values)
            yield replace(record, values=values)
    yield from _deteriorated(context)


def _deteriorated(context: Context) -> Iterator[SdtmRecord]:
    """Make a record of each subject who got worse without a scan that shows it.

    SDTMIG 3.4 §6.3.9.3: it is a progression by the protocol's definition, and the investigator's.
    """
    for subject in context.record.subjects:
        day = context.info(subject).symptomatic_deterioration_date
        if day is None:
            continue
        values: dict[str, Cell] = {
            "RSTESTCD": SYMPTOMS,
            "RSTEST": test_name("RS", SYMPTOMS),
            "RSCAT": "PROTOCOL DEFINED RESPONSE CRITERIA",
            "RSORRES": "SYMPTOMATIC DETERIORATION",
            "RSSTRESC": Response.PD,
            "RSEVAL": "INVESTIGATOR",
            **context.timing("RS", subject, ScanDate.of(day)),
        }
        yield SdtmRecord(
            domain="RS",
            values=context.common("RS", subject, SYMPTOMS_SEQ) | values,
            source=Source(subject=subject, reader=""),
        )


def _visits_alone(rows: tuple[Row, ...]) -> Visits:
    """Return the visits of which only the visit itself (and markers) was told."""
    read = {row.visit.casefold() for row in rows if is_lesion(row)}
    told = {row.visit.casefold(): row for row in rows if row.role is Role.VISIT}
    return {name: row for name, row in told.items() if name not in read}


def overall_test(scope: str) -> str:
    """Return the test of the overall response in a scope; the liver has one of its own."""
    return "LIVRRESP" if scope == LIVER else "OVRLRESP"


def _of_case(context: Context, case: CaseAssessment, alone: Visits) -> Iterator[SdtmRecord]:
    for index, visit in enumerate(case.visits):
        row = alone.get(visit.visit.casefold())
        yield from _of_visit(context, case, index, visit, row)
    best = best_response(case)
    more = [
        ("RCCONFRM", "Y" if best.confirmed else "N"),
        ("RCVISITS", "; ".join(best.visits)),
        ("RCRULES", best.rule),
        ("RCREVIEW", "Y" if best.needs_review else ""),
        ("RCALTERN", best.alternative or ""),
    ]
    timing = context.timing("RS", case.case.subject, best.date)
    yield _record(context, case, "BESTRESP", best.response, "", timing, more)


def _of_visit(
    context: Context,
    case: CaseAssessment,
    index: int,
    visit: VisitAssessment,
    row: Row | None,
) -> Iterator[SdtmRecord]:
    timing = context.timing("RS", case.case.subject, visit.response_date)
    overall = overall_test(case.case.scope)
    if row is not None and isinstance(row.state, NotDone):
        reason = row.reason or row.state.reason
        status: dict[str, Cell] = {"RSSTAT": NOT_DONE, "RSREASND": reason}
        own = _own_more(context, row, str(timing["RSDTC"]))
        yield _record(context, case, overall, None, visit.visit, timing | status, own)
        return
    if index == 0:
        if row is not None:
            # Nothing was there to be listed: that is all that a baseline without lesions says.
            own = _own_more(context, row, str(timing["RSDTC"]))
            yield _record(context, case, overall, Response.NED, visit.visit, timing, own)
        return
    yield from _parts(context, case, index, visit)
    more = _as_read(visit)
    if row is not None:
        more += _own_more(context, row, str(timing["RSDTC"]))
    yield _record(context, case, overall, visit.overall, visit.visit, timing, more)
    if visit.overall_recist11 is not None:
        beside: dict[str, Cell] = {"RSCAT": RECIST_11}
        word = visit.overall_recist11
        yield _record(context, case, overall, word, visit.visit, timing | beside, [])


def _parts(
    context: Context, case: CaseAssessment, index: int, visit: VisitAssessment
) -> Iterator[SdtmRecord]:
    """Make what the overall response is put together of, each dated by its own scans."""
    read = case.case.visits[index]
    target = target_date(case, index, added_up(case, index))
    told: list[tuple[str, str | None, ScanDate, list[tuple[str, str]]]] = [
        ("TRGRESP", visit.target, target, _literal(visit)),
        ("NTRGRESP", visit.non_target, non_target_date(case, index), []),
        ("NEWLPROG", NEW_WORDS.get(visit.new_lesion), new_lesion_date(read, visit), []),
    ]
    for test, word, dated, more in told:
        if word is not None:
            timing = context.timing("RS", case.case.subject, dated)
            yield _record(context, case, test, word, visit.visit, timing, more)


def _literal(visit: VisitAssessment) -> list[tuple[str, str]]:
    same = visit.target_literal is None or visit.target_literal is visit.target
    return [] if same else [("RCLITERL", str(visit.target_literal))]


def _as_read(visit: VisitAssessment) -> list[tuple[str, str]]:
    more = [("RCRULES", " ".join(visit.rules))] if visit.rules else []
    if visit.overall_as_read is not None and visit.overall_as_read is not visit.overall:
        more.append(("RCASREAD", str(visit.overall_as_read)))
    return more


def _own_more(context: Context, row: Row, date: str) -> list[tuple[str, str]]:
    """Return what has to stand beside a record that is made of a visit's own row."""
    dated = [("RCDATE", row.date.text)] if row.date.text and row.date.text != date else []
    told = [*visit_qualifiers(context, row), *dated]
    return [pair for pair in told if pair[0] not in ("RCREADER", "RCREASON")] + _reason(row)


def _reason(row: Row) -> list[tuple[str, str]]:
    given = getattr(row.state, "reason", "")
    is_told = row.reason in ("", given) and held(given) == given
    return [] if is_told else [("RCREASON", row.reason or given)]


def _record(
    context: Context,
    case: CaseAssessment,
    test: str,
    word: str | None,
    visit: str,
    values: Mapping[str, Cell],
    more: list[tuple[str, str]],
) -> SdtmRecord:
    held, protocol = case.case, case.protocol
    text = "" if word is None else str(word)
    there = context.visit(visit) if visit else {}
    group = context.group(visit, held.reader) if visit else ""
    reader = [("RCREADER", held.reader)] if held.reader != context.reader_text(held.reader) else []
    return SdtmRecord(
        domain="RS",
        values={
            "RSSPID": protocol.id,
            "RSLNKGRP": group,
            "RSTESTCD": test,
            "RSTEST": test_name("RS", test),
            "RSCAT": category(protocol.criteria),
            "RSSCAT": scope_word(held.scope),
            "RSORRES": text,
            "RSSTRESC": text,
            **context.evaluator("RS", held.subject, held.reader),
            **there,
            **values,
        },
        source=Source(
            subject=held.subject,
            reader=held.reader,
            visit=visit,
            scope=held.scope,
            protocol=protocol.id,
        ),
        more=tuple((name, said) for name, said in (*reader, *more) if said),
    )
