"""Values of the plainest kinds straight from their bytes, without the parser's machinery.

A folder is listed by some thirty values of each header. The parser turns each into an object of
its own kind, which takes longer than all the rest of the listing.
"""

from __future__ import annotations

import math
import re
import struct
from functools import cache

from pydicom import Dataset
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import RawDataElement
from pydicom.tag import BaseTag, Tag

# Decimal string, PS3.5 6.2; a conversion to float takes much more than that (1_0, nan).
DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
WRITTEN = ("DS", "IS")
BINARY = {"US": "H", "SS": "h", "UL": "L", "SL": "l", "FL": "f", "FD": "d"}
# Kinds of text that know one alphabet alone.
ASCII = ("AS", "CS", "DA", "TM", "UI")


@cache
def tag_of(keyword: str) -> BaseTag:
    """Return the tag of a keyword."""
    return Tag(keyword)


def decimal(written: str) -> float:
    """Return a decimal string as a number, NaN where it is none."""
    found = written.strip("\0 ")
    return float(found) if DECIMAL.fullmatch(found) else math.nan


def plain_numbers(dataset: Dataset, keyword: str) -> tuple[float, ...] | None:
    """Return the numbers of an attribute; None where it is of no plain kind, or not there.

    Empty where it has no value, NaN for what is no number.
    """
    element = _raw(dataset, keyword)
    if element is None:
        return None
    value, kind = element.value or b"", _kind(element)
    if kind in WRITTEN:
        text = value.decode("latin-1").strip("\0 ")
        return tuple(decimal(one) for one in text.split("\\")) if text else ()
    if kind not in BINARY:
        return None
    code = BINARY[kind]
    order = "<" if element.is_little_endian else ">"
    if len(value) % struct.calcsize(order + code):
        return (math.nan,)
    return tuple(float(one) for (one,) in struct.iter_unpack(order + code, value))


def plain_text(dataset: Dataset, keyword: str) -> str | None:
    """Return a single text of one alphabet; None where it is of no such kind, or not there."""
    element = _raw(dataset, keyword)
    if element is None or _kind(element) not in ASCII:
        return None
    value = element.value or b""
    if b"\\" in value or not value.isascii():
        return None
    return value.decode("ascii").rstrip("\0 ")


def _raw(dataset: Dataset, keyword: str) -> RawDataElement | None:
    """Return an element as long as the parser has not converted it."""
    tag = tag_of(keyword)
    found: object = dataset.get_item(tag) if tag in dataset else None
    return found if isinstance(found, RawDataElement) else None


def _kind(element: RawDataElement) -> str:
    # Where the file does not say it, the dictionary does.
    return element.VR or _kind_of(element.tag)


@cache
def _kind_of(tag: BaseTag) -> str:
    return dictionary_VR(tag)
