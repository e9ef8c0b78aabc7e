"""Every job shows how far it is at the bottom and is cancelled there, by mouse and by key."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.desk import Desk
from gui.state.opening import Request
from gui.state.services import First, Progress
from gui.state.session import present
from gui.widgets.room import Room
from recist.imaging.series import Inspection, Series
from recist.imaging.volume import Volume
from recist.trial.ports import Trial
from recist.trial.scans import ImportedScans
from recist.trial.visits import PlannedVisit
from tests.gui.reads import SUBJECT
from tests.gui.rooms import PATIENCE_MS
from tests.gui.test_worklist import found, scan
from tests.gui.trial.seat import read_trial
from tests.gui.viewing import make_volume
from tests.trial_files import ANNA

WIDGETS = Path(__file__).resolve().parents[2] / "gui" / "widgets"
CONTROL = Qt.KeyboardModifier.ControlModifier


class Slow(AppServices):
    """Stands still in one of its services until that is cancelled."""

    held = ""

    def __init__(self) -> None:
        self.let_go = Event()

    def _stand_still(self, service: str, progress: Progress | None) -> None:
        while service == self.held and not self.let_go.wait(0.002):
            if progress is not None:
                progress(1, 4)

    def find_scans(self, paths: tuple[Path, ...], progress: Progress) -> Inspection:
        self._stand_still("find_scans", progress)
        return found(scan("a"), scan("b"))

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        self._stand_still("load_volume", progress)
        return make_volume(series)

    def open_trial(self, path: Path) -> Trial:
        # Tells no progress, as nothing in it takes long.
        self._stand_still("open_trial", None)
        return super().open_trial(path)

    def trial_scans(self, desk: Desk, subject: str, progress: Progress) -> Inspection:
        self._stand_still("trial_scans", progress)
        return super().trial_scans(desk, subject, progress)

    def import_scans(
        self, desk: Desk, paths: tuple[Path, ...], progress: Progress
    ) -> ImportedScans:
        self._stand_still("import_scans", progress)
        return super().import_scans(desk, paths, progress)

    def refer_to_images(
        self, desk: Desk, visit: PlannedVisit, series: tuple[Series, ...], progress: Progress
    ) -> None:
        self._stand_still("refer_to_images", progress)
        super().refer_to_images(desk, visit, series, progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A job: the service that it waits in, what starts it, its title, and what a tile says after.

    ``on_trial`` opens a trial with users before, else a folder of scans is open.
    """

    service: str
    start: Callable[[Room], object]
    title: str
    on_trial: bool = False
    tile: str = ""


def desk_of(room: Room) -> Desk:
    desk = room.reading.keeper.desk
    assert desk is not None
    return desk


def look_for_scans(room: Room) -> None:
    room.opener._listed.clear()
    room.reading.changed.emit()


def picture(room: Room) -> None:
    series = room.reading.session.inspection.series[0]
    room.volumes._picture(series, lambda _: None, lambda: None)


CASES = {
    "opener.open": Case(
        service="find_scans",
        start=lambda room: room.opener.open(Request(paths=(Path(),))),
        title="Looking for scans",
    ),
    "opener.enter": Case(
        service="open_trial",
        start=lambda room: room.opener.enter(desk_of(room).path),
        title="Opening trial.recist",
        on_trial=True,
    ),
    "opener.sit_down": Case(
        service="trial_scans",
        start=lambda room: room.opener.sit_down(desk_of(room)),
        title="Opening trial.recist",
        on_trial=True,
    ),
    "opener.add_scans": Case(
        service="import_scans",
        start=lambda room: room.opener.add_scans((Path(),)),
        title="Adding scans to trial.recist",
        on_trial=True,
    ),
    "opener._want_scans": Case(
        service="trial_scans",
        start=look_for_scans,
        title="Looking for the scans of 01",
        on_trial=True,
        tile="No scan of baseline is open",
    ),
    "volumes.want": Case(
        service="load_volume",
        start=lambda room: room.go_to(SUBJECT, "week 8"),
        title="Opening week 8",
        tile="week 8 is not opened; choose it again to open it",
    ),
    "volumes._picture": Case(service="load_volume", start=picture, title="Thumbnails"),
    "trial/screens.sign": Case(
        service="refer_to_images",
        start=lambda room: room.trial.sign(),
        title="Taking the digests of baseline",
    ),
}
ELSEWHERE = {
    "trial/working.work": "has a bar and Cancel of its own, and tests of its own",
    "trial/exports.ask": "looks at readings alone, beside the room; the export has its own bar",
}


