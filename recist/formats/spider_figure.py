"""The spider: the change of the sum of each subject over time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from recist.formats.figure_sheet import draw_limits, new_sheet
from recist.formats.paper_words import Words
from recist.formats.response_look import DIM, INK, LOOKS, look_of
from recist.formats.trial_course import Change, SubjectCourse
from recist.model.response import Response

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT, BOTTOM = 8.4, 5.2, 1.15
DAYS_PER_WEEK = 7
MOST_NAMED = 24
STYLES = {"CR": "-", "PR": "-", "SD": "--", "PD": "-.", "NED": ":", "NE": ":"}
NEW_MARK = "P"
NAME_GAP, NAME_WIDTH = 8.0, 64.0


def draw_spider(courses: Sequence[SubjectCourse], words: Words) -> Figure:
    """Draw the complete sums of every subject against weeks since the baseline.

    A line's colour and marks tell the best response; it is thin where visits no longer count
    (after a progression or a new therapy). A cross marks where a new lesion comes up.
    """
    figure, axes = new_sheet(WIDTH, HEIGHT, bottom=BOTTOM)
    shown = [one for one in courses if any(held.percent is not None for held in one.changes[1:])]
    ends = [_draw_subject(axes, one) for one in shown]
    if not shown:
        axes.text(0.5, 0.5, "no complete sum after baseline", ha="center", transform=axes.transAxes)
    draw_limits(axes)
    axes.set_xlabel("weeks since baseline", color=DIM)
    axes.set_ylabel("change of the target sum (%)", color=DIM)
    axes.set_xlim(left=0)
    axes.margins(x=0.14, y=0.12)
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -45), max(high, 35))
    if len(shown) <= MOST_NAMED:
        _name_lines(axes, ends, words)
    _explain(axes, shown)
    return figure


def _draw_subject(axes: Axes, one: SubjectCourse) -> tuple[float, float, SubjectCourse]:
    """Draw one subject and return where its line ends."""
    look = look_of(one.best)
    known = [held for held in one.changes if held.percent is not None]
    for before, after in pairwise(known):
        axes.plot(
            [_weeks(before), _weeks(after)],
            [float(before.percent or 0), float(after.percent or 0)],
            ls=STYLES[_kind(one.best)],
            color=look.colour,
            lw=1.4 if after.counts else 0.6,
            zorder=2,
        )
    for held in known[1:]:
        axes.plot(
            _weeks(held),
            float(held.percent or 0),
            look.marker,
            color=look.colour,
            markerfacecolor=look.colour if held.counts else "white",
            markersize=4.5,
            zorder=3,
        )
    _mark_new_lesions(axes, one.changes)
    last = known[-1]
    return _weeks(last), float(last.percent or 0), one


def _mark_new_lesions(axes: Axes, changes: Sequence[Change]) -> None:
    """Mark where a new lesion comes up; without a complete sum at the height of the last one."""
    height, there = 0.0, False
    for held in changes:
        height = height if held.percent is None else float(held.percent)
        comes_up, there = held.new_lesion and not there, held.new_lesion
        if comes_up:
            axes.plot(
                _weeks(held),
                height,
                NEW_MARK,
                color=INK,
                markersize=8,
                markeredgecolor="white",
                markeredgewidth=0.8,
                zorder=4,
            )


def _weeks(held: Change) -> float:
    return held.days / DAYS_PER_WEEK


def _kind(response: Response) -> str:
    return next(kind for kind, look in LOOKS.items() if look == look_of(response))


def _name_lines(
    axes: Axes, ends: Sequence[tuple[float, float, SubjectCourse]], words: Words
) -> None:
    """Write the subjects at the ends of their lines, none over another."""
    placed: list[tuple[float, float]] = []
    per_pixel = 72 / axes.get_figure().dpi  # type: ignore[union-attr]
    for weeks, percent, one in sorted(ends, key=lambda end: (-end[1], end[2].subject)):
        x, wanted = (float(at) * per_pixel for at in axes.transData.transform((weeks, percent)))
        place = wanted
        for other_x, other in placed:
            if abs(other_x - x) < NAME_WIDTH and abs(other - place) < NAME_GAP:
                place = other - NAME_GAP
        placed.append((x, place))
        axes.annotate(
            f"{words.short(one.subject, 16)} {one.best}",
            (weeks, percent),
            textcoords="offset points",
            xytext=(7, place - wanted),
            va="center",
            fontsize=6.5,
            color=look_of(one.best).colour,
            annotation_clip=False,
        )


def _explain(axes: Axes, shown: Sequence[SubjectCourse]) -> None:
    """Say what colours, lines and marks mean, as far as they occur."""
    from matplotlib.lines import Line2D

    handles = []
    for response in (one for one in Response if any(held.best is one for held in shown)):
        look = look_of(response)
        handles.append(
            Line2D(
                [],
                [],
                color=look.colour,
                marker=look.marker,
                ls=STYLES[_kind(response)],
                markersize=5,
                label=f"best response {response}",
            )
        )
    if any(held.new_lesion for one in shown for held in one.changes):
        handles.append(
            Line2D([], [], color=INK, marker=NEW_MARK, ls="", markersize=7, label="new lesion")
        )
    if any(not held.counts for one in shown for held in one.changes):
        label = "hollow: after PD or new therapy"
        handles.append(
            Line2D([], [], color=DIM, lw=0.6, marker="o", markerfacecolor="white", label=label)
        )
    if handles:
        axes.legend(
            handles=handles,
            frameon=False,
            fontsize=7.5,
            labelcolor=INK,
            loc="upper center",
            bbox_to_anchor=(0.5, -0.12),
            ncols=4,
        )
