"""The images of a trial beside its file: each under the digest of its bytes, written once."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from recist.model.errors import ScanError
from recist.trial.errors import UnusableError
from recist.trial.images import TrialImage
from recist.trial.whole_file import flush

SUFFIX = ".images"
AT_ONCE = 1 << 20
MEMBER_MARK = "!"
GONE = "the image is gone"
# What opening a file or archive member, or reading on in it, raises.
UNREADABLE = (OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile)
Count = Callable[[int], None]
"""Told how many bytes more were read; what it raises ends the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is kept: SHA-256 of its bytes, how many they are, what its name ends in."""

    digest: str
    size: int
    suffix: str = ""


class ImageFolder:
    """The folder ``NAME.images`` of a trial ``NAME.recist``; what is in it is never overwritten."""

    def __init__(self, trial: Path) -> None:
        self.root = trial.with_suffix(SUFFIX)
        self._waiting: set[Path] = set()

    def path_of(self, digest: str, suffix: str = "") -> Path:
        """Return where a file of this digest is kept."""
        return self.root / digest[:2] / f"{digest}{suffix}"

    def add(self, source: BinaryIO, suffix: str = "") -> Kept:
        """Copy a file; it is whole on the disk when this returns, or not there at all.

        As `put`, and `settle` after it.
        """
        kept = self.put(source, suffix)
        self.settle()
        return kept

    def put(self, source: BinaryIO, suffix: str = "", *, count: Count | None = None) -> Kept:
        """Copy a file, one of many; its name survives a power cut once `settle` was called.

        A file that is there already stays, unless it is damaged.

        Parameters
        ----------
        source : BinaryIO
            What is copied.
        suffix : str
            What the name shall end in, such as ``.nii.gz``.
        count : callable, optional
            Told how many bytes more were copied.

        Raises
        ------
        ScanError
            Where the source cannot be read to its end.
        UnusableError
            Where the folder cannot be written, such as on a full disk.
        """
        with self._told():
            self.root.mkdir(exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=self.root, delete=False) as room:
                try:
                    copied = digest_of(source, cast(BinaryIO, room), count=count)
                    kept = replace(copied, suffix=suffix)
                    os.fsync(room.fileno())
                    self._name(Path(room.name), kept)
                finally:
                    Path(room.name).unlink(missing_ok=True)
        return kept

    def _name(self, room: Path, kept: Kept) -> None:
        target = self.path_of(kept.digest, kept.suffix)
        target.parent.mkdir(exist_ok=True, mode=0o700)
        if self.faults(kept):
            room.replace(target)
        self._waiting |= {target.parent, self.root, self.root.parent}

    def settle(self) -> None:
        """Wait until the disk knows the names of all that was put here."""
        with self._told():
            for folder in self._waiting:
                flush(folder)
        self._waiting.clear()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            message = f"{self.root}: no image can be kept ({error.strerror}); nothing changed"
            raise UnusableError(message) from error

    def faults(self, kept: Kept) -> str:
        """Say what is wrong with a file that is kept; empty where nothing is."""
        return _fault_at(str(self.path_of(kept.digest, kept.suffix)), kept.digest)

    def check(self, image: TrialImage, *, count: Count | None = None) -> str:
        """Say what is wrong with an image, wherever it lies; empty where nothing is."""
        return _fault_at(self.place_of(image), image.digest, count)

    def place_of(self, image: TrialImage) -> str:
        """Return where an image lies: a path, ``archive.zip!member`` in a zip."""
        return image.place or str(self.path_of(image.digest, image.suffix))


def open_place(place: str) -> BinaryIO:
    """Open a file, or a member ``archive.zip!member`` of a zip archive.

    Raises
    ------
    OSError, KeyError, BadZipFile
        Where it is not there or cannot be opened.
    """
    if Path(place).is_file():
        return Path(place).open("rb")
    parts = place.split(MEMBER_MARK)
    for n in range(1, len(parts)):
        archive = Path(MEMBER_MARK.join(parts[:n]))
        if archive.is_file():
            with zipfile.ZipFile(archive) as opened:
                return cast(BinaryIO, opened.open(MEMBER_MARK.join(parts[n:])))
    raise FileNotFoundError(place)


def _fault_at(place: str, digest: str, count: Count | None = None) -> str:
    try:
        with open_place(place) as file:
            return fault_of(file, digest, count)
    except (FileNotFoundError, KeyError):
        return GONE
    except (ScanError, *UNREADABLE) as error:
        return f"the image cannot be read ({_why(error)})"


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def fault_of(file: BinaryIO, digest: str, count: Count | None = None) -> str:
    """Say whether a file has another digest; empty where it has not."""
    found = digest_of(file, count=count).digest
    return "" if found == digest else "the image is another one than was entered"


def digest_of(
    source: BinaryIO, into: BinaryIO | None = None, *, count: Count | None = None
) -> Kept:
    """Return the digest of a file, which is copied on the way where it is wanted elsewhere.

    ``count`` is told how many bytes more were read.

    Raises
    ------
    ScanError
        Where it cannot be read to its end.
    """
    hashed, size = hashlib.sha256(), 0
    while piece := _next(source):
        hashed.update(piece)
        size += len(piece)
        if into is not None:
            into.write(piece)
        if count is not None:
            count(len(piece))
    if into is not None:
        into.flush()
    return Kept(digest=hashed.hexdigest(), size=size)


def _next(source: BinaryIO) -> bytes:
    try:
        return source.read(AT_ONCE)
    except UNREADABLE as error:
        raise ScanError(f"cannot be read ({_why(error)}); copy it anew") from error
