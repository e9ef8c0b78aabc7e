"""Taking in what somebody else has kept meanwhile, without losing what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.state.session import Session, present, reloaded
from gui.state.tongue import tr
from recist.trial.merging import Held, merged
from recist.trial.saving import Readings
from recist.trial.visits import PlannedVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What the trial holds at one time."""

    kept: Readings
    visits: tuple[PlannedVisit, ...]


def rejoin(session: Session, before: Stand, after: Stand) -> tuple[Session, str]:
    """Bring together what is on the screen and what the trial holds now.

    Where both have changed the same place, the trial's stands, and one undo brings mine back.

    Parameters
    ----------
    before, after : Stand
        What the trial held when the screen was last the same, and what it holds now.

    Returns
    -------
    Session
    str
        What is to be told, empty where nothing is.
    """
    mine = present(session)
    both = merged(
        _held(before.kept), Held(rows=mine.rows, calipers=mine.calipers), _held(after.kept)
    )
    own_visits, their_visits = _merged_visits(before.visits, mine.visits, after.visits)
    ours, others = (
        replace(mine, rows=one.rows, calipers=one.calipers, visits=visits)
        for one, visits in ((both.mine, own_visits), (both.theirs, their_visits))
    )
    clashed = {
        tr("{lesion} at {visit}", lesion=lesion, visit=visit)
        for _, _, visit, lesion in both.clashes
    }
    if own_visits != their_visits:
        clashed.add(tr("visits"))
    places = ", ".join(sorted(clashed))
    if not places:
        return reloaded(session, ours, others), ""
    text = tr("{places}: somebody else's is shown; undo brings yours back", places=places)
    return reloaded(session, ours, others), text


_Visits = tuple[PlannedVisit, ...]


def _merged_visits(before: _Visits, mine: _Visits, theirs: _Visits) -> tuple[_Visits, _Visits]:
    """Bring visits together by label: with mine, and with theirs where both changed the same."""
    base, own, other = (
        {(one.subject, one.label): one for one in visits} for visits in (before, mine, theirs)
    )
    first: list[PlannedVisit | None] = []
    second: list[PlannedVisit | None] = []
    for key in {**other, **own}:
        at_base, at_own, at_other = base.get(key), own.get(key), other.get(key)
        untouched = at_own == at_base
        first.append(at_other if untouched else at_own)
        second.append(at_own if at_other == at_base else at_other)
    return (
        tuple(one for one in first if one is not None),
        tuple(one for one in second if one is not None),
    )


def _held(kept: Readings) -> Held:
    return Held(rows=kept.rows, calipers=kept.calipers)
