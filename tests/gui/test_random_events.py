"""Thousands of random events: no fault, no warning, and nothing of what was read is lost."""

from itertools import islice
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.state.document import lesions_of, subjects_of, visits_of
from gui.state.opening import Request
from gui.state.session import is_saved, present
from tests.gui.random_events import KEYS, WEIGHTS, random_events
from tests.gui.random_player import Player, free_table, no_file_dialogs
from tests.gui.reads import parts
from tests.gui.rooms import SAMPLE, SUBJECT, Hands

EVENTS, SEED = 2_000, 20_240


def test_events_are_the_same_for_the_same_seed_and_of_every_kind() -> None:
    once, again = (tuple(islice(random_events(SEED), EVENTS)) for _ in range(2))
    assert once == again
    assert {event.kind for event in once} == set(WEIGHTS)
    assert {event.key for event in once} == set(KEYS)
    assert any(not 0 <= share <= 1 for event in once for share in event.at)


def screen(hands: Hands) -> dict[str, list[str]]:
    """Return what the room shows of every visit of every subject."""
    document = present(hands.room.reading.session)
    shown = {}
    for subject in subjects_of(document):
        for visit in visits_of(document, subject):
            hands.room.go_to(subject, visit.label)
            shown[f"{subject} {visit.label}"] = [
                hands.room.right.response.response_text(),
                *(line.id for line in lesions_of(document, subject)),
                *table(hands),
            ]
    return shown


def table(hands: Hands) -> list[str]:
    model = hands.room.right.table.model()
    assert model is not None
    return [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def test_thousands_of_random_events_lose_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    read = free_table(tmp_path, SAMPLE / "readings.csv")
    request = Request(paths=(SAMPLE / SUBJECT,), table=read)
    hands = Hands(qtbot, tmp_path / "trials", request)
    player = Player(qtbot, hands.room, random_events(SEED))
    with no_file_dialogs():
        while player.played < EVENTS:
            player.play()
        player.rest()
    hands.wait()
    assert is_saved(hands.room.reading.session)
    kept, seen = present(hands.room.reading.session), screen(hands)
    hands.wait()
    hands.close()
    again = Hands(qtbot, tmp_path / "trials", request)
    assert parts(present(again.room.reading.session)) ^ parts(kept) == set()
    assert screen(again) == seen
    again.wait()
    again.close()
