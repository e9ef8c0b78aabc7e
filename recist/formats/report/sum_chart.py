"""The chart of the sum of diameters over the visits, drawn as vectors on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from recist.formats.paper_words import Words
from recist.formats.report.fonts import BOLD, PLAIN
from recist.formats.report.page import DIM_COLOUR, INK_COLOUR, LINE_COLOUR
from recist.formats.response_look import LOOKS, look_of
from recist.formats.sum_course import Course, Point, courses_of, places_of, top_um
from recist.model.assessment import CaseAssessment
from recist.model.length import UM_PER_MM

LEFT, RIGHT, TOP, BOTTOM = 30.0, 62.0, 22.0, 34.0
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 2), (6, 2, 1.5, 2))
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
MOST_STEPS = 6
SIZE = 6.4
GAP = 3.0
MOST_IN_LABEL, WIDEST_LABEL = 24, 66.0
NEW_LESION = ", new lesion"


class SumChart(Flowable):  # type: ignore[misc]
    """The sums of one subject in one scope, a line per reader."""

    def __init__(
        self, cases: Sequence[CaseAssessment], words: Words, width: float, height: float, unit: str
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._words, self._unit = words, unit
        self._courses: Sequence[Course] = courses_of(cases)
        self._places = places_of(cases)
        self._step = _step(top_um(self._courses) / UM_PER_MM)
        self._top = self._step * max(1, -(-(top_um(self._courses) // UM_PER_MM + 1) // self._step))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the size that was given."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it where the canvas stands."""
        self._draw_axes()
        self._draw_thresholds(self._courses[0])
        for number, course in enumerate(self._courses):
            self._draw_course(course, DASHES[number % len(DASHES)])
        self._draw_responses()
        self._draw_readers()

    # --- places -----------------------------------------------------------------------------------

    def _x(self, label: str) -> float:
        room = self.width - LEFT - RIGHT
        last = max(self._places.values()) or 1.0
        inset = 14.0
        return LEFT + inset + (room - 2 * inset) * self._places[label] / last

    def _y(self, um: int) -> float:
        room = self.height - TOP - BOTTOM
        return BOTTOM + room * (um / UM_PER_MM) / self._top

    # --- parts ------------------------------------------------------------------------------------

    def _draw_axes(self) -> None:
        canvas: Any = self.canv
        right = self.width - RIGHT
        canvas.setLineWidth(0.4)
        canvas.setFont(PLAIN, SIZE)
        for value in range(0, self._top + 1, self._step):
            y = self._y(value * UM_PER_MM)
            canvas.setStrokeColor(DIM_COLOUR if value == 0 else LINE_COLOUR)
            canvas.line(LEFT, y, right, y)
            canvas.setFillColor(DIM_COLOUR)
            canvas.drawRightString(LEFT - 4, y - SIZE * 0.36, str(value))
        canvas.drawString(0, self.height - 8, f"sum ({self._unit})")
        ends = [-1000.0, -1000.0]
        for label in self._places:
            text = self._fitting(label)
            half = stringWidth(text, PLAIN, SIZE) / 2
            x = self._x(label)
            row = next((n for n, end in enumerate(ends) if x - half > end + GAP), None)
            canvas.line(x, BOTTOM, x, BOTTOM - 2.5)
            if row is None:
                continue
            ends[row] = x + half
            canvas.drawCentredString(max(x, half), BOTTOM - 10 - row * 8.5, text)

    def _fitting(self, label: str) -> str:
        """Return a visit's label, cut to what stands beside its neighbours."""
        text, most = self._words.short(label, MOST_IN_LABEL), MOST_IN_LABEL
        while stringWidth(text, PLAIN, SIZE) > WIDEST_LABEL:
            most -= 1
            text = self._words.short(label, most)
        return text

    def _draw_thresholds(self, course: Course) -> None:
        canvas: Any = self.canv
        by = f" ({self._words.short(course.reader, 12)})" if len(self._courses) > 1 else ""
        ends: list[tuple[float, str, Any]] = []
        for kind, text, pick in (
            ("PD", f"PD from{by}", [point.pd_from_um for point in course.points]),
            ("PR", f"PR up to{by}", [point.pr_up_to_um for point in course.points]),
        ):
            colour = HexColor(LOOKS[kind].colour)
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(0.8)
            canvas.setDash([2.5, 2])
            known = [
                (self._x(point.label), self._y(um))
                for point, um in zip(course.points, pick, strict=True)
                if um is not None
            ]
            for (x0, y0), (x1, y1) in pairwise(known):
                middle = (x0 + x1) / 2
                canvas.lines([(x0, y0, middle, y0), (middle, y0, middle, y1), (middle, y1, x1, y1)])
            canvas.setDash()
            if known:
                ends.append((known[-1][1], text, colour))
        self._name_thresholds(ends)

    def _name_thresholds(self, ends: list[tuple[float, str, Any]]) -> None:
        """Write the names of the thresholds at their ends, one above the other."""
        canvas: Any = self.canv
        canvas.setFont(PLAIN, SIZE)
        above = float("inf")
        for y, text, colour in sorted(ends, key=lambda end: -end[0]):
            place = min(y - SIZE * 0.36, above - SIZE - 1.5)
            canvas.setFillColor(colour)
            canvas.drawString(self.width - RIGHT + 4, place, text)
            above = place

    def _draw_course(self, course: Course, dash: tuple[float, ...]) -> None:
        canvas: Any = self.canv
        drawn = [point for point in course.points if point.sum_um is not None]
        places = [(self._x(one.label), self._y(one.sum_um or 0)) for one in drawn]
        canvas.setStrokeColor(INK_COLOUR)
        canvas.setLineWidth(1.1)
        canvas.setDash(list(dash))
        for (x0, y0), (x1, y1) in pairwise(places):
            canvas.line(x0, y0, x1, y1)
        canvas.setDash()
        for point, (x, y) in zip(drawn, places, strict=True):
            self._draw_mark(point, x, y)

    def _draw_mark(self, point: Point, x: float, y: float) -> None:
        """Draw the mark of one sum: hollow where it is incomplete."""
        canvas: Any = self.canv
        colour = INK_COLOUR if point.overall is None else HexColor(look_of(point.overall).colour)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour if point.complete else white)
        canvas.setLineWidth(1)
        canvas.circle(x, y, 2.7, stroke=1, fill=1)

    def _draw_responses(self) -> None:
        """Write the responses over each visit; the readers beside them where they differ."""
        canvas: Any = self.canv
        for label in self._places:
            said: dict[str, tuple[Any, list[str]]] = {}
            top = 0
            for course in self._courses:
                for point in course.points:
                    if point.label != label:
                        continue
                    top = max(top, point.sum_um or 0)
                    if point.overall is not None:
                        entry = said.setdefault(point.category, (point.overall, []))
                        entry[1].append(self._words.short(course.reader, 8))
            y = self._y(top) + 6.5
            for text, (overall, readers) in said.items():
                named = "" if len(said) == 1 else f" {', '.join(readers)}"
                # A new lesion stands over the category, for neighbours to have room.
                for line in text.replace(NEW_LESION, "\n+new").split("\n"):
                    self._write(f"{line}{named}", self._x(label), y, overall)
                    y += SIZE + 1
                    named = ""
        canvas.setFillColor(INK_COLOUR)

    def _write(self, text: str, x: float, y: float, overall: Any) -> None:
        canvas: Any = self.canv
        half = stringWidth(text, BOLD, SIZE) / 2
        canvas.setFillColor(white)
        canvas.rect(x - half - 0.5, y - 1, 2 * half + 1, SIZE + 0.5, stroke=0, fill=1)
        canvas.setFillColor(HexColor(look_of(overall).colour))
        canvas.setFont(BOLD, SIZE)
        canvas.drawCentredString(x, y, text)

    def _draw_readers(self) -> None:
        """Say which line is whose, and what a hollow mark means."""
        canvas: Any = self.canv
        x = LEFT
        canvas.setFont(PLAIN, SIZE)
        entries = []
        if len(self._courses) > 1:
            entries = [
                (f"reader {self._words.short(course.reader, 24)}", DASHES[n % len(DASHES)])
                for n, course in enumerate(self._courses)
            ]
        canvas.setStrokeColor(INK_COLOUR)
        canvas.setFillColor(DIM_COLOUR)
        for text, dash in entries:
            canvas.setDash(list(dash))
            canvas.line(x, 4, x + 16, 4)
            canvas.setDash()
            canvas.drawString(x + 19, 1.8, text)
            x += 30 + stringWidth(text, PLAIN, SIZE)
        points = [point for course in self._courses for point in course.points]
        if any(point.sum_um is not None and not point.complete for point in points):
            canvas.drawString(x, 1.8, "hollow: incomplete sum")


def _step(top_mm: float) -> int:
    """Return the distance of the lines that makes few of them."""
    return next((step for step in STEPS if top_mm / step <= MOST_STEPS), STEPS[-1])
