"""Where a study can be assigned to: the subjects, their visits, and a visit that is made for it."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.commands import AssignStudy
from gui.state.document import Document, subjects_of, visits_of
from gui.state.matching import title_of
from gui.state.tongue import tr
from recist.imaging.series import Inspection, Series
from recist.model.dates import NO_DATE, ScanDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A visit of a subject, which may be a new one."""

    subject: str
    visit: str
    date: ScanDate = NO_DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the question shows.

    Attributes
    ----------
    here : Place
        Where the study is now.
    day : ScanDate
        When it was made, as the date of a new visit.
    hides_dates : bool
        Whether the protocol keeps dates from who is here.
    subjects : tuple of str
        Every subject.
    visits : dict
        By subject the visits, each as its label and how it is written in a list.
    """

    here: Place
    day: ScanDate
    hides_dates: bool
    subjects: tuple[str, ...]
    visits: dict[str, tuple[tuple[str, str], ...]]


def offer(document: Document, here: Place, series: Series, *, hide_dates: bool) -> Offer:
    """Return where a study can go."""
    day = NO_DATE if series.study_date is None else ScanDate.of(series.study_date)
    subjects = subjects_of(document)
    return Offer(
        here=here,
        day=day,
        hides_dates=hide_dates,
        subjects=subjects,
        visits={
            subject: tuple(
                (one.label, _shown(one.label, "" if hide_dates else one.date.text))
                for one in visits_of(document, subject)
            )
            for subject in subjects
        },
    )


def _shown(label: str, date: str) -> str:
    return " · ".join(filter(None, (label, date)))


def study_text(inspection: Inspection, series: Series, here: Place) -> str:
    """Say what goes, in a sentence."""
    count = sum(one.study_uid == series.study_uid for one in inspection.series)
    if count == 1:
        return tr(
            "{title} of {visit} and its images go to another visit.",
            title=title_of(series),
            visit=here.visit,
        )
    return tr(
        "{title} and the other series of its study, {count} in all, go from {visit} to another "
        "visit with their images.",
        title=title_of(series),
        count=count,
        visit=here.visit,
    )


def place_of(offered: Offer, subject: str, visit: str, date: str) -> Place | str:
    """Return the place that somebody names, or what is wrong with it.

    Parameters
    ----------
    visit : str
        A label, of a visit that is there or of a new one.
    date : str
        Of a new visit, as it was typed; empty for none, or for one that is hidden.
    """
    subject, visit = subject.strip(), visit.strip()
    if not subject:
        return tr("A subject needs a name.")
    if not visit:
        return tr("A visit needs a name.")
    # A label is the same one however it is written, as where a table is brought in.
    labels = (label for label, _ in offered.visits.get(subject, ()))
    known = next((label for label in labels if label.casefold() == visit.casefold()), "")
    if (subject, known or visit) == (offered.here.subject, offered.here.visit):
        return tr("The study is there already.")
    if known:
        return Place(subject=subject, visit=known)
    if offered.hides_dates and not date.strip():
        return Place(subject=subject, visit=visit, date=offered.day)
    try:
        return Place(subject=subject, visit=visit, date=ScanDate.parse(date.strip()))
    except ValueError as error:
        return str(error)


def assignment(inspection: Inspection, series: Series, here: Place, place: Place) -> AssignStudy:
    """Return the command that brings the study of a series to a place."""
    images = frozenset(
        piece.image
        for one in inspection.series
        if one.study_uid == series.study_uid
        for piece in one.slices
    )
    return AssignStudy(
        study_uid=series.study_uid,
        origin=here.subject,
        subject=place.subject,
        visit=place.visit,
        date=place.date,
        images=images,
    )
