"""The reading table itself, with typed cells."""

from __future__ import annotations

from collections.abc import Sequence

from recist.formats.sheets.sheet import ACCEPTED, READER, SUBJECT, VISIT, Cell, Column, Kind, Sheet
from recist.model.length import Length
from recist.model.reading import diameters_of
from recist.model.row import Row
from recist.trial.columns import COLUMNS as NAMES
from recist.trial.record import ExportRecord
from recist.trial.row_cells import cells_from_row

_LENGTHS = {
    "longest_diameter_mm": "longest diameter as read",
    "short_axis_mm": "short axis as read; of a node the axis that counts",
    "viable_diameter_mm": "longest diameter of what is viable (mRECIST)",
    "slice_thickness_mm": "slice thickness of the scan",
}
_WORDS = {
    "role": "target, non-target, new, marker or visit",
    "character": "what the lesion is made of; empty = solid",
    "state": "what the reader said of it: measured, too-small, absent …",
    "change": "since the last visit: unchanged, increased, decreased",
}
_FLAGS = {
    "nodal": "whether it is a lymph node",
    "progressed_since": "whether an earlier treated lesion has progressed since",
}
_TEXTS = {
    "lesion": "id of the lesion; T1.1 is a fragment of T1",
    "organ": "the organ; paired organs count once",
    "site": "where in the organ",
    "parent": "the lesion that it has merged into, or that it split from",
    "method": "CT, MRI, PET …",
    "field": "radiation field",
    "image": "SOP Instance UID (#frame), or sha256:…#slice",
    "reason": "why there is no value",
    "comment": "the reader's comment",
}
_OWN = {"subject": SUBJECT, "reader": READER, "visit": VISIT, "accepted": ACCEPTED}


def _column(name: str) -> Column:
    if name in _OWN:
        return _OWN[name]
    if name == "date":
        return Column(name=name, kind=Kind.DATE, meaning="date of the scan that it was read on")
    if name in _LENGTHS:
        return Column(name=name, kind=Kind.LENGTH, meaning=_LENGTHS[name], unit="mm", rule="read")
    for kind, words in ((Kind.WORD, _WORDS), (Kind.FLAG, _FLAGS)):
        if name in words:
            return Column(name=name, kind=kind, meaning=words[name])
    return Column(name=name, kind=Kind.TEXT, meaning=_TEXTS[name])


COLUMNS = tuple(_column(name) for name in NAMES)
_PLACES = {name: place for place, name in enumerate(NAMES)}


def readings_sheet(record: ExportRecord, readings: Sequence[tuple[Cell, ...]]) -> Sheet:
    """Return the reading table; reading it back gives the same rows.

    Parameters
    ----------
    readings : sequence of tuple
        What `reading_cells` gives for each row of the record.
    """
    rows = record.reads.rows
    extra = dict.fromkeys(name for row in rows for name, _ in row.extra if name not in _PLACES)
    others = tuple(
        Column(
            name=name, kind=Kind.TEXT, meaning="a column of the tables that were read", ours=False
        )
        for name in extra
    )
    cells: list[tuple[Cell, ...]] = []
    for row, own in zip(rows, readings, strict=True):
        held = dict(row.extra)
        cells.append((*own, *(held.get(name, "") for name in extra)))
    return Sheet(
        name="readings",
        title="Readings",
        about="the reading table: what was read, as it can be read in again",
        columns=(*COLUMNS, *others),
        rows=cells,
        frozen=5,
    )


def reading_cells(row: Row) -> tuple[Cell, ...]:
    """Return a reading in the order of the reading table's columns, lengths in micrometres."""
    axes = diameters_of(row.state)
    texts = cells_from_row(row)
    cells: list[Cell] = [texts[name] for name in NAMES]
    for name, length in (
        ("longest_diameter_mm", axes.longest),
        ("short_axis_mm", axes.short),
        ("viable_diameter_mm", axes.viable),
        ("slice_thickness_mm", row.slice_thickness),
    ):
        cells[_PLACES[name]] = _um(length)
    return tuple(cells)


def _um(length: Length | None) -> int | None:
    return None if length is None else length.um
