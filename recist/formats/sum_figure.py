"""One figure of the sum of diameters over the visits of a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from recist.criteria.registry import criterion_of
from recist.formats.figure_sheet import new_sheet
from recist.formats.paper_words import Words
from recist.formats.response_look import DIM, INK, LOOKS, look_of
from recist.formats.sum_course import Course, Point, courses_of, places_of
from recist.model.assessment import CaseAssessment
from recist.model.length import UM_PER_MM
from recist.model.response import Response

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 7.6, 4.6
STYLES = ("-", "--", ":", "-.")
MOST_LEVEL, MOST_SHOWN = 7, 16


def draw_sums(assessments: Sequence[CaseAssessment], words: Words) -> Figure:
    """Draw the sums of one subject in one scope over time, a line per reader.

    The thresholds are those of the first reader: PR up to the lower line (under the baseline),
    PD from the upper one (over the nadir before each visit). A hollow mark is an incomplete sum.
    """
    figure, axes = new_sheet(WIDTH, HEIGHT)
    courses, places = courses_of(assessments), places_of(assessments)
    _draw_thresholds(axes, courses[0], places, words)
    for number, course in enumerate(courses):
        _draw_reader(axes, course, places, STYLES[number % len(STYLES)], words)
    for label in places:
        _draw_categories(axes, label, courses, places, words)
    _name_visits(axes, places, words)
    axes.set_ylim(bottom=0)
    axes.margins(x=0.08, y=0.25)
    unit = criterion_of(assessments[0].protocol).unit
    axes.set_ylabel(f"sum of diameters ({unit})", color=DIM)
    axes.legend(
        frameon=False,
        fontsize=7.5,
        labelcolor=INK,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.1),
        ncols=5,
    )
    return figure


def _name_visits(axes: Axes, places: Mapping[str, float], words: Words) -> None:
    """Write the visits under the axis; aslant where many of them stand side by side."""
    labels = [words.short(label, MOST_SHOWN) for label in places]
    axes.set_xticks(list(places.values()), labels)
    if len(labels) > MOST_LEVEL:
        axes.tick_params(axis="x", labelrotation=20, labelsize=6.5)


def _draw_reader(
    axes: Axes, course: Course, places: Mapping[str, float], style: str, words: Words
) -> None:
    drawn = [point for point in course.points if point.sum_um is not None]
    at = [places[point.label] for point in drawn]
    sums = [(point.sum_um or 0) / UM_PER_MM for point in drawn]
    name = f"reader {words.short(course.reader, 24)}" if course.reader else "sum"
    axes.plot(at, sums, style, color=INK, linewidth=1.3, label=name, zorder=2)
    for place, total, point in zip(at, sums, drawn, strict=True):
        _draw_mark(axes, place, total, point)


def _draw_mark(axes: Axes, place: float, total: float, point: Point) -> None:
    if point.overall is None:
        axes.plot(place, total, "o", color=INK, markersize=6, zorder=3)
        return
    look = look_of(point.overall)
    face = look.colour if point.complete else "white"
    axes.plot(
        place,
        total,
        look.marker,
        color=look.colour,
        markerfacecolor=face,
        markersize=10 if look.marker == "*" else 7,
        zorder=3,
    )


def _draw_categories(
    axes: Axes, label: str, courses: Sequence[Course], places: Mapping[str, float], words: Words
) -> None:
    """Write the response over a visit; with the reader's name where readers differ."""
    said: dict[str, tuple[Response, list[str]]] = {}
    top = 0
    for course in courses:
        for point in course.points:
            if point.label == label and point.overall is not None:
                entry = said.setdefault(point.category, (point.overall, []))
                entry[1].append(words.short(course.reader, 10))
                top = max(top, point.sum_um or 0)
    for row, (category, (overall, readers)) in enumerate(said.items()):
        text = category if len(said) == 1 else f"{category} ({', '.join(readers)})"
        axes.annotate(
            text.replace(", new lesion", "\nnew lesion"),
            (places[label], top / UM_PER_MM),
            textcoords="offset points",
            xytext=(0, 9 + 12 * row),
            ha="center",
            color=look_of(overall).colour,
            fontweight="bold",
            fontsize=7.5,
            linespacing=1.0,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            zorder=4,
        )


def _draw_thresholds(axes: Axes, course: Course, places: Mapping[str, float], words: Words) -> None:
    by = f" ({words.short(course.reader, 12)})" if course.reader else ""
    lines = {
        "PR": (f"PR up to{by}", [point.pr_up_to_um for point in course.points]),
        "PD": (f"PD from{by}", [point.pd_from_um for point in course.points]),
    }
    at = [places[point.label] for point in course.points]
    for category, (name, sums_um) in lines.items():
        sums = [float("nan") if um is None else um / UM_PER_MM for um in sums_um]
        style = "--" if category == "PD" else ":"
        axes.step(
            at,
            sums,
            where="mid",
            color=LOOKS[category].colour,
            ls=style,
            lw=1,
            label=name,
            zorder=1,
        )
