"""The waterfall: the best change of the sum of each subject, sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recist.formats.figure_sheet import draw_limits, new_sheet
from recist.formats.paper_words import Words
from recist.formats.response_look import DIM, INK, look_of
from recist.formats.trial_course import SubjectCourse
from recist.model.response import Response

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

LEAST_WIDTH, MOST_WIDTH, PER_BAR = 7.2, 16.0, 0.3
HEIGHT, BOTTOM = 5.2, 1.4
MOST_NAMED, MOST_LETTERED, MOST_LEVEL, MOST_SHOWN = 60, 60, 6, 18
NEW_MARK, NON_TARGET_MARK = "D", "X"


def draw_waterfall(courses: Sequence[SubjectCourse], words: Words) -> Figure:
    """Draw the best change of every subject that has one; the largest increase comes first.

    Bars are told apart by colour, hatch and the letters of the best response; a mark over a bar
    says that the subject progressed by a new lesion or by non-target disease.
    """
    shown = sorted(
        (one for one in courses if one.least_percent is not None),
        key=lambda one: (-(one.least_percent or 0), one.subject),
    )
    width = min(MOST_WIDTH, max(LEAST_WIDTH, 1.4 + PER_BAR * len(shown)))
    figure, axes = new_sheet(width, HEIGHT, bottom=BOTTOM)
    if not shown:
        axes.text(0.5, 0.5, "no complete sum after baseline", ha="center", transform=axes.transAxes)
    for place, one in enumerate(shown):
        _draw_bar(axes, place, one, lettered=len(shown) <= MOST_LETTERED)
    draw_limits(axes)
    axes.set_xlim(-0.6, max(len(shown), 1) - 0.4)
    _name_bars(axes, shown, words)
    _limit(axes, shown)
    axes.set_ylabel("best change of the target sum (%)", color=DIM)
    _explain(axes, shown)
    return figure


def _draw_bar(axes: Axes, place: int, one: SubjectCourse, *, lettered: bool) -> None:
    look, percent = look_of(one.best), float(one.least_percent or 0)
    axes.bar(
        place,
        percent,
        width=0.78,
        color=look.colour,
        hatch=look.hatch or None,
        edgecolor="white",
        linewidth=0.4,
    )
    up = percent >= 0
    if lettered:
        axes.annotate(
            str(one.best),
            (place, percent),
            textcoords="offset points",
            xytext=(0, 3 if up else -3),
            ha="center",
            va="bottom" if up else "top",
            fontsize=6.5,
            color=look.colour,
            fontweight="bold",
        )
    _draw_marks(axes, place, one, down=up)


def _draw_marks(axes: Axes, place: int, one: SubjectCourse, *, down: bool) -> None:
    """Mark what a subject progressed by, on the side of the axis where no bar is in the way."""
    told = ((NEW_MARK, one.new_lesion), (NON_TARGET_MARK, one.non_target))
    for row, mark in enumerate(mark for mark, holds in told if holds):
        axes.plot(
            place,
            0,
            mark,
            color=INK,
            markersize=4.5,
            markeredgecolor="white",
            markeredgewidth=0.5,
            zorder=5,
            transform=axes.transData + _shifted(axes, (-8 if down else 8) * (row + 1)),
            clip_on=False,
        )


def _shifted(axes: Axes, points: float) -> Transform:
    from matplotlib.transforms import ScaledTranslation

    return ScaledTranslation(0, points / 72, axes.get_figure().dpi_scale_trans)  # type: ignore[union-attr]


def _name_bars(axes: Axes, shown: Sequence[SubjectCourse], words: Words) -> None:
    if len(shown) > MOST_NAMED:
        axes.set_xticks([])
        axes.set_xlabel(f"{len(shown)} subjects", color=DIM)
        return
    axes.set_xticks(range(len(shown)), [words.short(one.subject, MOST_SHOWN) for one in shown])
    if len(shown) > MOST_LEVEL:
        axes.tick_params(axis="x", labelrotation=90, labelsize=6)
    axes.tick_params(axis="x", length=0)


def _limit(axes: Axes, shown: Sequence[SubjectCourse]) -> None:
    percents = [float(one.least_percent or 0) for one in shown]
    axes.set_ylim(min(-45.0, *percents, -45.0) - 8, max(35.0, *percents, 35.0) + 8)


def _explain(axes: Axes, shown: Sequence[SubjectCourse]) -> None:
    """Say what colours, hatches and marks mean, as far as they occur."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Patch | Line2D] = []
    for response in (one for one in Response if any(held.best is one for held in shown)):
        look = look_of(response)
        handles.append(
            Patch(
                facecolor=look.colour, hatch=look.hatch or None, edgecolor="white", label=response
            )
        )
    marks = (
        (NEW_MARK, "PD with a new lesion", any(one.new_lesion for one in shown)),
        (NON_TARGET_MARK, "PD of non-targets", any(one.non_target for one in shown)),
    )
    handles += [
        Line2D([], [], color=INK, marker=mark, ls="", markersize=5, label=label)
        for mark, label, holds in marks
        if holds
    ]
    if handles:
        axes.legend(
            handles=handles,
            frameon=False,
            fontsize=7.5,
            labelcolor=INK,
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            ncols=len(handles),
            columnspacing=1.2,
            handletextpad=0.5,
        )
