"""The noise mark: where measuring once more could carry a sum over a threshold.

The limits are those within which 95 % of repeated measurements of one observer lie, in percent
of the first: Yoon et al. 2016 (PMID 26687017), a meta-analysis of CT measurements by RECIST.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gui.state.tongue import later, tr
from recist.model.assessment import VisitAssessment
from recist.model.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """95 % limits of agreement, as shares of what was measured, and the sentence on them."""

    down: Fraction
    up: Fraction
    source: str


OF_ONE_LESION = Limits(
    down=Fraction(-178, 1000),
    up=Fraction(161, 1000),
    source=later(
        "One reader who measures a single lesion twice: 95 % of the differences lie between "
        "−17.8 and +16.1 % (Yoon 2016, PMID 26687017)"
    ),
)
OF_A_SUM = Limits(
    down=Fraction(-98, 1000),
    up=Fraction(131, 1000),
    source=later(
        "One reader who measures a sum of lesions twice: 95 % of the differences lie between "
        "−9.8 and +13.1 % (Yoon 2016, PMID 26687017)"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseMark:
    """What is said of noise; both texts are empty where no threshold is within its reach."""

    text: str = ""
    source: str = ""


def noise_mark(one: VisitAssessment, targets: int) -> NoiseMark:
    """Say which category another measurement of the same sum could carry a visit into or out of.

    Parameters
    ----------
    one : VisitAssessment
        The visit; without a complete sum, or where something else than the sum made it a
        progression, noise decides nothing.
    targets : int
        How many target lesions the sum is made of: a single one scatters more.
    """
    if one.overall is None or one.sum_um is None or not one.complete:
        return NoiseMark()
    if one.overall is Response.PD and one.target is not Response.PD:
        return NoiseMark()
    limits = OF_ONE_LESION if targets == 1 else OF_A_SUM
    crossed = _crossed(one, one.sum_um * (1 + limits.down), one.sum_um * (1 + limits.up))
    if not crossed:
        return NoiseMark()
    text = (
        tr("Reader noise could cross the edge of {one}", one=crossed[0])
        if len(crossed) == 1
        else tr(
            "Reader noise could cross the edge of {one} and {other}",
            one=crossed[0],
            other=crossed[1],
        )
    )
    return NoiseMark(text=text, source=tr(limits.source))


def pr_holds(one: VisitAssessment) -> bool:
    """Say whether a visit is PR by an earlier one alone: the edge of PR decides nothing there."""
    return one.target is Response.PR and one.target_literal is not one.target


def _crossed(one: VisitAssessment, low_um: Fraction, high_um: Fraction) -> list[str]:
    """Return the categories whose edge has one of the limits on either side."""
    crossed = []
    if one.pd_from_um is not None and low_um < one.pd_from_um <= high_um:
        crossed.append(Response.PD.value)
    counts = one.target is not Response.CR and not pr_holds(one)
    if counts and one.pr_up_to_um is not None and low_um <= one.pr_up_to_um < high_um:
        crossed.append(Response.PR.value)
    return crossed
