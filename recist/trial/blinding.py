"""What somebody may see of a blinded trial: the records, with all else taken out of them.

Whatever is shown to a reader or adjudicator is made of these records, so that nothing else can
reach a screen, a log or an export of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recist.model.protocol import ReadingPlan
from recist.trial.adjudication import nameless
from recist.trial.audit import Key
from recist.trial.people import Actor
from recist.trial.ports import Record, Records
from recist.trial.rights import Right, may

READ_KINDS = frozenset({"row", "caliper", "read", "signature"})
NEVER = frozenset({"password", "log-in"})
READ_NAME = "Read {}"
# What could tell the arm: the arm itself, and any column that the trial has added.
OF_SUBJECTS = frozenset({"reference_date"})

Sight = Callable[[Record], Record | None]


def hides_dates(actor: Actor, plan: ReadingPlan) -> bool:
    """Say whether the protocol keeps the dates of visits from an actor."""
    return plan.hide_dates and not may(actor, Right.SEE_ALL_READS)


class SeenBy:
    """The records of a trial as an actor may see them.

    Parameters
    ----------
    records : Records
        All of them.
    plan : ReadingPlan
        Whether the trial is blinded; in one that is not, only passwords are kept back.

    Attributes
    ----------
    hides_dates : bool
        The protocol keeps the dates of visits from the actor. They stay in the records, since
        every judgement needs their order and distance; whoever shows them leaves them out.
    """

    def __init__(self, records: Records, actor: Actor, plan: ReadingPlan) -> None:
        self._records, self._actor = records, actor
        self.hides_dates = hides_dates(actor, plan)
        self._sees_all = not plan.blinded or may(actor, Right.SEE_ALL_READS)

    def get(self, key: Key) -> Record | None:
        """Return a thing, None where it is not there or not for this actor."""
        found = self.all(key.kind, subject=key.subject, reader=key.reader)
        return next((one for one in found if one.key == key), None)

    def all(
        self, kind: str, *, subject: str | None = None, reader: str | None = None
    ) -> list[Record]:
        """Return the things of a kind that this actor may see, in the order of their keys."""
        names = _Names(self._records, subject)
        seen = (self._seen(one, names) for one in self._records.all(kind, subject=subject))
        kept = (one for one in seen if one is not None)
        return sorted(
            (one for one in kept if reader is None or one.key.reader == reader),
            key=lambda one: one.key,
        )

    def _seen(self, record: Record, names: _Names) -> Record | None:
        kind = record.key.kind
        if kind in NEVER:
            return None
        if self._sees_all:
            return record
        if kind in READ_KINDS:
            return self._read(record, names)
        sight = SIGHTS.get(kind)
        return record if sight is None else sight(self._actor, record)

    def _read(self, record: Record, names: _Names) -> Record | None:
        """Show readers their own reads, adjudicators both of them without a name."""
        if may(self._actor, Right.SEE_OWN_READS):
            return record if record.key.reader == self._actor.user else None
        if not may(self._actor, Right.SEE_BOTH_READS):
            return None
        name = names.of(record.key.subject, record.key.reader)
        value = {key: text for key, text in record.value.items() if key != "printed_name"}
        return replace(record, key=replace(record.key, reader=name), value=value)


class _Names:
    """What adjudicators call the readers of a subject, or of all of them; looked up once."""

    def __init__(self, records: Records, subject: str | None) -> None:
        self._records, self._subject = records, subject
        self._readers: dict[str, set[str]] | None = None
        self._known: dict[tuple[str, str], str] = {}

    def of(self, subject: str, reader: str) -> str:
        if (subject, reader) not in self._known:
            named = {*self._begun().get(subject, ()), reader}
            place = nameless(subject, sorted(named)).index(reader) + 1
            self._known[subject, reader] = READ_NAME.format(place)
        return self._known[subject, reader]

    def _begun(self) -> dict[str, set[str]]:
        if self._readers is None:
            self._readers = {}
            for one in self._records.all("read", subject=self._subject):
                self._readers.setdefault(one.key.subject, set()).add(one.key.reader)
        return self._readers


def reader_behind(records: Records, subject: str, name: str) -> str | None:
    """Return the reader whose read an adjudicator sees under a name such as ``Read 1``."""
    named = {one.key.reader for one in records.all("read", subject=subject)}
    order = nameless(subject, sorted(named))
    shown = {READ_NAME.format(n): reader for n, reader in enumerate(order, start=1)}
    return shown.get(name)


def _user(actor: Actor, record: Record) -> Record | None:
    own = record.key.name == actor.user or may(actor, Right.MANAGE_USERS)
    return record if own else None


def _subject(actor: Actor, record: Record) -> Record | None:
    if may(actor, Right.SEE_ARM):
        return record
    kept = {name: text for name, text in record.value.items() if name in OF_SUBJECTS}
    return replace(record, value=kept)


def _treatment(actor: Actor, record: Record) -> Record | None:
    return record if may(actor, Right.SEE_ARM) else None


def _query(actor: Actor, record: Record) -> Record | None:
    """Show readers what they are asked, and not who asks."""
    if not may(actor, Right.ANSWER_QUERY) or record.key.reader != actor.user:
        return None
    return replace(record, value={**record.value, "asked_by": ""})


def _adjudication(actor: Actor, record: Record) -> Record | None:
    if not may(actor, Right.SEE_BOTH_READS):
        return None
    kept = {name: text for name, text in record.value.items() if name != "accepted"}
    return replace(record, value=kept)


SIGHTS: dict[str, Callable[[Actor, Record], Record | None]] = {
    "user": _user,
    "subject": _subject,
    "treatment": _treatment,
    "query": _query,
    "adjudication": _adjudication,
}
"""What becomes of a thing, by its kind; kinds that are not here are for everybody."""
