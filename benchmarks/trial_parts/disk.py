"""A disk that loses its power: what was synced is there, of the rest anything may be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of the recorded process; ``mark`` says that a save was acknowledged."""

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


class Disk:
    """One folder on a disk; names are safe once the folder itself was synced."""

    def __init__(self) -> None:
        self._now: dict[str, Inode] = {}
        self._safe: dict[str, Inode] = {}
        self._names: dict[str, list[Inode | None]] = {}

    def do(self, call: Call) -> None:
        """Take a call in."""
        match call.kind:
            case "create":
                self._name(call.path, Inode())
            case "unlink":
                self._name(call.path, None)
            case "write" | "truncate":
                self._now[call.path].pending.append(call)
            case "sync" if call.path in self._now:
                inode = self._now[call.path]
                for one in inode.pending:
                    _apply(inode.safe, one, None)
                inode.pending.clear()
            case "sync":
                self._safe = dict(self._now)
                self._names.clear()
            case unknown:
                raise ValueError(f"the log holds an unknown call: {unknown}")

    def _name(self, path: str, inode: Inode | None) -> None:
        if inode is None:
            self._now.pop(path, None)
        else:
            self._now[path] = inode
        self._names.setdefault(path, []).append(inode)

    def crash(self, rng: random.Random) -> dict[str, bytes]:
        """Return the files as they are found after the power was cut now."""
        there: dict[str, Inode] = dict(self._safe)
        for path, steps in self._names.items():
            reached = rng.randint(0, len(steps))
            if not reached:
                continue
            inode = steps[reached - 1]
            if inode is None:
                there.pop(path, None)
            else:
                there[path] = inode
        return {path: _content(inode, rng) for path, inode in there.items()}


def _content(inode: Inode, rng: random.Random) -> bytes:
    content = bytearray(inode.safe)
    for call in inode.pending:
        fate = rng.choice(("kept", "dropped", "torn"))
        if fate != "dropped":
            _apply(content, call, rng if fate == "torn" else None)
    return bytes(content)


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
