"""Scans that go from the disk while they are open: nothing is lost, and the tile tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.gone import loss_text
from gui.state.opening import Request
from gui.state.scene import scene
from gui.state.services import First, Progress
from gui.state.session import is_saved, present
from recist.imaging.series import Series
from recist.imaging.volume import Volume
from tests.gui.mouse import move, press, release
from tests.gui.rooms import Hands
from tests.gui.viewing import make_geometry, make_series
from tests.store.scans import two_visits

AGAIN = "then choose the visit or the series again."


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """A patient with a baseline, which is open, and a week 8, which was not looked at yet."""
    request = Request(paths=(two_visits(tmp_path / "scans"),))
    made = Hands(qtbot, tmp_path / "trials", request)
    assert made.room.reading.session.visit == "baseline"
    # The slices are few pixels wide: whatever is drawn there is small.
    made.room.questions.reason = lambda *_, **__: "small"  # type: ignore[method-assign]
    yield made
    made.close()


def message(hands: Hands) -> str:
    """What the active tile says in place of its slice."""
    viewer = hands.room.area.viewer
    return scene(viewer, viewer.active).message


def go_to(hands: Hands, visit: str) -> None:
    hands.room.go_to("02", visit)
    hands.wait()


def slice_shown(hands: Hands) -> int:
    viewer = hands.room.area.viewer
    view = viewer.tiles[viewer.active].view
    assert view is not None
    return view.plane.k


def is_shown(hands: Hands) -> bool:
    viewer = hands.room.area.viewer
    return viewer.tiles[viewer.active].view is not None


def draw(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_B)
    width, height = hands.viewport.width(), hands.viewport.height()
    press(hands.qtbot, hands.viewport, (width // 2 - 40, height // 2))
    move(hands.qtbot, hands.viewport, (width // 2, height // 2))
    move(hands.qtbot, hands.viewport, (width // 2 + 40, height // 2))
    release(hands.qtbot, hands.viewport, (width // 2 + 40, height // 2))


def test_what_is_loaded_is_read_on(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "scans").rename(tmp_path / "elsewhere")
    hands.press_key(Qt.Key.Key_PageDown)
    assert message(hands) == ""
    draw(hands)
    (row,) = present(hands.room.reading.session).rows
    assert (row.lesion, row.visit) == ("T1", "baseline")
    assert is_saved(hands.room.reading.session)


def gone_wholly(folder: Path) -> Callable[[], Path]:
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    return lambda: elsewhere.rename(folder)


def test_what_is_not_loaded_says_which_folder_is_gone_and_comes_back(
    hands: Hands, tmp_path: Path
) -> None:
    draw(hands)
    folder = tmp_path / "scans" / "8"
    bring_back = gone_wholly(folder)
    go_to(hands, "week 8")
    assert message(hands) == f"The folder {folder} is gone. Bring it back, {AGAIN}"
    assert not hands.room.runner.is_busy()
    # Other work does not try again and again.
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_A)
    assert not hands.room.runner.is_busy()
    assert [row.visit for row in present(hands.room.reading.session).rows] == [
        "baseline",
        "week 8",
    ]
    bring_back()
    go_to(hands, "week 8")
    assert (message(hands), is_shown(hands)) == ("", True)


def test_a_series_is_tried_again_by_its_card(hands: Hands, tmp_path: Path) -> None:
    bring_back = gone_wholly(tmp_path / "scans" / "8")
    go_to(hands, "week 8")
    bring_back()
    key = next(iter(hands.room.left.cards._cards))
    hands.room.left.cards.series_chosen.emit(key)
    hands.wait()
    assert (message(hands), is_shown(hands)) == ("", True)


def test_another_visit_and_back_tries_again_by_itself(hands: Hands, tmp_path: Path) -> None:
    bring_back = gone_wholly(tmp_path / "scans" / "8")
    go_to(hands, "week 8")
    hands.room.next_visit()
    hands.wait()
    assert is_shown(hands)
    bring_back()
    hands.room.next_visit()
    hands.wait()
    assert (message(hands), is_shown(hands)) == ("", True)


def test_files_that_go_one_by_one_are_counted_and_come_back(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "scans" / "8"
    first, _, last = sorted(folder.iterdir())
    for file in (first, last):
        file.rename(tmp_path / file.name)
    go_to(hands, "week 8")
    assert message(hands) == ""
    hands.press_key(Qt.Key.Key_Home)
    said = f"2 of 3 files are gone from {folder}. Bring them back, {AGAIN}"
    assert message(hands).endswith(f"cannot be read\n{said}")
    for file in (first, last):
        (tmp_path / file.name).rename(file)
    go_to(hands, "week 8")
    assert message(hands) == ""
    for pressed in (Qt.Key.Key_Home, Qt.Key.Key_End):
        hands.press_key(pressed)
        assert message(hands) == ""


class Vanishing(AppServices):
    """Has a folder taken away once the first slice was read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        def use(volume: Volume) -> None:
            if self.folder.exists() and str(self.folder) in series.slices[0].file:
                self.folder.rename(self.folder.with_name("elsewhere"))
            if first is not None:
                first(volume)

        return super().load_volume(series, progress, use if first else None, known, ahead)


def test_a_folder_that_goes_in_the_middle_of_loading_costs_the_rest(
    hands: Hands, tmp_path: Path
) -> None:
    folder = tmp_path / "scans" / "8"
    hands.room.volumes._services = Vanishing(folder)
    go_to(hands, "week 8")
    assert (message(hands), is_shown(hands)) == ("", True)
    hands.press_key(Qt.Key.Key_End)
    assert f"The folder {folder} is gone." in message(hands)
    before = slice_shown(hands)
    folder.with_name("elsewhere").rename(folder)
    hands.room.volumes._services = AppServices()
    go_to(hands, "week 8")
    assert message(hands) == ""
    assert slice_shown(hands) == before == 0, "the stack is counted from the feet"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        pytest.param("/scans", f"The folder /scans is gone. Bring it back, {AGAIN}", id="all"),
        pytest.param(
            "/scans/a/1.dcm",
            f"1 of 3 files are gone from /scans/a. Bring them back, {AGAIN}",
            id="one",
        ),
        pytest.param(
            "/scans/b.zip", f"1 of 3 files are gone from /scans. Bring them back, {AGAIN}", id="zip"
        ),
        pytest.param("", f"1.dcm is cut short. Mend that, {AGAIN}", id="none"),
    ],
)
def test_what_is_gone_is_named_by_the_highest_folder(gone: str, said: str) -> None:
    files = ("/scans/a/1.dcm", "/scans/a/2.dcm", "/scans/b.zip!3.dcm")
    series = make_series(geometry=make_geometry())
    slices = tuple(replace(one, file=file) for one, file in zip(series.slices, files, strict=False))

    def is_there(path: Path) -> bool:
        if "!" in str(path):
            return False
        return not gone or (path != Path(gone) and Path(gone) not in path.parents)

    assert loss_text(replace(series, slices=slices), "1.dcm is cut short", is_there) == said
