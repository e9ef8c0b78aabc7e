"""How responses look on paper: a colour, a mark and a letter, so that none tells it alone."""

from __future__ import annotations

from dataclasses import dataclass

from recist.model.response import Response

INK, DIM, GRID = "#1b2530", "#5b6672", "#e6eaee"
OTHER = "NE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one response looks.

    Attributes
    ----------
    colour : str
        White text on it has a contrast of at least 4.5 : 1.
    marker : str
        Of matplotlib.
    hatch : str
        Of matplotlib: tells bars apart without colour.
    """

    colour: str
    marker: str
    hatch: str = ""


LOOKS = {
    "CR": Look(colour="#0f7567", marker="*", hatch="xx"),
    "PR": Look(colour="#1f639c", marker="v", hatch=""),
    "SD": Look(colour="#80600f", marker="s", hatch="//"),
    "PD": Look(colour="#b3361d", marker="^", hatch="\\\\"),
    "NED": Look(colour="#4f5b8c", marker="D", hatch="--"),
    "NE": Look(colour="#5b6672", marker="o", hatch=".."),
}
KINDS: dict[Response, str] = {
    Response.CR: "CR",
    Response.ICR: "CR",
    Response.PR: "PR",
    Response.IPR: "PR",
    Response.SD: "SD",
    Response.ISD: "SD",
    Response.NON_CR_NON_PD: "SD",
    Response.NON_ICR_NON_IUPD: "SD",
    Response.NED: "NED",
    Response.PD: "PD",
    Response.IUPD: "PD",
    Response.ICPD: "PD",
    Response.NE: "NE",
}


def look_of(response: Response | None) -> Look:
    """Return how a response looks; what iRECIST calls otherwise looks as in RECIST 1.1."""
    return LOOKS[OTHER if response is None else KINDS[response]]
