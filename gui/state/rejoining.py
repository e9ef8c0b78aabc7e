"""Taking in what somebody else has kept meanwhile, without losing what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.state.document import Document
from gui.state.session import Session, present, reloaded
from gui.state.tongue import tr
from recist.trial.merging import Held, merged
from recist.trial.saving import Readings
from recist.trial.visits import PlannedVisit, moved_date

_Visits = tuple[PlannedVisit, ...]


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
    mine = _at_their_visits(present(session), before, after)
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


def _at_their_visits(mine: Document, before: Stand, after: Stand) -> Document:
    """Bring what I have read since to visits that somebody else named or dated anew meanwhile."""
    changed = _changed_visits(before.visits, after.visits)
    dates = {(one.subject, one.label): one.date for one in before.visits}
    known = {id(one) for one in (*before.kept.rows, *before.kept.calipers)}
    rows, calipers = [], []
    for row in mine.rows:
        now = None if id(row) in known else changed.get((row.subject, row.visit))
        if now is not None:
            date = moved_date(row.date, dates[row.subject, row.visit], now.date)
            row = replace(row, subject=now.subject, visit=now.label, date=date)
        rows.append(row)
    for one in mine.calipers:
        now = None if id(one) in known else changed.get((one.subject, one.visit))
        if now is not None:
            one = replace(one, subject=now.subject, visit=now.label)
        calipers.append(one)
    return replace(mine, rows=tuple(rows), calipers=tuple(calipers))


def _changed_visits(before: _Visits, after: _Visits) -> dict[tuple[str, str], PlannedVisit]:
    """Return by subject and label before the visits that have another label or date now."""
    known = {(one.subject, one.label) for one in before}
    there = {(one.subject, one.label): one for one in after}
    new = [one for place, one in there.items() if place not in known]
    found: dict[tuple[str, str], PlannedVisit] = {}
    for one in before:
        alike = [other for other in new if _is_named_anew(one, other)]
        now = there.get((one.subject, one.label), alike[0] if len(alike) == 1 else one)
        if (now.subject, now.label, now.date) != (one.subject, one.label, one.date):
            found[one.subject, one.label] = now
    return found


def _is_named_anew(before: PlannedVisit, now: PlannedVisit) -> bool:
    """Say whether a visit is one that was there under another label, or name of its subject.

    Of two patients it is the studies that tell: nothing goes from one to another by a date.
    """
    same = (before.date, before.studies) == (now.date, now.studies)
    return same and (before.subject == now.subject or bool(now.studies))


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
