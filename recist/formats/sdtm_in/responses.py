"""What RS states: responses, and visits of which nothing else is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from recist.formats.sdtm_in.places import Places, date_of
from recist.formats.sdtm_in.records import Record
from recist.formats.sdtm_in.rows import Place, made
from recist.formats.sdtm_in.said import ROLES
from recist.model.lesion import Role
from recist.model.row import Row
from recist.model.scope import ALL, NOT
from recist.trial.stated import Answer, StatedResponse

ANSWERS = {
    "TRGRESP": Answer.TARGET,
    "NTRGRESP": Answer.NON_TARGET,
    "NEWLPROG": Answer.NEW_LESION,
    "OVRLRESP": Answer.OVERALL,
    "BESTRESP": Answer.BEST,
    "LIVRRESP": Answer.OVERALL,
}
SCOPE_OF_TEST = {"LIVRRESP": "liver"}
NOT_DONE = "NOT DONE"


def stated_in(
    records: Iterable[Record], places: Places, organs: Collection[str]
) -> tuple[StatedResponse, ...]:
    """Return the responses that RS states; other tests of RS are none of ours."""
    return tuple(
        _stated(record, places, organs)
        for record in records
        if record.word("RSTESTCD") in ANSWERS and _response(record)
    )


def _stated(record: Record, places: Places, organs: Collection[str]) -> StatedResponse:
    subject, reader = places.course(record, "RS")
    test = record.word("RSTESTCD")
    answer = ANSWERS[test]
    return StatedResponse(
        subject=subject,
        reader=reader,
        visit="" if answer is Answer.BEST else places.visit(record, "RS"),
        answer=answer,
        response=_response(record),
        scope=SCOPE_OF_TEST.get(test) or scope_in(record.text("RSSCAT"), organs),
        criteria=record.text("RSCAT"),
        source=record.place,
    )


def _response(record: Record) -> str:
    return record.text("RSSTRESC") or record.text("RSORRES")


def scope_in(category: str, organs: Collection[str]) -> str:
    """Return the scope that a category names: an organ, or ``not-`` and an organ; else all."""
    name = category.casefold()
    for group in sorted(ROLES, key=len, reverse=True):
        name = name.removeprefix(group.casefold()).strip()
    return name if name.removeprefix(NOT) in organs else ALL


def visit_row(place: Place, records: list[Record]) -> Row:
    """Make the row of a visit that has responses, and no lesion to list."""
    first = records[0]
    unread = all(one.word("RSSTAT") == NOT_DONE for one in records)
    reason = next((one.text("RSREASND") for one in records if one.text("RSREASND")), "")
    told: dict[str, str] = {}
    for record in records:
        told |= record.more
    subject, reader = place.course
    day = next((day for one in records if (day := date_of(one, "RS"))), place.day)
    cells = {
        "subject": subject,
        "reader": reader,
        "visit": place.visit,
        "date": day,
        "lesion": "",
        "role": Role.VISIT,
        "state": "not-done" if unread else "assessed",
        "accepted": place.accepted,
        "reason": reason if unread else "",
    }
    return made(cells, told, first.place, ())
