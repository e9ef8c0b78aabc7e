"""From a notch of the wheel until the new slices are painted: one tile and three linked ones.

The room is whole, and its tiles are of the size that the bars name. In turns with it, in the same
windows system and on the same voxels, pyqtgraph scrolls and the floor is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtWidgets import QWidget
from shared_parts.section import Outcome

from gui.state.layout import Layout
from gui.state.opening import Request, Start
from gui.state.tile import Mark
from gui.state.viewer import with_marks
from gui.widgets.room import Room
from gui.widgets.tile_area import GAP_PX
from gui_parts.figures import figure, percentile
from gui_parts.in_memory import MemoryServices, body, visits_of
from gui_parts.peers import Floor, ImageViews
from gui_parts.window import Paints, new_room, open_in, painted_ms, put_away, settle, turn_wheel
from recist.measure.caliper import Plane, draw

TILE_PX = 900
# Slices, pixels of a row, how many tiles.
SCANS = ((100, 512, (1, 3)), (1500, 512, (1, 3)), (100, 1024, (1,)))
LAYOUTS = {1: Layout.SINGLE, 3: Layout.BASELINE_NADIR_CURRENT}
BARS_PX, BARS_MS = 512, {1: 8.0, 3: 16.7}
MOST_OF_PEER = 1.0
LONGEST_FRAME_MS = 50.0
MARKED = 100
WARM_UP = 10


def run(scratch: Path, *, quick: bool) -> Outcome:
    """Scroll short and long series."""
    steps, scans = (20, SCANS[:1]) if quick else (1000, SCANS)
    figures: dict[str, float] = {}
    at_most: dict[str, float] = {}
    for slices, pixels, layouts in scans:
        stored = body(slices, pixels)
        for tiles in layouts:
            name = f"{tiles}_of_{pixels}_{slices}_slices"
            found = _scrolled(scratch / name, stored, tiles, steps)
            figures |= {f"{name}_{one}": value for one, value in found.items()}
            share = found["p95_ms"] / found["pyqtgraph_p95_ms"]
            figures[f"{name}_of_pyqtgraph"] = figure(share)
            at_most |= {f"{name}_most_ms": LONGEST_FRAME_MS, f"{name}_of_pyqtgraph": MOST_OF_PEER}
            at_most |= {f"{name}_p95_ms": BARS_MS[tiles]} if pixels == BARS_PX else {}
    return Outcome(figures=figures, at_most=at_most)


def _scrolled(scratch: Path, stored: NDArray[np.int16], tiles: int, steps: int) -> dict[str, float]:
    """Return the figures of the room, of pyqtgraph and of the floor, taken in turns."""
    room = _room(scratch, stored, tiles)
    peer, floor = ImageViews(stored, tiles, TILE_PX), Floor(tiles, TILE_PX, stored.shape[1])
    for widget in (peer, floor):
        widget.show()
    settle()
    viewports = room.area.viewports
    _check_sizes(peer.canvases)
    ours, theirs, bare = Paints(viewports), Paints(peer.canvases), Paints([floor])
    times: dict[str, list[float]] = {"": [], "pyqtgraph_": [], "floor_": []}
    way = _there_and_back(stored.shape[0])
    for _ in range(WARM_UP + steps):
        down = next(way)
        before = _slices(room), peer.slice
        took = painted_ms(ours, partial(turn_wheel, viewports[0], down))
        times[""].append(took)
        times["pyqtgraph_"].append(painted_ms(theirs, partial(turn_wheel, peer.canvases[0], down)))
        times["floor_"].append(painted_ms(bare, floor.update))
        # Linked, every tile has gone on.
        still = any(one == other for one, other in zip(_slices(room), before[0], strict=True))
        if still or peer.slice == before[1]:
            raise SystemExit("a wheel notch changed nothing: the benchmark is broken")
    for widget in (peer, floor):
        widget.close()
    put_away(room)
    return dict(chain.from_iterable(_told(name, each).items() for name, each in times.items()))


def _slices(room: Room) -> list[int]:
    """Return which slice every tile shows."""
    return [tile.view.plane.k for tile in room.area.viewer.tiles if tile.view is not None]


def _told(name: str, times_ms: Sequence[float]) -> dict[str, float]:
    kept = times_ms[WARM_UP:]
    return {
        f"{name}p50_ms": percentile(kept, 50),
        f"{name}p95_ms": percentile(kept, 95),
        f"{name}most_ms": figure(max(kept)),
    }


def _there_and_back(slices: int) -> cycle[bool]:
    """Return which way to turn the wheel so that every notch shows another slice."""
    reach = slices // 2 - 2
    return cycle([True] * reach + [False] * reach)


def _room(scratch: Path, stored: NDArray[np.int16], tiles: int) -> Room:
    """Return the room with its tiles in the wanted size, and calipers on many slices."""
    volumes = visits_of(stored, 3)
    room = new_room(MemoryServices(volumes), scratch / "trials")
    open_in(room, Request(paths=(scratch,), start=Start.NEW))
    subject = room.reading.session.subject
    room.go_to(subject, room.reading.session.history.present.visits[-1].label)
    room.show_layout(LAYOUTS[tiles])
    viewports = room.area.viewports
    if len(viewports) != tiles:
        raise SystemExit("the room has another number of tiles: the benchmark is broken")
    room.area.setFixedSize(tiles * (TILE_PX + GAP_PX) - GAP_PX, TILE_PX)
    settle()
    _mark(room)
    _check_sizes(viewports)
    return room


def _check_sizes(viewports: Sequence[QWidget]) -> None:
    sizes = {(one.width(), one.height()) for one in viewports}
    if sizes != {(TILE_PX, TILE_PX)}:
        raise SystemExit(f"the tiles are of another size, {sizes}: the benchmark is broken")


def _mark(room: Room) -> None:
    """Put two calipers on each of many slices: overlays are to be painted at many notches."""
    viewer = room.area.viewer
    for tile in viewer.tiles:
        assert tile.volume is not None
        series = tile.volume.series
        marks = []
        for one in series.slices[:: max(len(series.slices) // MARKED, 1)]:
            plane = Plane(
                normal_lps=(0.0, 0.0, 1.0),
                frame_of_reference=series.frame_of_reference,
                image=one.image,
            )
            z = one.position_mm
            long, node = (
                draw((-60.0, 10.0, z), (-10.0, 30.0, z), plane),
                draw((20.0, -40.0, z), (50.0, -20.0, z), plane),
            )
            marks += [
                Mark(lesion_id="T1", caliper=long, colour=0),
                Mark(lesion_id="T2", caliper=node, colour=1),
            ]
        viewer = with_marks(viewer, tile.role, tuple(marks))
    room.area.show_viewer(viewer)
    settle()
