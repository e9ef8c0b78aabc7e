"""Split lesions: the fragments that stand for a lesion from a visit on (RECIST 1.1 §4.3.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from gui.state.commands import Refused, SplitLesion
from gui.state.document import (
    Document,
    baseline_of,
    find_row,
    lesions_of,
    own_rows,
    visits_of,
)
from gui.state.rewriting import put_row, row_for, without
from gui.state.tongue import later, tr
from recist.model.fragments import parents_of_fragments
from recist.model.lesion import Lesion, Role
from recist.model.reading import Merged, NotDone
from recist.model.row import Row

SPLITS = (Role.TARGET, Role.NON_TARGET)
UNREAD = NotDone("fragment not measured yet")

SPLIT = later("Split {lesion} at {visit}…")
MORE = later("Another fragment of {lesion} at {visit}…")

Parents = Mapping[str, str]
"""From each fragment to the lesion (or fragment) that split."""


def parents_of(document: Document, subject: str) -> Parents:
    """Return the fragments of a subject, as the engine finds them."""
    rows = [row for row in own_rows(document, subject) if row.role in SPLITS]
    if not any(row.parent or "." in row.lesion for row in rows):
        return {}
    baseline = baseline_of(document, subject)
    first = "" if baseline is None else baseline.label
    follow_ups = [one.label for one in visits_of(document, subject) if one.label != first]
    roots = [row.lesion for row in rows if row.visit == first]
    read = [[row for row in rows if row.visit == at] for at in follow_ups]
    return parents_of_fragments(read, roots)


def fragments_of(parents: Parents, lesion: str) -> tuple[str, ...]:
    """Return the fragments of a lesion at any visit, in the order of their numbers."""
    return tuple(sorted((name for name, held in parents.items() if held == lesion), key=_place))


def family_of(parents: Parents, lesion: str) -> tuple[str, ...]:
    """Return a lesion with all that has split off it."""
    parts = (name for one in fragments_of(parents, lesion) for name in family_of(parents, one))
    return (lesion, *parts)


def parts_at(
    document: Document, parents: Parents, subject: str, visit: str, lesion: str
) -> tuple[Row, ...]:
    """Return the rows that stand for a split lesion at a visit; empty where it is whole."""
    found: list[Row] = []
    for name in fragments_of(parents, lesion):
        row = find_row(document, subject, visit, name)
        own = () if row is None else (row,)
        found.extend(parts_at(document, parents, subject, visit, name) or own)
    return tuple(found)


def whole_at(document: Document, parents: Parents, subject: str, visit: str, lesion: str) -> str:
    """Return the lesion that a fragment is still a part of at a visit, else empty."""
    parent = parents.get(lesion, "")
    if not parent or parts_at(document, parents, subject, visit, parent):
        return ""
    if find_row(document, subject, visit, parent) is not None:
        return parent
    return whole_at(document, parents, subject, visit, parent)


def demand_apart(document: Document, subject: str, visit: str, lesion: str) -> None:
    """Raise ``Refused`` where a lesion is a fragment of one that is whole at a visit.

    Read there as well it would count twice; at baseline it would be a lesion of its own.
    """
    parents = parents_of(document, subject)
    whole = whole_at(document, parents, subject, visit, lesion) if parents else ""
    if whole:
        said = tr(
            "{lesion} is still one with {whole} at {visit}: it is read there with that",
            lesion=lesion,
            whole=whole,
            visit=visit,
        )
        raise Refused(said)


def is_in_fragments(
    document: Document, parents: Parents, subject: str, visit: str, lesion: str
) -> bool:
    """Say whether fragments stand for a lesion, as it was read at a visit or last before."""
    labels = [one.label for one in visits_of(document, subject)]
    for label in reversed(labels[: labels.index(visit) + 1] if visit in labels else []):
        if parts_at(document, parents, subject, label, lesion):
            return True
        if find_row(document, subject, label, lesion) is not None:
            return False
    return False


def names_after(parents: Parents, before: str, after: str) -> dict[str, str]:
    """Return the new names of a family whose head gets another: those of T1 are T1.1 and T1.2."""
    return {
        name: after + name[len(before) :] if f"{name}.".startswith(f"{before}.") else name
        for name in family_of(parents, before)
    }


def offered(
    document: Document, subject: str, visit: str, lesion: Lesion
) -> tuple[tuple[str, str], ...]:
    """Return the splits that a lesion's menu offers at a visit: what splits, and the text."""
    baseline = baseline_of(document, subject)
    if lesion.role not in SPLITS or baseline is None or baseline.label == visit:
        return ()
    parents = parents_of(document, subject)
    if not _is_followed(document, parents, subject, baseline.label, lesion.id):
        return ()
    if parts_at(document, parents, subject, visit, lesion.id):
        return ((lesion.id, MORE),)
    parent = parents.get(lesion.id)
    return ((lesion.id, SPLIT), *([(parent, MORE)] if parent else []))


