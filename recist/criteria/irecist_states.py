"""How a course moves in iRECIST: by its state and what a visit shows, the next state and answer.

Everything that decides stands in `ROWS`; the facts of a visit are worked out elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recist.criteria.table import EITHER, NO, YES, Rule, compile_table, one_of
from recist.model.response import Response

PAPER = "Seymour 2017"
TABLE_2 = f"{PAPER} Table 2"
CONFIRMING = f"{PAPER}, confirming progression"
RESETTING = f"{PAPER}, resetting the bar"
ASSESSING = f"{PAPER}, timing of assessments"


class State(StrEnum):
    """Where a course stands before a visit.

    OPEN: no progression waits; new lesions may persist from a run that was reset.
    RUN: a progression waits to be confirmed. CONFIRMED: it was.
    """

    OPEN = "open"
    RUN = "run"
    CONFIRMED = "confirmed"


class Shows(StrEnum):
    """What the lesions of a visit show.

    In a run, new lesions that were there at its first iUPD do not count as progression.
    """

    NOTHING = "nothing that decides"
    NO_PROGRESSION = "no progression"
    PROGRESSION = "progression"


class Timing(StrEnum):
    """When a visit lies, counted from the first iUPD of the run.

    SYMPTOMS: too early, but made for new symptoms and with a further new lesion.
    """

    EARLY = "early"
    SYMPTOMS = "early, for new symptoms"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Step:
    """The next state and the answer; None leaves the answer to the visit's own categories."""

    state: State
    answer: Response | None


OPEN, RUN, CONFIRMED = one_of(State.OPEN), one_of(State.RUN), one_of(State.CONFIRMED)
NOTHING = one_of(Shows.NOTHING)
NO_PROGRESSION, PROGRESSION = one_of(Shows.NO_PROGRESSION), one_of(Shows.PROGRESSION)
ANY_TIME = one_of(*Timing)
EARLY, SYMPTOMS = one_of(Timing.EARLY), one_of(Timing.SYMPTOMS)
DUE, LATE = one_of(Timing.DUE), one_of(Timing.LATE)

INPUTS = (State, Shows, (True, False), (True, False), Timing)
"""State, what the visit shows, growth against the first iUPD, recovery from it, timing."""

ROWS = (
    Rule(
        id="irecist/course/response",
        inputs=(OPEN, NO_PROGRESSION, EITHER, EITHER, ANY_TIME),
        outcome=Step(State.OPEN, None),
        citation=TABLE_2,
        text="No progression waits to be confirmed and none is new: {own}.",
    ),
    Rule(
        id="irecist/course/NE",
        inputs=(OPEN, NOTHING, EITHER, EITHER, ANY_TIME),
        outcome=Step(State.OPEN, Response.NE),
        citation=TABLE_2,
        text="What would decide was not assessed.",
    ),
    Rule(
        id="irecist/course/iUPD",
        inputs=(OPEN, PROGRESSION, EITHER, EITHER, ANY_TIME),
        outcome=Step(State.RUN, Response.IUPD),
        citation=TABLE_2,
        text=(
            "Progression that a later visit has to confirm, from {confirm_from} to {confirm_to} "
            "days from now: iUPD."
        ),
    ),
    Rule(
        id="irecist/course/iCPD",
        inputs=(RUN, one_of(*Shows), YES, EITHER, DUE),
        outcome=Step(State.CONFIRMED, Response.ICPD),
        citation=CONFIRMING,
        text="Growth {days} days after the first iUPD ({first_iupd}) confirms it.",
    ),
    Rule(
        id="irecist/course/iCPD-late",
        inputs=(RUN, one_of(*Shows), YES, EITHER, LATE),
        outcome=Step(State.CONFIRMED, Response.ICPD),
        citation=CONFIRMING,
        text=(
            "Growth {days} days after the first iUPD ({first_iupd}) confirms it; the scan was "
            "due within {confirm_to} days."
        ),
    ),
    Rule(
        id="irecist/course/iCPD-symptoms",
        inputs=(RUN, one_of(*Shows), YES, EITHER, SYMPTOMS),
        outcome=Step(State.CONFIRMED, Response.ICPD),
        citation=ASSESSING,
        text=(
            "A scan for new symptoms shows a further new lesion {days} days after the first iUPD "
            "({first_iupd}): confirmed, although {confirm_from} days have not passed."
        ),
    ),
    Rule(
        id="irecist/course/iUPD-early",
        inputs=(RUN, one_of(*Shows), YES, EITHER, EARLY),
        outcome=Step(State.RUN, Response.IUPD),
        citation=ASSESSING,
        text=(
            "Growth {days} days after the first iUPD ({first_iupd}) is too early to confirm it, "
            "before day {confirm_from}: still iUPD."
        ),
    ),
    Rule(
        id="irecist/course/iUPD-persists",
        inputs=(RUN, PROGRESSION, NO, EITHER, ANY_TIME),
        outcome=Step(State.RUN, Response.IUPD),
        citation=TABLE_2,
        text="It progresses as it did at {first_iupd}, without growth since: still iUPD.",
    ),
    Rule(
        id="irecist/course/iUPD-unchanged",
        inputs=(RUN, NO_PROGRESSION, NO, NO, ANY_TIME),
        outcome=Step(State.RUN, Response.IUPD),
        citation=TABLE_2,
        text=(
            "No growth since {first_iupd}, but what progressed there is still there and the "
            "targets are in no better category: still iUPD."
        ),
    ),
    Rule(
        id="irecist/course/reset",
        inputs=(RUN, NO_PROGRESSION, NO, YES, ANY_TIME),
        outcome=Step(State.OPEN, None),
        citation=RESETTING,
        text=(
            "Better than at the first iUPD ({first_iupd}), and nothing progresses: that iUPD is "
            "not confirmed, another one would have to be confirmed anew. The answer is {own}."
        ),
    ),
    Rule(
        id="irecist/course/NE-in-run",
        inputs=(RUN, NOTHING, NO, EITHER, ANY_TIME),
        outcome=Step(State.RUN, Response.NE),
        citation=CONFIRMING,
        text="What would decide was not assessed: the iUPD of {first_iupd} still waits.",
    ),
    Rule(
        id="irecist/course/after-iCPD",
        inputs=(CONFIRMED, NO_PROGRESSION, EITHER, EITHER, ANY_TIME),
        outcome=Step(State.CONFIRMED, None),
        citation=CONFIRMING,
        text="Read by itself {own}; after iCPD it no longer counts.",
    ),
    Rule(
        id="irecist/course/iCPD-goes-on",
        inputs=(CONFIRMED, PROGRESSION, EITHER, EITHER, ANY_TIME),
        outcome=Step(State.CONFIRMED, Response.ICPD),
        citation=CONFIRMING,
        text="Progression was confirmed before and is still there.",
    ),
    Rule(
        id="irecist/course/NE-after-iCPD",
        inputs=(CONFIRMED, NOTHING, EITHER, EITHER, ANY_TIME),
        outcome=Step(State.CONFIRMED, Response.NE),
        citation=CONFIRMING,
        text="Not assessed; after iCPD it no longer counts.",
    ),
)
TABLE = compile_table(ROWS, INPUTS)
