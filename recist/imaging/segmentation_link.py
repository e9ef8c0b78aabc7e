"""Which series a segmentation was drawn on: by its references, else by place, never by guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from recist.imaging.contours import in_plane_ji, slice_step_mm
from recist.imaging.geometry import FloatArray, Geometry, lps_from_kji, matrix, normal
from recist.imaging.segmentation import FoundSegmentation, LinkedBy, SeriesKey, with_reasons
from recist.imaging.series import Series
from recist.imaging.verdict import Reason

# Cosine of the angle between two planes that count as parallel: 2.6°, since the normal of a
# small outline is rough.
PARALLEL = 0.999
# Corners of two grids are the same if they differ by this part of a voxel.
SAME_CORNER = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """How the planes of a segmentation lie on the slices of a series."""

    series: Series
    on: int
    off: tuple[str, ...]
    mean_mm: float


def link(found: FoundSegmentation, series: Sequence[Series]) -> FoundSegmentation:
    """Join a segmentation with the series that it was drawn on.

    The UIDs that it refers to come first; where none of them is among the series, those of the
    same frame of reference (and modality, where the reference states one) on whose slices it
    lies; for files without a frame of reference, those of the very same grid. How it was found,
    and whatever does not agree, stands in ``linked_by`` and ``reasons``.
    """
    referred = _referred(found, series)
    if referred:
        return _by_reference(found, referred)
    fits = _by_place(found, series)
    if fits:
        farthest = f"{fits[0].mean_mm:.2f} mm"
        message = (
            f"the images it refers to are not here; it lies on {_name(fits[0].series)}, which has "
            f"its frame of reference, on average {farthest} off the slices"
        )
        reasons = [Reason(code="linked-by-position", message=message), *_off(fits[0])]
        return _linked(found, LinkedBy.POSITION, [fit.series for fit in fits], reasons)
    same = [one for one in series if _same_grid(found, one)]
    if same:
        return _linked(found, LinkedBy.GRID, same, [])
    message = "none of the series here is one that it was drawn on"
    return with_reasons(found, [Reason(code="not-linked", message=message)])


def _linked(
    found: FoundSegmentation, by: LinkedBy, series: Sequence[Series], reasons: list[Reason]
) -> FoundSegmentation:
    keys = tuple(SeriesKey(uid=one.uid, part=one.part) for one in series)
    if len(series) > 1 and by is not LinkedBy.REFERENCE:
        names = ", ".join(_name(one) for one in series)
        message = f"it fits {len(series)} series equally: {names}"
        reasons = [*reasons, Reason(code="several-series-fit", message=message)]
    return with_reasons(replace(found, links=keys, linked_by=by), reasons)


def _referred(found: FoundSegmentation, series: Sequence[Series]) -> list[Series]:
    images = frozenset(found.referenced_images)
    by_image = [one for one in series if not images.isdisjoint(_instances(one))]
    return by_image or [one for one in series if one.uid in found.referenced_series]


def _instances(series: Series) -> set[str]:
    return {one.image.partition("#")[0] for one in series.slices}


def _by_reference(found: FoundSegmentation, referred: list[Series]) -> FoundSegmentation:
    reasons = []
    here = set().union(*(_instances(one) for one in referred))
    missing = len(set(found.referenced_images) - here)
    if missing:
        message = (
            f"{missing} of the {len(found.referenced_images)} images it refers to are not here"
        )
        reasons.append(Reason(code="missing-images", message=message))
    frames = {one.frame_of_reference for one in referred} | {found.frame_of_reference}
    if len(frames - {""}) > 1:
        message = "it has another frame of reference than the images it refers to"
        reasons.append(Reason(code="frame-of-reference-differs", message=message))
    fits = [fit for one in referred if (fit := _fit(found, one)) is not None]
    if fits:
        reasons += _off(max(fits, key=lambda fit: fit.on))
    return _linked(found, LinkedBy.REFERENCE, referred, reasons)


def _by_place(found: FoundSegmentation, series: Sequence[Series]) -> list[_Fit]:
    fits = [
        fit
        for one in series
        if found.frame_of_reference
        and one.frame_of_reference == found.frame_of_reference
        and found.referenced_modality in ("", one.modality)
        and (fit := _fit(found, one)) is not None
        and fit.on > 0
    ]
    most = max((fit.on for fit in fits), default=0)
    return sorted((fit for fit in fits if fit.on == most), key=lambda fit: fit.mean_mm)


def _fit(found: FoundSegmentation, series: Series) -> _Fit | None:
    """Hold every plane against the slices; None where either has no place."""
    grid = series.geometry
    if grid is None or not found.planes:
        return None
    centers = np.array([plane.center_lps_mm for plane in found.planes])
    across = np.asarray(normal(grid))
    parallel = np.abs(np.array([plane.normal for plane in found.planes]) @ across) >= PARALLEL
    heights = centers @ across
    positions = np.array([one.position_mm for one in series.slices])
    nearest = _nearest(positions, heights)
    off_mm = np.abs(heights - positions[nearest])
    near = off_mm <= slice_step_mm(grid) / 2 + 1e-3
    on = parallel & near & _within(series, nearest, centers)
    return _Fit(
        series=series,
        on=int(on.sum()),
        off=tuple(plane.name for plane, good in zip(found.planes, on, strict=True) if not good),
        mean_mm=float(off_mm[on].mean()) if on.any() else 0.0,
    )


def _nearest(positions: FloatArray, heights: FloatArray) -> np.ndarray:
    """Return the number of the slice that is nearest to each height; slices stand in order."""
    places, last = np.searchsorted(positions, heights), len(positions) - 1
    below, above = np.clip(places - 1, 0, last), np.clip(places, 0, last)
    return np.where(heights - positions[below] <= positions[above] - heights, below, above)


def _within(series: Series, nearest: np.ndarray, centers_lps_mm: FloatArray) -> np.ndarray:
    """Say which points lie within the image of their nearest slice."""
    found = np.zeros(len(centers_lps_mm), dtype=np.bool_)
    most = np.array(series.shape_kji[1:]) - 0.5
    for k in np.unique(nearest).tolist():
        chosen = nearest == k
        places = in_plane_ji(series, k, centers_lps_mm[chosen])
        found[chosen] = np.all((places >= -0.5) & (places <= most), axis=1)
    return found


def _off(fit: _Fit) -> list[Reason]:
    if not fit.off:
        return []
    count = len(fit.off) + fit.on
    message = (
        f"{len(fit.off)} of {count} lie on no slice of {_name(fit.series)}, first {fit.off[0]}"
    )
    return [Reason(code="planes-off-slices", message=message)]


def _same_grid(found: FoundSegmentation, series: Series) -> bool:
    """Say whether both have the same voxels, whichever way their indices run.

    A frame of reference that only one of them names says nothing against it.
    """
    own, other = found.geometry, series.geometry
    both_named = bool(found.frame_of_reference and series.frame_of_reference)
    if own is None or other is None or both_named:
        return False
    if sorted(own.shape_kji) != sorted(other.shape_kji):
        return False
    corners = lps_from_kji(own, _corners(own)) - np.asarray(other.origin_lps_mm)
    places = corners @ np.linalg.inv(matrix(other)).T
    ends = np.array(other.shape_kji) - 1
    return bool(np.all(np.minimum(np.abs(places), np.abs(places - ends)) <= SAME_CORNER))


def _corners(grid: Geometry) -> FloatArray:
    ends = [(0.0, float(n - 1)) for n in grid.shape_kji]
    found: FloatArray = np.array(np.meshgrid(*ends)).reshape(3, -1).T
    return found


def _name(series: Series) -> str:
    return series.description or series.uid
