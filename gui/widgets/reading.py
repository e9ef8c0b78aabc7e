"""The reader at work: turns intents and drawn calipers into changes of the session."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from gui.state import document as docs
from gui.state import session as sessions
from gui.state.commands import (
    Command,
    DeleteReading,
    Refused,
    SetLesion,
)
from gui.state.flow import steps_of
from gui.state.keeping import Keeper
from gui.state.known_lesions import linked_by_lesions
from gui.state.lesion_table import findings_of
from gui.state.measuring import (
    marks_of,
    points_of,
)
from gui.state.memory import Memory, remembered
from gui.state.moving import jump
from gui.state.rejoining import rejoin
from gui.state.session import Session, present, visit_in
from gui.state.telling import done_text
from gui.state.tile import series_of
from gui.state.tongue import later, tr
from gui.state.tools import commands as tools
from gui.state.viewer import Viewer, fit_all, is_fitted, settled, with_marks, with_window
from gui.widgets.committing import Committing
from gui.widgets.consent import Consent
from gui.widgets.questions import Questions
from gui.widgets.remembering import Remembering
from gui.widgets.tile_area import TileArea
from recist.imaging.series import Window
from recist.measure.caliper import is_point
from recist.model.lesion import Lesion, Role
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError, TrialError


class Reading(QObject):
    """Holds the session; the tile area holds the viewer.

    Parameters
    ----------
    questions : Questions
        Asks the reader for reasons, and whether consequences are wanted.

    """

    changed = pyqtSignal()
    previewed = pyqtSignal()
    told = pyqtSignal(str)
    given_up = pyqtSignal()
    not_kept = pyqtSignal(object)
    """Carries the error that keeps what is on the screen from being saved; None once it is."""

    def __init__(
        self,
        session: Session,
        area: TileArea,
        keeper: Keeper,
        questions: Questions,
    ) -> None:
        super().__init__()
        self.session = session
        self.keeper = keeper
        self._area = area
        self.consent = Consent(questions)
        self._committing = Committing(self, area)
        # Once what was opened is on the screen: a write to the disk takes its time.
        self.changed.connect(lambda: QTimer.singleShot(0, self.note_opened))
        self.remembering = Remembering(Memory(secret=""))

    # --- what is chosen ---------------------------------------------------------------------

    @property
    def selected(self) -> str | None:
        """The chosen lesion."""
        return self._area.viewer.selected

    def arm(self, role: Role | None) -> None:
        """Make the next lesion that is drawn or clicked one of a role; None lets the visit say."""
        if self._area.viewer.armed is not role:
            self._area.show_viewer(replace(self._area.viewer, armed=role))
            self.changed.emit()

    def lesion(self) -> Lesion | None:
        """Return the chosen lesion with what is known of it."""
        for one in docs.lesions_of(present(self.session), self.session.subject):
            if one.id == self.selected:
                return one
        return None

    def active_visit(self) -> str:
        """Return the visit of the active tile: what a key says is said of that one."""
        viewer = self._area.viewer
        return visit_in(self.session, viewer.tiles[viewer.active].role) or self.session.visit

    def select(self, lesion: str | None) -> None:
        """Choose a lesion and bring every tile to it; what is half drawn is dropped.

        It was drawn on another slice, and maybe for another lesion.
        """
        viewer = settled(self._area.viewer)
        armed = viewer.armed if lesion is None else None
        viewer = replace(viewer, selected=lesion, armed=armed)
        if lesion is not None:
            viewer = self._with_its_window(viewer, lesion)
            points = points_of(self.session, lesion)
            roles = {tile.role: visit_in(self.session, tile.role) for tile in viewer.tiles}
            whole = is_fitted(viewer)
            viewer = jump(
                viewer, {role: points[visit] for role, visit in roles.items() if visit in points}
            )
            # Where whole bodies are shown, the lesion is in sight without moving them.
            viewer = fit_all(viewer) if whole else viewer
        self._area.show_viewer(viewer)
        self.changed.emit()

    def step_lesion(self, step: int) -> None:
        """Choose the next or the previous lesion."""
        ids = steps_of(self.session)
        if not ids:
            self.told.emit(tr("There is no lesion yet"))
            return
        here = self.selected
        place = ids.index(here) + step if here in ids else (0 if step > 0 else -1)
        self.select(ids[place % len(ids)])

    def remember_window(self, window: Window) -> None:
        """Keep the window with the chosen lesion, for all visits."""
        if self.selected is not None:
            self.remembering.keep_window(window, *self._names(self.selected))

    def _with_its_window(self, viewer: Viewer, lesion: str) -> Viewer:
        window = self.remembering.window(*self._names(lesion))
        return viewer if window is None else with_window(viewer, viewer.active, window)

    def _names(self, lesion: str) -> tuple[str, str, str]:
        desk = self.keeper.desk
        return "" if desk is None else str(desk.path), self.session.subject, lesion

    # --- changes ----------------------------------------------------------------------------

    def do(self, command: Command) -> bool:
        """Carry out a command and keep it; says why where it is refused."""
        try:
            session = sessions.do(self.session, command)
        except Refused as refusal:
            self.told.emit(str(refusal))
            return False
        if not self._take(session):
            return False
        self.notice("")
        self.told.emit(done_text(command, self._area.viewer.table))
        return True

    def tell(self, text: str) -> None:
        """Say something below the images."""
        self.told.emit(text)

    def show(self) -> None:
        """Have the whole state shown as it is now."""
        self.changed.emit()

    def notice(self, text: str) -> None:
        """Say on the tiles what was refused or warned of; empty once something was done."""
        if self._area.viewer.notice != text:
            self._area.show_viewer(replace(self._area.viewer, notice=text))

    def agrees(self, command: Command, title: str, act: str) -> bool:
        """Show what a command would change over the visits, and ask."""
        try:
            return self.consent.agreed(self.session, command, title, act)
        except Refused as refusal:
            self.told.emit(str(refusal))
            return False

    def change(self, command: SetLesion) -> None:
        """Change what a lesion is over all visits, the reader asked where that takes effect."""
        before = findings_of(sessions.course(self.session))
        try:
            agreed = self.consent.to_change(self.session, command)
        except Refused as refusal:
            self.told.emit(str(refusal))
            agreed = None
        if agreed is None:
            # The line under the table still says what was given up.
            self.given_up.emit()
        elif self.do(agreed):
            after = findings_of(sessions.course(self.session))
            said = " · ".join(note.message for note in after if note not in before)
            if said:
                self.notice(said)
                self.told.emit(said)

    def undo(self) -> None:
        """Take the last step back."""
        if not self.session.history.past:
            self.told.emit(tr("Nothing to undo"))
            return
        self._step(sessions.undo(self.session), tr("Undone"))

    def redo(self) -> None:
        """Take the step forth again."""
        if not self.session.history.future:
            self.told.emit(tr("Nothing to redo"))
            return
        self._step(sessions.redo(self.session), tr("Done again"))

    def _step(self, session: Session, said: str) -> None:
        """Take a step of the history and go where it changed something."""
        here = (session.subject, session.visit)
        place = docs.changed_place(present(self.session), present(session), here)
        if not self._take(session):
            return
        if place is not None and place != (session.subject, session.visit):
            self.choose(*place)
            said = f"{said}: {' · '.join(place)}"
        self.told.emit(said)

    def _take(self, session: Session) -> bool:
        """Go on with a session, its document kept; what is not allowed is refused whole."""
        try:
            session = self._kept(session)
        except NotAllowedError as refusal:
            self.notice(str(refusal))
            self.told.emit(str(refusal))
            return False
        self.session = session
        known = {one.id for one in docs.lesions_of(present(session), session.subject)}
        if self.selected is not None and self.selected not in known:
            self._area.show_viewer(replace(self._area.viewer, selected=None))
        self.show_marks()
        self.changed.emit()
        return True

    def _kept(self, session: Session) -> Session:
        """Keep a session's document; where the file is at fault, it stays on the screen unsaved.

        Raises
        ------
        NotAllowedError
            Where the trial forbids it.
        """
        if sessions.is_saved(session) and self.keeper.is_sure:
            return session
        try:
            self.keeper.keep(present(session), sessions.study_of(session))
        except NotAllowedError:
            raise
        except TrialError as error:
            self.not_kept.emit(error)
            return session
        self.not_kept.emit(None)
        return sessions.saved(session)

    def keep_again(self) -> None:
        """Try once more to keep what is on the screen."""
        self._take(self.session)

    def take_over(self, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]) -> bool:
        """Take over the readings of a table; undo takes them back."""
        return self._take(sessions.taken_over(self.session, rows, calipers))

    def reload(self) -> None:
        """Take in what somebody else has kept meanwhile; what is mine alone stays, and is kept."""
        before = self.keeper.stand
        try:
            self.keeper.load()
        except TrialError as error:
            self.not_kept.emit(error)
            return
        session, text = rejoin(self.session, before, self.keeper.stand)
        if not self._take(session):
            # What is on the screen was not brought together with what the trial holds.
            self.keeper.stand = before
        elif text:
            self.told.emit(text)

    def look_again(self) -> None:
        """Show how far the open subject is now: something was signed, asked or opened again."""
        with suppress(TrialError):
            self.keeper.look_again(self.session.subject)
        self.changed.emit()

    def refresh(self) -> None:
        """Show what others have signed, asked or opened again meanwhile, where that is news."""
        try:
            if self.keeper.look_again(self.session.subject):
                self.changed.emit()
        except NotAllowedError as refusal:
            self.told.emit(str(refusal))
        except TrialError:
            # The next change tells of a file that cannot be read.
            return

    def note_opened(self) -> None:
        """Enter into the chain which visit is open, where that is not known yet."""
        self.keeper.note_opened(self.session.subject, self.session.visit)

    def show_marks(self) -> None:
        """Bring the saved calipers onto the tiles."""
        viewer = self._area.viewer
        for tile in viewer.tiles:
            visit = visit_in(self.session, tile.role)
            viewer = with_marks(viewer, tile.role, marks_of(self.session, visit, series_of(tile)))
        viewer = remembered(self.remembering.memory, viewer)
        self._area.show_viewer(linked_by_lesions(self.session, viewer))

    # --- what the tools ask for -------------------------------------------------------------

    def answer(self, command: tools.Command) -> None:
        """Answer a command of a tool."""
        match command:
            case tools.Preview():
                self._preview(command)
            case tools.EndPreview():
                if self.session.preview is not None:
                    self.session = replace(self.session, preview=None)
                    self.previewed.emit()
            case tools.Commit():
                self._committing.commit(command)
            case tools.Select():
                self.changed.emit()
            case tools.Delete():
                self._delete(command)
            case tools.PutRegion() | tools.DropRegion() | tools.SelectRegion():
                return
            case tools.Refuse(message=message) | tools.Warn(message=message):
                self.notice(message)
                self.told.emit(message)

    def _preview(self, command: tools.Preview) -> None:
        if is_point(command.caliper):
            return
        drawn = self._committing.measured(command)
        if drawn is not None:
            self.session = replace(self.session, preview=drawn)
            self.previewed.emit()

    def _delete(self, command: tools.Delete) -> None:
        visit = visit_in(self.session, self._area.viewer.tiles[command.tile].role)
        gone = DeleteReading(subject=self.session.subject, visit=visit, lesion=command.lesion_id)
        self.do(gone)

    # --- where the reader is ----------------------------------------------------------------

    def choose(self, subject: str, visit: str | None = None) -> None:
        """Open a subject or another visit of it, where the order of reading allows that."""
        session = sessions.choose(self.session, subject, visit)
        try:
            first = self.keeper.waits_for(subject, session.visit)
        except TrialError as error:
            self.not_kept.emit(error)
            return
        if first and visit is not None:
            said = later("{first} comes first: sign it before {visit} is opened")
            self.told.emit(tr(said, first=first, visit=visit))
            return
        if first:
            session = sessions.choose(self.session, subject, first)
        before, self.session = self.session, session
        if (session.subject, session.visit) != (before.subject, before.visit):
            # What was to be drawn was said of the visit that was open, and so was the last word.
            self._area.show_viewer(replace(self._area.viewer, armed=None))
            self.told.emit("")
        if session.subject != before.subject:
            self._area.show_viewer(replace(self._area.viewer, selected=None))
        self.changed.emit()

    def show_reader(self, reader: str) -> None:
        """Show the readings of another reader, where they are to be seen at all."""
        if not reader or reader == present(self.session).reader:
            return
        if not sessions.is_saved(self.session):
            self.told.emit(tr("What is on the screen is not saved yet"))
        else:
            self.session = sessions.shown_for(self.session, reader)
            self._area.show_viewer(replace(self._area.viewer, selected=None))
            self.show_marks()

    def next_visit(self) -> None:
        """Go on to the next visit."""
        after = sessions.next_visit(self.session)
        self.choose(after.subject, after.visit)

    def show_series(self, key: str) -> None:
        """Show another series of the open visit."""
        self.session = sessions.show_series(self.session, self.session.visit, key)
        self.changed.emit()
