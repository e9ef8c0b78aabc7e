"""Lines in a report against the calipers: read back into millimetres, without the writer's code."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from recist.formats.sr.codes import PATH, SHORT_AXIS, VIABLE_DIAMETER, Coded
from recist.formats.sr.tree import Node
from recist.formats.sr.uids import is_uid
from recist.imaging.series import Series
from recist.trial.calipers import POINT, Axis, CaliperRecord

# Single precision holds a column of some thousands to a quarter of a thousandth of a pixel.
TOLERANCE_MM = 0.005


def line_faults(
    name: Coded,
    item: Node,
    caliper: CaliperRecord | None,
    images: Mapping[str, tuple[Series, int]],
) -> Iterator[str]:
    """Say where the line of a measurement is not the one that was drawn."""
    line = item.one(PATH.key)
    drawn = _drawn(name, caliper)
    what = f"line of the {name.meaning.lower()}"
    if line is None or drawn is None or caliper is None:
        # Without a frame of reference a line has no place but its image, which may not be there.
        placed = caliper is not None and is_uid(caliper.frame_of_reference)
        if line is None and drawn is not None and placed and name is not VIABLE_DIAMETER:
            yield f"{what} is missing"
        elif line is not None and drawn is None:
            yield f"{what} was never drawn"
        return
    length = _length_mm(line, images)
    true = math.dist(*drawn)
    image = next((one.value for one in line.children if one.kind == "IMAGE"), caliper.image)
    if image != caliper.image:
        yield f"{what} lies on image {image}, not on {caliper.image}"
    elif length is None:
        yield f"{what} lies on an image that is not there"
    elif abs(length - true) > TOLERANCE_MM:
        yield f"{what} is {length:.4f} mm long, not {true:.4f} mm"


def _drawn(name: Coded, caliper: CaliperRecord | None) -> Axis | None:
    if caliper is None or caliper.method == POINT:
        return None
    return caliper.short_axis_lps_mm if name is SHORT_AXIS else caliper.long_axis_lps_mm


def _length_mm(line: Node, images: Mapping[str, tuple[Series, int]]) -> float | None:
    if line.kind == "SCOORD3D":
        return math.dist(line.points[:3], line.points[3:])
    image = next((one.value for one in line.children if one.kind == "IMAGE"), "")
    series = images.get(image, (None, 0))[0]
    if series is None or series.geometry is None:
        return None
    return _across(line.points, series)


def _across(points: Sequence[float], series: Series) -> float:
    """Return the length of a line in pixels: columns along a row, rows down a column."""
    geometry = series.geometry
    assert geometry is not None
    columns, rows = points[2] - points[0], points[3] - points[1]
    _, down_mm, along_mm = geometry.spacing_kji_mm
    steps = [
        columns * along_mm * along + rows * down_mm * down
        for along, down in zip(geometry.axis_i, geometry.axis_j, strict=True)
    ]
    return math.hypot(*steps)
