"""The images of a trial beside its file: each under the digest of its bytes, written once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from recist.trial.errors import UnusableError
from recist.trial.whole_file import flush

SUFFIX = ".images"
AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is kept: SHA-256 of its bytes, and how many they are."""

    digest: str
    size: int


class ImageFolder:
    """The folder ``NAME.images`` of a trial ``NAME.recist``; what is in it is never overwritten."""

    def __init__(self, trial: Path) -> None:
        self.root = trial.with_suffix(SUFFIX)

    def path_of(self, digest: str) -> Path:
        """Return where a file of this digest is kept."""
        return self.root / digest[:2] / digest

    def add(self, source: BinaryIO) -> Kept:
        """Copy a file; it is whole on the disk when this returns, or not there at all.

        Raises
        ------
        UnusableError
            Where the folder cannot be written, such as on a full disk.
        """
        try:
            self.root.mkdir(exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=self.root, delete=False) as room:
                try:
                    kept = digest_of(source, cast(BinaryIO, room))
                    os.fsync(room.fileno())
                    self._settle(Path(room.name), self.path_of(kept.digest))
                finally:
                    Path(room.name).unlink(missing_ok=True)
        except OSError as error:
            message = f"{self.root}: no image can be kept ({error.strerror}); nothing changed"
            raise UnusableError(message) from error
        return kept

    def _settle(self, room: Path, target: Path) -> None:
        """Give a file its name, and wait until the disk knows of it."""
        target.parent.mkdir(exist_ok=True, mode=0o700)
        if not target.exists():
            room.rename(target)
        for folder in (target.parent, self.root):
            flush(folder)

    def faults(self, kept: Kept) -> str:
        """Say what is wrong with a file that is kept; empty where nothing is."""
        path = self.path_of(kept.digest)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return "the image is gone"
        except OSError as error:
            return f"the image cannot be read ({error.strerror})"
        return "" if found == kept.digest else "the image is another one than was imported"


def digest_of(source: BinaryIO, into: BinaryIO | None = None) -> Kept:
    """Return the digest of a file, which is copied on the way where it is wanted elsewhere."""
    hashed, size = hashlib.sha256(), 0
    while piece := source.read(AT_ONCE):
        hashed.update(piece)
        size += len(piece)
        if into is not None:
            into.write(piece)
    if into is not None:
        into.flush()
    return Kept(digest=hashed.hexdigest(), size=size)
