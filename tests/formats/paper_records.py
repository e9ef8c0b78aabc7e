"""Records to be put on paper, out of readings in one line per visit."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Diameters,
    Equivocal,
    Measured,
    NotEvaluable,
    Present,
    Progression,
    State,
    TooSmall,
    Unequivocal,
)
from recist.model.row import Row
from recist.trial.judging import Reads
from recist.trial.protocol_choice import protocol_of
from recist.trial.record import ExportRecord, Origin, record_of

START = date(2024, 1, 2)
ORIGIN = Origin(
    trial="EXAMPLE-301", program="recist 9.8.7", head="0123456789abcdef" * 4,
    made_at="2026-05-06T07:08:09Z",
)  # fmt: skip
STATES: dict[str, State] = {
    "small": TooSmall(),
    "absent": Absent(),
    "NE": NotEvaluable("motion"),
    "present": Present(),
    "progression": Progression(),
    "equivocal": Equivocal(),
    "new": Unequivocal(),
}
ROLES = {"T": Role.TARGET, "NT": Role.NON_TARGET, "N": Role.NEW}


def course(
    *visits: str, subject: str = "01-001", reader: str = "A", weeks: int = 8, **more: Any
) -> list[Row]:
    """The rows of a course, a visit per text: ``T1=20.5 NT1=present N1=new``."""
    rows = []
    for number, visit in enumerate(visits):
        day = ScanDate.of(START + timedelta(weeks=weeks * number))
        for part in visit.split():
            lesion, _, said = part.partition("=")
            state = STATES.get(said) or Measured(Diameters(longest=Length.parse(said)[0]))
            given: dict[str, Any] = {
                "organ": "liver",
                "parent": lesion.partition(".")[0] if "." in lesion else "",
            }
            rows.append(
                Row(
                    subject=subject,
                    reader=reader,
                    visit=f"week {weeks * number}" if number else "baseline",
                    date=day,
                    lesion=lesion,
                    role=ROLES[lesion.rstrip("0123456789.")],
                    state=state,
                    **(given | more),
                )
            )
    return rows


def record(rows: Iterable[Row], *protocols: str, **more: Any) -> ExportRecord:
    """The record of rows under protocols, RECIST 1.1 where none is named."""
    origin = more.pop("origin", ORIGIN)
    reads = Reads(rows=tuple(rows), subjects=more.pop("subjects", None))
    named = [protocol_of(one) for one in protocols or ("recist-1.1",)]
    return record_of(reads, named, origin, **more)


def no_progress(done: int, count: int) -> None:
    """For exports that nobody waits for."""
