"""A disk that loses its power: what was synced is there, of the rest anything may be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of the recorded process; ``mark`` says that a save was acknowledged.

    ``data`` is what was written, or the second path of a rename or link.
    """

    kind: str
    path: str
    offset: int
    data: bytes


def calls_of(log: Path) -> Iterator[Call]:
    """Read what the shim has recorded."""
    with log.open("rb") as file:
        while head := file.readline():
            kind, path, offset, length = head.decode().split()
            data = file.read(int(length))
            yield Call(kind=kind, path=path, offset=int(offset), data=data)


@dataclass(slots=True)
class Inode:
    """The bytes of a file that are safe, and the calls since its last sync."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        """Make all that was written safe."""
        for call in self.pending:
            _apply(self.safe, call, None)
        self.pending.clear()

    def found(self, rng: random.Random) -> bytes:
        """Return the bytes after a power cut: each call is kept, dropped or torn."""
        content = bytearray(self.safe)
        for call in self.pending:
            fate = rng.choice(("kept", "dropped", "torn"))
            if fate != "dropped":
                _apply(content, call, rng if fate == "torn" else None)
        return bytes(content)


class Folder:
    """A folder; its names are the disk's."""


class Disk:
    """The files below one folder; a name is safe once the folder that it stands in was synced.

    A rename may be found with both names or none: worse than what file systems do.
    """

    def __init__(self, root: str) -> None:
        self._root = PurePosixPath(root)
        self._now: dict[str, Inode | Folder] = {}
        self._safe: dict[str, Inode | Folder] = {}
        self._names: dict[str, list[Inode | Folder | None]] = {}

    def do(self, call: Call) -> None:
        """Take a call in."""
        match call.kind:
            case "create":
                self._name(call.path, Inode())
            case "mkdir":
                self._name(call.path, Folder())
            case "unlink":
                self._name(call.path, None)
            case "rename" | "link":
                self._name(call.data.decode(), self._now[call.path])
                if call.kind == "rename":
                    self._name(call.path, None)
            case "write" | "truncate":
                self._inode(call.path).pending.append(call)
            case "sync" if isinstance(self._now.get(call.path), Inode):
                self._inode(call.path).sync()
            case "sync":
                self._sync_names(call.path)
            case unknown:
                raise ValueError(f"the log holds an unknown call: {unknown}")

    def _inode(self, path: str) -> Inode:
        found = self._now[path]
        if isinstance(found, Folder):
            raise TypeError(f"{path} is written like a file and is a folder")
        return found

    def _name(self, path: str, thing: Inode | Folder | None) -> None:
        if thing is None:
            self._now.pop(path, None)
        else:
            self._now[path] = thing
        self._names.setdefault(path, []).append(thing)

    def _sync_names(self, folder: str) -> None:
        for path in [one for one in self._names if str(PurePosixPath(one).parent) == folder]:
            _put(self._safe, path, self._names.pop(path)[-1])

    def crash(self, rng: random.Random) -> dict[str, bytes]:
        """Return the files, named from the folder on, as they are after the power was cut now."""
        there = dict(self._safe)
        for path, steps in self._names.items():
            if reached := rng.randint(0, len(steps)):
                _put(there, path, steps[reached - 1])
        return {
            str(PurePosixPath(path).relative_to(self._root)): thing.found(rng)
            for path, thing in there.items()
            if isinstance(thing, Inode) and self._is_reached(PurePosixPath(path), there)
        }

    def _is_reached(self, path: PurePosixPath, there: dict[str, Inode | Folder]) -> bool:
        """Say whether every folder on the way to a file is there."""
        above = path.parent
        return above == self._root or (str(above) in there and self._is_reached(above, there))


def _put(names: dict[str, Inode | Folder], path: str, thing: Inode | Folder | None) -> None:
    if thing is None:
        names.pop(path, None)
    else:
        names[path] = thing


def _apply(content: bytearray, call: Call, torn: random.Random | None) -> None:
    """Carry a call out; of one that is torn, each sector is there or not."""
    if call.kind == "truncate":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    start, end = call.offset, call.offset + len(call.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        if torn is None or torn.random() < 0.5:
            content.extend(bytes(max(0, start - len(content))))
            content[start:stop] = call.data[start - call.offset : stop - call.offset]
        start = stop
