"""Which protocols an answer is given under: named by id or path, with those they name beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.trial.protocol_file import (
    SUFFIX,
    built_in_ids,
    built_in_text,
    protocol_from_toml,
    protocol_named,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A protocol with the text that it was read from (TOML)."""

    protocol: Protocol
    text: str


def protocol_of(name: str) -> Protocol:
    """Return a protocol by its built-in id or by the path of its file.

    Raises
    ------
    InputError
        Where there is none, its file cannot be read, or it names a protocol beside itself
        that is not there.
    """
    return with_also(name)[0]


def with_also(name: str | Path) -> tuple[Protocol, ...]:
    """Return a protocol and those that its ``also`` names, which name no further ones.

    A name in ``also`` is a file beside this one (``NAME.toml``), else a built-in id.
    """
    return tuple(one.protocol for one in sources_of(name))


def sources_of(name: str | Path) -> tuple[Source, ...]:
    """Return what `with_also` returns, each with its text."""
    path = None if isinstance(name, str) and not _is_path(name) else Path(name)
    first = _built_in(str(name)) if path is None else _read(path)
    also = first.protocol.also
    return (first, *(_beside(other, first.protocol, path) for other in also))


def side_by_side(names: Iterable[str]) -> tuple[Protocol, ...]:
    """Return the protocols of several names and what each names beside itself, each once.

    Raises
    ------
    InputError
        As `protocol_of`, and where two different protocols have one id.
    """
    found: dict[str, Protocol] = {}
    for name in names:
        for protocol in with_also(name):
            if found.setdefault(protocol.id, protocol) != protocol:
                raise InputError(
                    f"two different protocols have the id {protocol.id!r}; give one another id"
                )
    return tuple(found.values())


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIX) or "/" in name or "\\" in name


def _built_in(name: str) -> Source:
    return Source(protocol=protocol_named(name), text=built_in_text(name))


def _beside(name: str, first: Protocol, path: Path | None) -> Source:
    file = None if path is None else path.with_name(name.removesuffix(SUFFIX) + SUFFIX)
    if file is not None and file.is_file():
        other = _read(file)
    elif name in built_in_ids():
        other = _built_in(name)
    else:
        raise _fault(first, path, f"there is no {name!r}{_ways_out(first, file)}")
    if other.protocol.id == first.id:
        raise _fault(first, path, f"{name} has the same id as this protocol")
    return other


def _ways_out(first: Protocol, file: Path | None) -> str:
    known = ", ".join(one for one in built_in_ids() if one != first.id)
    near = "" if file is None else f", and no file {file.name} beside this one"
    return f"; there is {known}{near}"


def _fault(first: Protocol, path: Path | None, problem: str) -> InputError:
    name = f"{first.id}{SUFFIX}" if path is None else path.name
    return InputError(f"{name}, key also: {problem}")


def _read(path: Path) -> Source:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; is the path right?") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is no UTF-8 text; save it as UTF-8") from None
    return Source(protocol=protocol_from_toml(text, path.name), text=text)
