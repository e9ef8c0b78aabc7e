"""The images of a trial: which bytes were read, by digest, whatever they call themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from recist.trial.audit import Key
from recist.trial.people import Actor
from recist.trial.ports import Record, Records, Work
from recist.trial.reads import demand_open
from recist.trial.rights import Right, demand

IMAGE = "image"
FOLDER = ".images"
"""What follows the name of a trial in the name of the folder of its images."""


def left_out(trial: Path) -> str:
    """Say that a copy of a trial's file is without its images; empty where there are none."""
    folder = trial.with_suffix(FOLDER)
    if not folder.is_dir():
        return ""
    return f"images are not part of it: copy the folder {folder}, too"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialImage:
    """One image file of a subject's visit.

    Attributes
    ----------
    digest : str
        SHA-256 of its bytes.
    instance : str
        Its SOP Instance UID, or what stands for one.
    place : str
        Where it lies if the trial only refers to it; empty where it was imported.
    """

    subject: str
    visit: str
    digest: str
    size: int
    instance: str
    place: str = ""


def add_images(work: Work, actor: Actor, images: Iterable[TrialImage]) -> int:
    """Enter images into a trial; those that it has already are left alone.

    Returns
    -------
    int
        How many are new.

    Raises
    ------
    NotAllowedError
        Where the actor may not, or the database is locked.
    """
    demand(actor, Right.ADD_IMAGES)
    demand_open(work)
    new = 0
    for image in images:
        key = Key(kind=IMAGE, subject=image.subject, visit=image.visit, name=image.digest)
        if work.get(key) is None:
            value = {"instance": image.instance, "size": image.size, "place": image.place}
            work.put(key, value, expect=0)
            new += 1
    return new


def images_of(records: Records, *, subject: str | None = None) -> list[TrialImage]:
    """Return the images of a trial, or of one subject."""
    return [_of(one) for one in records.all(IMAGE, subject=subject)]


def conflicts(records: Records) -> dict[str, tuple[TrialImage, ...]]:
    """Return the instances that stand for several files: the same UID, other bytes.

    Both are kept; which one was read is told by the digest in the signature.
    """
    found: dict[str, list[TrialImage]] = defaultdict(list)
    for image in images_of(records):
        found[image.instance].append(image)
    return {
        instance: tuple(images)
        for instance, images in found.items()
        if len({one.digest for one in images}) > 1
    }


def _of(record: Record) -> TrialImage:
    key, value = record.key, record.value
    return TrialImage(
        subject=key.subject,
        visit=key.visit,
        digest=key.name,
        size=value["size"],
        instance=value["instance"],
        place=value["place"],
    )
