"""What in a protocol contradicts itself: a list of small checks, each naming the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from recist.criteria.registry import criteria
from recist.model.protocol import Protocol
from recist.model.scope import ALL, NOT
from recist.trial.protocol_schema import ProtocolPart

ALWAYS_CONFIRMED = ("RECIST 1.0",)
"""Criteria in which a response does not count until it is confirmed."""
IMMUNE = "iRECIST"


class Contradiction(NamedTuple):
    """A key of the file and what is wrong with it."""

    key: str
    problem: str


class Draft(NamedTuple):
    """What a file says, what it would come to, and the defaults of its criteria."""

    said: ProtocolPart
    whole: Protocol
    default: Protocol


def contradictions(draft: Draft) -> Iterator[Contradiction]:
    """Yield what contradicts itself, in the order of the file."""
    for check in CHECKS:
        yield from check(draft)


def unknown_criteria(name: str) -> Contradiction | None:
    """Say what is wrong with the name of a criterion; None where it is installed."""
    if name in criteria():
        return None
    known = ", ".join(sorted(criteria(), key=str.casefold))
    return Contradiction("criteria", f"there is no {name!r}; there is {known}")


def _scopes(draft: Draft) -> Iterator[Contradiction]:
    scopes = draft.whole.scopes
    if not scopes:
        yield Contradiction("scopes", 'is empty; the usual one is ["all"]')
    for scope in scopes:
        if scopes.count(scope) > 1:
            yield Contradiction("scopes", f"{scope} stands there more than once")
        if scope.removeprefix(NOT).strip() in ("", ALL) and scope != ALL:
            yield Contradiction("scopes", f"{scope!r} holds nothing; write an organ after {NOT}")


def _caps_of_scopes(draft: Draft) -> Iterator[Contradiction]:
    for scope, _ in draft.whole.scope_targets:
        if scope not in draft.whole.scopes:
            known = listed(draft.whole.scopes)
            yield Contradiction(f"targets.{scope}", f"{scope} is no scope of this file: {known}")


def _also(draft: Draft) -> Iterator[Contradiction]:
    if draft.whole.id in draft.whole.also:
        yield Contradiction("also", f"{draft.whole.id} names itself")
    for name in draft.whole.also:
        if draft.whole.also.count(name) > 1:
            yield Contradiction("also", f"{name} stands there more than once")


def _confirmation(draft: Draft) -> Iterator[Contradiction]:
    """Find an interval that nothing would use.

    A whole file that says ``required = false`` beside the usual figures contradicts nothing.
    """
    said, whole = draft.said.confirmation, draft.whole
    if whole.criteria in ALWAYS_CONFIRMED and not whole.confirmation.required:
        problem = f"{whole.criteria} always needs confirmation; leave this key out"
        yield Contradiction("confirmation.required", problem)
    elif not whole.confirmation.required:
        for name in ("interval_days", "max_ne_between"):
            given = getattr(said, name)
            usual = given == getattr(draft.default.confirmation, name)
            if given is not None and not (usual and said.required is False):
                problem = "no confirmation is required; say required = true or leave this key out"
                yield Contradiction(f"confirmation.{name}", problem)


def _immune(draft: Draft) -> Iterator[Contradiction]:
    window, whole = draft.whole.irecist, draft.whole
    if "irecist" in draft.said.model_fields_set and whole.criteria != IMMUNE:
        yield Contradiction("irecist", f"{whole.criteria} has no such table, only {IMMUNE} has")
    elif window.confirm_to_days < window.confirm_from_days:
        days = f"{window.confirm_to_days} is before confirm_from_days {window.confirm_from_days}"
        yield Contradiction("irecist.confirm_to_days", days)


def _schedule(draft: Draft) -> Iterator[Contradiction]:
    last = 0
    steps = draft.whole.schedule.visits
    for number, step in enumerate(steps, start=1):
        key = f"schedule.visits, entry {number}, until_day"
        if step.until_day is None and number < len(steps):
            yield Contradiction(key, "is missing; only the last entry may be open-ended")
        elif step.until_day is not None and step.until_day <= last:
            yield Contradiction(key, f"{step.until_day} is not after {last}")
        last = step.until_day or last


def _eligibility(draft: Draft) -> Iterator[Contradiction]:
    rules = draft.whole.eligibility
    least, most = rules.min_liver_metastases, rules.max_liver_metastases
    if least is not None and most is not None and most < least:
        problem = f"{most} is less than min_liver_metastases {least}"
        yield Contradiction("eligibility.max_liver_metastases", problem)


CHECKS: Sequence[Callable[[Draft], Iterator[Contradiction]]] = (
    _scopes,
    _caps_of_scopes,
    _also,
    _confirmation,
    _immune,
    _schedule,
    _eligibility,
)


def listed(names: Sequence[str]) -> str:
    """Write names one after the other."""
    return ", ".join(names)
