"""Reading ``responses.json`` back and comparing it with the record that it was made of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from recist.criteria.figures import baseline_percent, nadir_percent
from recist.endpoints.best import best_response
from recist.formats.held_text import paired
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.trial.checking import check_reads
from recist.trial.record import ExportRecord, Judged

NAME = "responses.json"
MISSING = "is not there"


def check(record: ExportRecord, folder: Path) -> Iterator[str]:
    """Yield a line for each value, sum, response or name that is not the record's."""
    try:
        # Numbers are read as decimals, so that nothing is rounded on the way.
        document = json.loads((folder / NAME).read_text("utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        yield f"{NAME} {MISSING}"
        return
    except (OSError, ValueError) as error:
        yield f"{NAME} cannot be read: {error}"
        return
    if not isinstance(document, dict):
        yield f"{NAME} is no document"
        return
    yield from _origin(record, document)
    parts = document.get("assessments", [document])
    if len(parts) != len(record.judged):
        yield f"{NAME}: {len(parts)} protocols, the record has {len(record.judged)}"
        return
    for judged, part in zip(record.judged, parts, strict=True):
        yield from _protocol(record, judged, part)


def _origin(record: ExportRecord, document: dict[str, Any]) -> Iterator[str]:
    origin = record.origin
    yield from _differing(
        NAME,
        document,
        {
            "trial": origin.trial,
            "program": origin.program,
            "audit_head": origin.head or None,
            "exported_at": origin.made_at,
        },
    )


def _protocol(record: ExportRecord, judged: Judged, part: dict[str, Any]) -> Iterator[str]:
    name = judged.protocol.id
    said = part.get("protocol", {})
    yield from _differing(NAME, said, {"id": name, "criteria": judged.protocol.criteria})
    cases = part.get("cases", [])
    if len(cases) != len(judged.cases):
        yield f"{NAME}: {len(cases)} cases by {name}, the record has {len(judged.cases)}"
        return
    yield from _findings(record, judged, part)
    for assessment, block in zip(judged.cases, cases, strict=True):
        case = assessment.case
        where = f"{NAME}: {case.subject} {case.reader} {case.scope} by {name}"
        yield from _differing(
            where,
            block,
            {
                "subject": case.subject,
                "reader": case.reader,
                "scope": case.scope,
                "accepted": (case.subject, case.reader) in record.accepted,
            },
        )
        yield from _case(where, assessment, block)


def _findings(record: ExportRecord, judged: Judged, part: dict[str, Any]) -> Iterator[str]:
    """Compare what is wrong with what was read, in whatever order it stands."""
    wanted = Counter(
        tuple(map(paired, (one.subject, one.reader, note.code, note.message)))
        for one in check_reads(record.reads, judged.protocol)
        for note in one.findings
    )
    keys = ("subject", "reader", "code", "message")
    told = Counter(tuple(note.get(key) for key in keys) for note in part.get("findings", ()))
    for key in wanted.keys() | told.keys():
        if wanted[key] != told[key]:
            where = f"{NAME}: {key[0]} {key[1]} by {judged.protocol.id}, finding {key[2]}"
            yield f"{where}: stands there {told[key]} times, the record has it {wanted[key]} times"


def _case(where: str, assessment: CaseAssessment, block: dict[str, Any]) -> Iterator[str]:
    best = best_response(assessment)
    yield from _differing(
        f"{where}, best response",
        block.get("best", {}),
        {"response": best.response, "confirmed": best.confirmed, "date": best.date.text or None},
    )
    visits = block.get("visits", [])
    if len(visits) != len(assessment.visits):
        yield f"{where}: {len(visits)} visits, the record has {len(assessment.visits)}"
        return
    for visit, said in zip(assessment.visits, visits, strict=True):
        yield from _differing(f"{where}, {visit.visit}", said, _expected(visit))
        rules = tuple(rule.get("id") for rule in said.get("rules", ()))
        if rules != visit.rules:
            yield f"{where}, {visit.visit}: rules are {rules}, the record has {visit.rules}"


def _expected(visit: VisitAssessment) -> dict[str, Any]:
    return {
        "visit": visit.visit,
        "date": visit.date.text or None,
        "response_date": visit.response_date.text or None,
        "target": visit.target,
        "target_literal": visit.target_literal,
        "non_target": visit.non_target,
        "new_lesion": visit.new_lesion,
        "overall": visit.overall,
        "overall_as_read": visit.overall_as_read,
        "after_progression": visit.after_progression,
        "sum_mm": _mm(visit.sum_um),
        "complete": visit.complete,
        "baseline_sum_mm": _mm(visit.baseline_sum_um),
        "nadir_sum_mm": _mm(visit.nadir_sum_um),
        "nadir_visit": visit.nadir_visit,
        "change_from_baseline_percent": baseline_percent(visit),
        "change_from_nadir_percent": nadir_percent(visit),
    }


def _differing(where: str, said: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    for key, value in expected.items():
        found = said.get(key)
        value = paired(value) if isinstance(value, str) else value
        if found != value or isinstance(found, bool) != isinstance(value, bool):
            yield f"{where}: {key} is {found!r}, the record has {value!r}"


def _mm(um: int | None) -> Decimal | None:
    return None if um is None else Decimal(um) / 1000
