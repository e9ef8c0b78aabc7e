"""Every action of the room has its row: walked through menus, buttons and the list behind F1."""

from pathlib import Path

import pytest
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from gui.state.action_table import ACTIONS, Group, group_of, grouped
from gui.state.keyless import KEYLESS, PLACED
from gui.state.keys import BINDINGS, Intent, Scope
from gui.widgets.dialogs import KeyList
from gui.widgets.menus import lesion_menu
from gui.widgets.room import Room
from gui.widgets.standing import intent_of
from gui.widgets.trial.menu import entries
from recist.model.lesion import Lesion, Role
from tests.gui.test_first_page import room_in

# Parts of the toolkit's own fields: the arrow of a list, the cross of a search field.
TOOLKIT = ("QComboBoxPrivateContainer", "QLineEditIconButton", "QTableCornerButton")

OPENING_WINDOWS = frozenset(
    {
        *(Intent.OPEN_FOLDER, Intent.OPEN_FILE, Intent.OPEN_TABLE, Intent.OPEN_TRIAL),
        *(Intent.NEW_TRIAL, Intent.RESTORE, Intent.SAVE, Intent.SAVE_AS, Intent.EXPORT_TEXT),
        *(Intent.FILE_MENU, Intent.TRIAL_MENU, Intent.OPEN_SAMPLE, Intent.CLOSE),
        *(Intent.EXPORT, Intent.SHOW_KEYS, Intent.SETTINGS, Intent.WHY),
    }
)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    return room_in(qtbot, tmp_path)


def leaves(menu: QMenu) -> list[QAction]:
    """Return the entries of a menu and of the menus in it."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if inner is not None:
            found += leaves(inner)
        elif not action.isSeparator():
            found.append(action)
    return found


def test_every_action_has_a_key_or_a_reason_for_none() -> None:
    for row in ACTIONS:
        assert bool(row.trigger) is not bool(row.reason), row.intent
    assert not [row.intent for row in BINDINGS if not row.trigger]
    assert {row.intent for row in KEYLESS} >= PLACED


def test_every_action_stands_in_one_group_and_every_group_has_some() -> None:
    shown = grouped(ACTIONS)
    assert [group for group, _ in shown] == list(Group)
    assert sum(len(rows) for _, rows in shown) == len(ACTIONS)
    assert {group_of(row) for row in ACTIONS if row.scope is Scope.MOUSE} == {Group.MOUSE}


def test_the_list_behind_f1_shows_every_action(qtbot: QtBot, room: Room) -> None:
    room.on_intent(Intent.SHOW_KEYS)
    (shown,) = room.findChildren(KeyList)
    texts = shown.list.texts()
    assert set(texts) == set(Intent)
    for row in ACTIONS:
        action, key, where = texts[row.intent]
        assert action == row.description
        assert key == (row.trigger.replace("Return", "Enter") or "–")
        assert where == (row.reason or row.scope.value)
    shown.close()


def test_every_button_of_the_room_stands_for_an_action(room: Room) -> None:
    without = [
        (type(one).__name__, one.text(), one.accessibleName())
        for one in room.findChildren(QAbstractButton)
        if intent_of(one) is None and one.metaObject().className() not in TOOLKIT  # type: ignore[union-attr]
    ]
    assert without == []


def test_every_entry_of_the_file_menu_stands_for_an_action_and_names_its_key(room: Room) -> None:
    menu = room.top.menu_button.menu()
    assert menu is not None
    keys = {row.intent: row.trigger for row in ACTIONS}
    for action in leaves(menu):
        intent = intent_of(action)
        assert intent is not None, action.text()
        assert action.text().partition("\t")[2] == keys[intent]


def test_every_entry_of_the_trial_menu_stands_for_an_action(room: Room) -> None:
    table = entries(room.trial, room.lock, room.files.add_scans)
    intents = [one.intent for one in table if one is not None]
    assert len(set(intents)) == len(intents)
    assert set(intents) <= {row.intent for row in ACTIONS}


def test_every_entry_of_the_other_menus_stands_for_an_action(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.actions_.ask = lambda visit, lesion: None
    monkeypatch.setattr(room.reading.keeper, "may", lambda right: True)
    visit = room.actions_.menu_of("", "week 8")
    assert visit is not None
    menus = [visit, room.top.slab_menu()]
    for role in (Role.TARGET, Role.NON_TARGET, Role.NEW):
        lesion = Lesion(id="T1", role=role, organ="liver")
        menus.append(
            lesion_menu(room, room.reading, room.marking, lesion, "week 8", lambda _: None)
        )
    for menu in menus:
        actions = leaves(menu)
        assert actions
        assert [one.text() for one in actions if intent_of(one) is None] == []


def test_every_key_is_answered_where_nothing_is_open(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[Intent] = []
    monkeypatch.setattr(room.area, "press", pressed.append)
    for row in ACTIONS:
        if row.scope is Scope.MOUSE or row.intent in PLACED | OPENING_WINDOWS:
            continue
        pressed.clear()
        room.on_intent(row.intent)
        # What nobody else answers is about the image, and nothing else comes there.
        assert not pressed or row.scope is Scope.IMAGE, row.intent


def test_what_opens_a_window_or_asks_for_a_file_is_answered(room: Room) -> None:
    assert set(room.answers._acts) >= OPENING_WINDOWS
