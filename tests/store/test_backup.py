"""Copies of a trial: sound, whole or not at all, and known to the chain."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from recist.store.backup import back_up, restore
from recist.store.checking import check_file
from recist.store.trial_file import TrialFile
from recist.store.view import SqlView
from recist.store.work import SqlWork
from recist.trial.audit import Action, Key
from recist.trial.errors import TrialError, UnusableError
from recist.trial.people import Actor
from recist.trial.ports import Work
from recist.trial.verifying import verify
from tests.store.copied import as_cora, cut, meddled, names, same, unguarded, with_image, with_reads
from tests.trial_files import ADA, CORA


def test_a_backup_is_the_trial_and_its_head_stands_in_the_chain(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    with trial.view() as view:
        before = list(view.entries())
    head = back_up(trial, CORA, tmp_path / "copy.recist")
    with TrialFile.open(tmp_path / "copy.recist").view() as copy:
        assert list(copy.entries()) == before
        assert list(verify(copy, head)) == []
    with trial.view() as view:
        (step,) = view.entries(after=len(before))
        assert list(verify(view, head)) == []
    assert (step.user, step.action) == ("cora", Action.BACKED_UP)
    assert step.new == {"file": "copy.recist", "head": before[-1].hash}
    assert names(tmp_path) == {"trial.recist", "copy.recist"}


def test_a_name_that_is_no_text_is_written_out_in_the_chain(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    odd = tmp_path / "copy-\udcff.recist"
    head = back_up(trial, CORA, odd)
    assert restore(odd, tmp_path / "again.recist", as_cora) == head
    for path, action in (
        (trial.path, Action.BACKED_UP),
        (tmp_path / "again.recist", Action.RESTORED),
    ):
        with TrialFile.open(path).view() as view:
            (step,) = [one for one in view.entries() if one.action is action]
        assert step.new == {"file": "copy-\\udcff.recist", "head": head}


def plan(number: int, work: Work) -> None:
    value = {"date": "2026-04-01", "studies": [str(number)]}
    work.put(Key(kind="visit", subject="02", visit="baseline"), value, expect=None)


def test_a_backup_is_sound_while_others_go_on_writing(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        # A breath between two saves, as any program takes one: SQLite queues nobody.
        while not stop.wait(0.002):
            number += 1
            trial.do(CORA, partial(plan, number))
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(timeout=30)
        heads = [back_up(trial, ADA, tmp_path / f"{number}.recist") for number in range(3)]
    finally:
        stop.set()
        writer.join()
    with trial.view() as view:
        assert [found for head in heads for found in verify(view, head)] == []
    for number, head in enumerate(heads):
        with TrialFile.open(tmp_path / f"{number}.recist").view() as copy:
            assert (copy.head(), list(verify(copy))) == (head, [])


# who, what was done to the trial, the target, what is said
REFUSED: list[tuple[Actor, Callable[[Path], None], str, str]] = [
    (ADA, same, "trial.recist", "there is a file of this name"),
    (ADA, same, "absent/copy.recist", "cannot be made"),
    (ADA, meddled, "copy.recist", "was not copied, row 01 anna"),
    (ADA, unguarded, "copy.recist", "was not copied, trigger audit_is_not_changed"),
    (ADA, cut, "copy.recist", "is damaged"),
]


@pytest.mark.parametrize(("actor", "change", "target", "said"), REFUSED)
def test_what_cannot_be_copied_leaves_nothing(
    tmp_path: Path, actor: Actor, change: Callable[[Path], None], target: str, said: str
) -> None:
    trial = with_reads(tmp_path)
    change(trial.path)
    before = trial.path.read_bytes()
    with pytest.raises(TrialError, match=said):
        back_up(trial, actor, tmp_path / target)
    assert names(tmp_path) == {"trial.recist"}
    assert trial.path.read_bytes() == before


class Failing(TrialFile):
    """A trial whose disk fails while the chain is told, with or without having kept it."""

    kept, gone = True, False

    def do(self, actor: Actor, deed: Callable[[SqlWork], Any], *, save: str = "") -> Any:
        if self.kept or not save:
            super().do(actor, deed, save=save)
        if save:
            raise UnusableError("the disk does not answer")

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        if self.gone:
            raise UnusableError("the drive is gone")
        with super().view() as view:
            yield view


def test_a_backup_that_the_chain_knows_is_done_whatever_the_disk_says(tmp_path: Path) -> None:
    trial = Failing(with_reads(tmp_path).path)
    head = back_up(trial, CORA, tmp_path / "copy.recist")
    assert (check_file(tmp_path / "copy.recist", head), check_file(trial.path, head)) == ([], [])


# whether the trial's drive is gone; whether the copy stays
UNKNOWN = [(False, set()), (True, {"copy.recist"})]


@pytest.mark.parametrize(("gone", "stays"), UNKNOWN)
def test_a_backup_that_the_chain_does_not_know_is_told_as_failed(
    tmp_path: Path, gone: bool, stays: set[str]
) -> None:
    trial = Failing(with_reads(tmp_path).path)
    trial.kept, trial.gone = False, gone
    with pytest.raises(UnusableError):
        back_up(trial, CORA, tmp_path / "copy.recist")
    assert names(tmp_path) == {"trial.recist"} | stays


def test_what_another_file_left_behind_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    (tmp_path / "copy.recist-journal").write_bytes(b"left")
    with pytest.raises(TrialError, match="is left of a file that is gone"):
        back_up(trial, ADA, tmp_path / "copy.recist")


def test_a_copy_that_the_chain_cannot_know_of_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial, _ = with_image(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise UnusableError("the disk is full")

    monkeypatch.setattr(TrialFile, "do", full)
    with pytest.raises(UnusableError):
        back_up(trial, ADA, tmp_path / "copy.recist")
    assert names(tmp_path) == {"trial.recist", "trial.images"}


def test_a_trial_is_looked_at_as_it_is(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    before = trial.path.read_bytes()
    with TrialFile.open_to_look(trial.path).view() as view, trial.view() as own:
        assert view.head() == own.head()
    assert trial.path.read_bytes() == before
    with pytest.raises(UnusableError, match="there is no such trial"):
        TrialFile.open_to_look(tmp_path / "absent.recist")
