"""The images of a trial: which bytes were read, by digest, whatever they call themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from recist.trial.audit import Key
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor
from recist.trial.ports import Record, Records, Work
from recist.trial.reads import Stage, demand_open
from recist.trial.rights import Right, demand

IMAGE = "image"


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
        Where it lies if the trial only refers to it: an absolute path, ``archive.zip!member`` for
        a file in a zip archive. Empty where it was imported.
    suffix : str
        What the name of the imported file ends in, such as ``.nii.gz``: some formats are told by
        it alone.
    """

    subject: str
    visit: str
    digest: str
    size: int
    instance: str
    place: str = ""
    suffix: str = ""


def add_images(work: Work, actor: Actor, images: Iterable[TrialImage]) -> int:
    """Enter images into a trial; of those that it has already only the place is kept anew.

    Returns
    -------
    int
        How many are new.

    Raises
    ------
    NotAllowedError
        Where the actor may not, the database is locked, or somebody has signed the visit of an
        image that is new.
    """
    demand(actor, Right.ADD_IMAGES)
    demand_open(work)
    wanted: dict[str, dict[Key, TrialImage]] = defaultdict(dict)
    for image in images:
        wanted[image.subject].setdefault(image_key(image), image)
    return sum(_add(work, subject, wanted[subject]) for subject in sorted(wanted))


def _add(work: Work, subject: str, wanted: Mapping[Key, TrialImage]) -> int:
    """Enter what is new of a subject; one look at what is there does for thousands of images."""
    there = work.all(IMAGE, subject=subject)
    for record in there:
        _keep_place(work, record, wanted.get(record.key))
    known = {record.key for record in there}
    new = {key: image for key, image in wanted.items() if key not in known}
    demand_unsigned(work, subject, {key.visit for key in new})
    for order, (key, image) in enumerate(new.items(), start=len(there) + 1):
        value = {
            "instance": image.instance,
            "size": image.size,
            "order": order,
            **_place(image),
        }
        work.put(key, value, expect=0)
    return len(new)


def _place(image: TrialImage) -> dict[str, str]:
    return {"place": image.place, "suffix": image.suffix}


def _keep_place(work: Work, record: Record, image: TrialImage | None) -> None:
    """Say anew where an image lies that the trial has, if it was brought from elsewhere."""
    if image is not None:
        work.put(record.key, {**record.value, **_place(image)}, expect=record.version)


def image_key(image: TrialImage) -> Key:
    """Return where an image is entered."""
    return Key(kind=IMAGE, subject=image.subject, visit=image.visit, name=image.digest)


def demand_unsigned(records: Records, subject: str, visits: Set[str]) -> None:
    """Make sure that nobody has signed for another set of images."""
    for record in records.all("read", subject=subject):
        visit = record.key.visit
        if visit in visits and record.value["stage"] == Stage.SIGNED:
            raise NotAllowedError(
                f"{visit} of subject {subject} is signed by {record.key.reader}, on the images "
                "that it had then; unlock it before more are added"
            )


def images_of(records: Records, *, subject: str | None = None) -> list[TrialImage]:
    """Return the images of a trial, or of one subject, in the order in which they came in."""
    found = sorted(records.all(IMAGE, subject=subject), key=_order)
    return [_of(one) for one in found]


def _order(record: Record) -> tuple[str, int, int]:
    # The version alone is not enough: an image that was moved has a new one.
    return record.key.subject, record.value.get("order", 0), record.version


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
        suffix=value.get("suffix", ""),
    )
