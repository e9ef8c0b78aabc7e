"""Results that are lengths: whose unit is said, converted exactly, and both forms compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from recist.formats.sdtm_in.records import Record
from recist.model.finding import Severity

MM_IN = {
    "MM": Decimal(1),
    "MILLIMETER": Decimal(1),
    "MILLIMETERS": Decimal(1),
    "MILLIMETRE": Decimal(1),
    "MILLIMETRES": Decimal(1),
    "CM": Decimal(10),
    "CENTIMETER": Decimal(10),
    "CENTIMETERS": Decimal(10),
    "CENTIMETRE": Decimal(10),
    "CENTIMETRES": Decimal(10),
    "M": Decimal(1000),
    "UM": Decimal("0.001"),
    "IN": Decimal("25.4"),
}
"""Millimetres in each unit that is known, in upper case."""

_NUMBER = re.compile(r"-?(\d{1,12}(\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_WIDE = Context(prec=60)
SAME_MM = Decimal("0.000001")
"""Below this two forms of one number differ by the digits of binary numbers alone."""

Note = tuple[Severity, str, str]
"""Severity, code, and what is said of the lesion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A length in mm, and what was noticed on the way."""

    mm: Decimal
    notes: tuple[Note, ...] = ()


def number_in(text: str) -> Decimal | None:
    """Return a plain decimal number, None where the text is none."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def length_of(record: Record, domain: str) -> Found | None:
    """Return the length that a record states, None where its result is no number.

    The result as it was collected is taken; the standard one where that has no unit.

    Raises
    ------
    UnreadableError
        Where no unit, an unknown one or a negative length is stated.
    """
    original, standard = f"{domain}ORRES", f"{domain}STRESC"
    told = number_in(record.text(original))
    if told is None and record.text(original):
        return None
    forms = [
        (name, mm)
        for name, unit in (
            (original, f"{domain}ORRESU"),
            (standard, f"{domain}STRESU"),
            (f"{domain}STRESN", f"{domain}STRESU"),
        )
        if (mm := _in_mm(record, name, unit)) is not None
    ]
    if not forms:
        if told is None and number_in(record.text(standard)) is None:
            return None
        raise record.fault(
            f"{original}U",
            "is empty, so that nobody can tell the unit of "
            f"{record.text(original) or record.text(standard)}; say mm or cm",
        )
    if forms[0][1] < 0:
        raise record.fault(forms[0][0], f"{forms[0][1]} is negative; a length is 0 or more")
    return Found(mm=forms[0][1], notes=tuple(_apart(forms, record)))


def _in_mm(record: Record, name: str, unit_name: str) -> Decimal | None:
    number = number_in(record.text(name))
    if number is None:
        return None
    unit = record.word(unit_name)
    if unit and unit not in MM_IN:
        raise record.fault(
            unit_name, f"{record.text(unit_name)!r} is no unit of length that is known; write mm"
        )
    if not unit:
        # Nothing is nothing in any unit.
        return number if not number else None
    with localcontext(_WIDE):
        return number * MM_IN[unit]


def _apart(forms: list[tuple[str, Decimal]], record: Record) -> Iterator[Note]:
    name, first = forms[0]
    for other, mm in forms[1:]:
        if abs(mm - first) > SAME_MM:
            both = f"has {mm_words(first)} in {name} and {mm_words(mm)} in {other}"
            said = f"{both}: {name} is taken ({record.place})"
            yield Severity.WARNING, "result-disagrees", said
            return


def mm_words(mm: Decimal) -> str:
    """Write millimetres for people: ``34.2 mm``."""
    return f"{format(mm.normalize(), 'f')} mm"
