"""The user's settings: read from a text entry by entry, so that a broken one costs no other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from gui.state.action_table import ACTIONS, actions
from gui.state.keyless import PLACED
from gui.state.layout import Layout, Side
from gui.state.tongue import tr
from gui.state.triggers import Kind, canonical, kind_of

SCALES_PERCENT = (100, 125, 150, 175, 200)
SYSTEM, ENGLISH = "system", "en"

IsKey = Callable[[str], bool]
"""Says whether there is a key of a name."""
_Taken = tuple["Preferences", str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What the user has chosen.

    Attributes
    ----------
    side : Side
        Where the current visit stands.
    layout : Layout or None
        The tiles to begin with; None is the layout of the last time.
    scale_percent : int
        How large everything is, on top of what the system asks for; one of `SCALES_PERCENT`.
    language : str
        ``system``, ``en``, or the name of a translation.
    triggers : mapping of str to str
        Intent name to key or gesture, where they are not the delivered ones; empty unbinds.
    """

    side: Side = Side.RIGHT
    layout: Layout | None = None
    scale_percent: int = 100
    language: str = SYSTEM
    triggers: Mapping[str, str] = field(default_factory=dict)


def preferences_text(preferences: Preferences) -> str:
    """Return the settings as JSON."""
    layout = preferences.layout
    entries = {
        "side": preferences.side.value,
        "layout": None if layout is None else layout.name.casefold(),
        "scale_percent": preferences.scale_percent,
        "language": preferences.language,
        "triggers": dict(sorted(preferences.triggers.items())),
    }
    return json.dumps(entries, indent=2) + "\n"


def read_preferences(
    text: str, is_key: IsKey = lambda _: True
) -> tuple[Preferences, tuple[str, ...]]:
    """Return the settings of a text, and a sentence for each entry that was ignored.

    Parameters
    ----------
    text : str
        JSON; an empty one holds no settings.
    is_key : callable
        Says whether there is a key of a name, which only the toolkit knows.
    """
    preferences = Preferences()
    if not text.strip():
        return preferences, ()
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        return preferences, (tr("The settings cannot be read; those as delivered are used."),)
    said: list[str] = []
    for name, value in entries.items():
        if name == "triggers":
            preferences, more = _with_triggers(preferences, value, is_key)
            said += more
            continue
        preferences, sentence = _with_entry(preferences, name, value)
        said += [sentence] if sentence else []
    return preferences, tuple(said)


def with_trigger(preferences: Preferences, intent: str, trigger: str) -> Preferences:
    """Give one action a trigger; the delivered one is not written down."""
    others = {name: kept for name, kept in preferences.triggers.items() if name != intent}
    delivered = next(row.trigger for row in ACTIONS if row.intent.value == intent)
    if trigger != delivered:
        others[intent] = trigger
    return replace(preferences, triggers=others)


def _with_entry(preferences: Preferences, name: str, value: object) -> _Taken:
    """Take over one entry that is not about triggers; else say why not."""
    text = value if isinstance(value, str) else ""
    match name:
        case "side" if text in {one.value for one in Side}:
            return replace(preferences, side=Side(text)), ""
        case "layout" if value is None:
            return replace(preferences, layout=None), ""
        case "layout" if text.upper() in Layout.__members__:
            return replace(preferences, layout=Layout[text.upper()]), ""
        case "scale_percent" if type(value) is int and value in SCALES_PERCENT:
            return replace(preferences, scale_percent=value), ""
        case "language" if text and text.replace("_", "").isalnum():
            return replace(preferences, language=text), ""
        case "side" | "layout" | "scale_percent" | "language":
            said = tr("Settings: “{name}” has no such value; the delivered one is used.", name=name)
            return preferences, said
        case _:
            return preferences, tr("Settings: “{name}” is unknown and was ignored.", name=name)


def _with_triggers(
    preferences: Preferences, value: object, is_key: IsKey
) -> tuple[Preferences, list[str]]:
    if not isinstance(value, dict):
        return preferences, [tr("Settings: the keys cannot be read; the delivered ones are used.")]
    said = []
    for intent, trigger in value.items():
        wrong = _wrong_trigger(intent, trigger, is_key)
        if wrong:
            said.append(wrong)
        else:
            preferences = with_trigger(preferences, intent, trigger)
    return _without_doubles(preferences, said)


def _wrong_trigger(intent: str, trigger: object, is_key: IsKey) -> str:
    row = next((one for one in ACTIONS if one.intent.value == intent), None)
    if row is None:
        return tr("Settings: there is no action “{name}”; its key was ignored.", name=intent)
    if not isinstance(trigger, str):
        return tr("Settings: “{name}” has no readable key; it was ignored.", name=intent)
    kind = kind_of(row.trigger)
    placed = row.intent in PLACED
    unknown = kind is Kind.KEY and not is_key(trigger)
    if trigger and (placed or unknown or kind_of(trigger) is not kind):
        return tr(
            "Settings: “{trigger}” cannot be bound to “{name}”; it was ignored.",
            trigger=trigger,
            name=intent,
        )
    return ""


def _without_doubles(preferences: Preferences, said: list[str]) -> tuple[Preferences, list[str]]:
    """Drop changed triggers until none does two things: keys may have been swapped in a ring."""
    while intent := _doubled(preferences):
        said.append(
            tr(
                "Settings: “{trigger}” would do two things; for “{name}” it was ignored.",
                trigger=preferences.triggers[intent],
                name=intent,
            )
        )
        kept = {name: one for name, one in preferences.triggers.items() if name != intent}
        preferences = replace(preferences, triggers=kept)
    return preferences, said


def _doubled(preferences: Preferences) -> str:
    """Return the last changed action whose trigger another one has too, empty where none."""
    triggers = Counter(canonical(row.trigger) for row in actions(preferences.triggers))
    doubled = [
        intent
        for intent, trigger in preferences.triggers.items()
        if trigger and triggers[canonical(trigger)] > 1
    ]
    return doubled[-1] if doubled else ""
