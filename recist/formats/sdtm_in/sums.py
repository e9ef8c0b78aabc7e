"""Sums that TR states, beside those of the lesions that it lists: a difference is a finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from recist.criteria.axes import (
    LIVER,
    Axis,
    always_longest,
    length_on,
    short_for_nodes,
    viable_in_liver,
)
from recist.formats.sdtm_in.lengths import SAME_MM, length_of, mm_words, number_in
from recist.formats.sdtm_in.places import Course, Places
from recist.formats.sdtm_in.records import Record, UnreadableError
from recist.formats.sdtm_in.responses import scope_in
from recist.formats.sdtm_in.rows import finding
from recist.formats.sdtm_in.said import Said, said_by
from recist.model.finding import Severity
from recist.model.length import Length
from recist.model.lesion import Lesion, Role
from recist.model.reading import Absent, Measured, Merged, TooSmall
from recist.model.row import Row
from recist.model.scope import is_in_scope

SUM = "SUMDIAM"
TOO_SMALL = Length.of_mm(5)
RECIST_10, MRECIST = "RECIST 1.0", "mRECIST"

VisitKey = tuple[Course, str]


def with_sums_compared(
    rows: Sequence[Row], results: Iterable[Record], responses: Iterable[Record], places: Places
) -> list[Row]:
    """Return the rows, the first target of a visit with a finding where a stated sum is another."""
    held_results = list(results)
    longest = {
        places.course(one, "RS") for one in responses if one.word("RSCAT").startswith(RECIST_10)
    }
    stated: dict[VisitKey, list[Record]] = defaultdict(list)
    for record in held_results:
        if record.word("TRTESTCD") == SUM:
            key = places.course(record, "TR"), places.visit(record, "TR")
            stated[key].append(record)
    held: dict[VisitKey, list[Row]] = defaultdict(list)
    for row in rows:
        if row.role is Role.TARGET:
            held[(row.subject, row.reader), row.visit].append(row)
    organs = organs_of(rows)
    small = _small(held_results, places)
    noted: dict[int, Row] = {}
    for key, records in stated.items():
        targets = held.get(key, [])
        by_longest = key[0] in longest
        told = [
            note
            for one in records
            if _is_of_targets(one)
            for note in _apart(one, targets, organs, _Counting(one, by_longest, small))
        ]
        if told and targets:
            first = noted.get(id(targets[0]), targets[0])
            noted[id(targets[0])] = replace(
                first, findings=(*first.findings, *(finding(first, note) for note in told))
            )
    return [noted.get(id(row), row) for row in rows]


def organs_of(rows: Iterable[Row]) -> set[str]:
    """Return the organs that may be a scope: those with lesions, and the liver."""
    return {row.organ.casefold() for row in rows if row.organ} | {LIVER}


@dataclass(frozen=True, slots=True)
class _Counting:
    """How the targets of a stated sum count."""

    record: Record
    by_longest: bool
    small: Mapping[tuple[str, str, str, str], Decimal]

    @property
    def left(self) -> set[str]:
        """The lesions that have left the sum, as our own exports say."""
        return {name for name in self.record.more.get("RCLEFT", "").split(", ") if name}

    def axis(self, lesion: Lesion) -> Axis:
        criteria = self.record.more.get("RCCRIT", "")
        if criteria == MRECIST:
            return viable_in_liver(lesion)
        longest = criteria == RECIST_10 if criteria else self.by_longest
        return always_longest(lesion) if longest else short_for_nodes(lesion)

    def too_small(self, row: Row) -> Decimal:
        told = number_in(self.record.more.get("RCTOOSM", ""))
        key = row.subject, row.reader, row.visit, row.lesion
        return told if told is not None else self.small.get(key, TOO_SMALL.mm)


def _is_of_targets(record: Record) -> bool:
    """Say whether a sum is that of the targets: new lesions and others have sums of their own."""
    return not record.word("TRGRPID").startswith(("NEW", "NON"))


def _small(results: Iterable[Record], places: Places) -> dict[tuple[str, str, str, str], Decimal]:
    """Return what too small to measure was standardised to, by subject, reader, visit, lesion."""
    found = {}
    for record in results:
        number = number_in(record.text("TRSTRESN"))
        if number is not None and said_by(record.word("TRORRES")) is Said.TOO_SMALL:
            key = (*places.course(record, "TR"), places.visit(record, "TR"))
            found[(*key, record.more.get("RCLESION") or record.text("TRLNKID"))] = number
    return found


def _apart(
    record: Record, targets: Sequence[Row], organs: Collection[str], counting: _Counting
) -> Iterator[tuple[Severity, str, str]]:
    try:
        found = length_of(record, "TR")
    except UnreadableError as error:
        yield Severity.WARNING, "sum-not-read", f"stands beside a sum that cannot be read: {error}"
        return
    scope = scope_in(record.text("TRGRPID"), organs)
    ours = _sum([row for row in targets if is_in_scope(row.organ, scope)], counting)
    if found is not None and ours is not None and abs(found.mm - ours) > SAME_MM:
        yield (
            Severity.WARNING,
            "sum-disagrees",
            (
                f"is one of the targets that add up to {mm_words(ours)}; {SUM} says "
                f"{mm_words(found.mm)} ({record.place})"
            ),
        )


def _sum(targets: Sequence[Row], counting: _Counting) -> Decimal | None:
    """Add up what counts of the targets; None where one of them has no value."""
    total = Decimal(0)
    for row in targets:
        if row.lesion in counting.left:
            continue
        match row.state:
            case Measured(diameters):
                lesion = Lesion(id=row.lesion, role=row.role, organ=row.organ, nodal=row.nodal)
                length = length_on(diameters, counting.axis(lesion))
                if length is None:
                    return None
                total += length.mm
            case TooSmall():
                total += counting.too_small(row)
            case Absent() | Merged():
                pass
            case _:
                return None
    return total
