"""Everything that a person can do in the room, as one table, and its order for reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from gui.state.keyless import KEYLESS
from gui.state.keys import BINDINGS, Binding, Intent, Scope, bindings, overridden
from gui.state.tongue import later
from gui.state.triggers import shown

ACTIONS: tuple[Binding, ...] = (*BINDINGS, *KEYLESS)


class Group(StrEnum):
    """What belongs together in the list of keys, in its order."""

    LESIONS = later("Measuring and lesions")
    LOOKING = later("Looking at images")
    WINDOWS = later("Windows")
    PLACES = later("Visits, layouts and panels")
    MOUSE = later("Mouse on an image")
    FILES = later("Opening and writing")
    TRIAL = later("The trial")
    ROOM = later("The room")


_MEMBERS: dict[Group, tuple[str, ...]] = {
    Group.LESIONS: (
        *("tool-", "mark-", "nudge-", "fine-"),
        *("next-lesion", "previous-lesion", "key-image", "next-handle", "cancel", "delete"),
        *(
            "go-to-lesion",
            "comment",
            "character",
            "progressed-since",
            "show-rule",
            "add-marker",
            "label-lesion",
            "delete-lesion",
            "node",
            "undo",
        ),
        *("redo", "why", "copy-text"),
    ),
    Group.WINDOWS: ("window-", "invert"),
    Group.PLACES: (
        *(
            "next-visit",
            "open-visit",
            "next-panel",
            "previous-panel",
            "second-screen",
            "layout-",
            "four-planes",
            "swap-sides",
        ),
        *("show-series", "rename-", "redate-", "comment-visit", "assign-study"),
    ),
    Group.FILES: (
        *("open-", "save", "save-as", "export-", "clear-recent", "new-trial", "restore-backup"),
    ),
    Group.TRIAL: (
        *("work-list", "sign", "unlock", "both-reads", "queries", "ask", "add-scans"),
        *("audit-chain", "back-up", "users", "lock-", "change-password"),
    ),
}
_BY_SCOPE = {
    Scope.IMAGE: Group.LOOKING,
    Scope.MOUSE: Group.MOUSE,
    Scope.EVERYWHERE: Group.ROOM,
}


def actions(overrides: Mapping[str, str]) -> tuple[Binding, ...]:
    """Return every row with the user's own triggers, those without one included."""
    return overridden(overrides, ACTIONS)


def bound(overrides: Mapping[str, str]) -> tuple[Binding, ...]:
    """Return the rows that a key or gesture calls; raises as `gui.state.keys.bindings` does."""
    return bindings(overrides, ACTIONS)


def group_of(row: Binding) -> Group:
    """Return where a row stands; one that no list names goes by where it acts."""
    for group, names in _MEMBERS.items():
        if any(_names(name, row.intent) for name in names):
            return group
    return _BY_SCOPE[row.scope]


def grouped(rows: Iterable[Binding]) -> tuple[tuple[Group, tuple[Binding, ...]], ...]:
    """Return the rows under their groups, in the groups' order; empty groups are left out."""
    held: dict[Group, list[Binding]] = {group: [] for group in Group}
    for row in rows:
        held[group_of(row)].append(row)
    return tuple((group, tuple(found)) for group, found in held.items() if found)


def key_text(rows: Iterable[Binding], intent: Intent) -> str:
    """Return the trigger of an intent as it is shown, empty where it has none."""
    return next((shown(row.trigger) for row in rows if row.intent is intent), "")


def _names(name: str, intent: Intent) -> bool:
    return intent.value.startswith(name) if name.endswith("-") else intent.value == name
