"""One evaluator's read of one subject out of TR: what each lesion counts at each visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recist.formats.sdtm.conformance_base import Numbered, Tables, Who, who
from recist.formats.sdtm.words import LIVER, NOT_DONE, TOO_SMALL, is_node_there
from recist.model.scope import is_in_scope

GONE = ("ABSENT", "TUMOR MERGED")
TARGET = "TARGET"
PREFIX = f"{TARGET} "
ALL = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lesion lies, as TU and the supplemental qualifiers say."""

    organ: str
    is_node: bool


@dataclass(slots=True)
class Read:
    """The target lesions of one evaluator and subject.

    Attributes
    ----------
    parts : mapping
        By lesion and visit (None is the baseline) its records.
    parents : mapping
        From each fragment to the lesion that split.
    sums : list
        The records of sums, changes and states of nodes.
    days : mapping
        By visit number the first day on which a lesion was read.
    """

    places: dict[str, Place] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, float | None], list[Numbered]] = field(default_factory=dict)
    sums: list[Numbered] = field(default_factory=list)
    days: dict[float, str] = field(default_factory=dict)
    flagged: bool = False

    def lesions_at(self, visit: float | None) -> list[str]:
        """Return the lesions with a record at a visit."""
        return [lesion for lesion, when in self.parts if when == visit]

    def roots(self) -> list[str]:
        """Return the lesions that the sums follow: those of the baseline."""
        return self.lesions_at(None)


@dataclass(frozen=True, slots=True)
class Counting:
    """What a sum is made by: its criteria, its scope, and what it leaves out.

    Attributes
    ----------
    too_small_um : int or None
        What ``too small to measure`` counts as; None where the records say it.
    """

    criteria: str
    scope: str
    left: frozenset[str] = frozenset()
    too_small_um: int | None = None


def reads_of(tables: Tables) -> dict[Who, Read]:
    """Sort TU and TR by evaluator and subject."""
    reads: dict[Who, Read] = {}
    for one in tables.records("TU"):
        _identified(reads.setdefault(who("TU", one), Read()), one)
    for one in tables.records("TR"):
        _measured(reads.setdefault(who("TR", one), Read()), one, tables)
    for read in reads.values():
        if not read.flagged:
            _take_first_as_baseline(read)
    return reads


def _identified(read: Read, one: Numbered) -> None:
    lesion, place = one.text("TULNKID"), one.text("TULOC")
    read.places.setdefault(lesion, Place(place.lower(), is_node_there(place)))
    if one.text("TUTESTCD") == "TUSPLIT" and one.text("TUGRPID"):
        read.parents[lesion] = one.text("TUGRPID")


def _measured(read: Read, one: Numbered, tables: Tables) -> None:
    lesion, visit = one.text("TRLNKID"), one.number("VISITNUM")
    if not lesion:
        read.sums.append(one)
        return
    day = one.text("TRDTC")
    if visit is not None and day and one.text("TRSTAT") != NOT_DONE:
        read.days[visit] = min(day, read.days.get(visit, day))
    if one.text("TRGRPID") != TARGET:
        return
    is_baseline = one.text("TRBLFL") == "Y"
    read.flagged = read.flagged or is_baseline
    read.parts.setdefault((lesion, None if is_baseline else visit), []).append(one)
    organ = tables.qualifier("TR", one, "RCORGAN")
    nodal = tables.qualifier("TR", one, "RCNODAL")
    held = read.places.get(lesion)
    if held is not None and is_baseline and (organ or nodal):
        read.places[lesion] = Place(
            organ.casefold() or held.organ, nodal == "Y" if nodal else held.is_node
        )


def _take_first_as_baseline(read: Read) -> None:
    """Let the first visit be the baseline, where no record is flagged as such."""
    numbers = [visit for _, visit in read.parts if visit is not None]
    first = min(numbers, default=None)
    if first is not None:
        read.parts = {
            (lesion, None if visit == first else visit): held
            for (lesion, visit), held in read.parts.items()
        }


