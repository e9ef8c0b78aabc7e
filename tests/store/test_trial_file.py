"""One trial in one file: what is saved together, what is refused, what the chain keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from recist.store import migrating
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action, Key
from recist.trial.errors import StaleError, TrialError, UnusableError
from recist.trial.ports import Work
from recist.trial.verifying import verify
from tests.trial_files import ANNA, BEN, Clock, new_trial

T1 = Key(kind="row", subject="01", reader="anna", visit="week 8", name="T1")
T2 = Key(kind="row", subject="01", reader="anna", visit="week 8", name="T2")


def actions(trial: TrialFile) -> list[Action]:
    with trial.view() as view:
        return [entry.action for entry in view.entries()]


def value(trial: TrialFile, key: Key = T1) -> object:
    with trial.view() as view:
        record = view.get(key)
        return None if record is None else record.value


def put(work: Work, by: str, expect: int | None = None) -> None:
    work.put(T1, {"by": by}, expect=expect)


def test_a_change_is_kept_and_the_chain_says_who_made_it_and_when(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)
    trial.do(ANNA, lambda work: work.put(T1, {"state": "measured"}, expect=0, reason="drawn"))
    trial.do(BEN, lambda work: work.put(T1, {"state": "absent"}, expect=1))
    with trial.view() as view:
        first, second = view.entries()
    assert (first.user, first.role, first.action) == ("anna", "reader", Action.CREATED)
    assert (first.at, first.reason) == ("2026-03-02T08:00:01.000000+00:00", "drawn")
    assert (second.user, second.action) == ("ben", Action.CHANGED)
    assert (second.old, second.new) == ({"state": "measured"}, {"state": "absent"})
    assert second.previous == first.hash
    assert value(trial) == {"state": "absent"}


def test_all_of_a_transaction_is_done_or_nothing(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)

    def half(work: Work) -> None:
        work.put(T1, {"n": 1}, expect=0)
        work.put(T2, {"n": 1}, expect=7)

    with pytest.raises(StaleError):
        trial.do(ANNA, half)
    assert value(trial) is None
    assert actions(trial) == [Action.REFUSED]


# version that the save expects; what is there; whether it may be done; why
EXPECTED = [
    (0, 0, True, "nothing there, nothing expected"),
    (1, 1, True, "the version that was read"),
    (0, 1, False, "somebody was first"),
    (1, 2, False, "somebody changed it meanwhile"),
    (1, 0, False, "somebody took it away"),
]


@pytest.mark.parametrize(("expect", "there", "done", "why"), EXPECTED, ids=[e[3] for e in EXPECTED])
def test_a_stale_save_changes_nothing(
    tmp_path: Path, expect: int, there: int, done: bool, why: str
) -> None:
    trial = new_trial(tmp_path)
    for number in range(there):
        trial.do(BEN, partial(put, by=f"ben {number}"))
    before = value(trial)
    with nullcontext() if done else pytest.raises(StaleError, match="load it again"):
        trial.do(ANNA, partial(put, by="anna", expect=expect))
    assert value(trial) == ({"by": "anna"} if done else before)


def test_no_version_comes_twice(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)
    trial.do(ANNA, lambda work: work.put(T1, {"n": 1}, expect=0))
    trial.do(BEN, lambda work: work.remove(T1, expect=1))
    trial.do(BEN, lambda work: work.put(T1, {"n": 2}, expect=0))
    with pytest.raises(StaleError):
        trial.do(ANNA, lambda work: work.put(T1, {"n": 3}, expect=1))


def test_a_save_that_is_tried_again_is_done_once(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)

    def count(work: Work) -> str:
        record = work.get(T1)
        work.put(T1, {"n": 1 if record is None else record.value["n"] + 1}, expect=None)
        return "done"

    assert trial.do(ANNA, count, save="a1") == "done"
    assert trial.do(ANNA, count, save="a1") is None
    assert trial.do(ANNA, count, save="a2") == "done"
    assert value(trial) == {"n": 2}


def test_what_is_the_same_is_no_change(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)
    for _ in range(2):
        trial.do(ANNA, lambda work: work.put(T1, {"a": 1, "b": "ü"}, expect=None))
    assert actions(trial) == [Action.CREATED]


def test_a_clock_that_went_back_is_told_and_the_chain_keeps_its_order(tmp_path: Path) -> None:
    clock = Clock()
    trial = new_trial(tmp_path, clock)
    trial.do(ANNA, lambda work: work.put(T1, {"n": 1}, expect=None))
    clock.now -= timedelta(days=1)
    trial.do(ANNA, lambda work: work.put(T1, {"n": 2}, expect=None))
    with trial.view() as view:
        entries = list(view.entries())
        assert list(verify(view)) == []
    assert [entry.action for entry in entries] == [
        Action.CREATED,
        Action.CLOCK_WENT_BACK,
        Action.CHANGED,
    ]
    assert entries[1].new == {"clock": "2026-03-01T08:00:02.000000+00:00"}
    assert [entry.at for entry in entries] == [entries[0].at] * 3


def test_a_named_save_is_done_although_the_clock_went_back(tmp_path: Path) -> None:
    clock = Clock()
    trial = new_trial(tmp_path, clock)
    trial.do(ANNA, lambda work: work.put(T1, {"n": 1}, expect=None), save="a1")
    for _ in range(2):
        clock.now -= timedelta(days=1)
        trial.do(ANNA, lambda work: work.put(T1, {"n": 2}, expect=None), save="a2")
    assert value(trial) == {"n": 2}
    assert actions(trial) == [Action.CREATED, Action.CLOCK_WENT_BACK, Action.CHANGED]


def test_times_are_kept_in_utc_whatever_the_clock_says(tmp_path: Path) -> None:
    berlin = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))
    trial = TrialFile.create(tmp_path / "trial.recist", clock=lambda: berlin)
    trial.do(ANNA, lambda work: work.put(T1, {"n": 1}, expect=None))
    with trial.view() as view:
        (entry,) = view.entries()
    assert entry.at == "2026-03-02T07:00:00.000000+00:00"


FORBIDDEN = [
    "UPDATE audit SET user = 'ben'",
    "DELETE FROM audit",
    "REPLACE INTO audit SELECT * FROM audit",
    "DROP TABLE audit",
    "DROP TRIGGER audit_is_not_changed",
    "CREATE TRIGGER other AFTER INSERT ON audit BEGIN SELECT 1; END",
    "ALTER TABLE audit ADD COLUMN more TEXT",
    "ATTACH DATABASE ':memory:' AS other",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_program_itself_cannot_touch_the_chain(tmp_path: Path, statement: str) -> None:
    trial = new_trial(tmp_path)
    trial.do(ANNA, lambda work: work.put(T1, {"n": 1}, expect=None))

    def meddle(work: Work) -> None:
        work._connection.exec_driver_sql(statement)  # type: ignore[attr-defined]

    with pytest.raises(Exception, match=r"not authorized|not changed|not shortened|prohibited"):
        trial.do(ANNA, meddle)
    with trial.view() as view:
        assert list(verify(view)) == []


def _nothing(path: Path) -> None:
    pass


def _text(path: Path) -> None:
    path.write_text("subject,reader\n")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b)")


def _newer(path: Path) -> None:
    TrialFile.create(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _overwritten(path: Path) -> None:
    TrialFile.create(path)
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)


BAD = [
    (_nothing, "there is no such trial; is its name right? `recist trial new` makes one"),
    (_text, "is no trial of recist, or damaged; restore it from a backup"),
    (_other_database, "is a database, but no trial of recist"),
    (_newer, "was made by a newer version of recist; open it with that one"),
    (
        _overwritten,
        "is damaged, or its drive fails; try it elsewhere, else restore it from a backup",
    ),
]


@pytest.mark.parametrize(("make", "message"), BAD, ids=[one[0].__name__ for one in BAD])
def test_what_is_no_trial_is_told_in_one_line(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "trial.recist"
    make(path)
    with pytest.raises(UnusableError) as caught:
        TrialFile.open(path)
    assert str(caught.value) == f"{path}: {message}"


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    new_trial(tmp_path)
    with pytest.raises(TrialError, match="there is a file of this name"):
        new_trial(tmp_path)


def test_a_trial_that_cannot_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise sqlite3.OperationalError("the disk went away")

    monkeypatch.setattr(migrating, "make", fail)
    with pytest.raises(sqlite3.OperationalError):
        TrialFile.create(tmp_path / "trial.recist")
    assert list(tmp_path.iterdir()) == []
