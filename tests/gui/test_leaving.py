"""Work that could not be saved is asked about before anything takes its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.matching import key_of
from gui.state.opening import Request
from gui.state.session import is_saved, present
from gui.widgets import volumes
from gui.widgets.questions import Leave
from gui.widgets.room import Room
from gui.widgets.runner import Runner
from gui.widgets.volumes import Volumes
from tests.gui.random_player import free_table
from tests.gui.rooms import SAMPLE, SUBJECT, Hands, full_disk
from tests.gui.viewing import make_geometry, make_series, make_volume


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """The sample's readings, of which one change could not be saved: the disk was full."""
    table = free_table(tmp_path, SAMPLE / "readings.csv")
    made = Hands(qtbot, tmp_path / "trials", Request(paths=(), table=table))
    made.room.go_to(SUBJECT, "week 8")
    with full_disk():
        made.room.marking.set_word("T1", "week 8", "absent")
    assert not is_saved(made.room.reading.session)
    yield made
    made.close()


@pytest.fixture
def asked(hands: Hands) -> list[Leave]:
    """The answers to come; each that is given is taken out. Without one, the test is over."""
    answers: list[Leave] = []

    def leave() -> Leave:
        return answers.pop(0) if answers else Leave.LOSE

    hands.room.questions.leave = leave  # type: ignore[method-assign]
    return answers


def close(room: Room) -> bool:
    return room.close()


def open_another(room: Room) -> bool:
    opened: list[object] = []
    room.runner.start = lambda *one, **_: opened.append(one)  # type: ignore[method-assign]
    room.opener.open(Request(paths=(SAMPLE / SUBJECT,)))
    return bool(opened)


@pytest.mark.parametrize("leaves", [close, open_another])
@pytest.mark.parametrize(
    ("answer", "is_full", "gone", "saved"),
    [
        pytest.param(Leave.STAY, True, False, False, id="stay"),
        pytest.param(Leave.TRY, True, False, False, id="try, and the disk is full still"),
        pytest.param(Leave.TRY, False, True, True, id="try, and there is room again"),
        pytest.param(Leave.LOSE, True, True, False, id="lose it"),
    ],
)
def test_unsaved_work_is_asked_about(
    hands: Hands,
    asked: list[Leave],
    leaves: Callable[[Room], bool],
    answer: Leave,
    is_full: bool,
    gone: bool,
    saved: bool,
) -> None:
    before = present(hands.room.reading.session)
    asked.append(answer)
    with full_disk() if is_full else nullcontext():
        assert leaves(hands.room) is gone
    assert asked == []
    assert is_saved(hands.room.reading.session) is saved
    assert present(hands.room.reading.session) is before


@pytest.mark.parametrize("leaves", [close, open_another])
def test_saved_work_is_left_unasked(
    hands: Hands, asked: list[Leave], leaves: Callable[[Room], bool]
) -> None:
    hands.room.reading.keep_again()
    asked.append(Leave.STAY)
    assert leaves(hands.room)
    assert asked == [Leave.STAY], "nothing was asked"


def test_the_series_that_was_looked_at_longest_ago_gives_its_memory_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make_volume(make_series(f"1.{n}", make_geometry())) for n in range(4)]
    size = made[0].stored_kji.nbytes
    monkeypatch.setattr(volumes, "MOST_BYTES", 2 * size)
    runner = Runner()
    kept = Volumes(AppServices(), runner)
    keys = [key_of(one.series) for one in made]

    def held() -> list[int]:
        return [n for n, key in enumerate(keys) if key in kept._kept]

    kept._keep(made[0])
    kept._keep(made[1])
    assert kept.get(keys[0]) is made[0]  # looked at again
    kept._keep(made[2])
    assert held() == [0, 2]
    # One that is larger than all that is allowed is kept while it is shown.
    monkeypatch.setattr(volumes, "MOST_BYTES", size // 2)
    kept._keep(made[3])
    assert held() == [3]
    runner.stop()
