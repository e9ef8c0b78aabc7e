"""Where the protocols of a record give different answers, and why."""

from __future__ import annotations

from recist.formats.sheets.sheet import READER, SCOPE, SUBJECT, Column, Kind, Sheet
from recist.trial.comparison import differences
from recist.trial.record import ExportRecord

COLUMNS = (
    SUBJECT,
    READER,
    SCOPE,
    Column(name="visit", kind=Kind.TEXT, meaning="label of the visit; best = the best response"),
    Column(name="answer", kind=Kind.RESPONSE, meaning="what the trial's own protocol says"),
    Column(name="other_answer", kind=Kind.RESPONSE, meaning="what the other protocol says"),
    Column(name="reason", kind=Kind.TEXT, meaning="why, from the rules that fired in each"),
    Column(name="other_protocol", kind=Kind.TEXT, meaning="the protocol that stands beside"),
    Column(name="protocol", kind=Kind.TEXT, meaning="the trial's own protocol"),
)


def differences_sheet(record: ExportRecord) -> Sheet:
    """Return each answer that another protocol gives differently."""
    found = differences([judged.cases for judged in record.judged])
    rows = [
        (
            one.subject,
            one.reader,
            one.scope,
            one.visit,
            one.answers[0],
            one.answers[1],
            one.reason,
            one.protocols[1],
            one.protocols[0],
        )
        for one in found
    ]
    return Sheet(
        name="differences",
        title="Differences",
        about="one row for each answer that another protocol gives differently",
        columns=COLUMNS,
        rows=rows,
        frozen=4,
        by_protocol=True,
    )
