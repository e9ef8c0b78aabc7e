"""The diameters of a measurement group, each with its unit and its end points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recist.formats.length_units import Recorded, UnitError, recorded
from recist.formats.lesion_codes import AXES, AxisKind
from recist.formats.measured import ContentError, DrawnLine, MeasuredAxis, one_line
from recist.formats.sr_in.concepts import DERIVATION, MAXIMUM, first_of, key_of
from recist.formats.sr_in.content import (
    IMAGE,
    NUM,
    PLANE_POINTS,
    REFERENCE,
    SPACE_POINTS,
    Item,
)
from recist.trial.calipers import Axis

Tree = Mapping[tuple[int, ...], Item]
LINE, CIRCLE = "POLYLINE", "CIRCLE"


def axis_kind(item: Item) -> AxisKind | None:
    """Return which diameter an item is; None for a number that is none, such as a volume."""
    if item.kind != NUM or (kind := AXES.get(key_of(item.name))) is None:
        return None
    derived = first_of(item, DERIVATION)
    # The mean of several diameters is nobody's diameter.
    return kind if derived is None or key_of(derived.code) in MAXIMUM else None


def read_axis(item: Item, kind: AxisKind, group: Item, tree: Tree) -> MeasuredAxis:
    """Read one diameter.

    Parameters
    ----------
    group : Item
        May name the image and hold the region, where the number itself does not.
    tree : mapping
        All items by their place, for those that stand for another one.

    Raises
    ------
    ContentError
        Where its number or unit is none, or its coordinates are damaged.
    """
    found, line = recorded_line(item)
    holders = (item, group) if _is_of_group(kind, group, tree) else (item,)
    line = drawn_on(line, holders, tree)
    line = replace(line, image=line.image or image_of(group, tree))
    return MeasuredAxis(kind=kind, recorded=found, line=line)


def recorded_line(item: Item) -> tuple[Recorded, DrawnLine]:
    """Read the number of a length in its unit, and begin the line that it is compared with.

    Raises
    ------
    ContentError
        Where its number or unit is none.
    """
    unit = item.unit
    try:
        found = recorded(
            item.number,
            "" if unit is None else unit.value,
            "" if unit is None else one_line(unit.meaning),
            "" if unit is None else unit.scheme,
        )
    except UnitError as error:
        raise ContentError(item.where, str(error)) from None
    line = DrawnLine(what=item.where, um=found.length.um, half_digit_um=found.half_digit_um)
    return found, line


def _is_of_group(kind: AxisKind, group: Item, tree: Tree) -> bool:
    """Say whether the line of a group is that of one of its diameters.

    Of several lines, or the short one of several diameters, nobody can tell.
    """
    drawn = [
        one
        for child in group.children
        if child.kind in (PLANE_POINTS, SPACE_POINTS, REFERENCE)
        and _is_line(one := resolved(child, tree))
    ]
    diameters = [one for one in group.children if axis_kind(one) is not None]
    return len(diameters) == 1 or (len(drawn) == 1 and kind is not AxisKind.SHORT)


def image_of(item: Item, tree: Tree) -> str:
    """Return the first image among the children of an item, empty where there is none."""
    for child in item.children:
        one = resolved(child, tree)
        if one.kind == IMAGE and one.images:
            return one.images[0]
    return ""


def resolved(item: Item, tree: Tree) -> Item:
    """Return the item that is meant by a reference; any other as it is.

    Raises
    ------
    ContentError
        Where a reference leads nowhere, to another reference or to what it is part of.
    """
    if item.kind != REFERENCE:
        return item
    target = item.target
    if target == item.path[: len(target)]:
        raise ContentError(item.where, "refers to the item that it is part of: a circle")
    found = tree.get(target)
    if found is None or found.kind == REFERENCE:
        place = ".".join(map(str, target))
        raise ContentError(item.where, f"refers to item {place}, which is none; ask for it anew")
    return found


def drawn_on(line: DrawnLine, holders: Sequence[Item], tree: Tree) -> DrawnLine:
    """Return a line with the end points, and the image, that one of some items has for it."""
    shape = next(
        (
            one
            for holder in holders
            for child in holder.children
            if _is_line(one := resolved(child, tree))
        ),
        None,
    )
    named = (image_of(one, tree) for one in (*([shape] if shape else []), *holders))
    line = replace(line, image=next((image for image in named if image), ""))
    if shape is None:
        return line
    if shape.kind == SPACE_POINTS:
        x1, y1, z1, x2, y2, z2 = shape.points
        ends: Axis = ((x1, y1, z1), (x2, y2, z2))
        return replace(line, axis_lps_mm=ends, frame_of_reference=shape.frame_of_reference)
    a, b, c, d = shape.points
    if shape.graphic == CIRCLE:
        # Centre and a point on the edge: the diameter goes on to the other side.
        a, b, c, d = 2 * a - c, 2 * b - d, c, d
    return replace(line, points=((a, b), (c, d)))


def placed_on(line: DrawnLine, shape: Item, tree: Tree) -> DrawnLine | None:
    """Return a line of no length at the place of a point, None where the item is no point."""
    if shape.kind == SPACE_POINTS and len(shape.points) == 3:
        x, y, z = shape.points
        place: Axis = ((x, y, z), (x, y, z))
        return replace(line, axis_lps_mm=place, frame_of_reference=shape.frame_of_reference)
    if shape.kind == PLANE_POINTS and len(shape.points) == 2:
        a, b = shape.points
        return replace(line, image=image_of(shape, tree), points=((a, b), (a, b)))
    return None


def _is_line(shape: Item) -> bool:
    return shape.kind in (PLANE_POINTS, SPACE_POINTS) and _is_drawn(shape)


def _is_drawn(shape: Item) -> bool:
    """Say whether a shape is a line of two points, or a circle in a plane."""
    if shape.kind == SPACE_POINTS:
        return shape.graphic == LINE and len(shape.points) == 6
    return shape.graphic in (LINE, CIRCLE) and len(shape.points) == 4
