"""The menus: of the File button, and of a lesion at a visit."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QMenu, QWidget

from gui.state import document as docs
from gui.state.commands import DeleteReading, SetComment, SetLesion
from gui.state.keys import BINDINGS, Intent
from gui.state.session import present
from gui.state.splitting import offered
from gui.state.tongue import tr
from gui.state.words import ROLE_NAMES, allowed_states
from gui.widgets.dialogs import AskText, answered
from gui.widgets.marking import Marking
from gui.widgets.reading import Reading
from recist.model.lesion import Character, Lesion, Role

Act = Callable[[], None]
FileItems = tuple[tuple[str, str, Act] | None, ...]


def file_menu(parent: QWidget, items: FileItems) -> QMenu:
    """Make the File menu of (text, key, what to do); None is a line between."""
    menu = QMenu(parent)
    for item in items:
        if item is None:
            menu.addSeparator()
            continue
        text, key, act = item
        shown = _bound_key(text)
        action = menu.addAction(f"{text}\t{shown}" if shown and not key else text, act)
        if action is not None and key:
            action.setShortcut(QKeySequence(key))
            parent.addAction(action)
    return menu


def _bound_key(text: str) -> str:
    """Return the key that the window binds itself; a second shortcut would silence both."""
    own = {
        "Write reading table": Intent.SAVE,
        "Keys and mouse": Intent.SHOW_KEYS,
        tr("Images on the second screen"): Intent.SECOND_SCREEN,
    }.get(text)
    return next((row.trigger for row in BINDINGS if row.intent is own), "")


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
    subject = reading.session.subject
    menu.addAction(f"Go to {lesion.id}", lambda: reading.select(lesion.id))
    if visit:
        menu.addSeparator()
        _states(menu, reading, marking, lesion, visit)
        menu.addAction("Comment…", lambda: ask_comment(parent, reading, lesion.id, visit))
        row = docs.find_row(present(reading.session), subject, visit, lesion.id)
        if row is not None:
            gone = DeleteReading(subject=subject, visit=visit, lesion=lesion.id)
            menu.addAction(f"Delete the reading at {visit}", lambda: reading.do(gone))
        _splits(menu, marking, lesion, visit)
    menu.addSeparator()
    roles = menu.addMenu("Role") if lesion.role is not Role.MARKER else None
    for role in (Role.TARGET, Role.NON_TARGET, Role.NEW) if roles is not None else ():
        action = (
            roles.addAction(
                ROLE_NAMES[role].capitalize(),
                lambda one=role: marking.set_role(lesion, one),
            )
            if roles is not None
            else None
        )
        if action is not None:
            action.setCheckable(True)
            action.setChecked(role is lesion.role)
    if lesion.role is not Role.MARKER:
        _characters(menu, reading, lesion)
    menu.addAction("Label…", lambda: _ask_label(parent, reading, lesion))
    menu.addSeparator()
    menu.addAction(f"Delete {lesion.id} over all visits…", lambda: delete(lesion.id))
    return menu


def _states(menu: QMenu, reading: Reading, marking: Marking, lesion: Lesion, visit: str) -> None:
    for word in allowed_states(lesion.role):
        if word == "merged":
            _merged(menu, reading, marking, lesion, visit)
            continue
        menu.addAction(
            f"{word.capitalize()} at {visit}",
            lambda one=word: marking.set_word(lesion.id, visit, one),
        )


def _characters(menu: QMenu, reading: Reading, lesion: Lesion) -> None:
    """Offer what a lesion is made of: it decides on whether it can be measured."""
    kinds = menu.addMenu(tr("Character"))
    for kind in Character if kinds is not None else ():
        assert kinds is not None
        changed = SetLesion(subject=reading.session.subject, lesion=lesion.id, character=kind)
        action = kinds.addAction(
            kind.value.replace("-", " ").capitalize(),
            lambda one=changed: reading.change(one),
        )
        if action is not None:
            action.setCheckable(True)
            action.setChecked(kind is lesion.character)


def _splits(menu: QMenu, marking: Marking, lesion: Lesion, visit: str) -> None:
    """Offer fragments, where the lesion splits at a visit; beside those there are, one more."""
    for name, text in offered(present(marking.session), marking.session.subject, visit, lesion):
        shown = tr(text, lesion=name, visit=visit)
        menu.addAction(shown, lambda one=name: marking.split(one, visit))


def _merged(menu: QMenu, reading: Reading, marking: Marking, lesion: Lesion, visit: str) -> None:
    others = [
        one.id
        for one in docs.lesions_of(present(reading.session), reading.session.subject)
        if one.role is Role.TARGET and one.id != lesion.id
    ]
    into = menu.addMenu(f"Merged at {visit} into") if others else None
    for other in others if into is not None else ():
        assert into is not None
        into.addAction(
            other, lambda one=other: marking.set_word(lesion.id, visit, "merged", into=one)
        )


def ask_comment(parent: QWidget, reading: Reading, lesion: str, visit: str) -> None:
    """Ask for a comment on a lesion at a visit, or on the visit itself (empty lesion)."""
    subject = reading.session.subject
    row = docs.find_row(present(reading.session), subject, visit, lesion)
    dialog = AskText(
        f"Comment on {lesion or visit}",
        f"{lesion} at {visit}" if lesion else "About the whole visit",
        parent,
        before=row.comment if row else "",
        required=False,
        long=True,
    )
    if answered(dialog):
        reading.do(SetComment(subject=subject, visit=visit, lesion=lesion, comment=dialog.text()))


def _ask_label(parent: QWidget, reading: Reading, lesion: Lesion) -> None:
    """Ask for another label, and show where the lesion is called by it."""
    dialog = AskText(
        f"Label of {lesion.id}",
        "The same over all visits; unique in this subject.",
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
