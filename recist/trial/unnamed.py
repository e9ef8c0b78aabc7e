"""The trial of somebody who opens a folder: made unasked, so that there is one way of saving."""

from __future__ import annotations

from datetime import datetime

from recist.model.row import Row
from recist.trial.audit import Key, digest, moment
from recist.trial.calipers import CaliperRecord
from recist.trial.importing import import_rows
from recist.trial.making import filling, maker
from recist.trial.people import ALONE, Actor
from recist.trial.ports import Records, Work
from recist.trial.protocol_file import built_in_text
from recist.trial.saving import values_of
from recist.trial.settings import Images, Settings

NAME, PROTOCOL = "unnamed", "recist-1.1"


def reader_alone(name: str) -> Actor:
    """Return who works alone."""
    return Actor(user=name, roles=ALONE)


def begin_unnamed(work: Work, actor: Actor, now: datetime) -> None:
    """Fill a new trial for one person, who reads images where they lie, by RECIST 1.1."""
    settings = Settings(
        name=NAME,
        protocols=(built_in_text(PROTOCOL),),
        images=Images.REFERENCE,
        created=moment(now),
    )
    filling(settings, maker(actor.user, actor.user, alone=True), None)(work)


def take_in_table(
    work: Work,
    actor: Actor,
    name: str,
    rows: tuple[Row, ...],
    calipers: tuple[CaliperRecord, ...],
) -> None:
    """Bring the readings of a table into a trial, and remember them as they stood there.

    Raises
    ------
    NotAllowedError
        As `recist.trial.importing.import_rows`.
    """
    import_rows(work, actor, rows, f"imported from {name}", calipers)
    remember_table(work, name, rows, calipers)


def remember_table(
    work: Work, name: str, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]
) -> None:
    """Remember what stands in a table that goes with the trial."""
    work.put(_key(name), {"readings": readings_digest(rows, calipers)}, expect=None)


def is_as_remembered(
    records: Records, name: str, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]
) -> bool:
    """Say whether a table holds what it held when it was last brought in or written."""
    kept = records.get(_key(name))
    return kept is not None and kept.value["readings"] == readings_digest(rows, calipers)


def readings_digest(rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]) -> str:
    """Return the SHA-256 of readings, whatever form their file has."""
    kept = sorted(values_of(rows, calipers).items(), key=lambda one: one[0])
    return digest(
        {
            "readings": [
                [one.kind, one.subject, one.reader, one.visit, one.name, value]
                for one, value in kept
            ]
        }
    )


def _key(name: str) -> Key:
    return Key(kind="table", name=name)
