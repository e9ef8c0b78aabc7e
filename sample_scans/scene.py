"""A slice being painted: values per tissue, layer over layer with soft edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from shapes import Array, Grid, NoiseField, Tube, inside

Points = tuple[Array, Array, Array]


class Canvas:
    """One thin slice of a scan while its anatomy is painted.

    Parameters
    ----------
    grid : the scan's slices.
    k : fractional slice index.
    values : value of each tissue by name (HU or MR signal).
    organ_shift_lps_mm : how far breathing has moved the organs.
    warp : two noise fields that bend every surface.
    """

    EDGE_MM = 1.1

    def __init__(
        self,
        *,
        grid: Grid,
        k: float,
        values: Mapping[str, float],
        organ_shift_lps_mm: Array,
        warp: tuple[NoiseField, NoiseField, NoiseField],
        bend_mm: float = 2.6,
    ) -> None:
        self.grid = grid
        self.k = k
        self.values = values
        self.points = grid.points_lps_mm(k)
        x, y, z = self.points
        self.image: Array = np.full(x.shape, float(values["air"]))
        coarse = [bend_mm * warp[0].at(x + s, y, z) for s in (0.0, 61.0)]
        fine = [0.7 * warp[1].at(x, y + s, z) for s in (0.0, 47.0)]
        self.ripple: Array = 0.35 * warp[2].at(x, y, z)
        self.body: Points = (x + coarse[0] + fine[0], y + coarse[1] + fine[1], z)
        dx, dy, dz = organ_shift_lps_mm
        self.organs: Points = (self.body[0] - dx, self.body[1] - dy, z - dz)
        self.shift = organ_shift_lps_mm

    def blend(self, weight: Array, value: float | Array) -> None:
        """Lay ``value`` over the image with ``weight`` 0..1."""
        self.image += weight * (value - self.image)

    def fill(self, distance_mm: Array, tissue: str, edge_mm: float = EDGE_MM) -> Array:
        """Paint a tissue where ``distance_mm`` is negative; return the weight."""
        weight = inside(distance_mm + self.ripple, edge_mm)
        self.blend(weight, self.values[tissue])
        return weight

    def tubes(
        self,
        tubes: Iterable[Tube],
        value: float,
        *,
        room: Array | None = None,
        edge_mm: float = 0.9,
    ) -> None:
        """Paint vessels (in organ coordinates), weighted by ``room`` where given."""
        for tube in tubes:
            self._tube(tube, value, room, edge_mm)

    def _tube(self, tube: Tube, value: float, room: Array | None, edge_mm: float) -> None:
        reach = max(tube.start_radius_mm, tube.end_radius_mm) + edge_mm
        ends = np.stack([tube.start_lps_mm, tube.end_lps_mm]) + self.shift
        index = self.grid.index_kji(ends)
        margin = reach / np.array(
            [self.grid.slice_spacing_mm, self.grid.row_spacing_mm, self.grid.column_spacing_mm]
        )
        low, high = index.min(axis=0) - margin, index.max(axis=0) + margin
        if not low[0] <= self.k <= high[0]:
            return
        bend = 6.0
        rows = slice(max(int(low[1] - bend), 0), max(int(high[1] + bend) + 2, 0))
        columns = slice(max(int(low[2] - bend), 0), max(int(high[2] + bend) + 2, 0))
        box = (rows, columns)
        x, y, z = (c[box] for c in self.organs)
        if x.size == 0:
            return
        # A vessel thinner than the edge cannot reach full value: its weight falls with calibre.
        weight = inside(tube.at(x, y, z), edge_mm)
        if room is not None:
            weight = weight * room[box]
        patch = self.image[box]
        patch += weight * (value - patch)
