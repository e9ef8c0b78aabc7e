"""The user's own small files: settings, the state of the window, what was open before.

None of them is worth stopping for: what cannot be read or written is told, and work goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gui.state.services import Services
from gui.state.tongue import tr

SETTINGS, WINDOW, RECENT = "settings.json", "window.json", "recent.json"
EXPORTS = "exports.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where the user's own files lie: the XDG folders of settings and of state."""

    config: Path
    state: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the room finds what is not a trial's.

    Attributes
    ----------
    own : Folders or None
        Of the user's own files; None keeps nothing.
    sample : Path or None
        The sample trial, where it is at hand.
    """

    own: Folders | None = None
    sample: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """Reads and writes the user's own files; without folders nothing is kept."""

    services: Services
    folders: Folders | None = None

    def path(self, name: str) -> Path | None:
        """Return where a file lies, None where nothing is kept."""
        if self.folders is None:
            return None
        return (self.folders.config if name == SETTINGS else self.folders.state) / name

    def read(self, name: str) -> tuple[str, str]:
        """Return a file's text, empty where there is none, and what was wrong with reading it."""
        path = self.path(name)
        if path is None:
            return "", ""
        try:
            return self.services.load_text(path), ""
        except FileNotFoundError:
            return "", ""
        except (OSError, ValueError) as error:
            return "", tr("{file} cannot be read: {cause}", file=name, cause=_cause(error))

    def write(self, name: str, text: str) -> str:
        """Write a file, whole or not at all; returns what went wrong, empty where nothing did."""
        path = self.path(name)
        if path is None:
            return ""
        try:
            self.services.save_text(text, path)
        except OSError as error:
            return tr(
                "{file} could not be written: {cause}. It holds until the program ends.",
                file=name,
                cause=_cause(error),
            )
        return ""


def _cause(error: Exception) -> str:
    """Return what the system says, without the path: that may name a person."""
    said = error.strerror if isinstance(error, OSError) else ""
    return said or tr("it is no text")
