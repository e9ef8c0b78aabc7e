"""Attributes as they stand in a header that may be damaged: never an exception, never a guess."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydicom import Dataset
from pydicom.errors import BytesLengthException, InvalidDicomError

from recist.formats import faults
from recist.formats.dicom.plain_values import decimal, plain_numbers, plain_text, tag_of

# What the parser raises, too.
DAMAGE = (*faults.DAMAGE, BytesLengthException, InvalidDicomError)
UNFORESEEN = (*faults.UNFORESEEN, BytesLengthException, InvalidDicomError)


def value_of(dataset: Dataset, keyword: str) -> Any:
    """Return the value of an attribute, None where it is missing; raises one of `DAMAGE`.

    By its tag: the parser takes several times as long to look for a keyword that is not there.
    """
    tag = tag_of(keyword)
    return dataset[tag].value if tag in dataset else None


def text(dataset: Dataset, keyword: str) -> str:
    """Return an attribute as text, empty where it is missing or unreadable."""
    try:
        plain = plain_text(dataset, keyword)
        value = value_of(dataset, keyword) if plain is None else plain
    except DAMAGE:
        return ""
    return "" if value is None else _printable(value)


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """Return all values of an attribute as text."""
    try:
        value = value_of(dataset, keyword)
    except DAMAGE:
        return ()
    if value is None:
        return ()
    several = [value] if isinstance(value, str) or not isinstance(value, Iterable) else value
    return tuple(_printable(one) for one in several)


def _printable(value: object) -> str:
    # A damaged header may hold what would steer a terminal.
    return "".join(sign for sign in str(value) if sign.isprintable()).strip()


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...] | None:
    """Return all values as numbers: None where it is missing, NaN where it is no number."""
    try:
        plain = plain_numbers(dataset, keyword)
        if plain is not None:
            return plain or None
        value = value_of(dataset, keyword)
        if value is None or value in ("", b""):
            return None
        several = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        return tuple(_number(one) for one in several) or None
    except DAMAGE:
        return (math.nan,)


def _number(value: Any) -> float:
    if value is None:
        return math.nan
    written = getattr(value, "original_string", value)
    return decimal(written) if isinstance(written, str) else float(value)


def number(dataset: Dataset, keyword: str) -> float | None:
    """Return the first value as a finite number, or None."""
    found = numbers(dataset, keyword)
    return found[0] if found and math.isfinite(found[0]) else None


def whole(dataset: Dataset, keyword: str) -> int | None:
    """Return the first value as an integer, or None."""
    found = number(dataset, keyword)
    return int(found) if found is not None and found == int(found) else None


def first_item(dataset: Dataset, keyword: str) -> Dataset | None:
    """Return the first item of a sequence, or None."""
    try:
        sequence = value_of(dataset, keyword)
        item = sequence[0] if sequence else None
        return item if isinstance(item, Dataset) else None
    except DAMAGE:
        return None


def day(dataset: Dataset, keyword: str) -> date | None:
    """Return a DICOM DA (YYYYMMDD) as a date, or None."""
    digits = text(dataset, keyword).replace(".", "")
    if len(digits) != 8 or not digits.isdecimal():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
