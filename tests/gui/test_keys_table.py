"""The one table of keys and mouse."""

import pytest

from gui.state.action_table import ACTIONS
from gui.state.keys import BINDINGS, Intent, Scope, bindings, mouse_intent

ASKED_FOR = (
    "V",
    "B",
    "D",
    "N",
    "Shift+N",
    "T",
    "G",
    "L",
    "A",
    "M",
    "E",
    "S",
    "Tab",
    "Space",
    "I",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "0",
    "Esc",
    "Delete",
    "Ctrl+Z",
    "Ctrl+Shift+Z",
    "Ctrl+S",
    "F1",
    "F6",
)
MOUSE = (
    "Left drag",
    "Right drag",
    "Right click",
    "Middle drag",
    "Wheel",
    "Shift+Wheel",
    "Ctrl+Wheel",
    "Double click",
)


@pytest.mark.parametrize("trigger", [*ASKED_FOR, *MOUSE])
def test_every_documented_key_and_gesture_is_bound_once(trigger: str) -> None:
    assert [row.trigger for row in BINDINGS].count(trigger) == 1


def test_every_intent_has_one_row_and_a_description() -> None:
    assert sorted(row.intent.value for row in ACTIONS) == sorted(one.value for one in Intent)
    assert all(row.description for row in ACTIONS)


def test_no_trigger_does_two_things() -> None:
    triggers = [row.trigger.casefold() for row in BINDINGS]
    assert len(set(triggers)) == len(triggers)


def test_letters_space_and_tab_act_on_images_only() -> None:
    for row in BINDINGS:
        if len(row.trigger) == 1 or row.trigger in ("Space", "Tab"):
            assert row.scope is Scope.IMAGE, row.trigger


def test_every_binding_can_be_changed_or_taken_away() -> None:
    for row in BINDINGS:
        changed = {one.intent: one.trigger for one in bindings({row.intent.value: "F12"})}
        assert changed[row.intent] == "F12"
        assert row.intent not in {one.intent for one in bindings({row.intent.value: ""})}


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"tool-lime": "Q"}, "no such action in the key settings: tool-lime"),
        ({"tool-line": "b"}, "bound twice in the key settings: tool-bidirectional and tool-line"),
    ],
)
def test_wrong_settings_are_refused(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bindings(overrides)


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("Wheel", Intent.SCROLL),
        ("Ctrl+Wheel", Intent.ZOOM),
        ("Alt+Left drag", Intent.USE_TOOL),  # Alt frees the angle and changes no gesture
        ("Ctrl+Left drag", Intent.ALIGN),
        ("Left click", None),
    ],
)
def test_a_mouse_gesture(trigger: str, expected: Intent | None) -> None:
    assert mouse_intent(BINDINGS, trigger) is expected


def test_the_order_of_modifiers_in_the_settings_does_not_matter() -> None:
    table = bindings({"mouse-scroll": "shift+Ctrl+Wheel"})
    assert mouse_intent(table, "Ctrl+Shift+Wheel") is Intent.SCROLL


def test_a_changed_wheel_is_obeyed() -> None:
    table = bindings({"mouse-scroll": "Ctrl+Wheel", "mouse-zoom": "Wheel"})
    assert mouse_intent(table, "Ctrl+Wheel") is Intent.SCROLL
    assert mouse_intent(table, "Wheel") is Intent.ZOOM
