"""The settings as text: what is read, what is ignored, and what is said of it."""

import json
from pathlib import Path

import pytest

from gui.state.action_table import ACTIONS, bound
from gui.state.keyless import PLACED
from gui.state.keys import Binding, Intent
from gui.state.layout import Layout, Side
from gui.state.preferences import (
    Preferences,
    preferences_text,
    read_preferences,
    with_trigger,
)
from gui.state.rebinding import bound_to, conflict_of, refusal, row_of, swapped
from gui.state.triggers import Kind, canonical, kind_of

CHOSEN = Preferences(
    side=Side.LEFT,
    layout=Layout.BASELINE_NADIR_CURRENT,
    scale_percent=150,
    language="de",
    triggers={"tool-line": "Shift+D", "mouse-zoom": "Wheel", "mouse-scroll": "Ctrl+Wheel"},
)


@pytest.mark.parametrize("preferences", [Preferences(), CHOSEN], ids=["delivered", "chosen"])
def test_what_is_written_is_read_again(preferences: Preferences) -> None:
    assert read_preferences(preferences_text(preferences)) == (preferences, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),  # no file yet
        ("{", ("The settings cannot be read",)),
        ("[]", ("The settings cannot be read",)),
        ("[" * 100_000, ("The settings cannot be read",)),
        ('{"colour": "red"}', ("“colour” is unknown",)),
        ('{"side": "up"}', ("“side” has no such value",)),
        ('{"side": ["left"]}', ("“side” has no such value",)),
        ('{"layout": "mosaic"}', ("“layout” has no such value",)),
        ('{"scale_percent": 110}', ("“scale_percent” has no such value",)),
        ('{"scale_percent": true}', ("“scale_percent” has no such value",)),
        ('{"language": "../x"}', ("“language” has no such value",)),
        ('{"triggers": 3}', ("the keys cannot be read",)),
        ('{"triggers": {"tool-lime": "Q"}}', ("no action “tool-lime”",)),
        ('{"triggers": {"undo": 7}}', ("“undo” has no readable key",)),
        ('{"triggers": {"undo": "Left drag"}}', ("“Left drag” cannot be bound to “undo”",)),
        ('{"triggers": {"mouse-pan": "Wheel"}}', ("“Wheel” cannot be bound to “mouse-pan”",)),
        ('{"triggers": {"open-visit": "F9"}}', ("“F9” cannot be bound to “open-visit”",)),
        ('{"triggers": {"undo": "NoKey"}}', ("“NoKey” cannot be bound to “undo”",)),
        ('{"triggers": {"tool-line": "b"}}', ("“b” would do two things; for “tool-line”",)),
        ('{"triggers": {"undo": "Del"}}', ("“Del” would do two things; for “undo”",)),
    ],
)
def test_a_broken_entry_falls_back_alone(text: str, said: tuple[str, ...]) -> None:
    preferences, sentences = read_preferences(text, lambda trigger: trigger != "NoKey")
    assert preferences == Preferences()
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))


def test_what_is_right_stands_beside_what_is_broken() -> None:
    text = """{"side": "left", "scale_percent": 3, "language": "fr",
        "triggers": {"undo": "Ctrl+Y", "tool-line": "B", "nothing": "Q"}}"""
    preferences, said = read_preferences(text)
    assert preferences == Preferences(side=Side.LEFT, language="fr", triggers={"undo": "Ctrl+Y"})
    assert len(said) == 3


def test_keys_may_change_places() -> None:
    text = '{"triggers": {"tool-line": "B", "tool-bidirectional": "D"}}'
    preferences, said = read_preferences(text)
    assert said == ()
    keys = {row.intent: row.trigger for row in bound(preferences.triggers)}
    assert (keys[Intent.TOOL_LINE], keys[Intent.TOOL_BIDIRECTIONAL]) == ("B", "D")


