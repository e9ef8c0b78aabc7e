"""Two reads side by side, nameless: what an adjudicator looks at, as a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce

from gui.state.course import Course, course_of
from gui.state.document import Document
from gui.state.lesion_table import Cell, LesionTable, Line, lesion_table
from gui.state.tongue import later, tr
from gui.state.trial.reads_apart import Place, places_apart, with_marks
from gui.state.trial.work_lines import sees_dates
from recist.endpoints.best import best_response
from recist.endpoints.progression import progression_of
from recist.model.dates import NO_DATE, ScanDate
from recist.model.protocol import AdjudicateOn, Protocol
from recist.trial.adjudication import choice_of, compared
from recist.trial.blinding import SeenBy, reader_behind
from recist.trial.discordance import Cause, Discordance
from recist.trial.people import Actor, Role
from recist.trial.ports import Records
from recist.trial.progress import READERS, progress_of, signed_reads
from recist.trial.rights import Right, demand
from recist.trial.saving import readings_of
from recist.trial.visits import PlannedVisit

SAID = {
    AdjudicateOn.BEST_RESPONSE: later("Best response"),
    AdjudicateOn.PROGRESSION_DATE: later("Progression"),
    AdjudicateOn.RESPONSE_DATE: later("First response"),
    AdjudicateOn.VISIT_RESPONSE: later("Response by visit"),
}
CAUSES = {
    Cause.BASELINE_SCAN: later("they start from other baseline scans"),
    Cause.NEW_LESION: later("only one of them saw a new lesion"),
    Cause.TARGETS: later("they chose other targets"),
    Cause.MEASUREMENT: later("they measured the same targets differently"),
    Cause.NON_TARGET: later("they judge the non-target lesions differently"),
}
DATED = (AdjudicateOn.PROGRESSION_DATE, AdjudicateOn.RESPONSE_DATE)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
# Whoever adjudicates looks as an adjudicator and nothing more, whatever else they are.
JUDGE = Actor(user="", roles=frozenset({Role.ADJUDICATOR}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing on which the reads disagree.

    Attributes
    ----------
    answers : tuple of str
        What each read says, in the order of the reads; of visits, those that differ.
    why : str
        Where it comes from, as a sentence.
    """

    what: str
    answers: tuple[str, str]
    why: str
    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadShown:
    """One of the two reads.

    Attributes
    ----------
    name : str
        ``Read 1`` or ``Read 2``.
    summary : str
        Best response and progression.
    apart : frozenset of (lesion or total, visit)
        Where the other read says something else.
    """

    name: str
    summary: str
    course: Course
    apart: frozenset[Place]
    shows_dates: bool

    def table(self, visit: str) -> LesionTable:
        """Return the lesion table, a visit marked as the one that is looked at."""
        shown = self.course if self.shows_dates else _undated(self.course)
        table = lesion_table(shown, visit)
        return with_marks(table if self.shows_dates else _without_dates(table), self.apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided: the read by its name, and why."""

    read: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjudicationCase:
    """A subject whose reads are looked at.

    Attributes
    ----------
    decision : Decision or None
        None while it is open.
    behind : mapping
        The reader of each read by its name; it is not shown, and goes with the choice, so that
        what is accepted is what was looked at.
    shown : str
        The digest of both signed reads, which goes with the choice, too.
    """

    subject: str
    reads: tuple[ReadShown, ...]
    differences: tuple[Difference, ...]
    decision: Decision | None
    behind: Mapping[str, str] = field(repr=False)
    shown: str

    @property
    def visits(self) -> tuple[str, ...]:
        """The visits that either read knows, in order."""
        labels = [one.label for read in self.reads for one in read.course.visits]
        return tuple(dict.fromkeys(labels))

    @property
    def first_visit(self) -> str:
        """The visit to begin with: where the reads disagree first, else the last one."""
        found = [one.visit for one in self.differences if one.visit]
        return found[0] if found else self.visits[-1] if self.visits else ""


def adjudication_case(
    records: Records, actor: Actor, protocol: Protocol, subject: str
) -> AdjudicationCase:
    """Return what there is to adjudicate.

    Parameters
    ----------
    records : Records
        All of the trial; names are taken out here.

    Raises
    ------
    NotAllowedError
        Where the actor does not adjudicate.
    """
    demand(actor, Right.ADJUDICATE)
    seen = SeenBy(records, JUDGE, replace(protocol.reading, blinded=True))
    progress = progress_of(seen, subject)
    names = sorted(progress.compared(subject))
    shows_dates = sees_dates(JUDGE, protocol)
    courses = [_course(seen, subject, one, protocol) for one in names]
    marks = _marks(courses)
    return AdjudicationCase(
        subject=subject,
        reads=tuple(
            ReadShown(
                name=course.document.reader,
                summary=_summary(course, shows_dates=shows_dates),
                course=course,
                apart=places,
                shows_dates=shows_dates,
            )
            for course, places in zip(courses, marks, strict=True)
        ),
        differences=_differences(seen, protocol, courses, shows_dates=shows_dates),
        decision=_decision(records, subject, names),
        behind={one: reader_behind(records, subject, one) or "" for one in names},
        shown=signed_reads(seen, progress, subject),
    )


def _marks(courses: list[Course]) -> tuple[frozenset[Place], ...]:
    if len(courses) < READERS:
        return (frozenset(),) * len(courses)
    one, other = (lesion_table(course, "") for course in courses)
    return places_apart(one, other)


def _course(seen: Records, subject: str, name: str, protocol: Protocol) -> Course:
    read = readings_of(seen, subject=subject, reader=name)
    visits = tuple(
        PlannedVisit(
            subject=subject, label=one.key.visit, date=ScanDate.parse(str(one.value["date"]))
        )
        for one in seen.all("visit", subject=subject)
    )
    held = Document(reader=name, visits=visits, rows=read.rows, calipers=read.calipers)
    return course_of(held, subject, protocol)


def _decision(records: Records, subject: str, names: list[str]) -> Decision | None:
    choice = choice_of(records, subject)
    if choice is None:
        return None
    named = (one for one in names if reader_behind(records, subject, one) == choice.accepted)
    return Decision(read=next(named, tr("a read")), reason=choice.reason)


# --- in words -------------------------------------------------------------------------------


def _differences(
    seen: Records, protocol: Protocol, courses: list[Course], *, shows_dates: bool
) -> tuple[Difference, ...]:
    if len(courses) < READERS:
        return ()
    one, other = courses
    names = (one.document.reader, other.document.reader)
    return tuple(
        Difference(
            what=tr(SAID[found.variable]),
            answers=(
                _answer(found, 0, one, shows_dates=shows_dates),
                _answer(found, 1, other, shows_dates=shows_dates),
            ),
            why=_why(found),
            visit=found.visit,
        )
        for found in compared(seen, one.subject, names, protocol)
    )


def _answer(found: Discordance, n: int, course: Course, *, shows_dates: bool) -> str:
    answer = found.answers[n]
    if found.variable in DATED:
        return _dated(answer, course, shows_dates=shows_dates)
    if found.variable is AdjudicateOn.VISIT_RESPONSE:
        other = found.answers[1 - n].split(", ")
        return ", ".join(one for one in answer.split(", ") if one not in other)
    return answer


def _dated(answer: str, course: Course, *, shows_dates: bool) -> str:
    """Say a date by the visit that it is of."""
    visits = () if course.assessment is None else course.assessment.visits
    label = next((one.visit for one in visits if one.response_date.text == answer), "")
    if not shows_dates:
        return label or DATE.sub(tr("on another date"), answer)
    return f"{label} ({answer})" if label else answer


def _why(one: Discordance) -> str:
    if not one.causes:
        return tr("No single visit shows why.")
    causes = reduce(_and, (tr(CAUSES[cause]) for cause in one.causes))
    if one.visit:
        return tr("At {visit} {causes}.", visit=one.visit, causes=causes)
    return tr("{causes}.", causes=f"{causes[:1].upper()}{causes[1:]}")


def _and(one: str, other: str) -> str:
    return tr("{one} and {other}", one=one, other=other)


def _summary(course: Course, *, shows_dates: bool) -> str:
    if course.assessment is None:
        return tr("nothing to compare with: the baseline is not read")
    progression = progression_of(course.assessment)
    best = best_response(course.assessment).response
    if progression is None:
        return tr("best response {best} · no progression", best=best)
    when = _dated(progression.date.text, course, shows_dates=shows_dates)
    return tr("best response {best} · progression {when}", best=best, when=when)


# --- without dates --------------------------------------------------------------------------


def _undated(course: Course) -> Course:
    """Take the dates out of what the table shows; how it is judged stays."""
    rows = tuple(replace(row, date=NO_DATE, image="") for row in course.document.rows)
    return replace(
        course,
        document=replace(course.document, rows=rows),
        visits=tuple(replace(one, date=NO_DATE) for one in course.visits),
    )


def _without_dates(table: LesionTable) -> LesionTable:
    """Take out the dates that findings and comments name."""

    def line(one: Line) -> Line:
        cells = tuple(_bare(cell) for cell in one.cells)
        return replace(one, cells=cells, warning=_hide(one.warning))

    return replace(
        table,
        sections=tuple(
            replace(one, lines=tuple(line(each) for each in one.lines)) for one in table.sections
        ),
    )


def _bare(cell: Cell) -> Cell:
    return replace(
        cell,
        tell=partial(str, _hide(cell.tooltip)),
        warning=_hide(cell.warning),
        comment=_hide(cell.comment),
    )


def _hide(text: str) -> str:
    return DATE.sub(tr("(date hidden)"), text)
