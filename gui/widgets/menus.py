"""The menus: of the File button, and of a lesion at a visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu, QWidget

from gui.state import document as docs
from gui.state.action_table import key_text
from gui.state.commands import DeleteReading, SetComment, SetLesion
from gui.state.keys import Binding, Intent
from gui.state.session import present
from gui.state.splitting import offered
from gui.state.tongue import tr
from gui.state.words import CHARACTERS, PROGRESSED, ROLE_NAMES, allowed_states, capital
from gui.widgets.dialogs import AskText, answered
from gui.widgets.marking import ROLES, WORDS, Marking
from gui.widgets.reading import Reading
from gui.widgets.standing import offer
from recist.model.lesion import Character, Lesion, Role

Act = Callable[[], object]
FileItems = tuple[tuple[str, Intent, Act] | None, ...]


class FileMenu(QMenu):
    """The File menu, made of (text, intent, what to do); None is a line between."""

    def __init__(self, parent: QWidget, items: FileItems) -> None:
        super().__init__(parent)
        self._items = tuple(item for item in items if item is not None)
        self._offered: list[tuple[QAction, str, Intent]] = []
        for item in items:
            if item is None:
                self.addSeparator()
                continue
            text, intent, act = item
            self._offered.append((offer(self, text, intent, act), text, intent))

    def acts(self) -> dict[Intent, Act]:
        """Return what each entry does, for the keys that stand for them."""
        return {intent: act for _, intent, act in self._items}

    def show_keys(self, rows: tuple[Binding, ...]) -> None:
        """Write the keys beside the texts; the window binds them, not the menu."""
        for action, text, intent in self._offered:
            key = key_text(rows, intent)
            action.setText(f"{text}\t{key}" if key else text)


def lesion_menu(
    parent: QWidget,
    reading: Reading,
    marking: Marking,
    lesion: Lesion,
    visit: str,
    delete: Callable[[str], None],
) -> QMenu:
    """Make the menu of a lesion; with a visit, also of what was read of it there."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    offer(
        menu,
        tr("Go to {lesion}", lesion=lesion.id),
        Intent.GO_TO_LESION,
        lambda: reading.select(lesion.id),
    )
    if visit:
        _at_visit(menu, parent, reading, marking, lesion, visit)
    menu.addSeparator()
    _roles(menu, marking, lesion)
    if lesion.role is not Role.MARKER:
        _characters(menu, reading, lesion)
    if lesion.role in (Role.TARGET, Role.NON_TARGET):
        _progressed(menu, reading, lesion)
    offer(menu, tr("Label…"), Intent.LABEL_LESION, lambda: ask_label(parent, reading, lesion))
    menu.addSeparator()
    text = tr("Delete {lesion} over all visits…", lesion=lesion.id)
    offer(menu, text, Intent.DELETE_LESION, lambda: delete(lesion.id))
    return menu


def _at_visit(
    menu: QMenu, parent: QWidget, reading: Reading, marking: Marking, lesion: Lesion, visit: str
) -> None:
    """Offer what can be said of a lesion at a visit."""
    menu.addSeparator()
    _states(menu, reading, marking, lesion, visit)
    offer(
        menu,
        tr("Comment…"),
        Intent.COMMENT,
        lambda: ask_comment(parent, reading, lesion.id, visit),
    )
    subject = reading.session.subject
    row = docs.find_row(present(reading.session), subject, visit, lesion.id)
    if row is not None:
        gone = DeleteReading(subject=subject, visit=visit, lesion=lesion.id)
        text = tr("Delete the reading at {visit}", visit=visit)
        offer(menu, text, Intent.DELETE, lambda: reading.do(gone))
    _splits(menu, marking, lesion, visit)


def _roles(menu: QMenu, marking: Marking, lesion: Lesion) -> None:
    """Offer the roles that a lesion can take; a marker is none."""
    roles = menu.addMenu(tr("Role")) if lesion.role is not Role.MARKER else None
    for role in (Role.TARGET, Role.NON_TARGET, Role.NEW) if roles is not None else ():
        assert roles is not None
        intent = next(one for one, made in ROLES.items() if made is role)
        text = capital(tr(ROLE_NAMES[role]))
        action = offer(roles, text, intent, partial(marking.set_role, lesion, role))
        action.setCheckable(True)
        action.setChecked(role is lesion.role)


