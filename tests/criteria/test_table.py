from __future__ import annotations

import pytest

from recist.criteria import recist11
from recist.criteria.table import EITHER, NO, YES, Rule, compile_table


def rule(name: str, *inputs: frozenset[object]) -> Rule[str]:
    return Rule(id=name, inputs=inputs, outcome=name, citation="", text="")


BOTH = ((True, False), (True, False))


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([rule("a", YES, EITHER), rule("b", EITHER, YES)], "b and a cover"),
        ([rule("a", YES, EITHER)], "not covered"),
        ([rule("a", EITHER, EITHER), rule("b", frozenset(), YES)], "b covers nothing"),
        ([rule("a", EITHER | {None}, EITHER)], "no such input"),
    ],
    ids=["conflict", "gap", "dead row", "input outside the domain"],
)
def test_a_faulty_table_does_not_compile(rules: list[Rule[str]], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        compile_table(rules, BOTH)


def test_a_sound_table_gives_every_combination_its_row() -> None:
    table = compile_table([rule("a", YES, EITHER), rule("b", NO, EITHER)], BOTH)
    assert {inputs: row.id for inputs, row in table.items()} == {
        (True, True): "a",
        (True, False): "a",
        (False, True): "b",
        (False, False): "b",
    }


def test_rule_ids_of_recist11_are_unique_and_cited() -> None:
    rows = recist11.CRITERION.rows
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.citation and row.text for row in rows)
