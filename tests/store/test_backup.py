"""Copies of a trial: sound, whole or not at all, and known to the chain."""

from __future__ import annotations

import io
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from recist.model.errors import CancelledError
from recist.model.stopping import IsCancelled, Progress
from recist.store.backup import back_up, restore
from recist.store.checking import check_file
from recist.store.image_folder import ImageFolder
from recist.store.trial_file import TrialFile
from recist.store.view import SqlView
from recist.store.work import SqlWork
from recist.trial.accounts import log_in
from recist.trial.audit import Action, Key
from recist.trial.errors import LogInError, TrialError, UnusableError
from recist.trial.images import TrialImage, add_images
from recist.trial.people import Actor
from recist.trial.ports import Work
from recist.trial.verifying import verify
from tests.trial_files import ADA, ANNA, CORA, PASSWORD, START, Clock, read_all, trial_with


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"trial.recist-journal"}


def as_cora(trial: TrialFile) -> Actor:
    return log_in(trial, "cora", PASSWORD, START)


def with_reads(folder: Path) -> TrialFile:
    trial = trial_with(folder)
    read_all(trial, ANNA)
    return trial


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


def _meddled(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE record SET value = '{}' WHERE kind = 'row'")
        connection.commit()


def _unguarded(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER audit_is_not_changed")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 8192 * 4096])


def _same(path: Path) -> None:
    pass


# who, what was done to the trial, the target, what is said
REFUSED: list[tuple[Actor, Callable[[Path], None], str, str]] = [
    (ANNA, _same, "copy.recist", "may not back up"),
    (ADA, _same, "trial.recist", "there is a file of this name"),
    (ADA, _same, "absent/copy.recist", "cannot be made"),
    (ADA, _meddled, "copy.recist", "was not copied, row 01 anna"),
    (ADA, _unguarded, "copy.recist", "was not copied, trigger audit_is_not_changed"),
    (ADA, _cut, "copy.recist", "is damaged"),
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
        if self.kept:
            super().do(actor, deed, save=save)
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


def test_a_restored_trial_goes_on_where_the_backup_ended(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    backup, target = tmp_path / "copy.recist", tmp_path / "again.recist"
    head = back_up(trial, ADA, backup)
    before = backup.read_bytes()
    assert restore(backup, target, as_cora, clock=Clock()) == head
    assert backup.read_bytes() == before
    with TrialFile.open(target).view() as view:
        last = [entry for entry in view.entries() if entry.action is not Action.CLOCK_WENT_BACK][
            -2:
        ]
        assert list(verify(view, head)) == []
    assert [entry.action for entry in last] == [Action.LOGGED_IN, Action.RESTORED]
    assert last[-1].new == {"file": "copy.recist", "head": head}


def _as_anna(trial: TrialFile) -> Actor:
    return log_in(trial, "anna", PASSWORD, START)


def _with_a_wrong_password(trial: TrialFile) -> Actor:
    return log_in(trial, "cora", "wrong password", START)


NOT_RESTORED = [
    (_as_anna, _same, "again.recist", "may not back up and restore"),
    (_with_a_wrong_password, _same, "again.recist", "name or password is wrong"),
    (as_cora, _same, "trial.recist", "there is a file of this name"),
    (as_cora, _meddled, "again.recist", "was not copied"),
    (
        as_cora,
        _cut,
        "again.recist",
        "copy.recist: was not copied, it is damaged; take another backup",
    ),
    (
        as_cora,
        _half,
        "again.recist",
        "copy.recist: was not copied, it is damaged; take another backup",
    ),
]


@pytest.mark.parametrize(("who", "change", "target", "said"), NOT_RESTORED)
def test_what_cannot_be_restored_leaves_nothing(
    tmp_path: Path,
    who: Callable[[TrialFile], Actor],
    change: Callable[[Path], None],
    target: str,
    said: str,
) -> None:
    trial = with_reads(tmp_path)
    back_up(trial, ADA, tmp_path / "copy.recist")
    change(tmp_path / "copy.recist")
    with pytest.raises((TrialError, LogInError), match=said):
        restore(tmp_path / "copy.recist", tmp_path / target, who)
    assert names(tmp_path) == {"trial.recist", "copy.recist"}


def test_what_another_file_left_behind_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    (tmp_path / "copy.recist-journal").write_bytes(b"left")
    with pytest.raises(TrialError, match="is left of a file that is gone"):
        back_up(trial, ADA, tmp_path / "copy.recist")


def with_image(folder: Path) -> tuple[TrialFile, TrialImage]:
    """A trial with one image, and another that it only refers to."""
    trial = with_reads(folder)
    kept = ImageFolder(trial.path).add(io.BytesIO(b"an image"), ".nii")
    image = TrialImage(
        subject="01",
        visit="baseline",
        digest=kept.digest,
        size=kept.size,
        instance="1",
        suffix=".nii",
    )
    elsewhere = replace(image, digest="1" * 64, place=str(folder / "absent.dcm"), suffix="")
    trial.do(CORA, lambda work: add_images(work, CORA, [image, elsewhere]))
    ImageFolder(trial.path).add(io.BytesIO(b"nothing refers to this"))
    return trial, image


def files_in(folder: Path) -> set[str]:
    return {file.name for file in folder.rglob("*") if file.is_file()}


def test_the_images_go_with_the_trial(tmp_path: Path) -> None:
    trial, image = with_image(tmp_path)
    back_up(trial, ADA, tmp_path / "copy.recist")
    restore(tmp_path / "copy.recist", tmp_path / "again.recist", as_cora, clock=Clock())
    for name in ("copy", "again"):
        assert files_in(tmp_path / f"{name}.images") == {f"{image.digest}.nii"}
        assert ImageFolder(tmp_path / f"{name}.recist").check(image) == ""
    # Bytes of their own: what becomes of the one leaves the other.
    ImageFolder(trial.path).path_of(image.digest, ".nii").write_bytes(b"?")
    assert ImageFolder(tmp_path / "copy.recist").check(image) == ""


def _image_gone(trial: Path, image: TrialImage) -> None:
    ImageFolder(trial).path_of(image.digest, image.suffix).unlink()


def _image_altered(trial: Path, image: TrialImage) -> None:
    ImageFolder(trial).path_of(image.digest, image.suffix).write_bytes(b"an imagE")


def _folder_taken(trial: Path, image: TrialImage) -> None:
    (trial.parent / "copy.images").mkdir()
    (trial.parent / "copy.images" / "mine").touch()


# what is done before; what is said; what is there afterwards beside the trial and its images
NOT_WHOLE: list[tuple[Callable[[Path, TrialImage], None], str, set[str]]] = [
    (_image_gone, "was not copied, the image is gone", set()),
    (_image_altered, "was not copied, the image is another one", set()),
    (_folder_taken, "there is a folder of this name", {"copy.images"}),
]


@pytest.mark.parametrize(("change", "said", "left"), NOT_WHOLE)
def test_a_copy_without_an_image_is_none(
    tmp_path: Path, change: Callable[[Path, TrialImage], None], said: str, left: set[str]
) -> None:
    trial, image = with_image(tmp_path)
    change(trial.path, image)
    before = trial.path.read_bytes()
    with pytest.raises(TrialError, match=said):
        back_up(trial, ADA, tmp_path / "copy.recist")
    assert names(tmp_path) == {"trial.recist", "trial.images"} | left
    assert trial.path.read_bytes() == before


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


def test_a_restored_trial_has_whole_images_or_is_none(tmp_path: Path) -> None:
    trial, image = with_image(tmp_path)
    back_up(trial, ADA, tmp_path / "copy.recist")
    _image_altered(tmp_path / "copy.recist", image)
    with pytest.raises(TrialError, match="was not copied, the image is another one"):
        restore(tmp_path / "copy.recist", tmp_path / "again.recist", as_cora, clock=Clock())
    assert {"again.recist", "again.images"} & names(tmp_path) == set()


# --- how far it is, and stopping it -------------------------------------------------------------

AT_ONCE = 1 << 20
BIG = b"a large image" * 200_000


def with_a_large_image(folder: Path) -> TrialFile:
    """A trial with the image of `with_image`, 8 bytes, and one of 2.6 MB."""
    trial, image = with_image(folder)
    kept = ImageFolder(trial.path).add(io.BytesIO(BIG))
    large = replace(image, digest=kept.digest, size=kept.size, instance="2", suffix="")
    trial.do(CORA, lambda work: add_images(work, CORA, [large]))
    return trial


ALL = 8 + 2_600_000
STEPS = [0, 8, 8 + AT_ONCE, 8 + 2 * AT_ONCE, ALL]


def _backing_up(trial: TrialFile, progress: Progress, cancelled: IsCancelled) -> None:
    back_up(trial, ADA, trial.path.with_name("made.recist"), progress=progress, cancelled=cancelled)


def _restoring(trial: TrialFile, progress: Progress, cancelled: IsCancelled) -> None:
    made = trial.path.with_name("made.recist")
    restore(trial.path, made, as_cora, clock=Clock(), progress=progress, cancelled=cancelled)


COPYING = pytest.mark.parametrize("copying", [_backing_up, _restoring])
Copying = Callable[[TrialFile, Progress, IsCancelled], None]


@COPYING
def test_the_bytes_of_the_images_are_counted(tmp_path: Path, copying: Copying) -> None:
    trial = with_a_large_image(tmp_path)
    told: list[tuple[int, int]] = []
    copying(trial, lambda done, total: told.append((done, total)), lambda: False)
    assert told == [(done, ALL) for done in STEPS]


@COPYING
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 1.0])
def test_a_copy_that_is_stopped_leaves_nothing(
    tmp_path: Path, copying: Copying, share: float
) -> None:
    trial = with_a_large_image(tmp_path)
    asked = [0]

    def count() -> bool:
        asked[0] += 1
        return False

    (tmp_path / "whole").mkdir()
    copying(with_a_large_image(tmp_path / "whole"), lambda *_: None, count)
    shutil.rmtree(tmp_path / "whole")
    before = trial.path.read_bytes()
    last = round(share * (asked[0] - 1))
    answers = iter([False] * last + [True])
    with pytest.raises(CancelledError):
        copying(trial, lambda *_: None, lambda: next(answers))
    assert asked[0] > 50
    assert names(tmp_path) == {"trial.recist", "trial.images"}
    assert trial.path.read_bytes() == before


def test_a_trial_is_looked_at_as_it_is(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    before = trial.path.read_bytes()
    with TrialFile.open_to_look(trial.path).view() as view, trial.view() as own:
        assert view.head() == own.head()
    assert trial.path.read_bytes() == before
    with pytest.raises(UnusableError, match="there is no such trial"):
        TrialFile.open_to_look(tmp_path / "absent.recist")
