"""The pictures of series: given up, tried again, and none begun while the window goes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.jobs import Report
from gui.state.opening import Request
from gui.state.services import First, Progress
from gui.state.worklist import SeriesCard
from gui.widgets.room import Room
from gui.widgets.runner import Runner
from gui.widgets.series_cards import SeriesCards
from recist.imaging.series import Series, Verdict
from recist.imaging.volume import Volume
from tests.gui.rooms import PATIENCE_MS, SAMPLE, SUBJECT

OTHER = "S-LIVER-MR"


class Held(AppServices):
    """Services in which nothing is decoded until the test lets it."""

    def __init__(self) -> None:
        self.let_go, self.holds = Event(), False

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        while self.holds and not self.let_go.wait(0.005):
            progress(1, 4)
        return super().load_volume(series, progress, first, known, ahead)


def rest(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=PATIENCE_MS)


def pictures(room: Room) -> list[bool]:
    """Say of each card whether it has its picture."""
    return [not one._image.pixmap().isNull() for one in room.left.cards._cards.values()]


def opened(qtbot: QtBot, folder: Path, services: AppServices) -> Room:
    room = Room(services, folder / "trials")
    qtbot.addWidget(room)
    room.show()
    room.opener.open(Request(paths=(SAMPLE,)))
    rest(qtbot, room)
    return room


def give_up_all(qtbot: QtBot, room: Room) -> None:
    """Cancel until nothing is being done: a stopped load leaves its picture to a job of its own."""

    def is_idle() -> bool:
        room.bottom.cancel_newest()
        return not room.runner.is_busy()

    qtbot.waitUntil(is_idle, timeout=PATIENCE_MS)


def test_a_picture_that_was_given_up_is_made_when_its_subject_is_shown_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    services = Held()
    room = opened(qtbot, tmp_path, services)
    services.holds = True
    room.go_to(OTHER)
    give_up_all(qtbot, room)
    assert not any(pictures(room))
    services.let_go.set()
    # Nothing but the reader's wish tries it again.
    room.render_all()
    assert not room.runner.is_busy()
    room.go_to(SUBJECT)
    rest(qtbot, room)
    room.go_to(OTHER)
    rest(qtbot, room)
    assert pictures(room)
    assert all(pictures(room))


def test_a_window_that_goes_begins_no_picture(qtbot: QtBot, tmp_path: Path) -> None:
    services = Held()
    room = opened(qtbot, tmp_path, services)
    services.holds = True
    room.go_to(OTHER)
    assert room.runner.is_busy()
    begun: list[str] = []
    room.runner.changed.connect(lambda jobs: begun.extend(job.slot for job in jobs))
    begun.clear()
    room.runner.stop()
    assert not [slot for slot in begun if slot.startswith("thumbnail")]
    assert not room.runner.is_busy()


def test_nothing_begins_while_jobs_are_being_stopped(qtbot: QtBot) -> None:
    runner = Runner()
    done: list[object] = []

    def again(_: object) -> None:
        if not done:
            done.append("told")
            runner.start("second", "Second", lambda _: 2, done.append)

    hold = Event()
    work: Callable[[Report], None] = lambda report: _until(hold, report)  # noqa: E731
    runner.start("first", "First", work, done.append)
    runner.changed.connect(again)
    runner.stop()
    assert done == ["told"]
    assert not runner.is_busy()


def _until(hold: Event, report: Report) -> None:
    while not hold.wait(0.005):
        report(0, 0)


def test_a_card_that_says_something_else_is_made_anew_and_keeps_the_keyboard(qtbot: QtBot) -> None:
    cards = SeriesCards()
    qtbot.addWidget(cards)
    first = SeriesCard(
        key="1",
        title="portal venous",
        detail="17 × 5 mm",
        badge="accepted",
        verdict=Verdict.ACCEPT,
        reasons=(),
        is_shown=False,
    )
    second = replace(first, key="2", title="native")
    cards.show_cards((first, second))
    cards.show()
    QApplication.setActiveWindow(cards)
    one = cards._cards["2"]
    one.setFocus()
    cards.show_cards((first, replace(second, is_shown=True)))
    assert cards._cards["2"] is one
    assert one.accessibleName() == "native, 17 × 5 mm, accepted, shown"
    worse = replace(second, badge="a slice is missing", verdict=Verdict.WARN)
    cards.show_cards((first, worse))
    other = cards._cards["2"]
    assert other is not one
    assert other.hasFocus()
    assert "a slice is missing" in [label.text() for label in other.findChildren(QLabel)]