def _states(menu: QMenu, reading: Reading, marking: Marking, lesion: Lesion, visit: str) -> None:
    for word in allowed_states(lesion.role):
        if word == "merged":
            _merged(menu, reading, marking, lesion, visit)
            continue
        offer(
            menu,
            tr("{state} at {visit}", state=capital(tr(word)), visit=visit),
            next((one for one, said in WORDS.items() if said == word), Intent.MARK_STATE),
            partial(marking.set_word, lesion.id, visit, word),
        )


def _characters(menu: QMenu, reading: Reading, lesion: Lesion) -> None:
    """Offer what a lesion is made of: it decides on whether it can be measured."""
    kinds = menu.addMenu(tr("Character"))
    for kind in Character if kinds is not None else ():
        assert kinds is not None
        changed = SetLesion(subject=reading.session.subject, lesion=lesion.id, character=kind)
        text = capital(tr(CHARACTERS[kind]).replace("-", " "))
        action = offer(kinds, text, Intent.CHARACTER, partial(reading.change, changed))
        action.setCheckable(True)
        action.setChecked(kind is lesion.character)


def _progressed(menu: QMenu, reading: Reading, lesion: Lesion) -> None:
    """Offer that a lesion has grown since it was treated: it may be a target then."""
    rows = docs.own_rows(present(reading.session), reading.session.subject)
    grown = any(row.progressed_since for row in rows if row.lesion == lesion.id)
    changed = SetLesion(
        subject=reading.session.subject, lesion=lesion.id, progressed_since=not grown
    )
    text = capital(tr(PROGRESSED))
    action = offer(menu, text, Intent.PROGRESSED, partial(reading.change, changed))
    action.setCheckable(True)
    action.setChecked(grown)


def _splits(menu: QMenu, marking: Marking, lesion: Lesion, visit: str) -> None:
    """Offer fragments, where the lesion splits at a visit; beside those there are, one more."""
    for name, text in offered(present(marking.session), marking.session.subject, visit, lesion):
        shown = tr(text, lesion=name, visit=visit)
        offer(menu, shown, Intent.MARK_SPLIT, partial(marking.split, name, visit))


def _merged(menu: QMenu, reading: Reading, marking: Marking, lesion: Lesion, visit: str) -> None:
    others = [
        one.id
        for one in docs.lesions_of(present(reading.session), reading.session.subject)
        if one.role is Role.TARGET and one.id != lesion.id
    ]
    into = menu.addMenu(tr("Merged at {visit} into", visit=visit)) if others else None
    for other in others if into is not None else ():
        assert into is not None
        act = partial(marking.set_word, lesion.id, visit, "merged", into=other)
        offer(into, other, Intent.MARK_MERGED, act)


def ask_comment(parent: QWidget, reading: Reading, lesion: str, visit: str) -> None:
    """Ask for a comment on a lesion at a visit, or on the visit itself (empty lesion)."""
    subject = reading.session.subject
    row = docs.find_row(present(reading.session), subject, visit, lesion)
    dialog = AskText(
        tr("Comment on {name}", name=lesion or visit),
        tr("{lesion} at {visit}", lesion=lesion, visit=visit)
        if lesion
        else tr("About the whole visit"),
        parent,
        before=row.comment if row else "",
        required=False,
        long=True,
    )
    if answered(dialog):
        reading.do(SetComment(subject=subject, visit=visit, lesion=lesion, comment=dialog.text()))


def ask_label(parent: QWidget, reading: Reading, lesion: Lesion) -> None:
    """Ask for another label, and show where the lesion is called by it."""
    dialog = AskText(
        tr("Label of {lesion}", lesion=lesion.id),
        tr("The same over all visits; unique in this subject."),
        parent,
        before=lesion.id,
    )
    if answered(dialog):
        label = dialog.text()
        changed = SetLesion(subject=reading.session.subject, lesion=lesion.id, label=label)
        title = tr("Call {lesion} {label}?", lesion=lesion.id, label=label)
        if label != lesion.id and reading.agrees(changed, title, tr("Change")):
            reading.do(changed)
            reading.select(label)
