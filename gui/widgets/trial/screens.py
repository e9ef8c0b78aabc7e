"""The screens of a trial as the room opens them: each for who has the right to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QDialog, QWidget

from gui.state import document as docs
from gui.state import session as sessions
from gui.state.desk import Desk
from gui.state.jobs import Progress
from gui.state.response_panel import response_panel
from gui.state.services import Services
from gui.state.session import present
from gui.state.tongue import later, tr
from gui.state.worklist import series_of
from gui.widgets.dialogs import answered
from gui.widgets.own import Own
from gui.widgets.reading import Reading
from gui.widgets.runner import Runner
from gui.widgets.trial.adjudication_window import AdjudicationWindow
from gui.widgets.trial.audit_window import AuditWindow
from gui.widgets.trial.backup import BackUpDialog, RestoreDialog
from gui.widgets.trial.database_lock import DatabaseLock
from gui.widgets.trial.exports import Exports
from gui.widgets.trial.log_in import LogIn
from gui.widgets.trial.new_password import ChangePassword
from gui.widgets.trial.new_trial import NewTrial
from gui.widgets.trial.queries_window import QueriesWindow
from gui.widgets.trial.sign import SignDialog
from gui.widgets.trial.unlock import UnlockDialog
from gui.widgets.trial.users import Users
from gui.widgets.trial.work_window import WorkWindow
from gui.widgets.trial.working import WorkingDialog
from recist.model.finding import Severity
from recist.trial.errors import TrialError
from recist.trial.making import filling
from recist.trial.people import Actor, User
from recist.trial.ports import Trial
from recist.trial.reads import visit_read
from recist.trial.settings import Settings

NO_TRIAL = later("Open a folder with scans or a trial first")
NOT_SAVED = later("What is on the screen is not saved yet; it has to be before it is signed")


class TrialScreens(QObject):
    """Opens log-in, work list, signing and the rest over the room."""

    refused = pyqtSignal(str)
    place_wanted = pyqtSignal(str, str, str)
    """Subject, reader and visit that is to be shown."""
    password_given = pyqtSignal()
    """Who worked alone needs a password from now on."""
    trial_wanted = pyqtSignal(object)
    """The path of a trial that was made and is to be opened."""

    def __init__(
        self, window: QWidget, reading: Reading, services: Services, runner: Runner, own: Own
    ) -> None:
        super().__init__(window)
        self.exports = Exports(window, reading, services, runner, own)
        self.exports.refused.connect(self.refused)
        self._runner = runner
        self._window = window
        self._reading = reading
        self._services = services
        self._seen: Desk | None = None

    @property
    def desk(self) -> Desk | None:
        """The desk of who works at the trial that is open."""
        return self._reading.keeper.desk

    # --- before a trial is open --------------------------------------------------------------

    def let_in(self, trial: Trial, title: str) -> Actor | None:
        """Ask who is there; None where they give up."""
        dialog = LogIn(trial, title, self._services.now, self._window)
        if not answered(dialog):
            return None
        if dialog.warning:
            self.refused.emit(dialog.warning)
        return dialog.actor

    def new_trial(self) -> None:
        """Make a trial and open it."""

        def make(path: Path, settings: Settings, user: User, password: str | None) -> None:
            actor = Actor(user=user.name, roles=user.roles)
            self._services.make_trial(path, actor, filling(settings, user, password))

        dialog = NewTrial(make, self._services.now, self._window, Path.home())
        if answered(dialog) and dialog.path is not None:
            self.trial_wanted.emit(dialog.path)

    def restore(self) -> None:
        """Make a trial of a backup and open it."""
        services = self._services
        dialog = RestoreDialog(
            services.open_backup, services.restore, services.now, self._window, Path.home()
        )
        if answered(dialog) and dialog.path is not None:
            self.trial_wanted.emit(dialog.path)

    # --- reading ----------------------------------------------------------------------------

    def show_work(self) -> None:
        """Show the work list."""

        def make(desk: Desk) -> QDialog:
            window = WorkWindow(desk, self._window)
            window.opened.connect(self.place_wanted)
            window.opened.connect(window.close)
            window.adjudicate.connect(self.adjudicate)
            window.export_wanted.connect(self.exports.ask)
            return window

        self._show(make)

    def sign(self) -> None:
        """Sign the visit that is open."""
        session = self._reading.session
        if not session.visit:
            self.refused.emit(tr(NO_TRIAL))
            return
        if not sessions.is_saved(session):
            self.refused.emit(tr(NOT_SAVED))
            return
        desk = self.desk
        if desk is None or not desk.unnamed:
            self._sign()
            return
        # A trial that was made for scans elsewhere gets the digests of those that are signed.
        document = present(session)
        (visit,) = (
            one for one in docs.visits_of(document, session.subject) if one.label == session.visit
        )
        series = series_of(document, session.inspection, session.subject, session.visit)
        self._runner.start(
            "sign",
            tr("Taking the digests of {visit}", visit=session.visit),
            lambda progress: self._services.refer_to_images(desk, visit, series, progress),
            lambda _: self._sign_if_still(session.subject, session.visit),
        )

    def _sign_if_still(self, subject: str, visit: str) -> None:
        """Sign, if the visit whose digests were taken is still the open one, and is saved."""
        session = self._reading.session
        if (session.subject, session.visit) != (subject, visit):
            self.refused.emit(
                tr(
                    "{visit} of {subject} is not open any more, and was not signed",
                    visit=visit,
                    subject=subject,
                )
            )
        elif not sessions.is_saved(session):
            self.refused.emit(tr(NOT_SAVED))
        else:
            self._sign()

    def _sign(self) -> None:
        session = self._reading.session
        panel = response_panel(sessions.course(session), session.visit)
        lines = tuple(one.message for one in panel.findings if one.severity is Severity.ERROR)
        notes = tuple(one.message for one in panel.findings if one.severity is not Severity.ERROR)

        def make(desk: Desk) -> QDialog:
            dialog = SignDialog(
                desk, session.subject, session.visit, lines, self._window, notes=notes
            )
            dialog.signed.connect(self._look_again)
            return dialog

        self._show(make)

    def unlock(self) -> None:
        """Open the signed visit of the read that is shown again."""
        session = self._reading.session

        def make(desk: Desk) -> QDialog:
            reader = present(session).reader
            with desk.look() as records:
                read = visit_read(records, session.subject, reader, session.visit)
            dialog = UnlockDialog(desk, read, self._window)
            dialog.unlocked.connect(self._look_again)
            dialog.told.connect(self._reading.told)
            return dialog

        self._show(make)

    def adjudicate(self, subject: str = "") -> None:
        """Show both reads of a subject side by side."""

        def make(desk: Desk) -> QDialog:
            named = subject or self._reading.session.subject
            window = AdjudicationWindow(desk, named, self._window)
            window.show_on_images.connect(self.place_wanted)
            window.decided.connect(self._look_again)
            return window

        self._show(make)

    def show_queries(self, visit: str = "", lesion: str = "") -> None:
        """Show the queries; with a visit or lesion, one about that is begun."""

        def make(desk: Desk) -> QDialog:
            window = QueriesWindow(desk, self._window)
            window.changed.connect(self._look_again)
            window.opened.connect(self.place_wanted)
            if visit or lesion:
                window.ask_about(self._reading.session.subject, visit, lesion)
            return window

        self._show(make)

    # --- keeping the trial ------------------------------------------------------------------

    def show_audit(self) -> None:
        """Show the audit chain."""
        services = self._services

        def make(desk: Desk) -> QDialog:
            def verify(report: Progress) -> list[str]:
                desk.demand_seat()
                return services.verify(desk.path, report)

            return AuditWindow(desk, verify, self._window)

        self._show(make)

    def show_users(self) -> None:
        """Show the users."""

        def make(desk: Desk) -> QDialog:
            window = Users(desk, self._window)
            window.password_given.connect(lambda: self._ask_for_it(desk))
            return window

        self._show(make)

    def _ask_for_it(self, desk: Desk) -> None:
        """Who worked alone has a password now, and goes on with it."""
        self._reading.keeper.desk = desk.with_passwords()
        self._reading.changed.emit()
        self.password_given.emit()

    def change_password(self) -> None:
        """Change the password of who is here."""
        self._show(lambda desk: ChangePassword(desk, self._window))

    def lock_database(self) -> None:
        """Lock the database, or open it again."""

        def make(desk: Desk) -> QDialog:
            dialog = DatabaseLock(desk, self._window)
            dialog.changed.connect(self._look_again)
            return dialog

        self._show(make)

    def back_up(self) -> None:
        """Copy the trial."""
        services = self._services

        def make(desk: Desk) -> QDialog:
            def copy(target: Path, report: Progress) -> str:
                desk.demand_seat()
                return services.back_up(desk, target, report)

            return BackUpDialog(desk, copy, self._window)

        self._show(make)

    def sit_down(self) -> None:
        """Somebody has opened something: its trial names the room's window.

        The windows of another desk before are closed, since they act with its rights. This comes
        before the screen lock uncovers anything.
        """
        desk = self.desk
        name = "" if desk is None or desk.unnamed else desk.path.stem
        self._window.setWindowTitle(" · ".join(filter(None, ("recist", name))))
        if desk is self._seen:
            return
        self._seen = desk
        self.stop()
        for dialog in self._window.findChildren(QDialog):
            # A page that hides the room does not go by this.
            dialog.reject()

    def stop(self) -> None:
        """Cancel what a window is at work with, and wait for it: the room is going."""
        for dialog in self._window.findChildren(WorkingDialog):
            dialog.runner.stop()

    def _look_again(self) -> None:
        self._reading.look_again()

    def _show(self, make: Callable[[Desk], QDialog]) -> None:
        """Show a window of its own; it goes when it is closed."""
        if self.desk is None:
            self.refused.emit(tr(NO_TRIAL))
            return
        try:
            dialog = make(self.desk)
        except TrialError as refusal:
            self.refused.emit(str(refusal))
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
