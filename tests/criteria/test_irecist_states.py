"""iRECIST's state table: total, with the moves that the paper has and no others."""

from __future__ import annotations

from itertools import product

import pytest

from recist.criteria.irecist import CRITERION
from recist.criteria.irecist_states import INPUTS, ROWS, TABLE, Shows, State, Step, Timing
from recist.criteria.table import compile_table
from recist.model.response import Response
from tests.irecist_notation import immune_course
from tests.table_notation import table

OPEN, RUN, CONFIRMED = State
NOTHING, NO_PROGRESSION, PROGRESSION = Shows
EARLY, SYMPTOMS, DUE, LATE = Timing
OWN = None
IUPD, ICPD, NE = Response.IUPD, Response.ICPD, Response.NE

LEGAL = {
    (OPEN, Step(OPEN, OWN)): "a response, or a persisting lesion that does not count",
    (OPEN, Step(OPEN, NE)): "not assessed",
    (OPEN, Step(RUN, IUPD)): "the first progression is never certain",
    (RUN, Step(RUN, IUPD)): "unchanged, or too early to confirm",
    (RUN, Step(RUN, NE)): "NE within a run is skipped",
    (RUN, Step(OPEN, OWN)): "the bar is reset",
    (RUN, Step(CONFIRMED, ICPD)): "growth in time",
    (CONFIRMED, Step(CONFIRMED, OWN)): "judged literally, without counting",
    (CONFIRMED, Step(CONFIRMED, NE)): "judged literally, without counting",
    (CONFIRMED, Step(CONFIRMED, ICPD)): "progression that was confirmed is still there",
}
ILLEGAL = [
    (OPEN, CONFIRMED, "nothing is confirmed without an iUPD before it"),
    (CONFIRMED, OPEN, "iCPD is final"),
    (CONFIRMED, RUN, "iCPD is final"),
]

# State, what the visit shows, growth, recovery, timing: the next state and the answer, and why.
DECIDED = [
    (OPEN, PROGRESSION, False, False, DUE, Step(RUN, IUPD), "the first is iUPD"),
    (OPEN, PROGRESSION, True, False, LATE, Step(RUN, IUPD), "one visit never confirms itself"),
    (RUN, PROGRESSION, True, False, DUE, Step(CONFIRMED, ICPD), "further growth"),
    (RUN, NO_PROGRESSION, True, True, DUE, Step(CONFIRMED, ICPD), "growth goes before recovery"),
    (RUN, NOTHING, True, False, DUE, Step(CONFIRMED, ICPD), "what is read grew"),
    (RUN, PROGRESSION, True, False, LATE, Step(CONFIRMED, ICPD), "the run stays open"),
    (RUN, PROGRESSION, True, False, SYMPTOMS, Step(CONFIRMED, ICPD), "new symptoms"),
    (RUN, PROGRESSION, True, False, EARLY, Step(RUN, IUPD), "too early"),
    (RUN, NO_PROGRESSION, True, True, EARLY, Step(RUN, IUPD), "too early, but no recovery"),
    (RUN, PROGRESSION, False, True, DUE, Step(RUN, IUPD), "something else still progresses"),
    (RUN, NO_PROGRESSION, False, False, DUE, Step(RUN, IUPD), "unchanged"),
    (RUN, NO_PROGRESSION, False, True, EARLY, Step(OPEN, OWN), "recovery needs no window"),
    (RUN, NOTHING, False, False, LATE, Step(RUN, NE), "skipped"),
]


def test_every_combination_has_its_row() -> None:
    assert set(TABLE) == set(product(*INPUTS))
    assert len(TABLE) == 3 * 3 * 2 * 2 * 4


def test_the_moves_are_the_legal_ones() -> None:
    assert {(inputs[0], rule.outcome) for inputs, rule in TABLE.items()} == set(LEGAL)


@pytest.mark.parametrize(("before", "after", "why"), ILLEGAL)
def test_no_row_makes_an_illegal_move(before: State, after: State, why: str) -> None:
    moves = {rule.outcome.state for inputs, rule in TABLE.items() if inputs[0] is before}
    assert after not in moves, why


@pytest.mark.parametrize("case", DECIDED, ids=[f"{one[0]}: {one[-1]}" for one in DECIDED])
def test_what_decides(
    case: tuple[State, Shows, bool, bool, Timing, Step, str],
) -> None:
    *inputs, step, _ = case
    assert TABLE[tuple(inputs)].outcome == step


def test_a_row_less_and_the_table_does_not_compile() -> None:
    for row in ROWS:
        with pytest.raises(ValueError, match="not covered"):
            compile_table([other for other in ROWS if other is not row], INPUTS)


def test_rule_ids_are_unique_and_cited() -> None:
    rows = CRITERION.rows
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.id.startswith("irecist/") and row.citation and row.text for row in rows)


# Steps that no typed course takes: what the table holds of a course that has ended.
AFTER = "0: T1=50.0 | 56: T1=60.0 | 112: T1=65.0 | 168: T1=50.0 | 224: T1=65.0 | 280: V=not-done"


def test_every_step_is_taken_by_some_course() -> None:
    lines = table("irecist_course")
    courses = [
        " | ".join(f"{_day(row)}: {row['readings']}" for row in lines if row["id"] == name)
        for name in {row["id"]: 0 for row in lines if not row["protocol"]}
    ]
    fired = {
        name
        for text in (*courses, AFTER)
        for visit in immune_course(text).visits
        for name in visit.rules
    }
    assert {row.id for row in ROWS} <= fired


def _day(row: dict[str, str]) -> str:
    return "0" if row["visit"] == "baseline" else row["visit"].removeprefix("day ")
