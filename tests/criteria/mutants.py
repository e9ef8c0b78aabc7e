"""Every way to get one thing of a criterion's tables wrong, and the search for who notices.

A mutant is a criterion with one row, one cell, one figure or the axis changed. It is killed where
the table does not compile any more, where judging breaks, or where a case typed in independently
of the code comes to something else than its table states.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import product
from typing import Any
from unittest.mock import patch

from recist.criteria import axes, irecist, irecist_course, irecist_events, irecist_states
from recist.criteria.criterion import Criterion
from recist.criteria.irecist_states import State, Step
from recist.criteria.rule_set import RuleSet
from recist.criteria.table import Inputs, Rule, compile_table
from recist.criteria.thresholds import Thresholds
from recist.model.protocol import Protocol
from recist.model.response import Response
from tests.typed_cases import TypedCase, disagreements

AXES = (axes.short_for_nodes, axes.always_longest, axes.viable_in_liver)
BORROWED_UM = {
    "progression_floor_um": 5_000,
    "new_nodule_from_um": 10_000,
    "sole_new_node_from_um": 15_000,
}
"""What a criterion without such a figure (0) gets: the one of a criterion that has it."""

REFUSED = "compile_table"

RowOfTable = Rule[Any]
Table = Mapping[Inputs, RowOfTable]


Others = Callable[[RowOfTable], Iterable[Hashable]]
"""From a row to what it might come to instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a table stands, and what puts another one there while a criterion judges."""

    table: Table
    others: Others
    planted: Callable[[Criterion, Table], AbstractContextManager[Criterion]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault.

    Attributes
    ----------
    planted : callable
        Gives the criterion with the fault in it; ``ValueError`` where that does not compile.
    suspects : frozenset of str
        Ids of the rows whose cases are likely to notice; empty where any may.
    """

    id: str
    planted: Callable[[Criterion], AbstractContextManager[Criterion]]
    suspects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A typed case under its protocol, with the rows that fire in it."""

    typed: TypedCase
    protocol: Protocol
    fired: frozenset[str]


def witnesses(
    criterion: Criterion, cases: Iterable[tuple[TypedCase, Protocol]]
) -> tuple[Witness, ...]:
    """Judge the typed cases by the rules as they are; every one must come to what it states."""
    found = []
    for typed, protocol in cases:
        answer = criterion.assess(typed.case, protocol)
        assert disagreements(answer, typed.stated) == [], typed.id
        fired = frozenset(name for visit in answer.visits for name in visit.rules)
        found.append(Witness(typed=typed, protocol=protocol, fired=fired))
    return tuple(found)


def killer_of(mutant: Mutant, criterion: Criterion, cases: Sequence[Witness]) -> str | None:
    """Name what notices a mutant; None where it survives."""
    likely = [case for case in cases if mutant.suspects & case.fired]
    rest = (case for case in cases if not mutant.suspects & case.fired)
    try:
        planted = mutant.planted(criterion)
    except ValueError:
        return REFUSED
    with planted as faulty:
        return next((case.typed.id for case in (*likely, *rest) if notices(case, faulty)), None)


def notices(case: Witness, faulty: Criterion) -> bool:
    """Say whether a faulty criterion comes to something else than the table of a case states."""
    try:
        answer = faulty.assess(case.typed.case, case.protocol)
    except (LookupError, TypeError, AttributeError):
        # An outcome that no other table knows.
        return True
    return bool(disagreements(answer, case.typed.stated))


# --- what can be wrong ----------------------------------------------------------------------------


def mutants_of(criterion: Criterion, cases: Sequence[Witness]) -> Iterator[Mutant]:
    """Every mutant of a criterion's tables and figures."""
    for place in places_of(criterion):
        yield from _wrong_outcomes(place)
        yield from _wrong_inputs(place)
        yield from _shifted_borders(place)
        yield from _wrong_cells(place, reached_cells(place, criterion, cases))
    yield from _wrong_figures(criterion.rules)
    yield from _wrong_axes(criterion.rules)
    if criterion is irecist.CRITERION:
        yield from _wrong_confirmation()


