"""The key flow of a visit, lesion by lesion: where N goes, and what T, G and L say there."""

from __future__ import annotations

from gui.state import document as docs
from gui.state.action_table import key_text
from gui.state.keys import Binding, Intent
from gui.state.session import Session, present
from gui.state.splitting import is_in_fragments, parents_of
from gui.state.tongue import later, tr
from gui.state.words import is_seen
from recist.model.lesion import NEW_ROLES, Lesion, Role
from recist.model.reading import Merged, Present, State, Unequivocal
from recist.model.row import Row

ARMED = {
    Role.TARGET: later("The next lesion will be target: drag its longest diameter"),
    Role.NON_TARGET: later("The next lesion will be non-target: click it, or drag"),
    Role.NEW: later("The next lesion will be new: click it, or drag"),
}
"""What is said when no lesion is chosen and a key names the role of the next one."""


def armed_text(role: Role, rows: tuple[Binding, ...]) -> str:
    """Return what the next lesion will be, and the key as it is bound now that leaves it."""
    said, key = tr(ARMED[role]), key_text(rows, Intent.CANCEL)
    return tr("{said} · {key}: leave it", said=said, key=key) if key else said


def is_of(lesion: Lesion, role: Role) -> bool:
    """Say whether a lesion has the role that a key names; iRECIST has three of new ones."""
    return lesion.role is role or (role is Role.NEW and lesion.role in NEW_ROLES)


def still_there(lesion: Lesion, row: Row | None) -> State | None:
    """Return what the key of its own role says of a lesion at a visit.

    None for a target, which is measured, and for what has been seen there already.
    """
    if lesion.role in (Role.TARGET, Role.MARKER) or (row is not None and is_seen(row.state)):
        return None
    return Present() if lesion.role is Role.NON_TARGET else Unequivocal()


def steps_of(session: Session) -> tuple[str, ...]:
    """Return the lesions that are read one by one at the open visit.

    What has merged into another is read with that, and what has split in its fragments, from
    where it split on: where nothing is read yet, as it was last before.
    """
    document, subject, visit = present(session), session.subject, session.visit
    parents = parents_of(document, subject)
    lesions = docs.lesions_of(document, subject)
    apart = {
        one.id for one in lesions if is_in_fragments(document, parents, subject, visit, one.id)
    }
    found = []
    for lesion in lesions:
        row = docs.find_row(document, subject, visit, lesion.id)
        merged = row is not None and isinstance(row.state, Merged)
        whole = lesion.id in parents and parents[lesion.id] not in apart
        if not merged and not whole and lesion.id not in apart:
            found.append(lesion.id)
    return tuple(found)
