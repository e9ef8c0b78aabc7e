"""Smooth shapes in patient space: slice grids, noise fields, outlines, tubes and soft edges.

Everything is float64 and free of randomness but for the named seeds, so that the same numbers
come out on every run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage, spatial
from scipy.interpolate import CubicSpline

Array = npt.NDArray[np.float64]
Outline = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The slice stack of one scan.

    Attributes
    ----------
    origin_lps_mm : centre of the first pixel of slice 0.
    along_row, along_column : unit vectors of increasing column and row index.
    row_spacing_mm, column_spacing_mm : distance between rows and between columns.
    slice_spacing_mm, slices, rows, columns : size of the stack.
    """

    origin_lps_mm: Array
    along_row: Array
    along_column: Array
    row_spacing_mm: float
    column_spacing_mm: float
    slice_spacing_mm: float
    slices: int
    rows: int
    columns: int

    @property
    def normal(self) -> Array:
        return np.cross(self.along_row, self.along_column)

    def position_lps_mm(self, k: float) -> Array:
        """Return the centre of the first pixel of slice ``k``."""
        return self.origin_lps_mm + k * self.slice_spacing_mm * self.normal

    def points_lps_mm(self, k: float) -> tuple[Array, Array, Array]:
        """Return x, y, z of each pixel of slice ``k`` (may be fractional), each rows × columns."""
        right = np.arange(self.columns)[None, :] * self.column_spacing_mm
        down = np.arange(self.rows)[:, None] * self.row_spacing_mm
        start = self.position_lps_mm(k)
        x, y, z = (
            start[axis] + right * self.along_row[axis] + down * self.along_column[axis]
            for axis in range(3)
        )
        return x, y, z

    def index_kji(self, points_lps_mm: Array) -> Array:
        """Return fractional (slice, row, column) of points, shape n × 3."""
        offset = np.atleast_2d(points_lps_mm) - self.origin_lps_mm
        return np.stack(
            [
                offset @ self.normal / self.slice_spacing_mm,
                offset @ self.along_column / self.row_spacing_mm,
                offset @ self.along_row / self.column_spacing_mm,
            ],
            axis=1,
        )

    def on_nearest_slice(self, point_lps_mm: Array) -> tuple[Array, int]:
        """Move a point along the normal onto the nearest slice plane."""
        k = float(self.index_kji(point_lps_mm)[0, 0])
        nearest = round(k)
        return point_lps_mm + (nearest - k) * self.slice_spacing_mm * self.normal, nearest


def inside(distance_mm: Array, half_width_mm: float) -> Array:
    """Return 1 deep inside, 0 outside, exactly 0.5 at distance 0, with a smooth edge."""
    t = np.clip(0.5 - 0.5 * distance_mm / half_width_mm, 0.0, 1.0)
    weight: Array = t * t * (3.0 - 2.0 * t)
    return weight


class NoiseField:
    """Smooth noise of unit variance in space, with features of about ``cell_mm``."""

    LOW_MM = np.array([-90.0, -150.0, -230.0])  # z, y, x
    HIGH_MM = np.array([90.0, 150.0, 230.0])

    def __init__(self, seed: int, cell_mm: float) -> None:
        self.step_mm = cell_mm / 3.0
        shape = np.ceil((self.HIGH_MM - self.LOW_MM) / self.step_mm).astype(int) + 2
        raw = np.random.default_rng(seed).standard_normal(tuple(int(n) for n in shape))
        smooth = ndimage.gaussian_filter(raw, 1.5)
        self.values: Array = smooth / smooth.std()

    def at(self, x: Array, y: Array, z: Array) -> Array:
        """Return the noise at points; beyond the field its edge value goes on."""
        index = [
            (np.broadcast_to(c, x.shape) - low) / self.step_mm
            for c, low in zip((z, y, x), self.LOW_MM, strict=True)
        ]
        sampled: Array = ndimage.map_coordinates(self.values, index, order=1, mode="nearest")
        return sampled


def spline_outline(points: Outline, count: int = 240) -> Array:
    """Return a closed smooth curve through ``points``, shape count × 2."""
    ring = np.array([*points, points[0]], dtype=float)
    chord = np.sqrt(np.hypot(*np.diff(ring, axis=0).T))
    parameter = np.concatenate([[0.0], np.cumsum(chord)])
    curve = CubicSpline(parameter, ring, bc_type="periodic")
    sampled: Array = curve(np.linspace(0.0, parameter[-1], count, endpoint=False))
    return sampled


def _contains(outline: Array, x: Array, y: Array) -> npt.NDArray[np.bool_]:
    """Even-odd test of points against a polygon."""
    result = np.zeros(x.shape, dtype=bool)
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        crosses = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            result ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return result


