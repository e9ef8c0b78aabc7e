"""The sheet that a figure stands on: its title, its foot, and the three files that it becomes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from recist.formats.export_file import ExportFile
from recist.formats.paper_words import Words
from recist.formats.response_look import DIM, GRID, INK, LOOKS
from recist.trial.record import Origin

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONT = "DejaVu Sans"
HEAD_SHOWN = 12
DPI = 150
# Around the axes, in inches.
LEFT, RIGHT, TOP, BOTTOM = 0.72, 0.5, 0.85, 0.95
# PD from a rise over the nadir, PR from a fall under the baseline (RECIST 1.1 §4.3.1).
LIMITS = ((20, "PD", "--"), (-30, "PR", ":"))
NO_CHAIN = "reading table, no audit chain"
# What a text says is drawn as it stands, and two files of one state are the same.
SETTINGS: dict[str, Any] = {
    "font.family": FONT,
    "font.size": 9,
    "text.parse_math": False,
    "svg.hashsalt": "recist",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.6,
}


@contextmanager
def on_paper() -> Iterator[None]:
    """Draw in the look of this program, whatever the settings of the machine are."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        cast(Any, matplotlib.rcParams).update(SETTINGS)
        yield


@cache
def _signs() -> frozenset[int]:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(findfont(FONT)).get_charmap())


def figure_words() -> Words:
    """Return what turns texts into what the font of the figures can show."""
    return Words(lambda sign: ord(sign) in _signs())


def new_sheet(width: float, height: float, *, bottom: float = BOTTOM) -> tuple[Figure, Axes]:
    """Return a sheet of a size in inches, with room for title and foot around the axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI)
    across, up = width - LEFT - RIGHT, height - TOP - bottom
    axes = figure.add_axes((LEFT / width, bottom / height, across / width, up / height))
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(DIM)
    axes.tick_params(colors=DIM, labelsize=8)
    axes.grid(axis="y", color=GRID)
    axes.set_axisbelow(True)
    return figure, axes


def draw_limits(axes: Axes) -> None:
    """Draw where PD and PR begin for a change in percent, with the figures beside the lines."""
    axes.axhline(0, color=DIM, lw=0.8)
    for percent, kind, style in LIMITS:
        colour = LOOKS[kind].colour
        axes.axhline(percent, color=colour, lw=1, ls=style, zorder=1)
        axes.annotate(
            f"{percent:+d} %".replace("-", "−"),
            (1, percent),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            xytext=(2, 0),
            va="center",
            fontsize=7,
            color=colour,
        )


def furnish(
    figure: Figure, title: str, under: str, origin: Origin, words: Words, notes: Sequence[str] = ()
) -> None:
    """Write what a sheet is about over the axes, and where it comes from under them.

    Parameters
    ----------
    notes : sequence of str
        Lines that stand over the foot, such as who is not shown.
    """
    width, height = (float(inches) for inches in figure.get_size_inches())
    left = 0.2 / width
    figure.text(left, 1 - 0.16 / height, title, va="top", fontsize=12, fontweight="bold", color=INK)
    figure.text(left, 1 - 0.42 / height, under, va="top", fontsize=8, color=DIM)
    head = f"audit chain {words.short(origin.head, HEAD_SHOWN)}" if origin.head else NO_CHAIN
    if len(origin.head) > HEAD_SHOWN:
        head = f"audit chain {words.plain(origin.head[:HEAD_SHOWN])}"
    foot = f"{words.short(origin.program, 60)} · {head} · {words.short(origin.made_at, 30)}"
    for row, line in enumerate((foot, *reversed(notes))):
        figure.text(left, (0.1 + 0.15 * row) / height, line, fontsize=6.5, color=DIM)


def files_of(
    figure: Figure, stem: PurePosixPath, title: str, origin: Origin, words: Words
) -> Iterator[ExportFile]:
    """Yield a sheet as PNG, SVG and PDF."""
    program, trial = words.plain(origin.program, 120), words.plain(origin.trial, 200)
    chain = words.plain(origin.head or NO_CHAIN, 120)
    moment = _moment(origin.made_at)
    about: dict[str, dict[str, Any]] = {
        "png": {
            "Title": title,
            "Software": program,
            "Description": f"{trial} · {chain}",
            "Creation Time": moment.isoformat(),
        },
        "svg": {
            "Title": title,
            "Creator": program,
            "Date": moment.isoformat(),
            "Description": f"{trial} · {chain}",
        },
        "pdf": {
            "Title": title,
            "Creator": program,
            "CreationDate": moment,
            "Subject": trial,
            "Keywords": chain,
        },
    }
    for ending, metadata in about.items():
        out = io.BytesIO()
        figure.savefig(out, format=ending, metadata=metadata)
        path = stem.with_name(f"{stem.name}.{ending}")
        yield ExportFile(path=path, content=out.getvalue(), notes=words.notes)


def _moment(made_at: str) -> datetime:
    """Return when the export was made; a text that is no time gives the same one each time."""
    try:
        moment = datetime.fromisoformat(made_at)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
