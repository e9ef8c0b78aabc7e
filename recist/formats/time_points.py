"""The time points of a file of bare voxels, each a series of its own."""

from __future__ import annotations

from dataclasses import replace

from recist.formats.sources import RefusedError
from recist.imaging.series import Series, Slice

MAX_SLICES = 100_000
MAX_PIXELS = 1 << 28
# Dynamic series of a tumour have tens of time points; a list of hundreds helps nobody.
MAX_TIMES = 200


def volume_shape(sizes_xyz: tuple[int, ...]) -> tuple[tuple[int, int, int], int]:
    """Turn sizes along x, y, z … into slices, rows and columns of a volume, and the time points.

    Raises
    ------
    RefusedError
        If a size is none, too large, or there is more than one value at each voxel.
    """
    if any(n <= 0 for n in sizes_xyz) or not sizes_xyz:
        raise RefusedError("damaged-header", f"claims a size of {sizes_xyz}")
    x, y, z, times = (*sizes_xyz, 1, 1, 1)[:4]
    if times > MAX_TIMES or any(n > 1 for n in sizes_xyz[4:]):
        text = " × ".join(str(n) for n in sizes_xyz)
        raise RefusedError("unsupported-4d", f"holds {text} voxels; split it into 3D volumes first")
    if x * y > MAX_PIXELS or z > MAX_SLICES:
        raise RefusedError("too-large", f"claims {x} × {y} × {z} voxels")
    return (z, y, x), times


def by_time(first: Series, times: int) -> list[Series]:
    """Return a series for each time point; they share the file, its digest and the geometry.

    Parameters
    ----------
    first : Series
        The first time point, as if it were alone.
    times : int
        How many there are. Slices are numbered on from one to the next, as they lie in the file.
    """
    if times == 1:
        return [first]
    return [
        replace(
            first,
            description=f"{first.description}, time point {time + 1} of {times}",
            slices=tuple(_later(one, time * len(first.slices)) for one in first.slices),
            part=time + 1,
        )
        for time in range(times)
    ]


def _later(one: Slice, by: int) -> Slice:
    digest = one.image.rpartition("#")[0]
    return replace(one, frame=one.frame + by, image=f"{digest}#{one.frame + by}")
