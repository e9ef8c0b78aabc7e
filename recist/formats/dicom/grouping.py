"""Frames into stacks: what shares a series, a plane and a size, each position once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from recist.formats.dicom.companions import companions, same_orientation, same_spacing
from recist.formats.dicom.frame_image import Image, is_screen_picture, position_of
from recist.formats.dicom.instance import Instance
from recist.formats.sources import RefusedError
from recist.imaging.series import Reason
from recist.imaging.stack import SAME_POSITION_MM, axes, orientation_problem

# As many echoes or time points as are believed.
MOST_AT_A_POSITION = 2000
# Radial reformats have some hundreds; every slice is held against all of them.
MOST_PLANES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Images that make one stack, and why they were taken apart from others."""

    images: tuple[Image, ...]
    reasons: tuple[Reason, ...]
    part: int


def images_by_series(instances: Iterable[Instance]) -> list[list[Image]]:
    """Return the frames of each series of one subject on one day."""
    series: dict[Hashable, list[Image]] = defaultdict(list)
    for instance in instances:
        key = (instance.subject, instance.study_date, instance.series_uid or instance.study_uid)
        series[key] += [Image(instance=instance, frame=frame) for frame in instance.frames]
    return [part for images in series.values() for part in _by_study(images)]


def _by_study(images: list[Image]) -> list[list[Image]]:
    """Take studies apart where no one says whose they are: they may be of two people."""
    if images[0].instance.subject:
        return [images]
    studies = _partition(images, lambda image: image.instance.study_uid)
    # Some writers give every slice a study of its own; then the series is what is unique.
    return studies if any(len(study) > 1 for study in studies) else [images]


def group_images(images: Sequence[Image]) -> list[Group]:
    """Split a series into stacks that can be one volume each.

    It is split by size, plane, spacing, frame of reference and pixel type, a scout and images
    without a position are taken out, and positions that occur several times (echoes, time
    points) make a stack each.
    """
    parts = [
        (stack, reasons)
        for alike in _partition(images, _layout)
        for parallel in _parallel(alike)
        for stack, reasons in _single_positions(parallel)
    ]
    parts.sort(key=lambda part: -len(part[0]))
    others = companions([stack for stack, _ in parts])
    return [
        Group(images=tuple(stack), reasons=(*reasons, *more), part=n)
        for n, ((stack, reasons), more) in enumerate(zip(parts, others, strict=True), start=1)
    ]


def _partition(images: Sequence[Image], key: Callable[[Image], Hashable]) -> list[list[Image]]:
    found: dict[Hashable, list[Image]] = defaultdict(list)
    for image in images:
        found[key(image)].append(image)
    return list(found.values())


def _layout(image: Image) -> Hashable:
    """Return what all slices of one volume have in common."""
    pixels, frame = image.instance.pixels, image.frame
    return (
        pixels.rows,
        pixels.columns,
        pixels.samples,
        pixels.bits_allocated,
        pixels.signed,
        pixels.photometric,
        image.instance.kind,
        image.instance.frame_of_reference,
        "LOCALIZER" in frame.image_type,
        is_screen_picture(image),
        position_of(frame.position) is None,
    )


def _parallel(images: Sequence[Image]) -> list[list[Image]]:
    """Split images by plane and spacing; both jitter in their last digits from slice to slice."""
    found: list[list[Image]] = []
    for alike in _partition(images, _plane):
        for part in found:
            if same_orientation(alike[0], part[0]) and same_spacing(alike[0], part[0]):
                part += alike
                break
        else:
            found.append(alike)
            if len(found) > MOST_PLANES:
                message = f"its series has more than {MOST_PLANES} planes or spacings"
                raise RefusedError("too-large", f"{message}; ask for another export")
    return found


def _plane(image: Image) -> Hashable:
    return image.frame.orientation, image.frame.spacing


def _single_positions(images: list[Image]) -> list[tuple[list[Image], tuple[Reason, ...]]]:
    """Split images so that no position occurs twice in a part."""
    places = _places(images)
    if places is None:
        return [(images, ())]
    times = max(len(place) for place in places)
    if times == 1:
        return [(images, ())]
    if times > MOST_AT_A_POSITION:
        raise RefusedError("too-large", f"has {times} images at the same position")
    doubled = next(place for place in places if len(place) == times)
    named = " and ".join(image.name for image in doubled[:2])
    what = f"{times} images at the same position ({named})"
    parts, by = _by_mark(images, times)
    if parts:
        reason = Reason(code="split-positions", message=f"{what}: split by {by}")
    else:
        parts = _by_order(places, times)
        message = f"{what}: nothing tells them apart, split by order"
        reason = Reason(code="split-by-order", message=message)
    return [(part, (reason,)) for part in parts]


def _places(images: Sequence[Image]) -> list[list[Image]] | None:
    """Group images by position along their normal; None where positions are not known."""
    first = images[0].frame
    if orientation_problem(first.orientation) is not None or first.orientation is None:
        return None
    across = axes(first.orientation)[2]
    origins = [position_of(image.frame.position) for image in images]
    if any(origin is None for origin in origins):
        return None
    along = np.array(origins, dtype=np.float64) @ across
    places: list[list[Image]] = []
    last = -np.inf
    for n in np.argsort(along, kind="stable"):
        if along[n] - last > SAME_POSITION_MM:
            places.append([])
            last = along[n]
        places[-1].append(images[int(n)])
    return places


def _by_mark(images: list[Image], times: int) -> tuple[list[list[Image]], str]:
    """Split by the first attribute that tells the doubled images apart, and name it."""
    marks: list[tuple[str, Callable[[Image], Hashable]]] = [
        ("study", lambda image: image.instance.study_uid),
        ("image type", lambda image: image.frame.image_type),
        *((name, _mark(n)) for n, (name, _) in enumerate(images[0].frame.marks)),
        ("file", lambda image: image.instance.sop_instance),
        ("all of these", lambda image: (image.frame.image_type, image.frame.marks)),
    ]
    for name, key in marks:
        parts = _partition(images, key)
        if len(parts) == times and all(_is_single(part) for part in parts):
            return parts, name
    return [], ""


def _mark(n: int) -> Callable[[Image], Hashable]:
    return lambda image: image.frame.marks[n][1]


def _is_single(images: Sequence[Image]) -> bool:
    places = _places(images)
    return places is not None and all(len(place) == 1 for place in places)


def _by_order(places: Sequence[Sequence[Image]], times: int) -> list[list[Image]]:
    """Deal the images of each position out by instance number and frame."""
    parts: list[list[Image]] = [[] for _ in range(times)]
    for place in places:
        ordered = sorted(place, key=lambda image: (image.frame.order, image.frame.number))
        for part, image in zip(parts, ordered, strict=False):
            part.append(image)
    return parts
