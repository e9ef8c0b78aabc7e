"""The lesions: one row per lesion, visit and reader, with all its values."""

from __future__ import annotations

from collections.abc import Sequence

from recist.criteria.registry import criterion_of
from recist.criteria.sums import Adder, Valued, as_baseline
from recist.formats.sheets.readings import COLUMNS as READING_COLUMNS
from recist.formats.sheets.sheet import Cell, Column, Kind, Sheet
from recist.model.assessment import CaseAssessment
from recist.trial.calipers import Axis, CaliperRecord
from recist.trial.record import ExportRecord

COUNTED = Column(
    name="counted_mm",
    kind=Kind.LENGTH,
    meaning="what the lesion adds to the sum of targets under the trial's own protocol",
    unit="mm",
    rule="RECIST 1.1 §4.3.2",
)
_ENDS = tuple(
    Column(
        name=f"{axis}_{letter}{end}_mm",
        kind=Kind.PLACE,
        meaning=f"{letter} of end {end} of the {axis.replace('_', ' ')}, in patient space (LPS)",
        unit="mm",
        rule="caliper, unrounded",
        aside=True,
    )
    for axis in ("long_axis", "short_axis")
    for end in (1, 2)
    for letter in "xyz"
)
CALIPER = (
    *_ENDS,
    Column(
        name="frame_of_reference",
        kind=Kind.TEXT,
        meaning="UID of that patient space",
        aside=True,
    ),
    Column(
        name="caliper_method",
        kind=Kind.TEXT,
        meaning="manual, or point: a place alone",
        aside=True,
    ),
)

Key = tuple[str, str, str, str]
"""Subject, reader, visit (case folded) and lesion."""


def lesions_sheet(record: ExportRecord, readings: Sequence[tuple[Cell, ...]]) -> Sheet:
    """Return every reading of a lesion with what it counts, and the ends of its calipers.

    Parameters
    ----------
    readings : sequence of tuple
        What `reading_cells` gives for each row of the record.
    """
    counted: dict[Key, int | None] = {}
    for case in record.judged[0].cases:
        for label, parts in counted_by_visit(case).items():
            start = (case.case.subject, case.case.reader, label.casefold())
            counted |= {(*start, part.reading.lesion): part.value_um for part in parts}
    calipers = {
        (one.subject, one.reader, one.visit.casefold(), one.lesion): one for one in record.calipers
    }
    rows: list[tuple[Cell, ...]] = []
    for row, own in zip(record.reads.rows, readings, strict=True):
        if row.lesion:
            key = (row.subject, row.reader, row.visit.casefold(), row.lesion)
            ends = _ends(calipers.get(key)) if calipers else ()
            rows.append((*own, counted.get(key), *ends))
    return Sheet(
        name="lesions",
        title="Lesions",
        about="one row for each lesion at a visit, as one reader read it",
        columns=(*READING_COLUMNS, COUNTED, *(CALIPER if calipers else ())),
        rows=rows,
        frozen=5,
    )


def counted_by_visit(assessment: CaseAssessment) -> dict[str, tuple[Valued, ...]]:
    """Return by visit the targets of a case, each with what it adds to the sum."""
    case, protocol = assessment.case, assessment.protocol
    criterion = criterion_of(protocol)
    if criterion.unit != "mm":
        return {}
    thresholds, too_small = criterion.rules.thresholds, protocol.options.too_small.um
    found = {}
    for index, visit in enumerate(case.visits):
        summed = Adder(case.targets, thresholds, too_small, visit.left).add_up(visit.targets)
        found[visit.label] = (summed if index else as_baseline(summed)).values
    return found


def _ends(caliper: CaliperRecord | None) -> tuple[Cell, ...]:
    if caliper is None:
        return (None,) * len(CALIPER)
    axes = (caliper.long_axis_lps_mm, caliper.short_axis_lps_mm)
    return (
        *(number for axis in axes for number in _numbers(axis)),
        caliper.frame_of_reference,
        caliper.method,
    )


def _numbers(axis: Axis | None) -> tuple[float | None, ...]:
    return (None,) * 6 if axis is None else (*axis[0], *axis[1])
