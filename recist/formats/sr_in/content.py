"""The content tree of a structured report, walked once and held as plain values.

Every item keeps its place as people count it (1.5.2), so that what cannot be taken is named by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydicom import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence as Items

from recist.formats.dicom.plain_values import tag_of
from recist.formats.dicom.values import DAMAGE, numbers, text, texts, value_of
from recist.formats.measured import ContentError, one_line

CONTAINER, CODE, NUM, TEXT, IMAGE = "CONTAINER", "CODE", "NUM", "TEXT", "IMAGE"
PLANE_POINTS, SPACE_POINTS = "SCOORD", "SCOORD3D"
REFERENCE = "REFERENCE"
UNITS = "MeasurementUnitsCodeSequence"
MOST_DEPTH = 60
# An image library of a whole examination has some thousands.
MOST_ITEMS = 100_000
# The longest cell of a table; and what a coded word means is told in 64 characters.
MOST_TEXT, MOST_MEANING = 1_000_000, 1000
ROOT = (1,)
# What holds the value of an item, by its value type.
VALUES = {
    "TEXT": "TextValue",
    "PNAME": "PersonName",
    "UIDREF": "UID",
    "DATE": "Date",
    "TIME": "Time",
    "DATETIME": "DateTime",
    "NUM": "",
    "CODE": "",
    "CONTAINER": "",
    "IMAGE": "",
    "COMPOSITE": "",
    "WAVEFORM": "",
    "SCOORD": "",
    "SCOORD3D": "",
    "TCOORD": "",
    "TABLE": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A coded word: value, the scheme it is of, and what it means in the file's own words."""

    value: str
    scheme: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One content item.

    Attributes
    ----------
    path : tuple of int
        Its place, counted from 1; the document is ``(1,)``.
    kind : str
        Its value type; `REFERENCE` where another item stands for it.
    text : str
        The value of a text, name, UID, date or time, as it stands.
    number : str
        The digits of a number, empty where none was measured; ``12 or 99`` where it has two values.
    points : tuple of float
        Of coordinates, one after the other.
    images : tuple of str
        SOP Instance UIDs, with ``#frame`` where frames are named.
    target : tuple of int
        Of a reference, the place of the item that is meant.
    """

    path: tuple[int, ...]
    kind: str
    name: Code | None = None
    text: str = ""
    code: Code | None = None
    number: str = ""
    unit: Code | None = None
    graphic: str = ""
    points: tuple[float, ...] = ()
    frame_of_reference: str = ""
    images: tuple[str, ...] = ()
    target: tuple[int, ...] = ()
    children: tuple[Item, ...] = ()

    @property
    def where(self) -> str:
        """The place in words, such as ``item 1.5.2 (Long Axis)``."""
        return place_of(self.path, self.name)


def place_of(path: tuple[int, ...], name: Code | None) -> str:
    """Return the place of an item in words."""
    named = f" ({one_line(name.meaning or name.value)})" if name else ""
    return f"item {'.'.join(map(str, path))}{named}"


def read_content(dataset: Dataset) -> Item:
    """Return the document as a tree.

    Raises
    ------
    ContentError
        Names the item that is damaged, or that there are too many.
    """
    return _Walk().item(dataset, ROOT)


def below(item: Item) -> Iterator[Item]:
    """Yield an item and all that is under it, in order."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.children))


class _Walk:
    def __init__(self) -> None:
        self._count = 0

    def item(self, data: Dataset, path: tuple[int, ...]) -> Item:
        self._count += 1
        name = _code(data, "ConceptNameCodeSequence")
        where = place_of(path, name)
        if self._count > MOST_ITEMS or len(path) > MOST_DEPTH:
            raise ContentError(where, "no report needs so many items, or so deep; ask for another")
        if tag_of("ReferencedContentItemIdentifier") in data:
            target = numbers(data, "ReferencedContentItemIdentifier") or ()
            return Item(path=path, kind=REFERENCE, name=name, target=_place(target, where))
        kind = text(data, "ValueType")
        if kind not in VALUES:
            what = f"has the value type {one_line(kind)!r}" if kind else "has no value type"
            raise ContentError(where, f"{what}; the report is damaged, ask for it anew")
        value = _value(data, VALUES[kind], where) if VALUES[kind] else ""
        measured = _sequence(data, "MeasuredValueSequence", where) if kind == NUM else []
        is_drawn = kind in (PLANE_POINTS, SPACE_POINTS)
        return Item(
            path=path,
            kind=kind,
            name=name,
            text=value,
            code=_code(data, "ConceptCodeSequence") if kind == CODE else None,
            number=_either(digits for one in measured for digits in _numbers(one)),
            unit=_unit(measured, where),
            graphic=text(data, "GraphicType") if is_drawn else "",
            points=_points(data, where) if is_drawn else (),
            frame_of_reference=text(data, "ReferencedFrameOfReferenceUID") if is_drawn else "",
            images=_images(data, where) if kind == IMAGE else (),
            children=tuple(
                self.item(one, (*path, number))
                for number, one in enumerate(_sequence(data, "ContentSequence", where), start=1)
            ),
        )


