"""Published tables as typed rows: total, free of conflict, without a dead row."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

Outcome = TypeVar("Outcome", bound=Hashable, covariant=True)
Inputs = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Outcome]):
    """One row of a table.

    Attributes
    ----------
    id : str
        Criterion, table and row, such as ``recist11/target/PR``: part of every export.
    inputs : tuple of frozenset
        For each input of the table the values that this row covers.
    citation : str
        Paper and clause.
    text : str
        A sentence with ``{figures}`` of the visit, filled on demand.
    """

    id: str
    inputs: tuple[frozenset[Hashable], ...]
    outcome: Outcome
    citation: str
    text: str


def compile_table(
    rules: Sequence[Rule[Outcome]], domains: Sequence[Iterable[Hashable]]
) -> Mapping[Inputs, Rule[Outcome]]:
    """Spread rows over every combination of inputs, so that looking one up is one step.

    Parameters
    ----------
    rules : sequence of Rule
        In any order: the order never decides.
    domains : sequence of iterables
        Every value that each input can take.

    Raises
    ------
    ValueError
        Where two rows cover one combination, or a combination or a row is left over.
    """
    compiled: dict[Inputs, Rule[Outcome]] = {}
    for rule in rules:
        combinations = set(product(*rule.inputs))
        if not combinations:
            raise ValueError(f"{rule.id} covers nothing")
        for combination in combinations:
            if combination in compiled:
                raise ValueError(f"{rule.id} and {compiled[combination].id} cover {combination}")
            compiled[combination] = rule
    everything = set(product(*domains))
    if compiled.keys() != everything:
        strange = sorted(map(str, compiled.keys() ^ everything))
        raise ValueError(f"not covered, or no such input: {strange}")
    return compiled


def one_of(*values: Hashable) -> frozenset[Hashable]:
    """Return the set of values that a row covers for one input."""
    return frozenset(values)


YES = one_of(True)
NO = one_of(False)
EITHER = one_of(True, False)