def split(document: Document, command: SplitLesion) -> Document:
    """Put fragments in the place of a lesion at a visit, or one more beside those that are there.

    The first of two takes over what was read of the lesion there, its caliper too.

    Raises
    ------
    Refused
        At baseline, where every lesion is one of its own, and for what does not split or is not
        followed from baseline on.
    """
    subject, visit = command.subject, command.visit
    lesion = next((one for one in lesions_of(document, subject) if one.id == command.lesion), None)
    if lesion is None or lesion.role not in SPLITS:
        raise Refused(tr("{lesion} does not split", lesion=command.lesion))
    baseline = baseline_of(document, subject)
    if baseline is None or baseline.label == visit:
        raise Refused(tr("At baseline every lesion is one of its own: draw it as another"))
    parents = parents_of(document, subject)
    if not _is_followed(document, parents, subject, baseline.label, lesion.id):
        said = tr(
            "{lesion} has no reading at {visit}: there is nothing that could have split",
            lesion=lesion.id,
            visit=baseline.label,
        )
        raise Refused(said)
    demand_apart(document, subject, visit, lesion.id)
    here = parts_at(document, parents, subject, visit, lesion.id)
    before = find_row(document, subject, visit, lesion.id)
    taken = {one.id for one in lesions_of(document, subject)}
    names = _new_names(taken, lesion.id, 1 if here else 2)
    for name in names:
        part = row_for(document, subject, visit, replace(lesion, id=name))
        new = replace(part, parent=lesion.id, state=UNREAD, reason=UNREAD.reason)
        document = put_row(document, replace(new, source="reading room"))
    return document if before is None else _handed_on(document, before, names[0])


def _is_followed(
    document: Document, parents: Parents, subject: str, baseline: str, lesion: str
) -> bool:
    """Say whether a lesion leads back to a reading at baseline, as the engine wants it."""
    return lesion in parents or find_row(document, subject, baseline, lesion) is not None


def _new_names(taken: set[str], lesion: str, count: int) -> tuple[str, ...]:
    """Return names after the last of a lesion's fragments; a label may have been given by hand."""
    own = (name for name in taken if name.rpartition(".")[0] == lesion)
    first = max((_place(name)[0] for name in own), default=0) + 1
    return tuple(f"{lesion}.{n}" for n in range(first, first + count))


def _handed_on(document: Document, before: Row, name: str) -> Document:
    """Give the lesion's own reading and caliper at a visit to its first fragment."""
    here = (before.subject, before.reader, before.visit)
    document = without(document, before.subject, lambda *at: at == (before.visit, name))
    moved = replace(before, lesion=name, parent=before.lesion, findings=())
    if isinstance(before.state, Merged):
        moved = replace(moved, state=UNREAD, reason=UNREAD.reason)
    return replace(
        document,
        rows=tuple(moved if row == before else row for row in document.rows),
        calipers=tuple(
            replace(one, lesion=name)
            if (one.subject, one.reader, one.visit, one.lesion) == (*here, before.lesion)
            else one
            for one in document.calipers
        ),
    )


def _place(name: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", name.rpartition(".")[2])
    return int(digits or 0), name
