"""The lesion table as a value: sections of lesions, a column for each visit, the sums below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial

from gui.state.advice import without_date, without_organ
from gui.state.counting import counting_said, counting_um, counts_short
from gui.state.course import Course, nadir_at
from gui.state.document import colour_number, find_caliper
from gui.state.figures import one_decimal, percent, signed_mm
from gui.state.split_cells import SplitText, split_text
from gui.state.splitting import Parents, parents_of, whole_at
from gui.state.tongue import later, tr
from gui.state.words import NEW_WORDS, said_of
from recist.model.assessment import VisitAssessment
from recist.model.finding import Finding
from recist.model.lesion import NEW_ROLES, Lesion, Role
from recist.model.reading import Measured, diameters_of
from recist.model.response import Response
from recist.model.row import Row
from recist.trial.calipers import is_point
from recist.trial.visits import PlannedVisit

Notes = tuple[Finding, ...]


class CellKind(Enum):
    """What a cell says."""

    LENGTH = auto()
    WORD = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFacts:
    """What a visit was scanned with, where no row says it yet."""

    modality: str = ""
    slice_thickness_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A visit: its heading and what it is in this course."""

    visit: str
    date: str
    scan: str
    is_baseline: bool
    is_nadir: bool
    is_current: bool
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A lesion at a visit: the counting axis, or the word.

    ``tell`` words the tooltip when somebody asks: a table is made anew at each move of the mouse.
    """

    text: str
    kind: CellKind
    tell: Callable[[], str] = field(default=str, compare=False)
    warning: str = ""
    comment: str = ""

    @property
    def tooltip(self) -> str:
        """Both axes, reader and image, or why there is nothing."""
        return self.tell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A lesion over the visits; ``colour`` is its place among the lesion colours.

    ``short_counts`` says that its short axis is in the sum.
    """

    lesion: str
    role: Role
    colour: int
    organ: str
    site: str
    nodal: bool
    short_counts: bool
    cells: tuple[Cell, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The lesions of one role."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A line of the footer; ``responses`` holds the categories where it is one of those."""

    title: str
    cells: tuple[str, ...]
    responses: tuple[Response | None, ...] = ()
    strong: bool = False
    is_category: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LesionTable:
    """Everything that the table shows."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    totals: tuple[Total, ...]


def lesion_table(
    course: Course, current_visit: str, scans: Mapping[str, ScanFacts] | None = None
) -> LesionTable:
    """Lay out a course.

    Parameters
    ----------
    course : Course
        As it is, or as it would be with the caliper that is being drawn.
    current_visit : str
        The visit that is being read; its nadir is the one marked.
    scans : mapping, optional
        By visit label, what the open series are.
    """
    judged = [course.judged(visit.label) for visit in course.visits]
    return LesionTable(
        columns=_columns(course, current_visit, scans or {}),
        sections=_sections(course, findings_of(course), course.visits),
        totals=_totals(judged),
    )


def sections_at(course: Course, visit: str) -> tuple[Section, ...]:
    """Lay out the lesions at one visit alone: every line has one cell."""
    visits = tuple(one for one in course.visits if one.label == visit)
    return _sections(course, findings_of(course), visits)


def colour_of(course: Course, lesion: str) -> int:
    """Return the place of a lesion among the lesion colours."""
    known = {one.id: one.role for one in course.lesions}
    return colour_number(lesion, known.get(lesion, Role.TARGET))


def _columns(
    course: Course, current_visit: str, scans: Mapping[str, ScanFacts]
) -> tuple[Column, ...]:
    first = course.assessment.visits[0].visit if course.assessment else ""
    nadir = nadir_at(course, current_visit)
    return tuple(
        Column(
            visit=visit.label,
            date=course.date_text(visit.date),
            scan=_scan_text(course, visit.label, scans.get(visit.label)),
            is_baseline=visit.label == first,
            is_nadir=visit.label == nadir,
            is_current=visit.label == current_visit,
            comment=_comment_on(course, visit.label),
        )
        for visit in course.visits
    )


def _comment_on(course: Course, visit: str) -> str:
    row = course.rows.get((visit, ""))
    return "" if row is None else row.comment


def _scan_text(course: Course, visit: str, facts: ScanFacts | None) -> str:
    modality, thickness = "", ""
    for lesion in course.lesions:
        row = course.rows.get((visit, lesion.id))
        if row is not None:
            modality = modality or row.method
            if not thickness and row.slice_thickness is not None:
                thickness = f"{float(row.slice_thickness.mm):.3g} mm"
    if facts is not None:
        modality = modality or facts.modality
        if not thickness and facts.slice_thickness_mm is not None:
            thickness = f"{facts.slice_thickness_mm:.3g} mm"
    return " ".join(part for part in (modality, thickness) if part)


def _sections(
    course: Course, notes: Notes, visits: tuple[PlannedVisit, ...]
) -> tuple[Section, ...]:
    titles = {
        Role.TARGET: tr("Target"),
        Role.NON_TARGET: tr("Non-target"),
        Role.NEW: tr("New"),
        Role.MARKER: tr("Markers"),
    }
    parents = parents_of(course.document, course.subject)
    sections = []
    for role, title in titles.items():
        shown = NEW_ROLES if role is Role.NEW else (role,)
        lines = tuple(
            _line(course, notes, parents, one, visits)
            for one in course.lesions
            if one.role in shown
        )
        if lines or role is not Role.MARKER:
            sections.append(Section(title=_heading(title, role, lines), lines=lines))
    return tuple(sections)


def _heading(title: str, role: Role, lines: tuple[Line, ...]) -> str:
    if not lines:
        return tr("{title} · none", title=title)
    return f"{title} · mm" if role is Role.TARGET else title


def _line(
    course: Course,
    notes: Notes,
    parents: Parents,
    lesion: Lesion,
    visits: tuple[PlannedVisit, ...],
) -> Line:
    return Line(
        lesion=lesion.id,
        role=lesion.role,
        colour=colour_number(lesion.id, lesion.role),
        organ=lesion.organ,
        site=lesion.site,
        nodal=lesion.nodal,
        short_counts=counts_short(course.protocol, lesion),
        cells=tuple(_cell(course, notes, parents, visit.label, lesion) for visit in visits),
        warning=_warning(notes, lesion.id, None),
    )


def _cell(course: Course, notes: Notes, parents: Parents, visit: str, lesion: Lesion) -> Cell:
    split = split_text(course, parents, visit, lesion)
    if split is not None:
        return _split_cell(split, _warning(notes, lesion.id, visit))
    row = course.rows.get((visit, lesion.id))
    if row is None:
        whole = whole_at(course.document, parents, course.subject, visit, lesion.id)
        return _open_cell(whole, visit, lesion.id)
    counting = counting_um(course.protocol, lesion, row)
    word = said_of(row.state)
    is_length = counting is not None and lesion.role is Role.TARGET
    warning = _warning(notes, lesion.id, visit)
    if lesion.role is Role.TARGET and isinstance(row.state, Measured) and counting is None:
        is_short = counts_short(course.protocol, lesion)
        word = tr("no short axis") if is_short else tr("no length")
    return Cell(
        text=one_decimal(counting) if is_length and counting is not None else word,
        kind=CellKind.LENGTH if is_length else CellKind.WORD,
        tell=partial(_tooltip, course, visit, lesion, row, warning),
        warning=warning,
        comment=row.comment,
    )


def _open_cell(whole: str, visit: str, lesion: str) -> Cell:
    """Say that a lesion is not read, or that it is still a part of a whole one."""
    not_read = later("{lesion} · {visit}: not read yet")
    still_one = later("{lesion} is still one with {whole} at {visit}")
    said = still_one if whole else not_read
    return Cell(
        text=tr("in {whole}", whole=whole) if whole else "–",
        kind=CellKind.OPEN,
        tell=partial(tr, said, lesion=lesion, whole=whole, visit=visit),
    )


def _split_cell(split: SplitText, warning: str) -> Cell:
    known = split.sum_um is not None
    return Cell(
        text=one_decimal(split.sum_um) if split.sum_um is not None else tr("split"),
        kind=CellKind.LENGTH if known else CellKind.WORD,
        tell=partial("\n".join, [one for one in (split.tooltip, warning) if one]),
        warning=warning,
    )


def _tooltip(course: Course, visit: str, lesion: Lesion, row: Row, warning: str) -> str:
    axes = diameters_of(row.state)
    both = " × ".join(one_decimal(one.um) for one in (axes.longest, axes.short) if one)
    size = f"{both} mm" if both else ""
    where = ", ".join(part for part in (lesion.organ, lesion.site) if part)
    record = find_caliper(course.document, course.subject, visit, lesion.id)
    lines = [
        f"{lesion.id} · {where}" if where else lesion.id,
        " ".join(filter(None, (visit, course.date_text(row.date), "·", said_of(row.state), size))),
        counting_said(course.protocol, lesion) if both else "",
        tr("read by {reader}", reader=row.reader) if row.reader else "",
        tr("image {image}", image=row.image) if row.image else "",
        "" if record is None else tr("marked by a point" if is_point(record) else "caliper kept"),
        tr("reason: {reason}", reason=row.reason) if row.reason else "",
        tr("comment: {comment}", comment=row.comment) if row.comment else "",
        warning,
    ]
    return "\n".join(line for line in lines if line)


def _warning(notes: Notes, lesion: str, visit: str | None) -> str:
    said = [
        finding.message for finding in notes if finding.lesion == lesion and finding.visit == visit
    ]
    return "\n".join(dict.fromkeys(said))


def findings_of(course: Course) -> tuple[Finding, ...]:
    """Return each finding once: on the course, the best response and the protocol."""
    judged = course.assessment.findings if course.assessment is not None else ()
    best = course.best.findings if course.best is not None else ()
    bare = (
        *without_organ(course.document, course.subject),
        *without_date(course.document, course.subject),
    )
    found = dict.fromkeys((*judged, *best, *course.departures, *bare))
    return tuple(replace(one, message=course.text_shown(one.message)) for one in found)


Judged = list[VisitAssessment | None]


def _totals(judged: Judged) -> tuple[Total, ...]:
    return (
        Total(title=tr("Sum of diameters"), cells=_texts(judged, _sum_text), strong=True),
        Total(title=tr("from baseline"), cells=_texts(judged, _from_baseline)),
        Total(title=tr("from nadir"), cells=_texts(judged, _from_nadir)),
        Total(title="", cells=_texts(judged, _from_nadir_mm)),
        _responses(tr("Target"), judged, [one.target if one else None for one in judged]),
        _responses(tr("Non-target"), judged, [one.non_target if one else None for one in judged]),
        Total(title=tr("New"), cells=_texts(judged, _new_text), is_category=True),
        _responses(
            tr("Overall"), judged, [one.overall if one else None for one in judged], strong=True
        ),
    )


def _texts(judged: Judged, text: Callable[[VisitAssessment], str]) -> tuple[str, ...]:
    return tuple("" if one is None else text(one) for one in judged)


def _responses(
    title: str, judged: Judged, found: list[Response | None], *, strong: bool = False
) -> Total:
    # The baseline is where the comparison starts, so it has no response of its own.
    shown = [None if n == 0 or one is None else one for n, one in enumerate(found)]
    return Total(
        title=title,
        cells=tuple("" if one is None else one.value for one in shown),
        responses=tuple(shown),
        strong=strong,
        is_category=True,
    )


def _sum_text(one: VisitAssessment) -> str:
    if one.sum_um is None:
        return "–"
    return one_decimal(one.sum_um) if one.complete else f"({one_decimal(one.sum_um)})"


def _from_baseline(one: VisitAssessment) -> str:
    change = _change(one, one.baseline_sum_um)
    return "" if change is None else percent(*change)


def _from_nadir(one: VisitAssessment) -> str:
    change = _change(one, one.nadir_sum_um)
    return "" if change is None else percent(*change)


def _from_nadir_mm(one: VisitAssessment) -> str:
    change = _change(one, one.nadir_sum_um)
    return "" if change is None else signed_mm(change[0] - change[1])


def _change(one: VisitAssessment, before_um: int | None) -> tuple[int, int] | None:
    """Return the sum now and before; an incomplete sum is compared with nothing."""
    if one.overall is None or not one.complete or one.sum_um is None or before_um is None:
        return None
    return one.sum_um, before_um


def _new_text(one: VisitAssessment) -> str:
    if one.overall is None:
        return ""
    return tr(NEW_WORDS[one.new_lesion])
