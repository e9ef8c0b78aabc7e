"""The room as a whole: layouts, panels, words with reasons, and mistakes of the user."""

import subprocess
import sys
from pathlib import Path
from re import match

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

import gui.app
from gui.app import main, parser, request_of, trial_folder
from gui.state.layout import Layout
from gui.state.opening import Request
from gui.state.session import present
from gui.widgets.runner import Runner
from recist.model.errors import InputError
from recist.model.reading import NotEvaluable
from recist.trial.errors import UnusableError
from tests.gui.rooms import PATIENCE_MS, SAMPLE, SUBJECT, Hands


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    return Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))


def texts(menu: QMenu | None) -> list[str]:
    assert menu is not None
    return [action.text() for action in menu.actions() if action.text()]


def test_the_sample_opens_with_its_readings_at_the_last_visit(hands: Hands) -> None:
    session = hands.room.reading.session
    assert (session.subject, session.visit) == (SUBJECT, "week 24")
    assert hands.cell("Overall", "week 24") == "PD"
    # The table was brought into the trial just now.
    assert match(r"Saved \d\d:\d\d:\d\d$", hands.room.bottom.saved_text())
    assert len(hands.room.area.viewer.tiles) == 2


def test_the_baseline_has_the_whole_space_and_the_layout_comes_back(hands: Hands) -> None:
    hands.room.go_to(SUBJECT, "baseline")
    hands.wait()
    assert len(hands.room.area.viewer.tiles) == 1
    hands.room.next_visit()
    hands.wait()
    assert len(hands.room.area.viewer.tiles) == 2


def test_the_nadir_is_chosen_by_itself(hands: Hands) -> None:
    hands.room.show_layout(Layout.BASELINE_NADIR_CURRENT)
    hands.wait()
    captions = [tile.caption.visit for tile in hands.room.area.viewer.tiles]
    assert captions == [f"{SUBJECT} · {visit}" for visit in ("Baseline", "Week 16", "Week 24")]


def test_a_click_in_the_table_brings_every_tile_to_the_lesion(hands: Hands) -> None:
    hands.room.right.table.lesion_chosen.emit("T3", "week 24")
    shown = [
        tile.volume.series.slices[tile.view.plane.k].image
        for tile in hands.room.area.viewer.tiles
        if tile.volume is not None and tile.view is not None
    ]
    rows = present(hands.room.reading.session).rows
    known = {
        row.visit: row.image
        for row in rows
        if (row.subject, row.reader, row.lesion) == (SUBJECT, "A", "T3")
    }
    assert shown == [known["baseline"], known["week 24"]]


def test_n_goes_from_lesion_to_lesion_and_round(hands: Hands) -> None:
    seen = []
    for _ in range(6):
        hands.press_key(Qt.Key.Key_N)
        seen.append(hands.room.reading.selected)
    assert seen == ["T1", "T2", "T3", "NT1", "NT2", "T1"]


