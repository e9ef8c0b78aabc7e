"""Categories that best response and durations treat alike, in RECIST and iRECIST."""

from __future__ import annotations

from recist.model.response import Response

COMPLETE = frozenset({Response.CR, Response.ICR})
RESPONDING = COMPLETE | {Response.PR, Response.IPR}
STABLE = frozenset({Response.SD, Response.ISD})
PERSISTING = frozenset({Response.NON_CR_NON_PD, Response.NON_ICR_NON_IUPD})
NEEDS_TIME = STABLE | PERSISTING
"""Categories that count only at or after the protocol's minimum."""

NOT_ADEQUATE = frozenset({None, Response.NE})
"""Overall responses of a visit that is no adequate assessment; None is the baseline."""

DOUBTED_AS: dict[Response | None, Response] = {
    Response.CR: Response.PR,
    Response.PD: Response.PR,
    Response.ICR: Response.IPR,
    Response.IUPD: Response.IPR,
    Response.ICPD: Response.IPR,
}
"""What a CR, and the progression that rests on its end, were if it was called too early."""

WITHOUT_TARGETS = {
    Response.PR: Response.NON_CR_NON_PD,
    Response.IPR: Response.NON_ICR_NON_IUPD,
}
"""What stands for a PR where there are no targets (Table 2)."""
