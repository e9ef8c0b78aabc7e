"""One figure of the sum of diameters over the visits of a subject."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import UM_PER_MM
from recist.model.response import NewLesion
from recist.trial.whole_file import write_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, DIM, GRID = "#1b2530", "#66727f", "#eef1f4"
COLOURS = {"CR": "#159a88", "PR": "#2f7fbf", "SD": "#b98718", "PD": "#cf4a2e", "NE": "#7d8894"}
STYLES = ("-", "--", ":", "-.")


def write_sum_figure(assessments: Sequence[CaseAssessment], path: Path) -> None:
    """Draw the sums of one subject over time, a line per reader, as PNG.

    Parameters
    ----------
    assessments : sequence of CaseAssessment
        The readers of one subject. The thresholds are those of the first: PR up to the lower
        line (under the baseline), PD from the upper one (over the nadir before each visit).
        A hollow mark is an incomplete sum.
    path : Path
        Written whole or not at all.
    """
    # Matplotlib is slow to import, and only this function needs it.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.6, 4.4), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    places = _places(assessments)
    _draw_thresholds(axes, assessments[0], places)
    for number, assessment in enumerate(assessments):
        _draw_reader(axes, assessment, places, STYLES[number % len(STYLES)])
    for label in places:
        _draw_categories(axes, label, assessments, places)
    axes.set_xticks(list(places.values()), list(places))
    axes.set_ylim(bottom=0)
    axes.margins(x=0.08, y=0.25)
    axes.set_ylabel("sum of diameters (mm)", color=DIM)
    axes.set_title(assessments[0].case.subject, loc="left", color=INK, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(DIM)
    axes.tick_params(colors=DIM)
    axes.grid(axis="y", color=GRID)
    figure.legend(frameon=False, fontsize=8, labelcolor=INK, loc="outside lower center", ncols=6)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    write_whole(path, out.getvalue())


def _places(assessments: Sequence[CaseAssessment]) -> dict[str, float]:
    """Place the visits of all readers by their days; in equal steps where a date lacks."""
    dates: dict[str, date | None] = {}
    for assessment in assessments:
        for visit in assessment.visits:
            dates.setdefault(visit.visit, visit.date.day)
    known = [day for day in dates.values() if day is not None]
    if len(set(known)) < len(dates):
        return {label: float(place) for place, label in enumerate(dates)}
    return {label: float((day - min(known)).days) for label, day in dates.items() if day}


def _draw_reader(
    axes: Axes, assessment: CaseAssessment, places: dict[str, float], style: str
) -> None:
    drawn = [visit for visit in assessment.visits if visit.sum_um is not None]
    at = [places[visit.visit] for visit in drawn]
    sums = [(visit.sum_um or 0) / UM_PER_MM for visit in drawn]
    reader = assessment.case.reader
    name = f"reader {reader}" if reader else "sum"
    axes.plot(at, sums, style, color=INK, linewidth=1.3, label=name, zorder=2)
    for place, total, visit in zip(at, sums, drawn, strict=True):
        colour = COLOURS.get(str(visit.overall), INK)
        face = colour if visit.complete else "white"
        axes.plot(place, total, "o", color=colour, markerfacecolor=face, markersize=7, zorder=3)


def _draw_categories(
    axes: Axes, label: str, assessments: Sequence[CaseAssessment], places: dict[str, float]
) -> None:
    """Write the response over a visit; with the reader's name where readers differ."""
    said: dict[str, list[str]] = {}
    top = 0
    for assessment in assessments:
        for visit in assessment.visits:
            if visit.visit == label and visit.overall is not None:
                said.setdefault(_category(visit), []).append(assessment.case.reader)
                top = max(top, visit.sum_um or 0)
    for row, (category, readers) in enumerate(said.items()):
        text = category if len(said) == 1 else f"{category} ({', '.join(readers)})"
        axes.annotate(
            text,
            (places[label], top / UM_PER_MM),
            textcoords="offset points",
            xytext=(0, 9 + 12 * row),
            ha="center",
            color=COLOURS.get(category.split(",")[0], INK),
            fontweight="bold",
            fontsize=9,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            zorder=4,
        )


def _category(visit: VisitAssessment) -> str:
    new = visit.new_lesion is NewLesion.UNEQUIVOCAL
    return f"{visit.overall}, new lesion" if new else str(visit.overall)


def _draw_thresholds(axes: Axes, assessment: CaseAssessment, places: dict[str, float]) -> None:
    by = f" ({assessment.case.reader})" if assessment.case.reader else ""
    lines = {
        "PR": (f"PR up to{by}", [visit.pr_up_to_um for visit in assessment.visits]),
        "PD": (f"PD from{by}", [visit.pd_from_um for visit in assessment.visits]),
    }
    at = [places[visit.visit] for visit in assessment.visits]
    for category, (name, sums_um) in lines.items():
        sums = [float("nan") if um is None else um / UM_PER_MM for um in sums_um]
        axes.step(
            at, sums, where="mid", color=COLOURS[category], ls="--", lw=1, label=name, zorder=1
        )
