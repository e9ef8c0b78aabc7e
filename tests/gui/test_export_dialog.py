"""The window of an export: choose, begin, cancel, and what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QUrl
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.state.export_order import Format, Order, Written
from gui.state.exporting import FORMATS, Offer
from gui.state.jobs import Progress
from gui.widgets.folders import show_folder
from gui.widgets.trial.export_dialog import ExportDialog, Job
from recist import app
from recist.model.errors import InputError
from recist.trial.record import ReadChoice
from tests.gui.mouse import key
from tests.gui.trial.held import Held

PATIENCE_MS = 20_000
NO_ACCEPTED = "There is no one accepted read of 01."
OFFER = Offer(subjects=2, reads=3, not_accepted=NO_ACCEPTED)
SOUND = Written(files=(Path("a"), Path("b")), subjects=2)


class Asked:
    """A window, what was ordered at it, and the folders that were shown."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        *,
        written: Written | InputError = SOUND,
        offer: Offer = OFFER,
        held: Held | None = None,
        refused: str = "",
        shows: bool = True,
    ) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.orders, self.shown, self.done = list[Order](), list[Path](), list[Order]()
        self.picked = ""
        self._written, self._held, self._refused, self._shows = written, held, refused, shows
        order = Order(formats=(Format.CSV,), folder=folder)
        self.dialog = ExportDialog(
            offer, order, self._begin, pick=self._pick, show_it=self._show_it
        )
        self.dialog.exported.connect(self.done.append)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def _begin(self, order: Order) -> Job:
        if self._refused:
            raise InputError(self._refused)
        self.orders.append(order)

        def work(progress: Progress) -> Written:
            if self._held is not None:
                self._held(1, 2)
            progress(1, 2)
            if isinstance(self._written, InputError):
                raise self._written
            return self._written

        return work

    def _pick(self, window: QWidget, start: str) -> str:
        return self.picked

    def _show_it(self, folder: Path) -> bool:
        self.shown.append(folder)
        return self._shows

    def export(self) -> None:
        self.dialog.act.click()
        self.qtbot.waitUntil(lambda: not self.dialog.is_at_work(), timeout=PATIENCE_MS)


def test_every_format_that_can_be_exported_is_offered_and_says_what_it_is_for() -> None:
    assert {one.value for one in Format} == set(app.EXPORTERS)
    assert set(FORMATS) == set(Format)
    assert all(name and about for name, about in FORMATS.values())


def test_what_is_ticked_is_what_is_ordered(qtbot: QtBot, tmp_path: Path) -> None:
    made = Asked(qtbot, tmp_path / "out")
    assert made.dialog.focusWidget() is made.dialog.formats[Format.CSV]
    assert made.dialog.subjects.text() == "2 subjects with 3 reads: all that you may see"
    made.dialog.formats[Format.SR].click()
    made.dialog.formats[Format.XLSX].click()
    made.export()
    wanted = Order(
        formats=(Format.XLSX, Format.CSV, Format.SR),
        choice=ReadChoice.ALL,
        folder=tmp_path / "out",
    )
    assert made.orders == [wanted]
    assert made.done == [wanted]


