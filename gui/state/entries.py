"""Entries of the user's own files: JSON of unknown shape, read without trust."""

from __future__ import annotations

import json
import math
from typing import cast


def entries_of(text: str) -> dict[str, object]:
    """Return the object that a text holds, an empty one where it holds none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def objects(value: object) -> tuple[dict[str, object], ...]:
    """Return the objects of a list, all else left out."""
    return tuple(one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def figures(value: object, count: int) -> tuple[float, ...]:
    """Return a list of so many finite numbers, an empty tuple where it is none."""
    if not isinstance(value, list) or len(value) != count:
        return ()
    if any(type(one) not in (int, float) for one in value):
        return ()
    try:
        found = tuple(float(one) for one in value)
    except OverflowError:
        return ()
    return found if all(map(math.isfinite, found)) else ()


def words(value: object) -> tuple[str, ...]:
    """Return the texts of a list, all else left out."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
