"""Units of length as structured reports and annotations write them: by a code and by a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from recist.model.length import Length

# UCUM tells upper case from lower: Mm is a megametre.
MM_OF_CODE = {
    "mm": Decimal(1),
    "cm": Decimal(10),
    "dm": Decimal(100),
    "m": Decimal(1000),
    "um": Decimal("0.001"),
    "[in_i]": Decimal("25.4"),
}
_NAMES = {
    "mm": ("mm", "millimeter", "millimetre", "millimètre", "milímetro", "millimetro", "毫米"),
    "cm": (
        *("cm", "centimeter", "centimetre", "centimètre", "centímetro", "centimetro"),
        *("zentimeter", "厘米", "公分", "センチメートル"),
    ),
    "dm": ("dm", "decimeter", "decimetre", "dezimeter"),
    "m": ("m", "meter", "metre"),
    "um": ("um", "µm", "μm", "micrometer", "micrometre", "micron"),
    "[in_i]": ("in", "inch", "inche", "[in_i]"),
}
CODE_OF_NAME = {name: code for code, names in _NAMES.items() for name in names}
PIXELS = frozenset({"px", "[px]", "pixel", "pixels", "{pixel}", "{pixels}"})
UNITLESS = frozenset({"1", "{unity}", "no units", "unity", "none", "ratio"})
# What is known to be another unit cannot be a slip of the pen for a length of ours.
OTHER_UNITS = frozenset(
    {
        *("nm", "pm", "km", "mi", "nanometer", "kilometer", "[ft_i]", "ft", "foot", "feet"),
        *("[yd_i]", "mm2", "cm2", "m2", "mm3", "cm3", "m3", "mm²", "cm²", "mm³", "cm³", "cc"),
        *("ml", "l", "ms", "s", "min", "second", "seconds", "deg", "%", "percent", "g", "kg"),
        *("hu", "[hnsf'u]", "square", "cubic", "squared", "area", "volume", "per", "sq"),
        *("voxel", "voxels"),
    }
)
# In a description they are no units: "length in mm".
SHORT_WORDS = frozenset({"in", "m", "l", "s", "g", "min"})
_WORD = re.compile(r"[^\s(),;:/]+")
EXPORT = "export it again in mm"
MOST_MM = Decimal(10_000)
_NUMBER = re.compile(r"\+?(\d{1,12}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)


class UnitError(ValueError):
    """A unit or number that is no length; ``str()`` says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A length as a file records it.

    Attributes
    ----------
    half_digit_um : Decimal
        Half of the last digit that is written: how far rounding may have moved it.
    notes : tuple of (code, text)
        What was noticed about its unit or digits, each with the code of its finding.
    """

    length: Length
    half_digit_um: Decimal
    notes: tuple[tuple[str, str], ...] = ()


def recorded(number: str, code: str, name: str, scheme: str = "UCUM") -> Recorded:
    """Read a length, whatever its unit; nothing is taken as mm because it looks like it.

    Parameters
    ----------
    number : str
        As written, such as ``3.42`` or ``3.42E+01``.
    code, name : str
        The unit's code and its name; where one of them is missing or unknown the other one counts,
        with a note. Both unknown, or of different units: refused.
    scheme : str
        What the code is of.

    Raises
    ------
    UnitError
        Where it is no length, or its unit is none that is known for sure.
    """
    factor, notes = _mm_per(code.strip(), name.strip(), scheme.strip())
    written = number.strip()
    if not _NUMBER.fullmatch(written):
        raise UnitError(_why_no_number(written))
    try:
        value = Decimal(written)
    except InvalidOperation:
        raise UnitError(_why_no_number(written)) from None
    mm = value * factor
    if mm > MOST_MM:
        raise UnitError(f"{written} {code or name} is longer than any lesion; {EXPORT}")
    length, rounded = Length.from_decimal(mm)
    if mm and not length.um:
        raise UnitError(f"{written} {code or name} is shorter than a micrometre; {EXPORT}")
    if rounded:
        notes = (*notes, ("length-rounded", f"{written} is rounded to the micrometre, {length} mm"))
    exponent = value.as_tuple().exponent
    digit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return Recorded(length=length, half_digit_um=digit * factor * 500, notes=notes)


def _mm_per(code: str, name: str, scheme: str) -> tuple[Decimal, tuple[tuple[str, str], ...]]:
    """Return how many mm one unit is, and what was noticed about the way it is written."""
    told = f"unit code {code or 'missing'!r}, name {name or 'missing'!r}"
    plain = name.casefold().removesuffix(".")
    words = {word for word in _WORD.findall(plain) if word == plain or word not in SHORT_WORDS}
    if {code.casefold(), *words} & PIXELS:
        raise UnitError(f"is in pixels ({told}): a distance in pixels is no length; {EXPORT}")
    by_code = code if code in MM_OF_CODE else None
    by_name = code_named(plain)
    # Words of the name, and a code in capitals, are not enough to be believed, but to be doubted.
    said = {by_code, by_name, code_named(code.casefold()), *map(code_named, words)} - {None}
    if len(said) > 1:
        raise UnitError(f"{told}: these are two different units; {EXPORT}")
    found = by_code or by_name
    is_other = code == "Mm" or "/" in plain or {code.casefold(), *words} & OTHER_UNITS
    if found is None or is_other or {code.casefold(), plain} & UNITLESS:
        raise UnitError(f"{told}: this is no unit of length; {EXPORT}")
    # An unknown word beside a known one may be a free description; an unknown code is a mistake.
    if by_code is None or by_name is None:
        what = "code" if by_code is None else "name"
        note = f"the {what} of its unit is missing or unknown ({told}): taken as {found}"
        return MM_OF_CODE[found], (("unit-doubtful", note),)
    if scheme.upper() != "UCUM":
        note = f"its unit is coded by {scheme or 'no scheme'} and not by UCUM: taken as {found}"
        return MM_OF_CODE[found], (("unit-scheme", note),)
    return MM_OF_CODE[found], ()


def code_named(word: str) -> str | None:
    """Return the code of the unit that a word names; ``ms`` is no plural."""
    singular = word.removesuffix("s") if len(word) > 3 else word
    return CODE_OF_NAME.get(word) or CODE_OF_NAME.get(singular)


def _why_no_number(written: str) -> str:
    if not written:
        return "has no number; measure it, or leave the measurement out"
    if written.startswith(("-", "−")):
        return f"{written[:40]!r} is negative; a length is 0 or more"
    return f"{written[:40]!r} is no number"
