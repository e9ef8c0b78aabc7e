"""Tumour markers out of LB: whether each is raised, at the visits of a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from recist.formats.sdtm_in.lengths import number_in
from recist.formats.sdtm_in.places import Course, Places, date_of
from recist.formats.sdtm_in.records import Record
from recist.formats.sdtm_in.rows import Place, made
from recist.formats.sdtm_in.supplements import is_own
from recist.model.lesion import Role
from recist.model.row import Row

CATEGORIES = ("TUMOR MARKER", "TUMOUR MARKER")
NOT_DONE = "NOT DONE"
STATES = {
    "HIGH": "raised",
    "HIGH HIGH": "raised",
    "ABNORMAL": "raised",
    "ABOVE NORMAL": "raised",
    "RAISED": "raised",
    "ELEVATED": "raised",
    "H": "raised",
    "HH": "raised",
    "NORMAL": "normal",
    "LOW": "normal",
    "LOW LOW": "normal",
    "L": "normal",
    "N": "normal",
}


def marker_records(records: Iterable[Record]) -> list[Record]:
    """Return the records of LB that are of tumour markers, by their category."""
    return [
        one
        for one in records
        if any(word in one.word(name) for word in CATEGORIES for name in ("LBCAT", "LBSCAT"))
    ]


def courses_of(record: Record, courses: Sequence[Course], places: Places) -> Iterator[Course]:
    """Yield the courses that a marker is of: of our own exports one, otherwise all of a subject."""
    subject = places.subject(record)
    held = [course for course in courses if course[0] == subject]
    named = record.more.get("RCREADER") or record.text("LBGRPID")
    if is_own(record):
        alone = named or (held[0][1] if len(held) == 1 else "INVESTIGATOR")
        known = places.readers_by_id.get((subject, alone), alone)
        yield subject, known
    else:
        yield from held


def marker_row(place: Place, record: Record) -> Row:
    """Make the row of a marker at a visit.

    Raises
    ------
    UnreadableError
        Where nobody can tell whether it is raised.
    """
    undone = record.word("LBSTAT") == NOT_DONE
    state = "not-done" if undone else _state(record)
    subject, reader = place.course
    cells = {
        "subject": subject,
        "reader": reader,
        "visit": place.visit,
        "date": date_of(record, "LB") or ("" if undone else place.day),
        "lesion": record.text("LBSPID") if is_own(record) else record.text("LBTESTCD"),
        "role": Role.MARKER,
        "state": state,
        "accepted": place.accepted,
        "reason": record.text("LBREASND") if undone else "",
    }
    return made(cells, _without_reader(record.more), record.place, ())


def _without_reader(more: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in more.items() if name != "RCREADER"}


def _state(record: Record) -> str:
    for name in ("LBNRIND", "LBORRES", "LBSTRESC"):
        state = STATES.get(record.word(name))
        if state is not None:
            return state
    value, highest = number_in(record.text("LBSTRESN")), number_in(record.text("LBSTNRHI"))
    if value is None or highest is None:
        raise record.fault(
            "LBNRIND",
            f"is {record.text('LBNRIND') or 'empty'}, so that nobody can tell whether "
            f"{record.text('LBTESTCD')} is raised; say NORMAL or HIGH, or give LBSTNRHI",
        )
    return _compared(value, highest)


def _compared(value: Decimal, highest: Decimal) -> str:
    return "raised" if value > highest else "normal"
