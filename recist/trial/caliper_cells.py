"""A caliper as plain JSON values, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from recist.model.errors import InputError
from recist.trial.calipers import Axis, CaliperRecord, Point

TEXTS = ("subject", "reader", "visit", "lesion", "frame_of_reference", "image", "method")


def caliper_to_json(record: CaliperRecord) -> dict[str, Any]:
    """Write a caliper; floats keep every digit."""
    return {name: getattr(record, name) for name in TEXTS} | {
        "long_axis_lps_mm": record.long_axis_lps_mm,
        "short_axis_lps_mm": record.short_axis_lps_mm,
    }


def caliper_from_json(values: Mapping[str, Any], where: str) -> CaliperRecord:
    """Read a caliper.

    Raises
    ------
    InputError
        Where a key is missing or a point is not three finite numbers.
    """
    texts = {name: values.get(name, "") for name in TEXTS}
    for name, text in texts.items():
        if not isinstance(text, str) or (name in ("subject", "visit", "lesion") and not text):
            raise InputError(f"{where}, key {name}: {text!r} is no text")
    long_axis = _axis(values.get("long_axis_lps_mm"), where, "long_axis_lps_mm")
    short = values.get("short_axis_lps_mm")
    return CaliperRecord(
        long_axis_lps_mm=long_axis,
        short_axis_lps_mm=None if short is None else _axis(short, where, "short_axis_lps_mm"),
        **texts,
    )


def _axis(value: Any, where: str, key: str) -> Axis:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise InputError(f"{where}, key {key}: {value!r} is no pair of points")
    return _point(value[0], where, key), _point(value[1], where, key)


def _point(value: Any, where: str, key: str) -> Point:
    numbers = value if isinstance(value, list | tuple) else ()
    sound = [n for n in numbers if isinstance(n, int | float) and math.isfinite(n)]
    if len(sound) != 3 or len(numbers) != 3:
        raise InputError(f"{where}, key {key}: {value!r} is no point of three numbers in mm")
    return float(sound[0]), float(sound[1]), float(sound[2])
