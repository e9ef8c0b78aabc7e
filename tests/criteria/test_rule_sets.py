"""How a criterion is put together, registered, and refused where it is at fault."""

from __future__ import annotations

import pytest

from recist.criteria import recist11, registry, shapes
from recist.criteria.criterion import RECIST_RANKING, Criterion, no_figures
from recist.criteria.recist11 import CLAUSES
from recist.criteria.registry import assess, criterion_of
from recist.criteria.rule_set import rule_set
from recist.criteria.sentences import SENTENCES
from recist.criteria.shapes import Shape
from recist.criteria.table import EITHER, NO, YES, Rule, compile_table, one_of
from recist.criteria.thresholds import Thresholds
from recist.model.protocol import Protocol
from recist.model.response import Response
from tests.criteria.one_line import case_of, judged

OWN = Thresholds(progression_percent=25)


def test_every_row_bears_its_criterion_its_clause_and_its_sentence() -> None:
    rules = rule_set("own", OWN, CLAUSES)
    shaped = (*shapes.TARGET, *shapes.NON_TARGET, *shapes.VISIT, *shapes.NEW_LESION)
    assert rules.rows == tuple(
        Rule(
            id=f"own/{shape.id}",
            inputs=shape.inputs,
            outcome=shape.outcome,
            citation=CLAUSES[shape.id],
            text=SENTENCES[shape.id],
        )
        for shape in shaped
    )
    assert rules.thresholds is OWN
    assert (rules.new_lesion, rules.back_dating) == rules.rows[-2:]
    assert rules.new_lesion.id == "own/new-lesion/unequivocal"


def test_each_table_is_made_of_its_own_rows() -> None:
    rules = rule_set("own", OWN, CLAUSES)
    for table, shaped in (
        (rules.target, shapes.TARGET),
        (rules.non_target, shapes.NON_TARGET),
        (rules.visit, shapes.VISIT),
    ):
        assert {row.id for row in table.values()} == {f"own/{shape.id}" for shape in shaped}


def test_a_sentence_of_its_own_takes_the_place_of_the_shared_one() -> None:
    rules = rule_set("own", OWN, CLAUSES, {"target/CR": "Gone."})
    texts = {row.id.removeprefix("own/"): row.text for row in rules.rows}
    assert texts == SENTENCES | {"target/CR": "Gone."}


def test_a_table_of_its_own_is_compiled() -> None:
    for gap in (
        {"target": shapes.TARGET[1:]},
        {"non_target": shapes.NON_TARGET[1:]},
        {"visit": shapes.VISIT[1:]},
    ):
        with pytest.raises(ValueError, match="not covered"):
            rule_set("own", OWN, CLAUSES, None, **gap)


@pytest.mark.parametrize("missing", ["target/SD", "new-lesion/back-dated"])
def test_a_row_without_a_clause_is_refused(missing: str) -> None:
    clauses = {name: clause for name, clause in CLAUSES.items() if name != missing}
    with pytest.raises(KeyError, match=missing):
        rule_set("own", OWN, clauses)


def test_a_row_without_a_sentence_is_refused() -> None:
    row = Shape("target/new", (one_of(1),), Response.NE)
    with pytest.raises(KeyError, match="target/new"):
        shapes.worded("own", [row], {"target/new": "clause"}, {})


def rule(name: str, *inputs: frozenset[object]) -> Rule[str]:
    return Rule(id=name, inputs=inputs, outcome=name, citation="", text="")


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([rule("a", YES), rule("b", EITHER)], "b and a cover (True,)"),
        ([rule("a", YES)], "not covered, or no such input: ['(False,)']"),
        ([rule("a", EITHER | {None})], "not covered, or no such input: ['(None,)']"),
        ([rule("a", frozenset()), rule("b", EITHER)], "a covers nothing"),
        (
            [rule("a", frozenset({3, 1, 2}))],
            "not covered, or no such input: ['(2,)', '(3,)', '(False,)']",
        ),
    ],
)
def test_a_faulty_table_is_refused_in_words(rules: list[Rule[str]], fault: str) -> None:
    with pytest.raises(ValueError, match="cover") as refused:
        compile_table(rules, [(True, False)])
    assert str(refused.value) == fault


def test_a_sound_table_is_in_any_order_the_same() -> None:
    rules = [rule("a", YES), rule("b", NO)]
    domains = [(True, False)]
    assert compile_table(rules, domains) == compile_table(rules[::-1], domains)


def test_what_a_criterion_need_not_say() -> None:
    more = Rule(id="own/more", inputs=(), outcome=Response.NE, citation="", text="")
    rules = rule_set("own", OWN, CLAUSES)
    own = Criterion(name="Own", rules=rules, more_rows=(more,))
    assert own.rows == (*rules.rows, more)
    assert own.ranking == RECIST_RANKING
    assert own.ends == {Response.PD}
    assert own.unit == "mm"
    assert own.more_figures is no_figures
    assert no_figures(judged("0: T1=50 | 56: T1=50"), 1, rules) == {}
    assessed = own.assess(case_of("0: T1=50 | 56: T1=61"), Protocol(id="own", criteria="Own"))
    assert [visit.overall for visit in assessed.visits] == [None, Response.SD]


def test_a_criterion_is_found_by_the_name_that_protocols_give_it() -> None:
    protocol = Protocol(id="trial", criteria="RECIST 1.1")
    assert criterion_of(protocol) is recist11.CRITERION
    assert assess(case_of("0: T1=50 | 56: T1=30"), protocol).visits[1].overall is Response.PR


def test_a_criterion_that_is_not_there_is_named_beside_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = dict.fromkeys(("RECIST 1.1", "Other"), recist11.CRITERION)
    monkeypatch.setattr(registry, "criteria", lambda: two)
    with pytest.raises(LookupError) as refused:
        criterion_of(Protocol(id="trial", criteria="Choi"))
    assert str(refused.value) == (
        "protocol trial asks for 'Choi', which is not installed; there are Other, RECIST 1.1"
    )
