"""What TU says of each lesion: its role and place, what it split off, what it merged with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from recist.formats.sdtm_in.places import Course, Places
from recist.formats.sdtm_in.records import Record
from recist.formats.sdtm_in.said import role_named
from recist.formats.sdtm_in.supplements import is_own
from recist.model.lesion import Role

IDENTIFIED, SPLIT, MERGED = ("TUMIDENT", "LESIDENT"), "TUSPLIT", "TUMERGE"
LYMPH_NODE = "lymph node"
_NODE = re.compile(r"\bLYMPH NODES?\b|\bNODAL\b|\bNODES?\b")
_JOINED = re.compile(r"\s*(?:[/&+;,]|\bAND\b)\s*", re.IGNORECASE)
DETAILS = ("TULAT", "TUDIR", "TUPORTOT", "TULOCDTL")
BEFORE_FRAGMENT = "-_/ "
"""What stands between a lesion and the number of its fragment, beside the dot."""

LesionKey = tuple[str, str, str]
"""Subject, reader, lesion."""


@dataclass(slots=True)
class Lesions:
    """The lesions that TU identifies, each with its records in the order of the file."""

    places: Places
    identified: dict[LesionKey, list[Record]] = field(default_factory=lambda: defaultdict(list))
    split: dict[LesionKey, list[Record]] = field(default_factory=lambda: defaultdict(list))
    merged: dict[LesionKey, list[Record]] = field(default_factory=lambda: defaultdict(list))
    links: dict[Course, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, records: Iterable[Record], places: Places) -> Lesions:
        """Sort the records of TU by lesion.

        Raises
        ------
        UnreadableError
            For a record that names no lesion.
        """
        lesions = cls(places)
        for record in records:
            kept = lesions._kept(record)
            if kept is None:
                continue
            subject, reader = places.course(record, "TU")
            link = link_of(record, "TU")
            kept[subject, reader, link].append(record)
            if kept is lesions.identified:
                lesions.links[subject, reader][link] = None
        return lesions

    def _kept(self, record: Record) -> dict[LesionKey, list[Record]] | None:
        test = record.word("TUTESTCD")
        if test in IDENTIFIED:
            return self.identified
        return {SPLIT: self.split, MERGED: self.merged}.get(test)

    def records(self, course: Course, link: str) -> Sequence[Record]:
        """Return what identifies a lesion; TU may say little or nothing of who has evaluated."""
        for table in (self.identified, self.split):
            for reader in (course[1], self.places.evaluators.get(course, ""), ""):
                if found := table.get((course[0], reader, link)):
                    return found
        return ()

    def at(self, course: Course, link: str, visit: str) -> Record | None:
        """Return the record that holds at a visit: its own there, else the first."""
        found = self.records(course, link)
        here = (one for one in found if self.places.visit(one, "TU") == visit)
        return next(here, found[0] if found else None)

    def learn(self, course: Course, link: str) -> None:
        """Note a lesion that is measured, whether it is identified or not."""
        self.links[course].setdefault(link, None)

    def is_known(self, course: Course, link: str) -> bool:
        """Say whether there is a lesion of that name."""
        return link in self.links[course] or link in self.links[course[0], ""]

    def parent_of(self, course: Course, link: str) -> str:
        """Return the lesion that a fragment such as ``T01-A`` comes from; empty for none.

        A name with a dot says it by itself, and an identified lesion is no fragment.
        """
        if self.identified.get((*course, link)) or "." in link:
            return ""
        for record in self.split.get((*course, link), ()):
            if self.is_known(course, record.text("TUGRPID")):
                return record.text("TUGRPID")
        at = max(link.rfind(one) for one in BEFORE_FRAGMENT)
        while at > 0:
            if self.is_known(course, link[:at]):
                return link[:at]
            at = max(link.rfind(one, 0, at) for one in BEFORE_FRAGMENT)
        return ""

    def carriers(self, course: Course, link: str) -> list[str]:
        """Return the lesions that ``T01/T02`` is made of, the first carrying the mass."""
        parts = [part for part in _JOINED.split(link) if part]
        whole = len(parts) > 1 and all(self.is_known(course, part) for part in parts)
        return parts if whole else []

    def merged_into(self, course: Course, link: str) -> str:
        """Return what TU says that a lesion has merged with, as far as it says it."""
        records = self.merged.get((*course, link), ())
        return " ".join(record.text("TUGRPID") for record in records)

    def named_in(self, course: Course, text: str, but: str) -> str:
        """Return the first other lesion that a text names; empty where it names none."""
        words = re.findall(r"[\w.\-]+", text)
        return next((one for one in words if one != but and self.is_known(course, one)), "")


def link_of(record: Record, domain: str) -> str:
    """Return the lesion that a record is of.

    Raises
    ------
    UnreadableError
        Where it names none.
    """
    link = record.text(f"{domain}LNKID")
    if not link:
        raise record.fault(f"{domain}LNKID", "is empty; name the lesion that this is of")
    return link


def role_of(record: Record | None) -> Role | None:
    """Return the role that TU gives a lesion, None where it gives none that is known."""
    if record is None:
        return None
    words = (record.word("TUSTRESC"), record.word("TUORRES"))
    return next((role for word in words if (role := role_named(word)) is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a lesion lies, in the words of the reading table."""

    organ: str = ""
    site: str = ""
    nodal: bool = False


def site_of(record: Record | None) -> Site:
    """Return where TU puts a lesion: ``LUNG, LEFT UPPER LOBE`` is lung, left upper lobe."""
    if record is None:
        return Site()
    location = record.text("TULOC")
    nodal = bool(_NODE.search(location.upper()))
    if is_own(record):
        # The site stands beside each result, as it was entered there.
        return Site(organ=record.more.get("RCORGAN", location.lower()), nodal=nodal)
    organ, _, rest = location.partition(",")
    if nodal:
        rest = location if location.upper() not in ("LYMPH NODE", "LYMPH NODES") else ""
        organ = LYMPH_NODE
    details = (rest, *(record.text(name) for name in DETAILS))
    return Site(
        organ=organ.strip().lower(),
        site=" ".join(part.strip().lower() for part in details if part.strip()),
        nodal=nodal,
    )
