"""What of a trial somebody may have judged: the readings that they see, in the trial's protocol."""

from __future__ import annotations

from recist.model.protocol import Protocol
from recist.trial.adjudication import with_acceptance
from recist.trial.blinding import SeenBy
from recist.trial.errors import NotAllowedError
from recist.trial.judging import Reads
from recist.trial.people import Actor
from recist.trial.ports import Records
from recist.trial.rights import Right, demand, may
from recist.trial.saving import readings_of
from recist.trial.subjects import subjects_of, treatments_of

SIGHTS = (Right.SEE_OWN_READS, Right.SEE_BOTH_READS)


def seen_reads(records: Records, actor: Actor, protocol: Protocol) -> Reads:
    """Return the readings that an actor may see, with what they may know of the subjects.

    Raises
    ------
    NotAllowedError
        Where the protocol is blinded and the actor sees no reads, no reading is there to be
        seen, or the protocol keeps the dates from the actor, which every answer shows.
    """
    if protocol.reading.blinded and not any(may(actor, right) for right in SIGHTS):
        demand(actor, Right.SEE_ALL_READS)
    seen = SeenBy(records, actor, protocol.reading)
    if seen.hides_dates:
        raise NotAllowedError(
            f"the protocol keeps the dates of visits from {actor.user}, and every answer shows "
            "them; use the reading room"
        )
    rows = readings_of(seen).rows
    if may(actor, Right.SEE_ALL_READS):
        rows = with_acceptance(records, rows, protocol)
    if not rows:
        raise NotAllowedError(f"there is no reading in the trial that {actor.user} may see")
    return Reads(rows=rows, subjects=subjects_of(seen), treatments=treatments_of(seen))