class Organ:
    """A solid given by outlines at a few levels; its signed distance is negative inside.

    Between levels the distances are blended, beyond them the solid closes within
    ``cap_mm`` (None: it goes on for ever).
    """

    STEP_MM = 2.5

    def __init__(self, levels: Mapping[float, Outline], cap_mm: float | None = 25.0) -> None:
        self.levels_mm = np.array(sorted(levels))
        self.cap_mm = cap_mm
        outlines = [spline_outline(levels[z]) for z in self.levels_mm]
        everything = np.concatenate(outlines)
        self.low = everything.min(axis=0) - 20.0
        self.high = everything.max(axis=0) + 20.0
        ys = np.arange(self.low[1], self.high[1], self.STEP_MM)
        xs = np.arange(self.low[0], self.high[0], self.STEP_MM)
        y, x = np.meshgrid(ys, xs, indexing="ij")
        self.distance = np.stack([self._distance(o, x, y) for o in outlines])

    @staticmethod
    def _distance(outline: Array, x: Array, y: Array) -> Array:
        tree = spatial.cKDTree(outline)
        nearest, _ = tree.query(np.stack([x.ravel(), y.ravel()], axis=1))
        away = nearest.reshape(x.shape)
        signed: Array = np.where(_contains(outline, x, y), -away, away)
        smooth: Array = ndimage.gaussian_filter(signed, 0.7)
        return smooth

    def at(self, x: Array, y: Array, z: Array) -> Array:
        """Return the signed distance in mm at points (large beyond the solid's frame)."""
        result = np.full(x.shape, 30.0)
        near = (x > self.low[0]) & (x < self.high[0]) & (y > self.low[1]) & (y < self.high[1])
        if not near.any():
            return result
        zn = z[near]
        level = np.interp(zn, self.levels_mm, np.arange(len(self.levels_mm)))
        row, column = (
            (c[near] - o) / self.STEP_MM for c, o in ((y, self.low[1]), (x, self.low[0]))
        )
        index = [level, row, column]
        inner = ndimage.map_coordinates(self.distance, index, order=1, mode="nearest")
        if self.cap_mm is not None:
            beyond = np.maximum(self.levels_mm[0] - zn, 0) + np.maximum(zn - self.levels_mm[-1], 0)
            depth = -float(self.distance.min())
            inner = inner + depth * (beyond / self.cap_mm) ** 2
        result[near] = inner
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Tube:
    """A round-ended segment between two points, tapering from one radius to the other."""

    start_lps_mm: Array
    end_lps_mm: Array
    start_radius_mm: float
    end_radius_mm: float

    def at(self, x: Array, y: Array, z: Array) -> Array:
        """Return the signed distance in mm to the tube's surface."""
        axis = self.end_lps_mm - self.start_lps_mm
        px, py, pz = (c - s for c, s in zip((x, y, z), self.start_lps_mm, strict=True))
        along = (px * axis[0] + py * axis[1] + pz * axis[2]) / max(float(axis @ axis), 1e-9)
        t = np.clip(along, 0.0, 1.0)
        gap = (px - t * axis[0]) ** 2 + (py - t * axis[1]) ** 2 + (pz - t * axis[2]) ** 2
        radius = self.start_radius_mm + t * (self.end_radius_mm - self.start_radius_mm)
        distance: Array = np.sqrt(gap) - radius
        return distance


def chain(points: Sequence[tuple[float, float, float]], radii: Sequence[float]) -> list[Tube]:
    """Return the tubes that join ``points`` in order, with the radius at each."""
    lps = [np.array(p, dtype=float) for p in points]
    return [
        Tube(start_lps_mm=a, end_lps_mm=b, start_radius_mm=ra, end_radius_mm=rb)
        for a, b, ra, rb in zip(lps, lps[1:], radii, radii[1:], strict=False)
    ]


def _calibres(parent: Sequence[int], twig_mm: float, trunk_mm: float) -> Array:
    """Return each node's radius from the number of twigs it feeds; node 0 is the root."""
    load = np.zeros(len(parent))
    for index in range(len(parent) - 1, 0, -1):
        load[index] = max(load[index], 1.0)
        load[parent[index]] += load[index]
    exponent = np.log(trunk_mm / twig_mm) / np.log(max(load[0], 2.0))
    radius: Array = twig_mm * np.maximum(load, 1.0) ** exponent
    return radius


def grow_tree(
    root: Array, targets: Array, twig_mm: float, trunk_mm: float, seed: int
) -> list[Tube]:
    """Join random ``targets`` (n × 3) to ``root`` as a branching vessel tree.

    Points join the nearest end in order of distance from the root; a vessel's calibre is a
    power of the twigs it feeds, from ``twig_mm`` at the ends to ``trunk_mm`` at the root.
    """
    rng = np.random.default_rng(seed)
    order = np.argsort(np.linalg.norm(targets - root, axis=1), kind="stable")
    nodes = [root]
    from_root = [0.0]
    parent = [-1]
    for target in targets[order]:
        gap = np.linalg.norm(np.array(nodes) - target, axis=1)
        best = int(np.argmin(gap + 0.45 * np.array(from_root)))
        middle = 0.5 * (nodes[best] + target) + rng.normal(0.0, 0.06 * gap[best], 3)
        for point, link in ((middle, best), (target, len(nodes))):
            from_root.append(from_root[link] + float(np.linalg.norm(point - nodes[link])))
            parent.append(link)
            nodes.append(point)
    radius = _calibres(parent, twig_mm, trunk_mm)
    return [
        Tube(
            start_lps_mm=nodes[parent[i]],
            end_lps_mm=nodes[i],
            start_radius_mm=float(min(radius[parent[i]], 1.35 * radius[i])),
            end_radius_mm=float(radius[i]),
        )
        for i in range(1, len(nodes))
    ]
