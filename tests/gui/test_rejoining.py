"""What somebody else has made of the visits meanwhile, brought together with what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gui.state.document import History
from gui.state.keeping import NOTHING
from gui.state.rejoining import Stand, rejoin
from gui.state.session import Session, present, taken_over, undo
from recist.model.dates import ScanDate
from recist.trial.visits import PlannedVisit
from tests.gui.reads import PICTURE, READER, SUBJECT, drawing, with_calipers
from tests.gui.test_safeguards import session_of

Visits = tuple[PlannedVisit, ...]


def visit(label: str, date: str) -> PlannedVisit:
    return PlannedVisit(subject=SUBJECT, label=label, date=ScanDate.parse(date))


FIRST, LATER = visit("baseline", "2024-01-09"), visit("week 8", "2024-03-05")
MOVED, ELSEWHERE = visit("week 8", "2024-03-12"), visit("week 8", "2024-03-19")
MORE = visit("week 16", "2024-05-02")


def showing(visits: Visits) -> Session:
    session = session_of()
    document = replace(present(session), visits=visits)
    return replace(session, history=History(present=document), saved=document)


CASES: dict[str, tuple[Visits, Visits, Visits, Visits, str]] = {
    # as it was, as it is shown, as the trial has it now, what is shown then, what is told
    "nobody has changed any": ((FIRST,), (FIRST,), (FIRST,), (FIRST,), ""),
    "they have added one": ((FIRST,), (FIRST,), (FIRST, LATER), (FIRST, LATER), ""),
    "they have dated one anew": (
        (FIRST, LATER),
        (FIRST, LATER),
        (FIRST, MOVED),
        (FIRST, MOVED),
        "",
    ),
    "they have taken one away": ((FIRST, LATER), (FIRST, LATER), (FIRST,), (FIRST,), ""),
    "I have added one": ((FIRST,), (FIRST, LATER), (FIRST,), (FIRST, LATER), ""),
    "I have taken one away": ((FIRST, LATER), (FIRST,), (FIRST, LATER), (FIRST,), ""),
    "each has added another": (
        (FIRST,),
        (FIRST, LATER),
        (FIRST, MORE),
        (FIRST, MORE, LATER),
        "",
    ),
    "both have dated the same": (
        (FIRST, LATER),
        (FIRST, MOVED),
        (FIRST, ELSEWHERE),
        (FIRST, ELSEWHERE),
        "visits: somebody else's is shown; undo brings yours back",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_visits_come_together(name: str) -> None:
    before, mine, theirs, shown, told = CASES[name]
    session, text = rejoin(
        showing(mine), Stand(kept=NOTHING, visits=before), Stand(kept=NOTHING, visits=theirs)
    )
    assert (present(session).visits, text) == (shown, told)
    if told:
        assert present(undo(session)).visits == mine


def test_a_table_without_readers_is_taken_over_for_who_reads() -> None:
    read = with_calipers(drawing(30.0))
    rows = tuple(replace(one, reader="") for one in PICTURE[:2])
    drawn = tuple(replace(one, reader="") for one in read.calipers)
    after = present(taken_over(session_of(), rows, drawn))
    assert {one.reader for one in after.rows} == {READER}
    assert {one.reader for one in after.calipers} == {READER}
    other = present(taken_over(session_of(), (replace(rows[0], reader="B"),), ()))
    assert [one.reader for one in other.rows] == ["B"]