def _sequence(data: Dataset, keyword: str, where: str) -> list[Dataset]:
    try:
        found = value_of(data, keyword)
        if found is None or found in ("", b""):
            return []
        if not isinstance(found, Items):
            raise TypeError
        return list(found)
    except DAMAGE:
        raise ContentError(
            where, f"its {keyword} is damaged and cannot be read; ask for it anew"
        ) from None


def _code(data: Dataset, keyword: str) -> Code | None:
    try:
        found = value_of(data, keyword)
        first = found[0] if isinstance(found, Items) and found else None
    except DAMAGE:
        return None
    return None if first is None else _coded(first)


def _coded(first: Dataset) -> Code | None:
    value = next(
        (
            told
            for name in ("CodeValue", "LongCodeValue", "URNCodeValue")
            if (told := text(first, name))
        ),
        "",
    )
    scheme, meaning = text(first, "CodingSchemeDesignator"), _meaning(first)
    return Code(value=value, scheme=scheme, meaning=meaning) if value or meaning else None


def _unit(measured: Sequence[Dataset], where: str) -> Code | None:
    """Return the unit of a number; where there are two, both, which are none."""
    items = (one for value in measured for one in _sequence(value, UNITS, where))
    found = [code for one in items if (code := _coded(one)) is not None]
    if not found:
        return None
    return Code(
        value=_either(one.value for one in found),
        scheme=_either(one.scheme for one in found),
        meaning=_either(one.meaning for one in found),
    )


def _either(told: Iterable[str]) -> str:
    """Return what is told; where two things are told, both: nobody knows which is meant."""
    return " or ".join(dict.fromkeys(one for one in told if one))


def _meaning(data: Dataset) -> str:
    try:
        found = value_of(data, "CodeMeaning")
    except DAMAGE:
        return ""
    return "" if found is None else _joined(found)[:MOST_MEANING]


def _joined(found: Any) -> str:
    """Return a value as text; a backslash in a text has made several of it."""
    return "\\".join(map(str, found)) if isinstance(found, MultiValue) else str(found)


def _value(data: Dataset, keyword: str, where: str) -> str:
    try:
        found = value_of(data, keyword)
    except DAMAGE:
        why = f"its {keyword} is damaged and cannot be read; ask for it anew"
        raise ContentError(where, why) from None
    told = "" if found is None else _joined(found)
    if len(told) > MOST_TEXT:
        raise ContentError(where, f"its {keyword} has {len(told):,} characters; shorten it")
    return told


def _numbers(measured: Dataset) -> Iterator[str]:
    """Yield the digits as they stand, and what the same value is in floating point, if it differs.

    PS3.3 C.18.1 gives both to one value.
    """
    written = _number_text(measured)
    yield written
    for exact in numbers(measured, "FloatingPointValue") or ():
        try:
            value = Decimal(written)
            digit = Decimal(1).scaleb(int(value.as_tuple().exponent))
            is_same = abs(value - Decimal(exact)) <= digit
        except (ArithmeticError, ValueError):
            # No number at all: that is told where it is used.
            continue
        if not is_same:
            yield repr(exact)


def _number_text(measured: Dataset) -> str:
    """Return the digits as they stand, whether the parser could make a number of them or not."""
    found = measured.get_item(tag_of("NumericValue")) if "NumericValue" in measured else None
    value = None if found is None else found.value
    if isinstance(value, bytes):
        return value.decode("ascii", "replace").strip(" \0")
    return text(measured, "NumericValue")


def _points(data: Dataset, where: str) -> tuple[float, ...]:
    found = numbers(data, "GraphicData") or ()
    if not all(map(math.isfinite, found)):
        raise ContentError(where, "its coordinates are no numbers; ask for the report anew")
    return found


def _images(data: Dataset, where: str) -> tuple[str, ...]:
    named = []
    for one in _sequence(data, "ReferencedSOPSequence", where):
        uid = text(one, "ReferencedSOPInstanceUID")
        # Frames count from 1; some writers put a 0 where there are none.
        frames = [frame for frame in texts(one, "ReferencedFrameNumber") if frame not in ("", "0")]
        if uid:
            named += [f"{uid}#{frame}" for frame in frames] or [uid]
    return tuple(named)


def _place(target: tuple[float, ...], where: str) -> tuple[int, ...]:
    if not target or not all(math.isfinite(one) and one >= 1 and one == int(one) for one in target):
        raise ContentError(where, "refers to an item by a number that is none; ask for it anew")
    return tuple(int(one) for one in target)