def test_enter_in_the_folder_begins(qtbot: QtBot, tmp_path: Path) -> None:
    made = Asked(qtbot, tmp_path)
    made.dialog.folder.line.setText(f"{tmp_path}/other")
    key(qtbot, made.dialog.folder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(made.dialog.result_.isVisible, timeout=PATIENCE_MS)
    assert made.orders[0].folder == tmp_path / "other"


def test_what_stands_in_the_way_is_said_before_it_begins(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = Asked(qtbot, tmp_path).dialog
    assert (dialog.stands.isVisible(), dialog.act.isEnabled()) == (False, True)
    dialog.reads[ReadChoice.ACCEPTED].click()
    assert (dialog.stands.text(), dialog.act.isEnabled()) == (NO_ACCEPTED, False)
    dialog.formats[Format.CSV].click()
    assert dialog.stands.text() == "Choose at least one format."
    dialog.formats[Format.PDF].click()
    dialog.reads[ReadChoice.ALL].click()
    dialog.folder.line.clear()
    assert dialog.stands.text() == "Say which folder the files go into."
    dialog.folder.line.setText("~nobody/\ud800")
    assert not dialog.act.isEnabled()
    dialog.folder.line.setText("~/x")
    assert (dialog.order().folder, dialog.act.isEnabled()) == (Path.home() / "x", True)


def test_accepted_reads_are_ordered_where_there_are_some(qtbot: QtBot, tmp_path: Path) -> None:
    made = Asked(qtbot, tmp_path, offer=Offer(subjects=1, reads=1))
    made.dialog.reads[ReadChoice.ACCEPTED].click()
    made.export()
    assert made.dialog.subjects.text() == "1 subject with 1 read: all that you may see"
    assert made.orders[0].choice is ReadChoice.ACCEPTED


def test_a_folder_with_other_files_gets_a_folder_in_it(qtbot: QtBot, tmp_path: Path) -> None:
    made = Asked(qtbot, tmp_path / "trial-export")
    (tmp_path / "before").mkdir()
    for name in ("before/export.json", "other.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "empty").mkdir()
    for picked, written in [
        (tmp_path, tmp_path / "trial-export"),
        (tmp_path / "before", tmp_path / "before"),
        (tmp_path / "empty", tmp_path / "empty"),
    ]:
        made.picked = str(picked)
        made.dialog.folder.choose()
        assert made.dialog.folder.text() == str(written)
    made.picked = ""
    made.dialog.folder.choose()
    assert made.dialog.folder.text() == str(tmp_path / "empty")


def test_a_sound_export_is_told_and_its_folder_opened(qtbot: QtBot, tmp_path: Path) -> None:
    made = Asked(qtbot, tmp_path)
    made.export()
    result = made.dialog.result_
    assert result.done.text() == "2 files of 2 subjects"
    assert result.folder.text() == str(tmp_path)
    assert result.sound.text() == ("✓ Read back: every value, sum and response is as in the trial.")
    unseen = (result.untold, result.differences, result.notes, result.missing, result.said)
    assert [one.isVisible() for one in unseen] == [False] * len(unseen)
    assert made.dialog.focusWidget() is result.open
    key(qtbot, result.open, Qt.Key.Key_Space)
    assert made.shown == [tmp_path]
    assert not result.said.isVisible()


def test_a_folder_is_opened_by_its_whole_name(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []

    def take(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    folder = Path("/data/50 % of #1?/é")
    assert show_folder(folder)
    (url,) = opened
    assert (url.scheme(), url.toLocalFile()) == ("file", str(folder))


def test_a_long_path_makes_the_window_no_wider(qtbot: QtBot, tmp_path: Path) -> None:
    made = Asked(qtbot, tmp_path.joinpath(*["a-folder-of-a-long-name"] * 12))
    before = made.dialog.width()
    made.export()
    folder = made.dialog.result_.folder
    assert made.dialog.width() == before
    assert folder.toolTip() == folder.text() == str(made.folder)


def test_the_path_can_be_copied_where_no_program_shows_folders(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = Asked(qtbot, tmp_path, shows=False)
    made.export()
    result = made.dialog.result_
    result.open.click()
    assert result.said.text() == "No program here shows folders; copy the path instead."
    result.copy.click()
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text() == str(tmp_path)
    assert result.said.text() == "The path is on the clipboard."


def test_differences_are_told_in_red_and_notes_beside(qtbot: QtBot, tmp_path: Path) -> None:
    written = Written(
        files=(tmp_path / "a",),
        subjects=1,
        notes=("tr.xpt: é → e",),
        differences=("tr.xpt: 34.0 mm for 34.1 mm", "rs.xpt: SD for PR"),
        missing=("1.dcm: is not there",),
        untold="the trial does not know of it: read-only",
    )
    made = Asked(qtbot, tmp_path, written=written)
    made.export()
    result = made.dialog.result_
    assert result.done.text() == "1 file of 1 subject"
    assert not result.sound.isVisible()
    assert result.differences.toPlainText().splitlines() == list(written.differences)
    assert "color" in result.differences.styleSheet()
    assert result.notes.toPlainText() == "tr.xpt: é → e"
    assert result.missing.toPlainText() == "1.dcm: is not there"
    assert result.untold.text() == (
        "The files are written, but the trial does not know of it: read-only"
    )
    assert all(one.isVisible() for one in (result.differences, result.notes, result.untold))


def test_an_export_that_is_cancelled_says_so_and_can_begin_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    held = Held()
    made = Asked(qtbot, tmp_path, held=held)
    made.dialog.act.click()
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE_MS)
    dialog = made.dialog
    still = (dialog.act, dialog.close_button, dialog.folder, *dialog.formats.values())
    assert not any(one.isEnabled() for one in still)
    assert dialog.work_bar.isVisible()
    assert not dialog.isModal()
    dialog.work_bar.cancel.click()
    held.go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_at_work(), timeout=PATIENCE_MS)
    assert dialog.error.text() == "Cancelled; the folder is as it was"
    assert not dialog.result_.isVisible()
    assert all(one.isEnabled() for one in still)
    assert made.done == []
    made.export()
    assert dialog.error.text() == ""
    assert dialog.result_.isVisible()


@pytest.mark.parametrize("at_once", [True, False])
def test_what_is_refused_is_told_in_a_line(qtbot: QtBot, tmp_path: Path, at_once: bool) -> None:
    said = "/x cannot be written: No space left on device"
    made = Asked(
        qtbot,
        tmp_path,
        refused=said if at_once else "",
        written=SOUND if at_once else InputError(said),
    )
    made.export()
    assert made.dialog.error.text() == said
    assert (made.dialog.result_.isVisible(), made.done) == (False, [])
    assert made.dialog.act.isEnabled()
