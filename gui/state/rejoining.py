"""Taking in what somebody else has kept meanwhile, without losing what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.state.session import Session, present, reloaded
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
    visits = after.visits if mine.visits == before.visits else mine.visits
    ours, others = (
        replace(mine, rows=one.rows, calipers=one.calipers, visits=visits)
        for one in (both.mine, both.theirs)
    )
    places = ", ".join(sorted({f"{lesion} at {visit}" for _, _, visit, lesion in both.clashes}))
    text = f"{places}: somebody else's is shown; undo brings yours back" if places else ""
    return reloaded(session, ours, others), text


def _held(kept: Readings) -> Held:
    return Held(rows=kept.rows, calipers=kept.calipers)
