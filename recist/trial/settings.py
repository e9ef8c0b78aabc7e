"""What a trial was made with: its name, its protocol as text, and what becomes of images."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from recist.model.protocol import Protocol
from recist.trial.audit import Key
from recist.trial.errors import UnusableError
from recist.trial.ports import Records, Work
from recist.trial.protocol_file import protocol_from_toml

SETTINGS = Key(kind="trial")


class Images(StrEnum):
    """What becomes of the images that are read."""

    IMPORT = "import"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is chosen when a trial is made.

    Attributes
    ----------
    protocols : tuple of str
        Protocol files (TOML): the trial's own first, then those that its ``also`` names. They
        are kept as text, so that a trial can be read where the files are not.
    created : str
        ISO 8601 in UTC.
    """

    name: str
    protocols: tuple[str, ...]
    images: Images
    created: str


def keep_settings(work: Work, settings: Settings) -> None:
    """Enter the settings of a new trial; they are not changed afterwards."""
    value = {
        "name": settings.name,
        "protocols": list(settings.protocols),
        "images": str(settings.images),
        "created": settings.created,
    }
    work.put(SETTINGS, value, expect=0)


def settings_of(records: Records) -> Settings:
    """Return what a trial was made with.

    Raises
    ------
    UnusableError
        Where it was never made to the end.
    """
    record = records.get(SETTINGS)
    if record is None:
        raise UnusableError("the trial has no settings; `recist trial new` makes a whole one")
    return Settings(
        name=record.value["name"],
        protocols=tuple(record.value["protocols"]),
        images=Images(record.value["images"]),
        created=record.value["created"],
    )


def protocols_of(records: Records) -> tuple[Protocol, ...]:
    """Return the protocol of a trial, and those that it names beside itself."""
    texts = settings_of(records).protocols
    return tuple(_protocol(text) for text in texts)


@lru_cache(maxsize=32)
def _protocol(text: str) -> Protocol:
    """Read a protocol once: every save asks for it."""
    return protocol_from_toml(text, "the trial's protocol")


def is_blinded(records: Records) -> bool:
    """Say whether the protocol of a trial blinds its readers; one that is being made has none."""
    return records.get(SETTINGS) is not None and protocols_of(records)[0].reading.blinded


def is_sequential(records: Records, *, otherwise: bool = False) -> bool:
    """Say whether visits are read in order, each signed before the next is opened.

    Parameters
    ----------
    otherwise : bool
        What holds for a trial that has no settings yet.
    """
    if records.get(SETTINGS) is None:
        return otherwise
    return protocols_of(records)[0].reading.sequential
