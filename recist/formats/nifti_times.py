"""The time points of a NIfTI file, each a series of its own."""

from __future__ import annotations

from dataclasses import replace

from recist.formats.sources import RefusedError
from recist.imaging.series import Series, Slice

MAX_SLICES = 100_000
MAX_PIXELS = 1 << 28
# Dynamic series of a tumour have tens of time points; a list of hundreds helps nobody.
MAX_TIMES = 200


def volume_shape(shape: tuple[int, ...]) -> tuple[tuple[int, int, int], int]:
    """Return the shape (x, y, z) of a volume, and how many time points there are.

    Raises
    ------
    RefusedError
        If a size is none, too large, or there is more than one value at each voxel.
    """
    if any(n <= 0 for n in shape) or not shape:
        raise RefusedError("damaged-header", f"claims a size of {shape}")
    padded = (*shape, 1, 1, 1)
    if padded[3] > MAX_TIMES or any(n > 1 for n in shape[4:]):
        text = " × ".join(str(n) for n in shape)
        raise RefusedError("unsupported-4d", f"holds {text} voxels; split it into 3D volumes first")
    if padded[0] * padded[1] > MAX_PIXELS or padded[2] > MAX_SLICES:
        text = " × ".join(str(n) for n in padded[:3])
        raise RefusedError("too-large", f"claims {text} voxels")
    return (padded[0], padded[1], padded[2]), padded[3]


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
