"""All that one viewport paints, worked out without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from gui.state.boxes import around
from gui.state.corners import Corners, corners
from gui.state.crosshair import Line, grip_at, lines
from gui.state.hits import HANDLE_REACH_PX, hit_at
from gui.state.holding import Handle
from gui.state.layout import Pane
from gui.state.letters import EdgeLetters, edge_letters
from gui.state.outlines import Outline, outlines
from gui.state.plane import Unit
from gui.state.region_hits import region_at
from gui.state.tile import Mark, Tile, lies_flat, marks_shown, waiting_text
from gui.state.tongue import later, tr
from gui.state.tools.commands import Preview
from gui.state.tools.states import Drawing, Grabbed
from gui.state.tools.toolbox import Tool
from gui.state.view import ScreenPoint, ScreenSize, View, screen_from_lps
from gui.state.viewer import Viewer, hand_of
from gui.state.words import ROLE_NAMES
from recist.imaging.volume import Volume
from recist.measure.adjust import ENDS, Grip, grip_point
from recist.measure.caliper import Axis, Caliper, Diameter, is_point, rounded_length

ONE_DECIMAL = Decimal("0.1")
NO_MM = later("no mm: not usable for RECIST")
OFF_SLICE = later("across the slices")


class Stroke(StrEnum):
    """Saved calipers are solid, one in the making is dashed."""

    SOLID = "solid"
    DASHED = "dashed"


class Shape(StrEnum):
    """Axes that were drawn, or the cross of a place that was marked."""

    AXES = "axes"
    CROSS = "cross"


class Cursor(StrEnum):
    """The pointer's shape."""

    ARROW = "arrow"
    CROSS = "cross"
    HAND = "hand"


class Frame(StrEnum):
    """The tile's border."""

    ACTIVE = "active"
    QUIET = "quiet"


class Weight(StrEnum):
    """How a piece of a label is set."""

    PLAIN = "plain"
    BOLD = "bold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A caliper on the screen.

    Attributes
    ----------
    long, short : tuple of screen points
        Ends of the axes; ``short`` is empty for a single line.
    handles : tuple of screen points
        Round handles, none on a caliper that is not selected.
    held : tuple of screen points
        The one that arrow keys nudge; empty if none.
    label : tuple of (str, Weight)
        ``T1 34.2 × 21.0 mm`` in pieces; the axis that counts is bold.
    colour : int
        Which of the lesion colours.
    stroke : Stroke
        Solid or dashed.
    shape : Shape
        A cross has its place twice as ``long``.
    """

    long: tuple[ScreenPoint, ...]
    short: tuple[ScreenPoint, ...]
    handles: tuple[ScreenPoint, ...]
    held: tuple[ScreenPoint, ...]
    label: tuple[tuple[str, Weight], ...]
    colour: int
    stroke: Stroke
    shape: Shape = Shape.AXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word beside the pointer: what the next lesion will be."""

    at_px: ScreenPoint
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a viewport paints.

    ``arrived`` counts the slices that are there of a volume that is still being read, where the
    picture is made of many of them; else 0.
    """

    size: ScreenSize
    volume: Volume | None
    view: View | None
    letters: EdgeLetters
    corners: Corners
    pane: Pane
    lines: tuple[Line, ...]
    arrived: int
    drawn: tuple[Drawn, ...]
    outlines: tuple[Outline, ...]
    lens: ScreenPoint | None
    tag: Tag | None
    frame: Frame
    cursor: Cursor
    banner: str
    notice: str
    message: str


def scene(viewer: Viewer, index: int) -> Scene:
    """Return what a tile's viewport paints."""
    tile = viewer.tiles[index]
    view = tile.view
    no_letters = EdgeLetters(left="", right="", top="", bottom="")
    drawn = _drawn(viewer, index)
    return Scene(
        size=tile.size,
        volume=tile.volume,
        view=view,
        letters=no_letters if view is None else edge_letters(view),
        corners=corners(viewer, index),
        pane=tile.pane,
        lines=lines(viewer, index),
        arrived=_arrived(tile),
        drawn=drawn,
        outlines=outlines(viewer, index),
        lens=_lens(viewer, index),
        tag=_tag(viewer, index),
        frame=Frame.ACTIVE if index == viewer.active else Frame.QUIET,
        cursor=_cursor(viewer, index, drawn),
        banner=tr(NO_MM) if view is not None and view.plane.unit is Unit.PX else "",
        notice=viewer.notice if index == viewer.active else "",
        message=tile.message if view is None else waiting_text(tile),
    )


def _arrived(tile: Tile) -> int:
    if tile.view is None or tile.volume is None or tile.volume.arrived is None:
        return 0
    many = tile.view.plane.cut is not None or tile.view.plane.slab is not None
    return int(tile.volume.arrived.sum()) if many else 0


@lru_cache(maxsize=256)
def label(
    name: str, caliper: Caliper, unit: Unit, counting: Diameter
) -> tuple[tuple[str, Weight], ...]:
    """Return a caliper's label in pieces, always with one decimal; a point's is the name alone."""
    if is_point(caliper):
        return ((name, Weight.PLAIN),)
    pieces = [(f"{name} ", Weight.PLAIN)] if name else []
    long, short = caliper.long_axis_lps_mm, caliper.short_axis_lps_mm
    shown = ((Diameter.LONG, long), (Diameter.SHORT, short))
    for diameter, axis in shown:
        if axis is None:
            continue
        if diameter is Diameter.SHORT:
            pieces.append((" × ", Weight.PLAIN))
        weight = Weight.BOLD if diameter is counting else Weight.PLAIN
        pieces.append((_one_decimal(axis), weight))
    tail = " mm" if unit is Unit.MM else f" px · {tr(NO_MM)}"
    return (*pieces, (tail, Weight.PLAIN))


