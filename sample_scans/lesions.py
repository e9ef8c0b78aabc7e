"""Lesions whose true axes are known because they are built from them.

In its centre slice a lesion is an ellipse; between the four ends of its two axes the outline
may be drawn in (lobulated) but never out, so that no chord exceeds the axes. Across slices it
is a superellipsoid of exponent 3, flat enough near its middle that averaging over the slice
thickness does not shorten the axes. The edge is at half intensity by construction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapes import Array, NoiseField, inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Solid:
    """One lesion at one visit, in the coordinates of the scan.

    Attributes
    ----------
    centre_lps_mm : on a slice plane.
    long_direction, short_direction : unit vectors in the slice plane, at right angles.
    normal : unit vector across the slices.
    long_mm, short_mm : true longest diameter and the short axis perpendicular to it.
    depth_mm : half extent across the slices.
    lobes : depth of the inward lobulation as a part of the radius.
    phase : where the lobes lie.
    """

    centre_lps_mm: Array
    long_direction: Array
    short_direction: Array
    normal: Array
    long_mm: float
    short_mm: float
    depth_mm: float
    lobes: float
    phase: float

    def long_axis_lps_mm(self) -> tuple[Array, Array]:
        """Return the true end points of the longest diameter."""
        half = 0.5 * self.long_mm * self.long_direction
        return self.centre_lps_mm - half, self.centre_lps_mm + half

    def short_axis_lps_mm(self) -> tuple[Array, Array]:
        """Return the true end points of the short axis."""
        half = 0.5 * self.short_mm * self.short_direction
        return self.centre_lps_mm - half, self.centre_lps_mm + half

    def at(self, x: Array, y: Array, z: Array) -> Array:
        """Return the signed distance (mm, along the ray from the centre) to the surface."""
        offset = [c - o for c, o in zip((x, y, z), self.centre_lps_mm, strict=True)]
        u, v, w = (
            sum(o * d for o, d in zip(offset, direction, strict=True))
            for direction in (self.long_direction, self.short_direction, self.normal)
        )
        u, v = 2.0 * np.asarray(u) / self.long_mm, 2.0 * np.asarray(v) / self.short_mm
        angle = np.arctan2(v, u)
        wave = 0.5 + 0.3 * np.sin(5.0 * angle + self.phase) + 0.2 * np.sin(3.0 * angle - self.phase)
        drawn_in = 1.0 - self.lobes * np.sin(2.0 * angle) ** 4 * wave
        flat = np.hypot(u, v) / drawn_in
        size = (flat**3 + np.abs(np.asarray(w) / self.depth_mm) ** 3) ** (1.0 / 3.0)
        away = np.sqrt(offset[0] ** 2 + offset[1] ** 2 + offset[2] ** 2)
        distance: Array = np.where(
            size > 0.05, away * (1.0 - 1.0 / np.maximum(size, 0.05)), -0.5 * self.short_mm
        )
        return distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a lesion shows: values at its centre and rim, mottle, and width of its edge."""

    core: float
    rim: float
    mottle: float
    edge_mm: float
    halo: float | None = None
    halo_mm: float = 4.0


def paint_lesion(
    image: Array, points: tuple[Array, Array, Array], solid: Solid, look: Look, mottle: NoiseField
) -> None:
    """Paint a lesion over ``image`` in place; the rim keeps one value along the whole edge."""
    distance = solid.at(*points)
    if look.halo is not None:
        around = inside(distance - look.halo_mm, 1.2)
        image += around * (look.halo - image)
    near = distance < 2.0 * look.edge_mm
    if not near.any():
        return
    d = distance[near]
    deep = np.clip((-d - 3.0) / (0.25 * solid.short_mm + 1.0), 0.0, 1.0)
    speckle = look.mottle * mottle.at(*(c[near] for c in points))
    value = look.rim + deep * (look.core - look.rim + speckle)
    weight = inside(d, look.edge_mm)
    image[near] += weight * (value - image[near])
