"""Images are kept by the digest of their bytes, once, and what became of them is noticed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.errors import ScanError
from recist.store.image_folder import ImageFolder, Kept, digest_of
from recist.trial.images import TrialImage, add_images, conflicts, images_of
from tests.trial_files import CORA, trial_with

BYTES = b"an image" * 100
DIGEST = hashlib.sha256(BYTES).hexdigest()
KEPT = Kept(digest=DIGEST, size=800)


def test_a_file_is_kept_once_under_its_digest(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "t.recist")
    assert [folder.add(io.BytesIO(BYTES)) for _ in range(2)] == [KEPT, KEPT]
    files = [path for path in (tmp_path / "t.images").rglob("*") if path.is_file()]
    assert files == [tmp_path / "t.images" / DIGEST[:2] / DIGEST]
    assert files[0].read_bytes() == BYTES
    assert digest_of(io.BytesIO(BYTES)) == KEPT
    assert folder.faults(KEPT) == ""


def test_what_became_of_a_file_is_noticed(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "t.recist")
    folder.add(io.BytesIO(BYTES))
    path = folder.path_of(DIGEST)
    path.write_bytes(BYTES[:-1] + b"?")
    assert folder.faults(KEPT) == "the image is another one than was entered"
    path.unlink()
    assert folder.faults(KEPT) == "the image is gone"


def test_a_damaged_file_is_mended_by_adding_it_again(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "t.recist")
    folder.add(io.BytesIO(BYTES))
    folder.path_of(DIGEST).write_bytes(b"?")
    folder.add(io.BytesIO(BYTES))
    assert folder.faults(KEPT) == ""


def test_a_name_keeps_what_its_format_is_told_by(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "t.recist")
    kept = folder.add(io.BytesIO(BYTES), ".nii.gz")
    path = tmp_path / "t.images" / DIGEST[:2] / f"{DIGEST}.nii.gz"
    assert path.read_bytes() == BYTES
    assert folder.faults(kept) == ""
    assert folder.faults(KEPT) == "the image is gone"


def _zipped(folder: Path) -> str:
    with zipfile.ZipFile(folder / "scans!.zip", "w") as archive:
        archive.writestr("a!b/1.dcm", BYTES)
    return f"{folder / 'scans!.zip'}!a!b/1.dcm"


def _plain(folder: Path) -> str:
    (folder / "1!.dcm").write_bytes(BYTES)
    return str(folder / "1!.dcm")


@pytest.mark.parametrize("made", [_plain, _zipped])
def test_an_image_that_is_referred_to_is_looked_at_where_it_lies(
    tmp_path: Path, made: Callable[[Path], str]
) -> None:
    folder, place = ImageFolder(tmp_path / "t.recist"), made(tmp_path)
    referred = TrialImage(
        subject="01", visit="baseline", digest=DIGEST, size=800, instance="1", place=place
    )
    assert folder.check(referred) == ""
    assert folder.check(replace(referred, digest="0" * 64)) == (
        "the image is another one than was entered"
    )
    for path in tmp_path.iterdir():
        path.unlink()
    assert folder.check(referred) == "the image is gone"


class Broken(io.BytesIO):
    """A drive that is pulled out in the middle."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(4)


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = ImageFolder(tmp_path / "t.recist")
    with pytest.raises(ScanError, match="Input/output error"):
        folder.add(Broken(BYTES))
    assert list((tmp_path / "t.images").rglob("*")) == []


def image(digest: str, instance: str) -> TrialImage:
    return TrialImage(subject="01", visit="baseline", digest=digest, size=1, instance=instance)


def test_the_same_uid_with_other_bytes_is_kept_beside_and_told(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    images = [image("a", "1.2.1"), image("b", "1.2.1"), image("c", "1.2.2")]
    assert trial.do(CORA, lambda work: add_images(work, CORA, images)) == 3
    assert trial.do(CORA, lambda work: add_images(work, CORA, images)) == 0
    with trial.view() as view:
        assert images_of(view, subject="01") == images
        assert conflicts(view) == {"1.2.1": (images[0], images[1])}
