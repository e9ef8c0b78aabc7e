"""The response panel as a value: the category, its sentences, its reasons and the chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from gui.state.action_table import key_text
from gui.state.chart import Chart, chart_of
from gui.state.counting import wants_viable
from gui.state.course import Course
from gui.state.desk import Sight
from gui.state.document import baseline_of
from gui.state.figures import down_to_tenth, one_decimal, percent, up_to_tenth
from gui.state.keys import BINDINGS, Binding, Intent
from gui.state.lesion_table import Line, findings_of, sections_at
from gui.state.noise import noise_mark
from gui.state.tongue import later, tr
from gui.state.words import NEW_WORDS, said_of
from recist.criteria.wording import explain
from recist.endpoints.best import best_response
from recist.model.assessment import VisitAssessment
from recist.model.finding import Finding
from recist.model.lesion import Role
from recist.model.reading import Progression, Unequivocal
from recist.model.response import NewLesion, Response

CHOOSE = later("Not read yet: choose a lesion and measure it, or say what became of it.")
CHOOSE_BY_KEY = later(
    "Not read yet: choose a lesion ({key}) and measure it, or say what became of it."
)
DRAW = later("Draw the first lesion: choose Bidirectional and drag its longest diameter.")
DRAW_BY_KEY = later(
    "Draw the first lesion: choose Bidirectional ({key}) and drag its longest diameter."
)
VIABLE = later("Draw the first lesion, in the liver along the enhancing part: by Bidirectional.")
VIABLE_BY_KEY = later(
    "Draw the first lesion, in the liver along the enhancing part: by Bidirectional ({key})."
)


class ReasonKind(Enum):
    """What a line of the reasoning is."""

    RULE = auto()
    FIGURE = auto()
    LESION = auto()
    FINDING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A node of the reasoning; ``lesion`` is where a click on it leads."""

    kind: ReasonKind
    text: str
    citation: str = ""
    lesion: str = ""
    parts: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsePanel:
    """What stands under the lesion table.

    Attributes
    ----------
    response : Response or None
        None at baseline and before anything is read.
    context : str
        Beside the category: which visit, and the best response so far.
    sentences : tuple of str
        The first is the main one; figures stand in plain text.
    noise : str
        Set where one reader's own noise could carry the sum over a threshold.
    noise_source : str
        Whose limits those are; empty where there is no mark.
    findings : tuple of Finding
        Of this visit and of the whole course, the weightiest first.
    judged : bool
        Whether there is a reasoning behind it, which `reasons_of` tells.
    """

    response: Response | None
    title: str
    context: str
    sentences: tuple[str, ...]
    thresholds: str
    distance: str
    noise: str
    noise_source: str
    findings: tuple[Finding, ...]
    chart: Chart
    judged: bool


def response_panel(
    course: Course,
    visit: str,
    sight: Sight = Sight.READS,
    keys: tuple[Binding, ...] = BINDINGS,
) -> ResponsePanel:
    """Say what a visit comes to, in the order in which a reader asks.

    Nobody but who reads is invited to; ``keys`` are those that are bound now.
    """
    one = course.judged(visit)
    if one is None:
        return _nothing_read(course, visit, sight, keys)
    at_baseline = one.overall is None
    mark = noise_mark(one, _targets(course))
    return ResponsePanel(
        response=one.overall,
        title=tr("Baseline") if at_baseline else (one.overall.value if one.overall else ""),
        context=_context(course, one),
        sentences=(*_causes(course, one), *_sentences(one)),
        thresholds="" if at_baseline else _thresholds(one),
        distance="" if at_baseline else _distance(one),
        noise=mark.text,
        noise_source=mark.source,
        findings=_findings(course, visit),
        chart=chart_of(course, visit),
        judged=True,
    )


def report_text(course: Course, visit: str, sight: Sight = Sight.READS) -> str:
    """Return a visit's result as sentences for a report."""
    one = course.judged(visit)
    if one is None:
        said = later("{subject}, {visit}: {state}.")
        return tr(said, subject=course.subject, visit=visit, state=sight.unread)
    panel = response_panel(course, visit)
    verdict = tr(
        "{criteria}, subject {subject}, {visit}: {response}.",
        criteria=course.protocol.criteria,
        subject=course.subject,
        visit=f"{visit}{_dated(course, one)}",
        response=one.overall.value if one.overall else tr("baseline"),
    )
    parts = [verdict, *(f"{_closed(text)}" for text in panel.sentences)]
    if one.overall is not None:
        named = [
            tr("target {response}", response=one.target.value) if one.target else "",
            tr("non-target {response}", response=one.non_target.value) if one.non_target else "",
            tr("new lesions {state}", state=tr(NEW_WORDS[one.new_lesion])),
        ]
        categories = ", ".join(name for name in named if name)
        parts.append(tr("By category: {categories}.", categories=categories))
    if one.overall is not None:
        parts.append(tr("Best response so far: {best}.", best=_best_text(course, visit)))
    return " ".join(parts)


