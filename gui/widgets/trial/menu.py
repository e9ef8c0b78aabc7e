"""The Trial menu: what each user may do, made from one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtWidgets import QMenu

from gui.state.desk import Desk
from gui.state.tongue import tr
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
    act: Act
    key: str = ""
    rights: tuple[Right, ...] = ()
    alone: bool = True
    unnamed: bool = True


def entries(screens: TrialScreens, lock: ScreenLock, add_scans: Act) -> tuple[Entry | None, ...]:
    """Return all that there is; None is a line between."""
    both = (Right.ADJUDICATE, Right.SEE_ALL_READS)
    asks = (Right.RAISE_QUERY, Right.ANSWER_QUERY)
    managed, locked = (Right.MANAGE_USERS,), (Right.LOCK_DATABASE,)
    return (
        Entry(text=tr("Work list"), act=screens.show_work),
        Entry(text=tr("Sign visit…"), act=screens.sign, key="Ctrl+Enter", rights=(Right.SIGN,)),
        Entry(text=tr("Unlock visit…"), act=screens.unlock, rights=(Right.UNLOCK,)),
        Entry(text=tr("Both reads…"), act=screens.adjudicate, rights=both, alone=False),
        Entry(text=tr("Queries"), act=screens.show_queries, rights=asks),
        None,
        Entry(text=tr("Add scans…"), act=add_scans, rights=(Right.ADD_IMAGES,), unnamed=False),
        Entry(text=tr("Audit chain"), act=screens.show_audit, rights=(Right.SEE_AUDIT,)),
        Entry(text=tr("Back up…"), act=screens.back_up, rights=(Right.BACK_UP,)),
        Entry(text=tr("Users"), act=screens.show_users, rights=managed),
        Entry(text=tr("Lock the database…"), act=screens.lock_database, rights=locked),
        None,
        Entry(text=tr("Change password…"), act=screens.change_password, alone=False),
        Entry(text=tr("Lock the screen"), act=lock.lock, key="Ctrl+L", alone=False),
    )


def fill(menu: QMenu, desk: Desk | None, table: tuple[Entry | None, ...]) -> None:
    """Fill a menu with what somebody at a desk may do."""
    menu.clear()
    for entry in table if desk is not None else ():
        if entry is None:
            menu.addSeparator()
        elif desk is not None and _is_offered(desk, entry):
            menu.addAction(f"{entry.text}\t{entry.key}" if entry.key else entry.text, entry.act)
    if menu.isEmpty():
        nothing = menu.addAction(tr("No trial is open"))
        if nothing is not None:
            nothing.setEnabled(False)


def _is_offered(desk: Desk, entry: Entry) -> bool:
    allowed = not entry.rights or any(desk.may(right) for right in entry.rights)
    of_use = (entry.alone or not desk.alone) and (entry.unnamed or not desk.unnamed)
    return allowed and of_use
