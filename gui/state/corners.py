"""The texts in a tile's corners."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.bonds import bond_text
from gui.state.layout import Pane, Role
from gui.state.plane import Unit, centre_of
from gui.state.slabs import slab_text
from gui.state.tile import Tile, Tone, series_of
from gui.state.tongue import tr
from gui.state.view import Polarity, View, percent_zoom
from gui.state.viewer import Viewer
from recist.imaging.cuts import plane_count
from recist.imaging.orientation import OBLIQUE_DEGREES, plane
from recist.imaging.series import Series
from recist.measure import vectors

MINUS = "−"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Lines per corner, from top to bottom; the visit stands in a pill above the top left.

    Attributes
    ----------
    pill : str
        Subject and visit, empty in a blinded read.
    tone : Tone
        Of the pill.
    top_left, top_right, bottom_left, bottom_right : tuple of str
        The lines.
    """

    pill: str = ""
    tone: Tone = Tone.OPEN
    top_left: tuple[str, ...] = ()
    top_right: tuple[str, ...] = ()
    bottom_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()


def corners(viewer: Viewer, index: int) -> Corners:
    """Return what a tile's corners say."""
    tile = viewer.tiles[index]
    series, view = series_of(tile), tile.view
    caption = tile.caption
    pill, said = _headed(tile)
    detail = tuple(line for line in (said, _nadir_text(viewer, index)) if line)
    if series is None or view is None:
        return Corners(pill=pill, tone=caption.tone, top_left=detail)
    return Corners(
        pill=pill,
        tone=caption.tone,
        top_left=detail,
        top_right=_series_lines(tile, series, view, bond_text(viewer, index)),
        bottom_left=_place_lines(series, view),
        bottom_right=_look_lines(series, view),
    )


def _headed(tile: Tile) -> tuple[str, str]:
    """Return the pill and the line under it; the nadir's pill has no room for the subject."""
    caption = tile.caption
    if tile.role is not Role.NADIR or not caption.visit:
        return caption.visit, caption.detail
    subject, _, visit = caption.visit.rpartition(" · ")
    return tr("{visit} · nadir", visit=visit), " · ".join(
        one for one in (subject, caption.detail) if one
    )


def _nadir_text(viewer: Viewer, index: int) -> str:
    """Say on the nadir's tile that it shows the baseline once more; a blinded read has none."""
    visit = viewer.tiles[index].caption.visit
    baselines = {one.caption.visit for one in viewer.tiles if one.role is Role.BASELINE}
    twice = viewer.tiles[index].role is Role.NADIR and visit and visit in baselines
    return tr("baseline = nadir") if twice else ""


def _series_lines(tile: Tile, series: Series, view: View, bond: str) -> tuple[str, ...]:
    rows, columns = view.plane.shape_ji
    name = series.description or series.modality
    cut = view.plane.cut
    place = f"{view.plane.k + 1} / {plane_count(series, cut)}"
    parts = [tr("slice {place}", place=place) if cut is None else tr("plane {place}", place=place)]
    if bond:
        parts.append(bond)
    thick = slab_text(view.plane.slab)
    if tile.pane is Pane.ACQUIRED:
        head = (f"{name} · {columns} × {rows}", *((thick,) if thick else ()))
    else:
        # The slices as they are, or which plane was made of them.
        made = tr("as acquired") if cut is None and not thick else thick
        head = (name, " · ".join(part for part in (_plane_name(series, view), made) if part))
    return *head, " · ".join(parts)


def _plane_name(series: Series, view: View) -> str:
    grid = series.geometry if view.plane.cut is None else view.plane.cut.grid
    if grid is None:
        return ""
    nearest, angle = plane(grid)
    name = tr(nearest.value)
    if angle <= OBLIQUE_DEGREES:
        return name
    return tr("oblique {plane} {angle}°", plane=name, angle=f"{angle:.0f}")


def _place_lines(series: Series, view: View) -> tuple[str, ...]:
    if series.geometry is None or view.plane.unit is Unit.PX:
        return (tr("spacing: {source}", source=series.spacing_source.value),)
    centre = centre_of(view.plane)
    main = max(range(3), key=lambda axis: abs(view.plane.normal_lps[axis]))
    if view.plane.cut is not None:
        steps = (view.plane.step_i_mm, view.plane.step_j_mm)
        pixel_mm = " × ".join(f"{vectors.norm(step):.2f}" for step in steps)
        return f"{_signed(centre[main])} mm", tr("reformatted · pixels {size} mm", size=pixel_mm)
    thickness = series.slice_thickness_mm
    thick = (
        tr("thickness unknown")
        if thickness is None
        else tr("{thickness} mm thick", thickness=f"{thickness:.1f}")
    )
    rows_mm, columns_mm = series.geometry.spacing_kji_mm[1:]
    spacing = f"{rows_mm:.3f}"
    if f"{columns_mm:.3f}" != spacing:
        spacing = f"{spacing} \\ {columns_mm:.3f}"
    return (
        f"{_signed(centre[main])} mm · {thick}",
        tr("spacing: {source} {size}", source=series.spacing_source.value, size=spacing),
    )


def _look_lines(series: Series, view: View) -> tuple[str, ...]:
    is_inverted = view.polarity is Polarity.INVERTED
    window = view.window
    width, level = figure(window.width), figure(window.level)
    parts = (
        tr("W {width} L {level}", width=width, level=level),
        tr("inverted") if is_inverted else "",
        tr("lossy") if series.lossy else tr("lossless"),
    )
    zoom = tr("zoom {percent} %", percent=f"{percent_zoom(view):.0f}")
    return zoom, " · ".join(filter(None, parts))


def figure(value: float) -> str:
    """Write a value of the image: whole where it is great, else with digits that matter."""
    text = f"{value:z.0f}" if abs(value) >= 20 or value == int(value) else f"{value:z.2f}"
    return text.replace("-", MINUS)


def _signed(value: float) -> str:
    return f"{value:z.1f}".replace("-", MINUS)
