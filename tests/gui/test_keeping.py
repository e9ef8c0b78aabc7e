"""The document of the reading room in its trial: kept as made, stale saves, saves that failed."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gui.state.commands import RedateVisit
from gui.state.desk import Desk
from gui.state.entering import Opened, as_it_is_now
from gui.state.rejoining import rejoin
from gui.state.session import do, present, undo
from recist.app import verify_trial
from recist.model.dates import ScanDate
from recist.model.reading import Absent
from recist.store import sqlite
from recist.trial.audit import Action
from recist.trial.errors import NotAllowedError, StaleError, UnusableError
from recist.trial.signing import Signing, sign
from recist.trial.visits import PlannedVisit
from tests.gui.keepers import drawn, new_desk, opened, sizes
from tests.gui.reads import SUBJECT, drawing, row


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def test_the_time_of_the_last_save_is_there_at_the_next_start(desk: Desk) -> None:
    keeper, session = opened(desk)
    assert keeper.said(saved=True) == "Saved"
    drawn(keeper, session, 30.0)
    # What is only noted in the chain is no save.
    keeper.note_opened(SUBJECT, "baseline")
    again, _ = opened(desk)
    for one in (keeper, again):
        assert re.fullmatch(r"Saved \d\d:\d\d:\d\d", one.said(saved=True))
    # The chain has the time at which the save began.
    assert keeper.kept_at is not None
    assert again.kept_at is not None
    assert timedelta() <= keeper.kept_at - again.kept_at < timedelta(minutes=1)
    tomorrow = replace(desk, now=lambda: datetime.now(UTC) + timedelta(days=1))
    later, _ = opened(tomorrow)
    assert later.said(saved=True) == f"Saved {again.kept_at:%Y-%m-%d %H:%M}"
    assert later.said(saved=False) == "Not saved"


def test_what_is_kept_is_there_for_the_next_start_and_the_chain_is_whole(desk: Desk) -> None:
    keeper, session = opened(desk)
    session = drawn(keeper, session, 30.0)
    session = drawn(keeper, session, 31.0, "T1")
    keeper.keep(present(undo(session)))
    _, again = opened(desk)
    assert sizes(present(again)) == {("T1", "baseline"): "30.0"}
    assert verify_trial(desk.path) == []


def test_two_windows_on_other_lesions_both_keep_their_work(desk: Desk) -> None:
    first, one = opened(desk)
    one = drawn(first, one, 30.0)
    second, other = opened(desk)
    other = do(other, drawing(20.0))
    second.keep(present(other))
    one = drawn(first, one, 33.0, "T1")
    _, both = opened(desk)
    assert sizes(present(both)) == {("T1", "baseline"): "33.0", ("T2", "baseline"): "20.0"}


def test_a_stale_save_is_refused_and_undo_brings_the_readers_own_back(desk: Desk) -> None:
    first, one = opened(desk)
    one = drawn(first, one, 30.0)
    second, other = opened(desk)
    drawn(second, other, 40.0, "T1")
    mine = do(one, drawing(35.0, lesion="T1"))
    mine = do(mine, drawing(22.0))
    with pytest.raises(StaleError):
        first.keep(present(mine))
    before = first.stand
    first.load()
    joined, told = rejoin(mine, before, first.stand)
    assert told == "T1 at baseline: somebody else's is shown; undo brings yours back"
    assert sizes(present(joined)) == {("T1", "baseline"): "40.0", ("T2", "baseline"): "22.0"}
    first.keep(present(joined))
    first.keep(present(undo(joined)))
    _, again = opened(desk)
    assert sizes(present(again)) == {("T1", "baseline"): "35.0", ("T2", "baseline"): "22.0"}
    assert verify_trial(desk.path) == []


def test_a_save_whose_end_was_not_told_is_not_done_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, session = opened(desk)
    after = do(session, drawing(30.0))
    really = Desk.do

    def cut_off(*given: object, **more: object) -> None:
        really(*given, **more)  # type: ignore[arg-type]
        raise UnusableError("the drive is gone")

    monkeypatch.setattr(Desk, "do", cut_off)
    with pytest.raises(UnusableError):
        keeper.keep(present(after))
    monkeypatch.undo()
    more = do(after, drawing(20.0))
    keeper.keep(present(more))
    with desk.trial.view() as view:
        made = [one.key.name for one in view.entries() if one.key.kind == "caliper"]
    assert made == ["T1", "T2"]


def test_what_is_signed_is_refused_and_nothing_of_it_kept(desk: Desk) -> None:
    keeper, session = opened(desk)
    session = drawn(keeper, session, 30.0)
    asked = Signing(subject=SUBJECT, visit="baseline")
    sign(desk.trial, desk.actor, "", asked, desk.now())
    keeper.look_again(SUBJECT)
    with pytest.raises(NotAllowedError, match="baseline is signed"):
        keeper.keep(present(do(session, drawing(31.0, lesion="T1"))))
    later = do(session, drawing(31.0, visit="week 8", lesion="T1"))
    keeper.keep(present(later))
    _, again = opened(desk)
    assert sizes(present(again)) == {("T1", "baseline"): "30.0", ("T1", "week 8"): "31.0"}


def opened_visits(desk: Desk) -> list[object]:
    with desk.trial.view() as view:
        return [one.new for one in view.entries() if one.action is Action.OPENED]


def test_a_visit_is_noted_as_opened_once_in_a_session(desk: Desk) -> None:
    keeper, _ = opened(desk)
    for visit in ("baseline", "week 8", "baseline"):
        keeper.note_opened(SUBJECT, visit)
    assert opened_visits(desk) == [{"visit": "baseline"}, {"visit": "week 8"}]


def test_what_a_busy_trial_was_not_told_is_told_after_the_next_save(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, session = opened(desk)
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(desk.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        keeper.note_opened(SUBJECT, "baseline")
    keeper.note_opened(SUBJECT, "baseline")
    assert opened_visits(desk) == []
    drawn(keeper, session, 30.0)
    keeper.note_opened(SUBJECT, "baseline")
    assert opened_visits(desk) == [{"visit": "baseline"}]


def test_a_read_without_change_writes_nothing(desk: Desk) -> None:
    keeper, session = opened(desk)
    session = drawn(keeper, session, 30.0)
    with desk.trial.view() as view:
        head = view.head()
    same = replace(present(session), rows=tuple(replace(one) for one in present(session).rows))
    keeper.keep(same)
    with desk.trial.view() as view:
        assert view.head() == head
    absent = replace(same, rows=(*same.rows, row("week 8", "T1", Absent())))
    keeper.keep(absent)
    with desk.trial.view() as view:
        assert view.head() != head


def cut_off_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next save be kept, and nobody told."""
    really = Desk.do

    def cut_off(*given: object, **more: object) -> None:
        monkeypatch.setattr(Desk, "do", really)
        really(*given, **more)  # type: ignore[arg-type]
        raise UnusableError("the drive is gone")

    monkeypatch.setattr(Desk, "do", cut_off)


