"""The sums: one row per visit, scope and protocol, with the parts that were added up."""

from __future__ import annotations

from recist.criteria.registry import criterion_of
from recist.criteria.sums import Valued
from recist.formats.sheets.lesions import counted_by_visit
from recist.formats.sheets.responses import COLUMNS as RESPONSE_COLUMNS
from recist.formats.sheets.responses import sums_of
from recist.formats.sheets.sheet import (
    PROTOCOL,
    READER,
    SCOPE,
    SUBJECT,
    VISIT,
    Cell,
    Column,
    Kind,
    Sheet,
)
from recist.model.length import mm_text
from recist.trial.record import ExportRecord

_SHARED = {column.name: column for column in RESPONSE_COLUMNS}
COLUMNS = (
    SUBJECT,
    READER,
    SCOPE,
    VISIT,
    _SHARED["date"],
    _SHARED["overall"],
    _SHARED["target"],
    *(
        _SHARED[name]
        for name in (
            "sum_mm",
            "complete",
            "baseline_sum_mm",
            "nadir_sum_mm",
            "nadir_visit",
            "change_from_baseline_percent",
            "change_from_nadir_percent",
            "change_from_nadir_mm",
        )
    ),
    Column(
        name="pd_from_mm",
        kind=Kind.LENGTH,
        meaning="smallest sum that is PD",
        unit="mm",
        rule="RECIST 1.1 §4.3.1: 20 % and 5 mm over the nadir",
    ),
    Column(
        name="pr_up_to_mm",
        kind=Kind.LENGTH,
        meaning="largest sum that is PR",
        unit="mm",
        rule="RECIST 1.1 §4.3.1: 30 % under the baseline",
    ),
    Column(name="targets", kind=Kind.COUNT, meaning="how many parts the target set has"),
    Column(name="measured", kind=Kind.COUNT, meaning="how many of them have a value"),
    Column(name="parts", kind=Kind.TEXT, meaning="what was added up; – has no value", unit="mm"),
    Column(name="sum_unit", kind=Kind.WORD, meaning="unit of the sums of these criteria"),
    PROTOCOL,
)


def sums_sheet(record: ExportRecord) -> Sheet:
    """Return the sum of every visit in every scope, under every protocol."""
    rows: list[tuple[Cell, ...]] = []
    for judged in record.judged:
        unit = criterion_of(judged.protocol).unit
        for assessment in judged.cases:
            case, counted = assessment.case, counted_by_visit(assessment)
            for visit in assessment.visits:
                parts = counted.get(visit.visit, ())
                rows.append(
                    (
                        case.subject,
                        case.reader,
                        case.scope,
                        visit.visit,
                        visit.date.text,
                        visit.overall,
                        visit.target,
                        *sums_of(visit),
                        visit.pd_from_um,
                        visit.pr_up_to_um,
                        len(parts),
                        sum(part.value_um is not None for part in parts),
                        " + ".join(map(_part, parts)),
                        unit,
                        judged.protocol.id,
                    )
                )
    return Sheet(
        name="sums",
        title="Sums",
        about="one row for each visit, scope and protocol: the sum of the target lesions",
        columns=COLUMNS,
        rows=rows,
        frozen=4,
        by_protocol=True,
    )


def _part(part: Valued) -> str:
    value = "–" if part.value_um is None else mm_text(part.value_um)
    return f"{part.reading.lesion} {value}"
