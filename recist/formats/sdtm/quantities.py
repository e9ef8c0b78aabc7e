"""The result variables of lengths and percentages."""

from __future__ import annotations

from decimal import Decimal

from recist.formats.sdtm.dataset import Cell
from recist.model.length import Length, mm_text


def measure(test: str, length: Length) -> dict[str, Cell]:
    """Return the result variables of a length."""
    return millimetres(test, length.um)


def millimetres(test: str, um: int) -> dict[str, Cell]:
    """Return the result variables of micrometres, which may be a difference."""
    return _result(test, mm_text(um), um / 1000, "mm")


def percent(test: str, change: Decimal) -> dict[str, Cell]:
    """Return the result variables of a change in percent, as it is shown: to 0.01."""
    return _result(test, str(change), float(change), "%")


def _result(test: str, text: str, number: float, unit: str) -> dict[str, Cell]:
    return {
        "TRTESTCD": test,
        "TRORRES": text,
        "TRORRESU": unit,
        "TRSTRESC": text,
        "TRSTRESN": number,
        "TRSTRESU": unit,
    }
