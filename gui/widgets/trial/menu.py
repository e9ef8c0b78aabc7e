"""The Trial menu: what each user may do, made from one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtWidgets import QMenu

from gui.state.action_table import key_text
from gui.state.desk import Desk
from gui.state.keys import Binding, Intent
from gui.state.tongue import later, tr
from gui.widgets.standing import offer
from gui.widgets.trial.screen_lock import ScreenLock
from gui.widgets.trial.screens import TrialScreens
from recist.trial.rights import Right

Act = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the menu.

    Attributes
    ----------
    rights : tuple of Right
        One of them is enough; empty is for everybody.
    alone, unnamed : bool
        Whether it is of use to somebody who works without a password, and in a trial that was
        made for scans that lie elsewhere.
    """

    text: str
    intent: Intent
    act: Act
    rights: tuple[Right, ...] = ()
    alone: bool = True
    unnamed: bool = True


def entries(screens: TrialScreens, lock: ScreenLock, add_scans: Act) -> tuple[Entry | None, ...]:
    """Return all that there is; None is a line between."""
    both = (Right.ADJUDICATE, Right.SEE_ALL_READS)
    asks = (Right.RAISE_QUERY, Right.ANSWER_QUERY)
    managed, locked = (Right.MANAGE_USERS,), (Right.LOCK_DATABASE,)
    adds = (Right.ADD_IMAGES,)
    return (
        _entry(later("Work list"), Intent.WORK_LIST, screens.show_work),
        _entry(later("Sign visit…"), Intent.SIGN, screens.sign, rights=(Right.SIGN,)),
        _entry(later("Unlock visit…"), Intent.UNLOCK, screens.unlock, rights=(Right.UNLOCK,)),
        _entry(
            later("Both reads…"), Intent.BOTH_READS, screens.adjudicate, rights=both, alone=False
        ),
        _entry(later("Queries"), Intent.QUERIES, screens.show_queries, rights=asks),
        None,
        _entry(later("Add scans…"), Intent.ADD_SCANS, add_scans, rights=adds, unnamed=False),
        _entry(later("Audit chain"), Intent.AUDIT, screens.show_audit, rights=(Right.SEE_AUDIT,)),
        _entry(later("Back up…"), Intent.BACK_UP, screens.back_up, rights=(Right.BACK_UP,)),
        _entry(later("Users"), Intent.USERS, screens.show_users, rights=managed),
        _entry(
            later("Lock the database…"), Intent.LOCK_DATABASE, screens.lock_database, rights=locked
        ),
        None,
        _entry(
            later("Change password…"), Intent.CHANGE_PASSWORD, screens.change_password, alone=False
        ),
        _entry(later("Lock the screen"), Intent.LOCK_SCREEN, lock.lock, alone=False),
    )


def fill(
    menu: QMenu, desk: Desk | None, table: tuple[Entry | None, ...], rows: tuple[Binding, ...]
) -> None:
    """Fill a menu with what somebody at a desk may do, each with its key."""
    menu.clear()
    for entry in table if desk is not None else ():
        if entry is None:
            menu.addSeparator()
        elif desk is not None and _is_offered(desk, entry):
            key = key_text(rows, entry.intent)
            text = tr(entry.text)
            offer(menu, f"{text}\t{key}" if key else text, entry.intent, entry.act)
    if menu.isEmpty():
        nothing = menu.addAction(tr("No trial is open"))
        if nothing is not None:
            nothing.setEnabled(False)


def answer(desk: Desk | None, table: tuple[Entry | None, ...], intent: Intent) -> bool:
    """Do what a key of an entry asks for; says whether it is offered to who is here."""
    asked = [one for one in table if one is not None and one.intent is intent]
    for entry in asked:
        if desk is not None and _is_offered(desk, entry):
            entry.act()
            return True
    return False


def _entry(
    text: str,
    intent: Intent,
    act: Act,
    *,
    rights: tuple[Right, ...] = (),
    alone: bool = True,
    unnamed: bool = True,
) -> Entry:
    return Entry(text=text, intent=intent, act=act, rights=rights, alone=alone, unnamed=unnamed)


def _is_offered(desk: Desk, entry: Entry) -> bool:
    allowed = not entry.rights or any(desk.may(right) for right in entry.rights)
    of_use = (entry.alone or not desk.alone) and (entry.unnamed or not desk.unnamed)
    return allowed and of_use
