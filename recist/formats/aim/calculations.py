"""The lengths of an annotation, each with its unit and the shape that it was measured on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recist.formats.aim.tree import Element
from recist.formats.length_units import UnitError, code_named, recorded
from recist.formats.lesion_codes import AXES, AxisKind
from recist.formats.measured import (
    ContentError,
    DrawnLine,
    MeasuredAxis,
    PixelPoints,
    one_line,
)

CALCULATIONS = ("Calculation", "CalculationEntity")
RESULTS = ("CalculationResult",)
SHAPES = ("GeometricShape", "MarkupEntity")
POINTS = ("SpatialCoordinate", "TwoDimensionSpatialCoordinate")
CIRCLE = "Circle"
NAMES = {
    "longaxis": AxisKind.LONG,
    "longestdiameter": AxisKind.LONG,
    "recistlongestdiameter": AxisKind.LONG,
    "shortaxis": AxisKind.SHORT,
    "shortestdiameter": AxisKind.SHORT,
    "diameter": AxisKind.DIAMETER,
    "length": AxisKind.LENGTH,
    "linelength": AxisKind.LENGTH,
    "linearmeasurement": AxisKind.LENGTH,
}
# Images of these classes have frames; of all others a frame number says nothing.
MULTI_FRAME = frozenset(
    f"1.2.840.10008.5.1.4.1.1.{one}"
    for one in ("2.1", "2.2", "4.1", "4.3", "4.4", "128.1", "130", "7.1", "7.2", "7.3", "7.4")
)
# The corners of an outline: all pairs of more than these would take too long.
MOST_POINTS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    uid: str
    image: str
    points: PixelPoints


def lengths_of(annotation: Element, classes: dict[str, str]) -> list[MeasuredAxis]:
    """Return the lengths that an annotation records, one of each kind.

    Parameters
    ----------
    classes : dict
        SOP Class UID of the images by their instance.

    Raises
    ------
    ContentError
        Where a length has no usable number or unit, or stands there twice with two values.
    """
    found: dict[AxisKind, tuple[Element, MeasuredAxis]] = {}
    for one in annotation.all(*CALCULATIONS):
        kind = _kind(one)
        if kind is None or (length := _length(one, kind)) is None:
            continue
        before = found.setdefault(kind, (one, length))[1]
        if before.recorded.length != length.recorded.length:
            raise ContentError(
                one.where,
                f"is {length.recorded.length} mm, and {before.line.what} of the same annotation is "
                f"{before.recorded.length} mm; keep one of the two",
            )
    shapes = list(_shapes(annotation, classes))
    return _on_shapes(list(found.values()), shapes, _statements(annotation))


def other_names(annotation: Element) -> list[str]:
    """Return what else an annotation has calculated, such as a mean."""
    names = (_name(one) for one in annotation.all(*CALCULATIONS) if _kind(one) is None)
    return list(dict.fromkeys(names))


def _name(one: Element) -> str:
    return one_line(one.said("description") or _meaning(one)) or "a calculation"


def _meaning(one: Element) -> str:
    coded = one.child("typeCode")
    shown = "" if coded is None else coded.said("displayName") or coded.said("codeMeaning")
    return shown or one.said("codeMeaning")


def _kind(one: Element) -> AxisKind | None:
    """Return which length a calculation is, by its code or by its name."""
    coded = one.child("typeCode") or one
    code = coded.attributes.get("code") or coded.said("codeValue")
    for scheme in ("SRT", "SCT"):
        if (scheme, code) in AXES:
            return AXES[scheme, code]
    for name in (one.said("description"), _meaning(one)):
        plain = "".join(sign for sign in name.casefold() if sign.isalnum())
        if plain in NAMES:
            return NAMES[plain]
    return None


def _length(one: Element, kind: AxisKind) -> MeasuredAxis | None:
    """Read a length; None for a calculation without a result."""
    results = list(one.all(*RESULTS))
    if not results:
        return None
    result = results[0]
    values = [data.said("value") for data in one.all("CalculationData")]
    values = values or [each.said("value") for each in results]
    if len(values) != 1 or len(results) != 1:
        what = f"{len(results)} results" if len(results) > 1 else f"{len(values)} values"
        raise ContentError(one.where, f"has {what}; a length is one")
    unit = result.said("unitOfMeasure")
    where = f"{one.where[:-1]} {_name(one)})"
    try:
        # The unit is one word: it is code and name in one.
        found = recorded(values[0], _code_of(unit), unit)
    except UnitError as error:
        raise ContentError(where, str(error)) from None
    line = DrawnLine(what=where, um=found.length.um, half_digit_um=found.half_digit_um)
    return MeasuredAxis(kind=kind, recorded=found, line=line)


def _code_of(unit: str) -> str:
    plain = unit.strip().casefold()
    return code_named(plain) or unit


def _shapes(annotation: Element, classes: dict[str, str]) -> Iterator[_Shape]:
    for one in annotation.all(*SHAPES):
        points = sorted(one.all(*POINTS), key=lambda point: _whole(point.said("coordinateIndex")))
        found = [(_number(point, "x"), _number(point, "y")) for point in points]
        if one.attributes.get("type", "").endswith(CIRCLE) and len(found) == 2:
            # Centre and a point on the edge: the diameter goes on to the other side.
            (a, b), (c, d) = found
            found[0] = 2 * a - c, 2 * b - d
        ends = _ends(found)
        if ends is None:
            continue
        uid = one.said("imageReferenceUid") or points[0].said("imageReferenceUID")
        frame = one.said("referencedFrameNumber") or points[0].said("referencedFrameNumber")
        named = f"{uid}#{frame}" if _has_frames(classes.get(uid, ""), frame) else uid
        yield _Shape(uid=one.said("uniqueIdentifier"), image=named, points=ends)


def _has_frames(sop_class: str, frame: str) -> bool:
    return _whole(frame) > 1 or (sop_class in MULTI_FRAME and _whole(frame) == 1)


def _ends(points: Sequence[tuple[float, float]]) -> PixelPoints | None:
    """Return the two ends of a line, or the two corners of an outline that are farthest apart."""
    if len(points) == 2:
        return points[0], points[1]
    if not 2 < len(points) <= MOST_POINTS:
        return None
    # Of thousands of corners there are millions of pairs.
    import numpy as np

    with np.errstate(over="ignore"):
        x, y = np.array(points).T
        apart = np.hypot(x[:, None] - x, y[:, None] - y)
    first, last = divmod(int(apart.argmax()), len(points))
    return points[first], points[last]


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _number(point: Element, name: str) -> float:
    try:
        value = float(point.said(name))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        why = f"its {name} is {point.said(name)[:40]!r}, which is no number; ask for it anew"
        raise ContentError(point.where, why)
    return value


def _statements(annotation: Element) -> dict[str, str]:
    """Return which shape a calculation refers to, both by their unique identifiers."""
    said = (one for one in annotation.all("ImageAnnotationStatement"))
    pairs = ((s.said("subjectUniqueIdentifier"), s.said("objectUniqueIdentifier")) for s in said)
    return {subject: meant for subject, meant in pairs if subject and meant}


def _on_shapes(
    lengths: Sequence[tuple[Element, MeasuredAxis]], shapes: list[_Shape], said: dict[str, str]
) -> list[MeasuredAxis]:
    """Give each length its shape: as the file says it, else the longer one to the longer one."""
    by_uid = {shape.uid: shape for shape in shapes if shape.uid}
    chosen: dict[AxisKind, _Shape] = {}
    for element, length in lengths:
        uid = element.said("uniqueIdentifier") or element.said("uid")
        shape = by_uid.get(said.get(uid, ""))
        if shape is not None:
            chosen[length.kind] = shape
    used = list(chosen.values())
    left = [shape for shape in shapes if shape not in used]
    waiting = [one for _, one in lengths if one.kind not in chosen]
    if len(left) == len(waiting):
        left.sort(key=lambda shape: -math.dist(*shape.points))
        waiting.sort(key=lambda one: -one.line.um)
        chosen |= {one.kind: shape for one, shape in zip(waiting, left, strict=True)}
    return [_drawn(one, chosen.get(one.kind)) for _, one in lengths]


def _drawn(one: MeasuredAxis, shape: _Shape | None) -> MeasuredAxis:
    if shape is None:
        return one
    return replace(one, line=replace(one.line, image=shape.image, points=shape.points))
