"""Slices of segments into masks, whatever file they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects

from recist.formats.sources import RefusedError, check_fits
from recist.imaging.geometry import Geometry, Vector
from recist.imaging.masks import Piece, box_of, join_pieces
from recist.imaging.segmentation import Mask, Segment
from recist.imaging.verdict import Reason

# More values than this are those of an image.
MAX_LABELS = 1024
# Values above this are counted before they are looked for.
DENSE_BELOW = 1 << 12


def label_pieces(
    planes: Iterable[tuple[int, NDArray[Any]]], background: frozenset[int] = frozenset({0})
) -> dict[int, list[Piece]]:
    """Take slices of whole numbers apart into pieces of each value.

    Parameters
    ----------
    planes : iterable of (int, ndarray)
        Slice in the grid and its values (rows, columns).
    background : frozenset of int
        Values that are no segment.
    """
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for k, plane in planes:
        boxes = [(value, box) for value, box in _boxes(plane) if value not in background]
        if len(pieces.keys() | {value for value, _ in boxes}) > MAX_LABELS:
            message = f"holds more than {MAX_LABELS} values: an image, no label map"
            raise RefusedError("not-a-label-map", message)
        for value, (rows, columns) in boxes:
            held = plane[rows, columns] == value
            piece = Piece(k=k, row=rows.start, column=columns.start, values_ji=held)
            pieces[value].append(piece)
    return pieces


def join_segments(
    segments: Sequence[Segment],
    pieces: Mapping[int, Sequence[Piece]],
    geometry: Geometry,
    *,
    origins_lps_mm: Sequence[Vector] | None = None,
    full_value: int = 1,
) -> tuple[Mask | None, ...]:
    """Join the pieces of every segment, each of which must fit into the memory."""
    masks = []
    for segment in segments:
        own = pieces.get(segment.number, ())
        if own:
            slices, rows, columns = box_of(own)[1]
            check_fits(slices * rows * columns)
        masks.append(
            join_pieces(own, geometry, origins_lps_mm=origins_lps_mm, full_value=full_value)
        )
    return tuple(masks)


def empty_segments(segments: Sequence[Segment], masks: Sequence[Mask | None]) -> tuple[Reason, ...]:
    """Name the segments that hold no voxel."""
    return tuple(
        Reason(code="empty-segment", message=f"segment {one.number} ({one.label}) holds no voxel")
        for one, mask in zip(segments, masks, strict=True)
        if mask is None
    )


def _boxes(plane: NDArray[Any]) -> list[tuple[int, tuple[slice, slice]]]:
    """Return every value of a slice with the rectangle around it."""
    numbers: Sequence[int] | NDArray[Any] = range(int(plane.max()) + 1)
    places = plane
    if len(numbers) > DENSE_BELOW:
        numbers, places = np.unique(plane, return_inverse=True)
    # It numbers from 1 on and leaves out 0, which may be a segment here.
    found = find_objects(places.reshape(plane.shape).astype(np.int32) + 1)
    return [
        (int(number), box) for number, box in zip(numbers, found, strict=True) if box is not None
    ]