def test_the_delivered_trigger_is_not_written_down() -> None:
    changed = with_trigger(Preferences(), "undo", "Ctrl+Y")
    assert with_trigger(changed, "undo", "Ctrl+Z") == Preferences()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Del", "Delete", True),
        ("Shift+Ctrl+Z", "Ctrl+Shift+Z", True),
        ("Ctrl++", "ctrl++", True),
        ("+", "Shift++", False),
        ("Ctrl+-", "Ctrl+_", False),
        ("Ctrl+Left drag", "ctrl+left DRAG", True),
        ("Left", "Left drag", False),
        ("PgDown", "PageDown", True),
        ("", "", True),
    ],
)
def test_two_writings_of_a_trigger(first: str, second: str, same: bool) -> None:
    assert (canonical(first) == canonical(second)) is same


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ("Ctrl+K", Kind.KEY),
        ("Left", Kind.KEY),
        ("Ctrl+,", Kind.KEY),
        ("", Kind.KEY),
        ("Shift+Left drag", Kind.DRAG),
        ("Right click", Kind.CLICK),
        ("Alt+Double click", Kind.DOUBLE_CLICK),
        ("Ctrl+Wheel", Kind.WHEEL),
    ],
)
def test_the_kind_of_a_trigger(trigger: str, kind: Kind) -> None:
    assert kind_of(trigger) is kind


def test_a_conflict_names_the_other_action_and_can_be_swapped() -> None:
    conflict = conflict_of(Preferences(), Intent.KEY_IMAGE, "Ctrl+Z")
    assert conflict is not None
    assert conflict.text == "Ctrl+Z is bound to “Undo”."
    changed = swapped(Preferences(), conflict)
    assert row_of(changed, Intent.KEY_IMAGE).trigger == "Ctrl+Z"
    assert row_of(changed, Intent.UNDO).trigger == "K"
    assert bound(changed.triggers)


def test_a_swap_with_an_action_without_a_key_leaves_the_other_without() -> None:
    conflict = conflict_of(Preferences(), Intent.USERS, "F6")
    assert conflict is not None
    changed = swapped(Preferences(), conflict)
    assert row_of(changed, Intent.USERS).trigger == "F6"
    assert row_of(changed, Intent.NEXT_PANEL).trigger == ""


def test_the_own_and_a_free_trigger_are_no_conflict() -> None:
    assert conflict_of(Preferences(), Intent.UNDO, "Ctrl+Z") is None
    assert conflict_of(Preferences(), Intent.UNDO, "F12") is None
    assert conflict_of(Preferences(), Intent.UNDO, "") is None


BINDABLE = [row for row in ACTIONS if row.intent not in PLACED]


@pytest.mark.parametrize("row", BINDABLE, ids=lambda row: row.intent.value)
def test_every_action_can_be_bound_anew_and_unbound(row: Binding) -> None:
    intent = row.intent
    free = {
        Kind.KEY: "Ctrl+Alt+F11",
        Kind.DRAG: "Ctrl+Shift+Alt+Right drag",
        Kind.CLICK: "Ctrl+Alt+Right click",
        Kind.DOUBLE_CLICK: "Ctrl+Double click",
        Kind.WHEEL: "Ctrl+Shift+Alt+Wheel",
    }[kind_of(row.trigger)]
    for trigger in (free, ""):
        changed = bound_to(Preferences(), intent, trigger)
        assert read_preferences(preferences_text(changed)) == (changed, ())
        assert row_of(changed, intent).trigger == trigger


@pytest.mark.parametrize(
    ("intent", "made", "said"),
    [
        (Intent.UNDO, Kind.KEY, ""),
        (Intent.UNDO, Kind.DRAG, "This takes a key."),
        (Intent.PAN, Kind.WHEEL, "This takes a drag with a mouse button."),
        (Intent.SCROLL, Kind.CLICK, "This takes a turn of the wheel."),
        (Intent.MENU, Kind.DRAG, "This takes a click."),
        (Intent.MAXIMISE, Kind.KEY, "This takes a double click."),
    ],
)
def test_an_action_keeps_its_kind(intent: Intent, made: Kind, said: str) -> None:
    assert refusal(intent, made) == said


def test_every_entry_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    entries = json.loads(preferences_text(Preferences()))
    assert not [name for name in entries if f"| `{name}` |" not in page]
