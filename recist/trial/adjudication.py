"""Two independent reads and the third reader who chooses one of them, not knowing whose it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.audit import Action, Key
from recist.trial.discordance import Discordance, discordances
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.judging import Reads, judge_reads
from recist.trial.people import Actor
from recist.trial.ports import Records, Work
from recist.trial.progress import READERS, counts, progress_of, signed_reads
from recist.trial.reads import demand_open
from recist.trial.rights import Right, demand
from recist.trial.saving import readings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the adjudicator has decided, kept as data.

    Attributes
    ----------
    accepted : str
        The reader whose read is accepted.
    reads : str
        The digest of both signed reads as they were shown (`recist.trial.progress.signed_reads`);
        empty where nothing was shown.
    """

    subject: str
    accepted: str
    reason: str
    reads: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two reads of one subject that disagree.

    Attributes
    ----------
    readers : tuple of str
        In an order that tells nothing: the adjudicator sees *Read 1* and *Read 2*.
    """

    subject: str
    readers: tuple[str, str]
    found: tuple[Discordance, ...]


def choice_key(subject: str) -> Key:
    """Return where the adjudication of a subject is kept."""
    return Key(kind="adjudication", subject=subject)


def choice_of(records: Records, subject: str) -> Choice | None:
    """Return what was decided on a subject as it is read now, None where nothing was."""
    record = records.get(choice_key(subject))
    if record is None or not counts(records, progress_of(records, subject), record):
        return None
    value = record.value
    return Choice(
        subject=subject,
        accepted=value["accepted"],
        reason=value["reason"],
        reads=value["reads"],
    )


def apart(records: Records, subject: str, protocol: Protocol) -> Apart | None:
    """Compare the two finished reads of a subject; None where they agree or are not finished.

    Of more than two, those are compared that were finished first.
    """
    readers = nameless(subject, progress_of(records, subject).compared(subject))
    if len(readers) < READERS or not protocol.reading.adjudicate_on:
        return None
    two = (readers[0], readers[1])
    found = compared(records, subject, two, protocol)
    return Apart(subject=subject, readers=two, found=found) if found else None


def compared(
    records: Records, subject: str, readers: tuple[str, str], protocol: Protocol
) -> tuple[Discordance, ...]:
    """Return what two readers disagree on, in the order in which they are named."""
    pairs = zip(*(_judged(records, subject, one, protocol) for one in readers), strict=False)
    on = protocol.reading.adjudicate_on
    return tuple(one for pair in pairs for one in discordances(pair, on))


def nameless(subject: str, readers: Sequence[str]) -> list[str]:
    """Put readers into an order that their names do not tell, the same at each look."""
    return sorted(readers, key=lambda one: hashlib.sha256(f"{subject}\n{one}".encode()).digest())


def _judged(
    records: Records, subject: str, reader: str, protocol: Protocol
) -> tuple[CaseAssessment, ...]:
    rows = readings_of(records, subject=subject, reader=reader).rows
    return judge_reads(Reads(rows=rows), protocol)


def adjudicate(work: Work, actor: Actor, protocol: Protocol, choice: Choice) -> None:
    """Accept one of two reads that disagree.

    Raises
    ------
    NotAllowedError
        Where the actor may not, the reads do not disagree, the reader is none of the two, no
        reason is given, or the database is locked.
    StaleError
        Where the reads are not what was shown any more, or somebody else has decided meanwhile.
    """
    demand(actor, Right.ADJUDICATE)
    demand_open(work)
    found = apart(work, choice.subject, protocol)
    if found is None:
        raise NotAllowedError(f"{choice.subject}: no two finished reads disagree")
    if choice.accepted not in found.readers:
        raise NotAllowedError("only one of the two reads can be accepted")
    if actor.user in found.readers:
        raise NotAllowedError(f"{actor.user} has read {choice.subject}; somebody else decides")
    if not choice.reason.strip():
        raise NotAllowedError("an adjudication says why")
    value = {
        "accepted": choice.accepted,
        "reason": choice.reason.strip(),
        "reads": _reads_to_decide_on(work, choice),
        "variables": [
            {
                "variable": str(one.variable),
                "visit": one.visit,
                "answers": list(one.answers),
                "causes": [str(cause) for cause in one.causes],
            }
            for one in found.found
        ],
    }
    key = choice_key(choice.subject)
    work.put(key, value, expect=None, action=Action.ADJUDICATED, reason=choice.reason.strip())


def _reads_to_decide_on(work: Work, choice: Choice) -> str:
    """Return the digest of the reads as they are, where they are what the choice is about."""
    if choice_of(work, choice.subject) is not None:
        key = choice_key(choice.subject)
        raise StaleError(f"{choice.subject} was adjudicated meanwhile; look again", (key,))
    reads = signed_reads(work, progress_of(work, choice.subject), choice.subject)
    if choice.reads and choice.reads != reads:
        raise StaleError("the reads were changed since they were shown; look again")
    return reads


def with_acceptance(records: Records, rows: tuple[Row, ...], protocol: Protocol) -> tuple[Row, ...]:
    """Say in each row whether it is of the accepted read, where several readers read.

    It is left open for subjects that are still to be read or adjudicated.
    """
    if protocol.reading.readers < READERS:
        return rows
    chosen = {
        subject: accepted_reader(records, subject, protocol)
        for subject in {row.subject for row in rows}
    }
    return tuple(
        replace(row, accepted=None if reader is None else row.reader == reader)
        for row in rows
        for reader in (chosen[row.subject],)
    )


def accepted_reader(records: Records, subject: str, protocol: Protocol) -> str | None:
    """Return whose read of a subject exports use; None where that is still open."""
    decided = choice_of(records, subject)
    if decided is not None:
        return decided.accepted
    progress = progress_of(records, subject)
    if len(progress.finished(subject)) < max(protocol.reading.readers, 1):
        return None
    waiting = apart(records, subject, protocol) is not None
    return None if waiting else min(progress.compared(subject))