def sum_um(read: Read, visit: float | None, counting: Counting, *, nodes: bool) -> int | None:
    """Add up the targets of a visit; None where one of them has no value.

    Parameters
    ----------
    visit : float or None
        None is the baseline.
    nodes : bool
        Whether lymph nodes count.
    """
    total = 0
    for root in read.roots():
        place = read.places.get(root, Place("", is_node=False))
        if root in counting.left or not is_in_scope(place.organ, counting.scope):
            continue
        if place.is_node and not nodes:
            continue
        for lesion in _standing(read, root, visit):
            value = _value_um(read.parts.get((lesion, visit), ()), place, counting)
            if value is None:
                return None
            total += value
    return total


def _standing(read: Read, root: str, visit: float | None) -> Iterable[str]:
    """Return what stands for a lesion at a visit: its fragments, where they have records."""
    here = set(read.lesions_at(visit))
    children = [one for one in here if _parent(read, one) == root]
    if not children:
        return [root]
    return [one for child in children for one in _standing(read, child, visit)]


def _parent(read: Read, lesion: str) -> str:
    """Return what split into a lesion: as TU says, else as its dotted name says."""
    if lesion in read.parents or lesion in read.roots():
        return read.parents.get(lesion, "")
    return lesion.rpartition(".")[0]


def _value_um(records: Iterable[Numbered], place: Place, counting: Counting) -> int | None:
    values: dict[str, float | None] = {}
    for one in records:
        if one.text("TRORRES") == TOO_SMALL and counting.too_small_um is not None:
            return counting.too_small_um
        if one.text("TRORRES") == TOO_SMALL:
            return _um(one.number("TRSTRESN"))
        if one.text("TRTESTCD") == "TUMSTATE" and one.text("TRSTRESC") in GONE:
            return 0
        values[one.text("TRTESTCD")] = one.number("TRSTRESN")
    for test in _tests(place, counting.criteria):
        if values.get(test) is not None:
            return _um(values[test])
    return None


def _tests(place: Place, criteria: str) -> tuple[str, ...]:
    """Return the tests that may say what a lesion counts as; the first that is there does."""
    if criteria == "RECIST 1.0":
        return "LDIAM", "DIAMETER"
    if criteria.upper().startswith("MRECIST") and place.organ == LIVER and not place.is_node:
        return "VDIAM", "DIAMETER"
    return ("LPERP", "DIAMETER") if place.is_node else ("LDIAM", "DIAMETER")


def _um(millimetres: float | None) -> int | None:
    return None if millimetres is None else round(millimetres * 1000)


def counting_of(one: Numbered, tables: Tables, criteria: Mapping[tuple[str, str], str]) -> Counting:
    """Return what a sum is made by.

    Parameters
    ----------
    criteria : mapping
        RSCAT by subject and RSSPID.
    """
    group, said = one.text("TRGRPID"), tables.qualifier("TR", one, "RCCRIT")
    known = criteria.get((one.text("USUBJID"), one.text("TRSPID")), "RECIST 1.1")
    too_small = tables.qualifier("TR", one, "RCTOOSM")
    left = tables.qualifier("TR", one, "RCLEFT")
    return Counting(
        criteria=said or known,
        scope=group.removeprefix(PREFIX).lower() if group.startswith(PREFIX) else ALL,
        left=frozenset(left.split(", ")) if left else frozenset(),
        too_small_um=round(float(too_small) * 1000) if too_small else None,
    )


def criteria_of(tables: Tables) -> dict[tuple[str, str], str]:
    """Return RSCAT by subject and RSSPID."""
    found: dict[tuple[str, str], str] = {}
    for one in tables.records("RS"):
        found.setdefault((one.text("USUBJID"), one.text("RSSPID")), one.text("RSCAT"))
    return found