def test_a_save_that_was_done_before_knows_nothing_of_what_others_kept_since(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, one = opened(desk)
    one = do(one, drawing(30.0))
    cut_off_once(monkeypatch)
    with pytest.raises(UnusableError):
        first.keep(present(one))
    second, other = opened(desk)
    second.keep(present(do(other, drawing(20.0))))
    first.keep(present(one))
    first.keep(present(do(one, drawing(33.0, lesion="T1"))))
    _, both = opened(desk)
    assert sizes(present(both)) == {("T1", "baseline"): "33.0", ("T2", "baseline"): "20.0"}


def test_a_save_that_nobody_knows_of_is_not_taken_for_one_that_was_not_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, session = opened(desk)
    after = do(session, drawing(30.0))
    cut_off_once(monkeypatch)
    with pytest.raises(UnusableError):
        keeper.keep(present(after))
    assert not keeper.is_sure
    keeper.keep(present(undo(after)))
    _, again = opened(desk)
    assert sizes(present(again)) == {}


def test_visits_that_both_changed_are_brought_together_by_label(desk: Desk) -> None:
    first, one = opened(desk)
    one = drawn(first, one, 30.0)
    second, other = opened(desk)
    more = PlannedVisit(subject=SUBJECT, label="week 99", date=ScanDate.parse("2025-12-01"))
    theirs = replace(present(other), visits=(*present(other).visits, more))
    second.keep(theirs)
    given = ScanDate.parse("2024-03-07")
    mine = do(one, RedateVisit(subject=SUBJECT, visit="week 8", date=given))
    before = first.stand
    first.load()
    joined, _ = rejoin(mine, before, first.stand)
    found = {visit.label: visit.date for visit in present(joined).visits}
    assert found["week 99"] == more.date
    assert found["week 8"] == given


def test_what_was_opened_a_while_ago_is_shown_as_it_is_now(desk: Desk) -> None:
    keeper, session = opened(desk)
    late = Opened(keeper=keeper, session=session, text="")
    other, now = opened(desk)
    drawn(other, now, 30.0)
    assert sizes(present(as_it_is_now(late).session)) == {("T1", "baseline"): "30.0"}


def test_a_table_is_written_where_the_trial_cannot_be_told(desk: Desk, tmp_path: Path) -> None:
    keeper, session = opened(desk)
    session = drawn(keeper, session, 30.0)
    desk.path.rename(tmp_path / "elsewhere.recist")
    told = keeper.write_table(present(session), tmp_path / "rescued.csv")
    assert "cannot be opened" in told
    assert "T1" in (tmp_path / "rescued.csv").read_text(encoding="utf-8")


def test_a_text_is_written_where_the_trial_cannot_be_told(desk: Desk, tmp_path: Path) -> None:
    keeper, _ = opened(desk)
    desk.path.rename(tmp_path / "gone.recist")
    assert "the trial does not know of it" in keeper.write_text("PR", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "PR\n"


def test_a_table_and_the_calipers_beside_it_carry_the_head_that_the_chain_tells_of(
    desk: Desk, tmp_path: Path
) -> None:
    keeper, session = opened(desk)
    session = drawn(keeper, session, 30.0)
    with desk.trial.view() as view:
        head = view.head()
    assert keeper.write_table(present(session), tmp_path / "table.csv") == ""
    document = json.loads((tmp_path / "table.calipers.json").read_text(encoding="utf-8"))
    with desk.trial.view() as view:
        told = [one.new for one in view.entries() if one.action is Action.EXPORTED]
    lines = (tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()
    assert {line.rpartition(",")[2] for line in lines} == {"audit_head", head}
    assert document["audit_head"] == head
    (export,) = told
    written = hashlib.sha256((tmp_path / "table.csv").read_bytes()).hexdigest()
    assert export == {
        "file": "table.csv",
        "what": "readings",
        "format": "csv",
        "sha256": written,
        "head": head,
    }
