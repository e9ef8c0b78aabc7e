"""How long a plane through a volume takes: straight ones, oblique ones and thick slabs.

The volume is 200 slices of 512² (int16). Straight planes are views on its memory; what is timed
is the copy that the painter makes of one. The oblique one is turned by 45 degrees about the
left-right axis. Beside it, in turn in the same run, SciPy's ``map_coordinates`` samples the same
pixels, linearly.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from math import sqrt
from time import perf_counter, process_time

import numpy as np
from scipy import ndimage
from shared_parts.volumes import volume_of

from recist.imaging.cuts import (
    Cut,
    Projection,
    Slab,
    nearest_plane,
    oblique_cut,
    plane_geometry,
    straight_cuts,
)
from recist.imaging.geometry import Geometry, lps_from_kji, matrix
from recist.imaging.orientation import Orientation
from recist.imaging.reslice import blank_of, plane_pixels
from recist.imaging.volume import Volume

SHAPE, SPACING_MM = (200, 512, 512), (3.0, 0.78, 0.78)
POINT = (0.0, 0.0, 300.0)
BARS = {"coronal": 1.0, "oblique_over_scipy": 0.8}
"""The coronal copy in ms of the processor; the oblique plane as a share of what SciPy takes."""


def make_volume() -> Volume:
    """Return noise, in the middle of which the patient's origin lies."""
    stored = np.random.default_rng(7).integers(-1000, 1000, SHAPE).astype(np.int16)
    return volume_of(stored, SPACING_MM)


def by_scipy(volume: Volume, plane: Geometry) -> Callable[[], object]:
    """Return what samples the same pixels with SciPy."""
    whole = volume.series.geometry
    assert whole is not None
    kji = np.stack(np.meshgrid(*(np.arange(n) for n in plane.shape_kji), indexing="ij"), axis=-1)
    points = lps_from_kji(plane, kji[0].astype(np.float64)) - np.asarray(whole.origin_lps_mm)
    at = np.moveaxis(points @ np.linalg.inv(matrix(whole)).T, -1, 0)
    return lambda: ndimage.map_coordinates(
        volume.stored_kji, at, order=1, mode="constant", output=np.int16, prefilter=False
    )


def timed(actions: dict[str, Callable[[], object]], repeats: int) -> dict[str, tuple[float, float]]:
    """Return the median wall-clock and least processor time of each in ms, taken in turns."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in actions}
    for _ in range(repeats):
        for name, action in actions.items():
            wall, processor = perf_counter(), process_time()
            action()
            spent = 1000.0 * (perf_counter() - wall), 1000.0 * (process_time() - processor)
            taken[name].append(spent)
    return {
        name: (float(np.median([one[0] for one in times])), min(one[1] for one in times))
        for name, times in taken.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats")
    repeats = 7 if parser.parse_args().quick else 31
    volume = make_volume()
    cuts = straight_cuts(volume.series)
    slanted = oblique_cut(volume.series, POINT, (1.0, 0.0, 0.0), (0.0, sqrt(0.5), -sqrt(0.5)))

    def shown(cut: Cut | None, slab: Slab | None = None) -> Callable[[], object]:
        k = nearest_plane(volume.series, cut, POINT) or 0
        return lambda: np.ascontiguousarray(plane_pixels(volume, cut, k, slab))

    k = nearest_plane(volume.series, slanted, POINT) or 0
    inside = int((plane_pixels(volume, slanted, k) != blank_of(volume)).sum())
    actions = {
        "coronal": shown(cuts[Orientation.CORONAL]),
        "sagittal": shown(cuts[Orientation.SAGITTAL]),
        "oblique": shown(slanted),
        "oblique_scipy": by_scipy(volume, plane_geometry(volume.series, slanted, k)),
    }
    for name, cut in (("axial", None), ("coronal", cuts[Orientation.CORONAL])):
        for one in Projection:
            slab = Slab(projection=one, thickness_mm=10.0)
            actions[f"{name}_{one.value}_10"] = shown(cut, slab)
    actions["oblique_mean_10"] = shown(slanted, Slab(projection=Projection.MEAN, thickness_mm=10.0))
    figures = timed(actions, repeats)
    for name, (wall, processor) in figures.items():
        print(f"{name}: {wall:.2f} ms (processor {processor:.2f} ms)")
    print(f"pixels of the oblique plane in the volume: {inside}")
    processor_ms = {name: times[1] for name, times in figures.items()}
    processor_ms["oblique_over_scipy"] = processor_ms["oblique"] / processor_ms["oblique_scipy"]
    held = all(processor_ms[name] <= bar for name, bar in BARS.items())
    rounded = {name: round(ms, 2) for name, ms in processor_ms.items()}
    print(json.dumps({"name": "planes", "figures": rounded, "bars": BARS, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
