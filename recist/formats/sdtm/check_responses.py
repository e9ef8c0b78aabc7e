"""Judged visits compared with RS and with the sums of TR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.endpoints.best import best_response
from recist.formats.held_text import paired
from recist.formats.sdtm.conformance_base import Numbered, Tables
from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.texts import plain
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.lesion import Role
from recist.model.reading import NotDone
from recist.model.response import NewLesion, Response
from recist.model.row import Row
from recist.trial.record import ExportRecord

SYMPTOMS = "SYMPTDTR"
NEW = "NEW "
Place = tuple[str, str, str, str, str]
Key = tuple[str, str, str, str, str, str]
"""Subject, evaluator's identifier, protocol, scope, visit (both in lower case), test; the place
is all but the test."""


def responses_differ(record: ExportRecord, told: Mapping[str, Dataset]) -> Iterator[str]:
    """Compare every judged visit with what is told of it."""
    tables = Tables(told)
    yield from _deteriorations_differ(record, tables)
    responses = _responses(tables, record)
    sums = _sums(tables)
    several = len(record.readers) > 1
    alone = _alone(record)
    places: set[Place] = set()
    for judged in record.judged:
        for case in judged.cases:
            held = case.case
            number = record.readers.index(held.reader) + 1
            evaluator = f"RADIOLOGIST {number}" if several else ""
            start = paired(held.subject), evaluator, case.protocol.id, held.scope.casefold()
            where = (
                f"sdtm: {plain(f'{held.subject} {held.reader}')} {case.protocol.id} {held.scope}"
            )
            for visit in case.visits:
                place = (*start, paired(visit.visit).casefold())
                places.add(place)
                row = alone.get((held.subject, held.reader, visit.visit.casefold()))
                lines = [
                    *_compared(responses, place, _words(case, visit, row)),
                    *_compared_sums(sums, place, visit),
                    *_status(responses.get((*place, _overall(case))), row),
                ]
                yield from (f"{where} {plain(visit.visit)}: {one}" for one in lines)
            best = str(best_response(case).response)
            places.add((*start, ""))
            told_best = _compared(responses, (*start, ""), {"BESTRESP": best})
            yield from (f"{where}: {one}" for one in told_best)
    for key in sorted(responses.keys() | sums.keys()):
        if key[:5] not in places:
            yield plain(f"sdtm: RS or TR has {' '.join(key)}, which was not judged")


def _deteriorations_differ(record: ExportRecord, tables: Tables) -> Iterator[str]:
    """Compare who got worse without a scan that shows it."""
    subjects = record.reads.subjects or {}
    days = {
        one: subjects[one].symptomatic_deterioration_date
        for one in record.subjects
        if one in subjects
    }
    wanted = {paired(one): day.isoformat() for one, day in days.items() if day is not None}
    found = {
        one.text("USUBJID"): one.text("RSDTC")
        for one in tables.records("RS")
        if one.text("RSTESTCD") == SYMPTOMS
    }
    for subject in sorted(wanted.keys() | found.keys()):
        if wanted.get(subject) != found.get(subject):
            there, day = found.get(subject, "missing"), wanted.get(subject, "none")
            yield plain(f"sdtm: {subject} {SYMPTOMS} is {there}, not {day}")


def _alone(record: ExportRecord) -> dict[tuple[str, str, str], Row]:
    """Return the row of each visit of which no lesion tells."""
    rows = record.reads.rows
    lesions = {
        (row.subject, row.reader, row.visit.casefold())
        for row in rows
        if row.role not in (Role.VISIT, Role.MARKER)
    }
    visits = {
        (row.subject, row.reader, row.visit.casefold()): row
        for row in rows
        if row.role is Role.VISIT
    }
    return {place: row for place, row in visits.items() if place not in lesions}


def _overall(case: CaseAssessment) -> str:
    return "LIVRRESP" if case.case.scope == "liver" else "OVRLRESP"


def _words(case: CaseAssessment, visit: VisitAssessment, row: Row | None) -> dict[str, str]:
    """Return what is told of a visit; nothing of one that was not done."""
    new = "" if visit.new_lesion is NewLesion.NONE else str(visit.new_lesion).upper()
    overall = visit.overall
    if row is not None and overall is None:
        overall = Response.NED
    told = {
        "TRGRESP": visit.target,
        "NTRGRESP": visit.non_target,
        "NEWLPROG": new,
        _overall(case): overall,
    }
    if row is not None and isinstance(row.state, NotDone):
        told = dict.fromkeys(told)
    return {test: "" if word is None else str(word) for test, word in told.items()}


def _status(one: Numbered | None, row: Row | None) -> Iterator[str]:
    """Compare what is told of a visit's own row."""
    is_done = row is None or not isinstance(row.state, NotDone)
    if is_done == (one is not None and one.text("RSSTAT") == "NOT DONE"):
        yield "is told NOT DONE and was done" if is_done else "was not done, and is told as done"


def _responses(tables: Tables, record: ExportRecord) -> dict[Key, Numbered]:
    found: dict[Key, Numbered] = {}
    immune = {one.protocol.id for one in record.judged if one.protocol.criteria == "iRECIST"}
    for one in tables.records("RS"):
        # Beside iRECIST the overall response by RECIST 1.1 is told once more.
        if one.text("RSSPID") in immune and one.text("RSCAT") != "iRECIST":
            continue
        if one.text("RSTESTCD") == SYMPTOMS:
            continue
        found[_key(one, "RS", one.text("RSSCAT"))] = one
    return found


def _key(one: Numbered, domain: str, scope: str) -> Key:
    return (
        one.text("USUBJID"),
        one.text(f"{domain}EVALID"),
        one.text(f"{domain}SPID"),
        scope.casefold(),
        one.text("VISIT").casefold(),
        one.text(f"{domain}TESTCD"),
    )


def _compared(
    told: Mapping[Key, Numbered], place: Place, wanted: Mapping[str, str]
) -> Iterator[str]:
    for test, word in wanted.items():
        one = told.get((*place, test))
        found = "" if one is None else one.text("RSSTRESC")
        if found != word:
            yield f"{test} is {found!r}, not {word!r}"


def _sums(tables: Tables) -> dict[Key, Numbered]:
    found: dict[Key, Numbered] = {}
    for one in tables.records("TR"):
        told = one.text("TRGRPID")
        new = NEW if told.startswith(NEW) else ""
        group, _, scope = told.removeprefix(NEW).partition(" ")
        if group == "TARGET" and not one.text("TRLNKID"):
            key = _key(one, "TR", scope or "all")
            found[(*key[:5], new + key[5])] = one
    return found


def _compared_sums(
    told: Mapping[Key, Numbered], place: Place, visit: VisitAssessment
) -> Iterator[str]:
    grown = nadir_change_um(visit)
    whole = visit.sum_um if visit.complete else None
    new = visit.new_sum_um if visit.new_complete else None
    percents = baseline_percent(visit), nadir_percent(visit)
    wanted = {
        "SUMDIAM": None if whole is None else whole / 1000,
        "ACNSD": None if grown is None else grown / 1000,
        "PCBSD": None if percents[0] is None else float(percents[0]),
        "PCNSD": None if percents[1] is None else float(percents[1]),
        f"{NEW}SUMDIAM": None if new is None else new / 1000,
    }
    for test, number in wanted.items():
        one = told.get((*place, test))
        found = None if one is None else one.number("TRSTRESN")
        if found != number:
            yield f"{test} is {found}, not {number}"
