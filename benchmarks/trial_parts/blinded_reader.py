"""What a blinded reader does: reads, is refused, signs, answers, writes."""

from __future__ import annotations

from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import QDialog, QMenu

from gui.state import document as docs
from gui.state.commands import SetState
from gui.state.layout import Layout
from gui.state.session import present
from gui.widgets.trial.new_password import ChangePassword
from gui.widgets.trial.queries_window import QueriesWindow
from gui.widgets.trial.sign import SignDialog
from gui.widgets.trial.work_window import WorkWindow
from recist.model.reading import Absent
from recist.store.trial_file import TrialFile
from recist.trial.ports import Work
from trial_parts.blinded_task import BEGUN
from trial_parts.blinded_user import WRONG, BlindedUser, type_into


def read(user: BlindedUser) -> None:
    """Go through the whole room."""
    user.menus()
    signed, begun = (one for one in user.places() if one[0] == BEGUN)
    for subject, visit in [begun] if user.task.quick else user.places():
        look_at(user, subject, visit)
    if not user.task.quick:
        user.screens()
    list_of_work(user)
    refusals(user, begun, signed)
    answer(user)
    sign(user, *begun)
    own_password(user)
    user.lock()
    user.fault()
    user.write()


def look_at(user: BlindedUser, subject: str, visit: str) -> None:
    """Open a visit, or be refused; look at it in every layout, with every menu."""
    room = user.room
    room.go_to(subject, visit)
    for layout in Layout:
        if layout is Layout.BASELINE_CURRENT or (subject == BEGUN and not user.task.quick):
            room.show_layout(layout)
            user.look()
    room.paper.show_why()
    room.actions_.copy_text()
    room.actions_.show_keys()
    user.look()
    user.close_windows()
    session = room.reading.session
    lesions = [one.id for one in docs.lesions_of(present(session), subject)]
    for lesion in ("", *lesions[:1]):
        room.reading.select(lesion or None)
        room.actions_.table_menu(lesion, session.visit, QPoint(0, 0))
        user.look()
        close_menus(user)
    room._menus.open_subject(subject, "", QPoint(0, 0))
    user.look()
    close_menus(user)
    for ask in (room.actions_.rename_subject, room.actions_.rename_visit):
        with user.answering(give_up):
            ask()
    for ask in (room.actions_.redate_visit, room.actions_.comment_visit):
        with user.answering(give_up):
            ask()


def give_up(asked: object) -> None:
    """Cancel a question."""
    assert isinstance(asked, QDialog)
    asked.reject()


def close_menus(user: BlindedUser) -> None:
    """Close every menu that is open."""
    for one in user.room.findChildren(QMenu):
        one.close()


def list_of_work(user: BlindedUser) -> None:
    """Look at each state of the work list, and open every line of it."""
    user.room.trial.show_work()
    window = user.window(WorkWindow)
    for chip in window.chips.buttons.values():
        chip.click()
        user.look()
        for n in range(window.model.rowCount()):
            window.table.mark(n)
            line = window.line()
            if line is not None and line.why:
                window.open_button.click()
                user.look()
    window.close()


def refusals(user: BlindedUser, begun: tuple[str, str], signed: tuple[str, str]) -> None:
    """Change what is signed, then what somebody else has changed meanwhile."""
    room = user.room
    for subject, visit in (signed, begun):
        room.go_to(subject, visit)
        user.wait()
        if (subject, visit) == begun:
            change_elsewhere(user)
        lesion = docs.lesions_of(present(room.reading.session), subject)[0].id
        gone = SetState(subject=subject, visit=visit, lesion=lesion, state=Absent())
        room.reading.do(gone)
        user.look()
    room.reading.reload()
    user.look()
    room.reading.undo()
    user.look()


def change_elsewhere(user: BlindedUser) -> None:
    """Let a second program of the same user change every row that is open."""
    desk = user.room.reading.keeper.desk
    assert desk is not None
    actor = desk.actor

    def save(work: Work) -> None:
        for one in work.all("row", reader=actor.user):
            if work.get(one.key) is not None:
                work.put(one.key, {**one.value, "field": "changed"}, expect=None)

    TrialFile.open(desk.path).do(actor, save)


def answer(user: BlindedUser) -> None:
    """Look at every query, try an empty answer, then answer."""
    user.room.trial.show_queries()
    window = user.window(QueriesWindow)
    for n in range(window.model.rowCount()):
        window.table.mark(n)
        for text in ("", "It is the same."):
            window.answer.setPlainText(text)
            window.answer_button.click()
            user.look()
    window.close()


def sign(user: BlindedUser, subject: str, visit: str) -> None:
    """Sign a visit; a wrong password comes first."""
    user.room.go_to(subject, visit)
    user.wait()
    user.room.trial.sign()
    dialog = user.window(SignDialog)
    for password in (WRONG, user.task.password):
        type_into(dialog.password, password)
        user.look()
        dialog.sign()
        user.look()
    user.close_windows()


def own_password(user: BlindedUser) -> None:
    """Change the password to another one and back, a wrong one first."""
    user.room.trial.change_password()
    dialog = user.window(ChangePassword)
    for old in (WRONG, user.task.password):
        type_into(dialog.old, old)
        for one in (dialog.new.first, dialog.new.again):
            type_into(one, user.task.password)
        user.look()
        dialog.change()
        user.look()
    user.close_windows()
