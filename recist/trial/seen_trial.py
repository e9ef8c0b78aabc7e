"""Everything of a trial that somebody may export, taken at one moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from recist.model.protocol import Protocol
from recist.trial.blinding import SeenBy
from recist.trial.calipers import CaliperRecord
from recist.trial.images import TrialImage, images_of
from recist.trial.judging import Reads
from recist.trial.looking import seen_reads
from recist.trial.people import Actor
from recist.trial.ports import Record, View
from recist.trial.record import SIGNATURE, SignatureTold
from recist.trial.saving import readings_of
from recist.trial.settings import protocols_of, settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTrial:
    """What an actor may see of a trial, and the head of the chain at that moment.

    Attributes
    ----------
    images : mapping
        Those that something was read on, by instance.
    readers : tuple of str
        Whose reads these are, in the order in which they began to read.
    """

    name: str
    head: str
    protocols: tuple[Protocol, ...]
    reads: Reads
    calipers: tuple[CaliperRecord, ...]
    signatures: tuple[SignatureTold, ...]
    images: Mapping[str, TrialImage]
    readers: tuple[str, ...] = ()


def seen_trial(view: View, actor: Actor) -> SeenTrial:
    """Take what an actor may see of a trial.

    Raises
    ------
    NotAllowedError
        As `recist.trial.looking.seen_reads`.
    """
    protocols = protocols_of(view)
    reads = seen_reads(view, actor, protocols[0])
    seen = SeenBy(view, actor, protocols[0].reading)
    calipers = readings_of(seen).calipers
    on = [*(row.image for row in reads.rows), *(one.image for one in calipers)]
    named = {image.partition("#")[0] for image in on}
    return SeenTrial(
        name=settings_of(view).name,
        head=view.head(),
        protocols=protocols,
        reads=reads,
        readers=_by_first_read(view, {row.reader for row in reads.rows}),
        calipers=calipers,
        signatures=tuple(
            sorted(map(_told, seen.all(SIGNATURE)), key=lambda one: (one.at, one.subject))
        ),
        images={one.instance: one for one in images_of(seen) if one.instance in named},
    )


def _by_first_read(view: View, names: Collection[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for entry in view.entries():
        if len(found) == len(names):
            break
        if entry.key.reader in names:
            found.setdefault(entry.key.reader)
    return tuple(found)


def _told(record: Record) -> SignatureTold:
    key, value = record.key, record.value
    return SignatureTold(
        subject=key.subject,
        reader=key.reader,
        visit=key.visit,
        version=int(key.name),
        printed_name=value.get("printed_name", ""),
        at=value["at"],
        meaning=value["meaning"],
    )
