"""A fault of the program is told once and without patient data, and the reading goes on."""

import linecache
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QPaintEvent
from PyQt6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.state import fault_log
from gui.state.fault_log import FaultLog
from gui.state.fault_report import QUIET_S, Recurrence, fault_report
from gui.state.jobs import Report
from gui.state.keys import Intent
from gui.state.session import is_saved, present
from gui.widgets import fault
from gui.widgets.dialogs import AskText
from gui.widgets.fault import FaultDialog
from gui.widgets.room import Room
from gui.widgets.viewport import Viewport
from tests.gui.mouse import key
from tests.gui.rooms import Hands, scans_alone, truth

PATIENT, FOLDER = "DOE^JANE", "/studies/Doe Jane"
MARKS = ("DOE", "JANE", "Jane", "studies", "19680402")


@pytest.fixture
def log(tmp_path: Path) -> FaultLog:
    return FaultLog(tmp_path / "state" / "recist")


@pytest.fixture
def catching(
    qtbot: QtBot, log: FaultLog, monkeypatch: pytest.MonkeyPatch
) -> Iterator[fault.Faults]:
    """Catch faults as the program does, and close what is shown of them."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield fault.install(log)
    for dialog in shown():
        dialog.accept()


def shown() -> list[FaultDialog]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, FaultDialog) and window.isVisible()
    ]


def fail(subject: str = PATIENT) -> None:
    folder = f"{FOLDER}/{subject}/19680402"
    raise RuntimeError(f"{folder} of {subject} cannot be read")


# --- where it may happen --------------------------------------------------------------------------


def in_a_timer(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    QTimer.singleShot(0, fail)


def in_a_slot(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.reading, "undo", fail)
    room.top.intent_chosen.emit(Intent.UNDO)


def in_painting(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    paint = Viewport.paintEvent

    def fails_once(viewport: Viewport, event: QPaintEvent | None) -> None:
        monkeypatch.setattr(Viewport, "paintEvent", paint)
        fail()

    monkeypatch.setattr(Viewport, "paintEvent", fails_once)
    room.area.viewports[0].update()


def in_a_job(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(report: Report) -> None:
        fail()

    room.runner.start("test", "Working", work, lambda _: None)


def in_a_thread(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    threading.Thread(target=fail).start()


def in_the_delivery_of_a_job(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.runner.start("test", "Working", lambda _: PATIENT, fail)


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize(
    "plant",
    [in_a_timer, in_a_slot, in_painting, in_a_job, in_a_thread, in_the_delivery_of_a_job],
)
def test_a_fault_is_told_once_and_the_next_drag_is_saved(
    qtbot: QtBot,
    tmp_path: Path,
    catching: fault.Faults,
    log: FaultLog,
    plant: Callable[[Room, pytest.MonkeyPatch], None],
) -> None:
    request = scans_alone(tmp_path / "readings.csv")
    hands = Hands(qtbot, tmp_path / "trials", request)
    hands.alone()
    # The program goes on catching what comes later.
    with pytest.MonkeyPatch.context() as planted:
        plant(hands.room, planted)
        qtbot.waitUntil(lambda: bool(shown()))
    (dialog,) = shown()
    for told in (dialog.text(), log.path.read_text(encoding="utf-8")):
        assert "RuntimeError" in told
        assert "raise RuntimeError(" in told
        assert not [mark for mark in MARKS if mark in told]
    dialog.shut.click()
    with qtbot.waitActive(hands.room):
        hands.room.activateWindow()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    kept = present(hands.room.reading.session)
    assert is_saved(hands.room.reading.session)
    # The window is not closed in good order: the next start has the trial alone.
    hands.close()
    again = Hands(qtbot, tmp_path / "trials", request)
    back = present(again.room.reading.session)
    assert back.calipers == kept.calipers != ()
    assert [row.lesion for row in back.rows] == ["T1"]
    assert again.room.notice.text() == ""
    again.close()
    assert shown() == []
    assert log.path.read_text(encoding="utf-8").count("raise RuntimeError(") == 1


class Faulty(QWidget):
    """Fails whenever it is painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent | None) -> None:
        self.painted += 1
        fail()


@pytest.mark.qt_no_exception_capture
def test_a_fault_that_comes_back_with_every_painting_opens_one_window(
    qtbot: QtBot, catching: fault.Faults, log: FaultLog
) -> None:
    faulty = Faulty()
    qtbot.addWidget(faulty)
    with qtbot.waitExposed(faulty):
        faulty.show()
    for _ in range(100):
        faulty.repaint()
    qtbot.waitUntil(lambda: bool(shown()))
    assert faulty.painted >= 100
    (dialog,) = shown()
    assert dialog.text().count("RuntimeError(") == 1
    assert log.path.read_text(encoding="utf-8").count("RuntimeError(") == 1
    # Closed, it stays closed, though the fault goes on.
    dialog.shut.click()
    faulty.repaint()
    QApplication.processEvents()
    assert shown() == []


@pytest.mark.qt_no_exception_capture
def test_another_fault_joins_the_window_that_is_open(qtbot: QtBot, catching: fault.Faults) -> None:
    def divide() -> float:
        return 1 / len("")

    QTimer.singleShot(0, fail)
    QTimer.singleShot(0, divide)
    qtbot.waitUntil(lambda: bool(shown()) and "ZeroDivisionError" in shown()[0].text())
    (dialog,) = shown()
    assert "RuntimeError" in dialog.text()


