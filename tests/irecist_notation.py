"""What iRECIST's tables add to the notation of `tests.table_notation`.

The order is ``LESION[n][/role]=VALUE[/change][@date][!reason]``: ``NT1=present/increased``,
``L1=unequivocal:12.0/unchanged``, ``T1=50.0!new-symptom``. New lesions L1 to L3 lie in the
liver, L4 and L5 in the lung, L6 and L7 in an adrenal.
"""

from __future__ import annotations

import re

from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.model.subject import SubjectInfo
from recist.trial.row_cells import row_from_cells
from tests.table_notation import BASELINE_DATE, Row, day, protocol_of, reading, visits_of

IRECIST = Protocol(id="irecist", criteria="iRECIST")
SUBJECT = SubjectInfo(subject="1", reference_date=BASELINE_DATE)
TOKEN = re.compile(r"([^=]+)=([^/@!]+)(?:/(\w+))?(@[^!]+)?(?:!(.+))?")
ORGANS = {
    **dict.fromkeys(("L1", "L2", "L3"), "liver"),
    **dict.fromkeys(("L4", "L5"), "lung"),
    **dict.fromkeys(("L6", "L7"), "adrenal"),
}


def immune_reading(subject: str, visit: str, visit_date: str, token: str) -> Row:
    """One row of the reading table."""
    match = TOKEN.fullmatch(token)
    assert match, token
    name, value, change, own_date, reason = match.groups()
    row = reading(subject, visit, visit_date, f"{name}={value}{own_date or ''}")
    if row["lesion"] in ORGANS and row["organ"] != "lymph node":
        row["organ"] = ORGANS[row["lesion"]]
    return row | {"change": change or "", "reason": reason or row["reason"]}


def judged_visits(
    visits: list[tuple[str, str, str]], protocol: str, info: SubjectInfo = SUBJECT
) -> CaseAssessment:
    """The course of visits (label, date, readings) under iRECIST with some keys changed."""
    cells = [
        immune_reading(info.subject, label, when, token)
        for label, when, text in visits
        for token in text.split()
    ]
    rows = [row_from_cells(one, f"row {n}") for n, one in enumerate(cells, start=1)]
    case = assemble_case(rows, window_days=14, info=info)
    return assess(case, protocol_of(protocol, IRECIST))


def immune_course(text: str, protocol: str = "") -> CaseAssessment:
    """A course in one line, ``day: readings`` with ``|`` between the visits."""
    visits = [(label, day(offset), readings) for label, offset, readings in visits_of(text)]
    return judged_visits(visits, protocol)


def answers(assessment: CaseAssessment) -> list[str]:
    """The overall responses after baseline."""
    return [str(visit.overall) for visit in assessment.visits[1:]]
