"""What a reader is about to sign: every row of the visit, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.figures import one_decimal
from gui.state.tongue import later, tr
from gui.state.words import ROLE_NAMES, word_of
from recist.model.length import Length
from recist.model.lesion import Character, Role
from recist.model.protocol import Protocol
from recist.model.reading import Merged, NotDone, NotEvaluable, diameters_of
from recist.model.response import Response
from recist.model.row import Row
from recist.trial.accounts import user_named
from recist.trial.audit import digest
from recist.trial.judging import Reads, judge_reads
from recist.trial.ports import Records
from recist.trial.reads import visit_read, visits_in_order
from recist.trial.saving import readings_of
from recist.trial.signing import canonical_read

COLUMNS = (
    *(later("Lesion"), later("Role"), later("Organ"), later("State"), later("Longest mm")),
    *(later("Short mm"), later("Viable mm"), later("Method"), later("Slice mm"), later("Field")),
    *(later("Image"), later("Remarks")),
)
ALWAYS = frozenset(COLUMNS[:6])
LENGTHS = frozenset(name for name in COLUMNS if name.endswith("mm"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A visit as it stands before its signature.

    Attributes
    ----------
    columns, rows : tuple
        The visit as texts; columns that nothing was written into are left out.
    overall : Response or None
        None at baseline, and where the baseline is not read.
    outcome : str
        The response in words, or why there is none.
    digest : str
        Of all that the signature vouches for.
    """

    printed_name: str
    version: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    overall: Response | None
    outcome: str
    calipers: int
    images: int
    digest: str


def to_sign(records: Records, subject: str, reader: str, visit: str, protocol: Protocol) -> ToSign:
    """Return what a reader's signature of a visit would vouch for."""
    rows = readings_of(records, subject=subject, reader=reader).rows
    read = visit_read(records, subject, reader, visit)
    whole = canonical_read(records, read)
    user = user_named(records, reader)
    first = visits_in_order(records, subject)[:1]
    order = list(Role)
    own = sorted((row for row in rows if row.visit == visit), key=lambda row: order.index(row.role))
    lines = [_cells(row) for row in own]
    columns = _columns(lines)
    overall = None if visit in first else _overall(rows, first, visit, protocol)
    otherwise = tr("none at baseline") if visit in first else tr("none: the baseline is not read")
    return ToSign(
        printed_name=reader if user is None else user.printed_name,
        version=read.version,
        columns=columns,
        rows=tuple(tuple(line[name] for name in columns) for line in lines),
        overall=overall,
        outcome=otherwise if overall is None else str(overall),
        calipers=len(whole["calipers"]),
        images=len(whole["images"]),
        digest=digest(whole),
    )


def _overall(
    rows: tuple[Row, ...], first: list[str], visit: str, protocol: Protocol
) -> Response | None:
    """Judge a visit; before the baseline is read, another visit would be taken for it."""
    if not any(row.visit in first for row in rows):
        return None
    primary, *_ = judge_reads(Reads(rows=rows), protocol)
    return next((one.overall for one in primary.visits if one.visit == visit), None)


def _columns(lines: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(name for name in COLUMNS if name in ALWAYS or any(line[name] for line in lines))


def _cells(row: Row) -> dict[str, str]:
    """Return all that is kept of a row, in words, but its date: a plan may hide it."""
    diameters = diameters_of(row.state)
    change = "" if row.change is None else f", {row.change}"
    kind = "" if row.character is Character.SOLID else str(row.character)
    node = "node" if row.nodal and "node" not in f"{row.organ} {row.site}".casefold() else ""
    place = (row.organ, row.site, node, kind)
    cells = (
        row.lesion,
        ROLE_NAMES[row.role],
        ", ".join(part for part in place if part),
        word_of(row.state) + change,
        _mm(diameters.longest),
        _mm(diameters.short),
        _mm(diameters.viable),
        row.method,
        _mm(row.slice_thickness),
        row.field,
        row.image,
        _remarks(row),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _remarks(row: Row) -> str:
    said = (
        row.state.reason if isinstance(row.state, NotEvaluable | NotDone) else "",
        tr("part of {lesion}", lesion=row.parent)
        if row.parent and not isinstance(row.state, Merged)
        else "",
        tr("progressed since") if row.progressed_since else "",
        row.reason,
        row.comment,
        *(f"{name}: {text}" for name, text in row.extra),
    )
    return " · ".join(dict.fromkeys(text for text in said if text))


def _mm(length: Length | None) -> str:
    return "" if length is None else one_decimal(length.um)


def counted(shown: ToSign) -> str:
    """Say how much else is signed with the rows."""
    rows, calipers, images = len(shown.rows), shown.calipers, shown.images
    parts = (
        tr("1 row") if rows == 1 else tr("{number} rows", number=rows),
        tr("1 caliper") if calipers == 1 else tr("{number} calipers", number=calipers),
        tr("1 image") if images == 1 else tr("{number} images", number=images),
        tr("version {version}", version=shown.version),
    )
    return " · ".join(parts)
