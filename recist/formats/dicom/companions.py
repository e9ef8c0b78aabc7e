"""What the stacks of one series differ in: said of each, so that none is taken for the whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from recist.formats.dicom.frame_image import Image, is_screen_picture, near
from recist.imaging.series import Reason
from recist.imaging.stack import orientation_problem

SAME_SPACING_MM = 1e-4
SAME_COSINE = 1e-4


def _same_frame(one: Image, other: Image) -> bool:
    """Say whether two images are in one frame of reference."""
    return one.instance.frame_of_reference == other.instance.frame_of_reference


def same_orientation(one: Image, other: Image) -> bool:
    """Say whether two images are parallel, but for the last digits."""
    return near(one.frame.orientation, other.frame.orientation, SAME_COSINE)


def same_spacing(one: Image, other: Image) -> bool:
    """Say whether two images have the same pixels, but for the last digits."""
    return near(one.frame.spacing, other.frame.spacing, SAME_SPACING_MM)


def _same_size(one: Image, other: Image) -> bool:
    a, b = one.instance.pixels, other.instance.pixels
    return (a.rows, a.columns) == (b.rows, b.columns)


def _oriented(image: Image) -> bool:
    return orientation_problem(image.frame.orientation) is None


def _spaced(image: Image) -> bool:
    spacing = image.frame.spacing or ()
    return len(spacing) == 2 and all(0 < mm < math.inf for mm in spacing)


def _always(image: Image) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A way in which stacks of a series can differ.

    Attributes
    ----------
    code : str
        Of the reason.
    agree : callable
        Whether two images agree.
    has_say : callable
        Whether an image is asked: what is missing or damaged is no second value.
    words : str
        What there are several of, and what follows.
    """

    code: str
    agree: Callable[[Image, Image], bool]
    has_say: Callable[[Image], bool]
    words: str


DIFFERENCES = (
    Difference(
        code="several-frames-of-reference",
        agree=_same_frame,
        has_say=_always,
        words="frames of reference: no position in one is a position in the other",
    ),
    Difference(
        code="several-orientations",
        agree=same_orientation,
        has_say=_oriented,
        words="orientations: each is a volume of its own",
    ),
    Difference(
        code="several-spacings",
        agree=same_spacing,
        has_say=_spaced,
        words="pixel spacings: each is a volume of its own",
    ),
    Difference(
        code="several-sizes",
        agree=_same_size,
        has_say=_always,
        words="image sizes: each is a volume of its own",
    ),
)


def companions(stacks: Sequence[Sequence[Image]]) -> list[tuple[Reason, ...]]:
    """Return for each stack of a series the reasons that its companions give."""
    firsts = [stack[0] for stack in stacks]
    found: list[tuple[Reason, ...]] = []
    said: dict[Hashable, tuple[Reason, ...]] = {}
    for image in firsts:
        nature = _nature(image)
        if nature not in said:
            said[nature] = _differences([one for one in firsts if _nature(one) == nature])
        found.append(said[nature])
    return found


def _nature(image: Image) -> Hashable:
    """Tell slices from scouts and pictures, which nobody takes for one of them."""
    return image.instance.kind, "LOCALIZER" in image.frame.image_type, is_screen_picture(image)


def _differences(images: Sequence[Image]) -> tuple[Reason, ...]:
    reasons = []
    for one in DIFFERENCES:
        asked = [image for image in images if one.has_say(image)]
        if not all(one.agree(image, asked[0]) for image in asked[1:]):
            reasons.append(Reason(code=one.code, message=f"one series with several {one.words}"))
    return tuple(reasons)