@pytest.mark.parametrize(
    ("times_s", "told"),
    [
        ((0.0,), [True]),
        ((0.0, 0.01, 0.02), [True, False, False]),
        # One that goes on for long is still the same.
        ((0.0, 0.9 * QUIET_S, 1.8 * QUIET_S), [True, False, False]),
        ((0.0, QUIET_S), [True, True]),
    ],
)
def test_a_fault_is_news_again_after_a_quiet_while(
    times_s: tuple[float, ...], told: list[bool]
) -> None:
    recurrence = Recurrence()
    assert [recurrence.is_news("the same", now_s) for now_s in times_s] == told


# --- what is told ---------------------------------------------------------------------------------


def report_of(act: Callable[[], object]) -> str:
    try:
        act()
    except Exception as error:  # noqa: BLE001 whatever it is, it is told
        return fault_report(error, {"recist": "1.2", "Qt": "6.11"})
    raise AssertionError("nothing was raised")


def test_a_report_names_versions_places_and_code_and_no_values() -> None:
    report = report_of(fail)
    assert report.startswith("recist 1.2, Qt 6.11\n")
    assert f"{__name__}, line " in report
    assert "in fail\n    raise RuntimeError(" in report
    assert report.endswith("\nRuntimeError")
    assert not [mark for mark in MARKS if mark in report]


def test_a_report_names_no_file_and_no_folder(tmp_path: Path) -> None:
    home = tmp_path / "Doe Jane"
    home.mkdir()
    script = home / "DOE_JANE.py"
    script.write_text("def act():\n    open(path)\n", encoding="utf-8")
    names: dict[str, object] = {"__name__": "a.module", "path": f"{FOLDER}/scan.dcm"}
    exec(compile(script.read_text(encoding="utf-8"), str(script), "exec"), names)  # noqa: S102
    act = names["act"]
    assert callable(act)
    report = report_of(act)
    linecache.clearcache()
    assert "a.module, line 2, in act\n    open(path)" in report
    assert report.endswith("\nFileNotFoundError")
    assert not [mark for mark in (*MARKS, "scan.dcm", str(tmp_path)) if mark in report]


def test_what_led_to_a_fault_is_told_before_it() -> None:
    def wrap() -> None:
        try:
            fail()
        except RuntimeError as error:
            raise ValueError(PATIENT) from error

    report = report_of(wrap)
    assert report.index("RuntimeError\n\nwhich led to\n\n") < report.index("ValueError")
    assert not [mark for mark in MARKS if mark in report]


def test_a_fault_without_end_is_told_in_short() -> None:
    def dig() -> None:
        dig()

    report = report_of(dig)
    assert " more …\n" in report
    assert len(report.splitlines()) < 200


# --- the file -------------------------------------------------------------------------------------


def test_the_file_is_of_bounded_size(log: FaultLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fault_log, "MOST_BYTES", 1000)
    for n in range(40):
        assert log.write(f"{n}: {'x' * 200}")
    files = sorted(log.path.parent.iterdir())
    assert [one.name for one in files] == [
        "faults.log", "faults.log.1", "faults.log.2", "faults.log.3",
    ]  # fmt: skip
    assert max(one.stat().st_size for one in files) <= 1000
    assert "39: " in log.path.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_makes_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert not FaultLog(tmp_path / "taken").write("a report")
    assert not FaultLog(Path("/dev/full")).write("a report")


# --- the window -----------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot) -> FaultDialog:
    made = FaultDialog("a report\nof two lines")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_report_is_copied_by_keyboard(qtbot: QtBot, dialog: FaultDialog) -> None:
    reached = []
    for _ in range(4):
        reached.append(dialog.focusWidget())
        key(qtbot, dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert set(reached) == {dialog._report, dialog.copy, dialog.save, dialog.shut}
    dialog.copy.setFocus()
    key(qtbot, dialog.copy, Qt.Key.Key_Space)
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text() == "a report\nof two lines"
    assert dialog._said.text() == "Copied"


def test_a_report_is_selected_by_keyboard(qtbot: QtBot, dialog: FaultDialog) -> None:
    dialog._report.setFocus()
    qtbot.keyClick(dialog._report, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    assert dialog._report.textCursor().hasSelection()


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_key_closes_the_window(qtbot: QtBot, dialog: FaultDialog, pressed: Qt.Key) -> None:
    key(qtbot, dialog, pressed)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fault.txt", "Saved to fault.txt"),
        (
            "none/fault.txt",
            "Not saved: fault.txt: No such file or directory; save it elsewhere, or copy it",
        ),
        ("", ""),
    ],
)
def test_a_report_is_saved_where_it_is_wanted(
    dialog: FaultDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    chosen = str(tmp_path / name) if name else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    dialog.save.click()
    assert dialog._said.text() == said
    if said.startswith("Saved"):
        assert Path(chosen).read_text(encoding="utf-8") == "a report\nof two lines\n"


@pytest.mark.qt_no_exception_capture
def test_a_fault_beneath_a_question_can_be_closed(qtbot: QtBot, catching: fault.Faults) -> None:
    question = AskText("Why?", "A reason")
    qtbot.addWidget(question)
    seen: list[bool] = []

    def look() -> None:
        (told,) = shown()
        seen.append(QApplication.activeModalWidget() is told)
        told.shut.click()
        question.reject()

    QTimer.singleShot(0, fail)
    QTimer.singleShot(50, look)
    question.exec()
    assert seen == [True]
