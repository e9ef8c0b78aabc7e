"""What the left panel and the visit buttons show of a session; worked out after changes alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from gui.state import session as sessions
from gui.state.desk import Sight, sight_of
from gui.state.document import Document
from gui.state.keeping import Keeper
from gui.state.matching import key_of
from gui.state.progress import progress_of
from gui.state.session import Session, present, series_for
from gui.state.worklist import SubjectLine, card_of, series_of, subject_lines
from gui.widgets.segments import Segment
from gui.widgets.sides import LeftSide
from gui.widgets.top_bar import visit_segment
from gui.widgets.volumes import Volumes
from recist.trial.worklist import Work

Marks = Mapping[str, Mapping[str, Work]]


class LeftShow:
    """Keeps the left panel as the session is."""

    def __init__(self, left: LeftSide, volumes: Volumes) -> None:
        self._left = left
        self._volumes = volumes
        self._judged: sessions.Judged = {}
        self._lost: set[str] = set()
        self._lines: tuple[tuple[Document, str, Marks], tuple[SubjectLine, ...]] | None = None

    def show(self, session: Session, marks: Marks, sight: Sight) -> None:
        """Show work list and series."""
        left = self._left
        left.work_list.show_lines(self._subject_lines(session, marks), sight)
        match = series_for(session, session.visit) if session.visit else None
        shown = key_of(match.series) if match else ""
        found = series_of(present(session), session.inspection, session.subject, session.visit)
        left.show_series(session.visit, tuple(card_of(one, shown) for one in found))
        for series in found:
            key = key_of(series)
            if not left.cards.has_thumbnail(key):
                left.cards.expect_thumbnail(key)
                self._volumes.want_thumbnail(
                    series, partial(left.cards.show_thumbnail, key), partial(self._lost.add, key)
                )

    def try_again(self) -> None:
        """Make the pictures that were given up or could not be read: the reader has come back."""
        for key in self._lost:
            self._left.cards.expect_no_thumbnail(key)
        self._lost.clear()

    def _subject_lines(self, session: Session, marks: Marks) -> tuple[SubjectLine, ...]:
        key = (present(session), session.subject, marks)
        if self._lines is None or self._lines[0] != key:
            self._judged = sessions.responses(session, self._judged)
            said = {subject: found for subject, (_, found) in self._judged.items()}
            self._lines = (
                key,
                subject_lines(
                    key[0],
                    said,
                    key[1],
                    marks,
                    hide_dates=session.protocol.reading.hide_dates,
                ),
            )
        return self._lines[1]


def visit_segments(session: Session, keeper: Keeper) -> tuple[Segment, ...]:
    """Return a button for each visit of the open subject; the open one is being read by readers."""
    sight = sight_of(keeper.desk)
    reads = session.visit if sight is Sight.READS else ""
    found = progress_of(present(session), session.subject)
    states = keeper.marks.get(session.subject, {})
    return tuple(
        visit_segment(label, progress, states.get(label), sight, is_open=label == reads)
        for label, progress in found.items()
    )
