"""The menus of visits and subjects: rename, re-date, comment, assign a study."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QMenu, QWidget

from gui.state import document as docs
from gui.state.keys import Intent
from gui.state.matching import key_of, title_of
from gui.state.session import present
from gui.state.tongue import tr
from gui.state.worklist import series_of
from gui.widgets.actions import Actions
from gui.widgets.reading import Reading
from gui.widgets.standing import offer


class VisitMenus:
    """Opens the menus of the work list, the visit buttons and the table's headings.

    Parameters
    ----------
    go_to : callable
        Opens a subject: what a menu says always concerns the subject on the screen.
    """

    def __init__(
        self, window: QWidget, reading: Reading, actions: Actions, go_to: Callable[[str], None]
    ) -> None:
        self._window = window
        self._reading = reading
        self._actions = actions
        self._go_to = go_to

    def open_visit(self, visit: str, at: QPoint) -> None:
        """Open the menu of a visit of the open subject."""
        menu = self._visit_menu(visit)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def open_subject(self, subject: str, visit: str, at: QPoint) -> None:
        """Open a subject and its menu, or that of one of its visits."""
        if subject != self._reading.session.subject:
            self._go_to(subject)
        if visit:
            self.open_visit(visit, at)
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rename = tr("Rename {subject}…", subject=subject)
        offer(menu, rename, Intent.RENAME_SUBJECT, self._actions.rename_subject)
        menu.addSeparator()
        labels = [one.label for one in docs.visits_of(present(self._reading.session), subject)]
        for label in labels:
            part = self._visit_menu(label)
            if part is not None:
                part.setParent(menu, part.windowFlags())
                part.setTitle(label[:1].upper() + label[1:])
                menu.addMenu(part)
        menu.addSeparator()
        for label in labels:
            self._add_studies(menu, label, whose=label)
        menu.popup(at)

    def _visit_menu(self, visit: str) -> QMenu | None:
        menu = self._actions.menu_of("", visit)
        if menu is not None:
            self._add_studies(menu, visit)
        return menu

    def _add_studies(self, menu: QMenu, visit: str, whose: str = "") -> None:
        """Offer every study of a visit, named by its first series where there are more."""
        session = self._reading.session
        found = series_of(present(session), session.inspection, session.subject, visit)
        firsts = {one.study_uid: one for one in reversed(found)}
        for series in firsts.values():
            named = title_of(series) if len(firsts) > 1 else ""
            assign = partial(self._actions.assign_study, key_of(series))
            offer(menu, _assign_text(whose, named), Intent.ASSIGN_STUDY, assign)


def _assign_text(visit: str, series: str) -> str:
    if visit and series:
        return tr("Assign the study of {visit} ({series})…", visit=visit, series=series)
    if visit:
        return tr("Assign the study of {visit}…", visit=visit)
    if series:
        return tr("Assign the study ({series})…", series=series)
    return tr("Assign the study…")
