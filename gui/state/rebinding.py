"""Giving an action another key or gesture: what stands against it, and the swap."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.state.action_table import ACTIONS, actions
from gui.state.keys import Binding, Intent
from gui.state.preferences import Preferences, with_trigger
from gui.state.tongue import later, tr
from gui.state.triggers import Kind, canonical, kind_of

_ASKED = {
    Kind.KEY: later("a key"),
    Kind.DRAG: later("a drag with a mouse button"),
    Kind.CLICK: later("a click"),
    Kind.DOUBLE_CLICK: later("a double click"),
    Kind.WHEEL: later("a turn of the wheel"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A trigger that is bound to something else already."""

    trigger: str
    wanted: Binding
    holder: Binding

    @property
    def text(self) -> str:
        """Return the conflict in one sentence."""
        return tr(
            "{trigger} is bound to “{action}”.",
            trigger=self.trigger,
            action=tr(self.holder.description),
        )


def row_of(preferences: Preferences, intent: Intent) -> Binding:
    """Return an action with its trigger as it is now."""
    return next(row for row in actions(preferences.triggers) if row.intent is intent)


def delivered(intent: Intent) -> str:
    """Return the trigger that an action comes with."""
    return next(row.trigger for row in ACTIONS if row.intent is intent)


def wanted_kind(intent: Intent) -> Kind:
    """Return what an action's trigger is made with."""
    return kind_of(delivered(intent))


def conflict_of(preferences: Preferences, intent: Intent, trigger: str) -> Conflict | None:
    """Return what a trigger is bound to already, None where it is free or the action's own."""
    same = canonical(trigger)
    for row in actions(preferences.triggers):
        if trigger and row.intent is not intent and canonical(row.trigger) == same:
            wanted = row_of(preferences, intent)
            return Conflict(trigger=trigger, wanted=wanted, holder=row)
    return None


def swapped(preferences: Preferences, conflict: Conflict) -> Preferences:
    """Give the trigger to who wants it, and its old one to who had it."""
    changed = with_trigger(preferences, conflict.holder.intent.value, conflict.wanted.trigger)
    return with_trigger(changed, conflict.wanted.intent.value, conflict.trigger)


def bound_to(preferences: Preferences, intent: Intent, trigger: str) -> Preferences:
    """Bind a free trigger to an action; an empty one unbinds it."""
    return with_trigger(preferences, intent.value, trigger)


def all_delivered(preferences: Preferences) -> Preferences:
    """Return every key and gesture to what it comes with."""
    return replace(preferences, triggers={})


def refusal(intent: Intent, made: Kind) -> str:
    """Say what an action is bound with, where something else was made; empty where it fits."""
    wanted = wanted_kind(intent)
    if made is wanted:
        return ""
    return tr("This takes {kind}.", kind=tr(_ASKED[wanted]))
