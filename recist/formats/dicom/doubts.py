"""What the headers of a stack say that its geometry does not: thickness, tilt, rescale, loss."""

from __future__ import annotations

from collections.abc import Sequence

from recist.formats.dicom.frame_image import Image
from recist.formats.dicom.instance import RESCALED, Rescale
from recist.imaging.geometry import normal
from recist.imaging.series import NO_THICKNESS, Reason
from recist.imaging.stack import Stack

THICKNESS_TOLERANCE = 1.02
# The tilt of a header is nominal, and often in whole degrees.
TILT_TOLERANCE_DEGREES = 1.0
ASPECT_TOLERANCE = 0.01


def slice_thickness(images: Sequence[Image]) -> float | None:
    """Return the thickest slice: the measurability rule must not pass on a thinner one."""
    return max(_thicknesses(images), default=None)


def stack_doubts(stack: Stack, images: Sequence[Image]) -> tuple[Reason, ...]:
    """Hold what headers say of thickness and tilt against where the slices lie."""
    return (*_thickness_doubts(stack, images), *_tilt_doubts(stack, images))


def header_doubts(images: Sequence[Image]) -> tuple[Reason, ...]:
    """Return what the headers say of themselves, with or without millimetres."""
    reasons = []
    if images[0].instance.pixels.samples > 1:
        message = "a colour image, shown by its brightness"
        reasons.append(Reason(code="colour-as-grey", message=message))
    if any(image.instance.lossy for image in images):
        message = "compressed with loss: edges and values are not quite those of the scanner"
        reasons.append(Reason(code="lossy-compression", message=message))
    rescales = {image.frame.rescale for image in images}
    if len({one in RESCALED for one in rescales}) > 1:
        message = "some slices have a rescale and others none: the values have no common unit"
        reasons.append(Reason(code="mixed-rescale", message=message))
    elif Rescale.DAMAGED in rescales:
        message = "the rescale is not two numbers: values are as stored, not in their unit"
        reasons.append(Reason(code="bad-rescale", message=message))
    studies = len({image.instance.study_uid for image in images})
    if studies > 1:
        message = f"one series in {studies} studies; the first of them is named"
        reasons.append(Reason(code="several-studies", message=message))
    return tuple(reasons)


def claim_doubts(images: Sequence[Image]) -> tuple[Reason, ...]:
    """Return what contradicts the attributes that the millimetres come from."""
    reasons = []
    disputed = sorted({name for image in images for name in image.frame.claims.disputed})
    if disputed:
        message = f"{' and '.join(disputed)} of a frame and of its file differ: the nearer counts"
        reasons.append(Reason(code="groups-disagree", message=message))
    doubtful = next((image for image in images if _aspect_differs(image)), None)
    if doubtful is not None:
        aspect = "\\".join(f"{part:g}" for part in doubtful.frame.claims.aspect or ())
        spacing = "\\".join(f"{mm:g}" for mm in doubtful.frame.spacing or ())
        message = (
            f"the pixel aspect ratio {aspect} of {doubtful.name} is not that of its pixel "
            f"spacing {spacing}: rows and columns may be mixed up"
        )
        reasons.append(Reason(code="aspect-ratio-differs", message=message))
    return tuple(reasons)


def _aspect_differs(image: Image) -> bool:
    aspect, spacing = image.frame.claims.aspect, image.frame.spacing
    if aspect is None or spacing is None:
        return False
    sound = len(aspect) == len(spacing) == 2 and all(part > 0 for part in aspect)
    # A damaged ratio says nothing against the spacing.
    return sound and abs(aspect[0] * spacing[1] / (aspect[1] * spacing[0]) - 1) > ASPECT_TOLERANCE


def _thicknesses(images: Sequence[Image]) -> set[float]:
    return {image.frame.thickness_mm for image in images if image.frame.thickness_mm}


def _thickness_doubts(stack: Stack, images: Sequence[Image]) -> tuple[Reason, ...]:
    thickness_mm = slice_thickness(images)
    if len(stack.order) < 2:
        message = "a single slice whose thickness is not known"
        return () if thickness_mm else (Reason(code=NO_THICKNESS, message=message),)
    if thickness_mm is None:
        return ()
    reasons = []
    thinnest_mm = min(_thicknesses(images))
    if thickness_mm > thinnest_mm * THICKNESS_TOLERANCE:
        message = f"slices of {thinnest_mm:g} to {thickness_mm:g} mm: the thickest counts"
        reasons.append(Reason(code="mixed-thickness", message=message))
    grid = stack.geometry
    across = normal(grid)
    cosine = sum(a * b for a, b in zip(across, grid.axis_k, strict=True))
    step_mm = grid.spacing_kji_mm[0] * cosine
    measured = f"slices {thickness_mm:g} mm thick every {step_mm:.4g} mm"
    if thickness_mm > step_mm * THICKNESS_TOLERANCE:
        reasons.append(Reason(code="overlapping-slices", message=f"{measured} overlap"))
    elif step_mm > thickness_mm * THICKNESS_TOLERANCE:
        reasons.append(Reason(code="gap-between-slices", message=f"{measured} leave gaps"))
    return tuple(reasons)


def _tilt_doubts(stack: Stack, images: Sequence[Image]) -> tuple[Reason, ...]:
    """Compare without the sign, which makers write either way."""
    if len(stack.order) < 2:
        return ()
    for image in images:
        stated = image.frame.claims.tilt_degrees
        if stated is not None and abs(abs(stated) - stack.tilt_degrees) > TILT_TOLERANCE_DEGREES:
            message = (
                f"the header states a gantry tilt of {stated:g}°, the positions of the slices "
                f"{stack.tilt_degrees:.1f}°: the positions are used"
            )
            return (Reason(code="tilt-disagrees", message=message),)
    return ()
