"""Settings that hold at once, the keys that follow them, and a room that is there again."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import AppServices, own_folders
from gui.state.action_table import bound
from gui.state.gestures import Button, Down, Up
from gui.state.keys import Intent
from gui.state.layout import Layout, Side
from gui.state.own_files import SETTINGS, WINDOW, Folders, OwnFiles
from gui.state.preferences import Preferences, preferences_text, read_preferences, with_trigger
from gui.state.resolve import ShowMenu, resolve
from gui.state.tongue import speak, tr
from gui.widgets.dialogs import KeyList
from gui.widgets.room import Room
from gui.widgets.settings_dialog import SettingsDialog, scale_factor
from gui.widgets.translations import chosen, language_name, languages, speak_in
from tests.gui.mouse import move, press, release
from tests.gui.test_first_page import room_in
from tests.gui.viewing import two_tiles

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    return room_in(qtbot, tmp_path)


def settings_of(qtbot: QtBot, room: Room) -> SettingsDialog:
    """Open the settings with their key."""
    qtbot.keyClick(room, Qt.Key.Key_Comma, CTRL)  # type: ignore[no-untyped-call]
    (dialog,) = [one for one in room.findChildren(SettingsDialog) if one.isVisible()]
    dialog.pages.setCurrentWidget(dialog.keys)
    return dialog


def rebind(
    qtbot: QtBot,
    dialog: SettingsDialog,
    intent: Intent,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Choose a row with Enter and press a key."""
    page = dialog.keys
    page.list.mark(intent)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert page.capture.is_listening()
    qtbot.keyClick(page.capture, key, held)  # type: ignore[no-untyped-call]


def stored(folder: Path) -> Preferences:
    text = (folder / "config" / SETTINGS).read_text(encoding="utf-8")
    preferences, said = read_preferences(text)
    assert said == ()
    return preferences


def test_a_new_key_holds_at_once_everywhere(qtbot: QtBot, tmp_path: Path, room: Room) -> None:
    dialog = settings_of(qtbot, room)
    rebind(qtbot, dialog, Intent.TOOL_LINE, Qt.Key.Key_D, SHIFT)
    rebind(qtbot, dialog, Intent.SAVE_AS, Qt.Key.Key_F9)
    rebind(qtbot, dialog, Intent.SHOW_KEYS, Qt.Key.Key_F2)
    assert stored(tmp_path).triggers == {
        "tool-line": "Shift+D",
        "save-as": "F9",
        "show-keys": "F2",
    }
    tools = room.top._tools.buttons[Intent.TOOL_LINE.value]
    assert tools.toolTip().endswith("(Shift+D)")
    menu = room.top.menu_button.menu()
    assert menu is not None
    assert "Write reading table as…\tF9" in [one.text() for one in menu.actions()]
    assert room.bottom._keys.text() == "F2 keys"
    assert {row.trigger for row in room.area.viewer.table} >= {"Shift+D", "F9", "F2"}
    dialog.close()
    qtbot.keyClick(room, Qt.Key.Key_F1)  # type: ignore[no-untyped-call]
    assert not room.findChildren(KeyList)
    qtbot.keyClick(room, Qt.Key.Key_F2)  # type: ignore[no-untyped-call]
    (shown,) = room.findChildren(KeyList)
    assert shown.list.texts()[Intent.TOOL_LINE][1] == "Shift+D"
    shown.close()


def test_a_conflict_is_told_in_one_sentence_and_swapped(qtbot: QtBot, room: Room) -> None:
    dialog = settings_of(qtbot, room)
    rebind(qtbot, dialog, Intent.KEY_IMAGE, Qt.Key.Key_Z, CTRL)
    page = dialog.keys
    assert page.said.text() == "Ctrl+Z is bound to “Undo”."
    assert room.own.preferences.triggers == {}
    assert dialog.focusWidget() is page.swap
    qtbot.keyClick(page.swap, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]
    assert room.own.preferences.triggers == {"key-image": "Ctrl+Z", "undo": "K"}
    assert page.said.text() == "“Undo” is now K."
    page.list.mark(Intent.UNDO)
    page.default.click()
    assert page.said.text() == "Ctrl+Z is bound to “Key image: the lesion is read on this slice”."
    page.all_default.click()
    assert room.own.preferences.triggers == {}


