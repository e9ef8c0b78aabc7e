"""What the room never does without asking, and what it says when something is not as meant."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.state.bonds import bond_text
from gui.state.commands import RedateVisit
from gui.state.document import own_rows
from gui.state.measuring import lesion_for, measure, replaced_word
from gui.state.opening import Request
from gui.state.session import Session, do, new_session, present, taken_over
from gui.state.tile import series_of
from gui.state.tools.commands import Commit, Refuse
from gui.widgets.dialogs import AskText
from recist.measure.caliper import Caliper, Plane, draw_line
from recist.model.dates import ScanDate
from recist.model.reading import Absent, NotDone, NotEvaluable, State, TooSmall
from recist.model.row import Row
from tests.gui.reads import PICTURE, PROTOCOL, READER, SUBJECT, measured, row
from tests.gui.rooms import SAMPLE, Hands
from tests.gui.rooms import SUBJECT as PATIENT
from tests.gui.test_worklist import found, scan

Answers = list[tuple[str, tuple[str, ...]]]


def session_of(*rows: Row) -> Session:
    return new_session(PROTOCOL, found(scan("a"), scan("b"), scan("c")), rows, (), READER)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    if not (SAMPLE / "readings.csv").is_file():
        pytest.skip("the sample scans have not been made")
    return Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))


@pytest.fixture
def asked(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Answers]:
    """Answer every question of consequences the same way and note what was asked."""

    def answering(agreed: bool) -> Answers:
        seen: Answers = []

        def agree(title: str, lines: tuple[str, ...], act: str) -> bool:
            seen.append((title, lines))
            return agreed

        monkeypatch.setattr(hands.room.questions, "agree", agree)
        return seen

    return answering


def commit(hands: Hands, caliper: Caliper) -> None:
    """Let the tool of the active tile ask for a new measurement."""
    tile = hands.room.area.viewer.active
    hands.room.reading.answer(Commit(tile=tile, caliper=caliper, lesion_id=None))


def line(hands: Hands, length_mm: float) -> Caliper:
    """Return a caliper in the middle of the slice that the active tile shows."""
    viewer = hands.room.area.viewer
    view = viewer.tiles[viewer.active].view
    series = series_of(viewer.tiles[viewer.active])
    assert view is not None
    assert series is not None
    x, y, z = view.plane.origin_lps_mm
    start = (x + 20.0, y + 20.0, z)
    plane = Plane(
        normal_lps=view.plane.normal_lps,
        frame_of_reference=series.frame_of_reference,
        image=series.slices[view.plane.k].image,
    )
    return draw_line(start, (start[0] + length_mm, start[1], z), plane)


# --- 1: the reader's date of a visit -------------------------------------------------------------


def test_a_redated_visit_keeps_its_date_after_a_restart() -> None:
    given = ScanDate.parse("2024-03-12")
    first = session_of(*PICTURE)
    image = scan("b").slices[3].image
    rows = tuple(replace(one, image=image) if one.visit == "week 8" else one for one in PICTURE)
    first = do(session_of(*rows), RedateVisit(subject=SUBJECT, visit="week 8", date=given))
    again = session_of(*present(first).rows)
    dates = {one.label: one.date for one in present(again).visits}
    assert dates["week 8"] == given
    # A table that is taken over brings its date along as well.
    back = taken_over(session_of(*rows), present(first).rows, ())
    assert {one.label: one.date for one in present(back).visits}["week 8"] == given


def test_a_redated_visit_that_was_read_in_words_alone_keeps_its_study() -> None:
    words = row("week 8", "T1", Absent())
    moved = replace(words, date=ScanDate.parse("2024-03-12"))
    far = replace(words, date=ScanDate.parse("2024-09-12"))
    assert [len(one.studies) for one in present(session_of(PICTURE[0], moved)).visits] == [1] * 3
    labels = [one.label for one in present(session_of(PICTURE[0], far)).visits]
    assert labels == ["baseline", "week 8 (2)", "week 16"]


def test_a_new_row_at_a_redated_visit_takes_its_date() -> None:
    given = ScanDate.parse("2024-03-12")
    first = do(session_of(*PICTURE[:2]), RedateVisit(subject=SUBJECT, visit="week 8", date=given))
    caliper = draw_line((0.0, 0.0, 120.0), (30.0, 0.0, 120.0), Plane(normal_lps=(0.0, 0.0, 1.0)))
    drawn = do(first, measure(first, "week 8", scan("b"), caliper, "T1"))
    assert [one.date for one in present(drawn).rows if one.visit == "week 8"] == [given]


def test_the_table_holds_one_date_for_a_visit_that_was_redated_before_a_restart(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    given, table = ScanDate.parse("2024-07-01"), tmp_path / "readings.csv"
    hands.room.reading.do(RedateVisit(subject=PATIENT, visit="week 24", date=given))
    hands.room.reading.keeper.write_table(present(hands.room.reading.session), table)
    hands.close()
    again = Hands(qtbot, tmp_path / "later", Request(paths=(SAMPLE / PATIENT,), table=table))
    again.room.go_to(PATIENT, "week 24")
    again.wait()
    commit(again, line(again, 30.0))
    document = present(again.room.reading.session)
    dates = [one.date for one in own_rows(document, PATIENT) if one.visit == "week 24"]
    assert dates == [given] * 6
    again.close()


# --- 2: what the reader has said of a lesion -----------------------------------------------------


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (NotEvaluable("artefact"), "T3 is not evaluable at week 16: artefact"),
        (Absent(), "T3 is absent at week 16"),
        (TooSmall(), "T3 is too small at week 16"),
        (NotDone("not measured"), ""),
        (None, ""),
    ],
)
def test_a_word_of_the_reader_is_named_before_a_caliper_replaces_it(
    state: State | None, said: str
) -> None:
    rows = [*PICTURE, row("baseline", "T3", measured("20"))]
    if state is not None:
        rows.append(row("week 16", "T3", state))
    session = session_of(*rows)
    assert lesion_for(session, "week 16", None, "T3") == "T3"
    assert replaced_word(session, "week 16", "T3") == said


@pytest.mark.parametrize("agreed", [False, True])
def test_a_caliper_over_a_word_asks_and_no_means_nothing(
    hands: Hands, asked: Callable[[bool], Answers], agreed: bool
) -> None:
    seen = asked(agreed)
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_A)
    before = present(hands.room.reading.session)
    commit(hands, line(hands, 30.0))
    assert seen[0][1][0] == "T1 is absent at week 24"
    assert (present(hands.room.reading.session) != before) is agreed
    assert (hands.cell("T1", "week 24") == "30.0") is agreed


def test_escape_deselects_and_the_next_role_is_for_the_next_lesion(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_Escape)
    assert hands.room.reading.selected is None
    hands.press_key(Qt.Key.Key_G)
    commit(hands, line(hands, 30.0))
    assert hands.room.reading.selected == "NT3"


# --- 4: a target more when there are readings of later visits ------------------------------------


@pytest.mark.parametrize("agreed", [False, True])
def test_a_new_target_shows_what_it_does_to_later_visits(
    hands: Hands, asked: Callable[[bool], Answers], agreed: bool
) -> None:
    seen = asked(agreed)
    hands.room.go_to(PATIENT, "baseline")
    hands.wait()
    before = hands.rows()
    hands.press_key(Qt.Key.Key_Escape)
    commit(hands, line(hands, 30.0))
    ((title, lines),) = seen
    assert title == "Add T4 as a target at baseline?"
    assert "week 8: SD → NE" in lines or "week 8: PR → NE" in lines
    assert hands.rows() == before + agreed


# --- 5: links -------------------------------------------------------------------------------------


def test_visits_that_know_one_lesion_are_linked_from_the_start(hands: Hands) -> None:
    assert bond_text(hands.room.area.viewer, 0) != "not linked"


# --- 6: what is said ------------------------------------------------------------------------------


def test_the_next_edit_takes_a_refusal_away(hands: Hands) -> None:
    bottom = hands.room.bottom
    hands.room.reading.select("T1")
    hands.room.reading.answer(Refuse(message="Outside the image"))
    assert (bottom.said(), hands.room.area.viewer.notice) == ("Outside the image",) * 2
    hands.room.actions_.change_lesion(site="segment 2")
    assert (bottom.said(), hands.room.area.viewer.notice) == ("T1: site segment 2", "")


def test_a_wrong_entry_is_told_in_the_dialog_and_stays(qtbot: QtBot) -> None:
    dialog = AskText("Date", "…", before="2024-03-05", check=lambda text: "no date" * (text == "x"))
    qtbot.addWidget(dialog)
    dialog.show()
    line = dialog._line
    assert line is not None
    line.setText("x")
    dialog.accept()
    assert dialog.isVisible()
    assert (dialog.error(), dialog.text()) == ("no date", "x")
    line.setText("2024-03-06")
    assert dialog.error() == ""
    dialog.accept()
    assert not dialog.isVisible()


def test_a_date_that_is_none_is_asked_again_in_the_dialog(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[str] = []

    def text(title: str, text: str, before: str, check: Callable[[str], str]) -> None:
        errors.extend(
            check(one)
            for one in ("yesterday", "2024-03-05", "week 16", "month 2", "Week 16", "WEEK 8")
        )

    monkeypatch.setattr(hands.room.questions, "text", text)
    hands.room.actions_.redate_visit("week 8")
    assert errors[0] != ""
    assert errors[1] == ""
    errors.clear()
    hands.room.actions_.rename_visit("week 8")
    assert errors[2] == errors[4] == "There is a visit called week 16 already."
    assert errors[5] == ""
    assert errors[3] == ""


# --- 7: what is not there -------------------------------------------------------------------------


def test_an_empty_folder_is_named(hands: Hands, tmp_path: Path) -> None:
    empty = tmp_path / "nothing here"
    empty.mkdir()
    hands.room.opener.open(Request(paths=(empty,)))
    hands.wait()
    assert hands.room.notice.text() == "No scans in nothing here"


def test_a_table_of_other_subjects_is_told(hands: Hands, tmp_path: Path) -> None:
    table = tmp_path / "other.csv"
    text = (SAMPLE / "readings.csv").read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    own = [one.replace(PATIENT, "ZZZ-9") for one in lines if PATIENT in one]
    table.write_text("\n".join([header, *own]) + "\n", encoding="utf-8")
    hands.room.opener.open(Request(paths=(SAMPLE / PATIENT,), table=table))
    hands.wait()
    assert hands.room.notice.text() == (
        f"Table: subjects ZZZ-9 have no scans here; scans of {PATIENT} are unread"
    )


def test_a_broken_table_keeps_no_scan_from_opening(hands: Hands, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("subject,visit\n1,baseline\n", encoding="utf-8")
    hands.room.opener.open(Request(paths=(SAMPLE / PATIENT,), table=bad))
    hands.wait()
    assert hands.room.reading.session.subject == PATIENT
    assert hands.rows() == 0
    assert "bad.csv" in hands.room.notice.text()
    assert hands.room.reading.keeper.table is None


# --- 8: a target that is none by the protocol -----------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "rows", "comment"), [(None, 0, ""), ("no other", 1, "kept as target: no other")]
)
def test_a_target_below_the_measurable_size_needs_a_written_reason(
    hands: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reason: str | None,
    rows: int,
    comment: str,
) -> None:
    titles: list[str] = []

    def ask(title: str, *_: object) -> str | None:
        titles.append(title)
        return reason

    monkeypatch.setattr(hands.room.questions, "reason", ask)
    hands.room.opener.open(Request(paths=(SAMPLE / PATIENT,), table=tmp_path / "new.csv"))
    hands.wait()
    commit(hands, line(hands, 8.0))
    assert "too small for a target" in titles[0]
    kept = present(hands.room.reading.session).rows
    assert len(kept) == rows
    assert [one.comment for one in kept] == [comment][:rows]
    if rows:
        commit(hands, line(hands, 30.0))
        assert len(titles) == 1


def test_a_small_lesion_made_a_target_needs_a_written_reason(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: Callable[[bool], Answers]
) -> None:
    asked(True)
    hands.room.opener.open(Request(paths=(SAMPLE / PATIENT,), table=tmp_path / "new.csv"))
    hands.wait()
    hands.press_key(Qt.Key.Key_G)
    commit(hands, line(hands, 8.0))
    reasons: list[str | None] = [None, "no other"]
    monkeypatch.setattr(hands.room.questions, "reason", lambda *_: reasons.pop(0))
    hands.press_key(Qt.Key.Key_T)
    assert hands.room.reading.selected == "NT1"
    hands.press_key(Qt.Key.Key_T)
    assert hands.room.reading.selected == "T1"
    assert present(hands.room.reading.session).rows[0].comment == "kept as target: no other"


def test_undo_over_all_visits_stays_where_the_reader_is(
    hands: Hands, asked: Callable[[bool], Answers]
) -> None:
    asked(True)
    hands.room.actions_.delete_lesion("T1")
    hands.room.reading.undo()
    assert hands.room.reading.session.visit == "week 24"
    assert hands.cell("T1", "week 24") != ""
