"""The texts in a tile's corners."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.layout import Role
from gui.state.plane import Unit, centre_of
from gui.state.tile import Tile, Tone, series_of
from gui.state.view import Polarity, View, percent_zoom
from gui.state.viewer import Viewer, bond_text
from recist.imaging.series import Series

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
        top_right=_series_lines(series, view, bond_text(viewer, index)),
        bottom_left=_place_lines(series, view),
        bottom_right=_look_lines(series, view),
    )


def _headed(tile: Tile) -> tuple[str, str]:
    """Return the pill and the line under it; the nadir's pill has no room for the subject."""
    caption = tile.caption
    if tile.role is not Role.NADIR or not caption.visit:
        return caption.visit, caption.detail
    subject, _, visit = caption.visit.rpartition(" · ")
    return f"{visit} · nadir", " · ".join(one for one in (subject, caption.detail) if one)


def _nadir_text(viewer: Viewer, index: int) -> str:
    """Say on the nadir's tile that it shows the baseline once more; a blinded read has none."""
    visit = viewer.tiles[index].caption.visit
    baselines = {one.caption.visit for one in viewer.tiles if one.role is Role.BASELINE}
    twice = viewer.tiles[index].role is Role.NADIR and visit and visit in baselines
    return "baseline = nadir" if twice else ""


def _series_lines(series: Series, view: View, bond: str) -> tuple[str, ...]:
    rows, columns = view.plane.shape_ji
    name = series.description or series.modality
    parts = [f"slice {view.plane.k + 1} / {len(series.slices)}"]
    if bond:
        parts.append(bond)
    return f"{name} · {columns} × {rows}", " · ".join(parts)


def _place_lines(series: Series, view: View) -> tuple[str, ...]:
    if series.geometry is None or view.plane.unit is Unit.PX:
        return (f"spacing: {series.spacing_source.value}",)
    centre = centre_of(view.plane)
    main = max(range(3), key=lambda axis: abs(view.plane.normal_lps[axis]))
    thickness = series.slice_thickness_mm
    thick = "thickness unknown" if thickness is None else f"{thickness:.1f} mm thick"
    rows_mm, columns_mm = series.geometry.spacing_kji_mm[1:]
    spacing = f"{rows_mm:.3f}"
    if f"{columns_mm:.3f}" != spacing:
        spacing = f"{spacing} \\ {columns_mm:.3f}"
    return (
        f"{_signed(centre[main])} mm · {thick}",
        f"spacing: {series.spacing_source.value} {spacing}",
    )


def _look_lines(series: Series, view: View) -> tuple[str, ...]:
    inverted = " · inverted" if view.polarity is Polarity.INVERTED else ""
    window = view.window
    width, level = figure(window.width), figure(window.level)
    loss = "lossy" if series.lossy else "lossless"
    return f"zoom {percent_zoom(view):.0f} %", f"W {width} L {level}{inverted} · {loss}"


def figure(value: float) -> str:
    """Write a value of the image: whole where it is great, else with digits that matter."""
    text = f"{value:.0f}" if abs(value) >= 20 or value == int(value) else f"{value:.2f}"
    return text.replace("-", MINUS)


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-", MINUS)
