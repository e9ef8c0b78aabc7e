"""Figures as they stand on screen: one decimal, true minus signs, rounded never over an edge."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal, localcontext

from gui.state.tongue import tr

_WIDE = Context(prec=40)
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")
_EDGES = (Decimal("-30.0"), Decimal("20.0"))
TENTH_UM = 100


def minus(text: str) -> str:
    """Return a figure with the minus sign instead of a hyphen."""
    return text.replace("-", "−")


def one_decimal(um: int) -> str:
    """Write micrometres as millimetres, always with one decimal: 34200 → ``34.2``."""
    tenths, rest = divmod(abs(um), TENTH_UM)
    # Half to even, as in all that is written; no Decimal, since every cell asks at each move.
    tenths += rest > TENTH_UM // 2 or (rest == TENTH_UM // 2 and tenths % 2)
    whole, tenth = divmod(tenths, 10)
    return f"{'−' if um < 0 and tenths else ''}{whole}.{tenth}"


def up_to_tenth(um: int) -> str:
    """Write a lower bound (PD from) rounded up: 61440 → ``61.5``."""
    return one_decimal(-(-um // TENTH_UM) * TENTH_UM)


def down_to_tenth(um: int) -> str:
    """Write an upper bound (PR up to) rounded down: 57190 → ``57.1``."""
    return one_decimal(um // TENTH_UM * TENTH_UM)


def signed_mm(um: int) -> str:
    """Write a difference with its sign: −2900 → ``−2.9 mm``."""
    return f"{'+' if um > 0 else ''}{one_decimal(um)} mm"


def percent(now_um: int, before_um: int) -> str:
    """Write the change in percent, to a tenth.

    Where a tenth would show −30.0 or +20.0 although the edge is not met (or is passed), a
    second digit tells them apart: 29.996 % below is ``−29.99 %``. From 0 there is no percentage.
    """
    if before_um == 0:
        return tr("from 0")
    with localcontext(_WIDE):
        exact = Decimal(100 * (now_um - before_um)) / Decimal(before_um)
        shown = exact.quantize(_TENTH, ROUND_HALF_EVEN)
        if shown in _EDGES and shown != exact:
            rounding = ROUND_DOWN if abs(exact) < abs(shown) else ROUND_UP
            shown = exact.quantize(_HUNDREDTH, rounding)
    return f"{'+' if shown > 0 else ''}{minus(str(shown + 0))} %"
