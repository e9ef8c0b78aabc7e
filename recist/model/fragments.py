"""Which rows of a visit make up one lesion: split lesions and their fragments (§1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recist.model.reading import Merged
from recist.model.row import Row


def parents_of_fragments(visits: Iterable[Sequence[Row]], roots: Iterable[str]) -> dict[str, str]:
    """Find the fragments of a course: id → the lesion (or fragment) that split.

    A row is a fragment where it names a ``parent``, or has a dotted name (``T1.1``), without
    a row of its own at baseline. The first sighting decides, so that later visits never
    change what an earlier one meant.

    Parameters
    ----------
    visits : iterable of rows
        Follow-up visits in order, rows of target and non-target lesions.
    roots : iterable of str
        Lesions with a row at baseline.
    """
    known = set(roots)
    parents: dict[str, str] = {}
    strangers: set[str] = set()
    for rows in visits:
        unplaced = {
            row.lesion: row.parent if _splits(row) else row.lesion.rpartition(".")[0]
            for row in rows
            if row.lesion not in known and row.lesion not in strangers
        }
        # A fragment of a fragment may stand before it in the file.
        while placed := {name: parent for name, parent in unplaced.items() if parent in known}:
            parents.update(placed)
            known.update(placed)
            for name in placed:
                del unplaced[name]
        strangers.update(unplaced)
    return parents


def parts_at_visit(
    lesion: str, rows: Mapping[str, Row], known: Sequence[str], parents: Mapping[str, str]
) -> tuple[tuple[str, Row | None], ...]:
    """List what stands for a lesion at a visit: its own row, or its fragments.

    Parameters
    ----------
    lesion : str
        A lesion of the baseline.
    rows : mapping
        The visit's rows by lesion id.
    known : sequence of str
        Fragments seen up to this visit, in order of sighting.
    parents : mapping
        From `parents_of_fragments`.

    Returns
    -------
    tuple of (id, Row or None)
        None for a fragment that was seen before and has no row here.
    """
    split = _ancestors((name for name in known if name in rows), parents)
    parts: list[tuple[str, Row | None]] = []
    waiting = [lesion]
    while waiting:
        name = waiting.pop()
        if name in split:
            waiting.extend(child for child in reversed(known) if parents[child] == name)
        else:
            parts.append((name, rows.get(name)))
    return tuple(parts)


def _ancestors(names: Iterable[str], parents: Mapping[str, str]) -> set[str]:
    """Return every lesion that has split into one of these."""
    found: set[str] = set()
    for name in names:
        parent = parents.get(name)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parents.get(parent)
    return found


def _splits(row: Row) -> bool:
    return bool(row.parent) and not isinstance(row.state, Merged)
