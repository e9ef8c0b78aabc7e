"""Opening: a folder with the trial that belongs to it, or a trial with the images that it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from gui.state.desk import Desk
from gui.state.keeping import Keeper, load_table
from gui.state.opening import Request, found_text, table_of, trial_name
from gui.state.rejoining import rejoin
from gui.state.services import Progress, Services
from gui.state.session import NO_SCANS, Session, choose, new_session, with_scans
from gui.state.tongue import tr
from recist.imaging.series import Inspection
from recist.model.errors import RecistError
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.accounts import is_open_to_all, only_user
from recist.trial.audit import Action
from recist.trial.blinding import hides_dates
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError, TrialError, UnusableError
from recist.trial.kept_visits import save_visits, with_found
from recist.trial.moved_studies import whose_studies
from recist.trial.people import Actor
from recist.trial.ports import Trial, Work
from recist.trial.rights import Right
from recist.trial.seated import seated
from recist.trial.settings import protocols_of
from recist.trial.subjects import treatments_of
from recist.trial.unnamed import (
    begin_unnamed,
    is_as_remembered,
    reader_alone,
    take_in_table,
)
from recist.trial.visits import plan_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A reading table as it lies beside the scans.

    Attributes
    ----------
    broken : str
        Why it could not be read, empty where it could.
    """

    path: Path | None
    rows: tuple[Row, ...] = ()
    calipers: tuple[CaliperRecord, ...] = ()
    broken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was opened.

    Attributes
    ----------
    text : str
        What is to be told of it, empty where nothing is.
    changed : Table or None
        The table, where something else has changed it since it was brought in or written.
    """

    keeper: Keeper
    session: Session
    text: str
    changed: Table | None = None


def open_scans(
    services: Services, trials: Path, request: Request, progress: Progress, *, again: bool
) -> Opened:
    """Look for scans, and open the unnamed trial in which what is read of them is kept.

    Parameters
    ----------
    trials : Path
        The user's folder of unnamed trials.
    again : bool
        The same scans are open, and only a table is added: one that cannot be read ends it.

    Raises
    ------
    RecistError, OSError
        Where neither scans nor table can be read, or the trial cannot be used.
    """
    inspection = NO_SCANS
    if request.paths:
        inspection = services.find_scans(request.paths, progress)
    table = _table(services, request, must_be_read=again or not inspection.series)
    path = trials / trial_name(request)
    if not path.exists():
        table = _begin(services, path, request, inspection, table)
    desk = _alone(services, path)
    keeper = Keeper(services, desk, table.path)
    keeper.load()
    with desk.look() as records:
        same = table.path is None or is_as_remembered(
            records, table.path.name, table.rows, table.calipers
        )
    session = _session(desk, keeper, inspection, desk.actor.user)
    text = table.broken or found_text(request, inspection, keeper.stand.kept.rows)
    changed = None if same or table.broken or not table.rows else table
    return Opened(keeper=keeper, session=session, text=_told_open(desk) or text, changed=changed)


def open_trial(services: Services, desk: Desk, progress: Progress) -> Opened:
    """Open a trial for who has logged in, with the images of the subject that comes first.

    Raises
    ------
    TrialError
        Where the trial cannot be used.
    """
    keeper = Keeper(services, desk)
    keeper.load()
    readers = sorted({row.reader for row in keeper.stand.kept.rows})
    reader = desk.actor.user if desk.may(Right.READ) else next(iter(readers), "")
    session = _session(desk, keeper, NO_SCANS, reader)
    first = keeper.waits_for(session.subject, session.visit)
    session = choose(session, session.subject, first) if first else session
    if session.subject:
        session = with_scans(session, services.trial_scans(desk, session.subject, progress))
    return Opened(keeper=keeper, session=session, text=_told_open(desk) if desk.alone else "")


def as_it_is_now(opened: Opened) -> Opened:
    """Return what was opened with what the trial holds now.

    Opening takes its time, and the same reader may have gone on measuring meanwhile.
    """
    keeper, session = opened.keeper, opened.session
    before = keeper.stand
    keeper.load()
    after = keeper.stand
    if after == before:
        return opened
    return replace(opened, session=rejoin(session, before, after)[0])


def desk_of(services: Services, path: Path, trial: Trial, actor: Actor) -> Desk:
    """Return the desk of who works on a trial."""
    with trial.view() as view:
        alone, (protocol, *_) = is_open_to_all(view), protocols_of(view)
    seat = seated(trial, actor, alone=alone)
    return Desk(
        path=path, trial=seat, actor=actor, alone=alone, protocol=protocol, now=services.now
    )


def _alone(services: Services, path: Path) -> Desk:
    try:
        trial = services.open_trial(path)
        with trial.view() as view:
            actor = only_user(view)
    except UnusableError as error:
        said = tr("{error}; moved elsewhere, the next start begins anew", error=error)
        raise UnusableError(said) from error
    return replace(desk_of(services, path, trial, actor), unnamed=True)


def _table(services: Services, request: Request, *, must_be_read: bool) -> Table:
    path = table_of(request)
    try:
        rows, calipers = load_table(services, path)
    except (RecistError, OSError) as error:
        if must_be_read:
            raise
        # Without its path, writing asks for a name: the broken one is not written over.
        return Table(path=None, broken=str(error))
    return Table(path=path, rows=rows, calipers=calipers)


def _begin(
    services: Services, path: Path, request: Request, inspection: Inspection, table: Table
) -> Table:
    """Make the trial with what the table holds; one that does not fit is left out and told."""
    named = request.reader or next((row.reader for row in table.rows), "")
    actor = reader_alone(named or services.user_name())

    def fill(work: Work) -> None:
        begin_unnamed(work, actor, services.now())
        save_visits(work, actor, (), plan_visits(inspection, _own(table.rows, actor.user)))
        if table.path is not None:
            take_in_table(work, actor, table.path.name, table.rows, table.calipers)

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        services.make_trial(path, actor, fill)
    except NotAllowedError as error:
        if path.exists():
            # Another window was quicker.
            return table
        if not table.rows:
            raise
        return _begin(services, path, request, inspection, Table(path=None, broken=str(error)))
    return table


def _session(desk: Desk, keeper: Keeper, inspection: Inspection, reader: str) -> Session:
    """Return the session on what the trial holds; new scans get their visits where one may."""
    rows = keeper.stand.kept.rows
    visits = keeper.stand.visits
    with desk.look() as records:
        treatments, owners = treatments_of(records), whose_studies(records)
    if desk.alone:
        visits = with_found(visits, inspection, _own(rows, reader), owners)
    calipers = keeper.stand.kept.calipers
    return new_session(_seen(desk), inspection, rows, calipers, reader, visits, treatments)


def _seen(desk: Desk) -> Protocol:
    """Return the protocol as it binds who is here: who sees every read sees the dates."""
    plan = desk.protocol.reading
    plan = replace(plan, hide_dates=hides_dates(desk.actor, plan))
    return replace(desk.protocol, reading=plan)


def _own(rows: tuple[Row, ...], reader: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.reader in ("", reader)) or rows


def _told_open(desk: Desk) -> str:
    """Enter into the chain that the trial was opened; say what forbids it."""
    try:
        desk.do(lambda work: work.note(Action.OPENED, {}))
    except TrialError as error:
        return str(error)
    return ""
