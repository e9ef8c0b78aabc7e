"""The rows of the best response as a user reads them, made anew from their source."""

from importlib.util import find_spec, module_from_spec
from typing import Any

import pytest

from recist.criteria.table import Rule
from recist.endpoints import best_rows
from recist.model.response import Response

# A category of a single visit, a confirmed one, and one that cites the paper of iRECIST.
ROWS = [
    Rule(
        id="best/PR",
        inputs=(),
        outcome=Response.PR,
        citation="Eisenhauer 2009 §4.4.3",
        text="{overall} at {visit}, and no CR.",
    ),
    Rule(
        id="best/CR-confirmed",
        inputs=(),
        outcome=Response.CR,
        citation="Eisenhauer 2009 §4.4.3, Table 3",
        text=(
            "CR at {first} and {last}, {days} days apart (at least {interval}); nothing but CR or "
            "NE between."
        ),
    ),
    Rule(
        id="best/iPR",
        inputs=(),
        outcome=Response.IPR,
        citation="Seymour 2017, best overall response (iBOR)",
        text="{overall} at {visit}, and no iCR.",
    ),
]


@pytest.fixture
def made() -> dict[str, Rule[Any]]:
    """The rows of a module that is loaded once more, beside the one in use."""
    spec = find_spec(best_rows.__name__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    rows: dict[str, Rule[Any]] = module.ROWS
    return rows


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_row(row: Rule[Response], made: dict[str, Rule[Any]]) -> None:
    assert made[row.id] == row


def test_every_row_stands_under_its_own_id(made: dict[str, Rule[Any]]) -> None:
    assert made == best_rows.ROWS
    assert all(name == row.id for name, row in made.items())
