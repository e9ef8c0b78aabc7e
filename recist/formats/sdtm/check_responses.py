"""Judged visits compared with RS and with the sums of TR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.endpoints.best import best_response
from recist.formats.sdtm.conformance_base import Numbered, Tables
from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.texts import paired, plain
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.lesion import Role
from recist.model.response import NewLesion
from recist.trial.record import ExportRecord

Key = tuple[str, str, str, str, str, str]
"""Subject, evaluator's identifier, protocol, scope, visit (both in lower case), test."""


def responses_differ(record: ExportRecord, told: Mapping[str, Dataset]) -> Iterator[str]:
    """Compare every judged visit with what is told of it."""
    tables = Tables(told)
    responses = _responses(tables, record)
    sums = _sums(tables)
    several = len(record.readers) > 1
    alone = _alone(record)
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
                if (held.subject, held.reader, visit.visit.casefold()) not in alone:
                    wanted = _words(case, visit)
                    lines = _compared(responses, place, wanted)
                    yield from (f"{where} {plain(visit.visit)}: {one}" for one in lines)
                lines = _compared_sums(sums, place, visit)
                yield from (f"{where} {plain(visit.visit)}: {one}" for one in lines)
            best = str(best_response(case).response)
            lines = _compared(responses, (*start, ""), {"BESTRESP": best})
            yield from (f"{where}: {one}" for one in lines)


def _alone(record: ExportRecord) -> set[tuple[str, str, str]]:
    """Return the visits of which no lesion tells: their record says whether they were done."""
    rows = record.reads.rows
    lesions = {
        (row.subject, row.reader, row.visit.casefold())
        for row in rows
        if row.role not in (Role.VISIT, Role.MARKER)
    }
    visits = {
        (row.subject, row.reader, row.visit.casefold()) for row in rows if row.role is Role.VISIT
    }
    return visits - lesions


def _words(case: CaseAssessment, visit: VisitAssessment) -> dict[str, str]:
    overall = "LIVRRESP" if case.case.scope == "liver" else "OVRLRESP"
    new = "" if visit.new_lesion is NewLesion.NONE else str(visit.new_lesion).upper()
    told = {
        "TRGRESP": visit.target,
        "NTRGRESP": visit.non_target,
        "NEWLPROG": new,
        overall: visit.overall,
    }
    return {test: "" if word is None else str(word) for test, word in told.items()}


def _responses(tables: Tables, record: ExportRecord) -> dict[Key, Numbered]:
    found: dict[Key, Numbered] = {}
    immune = {one.protocol.id for one in record.judged if one.protocol.criteria == "iRECIST"}
    for one in tables.records("RS"):
        # Beside iRECIST the overall response by RECIST 1.1 is told once more.
        if one.text("RSSPID") in immune and one.text("RSCAT") != "iRECIST":
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
    told: Mapping[Key, Numbered], place: tuple[str, str, str, str, str], wanted: Mapping[str, str]
) -> Iterator[str]:
    for test, word in wanted.items():
        one = told.get((*place, test))
        found = "" if one is None else one.text("RSSTRESC")
        if found != word:
            yield f"{test} is {found!r}, not {word!r}"


def _sums(tables: Tables) -> dict[Key, Numbered]:
    found: dict[Key, Numbered] = {}
    for one in tables.records("TR"):
        group, _, scope = one.text("TRGRPID").partition(" ")
        if group == "TARGET" and not one.text("TRLNKID"):
            found[_key(one, "TR", scope or "all")] = one
    return found


def _compared_sums(
    told: Mapping[Key, Numbered], place: tuple[str, str, str, str, str], visit: VisitAssessment
) -> Iterator[str]:
    grown = nadir_change_um(visit)
    whole = visit.sum_um if visit.complete else None
    percents = baseline_percent(visit), nadir_percent(visit)
    wanted = {
        "SUMDIAM": None if whole is None else whole / 1000,
        "ACNSD": None if grown is None else grown / 1000,
        "PCBSD": None if percents[0] is None else float(percents[0]),
        "PCNSD": None if percents[1] is None else float(percents[1]),
    }
    for test, number in wanted.items():
        one = told.get((*place, test))
        found = None if one is None else one.number("TRSTRESN")
        if found != number:
            yield f"{test} is {found}, not {number}"