def _one_decimal(axis: Axis) -> str:
    return f"{rounded_length(axis, ONE_DECIMAL).mm:.1f}"


def _drawn(viewer: Viewer, index: int) -> tuple[Drawn, ...]:
    tile, preview = viewer.tiles[index], viewer.preview
    if tile.view is None:
        return ()
    here = preview if preview is not None and preview.tile == index else None
    moving = None if here is None else here.lesion_id
    drawn = [
        _of_mark(tile, tile.view, mark, viewer.grip if mark.lesion_id == viewer.selected else None)
        for mark in marks_shown(tile)
        if mark.lesion_id != moving
    ]
    if here is not None:
        # The one in the making chooses its label's place first: it is being looked at.
        drawn.insert(0, _of_preview(tile, tile.view, here))
    return tuple(drawn)


def _of_mark(tile: Tile, view: View, mark: Mark, grip: Grip | None) -> Drawn:
    """Return a saved caliper; ``grip`` is the selected part, None if another is selected."""
    flat = lies_flat(view.plane, mark.caliper)
    grip = grip if flat else None
    at_end = grip in ENDS and not is_point(mark.caliper)
    held = grip_point(mark.caliper, grip) if at_end and grip is not None else None
    named = label(mark.lesion_id, mark.caliper, Unit.MM, mark.counting)
    long = _on_screen(tile, view, mark.caliper.long_axis_lps_mm)
    short = _on_screen(tile, view, mark.caliper.short_axis_lps_mm)
    return Drawn(
        long=long,
        short=short,
        handles=() if grip is None else (*long, *short),
        held=() if held is None else (screen_from_lps(view, tile.size, held),),
        label=named if flat else (*named, (f" · {tr(OFF_SLICE)}", Weight.PLAIN)),
        colour=mark.colour,
        stroke=Stroke.SOLID,
        shape=_shape(mark.caliper),
    )


def _of_preview(tile: Tile, view: View, preview: Preview) -> Drawn:
    saved = next((mark for mark in tile.marks if mark.lesion_id == preview.lesion_id), None)
    after = max((mark.colour for mark in tile.marks), default=-1) + 1
    counting = Diameter.LONG if saved is None else saved.counting
    long = _on_screen(tile, view, preview.caliper.long_axis_lps_mm)
    short = _on_screen(tile, view, preview.caliper.short_axis_lps_mm)
    return Drawn(
        long=long,
        short=short,
        handles=(*long, *short),
        held=(),
        label=label(preview.lesion_id or "", preview.caliper, preview.unit, counting),
        colour=after if saved is None else saved.colour,
        stroke=Stroke.DASHED,
        shape=_shape(preview.caliper),
    )


def _shape(caliper: Caliper) -> Shape:
    return Shape.CROSS if is_point(caliper) else Shape.AXES


def _on_screen(tile: Tile, view: View, axis: Axis | None) -> tuple[ScreenPoint, ...]:
    if axis is None:
        return ()
    return tuple(screen_from_lps(view, tile.size, end) for end in axis)


def _lens(viewer: Viewer, index: int) -> ScreenPoint | None:
    """Return where the lens looks: at the end that is dragged."""
    preview, state = viewer.preview, viewer.tool_state
    tile = viewer.tiles[index]
    if preview is None or preview.tile != index or tile.view is None:
        return None
    if not isinstance(state, Drawing | Grabbed) or preview.grip not in ENDS:
        return None
    end = grip_point(preview.caliper, preview.grip)
    return None if end is None else screen_from_lps(tile.view, tile.size, end)


def _tag(viewer: Viewer, index: int) -> Tag | None:
    """Return what the next lesion will be, beside the pointer that will draw it."""
    pointer = viewer.pointer
    if viewer.armed is None or pointer is None or pointer.tile != index or viewer.drag is not None:
        return None
    return Tag(at_px=pointer.at_px, text=tr(ROLE_NAMES[viewer.armed]))


def _cursor(viewer: Viewer, index: int, drawn: tuple[Drawn, ...]) -> Cursor:
    tile, pointer = viewer.tiles[index], viewer.pointer
    hand = hand_of(viewer)
    idle = Cursor.ARROW if hand is Tool.SELECT else Cursor.CROSS
    if pointer is None or pointer.tile != index or viewer.drag is not None:
        return idle
    grips_regions = viewer.tool in (Tool.SELECT, Tool.ELLIPSE)
    if grips_regions and region_at(viewer.regions, tile, pointer.at_px) is not None:
        return Cursor.HAND
    grip = grip_at(viewer, index, pointer.at_px)
    if grip is not None and grip.handle is not Handle.POINT:
        return Cursor.HAND
    # Nearly always the pointer is far from all of them; the exact answer costs more.
    if viewer.preview is None and not any(_is_near(one, pointer.at_px) for one in drawn):
        return idle
    hit = hit_at(tile, pointer.at_px, viewer.selected)
    if hit is None or (hand is not Tool.SELECT and hit.grip not in ENDS):
        return idle
    return Cursor.HAND


def _is_near(drawn: Drawn, at_px: ScreenPoint) -> bool:
    """Say whether a point lies in a caliper's box; outside there is nothing to grip."""
    box = around((*drawn.long, *drawn.short), margin=HANDLE_REACH_PX)
    return box.left <= at_px[0] <= box.right and box.top <= at_px[1] <= box.bottom
