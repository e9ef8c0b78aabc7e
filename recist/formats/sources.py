"""Where bytes come from: folders, single files and zip archives, opened without unpacking."""

from __future__ import annotations

import io
import math
import mmap
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

import numpy as np
from numpy.typing import NDArray

from recist.formats.advice import with_advice
from recist.imaging.series import Rejected
from recist.model.errors import InputError, RecistError, ScanError

MEMBER_MARK = "!"
PRIVATE = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
UNPACKED_AT_ONCE = 1 << 20
# What reading on in an open file or archive member raises.
STREAM_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile)


class RefusedError(ScanError):
    """A file that cannot be used; ``code`` is stable, ``str()`` is for people.

    A message that does not say behind a semicolon what the user can do gets the usual advice.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(with_advice(code, message))
        self.code = code


def printable(name: str) -> str:
    """Return a file's name as it can be shown: what is no text, or steers a terminal, escaped."""
    decoded = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    signs = (sign if sign.isprintable() else sign.encode("unicode_escape") for sign in decoded)
    return "".join(sign if isinstance(sign, str) else sign.decode() for sign in signs)


def scan_error(file: str, error: BaseException) -> ScanError:
    """Return the error that names the file; of an unforeseen one its kind alone."""
    known = isinstance(error, (RecistError, *STREAM_ERRORS))
    what = str(error) if known else f"cannot be used ({type(error).__name__})"
    return ScanError(f"{printable(file)}: {printable(what)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to look at: its name (``archive.zip!member`` in a zip) and the bytes that it takes."""

    file: str
    size: int


Contents = tuple[Sequence[Source], Sequence[Rejected]]
"""What may be opened, and what may not."""


class Opener:
    """Open sources by name, keeping each zip archive open until the end."""

    def __init__(self) -> None:
        self._archives: dict[str, tuple[tuple[int, int], zipfile.ZipFile]] = {}
        self._unpacked: tuple[zipfile.ZipFile, str, bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for _, archive in self._archives.values():
            archive.close()
        self._archives.clear()

    def open(self, file: str) -> BinaryIO:
        """Open a file or a member of an archive for reading and seeking.

        Raises
        ------
        RefusedError
            If it is not there, cannot be read or is not a sound archive.
        """
        try:
            if is_file(Path(file)):
                return Path(file).open("rb")
            archive, member = _split(file)
            # A member seeks backwards by starting over; the buffer spares it small steps.
            stream = self.archive(archive).open(member)
            return cast(BinaryIO, io.BufferedReader(stream, 1 << 16))
        except (OSError, KeyError, RuntimeError, NotImplementedError) as error:
            raise unreadable(error) from error
        except (UnicodeDecodeError, zipfile.BadZipFile) as error:
            raise RefusedError(
                "damaged-archive", f"the zip archive is damaged ({error})"
            ) from error

    def load(self, file: str) -> BinaryIO:
        """Open for reading all of it: a member is unpacked into memory, its checksum tested.

        The last one is kept, since a member of many frames is asked for again and again.
        """
        if is_file(Path(file)):
            return self.open(file)
        with self.open(file) as member:
            archive = self.archive(_split(file)[0])
            if self._unpacked is None or self._unpacked[:2] != (archive, file):
                self._unpacked = None
                self._unpacked = archive, file, _all_of(member)
            # It reads where the bytes are: nothing is copied.
            return io.BytesIO(self._unpacked[2])

    def forget(self) -> None:
        """Give the memory of the last unpacked member back."""
        self._unpacked = None

    def size(self, file: str) -> int:
        """Return the size of a source in bytes; raises as :meth:`open` does."""
        try:
            if is_file(Path(file)):
                return Path(file).stat().st_size
            archive, member = _split(file)
            return self.archive(archive).getinfo(member).file_size
        except KeyError as error:
            raise RefusedError("unreadable", "is no longer in the archive") from error
        except OSError as error:
            raise unreadable(error) from error

    def archive(self, path: str) -> zipfile.ZipFile:
        """Return the open archive at a path; one that was written anew is opened anew."""
        found = Path(path).stat()
        state = (found.st_mtime_ns, found.st_size)
        known = self._archives.get(path)
        if known is not None and known[0] == state:
            return known[1]
        if known is not None:
            known[1].close()
        archive = zipfile.ZipFile(path)
        self._archives[path] = (state, archive)
        return archive


def _all_of(member: BinaryIO) -> bytes:
    """Unpack a member; piece by piece, for the unpacked bytes to be in memory only once."""
    room = io.BytesIO()
    try:
        shutil.copyfileobj(member, room, UNPACKED_AT_ONCE)
    except STREAM_ERRORS as error:
        raise RefusedError("damaged-archive", f"cannot be unpacked ({error})") from error
    return room.getvalue()


def unreadable(error: BaseException) -> RefusedError:
    """Return the refusal of a file or archive member that cannot be read on."""
    damaged = isinstance(error, zipfile.BadZipFile | zlib.error | EOFError)
    return RefusedError("damaged-archive" if damaged else "unreadable", f"cannot be read ({error})")


def list_sources(
    paths: Sequence[Path], members: Callable[[str], Contents]
) -> tuple[list[Source], list[Rejected]]:
    """List every file under the paths, each once, and what had to be refused at sight.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders.
    members : callable
        Lists what is in a zip archive; may raise ``RefusedError``.

    Raises
    ------
    InputError
        If a given path does not exist.
    """
    sources: dict[str, Source] = {}
    rejected: list[Rejected] = []
    for path in paths:
        if not _exists(path):
            raise InputError(f"{printable(str(path))}: no such file or folder; check the path")
        for file in _files(path, rejected):
            try:
                if zipfile_name(file):
                    found, refused = members(str(file))
                    sources |= {one.file: one for one in found if one.file not in sources}
                    rejected += refused
                else:
                    source = Source(file=str(file), size=file.stat().st_size)
                    sources.setdefault(str(file.resolve()), source)
            except OSError as error:
                rejected.append(_refused(str(file), error))
            except RefusedError as error:
                rejected.append(Rejected(file=str(file), code=error.code, message=str(error)))
    return list(sources.values()), rejected


def new_array(shape: tuple[int, ...], kind: np.dtype[Any]) -> NDArray[Any]:
    """Return an array of zeros that is yet to be filled.

    Its memory comes fresh from the system: in large pages, which is several times faster, and
    never with what another patient's scan has left behind.

    Raises
    ------
    RefusedError
        ``too-large`` if there is not as much memory.
    """
    count = math.prod(shape)
    try:
        room = mmap.mmap(-1, max(1, count * kind.itemsize), flags=PRIVATE)
    except (OSError, OverflowError, ValueError) as error:
        size = " × ".join(str(n) for n in shape)
        message = f"needs more memory than there is ({size} voxels)"
        raise RefusedError("too-large", message) from error
    room.madvise(mmap.MADV_HUGEPAGE)
    return np.frombuffer(room, dtype=kind, count=count).reshape(shape)


def read_into(stream: BinaryIO, target: NDArray[Any]) -> None:
    """Fill a contiguous array with the next bytes of a stream.

    Raises
    ------
    RefusedError
        ``truncated`` if the stream ends before the array is full.
    """
    view = target.reshape(-1).view(np.uint8).data
    got = 0
    while got < len(view):
        # A BinaryIO does not promise readinto, every stream of an Opener has it.
        more = cast(io.BufferedReader, stream).readinto(view[got:])
        if not more:
            message = f"is cut short: {got} of {len(view)} bytes of pixels are there"
            raise RefusedError("truncated", message)
        got += more


def zipfile_name(path: Path) -> bool:
    """Say whether a path is named as a zip archive."""
    return path.suffix.lower() == ".zip"


def is_file(path: Path) -> bool:
    """Say whether a path is a file that can be looked at."""
    try:
        return path.is_file()
    except OSError:
        return False


def check_fits(needed_bytes: int) -> None:
    """Refuse what is larger than the memory of this machine.

    Raises
    ------
    RefusedError
        ``too-large``.
    """
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return
    if 0 < memory < needed_bytes:
        message = f"needs {needed_bytes >> 20} MiB, this machine has {memory >> 20} MiB of memory"
        raise RefusedError("too-large", message)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # It is in a folder that cannot be entered; what is wrong is said of the path itself.
        return True


def _refused(file: str, error: OSError) -> Rejected:
    return Rejected(file=file, code="unreadable", message=f"cannot be read ({error.strerror})")


def _files(path: Path, rejected: list[Rejected]) -> Iterator[Path]:
    # Unlike its counterpart of a Path this one is not upset by a folder that is shut.
    if not os.path.isdir(path):  # noqa: PTH112
        yield from _if_file(path, rejected)
        return

    # os.walk calls itself for each level, and folders may be deeper than Python can call.
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            message = f"the folder cannot be opened ({error.strerror})"
            rejected.append(Rejected(file=str(folder), code="unreadable", message=message))
            continue
        folders: list[Path] = []
        for entry in inside:
            if not _is_folder(entry):
                yield from _if_file(folder / entry.name, rejected)
            elif entry.is_symlink():
                message = "a link to a folder is not followed; open the folder itself"
                rejected.append(Rejected(file=entry.path, code="link", message=message))
            else:
                folders.append(folder / entry.name)
        waiting += reversed(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _if_file(path: Path, rejected: list[Rejected]) -> Iterator[Path]:
    """Yield a path if it is a file or a link to one: opening a pipe would wait for ever."""
    code, message = "not-a-file", "is a pipe, socket or device, not a file; leave it out"
    try:
        if path.is_file():
            yield path
            return
        if path.is_symlink() and not path.exists():
            code, message = "link", "a link that leads nowhere; copy the file that it stands for"
    except OSError as error:
        rejected.append(_refused(str(path), error))
        return
    rejected.append(Rejected(file=str(path), code=code, message=message))


def archive_of(file: str) -> str:
    """Return the archive that a file is a member of, else the file itself."""
    try:
        return file if is_file(Path(file)) else _split(file)[0]
    except FileNotFoundError:
        return file


def _split(file: str) -> tuple[str, str]:
    """Split ``archive.zip!member`` where the archive is a file that exists."""
    parts = file.split(MEMBER_MARK)
    for n in range(1, len(parts)):
        archive = MEMBER_MARK.join(parts[:n])
        if is_file(Path(archive)):
            return archive, MEMBER_MARK.join(parts[n:])
    raise FileNotFoundError(f"no such file: {file}")
