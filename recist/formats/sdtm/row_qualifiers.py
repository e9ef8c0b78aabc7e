"""What of a reading the variables of TR do not give back: supplemental qualifiers."""

from __future__ import annotations

from collections.abc import Iterator

from recist.formats.sdtm.context import Context
from recist.formats.sdtm.texts import held
from recist.formats.sdtm.words import is_node_there, location, method, tumor_state
from recist.model.lesion import Character
from recist.model.reading import Measured, Merged, NotEvaluable, diameters_of
from recist.model.row import Row
from recist.model.words import word_of


def qualifiers_of(context: Context, row: Row, first: Row) -> tuple[tuple[str, str], ...]:
    """Return what has to stand beside the records of a lesion at a visit.

    Parameters
    ----------
    first : Row
        The row that TU was made of; what it says of the lesion is said there.
    """
    pairs = (*_who_and_when(context, row), *_lesion(row, first), *_reading(row))
    return tuple((name, text) for name, text in pairs if text)


def visit_qualifiers(context: Context, row: Row) -> tuple[tuple[str, str], ...]:
    """Return what has to stand beside the record of a marker, or of a visit itself."""
    pairs = (
        *_who_and_when(context, row),
        ("RCLESION", row.lesion),
        ("RCORGAN", row.organ),
        ("RCSITE", row.site),
        ("RCMETHOD", row.method),
        ("RCREASON", row.reason),
        ("RCCOMM", row.comment),
    )
    return tuple((name, text) for name, text in pairs if text)


def _who_and_when(context: Context, row: Row) -> Iterator[tuple[str, str]]:
    if row.reader != context.reader_text(row.reader):
        yield "RCREADER", row.reader
    if row.visit != context.visits[row.visit.casefold()][0] or held(row.visit) != row.visit:
        yield "RCVISIT", row.visit


def _lesion(row: Row, first: Row) -> Iterator[tuple[str, str]]:
    if held(row.lesion) != row.lesion:
        yield "RCLESION", row.lesion
    if row.role is not first.role:
        yield "RCROLE", row.role
    place = location(first.organ)
    if row.organ != place.lower():
        yield "RCORGAN", row.organ
    yield "RCSITE", row.site
    if row.nodal != is_node_there(place):
        yield "RCNODAL", "Y" if row.nodal else "N"
    if row.character is not Character.SOLID:
        yield "RCCHAR", row.character
    yield "RCFIELD", row.field


def _reading(row: Row) -> Iterator[tuple[str, str]]:
    state, axes = row.state, diameters_of(row.state)
    told = tumor_state(state)
    bare = isinstance(state, Measured) and axes.longest is None and axes.short is None
    if bare or isinstance(state, NotEvaluable) or (told is not None and not told.is_plain):
        yield "RCSTATE", word_of(state)
    yield "RCCHANGE", row.change or ""
    parent = state.into if isinstance(state, Merged) else row.parent
    yield "RCPARENT", parent
    yield "RCPROGSN", "Y" if row.progressed_since else ""
    if row.method != method(row.method):
        yield "RCMETHOD", row.method
    yield "RCTHICK", str(row.slice_thickness) if row.slice_thickness is not None else ""
    yield "RCVIABLE", str(axes.viable) if axes.viable is not None else ""
    if held(row.image) != row.image:
        yield "RCIMAGE", row.image
    given = getattr(state, "reason", None)
    if given is None or row.reason not in ("", given) or held(given) != given:
        yield "RCREASON", row.reason or given or ""
    yield "RCCOMM", row.comment
