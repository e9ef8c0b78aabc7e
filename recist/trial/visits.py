"""The visits of subjects: one for each study date, named and in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from recist.imaging.series import Inspection, Series
from recist.model.dates import NO_DATE, ScanDate
from recist.model.row import Row

UNNAMED = "no PatientID"
DAYS_A_WEEK = 7
MOST_DAYS_MOVED = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """A visit of a subject and the studies that belong to it."""

    subject: str
    label: str
    date: ScanDate
    studies: tuple[str, ...] = ()


def subject_of(series: Series) -> str:
    """Return the subject that a series says it belongs to."""
    return series.subject or UNNAMED


def plan_visits(inspection: Inspection, rows: tuple[Row, ...]) -> tuple[PlannedVisit, ...]:
    """Make visits of studies: one for each subject and study date, named and in order.

    A study keeps the label under which the reading table knows one of its images, or else its
    date. The others are called ``baseline`` (the first) and ``week N``; a visit of that name in
    the table is theirs if it is less than a month away. A visit that was read keeps the date of
    its readings, which the reader may have set. A study stays with the subject under which one
    of its images was read, whatever its files say, and the unread studies of a patient who was
    given another name go with it.
    """
    read_as = _subjects_by_study(inspection, rows)
    renamed = _new_names(inspection, rows, read_as)
    groups: dict[tuple[str, date | None], list[Series]] = {}
    for series in inspection.series:
        named = subject_of(series)
        subject = read_as.get(series.study_uid, renamed.get(named, named))
        groups.setdefault((subject, series.study_date), []).append(series)
    planned: list[PlannedVisit] = []
    for subject in sorted({subject for subject, _ in groups}):
        days = sorted((day for one, day in groups if one == subject), key=_undated_last)
        own = tuple(row for row in rows if row.subject == subject)
        labels = _labels(days, [groups[subject, day] for day in days], own)
        for day, label in zip(days, labels, strict=True):
            studies = dict.fromkeys(one.study_uid for one in groups[subject, day])
            planned.append(
                PlannedVisit(
                    subject=subject,
                    label=label,
                    date=_date_of(label, day, own),
                    studies=tuple(studies),
                )
            )
    return _merged_by_label(planned)


def _subjects_by_study(inspection: Inspection, rows: tuple[Row, ...]) -> dict[str, str]:
    by_image = {row.image: row.subject for row in rows if row.image}
    return {
        series.study_uid: by_image[piece.image]
        for series in inspection.series
        for piece in series.slices
        if series.study_uid and piece.image in by_image
    }


def _new_names(
    inspection: Inspection, rows: tuple[Row, ...], read_as: dict[str, str]
) -> dict[str, str]:
    """Return by the name in the files the one that a patient was given in its place.

    Nobody is renamed who still has readings under the old name, whose studies were read under
    several, or whose studies went to a patient of these files.
    """
    read: dict[str, set[str]] = {}
    for series in inspection.series:
        if series.study_uid in read_as:
            read.setdefault(subject_of(series), set()).add(read_as[series.study_uid])
    taken = {row.subject for row in rows}
    present = {subject_of(series) for series in inspection.series}
    return {
        before: next(iter(after))
        for before, after in read.items()
        if len(after) == 1 and before not in taken and not after & present
    }


def _date_of(label: str, day: date | None, rows: tuple[Row, ...]) -> ScanDate:
    studied = ScanDate.of(day) if day is not None else NO_DATE
    read = [row.date for row in rows if row.visit == label and row.date.text]
    return studied if not read or studied in read else read[0]


def _undated_last(day: date | None) -> date:
    return day or date.max


def _merged_by_label(planned: list[PlannedVisit]) -> tuple[PlannedVisit, ...]:
    """Join studies that the reading table puts under one label (scans some days apart)."""
    joined: dict[tuple[str, str], PlannedVisit] = {}
    for visit in planned:
        key = (visit.subject, visit.label)
        first = joined.get(key)
        joined[key] = (
            visit if first is None else replace(first, studies=(*first.studies, *visit.studies))
        )
    return tuple(joined.values())


def _labels(
    days: list[date | None], groups: list[list[Series]], rows: tuple[Row, ...]
) -> list[str]:
    by_image = {row.image: row.visit for row in rows if row.image}
    by_date: dict[date | None, str] = {row.date.day: row.visit for row in rows if row.date.day}
    known = [
        _label_by_image(group, by_image) or by_date.get(day, "")
        for day, group in zip(days, groups, strict=True)
    ]
    taken = set(known) | {row.visit for row in rows}
    first = days[0] if days else None
    labels = []
    for n, (day, label) in enumerate(zip(days, tuple(known), strict=True)):
        usual = _default_label(n, day, first)
        if not label and usual not in known and _is_near(day, usual, rows):
            label = usual
        name = label or _free(usual, taken)
        taken.add(name)
        known.append(name)
        labels.append(name)
    return labels


def _is_near(day: date | None, label: str, rows: tuple[Row, ...]) -> bool:
    """Say whether a visit was read under a date that the reader may have set for this day."""
    read = [row.date.day for row in rows if row.visit == label and row.date.day]
    return day is not None and any(abs((one - day).days) <= MOST_DAYS_MOVED for one in read)


def _label_by_image(group: list[Series], by_image: dict[str, str]) -> str:
    if not by_image:
        return ""
    for series in group:
        for piece in series.slices:
            if piece.image in by_image:
                return by_image[piece.image]
    return ""


def _default_label(n: int, day: date | None, first: date | None) -> str:
    if n == 0:
        return "baseline"
    if day is None or first is None:
        return "undated"
    return f"week {round((day - first).days / DAYS_A_WEEK)}"


def _free(label: str, taken: set[str]) -> str:
    name, n = label, 2
    while name in taken:
        name, n = f"{label} ({n})", n + 1
    return name
