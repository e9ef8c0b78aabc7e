"""The visits of subjects: one for each study date, named and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from recist.imaging.series import Inspection, Series
from recist.model.dates import NO_DATE, ScanDate

UNNAMED = "no PatientID"
DAYS_A_WEEK = 7
MOST_DAYS_MOVED = 28
BASELINE = ("baseline", "screening")
"""What a baseline is called, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """A visit of a subject and the studies that belong to it."""

    subject: str
    label: str
    date: ScanDate
    studies: tuple[str, ...] = ()


class Known(Protocol):
    """What is known of a visit already, such as a row of a reading table."""

    @property
    def subject(self) -> str:
        """Whose it is."""

    @property
    def visit(self) -> str:
        """The label of the visit."""

    @property
    def date(self) -> ScanDate:
        """When it was."""

    @property
    def image(self) -> str:
        """An image of it, as `Slice.image` names them; empty where none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVisit:
    """A visit of a trial. No image stands for it: two patients may share a UID."""

    subject: str
    visit: str
    date: ScanDate
    image: str = ""


Visits = list[tuple[PlannedVisit, tuple[Series, ...]]]
"""Visits, each with the series that were found of it."""


def moved_date(own: ScanDate, before: ScanDate, after: ScanDate) -> ScanDate:
    """Return the date of a scan of a visit that is dated anew.

    One of the visit's own date takes the new one, a later one keeps its distance, and what is not
    known to the day stays: so a visit that gets its date back has every other date back, too.
    """
    if own == before:
        return after
    if own.day is None or before.day is None or after.day is None:
        return own
    try:
        return ScanDate.of(own.day + (after.day - before.day))
    except OverflowError:
        return after


def subject_of(series: Series) -> str:
    """Return the subject that a series says it belongs to."""
    return series.subject or UNNAMED


def with_study(series: Series) -> Series:
    """Make what names no study, such as a NIfTI file, a study of its own."""
    return replace(series, study_uid=series.study_uid or series.uid or series.slices[0].image)


def plan_visits(inspection: Inspection, known: Sequence[Known]) -> tuple[PlannedVisit, ...]:
    """Make visits of studies: one for each subject and study date, named and in order.

    A study keeps the label under which one of its images is known, or else its date. The others
    are called ``baseline`` (the first) and ``week N``, counted from the baseline; a known visit
    of that name is theirs if it is less than a month away. A visit that was read keeps the date
    of its readings, which the reader may have set. A study stays with the subject under which one
    of its images was read, whatever its files say, and the unread studies of a patient who was
    given another name go with it.
    """
    return tuple(visit for visit, _ in visits_with_series(inspection.series, known))


def visits_with_series(series: Sequence[Series], known: Sequence[Known]) -> Visits:
    """Make visits of studies as `plan_visits`, and say which series are of which."""
    read_as = _subjects_by_study(series, known)
    renamed = _new_names(series, known, read_as)
    groups: dict[tuple[str, date | None], list[Series]] = {}
    for one in series:
        named = subject_of(one)
        subject = read_as.get((named, one.study_uid), renamed.get(named, named))
        groups.setdefault((subject, one.study_date), []).append(one)
    planned: Visits = []
    for subject in sorted({subject for subject, _ in groups}):
        days = sorted((day for one, day in groups if one == subject), key=_undated_last)
        own = tuple(one for one in known if one.subject == subject)
        labels = _labels(days, [groups[subject, day] for day in days], own)
        for day, label in zip(days, labels, strict=True):
            found = tuple(groups[subject, day])
            visit = PlannedVisit(
                subject=subject,
                label=label,
                date=_date_of(label, day, own),
                studies=tuple(dict.fromkeys(one.study_uid for one in found)),
            )
            planned.append((visit, found))
    return _merged_by_label(planned)


def _subjects_by_study(
    series: Sequence[Series], known: Sequence[Known]
) -> dict[tuple[str, str], str]:
    """Return by the name in the files and the study the subject that it was read as."""
    by_image = {one.image: one.subject for one in known if one.image}
    return {
        (subject_of(one), one.study_uid): by_image[piece.image]
        for one in series
        for piece in one.slices
        if one.study_uid and piece.image in by_image
    }


def _new_names(
    series: Sequence[Series], known: Sequence[Known], read_as: dict[tuple[str, str], str]
) -> dict[str, str]:
    """Return by the name in the files the one that a patient was given in its place.

    Nobody is renamed who still has readings under the old name, whose studies were read under
    several, or whose studies went to a patient of these files.
    """
    read: dict[str, set[str]] = {}
    for (named, _), subject in read_as.items():
        read.setdefault(named, set()).add(subject)
    taken = {one.subject for one in known}
    present = {subject_of(one) for one in series}
    return {
        before: next(iter(after))
        for before, after in read.items()
        if len(after) == 1 and before not in taken and not after & present
    }


def _date_of(label: str, day: date | None, known: Sequence[Known]) -> ScanDate:
    studied = ScanDate.of(day) if day is not None else NO_DATE
    read = [one.date for one in known if one.visit == label and one.date.text]
    return studied if not read or studied in read else read[0]


def _undated_last(day: date | None) -> date:
    return day or date.max


def _merged_by_label(planned: Visits) -> Visits:
    """Join studies that are known under one label (scans some days apart)."""
    joined: dict[tuple[str, str], tuple[PlannedVisit, tuple[Series, ...]]] = {}
    for visit, found in planned:
        key = (visit.subject, visit.label)
        if key in joined:
            first, before = joined[key]
            studies = tuple(dict.fromkeys((*first.studies, *visit.studies)))
            joined[key] = replace(first, studies=studies), (*before, *found)
        else:
            joined[key] = visit, found
    return list(joined.values())


def _labels(
    days: list[date | None], groups: list[list[Series]], known: Sequence[Known]
) -> list[str]:
    by_image = {one.image: one.visit for one in known if one.image}
    by_date: dict[date | None, str] = {one.date.day: one.visit for one in known if one.date.day}
    found = [
        _label_by_image(group, by_image) or by_date.get(day, "")
        for day, group in zip(days, groups, strict=True)
    ]
    taken = set(found) | {one.visit for one in known}
    first = _first_day(days[0], known) if days else None
    labels = []
    for day, label in zip(days, tuple(found), strict=True):
        usual = _default_label(day, first)
        if not label and usual not in found and _is_near(day, usual, known):
            label = usual
        name = label or _free(usual, taken)
        taken.add(name)
        found.append(name)
        labels.append(name)
    return labels


def _first_day(day: date | None, known: Sequence[Known]) -> date | None:
    """Return the day that weeks count from: the first one here, or that of an earlier baseline."""
    dated = [(one.visit.strip().casefold(), one.date.day) for one in known]
    days = [(name, when) for name, when in dated if when is not None]
    named = [[when for name, when in days if name == wanted] for wanted in BASELINE]
    called = next((min(found) for found in named if found), None)
    if called is not None:
        return day if _is_near(day, BASELINE[0], known) else called
    return min((when for _, when in days if day is None or when < day), default=day)


def _is_near(day: date | None, label: str, known: Sequence[Known]) -> bool:
    """Say whether a visit was read under a date that the reader may have set for this day."""
    read = [one.date.day for one in known if one.visit == label and one.date.day]
    return day is not None and any(abs((one - day).days) <= MOST_DAYS_MOVED for one in read)


def _label_by_image(group: list[Series], by_image: dict[str, str]) -> str:
    if not by_image:
        return ""
    for series in group:
        for piece in series.slices:
            if piece.image in by_image:
                return by_image[piece.image]
    return ""


def _default_label(day: date | None, first: date | None) -> str:
    if day == first:
        return BASELINE[0]
    if day is None or first is None:
        return "undated"
    return f"week {round((day - first).days / DAYS_A_WEEK)}"


def _free(label: str, taken: set[str]) -> str:
    name, n = label, 2
    while name in taken:
        name, n = f"{label} ({n})", n + 1
    return name
