"""What was open before: places on this computer, of which only the names are shown."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from gui.state.entries import entries_of, words

MOST = 8
Paths = tuple[Path, ...]


def with_opened(recent: tuple[Paths, ...], paths: Paths) -> tuple[Paths, ...]:
    """Put what was opened first; the ninth is forgotten."""
    if not paths:
        return recent
    own = tuple(path.absolute() for path in paths)
    return (own, *(one for one in recent if one != own))[:MOST]


def without(recent: tuple[Paths, ...], paths: Paths) -> tuple[Paths, ...]:
    """Forget one place, which is not there any more."""
    return tuple(one for one in recent if one != paths)


def names(recent: tuple[Paths, ...]) -> tuple[str, ...]:
    """Return what each is called; where two have one name, the folder around them is added."""
    plain = [", ".join(path.name or str(path) for path in paths) for paths in recent]
    count = Counter(plain)
    return tuple(
        name if count[name] == 1 else f"{name} · {paths[0].parent.name}"
        for name, paths in zip(plain, recent, strict=True)
    )


def recent_text(recent: tuple[Paths, ...]) -> str:
    """Return the places as JSON."""
    lists = [[str(path) for path in paths] for paths in recent]
    return json.dumps({"recent": lists}, indent=1) + "\n"


def read_recent(text: str) -> tuple[Paths, ...]:
    """Return the places of a text; what is broken is left out."""
    found = entries_of(text).get("recent")
    lists = [words(one) for one in found] if isinstance(found, list) else []
    return tuple(tuple(Path(text) for text in one) for one in lists if one)[:MOST]
