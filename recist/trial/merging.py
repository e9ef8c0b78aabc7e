"""Two sets of changes to the same readings, made side by side: brought together by place.

A place is a lesion at a visit of one reader's read; its row and its caliper go together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.saving import values_of

Place = tuple[str, str, str, str]
"""Subject, reader, visit, lesion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Rows and calipers as one side has them."""

    rows: tuple[Row, ...]
    calipers: tuple[CaliperRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Both sides' changes.

    Attributes
    ----------
    theirs, mine : Held
        Where both have changed the same place: with what they, or what I, have there.
    clashes : tuple of Place
        The places that both have changed, each in another way.
    """

    theirs: Held
    mine: Held
    clashes: tuple[Place, ...]


def merged(before: Held, mine: Held, theirs: Held) -> Merged:
    """Bring together what I and others have changed since ``before``."""
    base, own, other = (_by_place(one) for one in (before, mine, theirs))
    chosen_own: dict[Place, _Pair] = {}
    chosen_other: dict[Place, _Pair] = {}
    clashes = []
    for place in {**other, **own}:
        at_base, at_own, at_other = (one.get(place, _NOTHING) for one in (base, own, other))
        if _same(at_own, at_base) or _same(at_own, at_other):
            first = second = at_other
        elif _same(at_other, at_base):
            first = second = at_own
        else:
            first, second = at_own, at_other
            clashes.append(place)
        chosen_own[place], chosen_other[place] = first, second
    return Merged(
        theirs=_held(chosen_other.values()),
        mine=_held(chosen_own.values()),
        clashes=tuple(sorted(clashes)),
    )


_Pair = tuple[Row | None, CaliperRecord | None]
_NOTHING: _Pair = (None, None)


def _by_place(held: Held) -> dict[Place, _Pair]:
    found: dict[Place, _Pair] = {_place(row): (row, None) for row in held.rows}
    for record in held.calipers:
        found[_place(record)] = (found.get(_place(record), _NOTHING)[0], record)
    return found


def _place(one: Row | CaliperRecord) -> Place:
    return (one.subject, one.reader, one.visit, one.lesion)


def _same(one: _Pair, other: _Pair) -> bool:
    """Compare what would be kept; where a row was read from does not count."""
    return one is other or _values(one) == _values(other)


def _values(pair: _Pair) -> object:
    row, record = pair
    return values_of(() if row is None else (row,), () if record is None else (record,))


def _held(pairs: Iterable[_Pair]) -> Held:
    chosen = tuple(pairs)
    return Held(
        rows=tuple(row for row, _ in chosen if row is not None),
        calipers=tuple(record for _, record in chosen if record is not None),
    )
