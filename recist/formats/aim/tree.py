"""An annotation file as a tree of elements, read without trust.

No entity is expanded and nothing outside the file is fetched: a file that declares a document type
is refused, whatever it declares.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from recist.formats.sources import RefusedError
from recist.formats.what_else import BLANKS

MOST_BYTES = 64 << 20
MOST_ELEMENTS = 500_000
MOST_DEPTH = 100
START_BYTES = 1 << 16
ROOT_NAME = "ImageAnnotation"
ROOTS = frozenset({ROOT_NAME, "ImageAnnotationCollection"})
ENCODINGS = ("ascii", "utf-16-le", "utf-16-be")
# Where an element of AIM 4 holds what AIM 3 has as an attribute.
VALUES = ("value", "root", "extension", "code")


@dataclass(slots=True, kw_only=True)
class Element:
    """One element, by its name without the namespace; ``path`` counts from 1, the root being 1."""

    name: str
    path: tuple[int, ...]
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)

    @property
    def where(self) -> str:
        """The place in words, such as ``element 1.1.1 (Calculation)``."""
        return f"element {'.'.join(map(str, self.path))} ({self.name})"

    def said(self, name: str) -> str:
        """Return what an element says under a name, as an attribute or as an element of its own."""
        if name in self.attributes:
            return self.attributes[name].strip()
        child = self.child(name)
        if child is None:
            return ""
        told = (child.attributes[one] for one in VALUES if one in child.attributes)
        return next(told, "").strip()

    def child(self, name: str) -> Element | None:
        """Return the first child of a name, however its first letter is written."""
        folded = name.casefold()
        return next((one for one in self.children if one.name.casefold() == folded), None)

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the elements of some names below this one, in order."""
        waiting = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if one.name in names:
                yield one
            waiting.extend(reversed(one.children))


class _Enough(Exception):  # noqa: N818 - it ends the parsing and is no error
    pass


def is_aim(start: bytes) -> bool:
    """Say whether a file that begins so is an annotation: by its first element."""
    if not start.lstrip(BLANKS).startswith(b"<"):
        return False
    found: list[bool] = []
    # What is declared before the first element is for the reader of the file to refuse.
    by_name = any(ROOT_NAME.encode(code) in start for code in ENCODINGS)

    def end(is_one: bool) -> None:
        found.append(is_one)
        raise _Enough

    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler = lambda name, attributes: end(_local(name) in ROOTS)
    parser.StartDoctypeDeclHandler = lambda *declared: end(by_name)
    with suppress(_Enough):
        try:
            parser.Parse(start, False)
        except (expat.ExpatError, LookupError, ValueError):
            # An encoding that the parser does not know is for the reader of the file to refuse.
            return by_name
    return any(found)


def read_tree(path: Path) -> Element:
    """Read a file.

    Raises
    ------
    RefusedError
        Where it is no sound XML, declares a document type, or is too large or deep.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        why = f"cannot be read ({error.strerror or error}); see that you may read it"
        raise RefusedError("unreadable", why) from None
    if size > MOST_BYTES:
        raise RefusedError("too-large", f"has {size:,} bytes: no annotation needs that")
    return _Builder().built(content)


class _Builder:
    def __init__(self) -> None:
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0

    def built(self, content: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator="|")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = lambda name: self._open.pop()
        parser.StartDoctypeDeclHandler = _no_document_type
        parser.EntityDeclHandler = _no_entity
        try:
            parser.Parse(content, True)
        except (LookupError, ValueError) as error:
            raise RefusedError(
                "damaged-xml", f"is no sound XML ({error}); ask for it anew"
            ) from None
        except expat.ExpatError as error:
            why = f"is no sound XML (line {error.lineno}: {expat.ErrorString(error.code)})"
            raise RefusedError("damaged-xml", f"{why}; ask for it anew") from None
        if self._root is None:
            raise RefusedError("damaged-xml", "holds no element; ask for it anew")
        return self._root

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= MOST_DEPTH:
            raise RefusedError("too-large", "has more elements, or deeper ones, than it needs")
        parent = self._open[-1] if self._open else None
        one = Element(
            name=_local(name),
            path=(*parent.path, len(parent.children) + 1) if parent else (1,),
            attributes={_local(key): value for key, value in attributes.items()},
        )
        if parent is None:
            self._root = one
        else:
            parent.children.append(one)
        self._open.append(one)


def _local(name: str) -> str:
    return name.rpartition("|")[2]


def _no_entity(*_: object) -> None:
    why = "declares entities, which no annotation needs; ask for it anew"
    raise RefusedError("unsafe-xml", why)


def _no_document_type(*_: object) -> None:
    why = "declares a document type, which no annotation needs; ask for it anew"
    raise RefusedError("unsafe-xml", why)
