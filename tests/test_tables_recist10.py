"""RECIST 1.0 by tables: the rows of ``tables/recist10_*.csv`` are cases with expected answers."""

from __future__ import annotations

import pytest

from recist.criteria.registry import assess
from recist.model.protocol import Protocol
from tests.table_notation import table
from tests.typed_cases import TypedCase, disagreements, recist10

CASES = recist10()


@pytest.mark.parametrize(("typed", "protocol"), CASES, ids=[typed.id for typed, _ in CASES])
def test_case(typed: TypedCase, protocol: Protocol) -> None:
    assert disagreements(assess(typed.case, protocol), typed.stated) == []


def test_the_matrix_is_complete() -> None:
    """Five target by four non-target categories and either alone, with three new-lesion words."""
    cells = {(row["target"], row["non_target"], row["new"]) for row in table("recist10_table")}
    assert len(cells) == len(table("recist10_table")) == 5 * 5 * 3 + 4 * 3
