"""The key images of a reader: a lesion after the other, its visits side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportlab.platypus import KeepTogether, Paragraph, Spacer, Table

from recist.formats.paper_words import Words
from recist.formats.report.fonts import PLAIN
from recist.formats.report.key_image import KeyImage
from recist.formats.report.page import BODY, CELL, PORTRAIT_WIDTH, SMALL
from recist.formats.report.pictures import Picture, Slices, field_for
from recist.measure.caliper import length_mm
from recist.model.length import Length
from recist.model.lesion import Lesion
from recist.model.reading import NO_DIAMETERS, diameters_of
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord, is_point

COLUMNS, GAP = 4, 4.0
SIDE = (PORTRAIT_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS
# Lesions with fewer pictures share a row with others.
OWN_ROW = 3
MOST_NAMED = 40
GRID = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), PLAIN),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
]
Cell = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One caliper with what the table says of that lesion at that visit."""

    record: CaliperRecord
    row: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyImages:
    """What the key images of one reader are made of.

    Attributes
    ----------
    calipers, rows : sequence
        Of one subject and reader.
    lesions : mapping
        By id, in the order in which they are shown; a fragment stands behind its lesion.
    visits : sequence of str
        Labels in their order.
    """

    calipers: Sequence[CaliperRecord]
    rows: Sequence[Row]
    lesions: Mapping[str, Lesion]
    visits: Sequence[str]
    slices: Slices
    precision_mm: Decimal
    words: Words

    def set(self) -> Iterator[Any]:
        """Yield them as flowables, or a word why there are none."""
        without = [one for one in self.calipers if self.slices.find(one) is None]
        if without and len(without) == len(self.calipers):
            said = (
                f"The scans are not at hand: no picture can be shown of the {len(without)} "
                f"{'caliper' if len(without) == 1 else 'calipers'} on record."
            )
            yield Paragraph(said, BODY)
            return
        self.slices.read(self.calipers)
        waiting: list[Cell] = []
        for name, shown in self._by_lesion().items():
            if len(shown) < OWN_ROW:
                waiting += self._cells(name, shown, titled=True)
                continue
            yield from _rows(waiting)
            waiting = []
            first, *others = _rows(self._cells(name, shown, titled=False))
            yield KeepTogether([Paragraph(self._title(name, shown), BODY), first])
            yield from others
        yield from _rows(waiting)
        yield from self._missing()

    def _by_lesion(self) -> dict[str, list[Shown]]:
        """Return the calipers by lesion, each lesion's by visit."""
        by_place = {(row.lesion, row.visit.casefold()): row for row in self.rows}
        order = {label.casefold(): n for n, label in enumerate(self.visits)}
        held: dict[str, list[Shown]] = {}
        for record in sorted(self.calipers, key=lambda one: order.get(one.visit.casefold(), 0)):
            row = by_place.get((record.lesion, record.visit.casefold()))
            held.setdefault(record.lesion, []).append(Shown(record=record, row=row))
        places = {name: n for n, name in enumerate(self.lesions)}

        def place(name: str) -> tuple[int, str]:
            root = name if name in places else name.partition(".")[0]
            return places.get(root, len(places)), "" if name in places else name

        return {name: held[name] for name in sorted(held, key=place)}

    def _told(self, name: str, shown: Sequence[Shown]) -> str:
        """Return role and place of a lesion."""
        lesion = self.lesions.get(name)
        row = next((one.row for one in shown if one.row is not None), None)
        known = lesion or row
        if known is None:
            return ""
        place = ", ".join(text for text in (known.organ, known.site) if text)
        return " · ".join(text for text in (str(known.role), place) if text)

    def _title(self, name: str, shown: Sequence[Shown]) -> str:
        told = self.words.markup(self._told(name, shown), 140)
        return f"<b>{self.words.markup(name, 60)}</b>{' · ' if told else ''}{told}"

    def _cells(self, name: str, shown: Sequence[Shown], *, titled: bool) -> list[Cell]:
        """Return each picture with its caption; titled with role and place under it."""
        field = field_for(one.record for one in shown)
        lesion = self.lesions.get(name)
        organ = lesion.organ if lesion else next((one.row.organ for one in shown if one.row), "")
        cells = []
        for one in shown:
            lengths = _lengths(one.record, self.precision_mm)
            picture = self.slices.picture(one.record, field, organ)
            cell: Cell = [KeyImage(picture, lengths, SIDE), *self._caption(one, lengths, picture)]
            if titled:
                told = self.words.markup(self._told(name, shown), 80)
                cell.append(Paragraph(told, SMALL))
            cells.append(cell)
        return cells

    def _caption(self, shown: Shown, lengths: tuple[str, str], picture: Picture | str) -> list[Any]:
        record, row, words = shown.record, shown.row, self.words
        day = f" · {row.date.text}" if row is not None and row.date.text else ""
        first = f"<b>{words.markup(record.lesion, 20)}</b> · {words.markup(record.visit, 30)}{day}"
        unit = picture.unit if isinstance(picture, Picture) else "mm"
        long_text, short_text = lengths
        second = "place, not measured"
        if long_text:
            second = f"{long_text} × {short_text} {unit}" if short_text else f"{long_text} {unit}"
        if isinstance(picture, Picture):
            window = picture.window
            second += f" · W {window.width:.0f} L {window.level:.0f}".replace("-", "−")
        lines = [Spacer(0, 1.5), Paragraph(first, CELL), Paragraph(second, SMALL)]
        if row is not None and long_text and _read_otherwise(row, lengths):
            lines.append(Paragraph(f"in the table: {_axes(row)} mm", SMALL))
        return lines

    def _missing(self) -> Iterator[Any]:
        """Say which measurements have no caliper, and so no picture."""
        drawn = {(one.lesion, one.visit.casefold()) for one in self.calipers}
        missing = [
            f"{row.lesion} at {row.visit}"
            for row in self.rows
            if diameters_of(row.state) != NO_DIAMETERS
            and (row.lesion, row.visit.casefold()) not in drawn
        ]
        if missing:
            more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
            said = f"Measured without a caliper on record: {', '.join(missing[:MOST_NAMED])}{more}."
            yield Paragraph(self.words.markup(said, 1200), SMALL)