@pytest.mark.parametrize(
    ("key", "held", "trigger"),
    [
        (Qt.Key.Key_Tab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Return, CTRL | SHIFT, "Ctrl+Shift+Return"),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier, "F10"),
        (Qt.Key.Key_Question, SHIFT, "?"),
    ],
)
def test_every_key_can_be_taken(
    qtbot: QtBot, room: Room, key: Qt.Key, held: Qt.KeyboardModifier, trigger: str
) -> None:
    rebind(qtbot, settings_of(qtbot, room), Intent.INVERT, key, held)
    assert room.own.preferences.triggers == {"invert": trigger}


def test_escape_and_a_modifier_alone_change_nothing(qtbot: QtBot, room: Room) -> None:
    dialog = settings_of(qtbot, room)
    page = dialog.keys
    page.list.mark(Intent.INVERT)
    page.listen()
    qtbot.keyClick(page.capture, Qt.Key.Key_Control)  # type: ignore[no-untyped-call]
    assert page.capture.is_listening()
    qtbot.keyClick(page.capture, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    assert not page.capture.is_listening()
    assert dialog.isVisible()
    assert dialog.focusWidget() is page.list
    assert room.own.preferences == Preferences()


def test_gestures_are_made_on_the_field(qtbot: QtBot, room: Room) -> None:
    page = settings_of(qtbot, room).keys
    field = page.capture

    def wheel(held: Qt.KeyboardModifier) -> None:
        at = QPointF(20, 20)
        phase = Qt.ScrollPhase.NoScrollPhase
        none = Qt.MouseButton.NoButton
        turned = QWheelEvent(at, at, QPoint(), QPoint(0, 120), none, held, phase, False)
        QApplication.sendEvent(field, turned)

    page.list.mark(Intent.SCROLL)
    page.listen()
    wheel(CTRL | SHIFT)
    page.list.mark(Intent.PAN)
    page.listen()
    press(qtbot, field, (20, 20), Qt.MouseButton.MiddleButton)
    release(qtbot, field, (20, 20), Qt.MouseButton.MiddleButton)
    assert page.said.text() == "This takes a drag with a mouse button."
    assert field.is_listening()
    press(qtbot, field, (20, 20), Qt.MouseButton.RightButton)
    move(qtbot, field, (80, 30))
    assert page.said.text() == "Right drag is bound to “Window across, level up and down”."
    page.swap.click()
    page.list.mark(Intent.MAXIMISE)
    page.listen()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseDClick(field, left, SHIFT, QPoint(9, 9))  # type: ignore[no-untyped-call]
    assert room.own.preferences.triggers == {
        "mouse-scroll": "Ctrl+Shift+Wheel",
        "mouse-pan": "Right drag",
        "mouse-window": "Middle drag",
        "mouse-maximise": "Shift+Double click",
    }


def test_a_key_can_be_taken_away_and_a_search_finds_it(qtbot: QtBot, room: Room) -> None:
    page = settings_of(qtbot, room).keys
    page.list.mark(Intent.INVERT)
    page.none.click()
    assert room.own.preferences.triggers == {"invert": ""}
    page.search.setText("taken away")
    assert set(page.list.texts()) == {Intent.INVERT}
    assert page.list.marked_intent() is Intent.INVERT
    page.search.setText("ctrl+shift z")
    assert set(page.list.texts()) == {Intent.REDO}


def test_what_needs_a_place_cannot_be_bound(qtbot: QtBot, room: Room) -> None:
    page = settings_of(qtbot, room).keys
    page.list.mark(Intent.GO_TO_LESION)
    assert not page.change.isEnabled()
    page.listen()
    assert not page.capture.is_listening()


def test_a_right_click_opens_the_menu_though_the_right_drag_is_unbound() -> None:
    table = bound({"mouse-window": ""})
    viewer = replace(two_tiles(), table=table)
    viewer, _ = resolve(viewer, Down(tile=0, at_px=(50, 50), button=Button.RIGHT))
    _, commands = resolve(viewer, Up(tile=0, at_px=(50, 50), button=Button.RIGHT))
    assert [type(one) for one in commands] == [ShowMenu]


def test_the_side_holds_at_once_and_the_menu_says_the_same(
    qtbot: QtBot, tmp_path: Path, room: Room
) -> None:
    dialog = settings_of(qtbot, room)
    dialog.general.side.setCurrentIndex(1)
    sides = [(room.area.viewer.side, stored(tmp_path).side)]
    room.on_intent(Intent.SWAP_SIDES)
    sides.append((room.area.viewer.side, stored(tmp_path).side))
    assert sides == [(Side.LEFT, Side.LEFT), (Side.RIGHT, Side.RIGHT)]


def test_a_choice_on_one_page_keeps_that_of_the_other(
    qtbot: QtBot, tmp_path: Path, room: Room
) -> None:
    dialog = settings_of(qtbot, room)
    dialog.general.scale.setCurrentIndex(2)
    rebind(qtbot, dialog, Intent.INVERT, Qt.Key.Key_F10)
    dialog.general.layout_.setCurrentIndex(4)
    assert stored(tmp_path) == Preferences(
        scale_percent=150, layout=Layout.MPR, triggers={"invert": "F10"}
    )


def test_a_folder_that_cannot_be_written_is_told_and_the_choice_holds(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "config").write_text("no folder")
    room = room_in(qtbot, tmp_path)
    room.own.choose(Preferences(side=Side.LEFT))
    assert room.area.viewer.side is Side.LEFT
    assert room.notice.text().startswith("settings.json could not be written: ")
    assert str(tmp_path) not in room.notice.text()


def test_a_broken_settings_file_is_told_and_costs_nothing_else(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / SETTINGS).write_text(
        '{"side": "left", "triggers": {"undo": "NoSuchKey", "tool-line": "Shift+D"}}'
    )
    room = room_in(qtbot, tmp_path)
    assert room.area.viewer.side is Side.LEFT
    assert room.own.preferences.triggers == {"tool-line": "Shift+D"}
    assert room.notice.text() == "Settings: “NoSuchKey” cannot be bound to “undo”; it was ignored."


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_bytes(b"\xff\xfe\x00")
    files = OwnFiles(services=AppServices(), folders=Folders(config=tmp_path, state=tmp_path))
    assert files.read(SETTINGS) == ("", "settings.json cannot be read: it is no text")
    assert files.read(WINDOW) == ("", "")


@pytest.mark.parametrize(
    ("named", "expected"),
    [("/etc/xdg-of-mine", "/etc/xdg-of-mine/recist"), ("relative", "{home}/.config/recist")],
)
def test_the_settings_lie_where_the_standard_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str, expected: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert str(own_folders().config) == expected.format(home=tmp_path)
    assert own_folders().state == tmp_path / ".local" / "state" / "recist"


# --- what is there again ----------------------------------------------------------------------


@pytest.mark.parametrize(("factor", "told"), [("0.5", True), ("4", False), ("wide", None)])
def test_a_size_that_the_screen_has_no_room_for_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, factor: str, told: bool | None
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", factor)
    dialog = SettingsDialog(Preferences(), lambda _: None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.general.scale.setCurrentIndex(1)
    if told is not None:
        assert dialog.general.no_room.isVisible() is told
    assert scale_factor() == (1.0 if told is None else float(factor))


def test_a_chosen_layout_comes_before_that_of_the_last_time(qtbot: QtBot, tmp_path: Path) -> None:
    first = room_in(qtbot, tmp_path)
    first.own.choose(Preferences(layout=Layout.SINGLE))
    first.show_layout(Layout.MPR)
    first.close()
    assert room_in(qtbot, tmp_path).area.viewer.layout is Layout.SINGLE


def test_the_keys_are_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    chosen_ = with_trigger(Preferences(), "show-keys", "F2")
    (tmp_path / "config" / SETTINGS).write_text(preferences_text(chosen_))
    room = room_in(qtbot, tmp_path)
    assert room.bottom._keys.text() == "F2 keys"


# --- languages --------------------------------------------------------------------------------


def test_without_translations_the_screen_speaks_english(tmp_path: Path) -> None:
    assert languages(tmp_path) == ()
    for language in ("system", "en", "de"):
        assert chosen(language, tmp_path) == ""
        speak_in(language, tmp_path)
        assert tr("Settings") == "Settings"


def test_a_broken_translation_leaves_the_screen_english(tmp_path: Path) -> None:
    (tmp_path / "de.qm").write_bytes(b"nothing of use")
    assert languages(tmp_path) == ("de",)
    assert chosen("de", tmp_path) == "de"
    try:
        speak_in("de", tmp_path)
        assert tr("Settings") == "Settings"
    finally:
        speak()


def test_a_language_is_named_as_it_calls_itself() -> None:
    assert language_name("de") == "Deutsch"
    assert language_name("en") == "English"
    assert language_name("es") == "español"
    assert language_name("en_GB") == "British English"
    assert language_name("xx") == "xx"
    assert os.sep not in language_name("pt_BR")