def _closed(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _nothing_read(
    course: Course, visit: str, sight: Sight, keys: tuple[Binding, ...]
) -> ResponsePanel:
    title = tr("Not read") if course.visits else tr("Nothing is open")
    if course.visits and sight is Sight.SEES_NONE:
        title = tr("Not shown")
    return ResponsePanel(
        response=None,
        title=title,
        context=visit,
        sentences=(_what_to_do(course, visit, sight, keys),),
        thresholds="",
        distance="",
        noise="",
        noise_source="",
        findings=_findings(course, visit),
        chart=chart_of(course, visit),
        judged=False,
    )


def _what_to_do(course: Course, visit: str, sight: Sight, keys: tuple[Binding, ...]) -> str:
    if not course.visits:
        return tr("Open a folder or a zip with scans, or a reading table.")
    if sight is Sight.SEES_NONE:
        return tr("You do not see reads here.")
    if sight is Sight.LOOKS:
        return tr("Nothing is read at this visit yet.")
    if course.assessment is not None:
        return _with_key(CHOOSE, CHOOSE_BY_KEY, key_text(keys, Intent.NEXT_LESION))
    baseline = baseline_of(course.document, course.subject)
    first = baseline.label if baseline else visit
    if visit == first and wants_viable(course.protocol):
        return _with_key(VIABLE, VIABLE_BY_KEY, key_text(keys, Intent.TOOL_BIDIRECTIONAL))
    if visit == first:
        return _with_key(DRAW, DRAW_BY_KEY, key_text(keys, Intent.TOOL_BIDIRECTIONAL))
    return tr("Read {visit} first: without it there is nothing to compare with.", visit=first)


def _with_key(said: str, said_with_key: str, key: str) -> str:
    return tr(said_with_key, key=key) if key else tr(said)


def _dated(course: Course, one: VisitAssessment) -> str:
    text = course.date_text(one.date)
    return f" ({text})" if text else ""


def _context(course: Course, one: VisitAssessment) -> str:
    if one.overall is None:
        return " · ".join(filter(None, (one.visit, course.date_text(one.date))))
    after = tr("after progression") if one.after_progression else ""
    best = tr("best so far {best}", best=_best_text(course, one.visit))
    return " · ".join(filter(None, (one.visit, after, best)))


def _best_text(course: Course, visit: str) -> str:
    """Return the best response of the visits up to this one."""
    n = course.index(visit)
    assert n is not None
    assert course.assessment is not None
    seen = replace(course.assessment, visits=course.assessment.visits[: n + 1])
    best = best_response(seen)
    confirmed = tr("confirmed") if best.confirmed else ""
    review = tr("to be reviewed") if best.needs_review else ""
    return ", ".join(filter(None, (best.response.value, confirmed, review)))


def _causes(course: Course, one: VisitAssessment) -> tuple[str, ...]:
    """Say what decides beside the sum: small nodes, new lesions, progressed non-targets."""
    rows = [row for row in course.document.rows if row.visit == one.visit]
    new = [row.lesion for row in rows if isinstance(row.state, Unequivocal)]
    grown = [row.lesion for row in rows if isinstance(row.state, Progression)]
    if one.target is Response.CR and one.sum_um:
        return (tr("CR although the sum is not 0: every target node is below 10 mm."),)
    if one.overall is not Response.PD:
        return ()
    said = []
    if one.new_lesion is NewLesion.UNEQUIVOCAL:
        lesions = ", ".join(new) or tr("of an earlier visit")
        said.append(tr("New lesion without doubt: {lesions}.", lesions=lesions))
    if grown:
        said.append(tr("Unequivocal progression of {lesions}.", lesions=", ".join(grown)))
    return tuple(said)


def _sentences(one: VisitAssessment) -> tuple[str, ...]:
    if one.sum_um is None:
        return (tr("No target is measured at this visit."),)
    now = one_decimal(one.sum_um)
    if one.overall is None:
        whole = tr("The baseline sum is {sum} mm.", sum=now)
        part = tr("{sum} mm so far: a target without a value leaves no baseline sum.", sum=now)
        return (whole if one.complete else part,)
    if not one.complete:
        return (tr("The measured part is {sum} mm; at least one target has no value.", sum=now),)
    said = []
    if one.baseline_sum_um is not None:
        said.append(_compared(one.sum_um, one.baseline_sum_um, tr("baseline")))
    if one.nadir_sum_um is not None and one.nadir_sum_um != one.baseline_sum_um:
        nadir = tr("nadir ({visit})", visit=one.nadir_visit)
        said.append(_compared(one.sum_um, one.nadir_sum_um, nadir))
    if one.overall_as_read is not None and one.overall_as_read is not one.overall:
        as_read = one.overall_as_read.value
        said.append(tr("As read {response}; a later visit dates it back.", response=as_read))
    if one.target is not one.target_literal and one.target_literal is not None:
        alone = one.target_literal.value
        said.append(tr("By the sum alone {response}: an earlier PR holds.", response=alone))
    return tuple(said)


def _compared(now_um: int, before_um: int, name: str) -> str:
    now, before = one_decimal(now_um), one_decimal(before_um)
    if now_um == before_um:
        return tr("{sum} mm is the same as the {other}.", sum=now, other=name)
    if before_um == 0:
        return tr("{sum} mm, up from 0 at the {other}.", sum=now, other=name)
    below = later("{sum} mm is {change} below the {other} of {before} mm.")
    above = later("{sum} mm is {change} above the {other} of {before} mm.")
    said = below if now_um < before_um else above
    change = percent(now_um, before_um).lstrip("+−")
    return tr(said, sum=now, change=change, other=name, before=before)


def _thresholds(one: VisitAssessment) -> str:
    parts = []
    if one.pr_up_to_um is not None:
        parts.append(tr("PR up to {length} mm", length=down_to_tenth(one.pr_up_to_um)))
    if one.pd_from_um is not None:
        parts.append(tr("PD from {length} mm", length=up_to_tenth(one.pd_from_um)))
    return " · ".join(parts)


def _distance(one: VisitAssessment) -> str:
    """Name the nearest category on either side of the sum and how far it is.

    A way to go is rounded up and a margin down, so that neither promises more than there is.
    """
    if one.sum_um is None or not one.complete:
        return ""
    parts = []
    if one.pd_from_um is not None:
        gap = one.pd_from_um - one.sum_um
        parts.append(
            tr("{length} mm to PD", length=up_to_tenth(gap))
            if gap > 0
            else tr("{length} mm inside PD", length=down_to_tenth(-gap))
        )
    if one.pr_up_to_um is not None and one.target is not Response.CR:
        gap = one.sum_um - one.pr_up_to_um
        if gap > 0:
            parts.append(tr("{length} mm to PR", length=up_to_tenth(gap)))
        elif one.target is not Response.PD:
            parts.append(tr("{length} mm inside PR", length=down_to_tenth(-gap)))
    return " · ".join(parts)


def _targets(course: Course) -> int:
    return sum(1 for one in course.lesions if one.role is Role.TARGET)


_WEIGHT = {"error": 0, "warning": 1, "info": 2}


def _findings(course: Course, visit: str) -> tuple[Finding, ...]:
    here = [one for one in findings_of(course) if one.visit in (visit, None)]
    return tuple(sorted(here, key=lambda one: _WEIGHT[one.severity.value]))


def reasons_of(course: Course, visit: str) -> tuple[Reason, ...]:
    """Return the reasoning behind a visit's response; nothing where it is not read."""
    n = course.index(visit)
    if n is None or course.assessment is None:
        return ()
    one = course.assessment.visits[n]
    rules = [
        Reason(kind=ReasonKind.RULE, text=course.text_shown(said.text), citation=said.citation)
        for said in explain(course.assessment, n)
    ]
    mark = noise_mark(one, _targets(course))
    figures = [
        Reason(kind=ReasonKind.FIGURE, text=text)
        for text in (*_sentences(one), _thresholds(one), _distance(one), mark.text, mark.source)
        if text
    ]
    notes = [
        Reason(kind=ReasonKind.FINDING, text=note.message, lesion=note.lesion or "")
        for note in _findings(course, one.visit)
    ]
    groups = (
        (tr("Rules that decided"), rules, ReasonKind.RULE),
        (tr("Figures"), figures, ReasonKind.FIGURE),
        (tr("Lesions"), _lesion_reasons(course, one.visit), ReasonKind.LESION),
        (tr("Findings"), notes, ReasonKind.FINDING),
    )
    return tuple(
        Reason(kind=kind, text=title, parts=tuple(parts)) for title, parts, kind in groups if parts
    )


def _why_no_length(course: Course, visit: str, line: Line) -> tuple[Reason, ...]:
    row = course.rows.get((visit, line.lesion))
    reason = getattr(row.state, "reason", "") or row.reason if row is not None else ""
    if row is None or not reason:
        return ()
    text = f"{line.lesion} {said_of(row.state)}: {reason}"
    return (Reason(kind=ReasonKind.LESION, text=text, lesion=line.lesion),)


def _lesion_reasons(course: Course, visit: str) -> list[Reason]:
    return [
        Reason(
            kind=ReasonKind.LESION,
            text=f"{line.lesion}  {line.cells[0].text}"
            + (f" · {line.organ}" if line.organ else ""),
            lesion=line.lesion,
            parts=_why_no_length(course, visit, line),
        )
        for section in sections_at(course, visit)
        for line in section.lines
    ]
