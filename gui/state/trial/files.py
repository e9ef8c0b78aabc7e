"""Files of trials, as their windows propose and name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gui.state.tongue import tr
from recist.trial.images import images_of
from recist.trial.making import SUFFIX
from recist.trial.ports import Records
from recist.trial.protocol_file import built_in_titles

FIRST_CHOICE = "recist-1.1"


def trial_path(text: str) -> Path | None:
    """Return the file of a trial as it was typed, with its ending; None where nothing was."""
    typed = text.strip()
    if not typed:
        return None
    return Path(typed if typed.endswith(SUFFIX) else f"{typed}{SUFFIX}").expanduser()


def backup_path(trial: Path, now: datetime) -> Path:
    """Propose a name for a backup: the trial's, with the time in UTC."""
    return trial.with_name(f"{trial.stem} {now.astimezone(UTC):%Y-%m-%d %H%M}{SUFFIX}")


def places_told(records: Records) -> str:
    """Say how many images a copy of a trial does not hold, since the trial does not either."""
    number = sum(bool(one.place) for one in images_of(records))
    if not number:
        return ""
    if number == 1:
        return tr("One image that the trial only refers to stays where it is.")
    return tr("{number} images that the trial only refers to stay where they are.", number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolChoice:
    """A protocol that can be chosen: its id or path, a short text, and what it is."""

    name: str
    text: str
    about: str


def protocol_choices() -> list[ProtocolChoice]:
    """Return the built-in protocols, the usual one first."""
    found = sorted(built_in_titles(), key=lambda one: (one[0] != FIRST_CHOICE, one[1], one[0]))
    return [
        ProtocolChoice(name=name, text=f"{name} · {criteria}", about=title)
        for name, criteria, title in found
    ]