def _rows(cells: Sequence[Cell]) -> list[Table]:
    """Set pictures side by side, as many rows as it takes."""
    rows = []
    for start in range(0, len(cells), COLUMNS):
        part = cells[start : start + COLUMNS]
        widths = [SIDE + GAP] * (COLUMNS - 1) + [SIDE]
        filled = [[*part, *[""] * (COLUMNS - len(part))]]
        rows.append(Table(filled, colWidths=widths, style=GRID, hAlign="LEFT"))
    return rows


def _lengths(record: CaliperRecord, precision_mm: Decimal) -> tuple[str, str]:
    """Return both axes of a caliper in mm, rounded once as the protocol rounds it."""
    if is_point(record):
        return "", ""
    short = record.short_axis_lps_mm
    return (
        str(Length.from_caliper(length_mm(record.long_axis_lps_mm), precision_mm)),
        "" if short is None else str(Length.from_caliper(length_mm(short), precision_mm)),
    )


def _axes(row: Row) -> str:
    held = diameters_of(row.state)
    known = (held.longest or held.viable, held.short)
    return " × ".join(str(one) for one in known if one is not None)


def _read_otherwise(row: Row, lengths: tuple[str, str]) -> bool:
    """Say whether the table has other lengths than the caliper, which may have been corrected."""
    held = diameters_of(row.state)
    read = (held.longest or held.viable, held.short)
    return any(
        one is not None and drawn and str(one) != drawn
        for one, drawn in zip(read, lengths, strict=True)
    )
