"""The rules of the best overall response, each with its clause and a sentence."""

from __future__ import annotations

from recist.criteria.table import Rule
from recist.model.response import Response

CLAUSE = "Eisenhauer 2009 §4.4.3"
CONFIRMED = f"{CLAUSE}, Table 3"
IMMUNE = "Seymour 2017, best overall response (iBOR)"


def _row(id: str, outcome: Response, text: str, citation: str = CLAUSE) -> Rule[Response]:
    return Rule(id=f"best/{id}", inputs=(), outcome=outcome, citation=citation, text=text)


NEEDED_TIME = "{overall} at {visit}, at or after the minimum of {minimum} days; nothing better."
RAN = "{first} and {last}, {days} days apart (at least {interval})"
FELL = "{overall} at {visit} was not confirmed: it counts as {outcome}, the minimum of {minimum} "

PLAIN = {
    rule.outcome: rule
    for rule in (
        _row("CR", Response.CR, "{overall} at {visit}."),
        _row("PR", Response.PR, "{overall} at {visit}, and no CR."),
        _row("SD", Response.SD, NEEDED_TIME),
        _row("NON-CR/NON-PD", Response.NON_CR_NON_PD, NEEDED_TIME),
        _row("PD", Response.PD, "{overall} at {visit}, and nothing better that counts before it."),
        _row("NED", Response.NED, "No disease at baseline and none found since."),
        _row("iCR", Response.ICR, "{overall} at {visit}.", IMMUNE),
        _row("iPR", Response.IPR, "{overall} at {visit}, and no iCR.", IMMUNE),
        _row("iSD", Response.ISD, NEEDED_TIME, IMMUNE),
        _row("NON-iCR/NON-iUPD", Response.NON_ICR_NON_IUPD, NEEDED_TIME, IMMUNE),
        _row("iUPD", Response.IUPD, "Progression at {visit}, not confirmed since.", IMMUNE),
        _row("iCPD", Response.ICPD, "Progression from {first} on, confirmed at {last}.", IMMUNE),
    )
}
"""By outcome the row for a category that a single visit gives."""

BY_RUN = {
    rule.outcome: rule
    for rule in (
        _row("CR-confirmed", Response.CR, f"CR at {RAN}; nothing but CR or NE between.", CONFIRMED),
        _row(
            "PR-confirmed",
            Response.PR,
            f"CR or PR at {RAN}; nothing but CR, PR or NE between.",
            CONFIRMED,
        ),
        _row(
            "iCR-confirmed", Response.ICR, f"iCR at {RAN}; nothing but iCR or NE between.", IMMUNE
        ),
        _row(
            "iPR-confirmed",
            Response.IPR,
            f"iCR or iPR at {RAN}; nothing but iCR, iPR or NE between.",
            IMMUNE,
        ),
    )
}
"""By outcome the row for a response that a later visit confirms."""

UNCONFIRMED = {
    rule.outcome: rule
    for rule in (
        _row("SD-unconfirmed", Response.SD, f"{FELL}days is met.", CONFIRMED),
        _row("NON-CR/NON-PD-unconfirmed", Response.NON_CR_NON_PD, f"{FELL}days is met.", CONFIRMED),
        _row("iSD-unconfirmed", Response.ISD, f"{FELL}days is met.", IMMUNE),
        _row(
            "NON-iCR/NON-iUPD-unconfirmed",
            Response.NON_ICR_NON_IUPD,
            f"{FELL}days is met.",
            IMMUNE,
        ),
    )
}
"""By outcome the row for what a response that nothing confirmed counts as."""

NONE_EVALUABLE = _row("NE", Response.NE, "No visit that counts could be evaluated.")
TOO_EARLY = _row(
    "NE-too-early", Response.NE, "Stable only before the protocol's minimum, and nothing after."
)
UNCONFIRMED_EARLY = _row(
    "NE-unconfirmed",
    Response.NE,
    "A response before the protocol's minimum was not confirmed, and nothing after.",
    CONFIRMED,
)
NO_VISIT = _row("NE-no-visit", Response.NE, "There is no visit after baseline.")
NONE_COUNTS = _row(
    "NE-new-therapy",
    Response.NE,
    "Every visit lies after the start of a new anticancer therapy.",
)

ROWS = {
    rule.id: rule
    for rule in (
        *PLAIN.values(),
        *BY_RUN.values(),
        *UNCONFIRMED.values(),
        NONE_EVALUABLE,
        TOO_EARLY,
        UNCONFIRMED_EARLY,
        NO_VISIT,
        NONE_COUNTS,
    )
}
"""Every rule of the best response by its id."""
