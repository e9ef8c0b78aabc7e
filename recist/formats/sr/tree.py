"""The content tree of a report as plain values, read with pydicom alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

Key = tuple[str, str]
"""Scheme and value of a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One content item.

    Attributes
    ----------
    value : str
        A text, a name, a date, a UID, the digits of a number, the key of a code as
        ``scheme value``, or the instance of an image, with ``#frame`` where one is named.
    unit : Key or None
        Of a number.
    points : tuple of float
        Of coordinates, flat as they stand.
    """

    kind: str
    name: Key
    value: str
    unit: Key | None
    points: tuple[float, ...]
    children: tuple[Node, ...]

    def all(self, name: Key) -> Iterator[Node]:
        """Yield the items of a name right under this one."""
        return (one for one in self.children if one.name == name)

    def one(self, name: Key) -> Node | None:
        """Return the first item of a name right under this one."""
        return next(self.all(name), None)

    def texts(self, name: Key) -> list[str]:
        """Return the values of the items of a name."""
        return [one.value for one in self.all(name)]

    def text(self, name: Key) -> str:
        """Return the value of the first item of a name, empty where there is none."""
        found = self.one(name)
        return "" if found is None else found.value


def node_of(item: Dataset) -> Node:
    """Read a content item with everything under it."""
    kind = str(item.ValueType)
    named = item.get("ConceptNameCodeSequence")
    return Node(
        kind=kind,
        name=key_of(named[0]) if named else ("", ""),
        value=_value(kind, item),
        unit=_unit(kind, item),
        points=tuple(float(one) for one in item.GraphicData) if kind.startswith("SCOORD") else (),
        children=tuple(node_of(one) for one in item.get("ContentSequence") or ()),
    )


def key_of(code: Dataset) -> Key:
    """Return the key of a code, however long it is."""
    value = code.get("CodeValue") or code.get("LongCodeValue") or code.get("URNCodeValue") or ""
    return str(code.get("CodingSchemeDesignator") or ""), str(value)


def _value(kind: str, item: Dataset) -> str:
    match kind:
        case "TEXT":
            return str(item.TextValue)
        case "CODE":
            return " ".join(key_of(item.ConceptCodeSequence[0]))
        case "NUM":
            measured = item.MeasuredValueSequence
            return str(measured[0].NumericValue) if measured else ""
        case "UIDREF":
            return str(item.UID)
        case "PNAME":
            return str(item.PersonName)
        case "DATE":
            return str(item.Date)
        case "IMAGE":
            return _image(item.ReferencedSOPSequence[0])
        case "SCOORD3D":
            return str(item.ReferencedFrameOfReferenceUID)
        case _:
            return ""


def _image(referred: Dataset) -> str:
    frame = referred.get("ReferencedFrameNumber")
    return f"{referred.ReferencedSOPInstanceUID}{'' if frame is None else f'#{frame}'}"


def _unit(kind: str, item: Dataset) -> Key | None:
    if kind != "NUM" or not item.MeasuredValueSequence:
        return None
    return key_of(item.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0])