def test_not_evaluable_needs_its_reason(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[str | None] = [None, "artefact"]
    monkeypatch.setattr(hands.room.questions, "reason", lambda *_: answers.pop(0))
    hands.room.reading.select("T1")
    before = hands.cell("T1", "week 24")
    hands.press_key(Qt.Key.Key_E)
    assert hands.cell("T1", "week 24") == before
    hands.press_key(Qt.Key.Key_E)
    assert hands.cell("T1", "week 24") == "not evaluable"
    (row,) = (
        row
        for row in present(hands.room.reading.session).rows
        if (row.subject, row.reader, row.visit, row.lesion) == (SUBJECT, "A", "week 24", "T1")
    )
    assert (row.state, row.reason) == (NotEvaluable("artefact"), "artefact")
    assert hands.room.bottom.saved_text().startswith("Saved ")


@pytest.mark.parametrize(("agreed", "lesions"), [(False, 3), (True, 2)])
def test_another_role_shows_its_consequences_first(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, agreed: bool, lesions: int
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def agree(title: str, lines: tuple[str, ...], act: str) -> bool:
        asked.append((title, lines))
        return agreed

    monkeypatch.setattr(hands.room.questions, "agree", agree)
    hands.room.reading.select("T2")
    hands.press_key(Qt.Key.Key_G)
    assert [title for title, _ in asked] == ["Make T2 non-target?"]
    assert "baseline: sum 86.7 mm → 59.4 mm" in asked[0][1]
    targets = [name for name in hands.room.right.table.lesion_rows() if name.startswith("T")]
    assert len(targets) == lesions


def test_the_menu_of_a_lesion_offers_the_words_of_its_role(hands: Hands) -> None:
    offered = texts(hands.room.actions_.menu_of("NT1", "week 24"))
    assert "Progression at week 24" in offered
    assert "Too small at week 24" not in offered
    assert "Delete NT1 over all visits…" in offered
    assert "Split NT1 at week 24…" in offered
    assert "Character" in offered
    assert "Split NT1 at baseline…" not in texts(hands.room.actions_.menu_of("NT1", "baseline"))
    assert "Rename week 24…" in texts(hands.room.actions_.menu_of("", "week 24"))


def test_the_window_goes_with_the_lesion(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_4)
    hands.room.reading.select("T2")
    hands.press_key(Qt.Key.Key_5)
    hands.room.reading.select("T1")
    view = hands.room.area.viewer.tiles[hands.room.area.viewer.active].view
    assert view is not None
    assert (view.window.width, view.window.level) == (150, 90)


def test_why_gives_rules_with_their_clauses(hands: Hands) -> None:
    hands.room.paper.show_why()
    assert hands.room.paper.reasons.isVisible()
    rules = hands.room.paper.why()[0].parts
    assert all(rule.citation for rule in rules)
    hands.room.paper.reasons.hide()


def test_a_small_screen_gives_up_the_chart_and_never_the_table(hands: Hands) -> None:
    hands.room.resize(1280, 780)
    hands.qtbot.waitUntil(lambda: hands.room.height() == 780)
    assert hands.room.width() == 1280
    assert hands.room.right.table.isVisible()
    assert not hands.room.right.chart.isVisible()


def test_a_table_that_cannot_be_read_is_told_in_one_line(hands: Hands, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("subject,visit\n1,baseline\n", encoding="utf-8")
    hands.room.opener.open(Request(paths=(), table=bad))
    hands.wait()
    assert "bad.csv" in hands.room.notice.text()
    assert "\n" not in hands.room.notice.text()
    assert hands.room.reading.session.subject == SUBJECT


def test_a_table_alone_can_be_read_without_scans(hands: Hands) -> None:
    hands.room.opener.open(Request(paths=(), table=SAMPLE / "readings.csv"))
    hands.wait()
    assert hands.cell("Overall", "week 24") == "PD"
    messages = [tile.message for tile in hands.room.area.viewer.tiles]
    assert messages == ["No scan of baseline is open", "No scan of week 24 is open"]


def test_a_path_that_is_not_there_is_told_before_any_window(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([str(tmp_path / "none")]) == 2
    assert "no such file or folder" in capsys.readouterr().err


@pytest.mark.parametrize("typed", [[""], ["--table", ""], ["--screenshot="]])
def test_an_empty_path_is_not_the_working_folder(
    capsys: pytest.CaptureFixture[str], typed: list[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(typed)
    assert left.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.endswith(": is empty; name a file or folder, . for this one")


def test_without_a_path_nothing_is_asked_for() -> None:
    assert request_of(parser().parse_args([])) is None


def test_unnamed_trials_lie_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert trial_folder() == tmp_path / "recist" / "trials"


def test_a_folder_of_the_user_is_not_beside_whatever_is_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    noted: list[Path] = []
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setattr(gui.app, "FaultLog", noted.append)
    monkeypatch.setattr("gui.widgets.fault.install", lambda _: sys.exit(3))
    with pytest.raises(SystemExit):
        main([])
    assert noted == [tmp_path / ".local" / "state" / "recist"]


def test_the_program_writes_a_picture_and_leaves(tmp_path: Path) -> None:
    if not (SAMPLE / "readings.csv").is_file():
        pytest.skip("the sample scans have not been made")
    target = tmp_path / "room.png"
    done = subprocess.run(
        [sys.executable, "-m", "gui.app", str(SAMPLE), "--screenshot", str(target)],
        cwd=SAMPLE.parent,
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_DATA_HOME": str(tmp_path),
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert target.stat().st_size > 10_000


def test_a_job_that_fails_by_the_users_mistake_is_told_and_a_stale_one_is_not(
    qtbot: QtBot,
) -> None:
    told: list[str] = []
    used: list[str] = []
    runner = Runner()
    runner.refused.connect(told.append)

    def fail(progress: object) -> None:
        raise InputError("scan.dcm is cut short")

    runner.start("tile", "Opening", lambda _: "old", used.append)
    runner.start("tile", "Opening", lambda _: "new", used.append)
    runner.start("other", "Opening", fail, used.append)
    qtbot.waitUntil(lambda: not runner.is_busy(), timeout=PATIENCE_MS)
    runner.stop()
    assert used == ["new"]
    assert told == ["scan.dcm is cut short"]


def test_undo_goes_where_it_changes_something(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_A)
    hands.room.go_to("S-LUNG-CT", "week 8")
    hands.wait()
    hands.room.reading.undo()
    session = hands.room.reading.session
    assert (session.subject, session.visit) == (SUBJECT, "week 24")
    assert hands.cell("T1", "week 24") != "absent"


def test_a_change_that_cannot_be_kept_is_told_and_stays_on_the_screen(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise UnusableError("trial.recist: the disk is full")

    monkeypatch.setattr(hands.room.reading.keeper, "keep", full)
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_A)
    assert hands.cell("T1", "week 24") == "absent"
    assert hands.room.notice.text() == "Not saved: trial.recist: the disk is full"
    assert hands.room.bottom.saved_text() == "Not saved"
    monkeypatch.undo()
    hands.room.notice._act.click()
    assert hands.room.notice.text() == ""
    assert hands.room.bottom.saved_text().startswith("Saved ")


def test_a_real_scan_opens_from_its_zip(qtbot: QtBot, tmp_path: Path, shared_data: Path) -> None:
    request = Request(paths=(shared_data / "ct_liver_mets_crlm1004.zip",))
    hands = Hands(qtbot, tmp_path / "trials", request)
    (tile,) = hands.room.area.viewer.tiles
    assert tile.volume is not None
    assert tile.volume.stored_kji.shape == (41, 512, 512)
    assert hands.room.left.cards.has_thumbnail(next(iter(hands.room.left.cards._cards)))