def places_of(criterion: Criterion) -> list[Place]:
    """Every compiled table that a criterion judges by."""
    found = [
        Place(table=table, others=_other_responses, planted=partial(_in_rules, field.name))
        for field in fields(criterion.rules)
        if isinstance(table := getattr(criterion.rules, field.name), Mapping)
    ]
    if criterion is irecist.CRITERION:
        found.append(Place(table=irecist_states.TABLE, others=_other_steps, planted=_in_the_course))
    return found


def _other_responses(row: RowOfTable) -> Iterator[Response]:
    return (outcome for outcome in Response if outcome is not row.outcome)


def _other_steps(row: RowOfTable) -> Iterator[Step]:
    """Every other next state and answer; where nothing was read, the visit's own answer is NE."""
    state, shows = row.inputs[:2]
    own_is_ne = shows == irecist_states.NOTHING and state != irecist_states.RUN
    answers = (None, Response.IUPD, Response.ICPD, Response.NE)
    for step in map(Step, *zip(*product(State, answers), strict=True)):
        synonym = own_is_ne and step == Step(row.outcome.state, None)
        if step != row.outcome and not synonym:
            yield step


@contextmanager
def _in_rules(name: str, criterion: Criterion, table: Table) -> Iterator[Criterion]:
    changes: dict[str, Any] = {name: table}
    yield replace(criterion, rules=replace(criterion.rules, **changes))


@contextmanager
def _in_the_course(criterion: Criterion, table: Table) -> Iterator[Criterion]:
    """Only this module looks a step up."""
    with patch.object(irecist_course, "TABLE", table):
        yield criterion


