"""What reports and annotations say of lesions, before the images have been asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from recist.formats.assumed import Assumed
from recist.formats.labels import Label
from recist.formats.length_units import Recorded
from recist.formats.lesion_codes import LONGEST, AxisKind
from recist.formats.organs import NODE, organ_and_site
from recist.model.dates import ScanDate
from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured, Present
from recist.model.row import Row
from recist.trial.calipers import Axis
from recist.trial.stated import Answer, Refused, StatedResponse

PixelPoints = tuple[tuple[float, float], tuple[float, float]]
LESS = frozenset({"length-rounded", "diameter-left-out"})
"""Findings that are no warnings: nothing is in doubt."""


class ContentError(Exception):
    """A part of a file that cannot be taken.

    Attributes
    ----------
    where : str
        The part, such as ``item 1.5.2 (Long Axis)``.
    why : str
        What is wrong with it, and what to do.
    """

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where, self.why = where, why


def one_line(value: str) -> str:
    """Return a text on one line, without what cannot be printed."""
    plain = (sign if sign.isprintable() or sign.isspace() else "" for sign in value)
    return " ".join("".join(plain).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """One axis of a lesion: where its ends are, and how long the file says it is.

    Attributes
    ----------
    what : str
        As the file calls it, with its place: ``item 1.5.2 (Long Axis)``.
    um, half_digit_um : int, Decimal
        The recorded length, and how far its rounding may have moved it.
    points : pair of (column, row) or None
        End points in pixels of the image; the corner of the first pixel is (0, 0).
    axis_lps_mm : Axis or None
        End points in patient mm, where the file has those.
    """

    what: str
    um: int
    half_digit_um: Decimal
    image: str = ""
    points: PixelPoints | None = None
    axis_lps_mm: Axis | None = None
    frame_of_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredAxis:
    """One diameter that a file records."""

    kind: AxisKind
    recorded: Recorded
    line: DrawnLine


def longest_of(axes: Sequence[MeasuredAxis]) -> MeasuredAxis | None:
    """Return the longest diameter, None where none was measured."""
    return next((one for kind in LONGEST if (one := axis_of(axes, kind)) is not None), None)


def axis_of(axes: Sequence[MeasuredAxis], kind: AxisKind) -> MeasuredAxis | None:
    """Return one diameter by its name."""
    return next((one for one in axes if one.kind is kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a file says of one lesion at one visit.

    Attributes
    ----------
    role : Role or None
        None where nothing says it.
    site : str
        Name of the anatomic site.
    responses : tuple of (Answer, str)
        What the file says of the response.
    """

    file: str
    where: str
    subject: str
    reader: str
    visit: str
    date: ScanDate
    label: Label
    role: Role | None
    site: str
    image: str
    axes: tuple[MeasuredAxis, ...]
    responses: tuple[tuple[Answer, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredLesion:
    """A row, with the lines that it was measured by.

    ``place`` is a line of no length where the lesion was marked and not measured.
    """

    row: Row
    long: DrawnLine | None = None
    short: DrawnLine | None = None
    place: DrawnLine | None = None

    @property
    def lines(self) -> tuple[DrawnLine, ...]:
        """The lines that there are, the long one first."""
        return tuple(line for line in (self.long, self.short) if line is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One file as it says it itself; `recist.formats.on_images.place` asks the images.

    ``is_ours`` says that its subject is the trial's, whatever the images call the patient.
    """

    file: str
    lesions: tuple[MeasuredLesion, ...] = ()
    stated: tuple[StatedResponse, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: Refused | None = None
    is_ours: bool = False

    @property
    def images(self) -> frozenset[str]:
        """The images that it refers to, as it names them."""
        named = {
            line.image
            for one in self.lesions
            for line in (*one.lines, one.place)
            if line is not None
        }
        return frozenset(named | {one.row.image for one in self.lesions}) - {""}


def lesion_from(facts: Facts, assumed: Assumed) -> MeasuredLesion:
    """Make the row of a lesion, with a finding on whatever the file does not say itself."""
    role = facts.role or assumed.role or Role.TARGET
    longest, short = longest_of(facts.axes), axis_of(facts.axes, AxisKind.SHORT)
    diameters = Diameters(longest=_length(longest), short=_length(short))
    organ, site = organ_and_site(facts.site)
    row = Row(
        subject=facts.subject,
        reader=facts.reader or assumed.reader,
        visit=facts.visit or facts.date.text,
        date=facts.date,
        lesion=facts.label.text,
        role=role,
        organ=organ,
        site=site,
        nodal=organ == NODE,
        state=Measured(diameters) if role is Role.TARGET else Present(diameters),
        image=facts.image,
        source=f"{facts.file} {facts.where}",
    )
    notes = _notes(facts, row, assumed, [one for one in (longest, short) if one is not None])
    return MeasuredLesion(
        row=with_findings(row, *notes),
        long=None if longest is None else longest.line,
        short=None if short is None else short.line,
    )


def stated_by(facts: Facts, row: Row) -> list[StatedResponse]:
    """Return the responses that a file states of a lesion."""
    return [
        StatedResponse(
            subject=row.subject,
            reader=row.reader,
            visit=row.visit,
            answer=answer,
            response=said,
            source=row.source,
        )
        for answer, said in facts.responses
    ]


def note(
    code: str, message: str, row: Row | None = None, severity: Severity = Severity.WARNING
) -> Finding:
    """Return a finding on a file, or on one lesion of it."""
    return Finding(
        severity=severity,
        code=code,
        message=message,
        lesion=None if row is None else row.lesion or None,
        visit=None if row is None else row.visit,
    )


def with_findings(row: Row, *findings: Finding) -> Row:
    """Return a row with more findings."""
    return replace(row, findings=(*row.findings, *findings))


def _length(axis: MeasuredAxis | None) -> Length | None:
    return None if axis is None else axis.recorded.length


def _notes(
    facts: Facts, row: Row, assumed: Assumed, used: Sequence[MeasuredAxis]
) -> Iterable[Finding]:
    told: list[tuple[str, str]] = []
    if facts.label.note:
        told.append(("label-assumed", f"{row.source}: {facts.label.note}"))
    if facts.role is None and assumed.role is None:
        what = "does not say whether its lesion is a target: taken as one; --role says it"
        told.append(("role-assumed", f"{row.source}: {what}"))
    if not row.organ:
        told.append(("organ-missing", f"{row.lesion} has no organ"))
    for axis in facts.axes:
        where = f"{facts.file} {axis.line.what}"
        if axis in used:
            told += [(code, f"{where}: {message}") for code, message in axis.recorded.notes]
        else:
            told.append(("diameter-left-out", f"{where}: another diameter counts, not this one"))
    return [
        note(code, message, row, Severity.INFO if code in LESS else Severity.WARNING)
        for code, message in told
    ]
