"""The work list: subjects with their visits, and the series of the open visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gui.state.document import Document, baseline_of, by_subject, visits_of
from gui.state.matching import key_of, orientation_of, title_of
from recist.imaging.series import Inspection, Series, Verdict
from recist.model.response import Response
from recist.trial.worklist import Work

NO_STATES: Mapping[str, Mapping[str, Work]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMark:
    """A visit in the work list: its response, or None while it has none.

    Attributes
    ----------
    work : Work or None
        How far its read is in the trial; None where nobody reads there.
    """

    label: str
    date: str
    response: Response | None
    is_read: bool
    is_baseline: bool
    work: Work | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLine:
    """A subject in the work list."""

    subject: str
    visits: tuple[VisitMark, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCard:
    """A series of the open visit, as its thumbnail card says it."""

    key: str
    title: str
    detail: str
    badge: str
    verdict: Verdict
    reasons: tuple[str, ...]
    is_shown: bool


def subject_lines(
    document: Document,
    responses: Mapping[str, Mapping[str, Response]],
    open_subject: str,
    states: Mapping[str, Mapping[str, Work]] = NO_STATES,
    *,
    hide_dates: bool = False,
) -> tuple[SubjectLine, ...]:
    """List the subjects with a mark for each visit.

    ``responses`` holds by subject and visit the overall response, where there is one, and
    ``states`` how far the read is in the trial.
    """
    lines = []
    for subject, part in by_subject(document).items():
        baseline = baseline_of(part, subject)
        read = {row.visit for row in part.rows}
        said, states_here = responses.get(subject, {}), states.get(subject, {})
        marks = tuple(
            VisitMark(
                label=visit.label,
                date="" if hide_dates else visit.date.text,
                response=said.get(visit.label),
                is_read=visit.label in read,
                is_baseline=baseline is not None and visit.label == baseline.label,
                work=states_here.get(visit.label),
            )
            for visit in visits_of(part, subject)
        )
        lines.append(SubjectLine(subject=subject, visits=marks, is_open=subject == open_subject))
    return tuple(lines)


def series_of(
    document: Document, inspection: Inspection, subject: str, visit: str
) -> tuple[Series, ...]:
    """Return the series of a visit, the usable ones first, then by series number."""
    studies = {
        uid
        for one in document.visits
        if one.subject == subject and one.label == visit
        for uid in one.studies
    }
    found = [one for uid in studies for one in _of_study(inspection, subject, uid)]
    order = list(Verdict)
    return tuple(sorted(found, key=lambda one: (order.index(one.verdict), one.number or 0)))


def _of_study(inspection: Inspection, subject: str, uid: str) -> list[Series]:
    """Return the series of a study of a subject.

    Two patients may share a UID; a study that was assigned to a patient, or whose patient was
    given another name, has the name that its files say.
    """
    found = [one for one in inspection.series if one.study_uid == uid]
    return [one for one in found if one.subject == subject] or found


def card_of(series: Series, shown_key: str) -> SeriesCard:
    """Return what a series' card says."""
    thickness = series.slice_thickness_mm
    thick = "" if thickness is None else f" × {thickness:.3g} mm"
    plane = orientation_of(series)
    slices = len(series.slices)
    badges = {
        Verdict.ACCEPT: "accepted",
        Verdict.WARN: "usable, with a warning",
        Verdict.QUARANTINE: "not for measuring",
    }
    badge = badges[series.verdict]
    if series.verdict is Verdict.WARN and series.reasons:
        badge = series.reasons[0].code.replace("-", " ")
    reasons = tuple(reason.message for reason in series.reasons)
    return SeriesCard(
        key=key_of(series),
        title=title_of(series),
        detail=" · ".join(part for part in (f"{slices}{thick}", plane) if part),
        badge=badge,
        verdict=series.verdict,
        reasons=reasons,
        is_shown=key_of(series) == shown_key,
    )