class _Watched(dict[Inputs, RowOfTable]):
    """A table that notes which of its cells are looked up."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self.seen: set[Inputs] = set()

    def __getitem__(self, inputs: Inputs) -> RowOfTable:
        self.seen.add(inputs)
        return super().__getitem__(inputs)


def reached_cells(place: Place, criterion: Criterion, cases: Sequence[Witness]) -> set[Inputs]:
    """Which cells of a table the cases look up; the others stand for what cannot happen."""
    watched = _Watched(place.table)
    with place.planted(criterion, watched) as watching:
        for case in cases:
            watching.assess(case.typed.case, case.protocol)
    return watched.seen


def rows_of(table: Table) -> tuple[RowOfTable, ...]:
    """The rows that a compiled table was made of."""
    return tuple({row.id: row for row in table.values()}.values())


def domains_of(table: Table) -> list[set[object]]:
    """Every value that each input takes."""
    return [set(column) for column in zip(*table, strict=True)]


def _wrong_outcomes(place: Place) -> Iterator[Mutant]:
    for row in rows_of(place.table):
        for outcome in place.others(row):
            yield _compiled(f"{row.id} comes to {outcome}", place, replace(row, outcome=outcome))


def _wrong_inputs(place: Place) -> Iterator[Mutant]:
    for row in rows_of(place.table):
        for index, values in enumerate(row.inputs):
            for value in domains_of(place.table)[index]:
                changed = values ^ {value}
                how = "with" if value in changed else "without"
                yield _compiled(
                    f"{row.id} {how} {value} as input {index}", place, _with(row, index, changed)
                )


def _shifted_borders(place: Place) -> Iterator[Mutant]:
    """A value goes over from one row to another that differs from it in this input alone."""
    for row, other in product(rows_of(place.table), repeat=2):
        index = _only_difference(row, other)
        if index is None or row.outcome == other.outcome:
            continue
        for value in row.inputs[index]:
            less = _with(row, index, row.inputs[index] - {value})
            more = _with(other, index, other.inputs[index] | {value})
            yield _compiled(f"{value} goes from {row.id} to {other.id}", place, less, more)


def _only_difference(row: RowOfTable, other: RowOfTable) -> int | None:
    different = [
        index
        for index, (mine, theirs) in enumerate(zip(row.inputs, other.inputs, strict=True))
        if mine != theirs
    ]
    return different[0] if len(different) == 1 else None


def _with(row: RowOfTable, index: int, values: frozenset[object]) -> RowOfTable:
    return replace(row, inputs=(*row.inputs[:index], values, *row.inputs[index + 1 :]))


def _compiled(what: str, place: Place, *wrong: RowOfTable) -> Mutant:
    """Put faulty rows in the place of those with their ids, and compile the table anew."""
    by_id = {row.id: row for row in wrong}

    def planted(criterion: Criterion) -> AbstractContextManager[Criterion]:
        rows = [by_id.get(row.id, row) for row in rows_of(place.table)]
        return place.planted(criterion, compile_table(rows, domains_of(place.table)))

    return Mutant(id=what, planted=planted, suspects=frozenset(by_id))


def _wrong_cells(place: Place, reached: set[Inputs]) -> Iterator[Mutant]:
    """One cell, not its whole row, comes to another outcome of the table."""
    known = {row.outcome for row in rows_of(place.table)}
    for inputs in sorted(reached, key=str):
        row = place.table[inputs]
        for outcome in place.others(row):
            if outcome in known:
                faulty = {**place.table, inputs: replace(row, outcome=outcome)}
                yield Mutant(
                    id=f"{row.id} at {'+'.join(map(str, inputs))} comes to {outcome}",
                    planted=partial(_with_table, place, faulty),
                    suspects=frozenset({row.id}),
                )


def _with_table(
    place: Place, table: Table, criterion: Criterion
) -> AbstractContextManager[Criterion]:
    return place.planted(criterion, table)


# --- figures --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _LatePD(Thresholds):
    """PD beyond its threshold only: ``>`` for ``>=``."""

    def pd_from(self, nadir_um: int) -> int:
        return Thresholds.pd_from(self, nadir_um) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _EarlyPD(Thresholds):
    """PD one micrometre before its threshold."""

    def pd_from(self, nadir_um: int) -> int:
        return Thresholds.pd_from(self, nadir_um) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _LatePR(Thresholds):
    """PR beyond its threshold only: ``<`` for ``<=``."""

    def pr_up_to(self, baseline_um: int) -> int:
        return Thresholds.pr_up_to(self, baseline_um) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _EarlyPR(Thresholds):
    """PR one micrometre before its threshold."""

    def pr_up_to(self, baseline_um: int) -> int:
        return Thresholds.pr_up_to(self, baseline_um) + 1


def _wrong_figures(rules: RuleSet) -> Iterator[Mutant]:
    known = {field.name: getattr(rules.thresholds, field.name) for field in fields(Thresholds)}
    figures = {name: figure for name, figure in known.items() if isinstance(figure, int)}
    for name, figure in figures.items():
        # A figure of 0 is none: one step away from it is no other rule, having one is.
        for wrong in (figure - 1, figure + 1) if figure else (BORROWED_UM[name],):
            faulty = Thresholds(**known | {name: wrong})
            yield _with_thresholds(rules, f"{name} is {wrong}", faulty)
    for kind in (_LatePD, _EarlyPD, _LatePR, _EarlyPR):
        yield _with_thresholds(rules, kind.__doc__ or "", kind(**known))


def _wrong_axes(rules: RuleSet) -> Iterator[Mutant]:
    for axis in AXES:
        if axis is not rules.thresholds.axis:
            yield _with_thresholds(rules, axis.__name__, replace(rules.thresholds, axis=axis))


def _wrong_confirmation() -> Iterator[Mutant]:
    """The growth that confirms a progression is a micrometre off."""
    for wrong in (irecist_events.CONFIRMING_UM - 1, irecist_events.CONFIRMING_UM + 1):
        yield Mutant(id=f"irecist: {wrong} µm confirm", planted=partial(_confirming, wrong))


@contextmanager
def _confirming(um: int, criterion: Criterion) -> Iterator[Criterion]:
    with patch.object(irecist_events, "CONFIRMING_UM", um):
        yield criterion


def _with_thresholds(rules: RuleSet, what: str, thresholds: Thresholds) -> Mutant:
    name = rules.new_lesion.id.partition("/")[0]
    return Mutant(id=f"{name}: {what}", planted=partial(_measuring, thresholds))


@contextmanager
def _measuring(thresholds: Thresholds, criterion: Criterion) -> Iterator[Criterion]:
    yield replace(criterion, rules=replace(criterion.rules, thresholds=thresholds))
