"""Sums that TR states, beside those of the lesions that it lists: a difference is a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from recist.criteria.axes import Axis, always_longest, length_on, short_for_nodes
from recist.formats.sdtm_in.lengths import SAME_MM, length_of, mm_words
from recist.formats.sdtm_in.places import Course, Places
from recist.formats.sdtm_in.records import Record, UnreadableError
from recist.formats.sdtm_in.responses import scope_in
from recist.formats.sdtm_in.rows import finding
from recist.model.finding import Severity
from recist.model.length import Length
from recist.model.lesion import Lesion, Role
from recist.model.reading import Absent, Measured, Merged, TooSmall
from recist.model.row import Row
from recist.model.scope import is_in_scope

SUM = "SUMDIAM"
TOO_SMALL = Length.of_mm(5)
RECIST_10 = "RECIST 1.0"

VisitKey = tuple[Course, str]


def with_sums_compared(
    rows: Sequence[Row], results: Iterable[Record], responses: Iterable[Record], places: Places
) -> list[Row]:
    """Return the rows, the first target of a visit with a finding where a stated sum is another."""
    longest = {
        places.course(one, "RS") for one in responses if one.word("RSCAT").startswith(RECIST_10)
    }
    stated: dict[VisitKey, list[Record]] = defaultdict(list)
    for record in results:
        if record.word("TRTESTCD") == SUM:
            key = places.course(record, "TR"), places.visit(record, "TR")
            stated[key].append(record)
    held: dict[VisitKey, list[Row]] = defaultdict(list)
    for row in rows:
        if row.role is Role.TARGET:
            held[(row.subject, row.reader), row.visit].append(row)
    organs = {row.organ.casefold() for row in rows if row.organ}
    noted: dict[int, Row] = {}
    for key, records in stated.items():
        targets = held.get(key, [])
        by_longest = key[0] in longest
        told = [note for one in records for note in _apart(one, targets, organs, by_longest)]
        if told and targets:
            first = noted.get(id(targets[0]), targets[0])
            noted[id(targets[0])] = replace(
                first, findings=(*first.findings, *(finding(first, note) for note in told))
            )
    return [noted.get(id(row), row) for row in rows]


def _apart(
    record: Record, targets: Sequence[Row], organs: Collection[str], by_longest: bool
) -> Iterator[tuple[Severity, str, str]]:
    try:
        found = length_of(record, "TR")
    except UnreadableError as error:
        yield Severity.WARNING, "sum-not-read", f"stands beside a sum that cannot be read: {error}"
        return
    scope = scope_in(record.text("TRGRPID"), organs)
    ours = _sum([row for row in targets if is_in_scope(row.organ, scope)], by_longest)
    if found is not None and ours is not None and abs(found.mm - ours) > SAME_MM:
        yield (
            Severity.WARNING,
            "sum-disagrees",
            (
                f"is one of the targets that add up to {mm_words(ours)}; {SUM} says "
                f"{mm_words(found.mm)} ({record.place})"
            ),
        )


def _sum(targets: Sequence[Row], by_longest: bool) -> Decimal | None:
    """Add up what counts of the targets; None where one of them has no value."""
    total = Decimal(0)
    for row in targets:
        match row.state:
            case Measured(diameters):
                lesion = Lesion(id=row.lesion, role=row.role, organ=row.organ, nodal=row.nodal)
                axis: Axis = (always_longest if by_longest else short_for_nodes)(lesion)
                length = length_on(diameters, axis)
                if length is None:
                    return None
                total += length.mm
            case TooSmall():
                total += TOO_SMALL.mm
            case Absent() | Merged():
                pass
            case _:
                return None
    return total
