"""Trials that are copied, and what befalls their files before."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from recist.store.image_folder import ImageFolder
from recist.store.trial_file import TrialFile
from recist.trial.accounts import log_in
from recist.trial.images import TrialImage, add_images
from recist.trial.people import Actor
from tests.trial_files import ANNA, CORA, PASSWORD, START, read_all, trial_with


def names(folder: Path) -> set[str]:
    """What is in a folder, but for the journal of the trial."""
    return {path.name for path in folder.iterdir()} - {"trial.recist-journal"}


def as_cora(trial: TrialFile) -> Actor:
    """Log in as somebody who may restore."""
    return log_in(trial, "cora", PASSWORD, START)


def with_reads(folder: Path) -> TrialFile:
    """A trial that one reader has read."""
    trial = trial_with(folder)
    read_all(trial, ANNA)
    return trial


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


def meddled(path: Path) -> None:
    """Change what was read, past the chain."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE record SET value = '{}' WHERE kind = 'row'")
        connection.commit()


def unguarded(path: Path) -> None:
    """Take away what keeps the chain from being changed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER audit_is_not_changed")


def cut(path: Path) -> None:
    """Cut the end off."""
    path.write_bytes(path.read_bytes()[:-5000])


def same(path: Path) -> None:
    """Leave it as it is."""
