"""How far a copy is, and stopping it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.errors import CancelledError
from recist.model.stopping import IsCancelled, Progress
from recist.store.backup import back_up, restore
from recist.store.image_folder import ImageFolder
from recist.store.trial_file import TrialFile
from recist.trial.images import add_images
from tests.store.copied import as_cora, names, with_image
from tests.trial_files import ADA, CORA, Clock

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