def test_every_job_has_a_case() -> None:
    found = set()
    for path in WIDGETS.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(map(starts_a_job, function.body)):
                place = path.relative_to(WIDGETS).with_suffix("")
                found.add(f"{place.as_posix()}.{function.name}")
    assert found == set(CASES) | set(ELSEWHERE)


def starts_a_job(statement: ast.stmt) -> bool:
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func).endswith("runner.start")
        for node in ast.walk(statement)
    )


class Waiting:
    """A room in which one service stands still when the test says so."""

    def __init__(self, qtbot: QtBot, folder: Path, *, on_trial: bool) -> None:
        self.qtbot, self.services = qtbot, Slow()
        self.room = Room(self.services, folder / "unnamed")
        self.room.opener.let_in = lambda *_: ANNA
        qtbot.addWidget(self.room)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        paths = (read_trial(folder).path if on_trial else folder,)
        self.room.opener.open(Request(paths=paths))
        self.rest()
        if not on_trial:
            self.room.go_to(SUBJECT, "baseline")
            self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.room.runner.is_busy(), timeout=PATIENCE_MS)

    def titles(self) -> list[str]:
        return [job.title for job in self.room.runner.jobs.running]

    def start(self, case: Case) -> None:
        """Start a job, and wait until it is seen how far it is."""
        self.services.held = case.service
        case.start(self.room)
        bar = self.room.bottom
        assert bar._job.text() == case.title
        assert bar._cancel.isVisible()
        if case.service != "open_trial":
            self.qtbot.waitUntil(lambda: (bar._progress.value(), bar._progress.maximum()) == (1, 4))

    def end(self) -> None:
        self.services.let_go.set()
        self.room.runner.stop()


def cancel_by_key(waiting: Waiting) -> None:
    waiting.qtbot.keyClick(waiting.room, Qt.Key.Key_Period, CONTROL)  # type: ignore[no-untyped-call]


def cancel_by_mouse(waiting: Waiting) -> None:
    waiting.room.bottom._cancel.click()


@pytest.mark.parametrize(
    ("site", "cancel"),
    [*((site, cancel_by_key) for site in CASES), ("opener.sit_down", cancel_by_mouse)],
)
def test_a_job_is_cancelled_and_all_is_as_before(
    qtbot: QtBot, tmp_path: Path, site: str, cancel: Callable[[Waiting], None]
) -> None:
    case = CASES[site]
    waiting = Waiting(qtbot, tmp_path, on_trial=case.on_trial)
    room = waiting.room
    before, desk = present(room.reading.session), desk_of(room)
    waiting.start(case)
    cancel(waiting)
    assert case.title not in waiting.titles()
    assert room.bottom._cancel.isVisible() == room.runner.is_busy()
    assert room.bottom.said() == f"{case.title}: cancelled"
    waiting.end()
    qtbot.wait(1)
    assert present(room.reading.session) == before
    assert desk_of(room) is desk
    assert room.notice.text() == ""
    if case.tile:
        assert room.area.viewer.tiles[room.area.viewer.active].message == case.tile


def test_a_visit_that_was_given_up_is_opened_when_it_is_chosen_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    waiting = Waiting(qtbot, tmp_path, on_trial=False)
    room, case = waiting.room, CASES["volumes.want"]
    waiting.start(case)
    cancel_by_key(waiting)
    # Nothing but the reader's wish opens it again.
    room.render_all()
    assert case.title not in waiting.titles()
    waiting.services.let_go.set()
    room.top.visit_button("week 8").click()
    waiting.rest()
    assert room.area.viewer.tiles[room.area.viewer.active].volume is not None
