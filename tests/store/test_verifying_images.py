"""The images of a trial, verified: which are gone or altered, how far it is, and stopping it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recist.app import verify_trial
from recist.model.errors import CancelledError
from tests.store.scans import bring, scan, seen, trial_of


def test_an_image_that_is_gone_or_altered_is_told_and_not_used(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    first, second, third = sorted(
        file for file in (tmp_path / "trial.images").rglob("*") if file.is_file()
    )
    first.unlink()
    second.write_bytes(second.read_bytes() + b"?")
    found = seen(trial)
    assert {one.file: one.code for one in found.rejected} == {
        str(first): "missing-file",
        str(second): "changed-file",
    }
    assert [piece.file for one in found.series for piece in one.slices] == [str(third)]
    data = bytearray(third.read_bytes())
    data[-1] ^= 1
    third.write_bytes(data)
    names = [f"image 02 baseline {file.name}" for file in (first, second, third)]
    assert sorted(verify_trial(trial.path)) == [
        f"{names[0]}: the image is gone [image-differs]",
        f"{names[1]}: the image is another one than was entered [image-differs]",
        f"{names[2]}: the image is another one than was entered [image-differs]",
    ]
    assert verify_trial(trial.path, independent=True) == [
        f"{names[0]}: its image is gone",
        f"{names[1]}: its image has other bytes",
        f"{names[2]}: its image has other bytes",
    ]
    bring(trial, tmp_path / "scans")
    assert verify_trial(trial.path) == verify_trial(trial.path, independent=True) == []


@pytest.mark.parametrize("independent", [False, True])
def test_verifying_tells_how_far_it_is_and_can_be_stopped(
    tmp_path: Path, independent: bool
) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    sizes = [one.stat().st_size for one in (tmp_path / "scans").iterdir()]
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    assert verify_trial(trial.path, independent=independent, progress=tell) == []
    assert told[0] == (0, 3 if independent else sum(sizes))
    assert told[-1] == ((2, 3) if independent else (sum(sizes), sum(sizes)))
    told.clear()
    with pytest.raises(CancelledError):
        verify_trial(
            trial.path, independent=independent, progress=tell, cancelled=lambda: len(told) > 1
        )
    assert len(told) == 2


def test_an_image_is_verified_whatever_is_said_of_its_size(tmp_path: Path) -> None:
    trial = trial_of(tmp_path)
    bring(trial, scan(tmp_path / "scans"))
    with closing(sqlite3.connect(trial.path)) as connection:
        connection.execute(
            "UPDATE record SET value = json_set(value, '$.size', 'large') WHERE kind = 'image'"
        )
        connection.commit()
    next(one for one in (tmp_path / "trial.images").rglob("*") if one.is_file()).unlink()
    found = verify_trial(trial.path)
    assert sum(line.endswith("the image is gone [image-differs]") for line in found) == 1
