"""A stack of images into a Series: geometry if it can be trusted, verdict and reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from recist.formats.dicom.classes import Kind
from recist.formats.dicom.doubts import claim_doubts, header_doubts, slice_thickness, stack_doubts
from recist.formats.dicom.frame_image import Image, is_screen_picture, position_of
from recist.formats.dicom.grouping import Group
from recist.formats.sources import check_fits
from recist.imaging.geometry import Geometry, Vector
from recist.imaging.series import Reason, Series, Slice, SpacingSource, Window
from recist.imaging.stack import Plane, arrange, implausible_spacing, orientation_problem
from recist.imaging.traits import traits
from recist.imaging.verdicts import judge


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Images in their final order, and the grid through them if there is one."""

    images: tuple[Image, ...]
    positions_mm: tuple[float, ...]
    geometry: Geometry | None
    tilt_degrees: float
    reasons: tuple[Reason, ...]


def build_series(group: Group) -> Series:
    """Return a stack as a Series.

    Raises
    ------
    RefusedError
        ``too-large`` if it cannot be held in memory.
    """
    pixels = group.images[0].instance.pixels
    check_fits(len(group.images) * pixels.rows * pixels.columns * pixels.bits_allocated // 8)
    problem = _distrust(group.images)
    fit = _without_geometry(group.images, problem) if problem else _with_geometry(group.images)
    images = fit.images
    first = images[0].instance
    verdict, reasons = judge(
        (*group.reasons, *fit.reasons, *header_doubts(images)),
        modality=first.modality,
        geometry=fit.geometry,
    )
    return Series(
        uid=first.series_uid,
        study_uid=first.study_uid,
        subject=first.subject,
        study_date=first.study_date,
        modality=first.modality,
        description=first.description,
        number=first.number,
        body_part=first.body_part,
        frame_of_reference=first.frame_of_reference,
        geometry=fit.geometry,
        shape_kji=(len(images), first.pixels.rows, first.pixels.columns),
        slices=_slices(fit),
        slice_thickness_mm=slice_thickness(images),
        gantry_tilt_degrees=fit.tilt_degrees,
        transfer_syntax=first.pixels.syntax,
        spacing_source=SpacingSource.PIXEL_SPACING if fit.geometry else SpacingSource.NONE,
        lossy=any(image.instance.lossy for image in images),
        windows=_windows(images),
        verdict=verdict,
        reasons=reasons,
        part=group.part,
        unit=_unit(images),
    )


def _distrust(images: Sequence[Image]) -> Reason | None:
    """Say why the images give no millimetres, or None."""
    first = images[0]
    if first.instance.kind is not Kind.MEASURED:
        message = f"no mm: a {first.instance.kind_name} has no scale in the patient"
        return Reason(code="no-mm", message=message)
    picture = _picture(first)
    if picture:
        return Reason(code="no-mm", message=f"no mm: a {picture} has no scale in the patient")
    return (
        _spacing_problem(first)
        or orientation_problem(first.frame.orientation)
        or _position_problem(images)
    )


def _picture(image: Image) -> str:
    """Name what is stored as a slice and is none; localizers of MR are slices."""
    if is_screen_picture(image):
        return "picture of a screen"
    if image.instance.modality != "CT" and "CT" not in image.instance.kind_name:
        return ""
    if "LOCALIZER" in image.frame.image_type:
        return "CT localizer"
    return "colour picture" if image.instance.pixels.samples > 1 else ""


def _spacing_problem(image: Image) -> Reason | None:
    spacing, other = image.frame.spacing, image.frame.claims.other_spacing
    if spacing is None and other:
        message = f"the only spacing is {other}, which is not measured in the patient"
        return Reason(code="spacing-source", message=message)
    if spacing is None:
        return Reason(code="no-spacing", message="the pixel spacing is missing")
    text = "\\".join(f"{mm:g}" for mm in spacing)
    if len(spacing) == 2 and all(math.isfinite(mm) and mm > 0 for mm in spacing):
        pixels = image.instance.pixels
        return implausible_spacing(spacing, (pixels.rows, pixels.columns))
    return Reason(code="bad-spacing", message=f"the pixel spacing {text} is not two lengths")


def _position_problem(images: Sequence[Image]) -> Reason | None:
    missing = [image.name for image in images if position_of(image.frame.position) is None]
    if not missing:
        return None
    message = f"{len(missing)} of {len(images)} images have no position, first {missing[0]}"
    return Reason(code="no-position", message=message)


def _without_geometry(images: Sequence[Image], problem: Reason) -> _Fit:
    ordered = sorted(images, key=lambda image: (image.frame.order, image.name, image.frame.number))
    return _Fit(
        images=tuple(ordered),
        positions_mm=tuple(float(n) for n in range(len(ordered))),
        geometry=None,
        tilt_degrees=0.0,
        reasons=(problem,),
    )


def _with_geometry(images: Sequence[Image]) -> _Fit:
    first = images[0]
    spacing = first.frame.spacing or ()
    stack = arrange(
        [Plane(origin_lps_mm=_origin(image), name=image.name) for image in images],
        orientation=first.frame.orientation or (),
        spacing_ji_mm=(spacing[0], spacing[1]),
        shape_ji=(first.instance.pixels.rows, first.instance.pixels.columns),
        thickness_mm=slice_thickness(images),
    )
    return _Fit(
        images=tuple(images[n] for n in stack.order),
        positions_mm=stack.positions_mm,
        geometry=stack.geometry,
        tilt_degrees=stack.tilt_degrees,
        reasons=(
            *stack.reasons,
            *stack_doubts(stack, images),
            *claim_doubts(images),
            *traits(stack.geometry),
        ),
    )


def _slices(fit: _Fit) -> tuple[Slice, ...]:
    return tuple(
        Slice(
            image=image.instance.image(image.frame.number),
            file=image.instance.file,
            frame=image.frame.number,
            position_mm=position_mm,
            origin_lps_mm=_origin(image) if fit.geometry else None,
            meaning=image.frame.meaning,
            layout=image.instance.layout,
        )
        for image, position_mm in zip(fit.images, fit.positions_mm, strict=True)
    )


def _origin(image: Image) -> Vector:
    found = position_of(image.frame.position)
    if found is None:
        raise ValueError("an image without position has no place in a stack")
    return found


def _unit(images: Sequence[Image]) -> str:
    """Return the unit that all slices agree on; of colours there is none."""
    units = {image.frame.unit for image in images}
    return units.pop() if len(units) == 1 and images[0].instance.pixels.samples == 1 else ""


def _windows(images: Sequence[Image]) -> tuple[Window, ...]:
    """Return the windows of the middle slice, which shows more of the body than the ends."""
    return images[len(images) // 2].frame.windows
