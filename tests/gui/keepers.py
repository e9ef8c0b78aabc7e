"""A trial as a window opens it, and what is drawn in it and kept."""

from datetime import UTC, datetime
from pathlib import Path

from gui.app import AppServices
from gui.state.desk import Desk
from gui.state.document import Document
from gui.state.entering import desk_of
from gui.state.keeping import Keeper
from gui.state.session import Session, do, new_session, present, saved
from recist.app import make_trial, open_trial
from recist.model.dates import ScanDate
from recist.trial.unnamed import begin_unnamed, reader_alone
from recist.trial.visits import PlannedVisit
from tests.gui.reads import DATES, PROTOCOL, READER, SUBJECT, drawing

VISITS = tuple(
    PlannedVisit(subject=SUBJECT, label=label, date=ScanDate.parse(date), studies=())
    for label, date in DATES.items()
)


def new_desk(folder: Path) -> Desk:
    """Return the desk of a new trial without a name, at which somebody reads alone."""
    path, actor = folder / "trial.recist", reader_alone(READER)
    make_trial(path, actor, lambda work: begin_unnamed(work, actor, datetime.now(UTC)))
    return desk_of(AppServices(), path, open_trial(path), actor)


def opened(desk: Desk) -> tuple[Keeper, Session]:
    """Open the trial as a window does."""
    keeper = Keeper(AppServices(), desk)
    keeper.load()
    kept = keeper.stand.kept
    visits = keeper.stand.visits or VISITS
    session = new_session(
        PROTOCOL, rows=kept.rows, calipers=kept.calipers, reader=READER, visits=visits
    )
    return keeper, session


def sizes(document: Document) -> dict[tuple[str, str], str]:
    return {(one.lesion, one.visit): str(one.long_axis_lps_mm[1][0]) for one in document.calipers}


def drawn(keeper: Keeper, session: Session, long_mm: float, lesion: str = "") -> Session:
    after = do(session, drawing(long_mm, lesion=lesion))
    keeper.keep(present(after))
    return saved(after)
