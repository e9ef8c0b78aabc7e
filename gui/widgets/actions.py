"""What the window does by menus and dialogs: lesions, visits, studies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QObject, QPoint, Qt
from PyQt6.QtWidgets import QApplication, QMenu, QWidget

from gui.state import assigning
from gui.state import document as docs
from gui.state import session as sessions
from gui.state.action_table import ACTIONS
from gui.state.assigning import Offer, Place, assignment, study_text
from gui.state.commands import (
    AddMarker,
    Command,
    DeleteLesion,
    RedateVisit,
    Refused,
    RenameSubject,
    RenameVisit,
    SetLesion,
)
from gui.state.desk import sight_of
from gui.state.edits import apply
from gui.state.keys import Intent
from gui.state.matching import key_of
from gui.state.resolve import ShowMenu
from gui.state.response_panel import report_text
from gui.state.session import present, visit_in
from gui.state.telling import done_text
from gui.state.tongue import tr
from gui.state.tools.commands import Command as ToolCommand
from gui.widgets import standing
from gui.widgets.dialogs import KeyList
from gui.widgets.marking import Marking
from gui.widgets.menus import FileItems, ask_comment, lesion_menu
from gui.widgets.questions import Questions
from gui.widgets.reading import Reading
from gui.widgets.tile_area import TileArea
from recist.model.dates import ScanDate
from recist.trial.rights import Right

Ask = Callable[[str, str], None]
AskPlace = Callable[[Offer, str], Place | None]


class Actions(QObject):
    """Answers menus and buttons."""

    def __init__(
        self,
        window: QWidget,
        area: TileArea,
        reading: Reading,
        marking: Marking,
        questions: Questions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._area = area
        self._reading = reading
        self._marking = marking
        self._questions = questions
        self.table = ACTIONS
        """Every action with its key as it is now; the list of keys shows it."""
        self.ask: Ask | None = None
        """Begins a query on a visit and a lesion; None for who raises none."""
        self.ask_place: AskPlace = lambda offered, about: None
        """Asks to which visit a study belongs; None where the reader gives up."""

    # --- lesions ----------------------------------------------------------------------------

    def on_command(self, command: ToolCommand | ShowMenu) -> None:
        """Answer a tool, or open the menu over an image."""
        if not isinstance(command, ShowMenu):
            self._reading.answer(command)
            return
        visit = visit_in(self._reading.session, self._area.viewer.tiles[command.tile].role)
        x, y = command.at_px
        at = self._area.viewports[command.tile].mapToGlobal(QPoint(round(x), round(y)))
        self.table_menu(command.lesion_id or self._reading.selected or "", visit, at)

    def table_menu(self, lesion: str, visit: str, at: QPoint) -> None:
        """Open the menu of a lesion, or of a visit where there is none."""
        menu = self.menu_of(lesion, visit)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def menu_of(self, lesion: str, visit: str) -> QMenu | None:
        """Make the menu of a lesion at a visit, or of the visit."""
        session = self._reading.session
        for one in docs.lesions_of(present(session), session.subject):
            if one.id == lesion:
                menu = lesion_menu(
                    self._window, self._reading, self._marking, one, visit, self.delete_lesion
                )
                self._offer_query(menu, visit, lesion)
                return menu
        if not visit:
            return None
        menu = QMenu(self._window)
        for text, intent, act in (
            (tr("Comment on {visit}…", visit=visit), Intent.COMMENT_VISIT, self.comment_visit),
            (tr("Rename {visit}…", visit=visit), Intent.RENAME_VISIT, self.rename_visit),
            (tr("Date of {visit}…", visit=visit), Intent.REDATE_VISIT, self.redate_visit),
        ):
            standing.offer(menu, text, intent, partial(act, visit))
        standing.offer(menu, tr("Add marker…"), Intent.ADD_MARKER, self.add_marker)
        self._offer_query(menu, visit, "")
        return menu

    def _offer_query(self, menu: QMenu, visit: str, lesion: str) -> None:
        ask = self.ask
        if ask is not None and self._reading.keeper.may(Right.RAISE_QUERY):
            menu.addSeparator()
            text = tr("Ask about {name}…", name=lesion or visit)
            standing.offer(menu, text, Intent.ASK, lambda: ask(visit, lesion))

    def delete_lesion(self, lesion: str) -> None:
        """Delete a lesion over all visits, the consequences shown before."""
        command = DeleteLesion(subject=self._reading.session.subject, lesion=lesion)
        title = tr("Delete {lesion} over all visits?", lesion=lesion)
        agreed = self._reading.agrees(command, title, tr("Delete"))
        if agreed:
            self._reading.do(command)

    def change_lesion(
        self, *, organ: str | None = None, site: str | None = None, nodal: bool | None = None
    ) -> None:
        """Change what the chosen lesion is; what speaks against it then is said at once."""
        if self._reading.selected is not None:
            self._reading.change(
                SetLesion(
                    subject=self._reading.session.subject,
                    lesion=self._reading.selected,
                    organ=organ,
                    site=site,
                    nodal=nodal,
                )
            )

    def add_marker(self) -> None:
        """Ask for the name of a tumour marker that is to be followed."""
        subject = self._reading.session.subject
        if not subject:
            return
        name = self._questions.text(
            tr("Add a tumour marker"),
            tr("Its name, such as CA 15-3. It counts where it is raised at baseline."),
            "",
            lambda name: self._refusal(AddMarker(subject=subject, name=name)),
        )
        if name is not None and self._reading.do(AddMarker(subject=subject, name=name)):
            self._reading.select(" ".join(name.split()))

    def comment(self) -> None:
        """Ask for a comment on the chosen lesion at the active tile's visit, else on the visit."""
        visit = self._reading.active_visit()
        if visit:
            ask_comment(self._window, self._reading, self._reading.selected or "", visit)

    # --- subjects, visits and studies -------------------------------------------------------

    def items(self) -> FileItems:
        """Return the entries of the File menu that are about subject and visit."""
        return (
            (tr("Rename subject…"), Intent.RENAME_SUBJECT, self.rename_subject),
            (tr("Rename visit…"), Intent.RENAME_VISIT, self.rename_visit),
            (tr("Date of visit…"), Intent.REDATE_VISIT, self.redate_visit),
            (tr("Comment on visit…"), Intent.COMMENT_VISIT, self.comment_visit),
            (tr("Add marker…"), Intent.ADD_MARKER, self.add_marker),
        )

    def rename_subject(self) -> None:
        """Ask for another name of the open subject."""
        subject = self._reading.session.subject
        if not subject:
            return
        label = self._questions.text(
            tr("Rename {subject}", subject=subject),
            tr("The subject in table and files, for every reader."),
            subject,
            lambda label: self._refusal(RenameSubject(subject=subject, label=label)),
        )
        if label is not None:
            self._reading.do(RenameSubject(subject=subject, label=label))

    def rename_visit(self, visit: str = "") -> None:
        """Ask for another label of a visit."""
        session = self._reading.session
        visit = visit or session.visit
        if not visit:
            return

        def renaming(label: str) -> RenameVisit:
            return RenameVisit(subject=session.subject, visit=visit, label=label)

        label = self._questions.text(
            tr("Rename {visit}", visit=visit),
            tr("The label in table and files."),
            visit,
            lambda label: self._refusal(renaming(label)),
        )
        if label is not None:
            self._reading.do(renaming(label))

    def redate_visit(self, visit: str = "") -> None:
        """Ask for another date of a visit."""
        session = self._reading.session
        visit = visit or session.visit
        dates = {one.label: one.date for one in docs.visits_of(present(session), session.subject)}
        if visit not in dates:
            return
        hidden = session.protocol.reading.hide_dates
        asked = self._questions.text(
            tr("Date of {visit}", visit=visit),
            tr("Year-month-day, such as 2024-03-05."),
            "" if hidden else dates[visit].text,
            wrong_date,
        )
        if asked is None:
            return
        date = ScanDate.parse(asked)
        self._reading.do(RedateVisit(subject=session.subject, visit=visit, date=date))

    def _refusal(self, command: Command) -> str:
        """Return why a command would be refused, empty where it would not."""
        try:
            apply(present(self._reading.session), command)
        except Refused as refusal:
            return str(refusal)
        return ""

    def comment_visit(self, visit: str = "") -> None:
        """Ask for a comment on a visit."""
        visit = visit or self._reading.session.visit
        if visit:
            ask_comment(self._window, self._reading, "", visit)

    def assign_study(self, key: str) -> None:
        """Ask to which subject and visit a series' study belongs."""
        session = self._reading.session
        found = [one for one in session.inspection.series if key_of(one) == key]
        if not found:
            return
        uid = found[0].study_uid
        visits = [one for one in present(session).visits if uid in one.studies]
        own = [one.label for one in visits if one.subject == session.subject]
        here = Place(subject=session.subject, visit=next(iter(own), session.visit))
        hidden = session.protocol.reading.hide_dates
        offered = assigning.offer(present(session), here, found[0], hide_dates=hidden)
        place = self.ask_place(offered, study_text(session.inspection, found[0], here))
        if place is None:
            return
        command = assignment(session.inspection, found[0], here, place)
        if self._reading.do(command):
            self._reading.choose(place.subject, place.visit)
            self._reading.tell(done_text(command))

    # --- the rest ---------------------------------------------------------------------------

    def copy_text(self) -> None:
        """Put the visit's result on the clipboard."""
        session = self._reading.session
        clipboard = QApplication.clipboard()
        if not session.subject:
            self._reading.told.emit(tr("Nothing is open"))
        elif clipboard is not None:
            sight = sight_of(self._reading.keeper.desk)
            clipboard.setText(report_text(sessions.course(session), session.visit, sight))
            self._reading.told.emit(tr("Copied as text"))

    def show_keys(self) -> None:
        """Show the list of keys."""
        KeyList(self.table, self._window).open()


def wrong_date(text: str) -> str:
    """Return what is wrong with a date as it was written, empty where nothing is."""
    try:
        ScanDate.parse(text)
    except ValueError as error:
        return str(error)
    return ""
