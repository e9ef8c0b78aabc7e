"""Files of trials, as their windows propose and name them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from recist.trial.images import left_out
from recist.trial.making import SUFFIX
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


def told(done: str, head: str, source: Path) -> str:
    """Say what was copied, its head, and that the images of the source were not."""
    without = left_out(source)
    return "\n".join((done, head, *([without[:1].upper() + without[1:]] if without else [])))


def protocol_choices() -> list[tuple[str, str]]:
    """Return id and text of every built-in protocol, the usual one first."""
    found = sorted(built_in_titles(), key=lambda one: (one[0] != FIRST_CHOICE, one[1], one[0]))
    return [(name, f"{criteria} · {title}") for name, criteria, title in found]
