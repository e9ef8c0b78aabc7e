"""The images of a trial that is copied: all of them go with it, or nothing does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recist.store.backup import back_up, restore
from recist.store.image_folder import ImageFolder
from recist.trial.errors import TrialError
from recist.trial.images import TrialImage
from tests.store.copied import as_cora, names, with_image
from tests.trial_files import ADA, Clock


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


def test_a_restored_trial_has_whole_images_or_is_none(tmp_path: Path) -> None:
    trial, image = with_image(tmp_path)
    back_up(trial, ADA, tmp_path / "copy.recist")
    _image_altered(tmp_path / "copy.recist", image)
    with pytest.raises(TrialError, match="was not copied, the image is another one"):
        restore(tmp_path / "copy.recist", tmp_path / "again.recist", as_cora, clock=Clock())
    assert {"again.recist", "again.images"} & names(tmp_path) == set()
