"""iRECIST as far as endpoints look at it: its ranking and what ends a course."""

from dataclasses import replace

import pytest

from recist.criteria import registry
from recist.criteria.criterion import Criterion
from recist.criteria.recist11 import RULES
from recist.model.response import Response
from tests.endpoints.sequences import RECIST11

IRECIST = replace(RECIST11, id="irecist", criteria="iRECIST")
CRITERION = Criterion(
    name="iRECIST",
    rules=RULES,
    ranking=(
        Response.ICR,
        Response.IPR,
        Response.ISD,
        Response.NON_ICR_NON_IUPD,
        Response.IUPD,
        Response.ICPD,
        Response.NED,
        Response.NE,
    ),
    ends=frozenset({Response.ICPD}),
)


@pytest.fixture(autouse=True)
def only_rankings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let these tests stand on the ranking alone, however the criterion judges a visit."""
    known = registry.criteria() | {"iRECIST": CRITERION}
    monkeypatch.setattr(registry, "criteria", lambda: known)
