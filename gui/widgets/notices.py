"""What the room says of keeping and opening, and what can be done about it."""

from __future__ import annotations

from gui.state import session as sessions
from gui.state.entering import Table
from gui.state.tongue import tr
from gui.widgets.notice_bar import NoticeBar
from gui.widgets.questions import Leave, Questions
from gui.widgets.reading import Reading
from recist.trial.errors import StaleError, TrialError


class Notices:
    """Tells on the notice bar, and asks where work could be lost."""

    def __init__(self, bar: NoticeBar, reading: Reading, questions: Questions) -> None:
        self._bar = bar
        self._reading = reading
        self._questions = questions
        self._unsaved, self._lasting = "", ""

    def tell_lasting(self, text: str) -> None:
        """Tell what is to be read, whatever is opened meanwhile."""
        self._lasting = text
        self._bar.tell(text)

    def on_opened(self, text: str, changed: Table | None) -> None:
        """Show a notice of the opener; a table that something else has changed can be taken."""
        if changed is not None and changed.path is not None:
            name = changed.path.name
            told = tr(
                "{table} has other readings than it had when it was last brought in or written",
                table=name,
            )
            self._bar.tell(told, tr("Take over the table"), lambda: self._take_over(changed))
        elif text:
            self._bar.tell(text)
        elif self._bar.text() != self._lasting:
            self._bar.hide()

    def _take_over(self, table: Table) -> None:
        if self._reading.take_over(table.rows, table.calipers) and table.path is not None:
            self._reading.keeper.remember(table.path, table.rows, table.calipers)

    def on_not_kept(self, error: TrialError | None) -> None:
        """Say loudly that a change is on the screen alone, and what can be done."""
        if error is None:
            if self._unsaved and self._bar.text() == self._unsaved:
                self._bar.hide()
            return
        self._unsaved = tr("Not saved: {why}", why=error)
        if isinstance(error, StaleError):
            self._bar.tell(self._unsaved, tr("Load it again"), self._reading.reload)
        else:
            self._bar.tell(self._unsaved, tr("Try again"), self._reading.keep_again)

    def may_leave(self) -> bool:
        """Ask about work that could not be kept, if there is any."""
        if sessions.is_saved(self._reading.session) and self._reading.keeper.is_sure:
            return True
        match self._questions.leave():
            case Leave.TRY:
                self._reading.keep_again()
                return sessions.is_saved(self._reading.session)
            case Leave.LOSE:
                return True
            case Leave.STAY:
                return False
