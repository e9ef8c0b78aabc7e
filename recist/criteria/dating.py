"""The date of a visit's response: which scan decided (§1.9 of the specification)."""

from __future__ import annotations

from collections.abc import Iterable

from recist.criteria.judged import Judged
from recist.criteria.sums import Extent, measured_values, reappeared_values
from recist.criteria.thresholds import Thresholds
from recist.model.dates import ScanDate
from recist.model.reading import Merged, Reading
from recist.model.response import NewLesion, Response


def response_date(judged: Judged, thresholds: Thresholds) -> ScanDate:
    """Return the date of a visit's response.

    PD by a new lesion, a non-target or a reappearance: the scan that shows it. PD by the sum:
    the last of the scans measured for it. Several causes: the earliest. All else: the last
    scan of the visit.
    """
    last = judged.visit.last_date
    if judged.overall.outcome is not Response.PD:
        return last
    causes: list[ScanDate] = []
    if judged.new.overall is NewLesion.UNEQUIVOCAL:
        causes.append(_earliest(judged.new.shown_by, last))
    if judged.target_progressed:
        causes.extend(_target_causes(judged, thresholds))
    if judged.non_target_progressed:
        again = judged.non_targets.persisting if judged.was_cr else ()
        causes.append(_earliest((*judged.non_targets.progression, *again), last))
    return min(_dated(causes), key=lambda date: date.text, default=last)


def _target_causes(judged: Judged, thresholds: Thresholds) -> list[ScanDate]:
    target_sum, causes = judged.targets.sum, []
    if judged.targets.progression:
        # A merged lesion adds nothing: its mass was measured with the lesion that carries it.
        dates = _dated(
            valued.reading.date
            for valued in measured_values(target_sum)
            if not isinstance(valued.reading.state, Merged)
        )
        if dates:
            causes.append(max(dates, key=lambda date: date.text))
    if judged.targets.extent is Extent.REAPPEARED:
        again = reappeared_values(target_sum, thresholds)
        causes.append(_earliest((valued.reading for valued in again), judged.visit.last_date))
    return causes


def _earliest(readings: Iterable[Reading], otherwise: ScanDate) -> ScanDate:
    dates = _dated(reading.date for reading in readings)
    return min(dates, key=lambda date: date.text, default=otherwise)


def _dated(dates: Iterable[ScanDate]) -> list[ScanDate]:
    return [date for date in dates if date.day is not None]
