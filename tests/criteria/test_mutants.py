"""No fault in a table, a figure or an axis goes unnoticed by the tables typed in independently."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from recist.criteria.new_lesions import STANDING, Sighting
from recist.criteria.registry import criteria
from recist.model.response import NewLesion
from tests.criteria.mutants import (
    REFUSED,
    Witness,
    killer_of,
    mutants_of,
    notices,
    places_of,
    rows_of,
    witnesses,
)
from tests.typed_cases import TYPED

NAMES = tuple(TYPED)


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Write a line that shows on a passing run too: the count is worth seeing."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    return reporter.write_line if reporter is not None else lambda line: None


@cache
def cases_of(name: str) -> tuple[Witness, ...]:
    return witnesses(criteria()[name], TYPED[name]())


def test_every_criterion_has_typed_tables() -> None:
    assert set(TYPED) == set(criteria())


@pytest.mark.parametrize("name", NAMES)
def test_every_mutant_is_killed(name: str, note: Callable[[str], None]) -> None:
    criterion, cases = criteria()[name], cases_of(name)
    killers = {one.id: killer_of(one, criterion, cases) for one in mutants_of(criterion, cases)}
    survivors = [mutant for mutant, killer in killers.items() if killer is None]
    refused = list(killers.values()).count(REFUSED)
    note(
        f"{name}: {len(killers)} mutants, {refused} refused by compile_table, "
        f"{len(killers) - refused - len(survivors)} noticed by {len(cases)} typed cases, "
        f"{len(survivors)} alive"
    )
    assert survivors == []


def test_a_mutant_that_no_case_reaches_is_alive() -> None:
    """The search can fail: without the cases that reach it a wrong cell goes unnoticed."""
    criterion, cases = criteria()["RECIST 1.1"], cases_of("RECIST 1.1")
    row = "recist11/target/PR-holds"
    blind = [case for case in cases if row not in case.fired]
    wrong = [one for one in mutants_of(criterion, cases) if one.id.startswith(f"{row} comes to")]
    assert {killer_of(one, criterion, blind) for one in wrong} == {None}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_fires_in_a_typed_case(name: str) -> None:
    fired = frozenset().union(*(case.fired for case in cases_of(name)))
    assert {row.id for row in criteria()[name].rows} - fired == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_stands_alone_leads_to_its_outcome(name: str) -> None:
    """Such a row is in no table, so that its outcome must show in the visits where it fires."""
    criterion = criteria()[name]
    in_tables = {row.id for place in places_of(criterion) for row in rows_of(place.table)}
    alone = {row.id: row.outcome for row in criterion.rules.rows if row.id not in in_tables}
    for case in cases_of(name):
        for visit in criterion.assess(case.typed.case, case.protocol).visits:
            for row in alone.keys() & set(visit.rules):
                overall = visit.overall_recist11 or visit.overall
                assert overall is alone[row], case.typed.id


@pytest.mark.parametrize("cell", STANDING, ids=lambda cell: "+".join(cell))
def test_every_mutant_of_the_standing_is_killed(
    cell: tuple[NewLesion, Sighting], monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in set(NewLesion) - {STANDING[cell]}:
        with monkeypatch.context() as patch:
            patch.setitem(STANDING, cell, wrong)
            noticed = any(
                notices(case, criteria()[name]) for name in NAMES for case in cases_of(name)
            )
        assert noticed, wrong
