"""Measurement groups: which lesion each is of, in which role, and what was measured of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recist.formats.labels import Names
from recist.formats.lesion_codes import RESPONSES, ROLE_OF_ANSWER, ROLES, AxisKind
from recist.formats.measured import ContentError, MeasuredAxis, one_line
from recist.formats.sr_in.axes import Tree, axis_kind, image_of, read_axis
from recist.formats.sr_in.concepts import (
    FINDING,
    FINDING_CATEGORY,
    FINDING_SITE,
    GROUP,
    NO_LESION,
    TRACKING_ID,
    TRACKING_UID,
    Concept,
    first_of,
    is_named,
    key_of,
    text_of,
)
from recist.formats.sr_in.content import (
    CODE,
    CONTAINER,
    NUM,
    Code,
    Item,
    below,
)
from recist.formats.sr_in.context import visit_of
from recist.model.lesion import Role
from recist.trial.stated import Answer

# A code of a viewer that stands for a text which somebody typed.
FREE_TEXT = "FREETEXT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One lesion of a report, from one group or from several with one Tracking UID.

    Attributes
    ----------
    items : tuple of Item
        The groups.
    role : Role or None
        None where nothing says it.
    responses : tuple of (Answer, str)
        What the report says of the response.
    """

    names: Names
    items: tuple[Item, ...]
    axes: tuple[MeasuredAxis, ...]
    role: Role | None
    site: str
    image: str
    responses: tuple[tuple[Answer, str], ...]

    @property
    def where(self) -> str:
        """The place of the first of its groups."""
        return self.items[0].where


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A group of which nothing is taken, and why."""

    item: Item
    why: str


def groups_in(root: Item) -> list[Item]:
    """Return the measurement groups of a report, in order."""
    return [one for one in below(root) if one.kind == CONTAINER and is_named(one, GROUP)]


def lesions_in(groups: Sequence[Item], tree: Tree) -> tuple[list[Group], list[LeftOut]]:
    """Read the groups, those with one Tracking UID as one lesion.

    Raises
    ------
    ContentError
        Where a diameter has no usable number or unit, or stands there twice with two values.
    """
    left: list[LeftOut] = []
    together: dict[object, list[Item]] = {}
    for number, item in enumerate(groups):
        if key_of(_code_of(item, FINDING_CATEGORY)) in NO_LESION:
            left.append(LeftOut(item=item, why="is of an anatomical structure, which is no lesion"))
            continue
        uid = one_line(text_of(item, TRACKING_UID))
        together.setdefault(uid or number, []).append(item)
    found = []
    for items in together.values():
        lesion = _lesion(items, tree)
        if lesion.axes:
            found.append(lesion)
        else:
            left.append(LeftOut(item=items[0], why=f"{_content(items)} and no diameter"))
    return found, left


def _lesion(items: Sequence[Item], tree: Tree) -> Group:
    axes = tuple(_axes(items, tree))
    codes = [one for item in items for one in item.children if one.kind == CODE]
    responses = tuple(
        RESPONSES[one.code.value]
        for one in codes
        if one.code is not None and key_of(one.code) in _RESPONSES
    )
    said = [ROLES[key_of(one.code)[1]] for one in codes if key_of(one.code) in _ROLES]
    said += [ROLE_OF_ANSWER[answer] for answer, _ in responses]
    if axes and len(set(said)) > 1:
        raise ContentError(items[0].where, "calls its lesion both target and non-target")
    if axes:
        _refuse_several(items)
    images = (image_of(item, tree) for item in items)
    drawn = (one.line.image for one in axes)
    return Group(
        names=_names(items),
        items=tuple(items),
        axes=axes,
        role=said[0] if said else None,
        site=next((site for item in items if (site := _meaning(item, FINDING_SITE))), ""),
        image=next((image for image in (*drawn, *images) if image), ""),
        responses=responses,
    )


def _refuse_several(items: Sequence[Item]) -> None:
    """Refuse groups of one Tracking UID that are of two lesions, or of two visits."""
    for name_of in (lambda one: one_line(text_of(one, TRACKING_ID)), visit_of):
        named = {name.casefold(): (one, name) for one in items if (name := name_of(one))}
        if len(named) > 1:
            (first, name), (second, other) = [*named.values()][:2]
            why = f"is {other!r}, and {first.where} with the same Tracking UID is {name!r}"
            raise ContentError(second.where, f"{why}; ask for them apart")


_RESPONSES = frozenset(("DCM", code) for code in RESPONSES)
_ROLES = frozenset(("DCM", code) for code in ROLES)


def _axes(items: Sequence[Item], tree: Tree) -> Iterator[MeasuredAxis]:
    """Yield each diameter once."""
    found: dict[AxisKind, MeasuredAxis] = {}
    for group in items:
        for item in group.children:
            kind = axis_kind(item)
            if kind is None:
                continue
            one = read_axis(item, kind, group, tree)
            before = found.setdefault(kind, one)
            if before.recorded.length != one.recorded.length:
                raise ContentError(
                    item.where,
                    f"is {one.recorded.length} mm, and {before.line.what} of the same lesion is "
                    f"{before.recorded.length} mm; keep one of the two",
                )
    yield from found.values()


def _names(items: Sequence[Item]) -> Names:
    first = items[0]
    finding = _code_of(first, FINDING)
    is_free = finding is not None and FREE_TEXT in finding.value.upper()
    meaning = "" if finding is None else one_line(finding.meaning)
    return Names(
        identifier=next((t for one in items if (t := one_line(text_of(one, TRACKING_ID)))), ""),
        uid=one_line(text_of(first, TRACKING_UID)),
        free=meaning if is_free else _typed(first),
        finding="" if is_free else meaning,
    )


def _typed(item: Item) -> str:
    """Return a finding that is plain text."""
    found = first_of(item, FINDING)
    return "" if found is None else one_line(found.text)


def _code_of(item: Item, concept: Concept) -> Code | None:
    found = first_of(item, concept)
    return None if found is None else found.code


def _meaning(item: Item, concept: Concept) -> str:
    code = _code_of(item, concept)
    return "" if code is None else one_line(code.meaning)


def _content(items: Sequence[Item]) -> str:
    """Say what a group without a diameter has instead."""
    numbers = [one for item in items for one in item.children if one.kind == NUM]
    named = dict.fromkeys(
        one_line(one.name.meaning or one.name.value) for one in numbers if one.name is not None
    )
    shown = ", ".join([*named][:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")
    return f"has {shown}" if named else "has no number"
