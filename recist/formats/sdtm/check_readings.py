"""Readings compared with TU, TR, LB and their supplemental qualifiers, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from recist.formats.held_text import paired
from recist.formats.sdtm.conformance_base import Numbered, Tables
from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.piece_names import piece_names
from recist.formats.sdtm.texts import plain
from recist.model.lesion import NEW_ROLES, Role
from recist.model.reading import NotDone, NotEvaluable, TooSmall, diameters_of
from recist.model.row import Row
from recist.model.words import word_of
from recist.trial.record import ExportRecord

LESIONS = (Role.TARGET, Role.NON_TARGET, *NEW_ROLES)
STATES = {
    "absent": "ABSENT",
    "merged": "TUMOR MERGED",
    "present": "PRESENT",
    "suspected": "EQUIVOCAL",
    "progression": "UNEQUIVOCAL",
    "equivocal": "EQUIVOCAL",
    "unequivocal": "UNEQUIVOCAL",
}
"""TRSTRESC of TUMSTATE for each word of the reading table that it tells."""

Place = tuple[str, str, str, str]
"""Subject, evaluator's identifier, visit in lower case, lesion."""


@dataclass(frozen=True, slots=True)
class _Back:
    """What was read back, by place."""

    record: ExportRecord
    tables: Tables
    results: Mapping[Place, list[Numbered]]
    markers: Mapping[Place, list[Numbered]]

    def evaluator(self, reader: str) -> str:
        readers = self.record.readers
        return f"RADIOLOGIST {readers.index(reader) + 1}" if len(readers) > 1 else ""

    def place(self, row: Row) -> Place:
        subject, lesion = paired(row.subject), paired(row.lesion)
        return subject, self.evaluator(row.reader), paired(row.visit).casefold(), lesion

    def told(self, domain: str, one: Numbered, name: str) -> str:
        """Put the pieces of a supplemental qualifier together."""
        parts = (self.tables.qualifier(domain, one, part) for part in piece_names(name))
        return "".join(takewhile(bool, parts))


def readings_differ(record: ExportRecord, told: Mapping[str, Dataset]) -> Iterator[str]:
    """Compare every reading with what is told of it."""
    tables = Tables(told)
    back = _Back(
        record,
        tables,
        _by_place(tables, "TR", "TREVALID", "TRLNKID"),
        _by_place(tables, "LB", "LBGRPID", "LBSPID"),
    )
    known = {
        (one.text("USUBJID"), one.text("TUEVALID"), one.text("TULNKID"))
        for one in tables.records("TU")
    }
    for row in record.reads.rows:
        where = plain(f"sdtm: {row.subject} {row.reader} {row.visit} {row.lesion}")
        if row.role in LESIONS:
            subject, evaluator, _, lesion = back.place(row)
            if (subject, evaluator, lesion) not in known:
                yield f"{where}: the lesion is not in TU"
            yield from (f"{where}: {one}" for one in _reading(back, row))
        elif row.role is Role.MARKER:
            yield from (f"{where}: {one}" for one in _marker(back, row))
    read = {back.place(row) for row in record.reads.rows}
    for domain, found in (("TR", back.results), ("LB", back.markers)):
        for place in sorted(found.keys() - read):
            yield plain(f"sdtm: {domain} has {' '.join(place)}, which nobody has read")


def _by_place(
    tables: Tables, domain: str, evaluator: str, lesion: str
) -> dict[Place, list[Numbered]]:
    found: dict[Place, list[Numbered]] = {}
    for one in tables.records(domain):
        if one.text(lesion):
            visit = one.text("VISIT").casefold()
            place = one.text("USUBJID"), one.text(evaluator), visit, one.text(lesion)
            found.setdefault(place, []).append(one)
    return found


def _reading(back: _Back, row: Row) -> Iterator[str]:
    records = back.results.get(back.place(row), [])
    if not records:
        yield "there is no TR record"
        return
    by_test = {one.text("TRTESTCD"): one for one in records}
    yield from _lengths(back, row, by_test)
    yield from _state(row, by_test)
    accepted = "Y" if back.record.is_accepted(row.subject, row.reader) else ""
    for one in records:
        image = paired(row.image)
        expected = {"TRDTC": row.date.text, "TRREFID": image, "TRACPTFL": accepted}
        for variable, wanted in expected.items():
            if one.text(variable) != wanted:
                yield f"{variable} is {one.text(variable)!a}, not {wanted!a}"
    yield from _texts(back, row, records[0])


def _lengths(back: _Back, row: Row, by_test: Mapping[str, Numbered]) -> Iterator[str]:
    axes = diameters_of(row.state)
    wanted = {"LDIAM": axes.longest, "LPERP": axes.short, "VDIAM": axes.viable}
    if isinstance(row.state, TooSmall):
        test = "LPERP" if row.nodal else "LDIAM"
        wanted[test] = back.record.protocol.options.too_small
    for test, length in wanted.items():
        one = by_test.get(test)
        number = None if one is None else one.number("TRSTRESN")
        expected = None if length is None else float(length.mm)
        # A target that is gone counts as 0, and says so.
        if number != expected and not (number == 0 and word_of(row.state) == "absent"):
            yield f"{test} is {number}, not {expected}"


def _state(row: Row, by_test: Mapping[str, Numbered]) -> Iterator[str]:
    word = word_of(row.state)
    state = by_test.get("TUMSTATE")
    told = "" if state is None else state.text("TRSTRESC")
    if word in STATES and told != STATES[word]:
        yield f"TUMSTATE is {told!r}, not {STATES[word]!r}"
    not_done = isinstance(row.state, NotDone | NotEvaluable)
    if not_done != any(one.text("TRSTAT") == "NOT DONE" for one in by_test.values()):
        yield f"is {word}, and TRSTAT does not say so"


def _texts(back: _Back, row: Row, one: Numbered) -> Iterator[str]:
    """Compare what supplemental qualifiers carry."""
    for name, wanted in {
        "RCCOMM": row.comment,
        "RCSITE": row.site,
        "RCFIELD": row.field,
        "RCCHANGE": row.change or "",
    }.items():
        told = back.told("TR", one, name)
        if told != paired(wanted):
            yield f"{name} is {told!a}, not {wanted!a}"
    told = back.told("TR", one, "RCREADER") or one.text("TREVALID") or one.text("TREVAL")
    if told != paired(row.reader) and row.reader:
        yield f"the reader is {told!a}, not {row.reader!a}"
    told = back.told("TR", one, "RCREASON") or one.text("TRREASND")
    if told != paired(row.reason or getattr(row.state, "reason", "")):
        yield f"the reason is {told!a}, not {row.reason!a}"


def _marker(back: _Back, row: Row) -> Iterator[str]:
    records = back.markers.get(back.place(row), [])
    wanted = {"normal": "NORMAL", "raised": "HIGH"}.get(word_of(row.state), "")
    if len(records) != 1:
        yield f"there are {len(records)} LB records, not 1"
    elif records[0].text("LBNRIND") != wanted:
        yield f"LBNRIND is {records[0].text('LBNRIND')!r}, not {wanted!r}"
