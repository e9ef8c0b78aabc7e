"""Conformance of sums to their parts, and of changes to their sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from recist.formats.sdtm.conformance_base import Hit, Numbered, Tables
from recist.formats.sdtm.conformance_read import (
    TARGET,
    Read,
    counting_of,
    criteria_of,
    reads_of,
    sum_um,
)
from recist.model.length import mm_text

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Summed:
    """The records of one sum: of a visit, by one protocol and in one scope.

    Attributes
    ----------
    visit : float or None
        None is the baseline.
    records : mapping
        By TRTESTCD.
    """

    visit: float | None
    records: dict[str, Numbered]

    def um(self, test: str) -> int | None:
        """Return a length in micrometres; None where there is none."""
        found = self.records.get(test)
        number = None if found is None else found.number("TRSTRESN")
        return None if number is None else round(number * 1000)

    def word(self, test: str) -> str:
        """Return a state; empty where there is none."""
        found = self.records.get(test)
        return "" if found is None else found.text("TRSTRESC")


def courses_of(read: Read) -> dict[tuple[str, str], list[Summed]]:
    """Return the sums of a read by protocol and group, each course in the order of its visits."""
    held: dict[tuple[str, str], dict[float | None, dict[str, Numbered]]] = {}
    for one in read.sums:
        if one.text("TRGRPID").split(" ")[0] != TARGET:
            continue
        visit = None if one.text("TRBLFL") == "Y" else one.number("VISITNUM")
        course = held.setdefault((one.text("TRSPID"), one.text("TRGRPID")), {})
        course.setdefault(visit, {}).setdefault(one.text("TRTESTCD"), one)

    def place(visit: float | None) -> tuple[bool, str, float]:
        return (visit is not None, read.days.get(visit or 0, "9999"), visit or 0)

    return {
        key: [Summed(visit, course[visit]) for visit in sorted(course, key=place)]
        for key, course in held.items()
    }


def sum_wrong(tables: Tables) -> Iterator[Hit]:
    """Find sums of diameters that are not the sum of their parts."""
    yield from _compared(tables, "SUMDIAM", nodes=True)


def sum_without_nodes_wrong(tables: Tables) -> Iterator[Hit]:
    """Find sums of what is no lymph node that are not the sum of their parts."""
    yield from _compared(tables, "SUMNLNLD", nodes=False)


def _compared(tables: Tables, test: str, *, nodes: bool) -> Iterator[Hit]:
    criteria = criteria_of(tables)
    for read in reads_of(tables).values():
        for course in courses_of(read).values():
            for one in course:
                told = one.um(test)
                if told is None or not read.parts:
                    continue
                record = one.records[test]
                # What is left out, and by which criteria, stands beside the sum of diameters.
                counting = counting_of(one.records.get("SUMDIAM", record), tables, criteria)
                visit = one.visit if read.flagged else _unflagged(read, record)
                found = sum_um(read, visit, counting, nodes=nodes)
                if found != told:
                    parts = "a part without a value" if found is None else f"{mm_text(found)} mm"
                    message = f"{test} is {mm_text(told)} mm; its parts make {parts}"
                    yield Hit("TR", record.row, message)


def _unflagged(read: Read, record: Numbered) -> float | None:
    """Return the visit of a sum in datasets without flags: the first is the baseline."""
    number = record.number("VISITNUM")
    return number if read.lesions_at(number) else None


def change_wrong(tables: Tables) -> Iterator[Hit]:
    """Find changes that do not follow from the sums of the same evaluator."""
    for read in reads_of(tables).values():
        for course in courses_of(read).values():
            # A planned local treatment makes a new baseline, of which no record tells.
            if any(tables.qualifier("TR", r, "RCLEFT") for s in course for r in s.records.values()):
                continue
            baseline, nadir = None, None
            for number, one in enumerate(course):
                now = one.um("SUMDIAM")
                if number:
                    yield from _changes(one, now, baseline, nadir)
                else:
                    baseline = now
                if now is not None:
                    nadir = now if nadir is None else min(nadir, now)


def _changes(
    one: Summed, now: int | None, baseline: int | None, nadir: int | None
) -> Iterator[Hit]:
    grown = None if now is None or nadir is None else now - nadir
    expected = {
        "ACNSD": None if grown is None else Decimal(grown).scaleb(-3),
        "PCBSD": _percent(now, baseline),
        "PCNSD": _percent(now, nadir),
    }
    for test, wanted in expected.items():
        record = one.records.get(test)
        told = None if record is None else record.number("TRSTRESN")
        if record is not None and told is not None and (wanted is None or told != float(wanted)):
            should = "cannot be told" if wanted is None else f"should be {wanted}"
            yield Hit("TR", record.row, f"{test} is {told:g}; by its sums it {should}")


def _percent(now: int | None, before: int | None) -> Decimal | None:
    if now is None or not before:
        return None
    exact = Decimal(100 * (now - before)) / Decimal(before)
    return exact.quantize(CENT, ROUND_HALF_EVEN) + 0
