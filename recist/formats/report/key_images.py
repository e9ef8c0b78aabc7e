"""The key images: each caliper drawn on the slice that it was measured on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PIL import Image
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from recist.formats.paper_words import Words
from recist.formats.report.fonts import BOLD, PLAIN
from recist.formats.report.page import (
    BODY,
    CELL,
    DIM_COLOUR,
    LINE_COLOUR,
    PALE,
    PORTRAIT_WIDTH,
    SMALL,
)
from recist.formats.report.pictures import Mark, Picture, Slices, field_for
from recist.measure.caliper import length_mm
from recist.model.length import Length
from recist.model.lesion import Lesion
from recist.model.reading import NO_DIAMETERS, diameters_of
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord, is_point

COLUMNS, GAP = 4, 4.0
LONG, SHORT = HexColor("#ffd166"), HexColor("#7bdff2")
SHADOW = Color(0, 0, 0, alpha=0.55)
LETTER, LABEL = 6.5, 6.2
BARS_MM = (5, 10, 20, 50, 100)
MOST_NAMED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One caliper with what the table says of that lesion at that visit."""

    record: CaliperRecord
    row: Row | None


class KeyImage(Flowable):  # type: ignore[misc]
    """One picture with its axes, a scale and where it lies; or a word why there is none."""

    def __init__(self, picture: Picture | str, lengths: tuple[str, str], side: float) -> None:
        super().__init__()
        self._picture, self._lengths = picture, lengths
        self.width = self.height = side

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the size that was given."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it where the canvas stands."""
        canvas: Any = self.canv
        side = self.width
        if isinstance(self._picture, str):
            canvas.setFillColor(PALE)
            canvas.setStrokeColor(LINE_COLOUR)
            canvas.rect(0, 0, side, side, stroke=1, fill=1)
            canvas.setFillColor(DIM_COLOUR)
            canvas.setFont(PLAIN, LABEL)
            canvas.drawCentredString(side / 2, side / 2, self._picture)
            return
        picture = self._picture
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, side, side)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawImage(ImageReader(Image.fromarray(picture.grey)), 0, 0, side, side)
        self._draw_axes(picture)
        self._draw_letters(picture)
        self._draw_scale(picture)
        canvas.restoreState()

    def _at(self, place: tuple[float, float]) -> tuple[float, float]:
        return place[0] * self.width, (1 - place[1]) * self.height

    def _draw_axes(self, picture: Picture) -> None:
        long_text, short_text = self._lengths
        if picture.short_axis is not None:
            self._draw_axis(picture.short_axis, SHORT, f"{short_text} {picture.unit}")
        if picture.long_axis.start == picture.long_axis.end:
            self._draw_point(picture.long_axis)
        else:
            self._draw_axis(picture.long_axis, LONG, f"{long_text} {picture.unit}")

    def _draw_point(self, mark: Mark) -> None:
        canvas: Any = self.canv
        x, y = self._at(mark.start)
        for colour, width in ((SHADOW, 2.2), (LONG, 0.9)):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(width)
            canvas.circle(x, y, 5, stroke=1, fill=0)
            canvas.lines([(x - 8, y, x - 2, y), (x + 2, y, x + 8, y)])

    def _draw_axis(self, mark: Mark, colour: Any, text: str) -> None:
        canvas: Any = self.canv
        (x0, y0), (x1, y1) = self._at(mark.start), self._at(mark.end)
        length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
        across = (-(y1 - y0) / length * 2.2, (x1 - x0) / length * 2.2)
        lines = [(x0, y0, x1, y1)]
        lines += [
            (x - across[0], y - across[1], x + across[0], y + across[1])
            for x, y in ((x0, y0), (x1, y1))
        ]
        for shade, width in ((SHADOW, 2.0), (colour, 0.8)):
            canvas.setStrokeColor(shade)
            canvas.setLineWidth(width)
            canvas.lines(lines)
        # The end further to the right has room beside it.
        x, y, other_x, other_y = (x1, y1, x0, y0) if x1 >= x0 else (x0, y0, x1, y1)
        away = ((x - other_x) / length * 4, (y - other_y) / length * 6)
        self._label(text, x + away[0], y + away[1] - LABEL * 0.36, colour)

    def _label(self, text: str, x: float, y: float, colour: Any) -> None:
        canvas: Any = self.canv
        width = stringWidth(text, BOLD, LABEL)
        x = min(max(2.0, x), self.width - width - 2)
        y = min(max(10.0, y), self.height - LABEL - 9)
        canvas.setFillColor(SHADOW)
        canvas.roundRect(x - 1.2, y - 1.6, width + 2.4, LABEL + 1.6, 1.2, stroke=0, fill=1)
        canvas.setFillColor(colour)
        canvas.setFont(BOLD, LABEL)
        canvas.drawString(x, y, text)

    def _draw_letters(self, picture: Picture) -> None:
        left, right, top, bottom = picture.letters
        middle = self.width / 2
        self._letter(left, 5.5, middle)
        self._letter(right, self.width - 5.5, middle)
        self._letter(top, middle, self.height - 5)
        self._letter(bottom, middle, 5)

    def _letter(self, text: str, x: float, y: float) -> None:
        canvas: Any = self.canv
        if not text:
            return
        half = stringWidth(text, BOLD, LETTER) / 2
        canvas.setFillColor(SHADOW)
        canvas.roundRect(x - half - 1.5, y - 4, 2 * half + 3, 8, 1.5, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(BOLD, LETTER)
        canvas.drawCentredString(x, y - LETTER * 0.36, text)

    def _draw_scale(self, picture: Picture) -> None:
        canvas: Any = self.canv
        if picture.field_mm is None:
            return
        bar = max(one for one in BARS_MM if one <= max(picture.field_mm / 3, BARS_MM[0]))
        length = self.width * bar / picture.field_mm
        x, y = 4.0, 4.5
        for colour, width in ((black, 2.6), (white, 1.2)):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(width)
            canvas.lines(
                [
                    (x, y, x + length, y),
                    (x, y - 2, x, y + 2),
                    (x + length, y - 2, x + length, y + 2),
                ]
            )
        self._small(f"{bar} mm", x, y + 4)

    def _small(self, text: str, x: float, y: float) -> None:
        canvas: Any = self.canv
        width = stringWidth(text, PLAIN, 5.6)
        canvas.setFillColor(SHADOW)
        canvas.rect(x - 1, y - 1.2, width + 2, 7, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(PLAIN, 5.6)
        canvas.drawString(x, y, text)


def set_key_images(
    calipers: Sequence[CaliperRecord],
    rows: Sequence[Row],
    lesions: Mapping[str, Lesion],
    visits: Sequence[str],
    slices: Slices,
    precision_mm: Decimal,
    words: Words,
) -> Iterator[Any]:
    """Yield the key images of one reader: a lesion after the other, its visits side by side.

    Parameters
    ----------
    calipers, rows : sequence
        Of one subject and reader.
    lesions : mapping
        By id, in the order in which they are shown.
    visits : sequence of str
        Labels in their order.
    """
    by_place = {(row.lesion, row.visit.casefold()): row for row in rows}
    order = {label.casefold(): n for n, label in enumerate(visits)}
    held: dict[str, list[Shown]] = {name: [] for name in lesions}
    for record in sorted(calipers, key=lambda one: order.get(one.visit.casefold(), len(order))):
        row = by_place.get((record.lesion, record.visit.casefold()))
        held.setdefault(record.lesion, []).append(Shown(record=record, row=row))
    without = [shown for one in held.values() for shown in one if slices.find(shown.record) is None]
    if without and len(without) == len(calipers):
        said = (
            f"The scans are not at hand: no picture can be shown of the {len(without)} "
            f"{'caliper' if len(without) == 1 else 'calipers'} on record."
        )
        yield Paragraph(said, BODY)
        return
    slices.read(calipers)
    side = (PORTRAIT_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS
    for name, shown in held.items():
        if shown:
            lesion = lesions.get(name)
            yield from _set_lesion(name, lesion, shown, slices, precision_mm, side, words)
    yield from _set_missing(rows, calipers, words)


def _set_lesion(
    name: str,
    lesion: Lesion | None,
    shown: Sequence[Shown],
    slices: Slices,
    precision_mm: Decimal,
    side: float,
    words: Words,
) -> Iterator[Any]:
    """Yield the pictures of one lesion, its name over the first of them."""
    field = field_for(one.record for one in shown)
    organ = lesion.organ if lesion else next((one.row.organ for one in shown if one.row), "")
    place = ", ".join(text for text in (organ, lesion.site if lesion else "") if text)
    role = f" · {lesion.role}" if lesion else ""
    title = (
        f"<b>{words.markup(name, 60)}</b>{role}{' · ' if place else ''}{words.markup(place, 90)}"
    )
    cells = []
    for one in shown:
        lengths = _lengths(one.record, precision_mm)
        picture = slices.picture(one.record, field, organ)
        cells.append([KeyImage(picture, lengths, side), *_caption(one, lengths, picture, words)])
    for start in range(0, len(cells), COLUMNS):
        part = cells[start : start + COLUMNS]
        row = Table(
            [[*part, *[""] * (COLUMNS - len(part))]],
            colWidths=[side + GAP] * (COLUMNS - 1) + [side],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONTNAME", (0, 0), (-1, -1), PLAIN),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ],
            hAlign="LEFT",
        )
        yield KeepTogether([Paragraph(title, BODY), row]) if start == 0 else row


def _lengths(record: CaliperRecord, precision_mm: Decimal) -> tuple[str, str]:
    """Return both axes of a caliper in mm, rounded once as the protocol rounds it."""
    if is_point(record):
        return "", ""
    short = record.short_axis_lps_mm
    return (
        str(Length.from_caliper(length_mm(record.long_axis_lps_mm), precision_mm)),
        "" if short is None else str(Length.from_caliper(length_mm(short), precision_mm)),
    )


def _caption(
    shown: Shown, lengths: tuple[str, str], picture: Picture | str, words: Words
) -> list[Any]:
    record, row = shown.record, shown.row
    day = f" · {row.date.text}" if row is not None and row.date.text else ""
    first = f"<b>{words.markup(record.lesion, 20)}</b> · {words.markup(record.visit, 30)}{day}"
    unit = picture.unit if isinstance(picture, Picture) else "mm"
    long_text, short_text = lengths
    second = "place, not measured"
    if long_text:
        second = f"{long_text} × {short_text} {unit}" if short_text else f"{long_text} {unit}"
    if isinstance(picture, Picture):
        second += f" · W {picture.window.width:.0f} L {picture.window.level:.0f}"
    return [Paragraph(first, CELL), Paragraph(second, SMALL)]


def _set_missing(
    rows: Sequence[Row], calipers: Sequence[CaliperRecord], words: Words
) -> Iterator[Any]:
    """Say which measurements have no caliper, and so no picture."""
    drawn = {(one.lesion, one.visit.casefold()) for one in calipers}
    missing = [
        f"{row.lesion} at {row.visit}"
        for row in rows
        if _is_measured(row) and (row.lesion, row.visit.casefold()) not in drawn
    ]
    if missing:
        more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        said = f"Measured without a caliper on record: {', '.join(missing[:MOST_NAMED])}{more}."
        yield Paragraph(words.markup(said, 1200), SMALL)


def _is_measured(row: Row) -> bool:
    return diameters_of(row.state) != NO_DIAMETERS
