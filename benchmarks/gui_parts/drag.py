"""Dragging a handle of a caliper while the paper follows: table, response panel and chart.

Ten visits of five lesions each are read; the drag is at the last of them. Every move of the mouse
counts until image, table, sums and chart are painted, and what that brings about is worked off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QEvent
from PyQt6.QtWidgets import QWidget
from shared_parts.section import Outcome

from gui.state.keys import Intent
from gui.state.opening import Request
from gui.state.view import screen_from_lps
from gui.widgets.room import Room
from gui.widgets.sum_chart import SumChart
from gui.widgets.viewport import Viewport
from gui_parts.figures import figure, percentile
from gui_parts.in_memory import SUBJECT, MemoryServices, body, visits_of
from gui_parts.window import LEFT, Paints, mouse, new_room, open_in, painted_ms, put_away, settle
from recist.imaging.volume import Volume
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord, calipers_beside
from recist.trial.row_cells import row_from_cells

VISITS, LESIONS, READER = 10, 5, "A"
SLICES, IMAGE_PX = 20, 512
BAR_MS = 16.7
WARM_UP = 20
# So that every move changes the length by more than it is rounded to.
STEP_PX, TURN = 2.0, 50
# The first pixels of a drag may still be a click.
BEYOND_PX = 12.0


def run(scratch: Path, *, quick: bool) -> Outcome:
    """Drag one end of the last visit's first lesion to and fro."""
    room = _room(scratch)
    moves = 20 if quick else 600
    times = _drag(room, moves)
    put_away(room)
    figures = {
        "p50_ms": percentile(times, 50),
        "p95_ms": percentile(times, 95),
        "most_ms": figure(max(times)),
    }
    return Outcome(figures=figures, at_most={"p95_ms": BAR_MS})


def _drag(room: Room, moves: int) -> Sequence[float]:
    """Return the times of the moves, in ms."""
    viewport = room.area.viewports[room.area.viewer.active]
    room.on_intent(Intent.TOOL_SELECT)
    at = _end(room)
    painted = Paints((viewport, *_paper(room)))
    mouse(viewport, QEvent.Type.MouseButtonPress, at, LEFT, LEFT)
    times = []
    for n in range(WARM_UP + moves):
        there = at[0] + BEYOND_PX + STEP_PX * abs((n + TURN) % (2 * TURN) - TURN), at[1]
        times.append(painted_ms(painted, partial(_move, viewport, there), drain=True))
        if room.reading.session.preview is None:
            raise SystemExit("nothing was dragged: the benchmark is broken")
    room.on_intent(Intent.CANCEL)
    mouse(viewport, QEvent.Type.MouseButtonRelease, at, LEFT)
    settle()
    return times[WARM_UP:]


def _move(viewport: Viewport, there: tuple[float, float]) -> None:
    mouse(viewport, QEvent.Type.MouseMove, there, held=LEFT)


def _paper(room: Room) -> tuple[QWidget, ...]:
    """Return what has to be painted with every move, beside the image."""
    shown = (room.right.table.viewport(), room.right.totals.viewport())
    return (*(one for one in shown if one is not None), *room.right.findChildren(SumChart))


def _end(room: Room) -> tuple[float, float]:
    """Return where the first lesion's long axis ends on the screen."""
    room.reading.select("T1")
    settle()
    viewer = room.area.viewer
    tile = viewer.tiles[viewer.active]
    assert tile.view is not None
    mark = next(one for one in tile.marks if one.lesion_id == "T1")
    return screen_from_lps(tile.view, tile.size, mark.caliper.long_axis_lps_mm[1])


def _room(scratch: Path) -> Room:
    """Return a room at the last of ten visits."""
    volumes = visits_of(body(SLICES, IMAGE_PX), VISITS)
    services, table = MemoryServices(volumes), scratch / "table" / "readings.csv"
    table.parent.mkdir()
    read = [_read(volume, n, m) for n, volume in enumerate(volumes) for m in range(LESIONS)]
    services.save_rows(tuple(row for row, _ in read), table, "")
    services.save_calipers(tuple(record for _, record in read), calipers_beside(table), "")
    room = new_room(services, scratch / "trials")
    open_in(room, Request(paths=(scratch,), table=table, reader=READER))
    room.go_to(SUBJECT, _label(VISITS - 1))
    settle()
    return room


def _label(n: int) -> str:
    return f"week {8 * n}" if n else "baseline"


def _read(volume: Volume, n: int, m: int) -> tuple[Row, CaliperRecord]:
    """Return what is read of a lesion at a visit: row and caliper."""
    one = volume.series.slices[2 + 3 * m]
    length = 30.0 + 4.0 * m - 0.5 * n
    x, y, z = -60.0 + 25.0 * m, 5.0 * m, one.position_mm
    long = ((x, y, z), (x + length, y, z))
    middle = x + length / 2
    short = ((middle, y - length / 3, z), (middle, y + length / 3, z))
    row = row_from_cells(
        {
            "subject": SUBJECT,
            "reader": READER,
            "visit": _label(n),
            "date": str(volume.series.study_date),
            "lesion": f"T{m + 1}",
            "role": "target",
            "organ": ("liver", "lung")[m % 2],
            "state": "measured",
            "longest_diameter_mm": f"{length:.1f}",
            "short_axis_mm": f"{2 * length / 3:.1f}",
            "method": "CT",
            "slice_thickness_mm": "1",
            "image": one.image,
        },
        "benchmark",
    )
    record = CaliperRecord(
        subject=SUBJECT,
        reader=READER,
        visit=_label(n),
        lesion=f"T{m + 1}",
        long_axis_lps_mm=long,
        short_axis_lps_mm=short,
        frame_of_reference=volume.series.frame_of_reference,
        image=one.image,
    )
    return row, record
