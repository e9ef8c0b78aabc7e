"""One set of datasets: records grouped by lesion and visit, made rows, and put in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from recist.formats.sdtm_in.acceptance import with_acceptance_told
from recist.formats.sdtm_in.lesions import Lesions, link_of, role_of
from recist.formats.sdtm_in.markers import courses_of, marker_records, marker_row
from recist.formats.sdtm_in.places import Course, Places, date_of, number_of
from recist.formats.sdtm_in.records import Record, UnreadableError
from recist.formats.sdtm_in.responses import stated_in, visit_row
from recist.formats.sdtm_in.results import OF_CHANGES, OF_LESIONS, OF_SUMS
from recist.formats.sdtm_in.rows import Place, identified_row, row_of
from recist.formats.sdtm_in.sums import organs_of, with_sums_compared
from recist.formats.sdtm_in.supplements import is_own
from recist.model.finding import Finding, Severity
from recist.model.lesion import Role
from recist.model.reading import Merged, NotDone
from recist.model.response import Response
from recist.model.row import Row
from recist.trial.stated import Refused, Taken

YES, UNDONE = "Y", "NOT DONE"

Made = TypeVar("Made")

VisitKey = tuple[Course, str]
GroupKey = tuple[Course, str, str]
"""Course, visit and lesion."""


def taken_of(domains: Mapping[str, Sequence[Record]]) -> Taken:
    """Take one set; where anything of it cannot be read, nothing is taken."""
    try:
        return _taken(domains)
    except UnreadableError as error:
        return Taken(refused=(Refused(where=error.where, why=error.why),))


def _taken(domains: Mapping[str, Sequence[Record]]) -> Taken:
    study = _Study.of(domains)
    rows = study.rows()
    organs = organs_of(rows)
    stated = study.guarded(lambda: stated_in(domains["RS"], study.places, organs)) or ()
    if study.refused:
        return Taken(refused=tuple(study.refused))
    compared = with_sums_compared(rows, domains["TR"], domains["RS"], study.places)
    told = with_acceptance_told(compared)
    return Taken(rows=tuple(told), stated=stated, findings=tuple(study.notes()))


@dataclass(slots=True)
class _Study:
    domains: Mapping[str, Sequence[Record]]
    places: Places
    lesions: Lesions
    groups: dict[GroupKey, list[Record]] = field(default_factory=lambda: defaultdict(list))
    responses: dict[VisitKey, list[Record]] = field(default_factory=lambda: defaultdict(list))
    days: dict[VisitKey, str] = field(default_factory=dict)
    numbers: dict[VisitKey, float | None] = field(default_factory=dict)
    accepted: set[VisitKey] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)

    @classmethod
    def of(cls, domains: Mapping[str, Sequence[Record]]) -> _Study:
        places = Places.of(domains)
        study = cls(domains, places, Lesions.of(domains["TU"], places))
        for record in domains["TR"]:
            test = record.word("TRTESTCD")
            # Without a lesion it is the state of all target nodes together.
            if test in OF_LESIONS and (record.text("TRLNKID") or test != "LNSTATE"):
                study._add(record)
        for record in domains["RS"]:
            study._respond(record)
        for record in domains["TU"]:
            study._note_visit(
                (places.course(record, "TU"), places.visit(record, "TU")), record, "TU"
            )
        return study

    def _add(self, record: Record) -> None:
        course, visit = self.places.course(record, "TR"), self.places.visit(record, "TR")
        link = link_of(record, "TR")
        self.groups[course, visit, link].append(record)
        self.lesions.learn(course, link)
        self._note_visit((course, visit), record, "TR")

    def _respond(self, record: Record) -> None:
        course = self.places.course(record, "RS")
        if not record.text("VISIT") and not record.text("VISITNUM"):
            # A best response is of the whole course.
            return
        key = course, self.places.visit(record, "RS")
        self.responses[key].append(record)
        self._note_visit(key, record, "RS")

    def _note_visit(self, key: VisitKey, record: Record, domain: str) -> None:
        self.numbers.setdefault(key, number_of(record))
        day = date_of(record, domain)
        if len(day) > len(self.days.get(key, "")):
            self.days[key] = day
        # That a lesion was identified by the accepted reader is said at its first visit alone.
        flag = "" if domain == "TU" else record.word(f"{domain}ACPTFL")
        if flag:
            self.judged.add(key[0][0])
        if flag == YES:
            self.accepted.add(key)

    def place(self, key: VisitKey, link: str = "") -> Place:
        (course, visit), accepted = key, ""
        if course[0] in self.judged:
            accepted = "yes" if key in self.accepted else "no"
        return Place(
            course=course, visit=visit, link=link, day=self.days.get(key, ""), accepted=accepted
        )

    def guarded(self, make: Callable[[], Made]) -> Made | None:
        """Make something of the records; what keeps it from being made is refused."""
        try:
            return make()
        except UnreadableError as error:
            self.refused.append(Refused(where=error.where, why=error.why))
            return None

    def rows(self) -> list[Row]:
        """Return every row: lesions that were measured, only identified, and mere visits."""
        found: dict[GroupKey, Row] = {}
        masses = self._masses()
        for key, records in self.groups.items():
            for lesion, row in self._of_group(key, records, masses):
                found.setdefault((*key[:2], lesion), row)
        self._identified(found)
        own = [one for one in marker_records(self.domains["LB"]) if is_own(one)]
        markers = list(self._markers(own, found))
        self._mere_visits(found, markers)
        others = (one for one in marker_records(self.domains["LB"]) if not is_own(one))
        rows = [*found.values(), *markers, *self._markers(others, found)]
        places = dict.fromkeys((row.subject, row.reader) for row in rows)
        courses = {course: number for number, course in enumerate(places)}

        # Only where every visit has a number do the numbers put them in order.
        bare = {course for (course, _), number in self.numbers.items() if number is None}

        def order(row: Row) -> tuple[int, float]:
            course = row.subject, row.reader
            number = None if course in bare else self.numbers.get((course, row.visit))
            return courses[course], number or 0.0

        return sorted(rows, key=order)

    def _of_group(
        self, key: GroupKey, records: list[Record], masses: set[GroupKey]
    ) -> Iterator[tuple[str, Row]]:
        """Yield the row of a group; a mass of several lesions is carried by the first of them."""
        course, visit, link = key
        carried = self.lesions.carriers(course, link)
        place = self.place((course, visit), carried[0] if carried else link)
        row = self.guarded(lambda: row_of(place, records, self.lesions))
        if row is None or key in masses:
            return
        yield place.link, row
        for other in carried[1:]:
            yield other, self._merged(row, other)

    def _masses(self) -> set[GroupKey]:
        """Return where a lesion is part of a mass, so that what else is said of it is passed by."""
        return {
            (course, visit, part)
            for course, visit, link in self.groups
            for part in self.lesions.carriers(course, link)
        }

    def _merged(self, row: Row, lesion: str) -> Row:
        first = self.lesions.at((row.subject, row.reader), lesion, row.visit)
        role = role_of(first) or row.role
        state = Merged(row.lesion) if role is Role.TARGET else row.state
        return replace(row, lesion=lesion, role=role, state=state, parent=row.lesion, findings=())

    def _identified(self, found: dict[GroupKey, Row]) -> None:
        """Add lesions at the visit at which TU identifies them and TR says nothing of them."""
        readers: dict[str, dict[Course, None]] = defaultdict(dict)
        for course, _, _ in self.groups:
            readers[course[0]][course] = None
        for (subject, reader, link), records in self.lesions.identified.items():
            # A record that names nobody is of every read of the subject; one without the identifier
            # of its evaluator is of all who evaluate like that.
            meant = [
                course
                for course in readers[subject]
                if reader in (course[1], self.places.evaluators.get(course), "")
            ]
            for course in meant or [(subject, reader)]:
                for record in records:
                    self._add_identified(found, course, link, record)

    def _add_identified(
        self, found: dict[GroupKey, Row], course: Course, link: str, record: Record
    ) -> None:
        visit = self.places.visit(record, "TU")
        key = (course, visit, link)
        if key in found or key in self.groups or self.lesions.carriers(course, link):
            return
        place = self.place((course, visit), link)
        row = self.guarded(lambda: identified_row(place, record))
        if row is not None:
            found[key] = row

    def _mere_visits(self, found: dict[GroupKey, Row], markers: Sequence[Row]) -> None:
        """Add the visits that RS speaks of and TR does not, where there is a TR at all.

        Where markers are all that was read, they say that the visit was assessed, unless RS says
        that it was not, or that there is no disease though no marker was taken either.
        """
        if not self.domains["TR"] and not self.domains["TU"]:
            return
        read = {(course, visit) for course, visit, _ in found}
        marked = {((row.subject, row.reader), row.visit) for row in markers}
        taken = {
            ((row.subject, row.reader), row.visit)
            for row in markers
            if not isinstance(row.state, NotDone)
        }
        for key, records in self.responses.items():
            undone = all(one.word("RSSTAT") == UNDONE for one in records)
            words = {one.word("RSSTRESC") for one in records}
            free = Response.NED in words and key not in taken
            if key not in read and (undone or free or key not in marked):
                self._add_visit(found, key, records)

    def _add_visit(self, found: dict[GroupKey, Row], key: VisitKey, records: list[Record]) -> None:
        row = self.guarded(lambda: visit_row(self.place(key), records))
        if row is not None:
            found[(*key, "")] = row

    def _markers(self, records: Iterable[Record], found: Iterable[GroupKey]) -> Iterator[Row]:
        """Yield the markers; those of a laboratory only at visits that the course has."""
        visits = dict.fromkeys((course, visit) for course, visit, _ in found)
        courses = list(dict.fromkeys(course for course, _ in visits))
        held: dict[GroupKey, Record] = {}
        for record in records:
            visit = self.places.visit(record, "LB")
            for course in courses_of(record, courses, self.places):
                if not is_own(record) and (course, visit) not in visits:
                    continue
                key = course, visit, record.text("LBSPID") or record.text("LBTESTCD")
                row = self._marker(
                    self.place((course, visit)), held.setdefault(key, record), record
                )
                if row is not None:
                    yield row

    def _marker(self, place: Place, first: Record, record: Record) -> Row | None:
        row = self.guarded(lambda: marker_row(place, record))
        if first is record or row is None:
            return row
        earlier = self.guarded(lambda: marker_row(place, first))
        if earlier is not None and earlier.state != row.state:
            why = f"{row.lesion} at {row.visit} stands differently in {first.place}"
            self.refused.append(Refused(where=record.where("LBNRIND"), why=why))
        return None

    def notes(self) -> Iterator[Finding]:
        """Say which tests were not read, with how many records."""
        counted = Counter(
            test
            for record in self.domains["TR"]
            if (test := record.word("TRTESTCD")) not in (*OF_LESIONS, *OF_SUMS, *OF_CHANGES)
        )
        for test, number in counted.items():
            yield Finding(
                severity=Severity.INFO,
                code="test-not-read",
                message=f"TRTESTCD {test or '(empty)'} is not read: {number} records",
            )
