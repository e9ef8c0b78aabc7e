"""Lengths as whole micrometres, so that thresholds are met exactly or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

UM_PER_MM = 1000
_PLAIN_DECIMAL = re.compile(r"\d{1,12}(\.\d{0,30})?|\.\d{1,30}", re.ASCII)
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length of ``um`` micrometres.

    Made once, from text (`Length.parse`), a Decimal or a caliper, and never rounded after.
    """

    um: int

    @classmethod
    def parse(cls, text: str) -> tuple[Length, bool]:
        """Read millimetres as written: digits and at most one decimal point.

        Parameters
        ----------
        text : str
            For example ``"34.2"``. Further digits than micrometres are rounded half to even.

        Returns
        -------
        tuple of Length and bool
            The length, and whether digits beyond the micrometre were rounded away.

        Raises
        ------
        ValueError
            Where the text is no plain, non-negative decimal number.
        """
        stripped = text.strip()
        if not _PLAIN_DECIMAL.fullmatch(stripped):
            raise ValueError(f"{text!r} is no length in mm")
        return cls.from_decimal(Decimal(stripped))

    @classmethod
    def from_decimal(cls, mm: Decimal) -> tuple[Length, bool]:
        """Take a Decimal in millimetres; the second value says whether it was rounded."""
        with localcontext(_WIDE):
            exact = mm * UM_PER_MM
            whole = exact.to_integral_value()
        return cls(int(whole)), whole != exact

    @classmethod
    def from_caliper(cls, distance_mm: float, precision_mm: Decimal) -> Length:
        """Round an unrounded distance once, half to even, to the protocol's precision.

        Parameters
        ----------
        distance_mm : float
            Distance of the caliper's end points in patient millimetres.
        precision_mm : Decimal
            The protocol's ``measurement_precision_mm``.
        """
        with localcontext(_WIDE):
            steps = (Decimal(distance_mm) / precision_mm).to_integral_value()
            return cls(int(steps * precision_mm * UM_PER_MM))

    @classmethod
    def of_mm(cls, mm: int | str) -> Length:
        """Return a length known to the program, such as a threshold of ``10`` or ``"0.5"`` mm."""
        return cls(int(Decimal(mm) * UM_PER_MM))

    @property
    def mm(self) -> Decimal:
        """Millimetres, exactly."""
        return Decimal(self.um).scaleb(-3)

    def __str__(self) -> str:
        """Millimetres with at least one decimal and no more digits than needed."""
        return mm_text(self.um)


def mm_text(um: int) -> str:
    """Write micrometres as millimetres: ``34200`` → ``34.2``, ``34000`` → ``34.0``."""
    sign, size = ("-" if um < 0 else ""), abs(um)
    fraction = f"{size % UM_PER_MM:03d}".rstrip("0") or "0"
    return f"{sign}{size // UM_PER_MM}.{fraction}"
