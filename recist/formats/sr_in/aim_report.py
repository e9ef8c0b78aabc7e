"""Annotations (AIM) that were written as structured reports, in their own scheme 99NCIAIM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recist.formats.labels import Label, Names, Words, labels_of
from recist.formats.lesion_codes import AXES, RESPONSES, ROLE_OF_ANSWER, AxisKind
from recist.formats.measured import ContentError, Facts, MeasuredAxis, one_line
from recist.formats.sr_in.axes import Tree, drawn_on, image_of, read_axis
from recist.formats.sr_in.concepts import (
    TRACKING_ID,
    TRACKING_UID,
    first_of,
    is_named,
    key_of,
    text_of,
)
from recist.formats.sr_in.content import NUM, PLANE_POINTS, Item, below
from recist.formats.sr_in.context import Context

SCHEME = "99NCIAIM"
WORDS = Words(identifier="name", uid="unique identifier")
REPORT = frozenset({(SCHEME, "zzz001")})
ANNOTATION = frozenset({(SCHEME, "zzz002")})
ANNOTATION_TYPE = frozenset({(SCHEME, "zzz005")})
ANATOMIC_ENTITY = frozenset({(SCHEME, "zzz008")})
CALCULATION = frozenset({(SCHEME, "zzz011")})
METHOD = frozenset({("SRT", "G-C036"), ("SCT", "370129005")})


def is_aim_report(root: Item) -> bool:
    """Say whether a report is an annotation."""
    return is_named(root, REPORT)


def facts_of(root: Item, context: Context, tree: Tree, *, file: str) -> list[Facts]:
    """Return what a report says of the lesions that it has a length of.

    Raises
    ------
    ContentError
        Where a length has no usable number or unit, or a lesion no name.
    """
    found = [one for one in below(root) if is_named(one, ANNOTATION)]
    measured = [(one, axes) for one in found if (axes := tuple(_axes(one, tree)))]
    labels = labels_of([_names(one) for one, _ in measured], WORDS)
    return [
        _facts(one, axes, label, context, tree, file=file)
        for (one, axes), label in zip(measured, labels, strict=True)
    ]


def _names(annotation: Item) -> Names:
    return Names(
        identifier=one_line(text_of(annotation, TRACKING_ID)),
        uid=one_line(text_of(annotation, TRACKING_UID)),
        free="",
        finding="",
    )


def _facts(
    annotation: Item,
    axes: Sequence[MeasuredAxis],
    label: Label | None,
    context: Context,
    tree: Tree,
    *,
    file: str,
) -> Facts:
    if label is None:
        raise ContentError(annotation.where, "has no name and no unique identifier")
    if context.date.day is None:
        why = "has no study date; a lesion that was measured needs the day of its scan"
        raise ContentError("StudyDate", why)
    kind = first_of(annotation, ANNOTATION_TYPE)
    response = RESPONSES.get(key_of(None if kind is None else kind.code)[1])
    anatomy = first_of(annotation, ANATOMIC_ENTITY)
    site = "" if anatomy is None or anatomy.code is None else one_line(anatomy.code.meaning)
    drawn = (one.line.image for one in axes)
    named = (image_of(one, tree) for one in below(annotation))
    return Facts(
        file=file,
        where=annotation.where,
        subject=context.subject,
        reader=context.reader,
        visit=context.visit,
        date=context.date,
        label=label,
        role=ROLE_OF_ANSWER[response[0]] if response else None,
        site=site,
        image=next((image for image in (*drawn, *named) if image), ""),
        axes=tuple(axes),
        responses=(response,) if response else (),
    )


def _axes(annotation: Item, tree: Tree) -> Iterator[MeasuredAxis]:
    """Yield each length; the only line of an annotation with one length is that of the length."""
    found: dict[AxisKind, MeasuredAxis] = {}
    for calculation in annotation.children:
        method = first_of(calculation, METHOD) if is_named(calculation, CALCULATION) else None
        kind = AXES.get(key_of(None if method is None else method.code))
        numbers = [one for one in calculation.children if one.kind == NUM]
        if kind is None:
            continue
        if len(numbers) != 1:
            raise ContentError(calculation.where, f"has {len(numbers)} values; a length is one")
        one = read_axis(numbers[0], kind, calculation, tree)
        if found.setdefault(kind, one).recorded.length != one.recorded.length:
            raise ContentError(numbers[0].where, "is a second value of one length; keep one")
    holders = [one for one in below(annotation) if _holds_shape(one)]
    if len(found) == len(holders) == 1:
        found = {
            kind: replace(one, line=drawn_on(one.line, holders, tree))
            for kind, one in found.items()
        }
    yield from found.values()


def _holds_shape(item: Item) -> bool:
    return any(one.kind == PLANE_POINTS for one in item.children)
