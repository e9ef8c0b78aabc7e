"""What TR says of one lesion at one visit: lengths and words, brought to a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from recist.formats.sdtm_in.lengths import Note, length_of, mm_words
from recist.formats.sdtm_in.records import Record
from recist.formats.sdtm_in.said import CHANGES, LENGTH, STATES, Said, reason_says, said_by
from recist.model.finding import Severity
from recist.model.lesion import Role

LONGEST, SHORT, VIABLE, DIAMETER = "LDIAM", "LPERP", "VDIAM", "DIAMETER"
LENGTHS = (LONGEST, SHORT, VIABLE, DIAMETER)
WORDS = ("TUMSTATE", "LNSTATE")
OF_LESIONS = (*LENGTHS, *WORDS)
"""Tests of a single lesion that are read; of any other a finding tells."""

OF_SUMS = ("SUMDIAM", "SUMNLNLD", "SUMLDIAM", "SUMAREA", "SUMPPD", "SUMLPERP")
OF_CHANGES = ("ACNSD", "PCBSD", "PCNSD", "ACBSD")
NORMAL_NODE_BELOW = Decimal(10)
NOT_DONE = "NOT DONE"


@dataclass(slots=True)
class Result:
    """The results of one lesion at one visit.

    Attributes
    ----------
    axes : dict
        Lengths in mm by LONGEST, SHORT and VIABLE.
    said : set
        What is said in words, `LENGTH` for a length that counts.
    """

    nodal: bool
    axes: dict[str, Decimal] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    words: dict[str, Said] = field(default_factory=dict)
    reason: str = ""
    notes: list[Note] = field(default_factory=list)

    @property
    def counting(self) -> Decimal | None:
        """The length that counts by RECIST 1.1: a node's short axis, else the longest."""
        return self.axes.get(SHORT if self.nodal else LONGEST)

    def state(self, role: Role) -> str:
        """Return the state in the words of the reading table."""
        said = set(self.said)
        if self._all_gone() or (self.counting is None and Said.TOO_SMALL in said):
            said.discard(LENGTH)
        if self._all_gone():
            said.add(Said.ABSENT)
        for word, state in STATES[role]:
            if word in said:
                return state
        # Seen, so that it was looked for, and without the number that its role asks for.
        told = ", ".join(sorted(said)) or "nothing"
        self.notes.append(
            (Severity.WARNING, "not-measured", f"is a {role} of which only {told} is said")
        )
        self.reason = self.reason or f"{told}, not measured"
        return "not-evaluable"

    def change(self) -> str:
        """Return how it moved since the last visit, where that is said."""
        return next((word for said, word in CHANGES.items() if said in self.said), "")

    def _all_gone(self) -> bool:
        """Say whether it is measured as nothing: 0 mm stands for a lesion that is gone."""
        return bool(self.axes) and not any(self.axes.values())


def result_of(records: Sequence[Record], *, nodal: bool | None) -> Result:
    """Read the results of one lesion at one visit.

    Parameters
    ----------
    nodal : bool or None
        Whether it is a node; None where nobody says: then its tests do.

    Raises
    ------
    UnreadableError
        For a word that is not known, a length without a unit, or two results that differ.
    """
    tests = {one.word("TRTESTCD") for one in records}
    assumed = "LNSTATE" in tests or (SHORT in tests and LONGEST not in tests)
    result = Result(nodal=assumed if nodal is None else nodal)
    if nodal is None and assumed:
        result.notes.append(
            (Severity.WARNING, "nodal-assumed", "is taken as a node, as it is measured like one")
        )
    for record in _each_once(records, result):
        _read(record, result)
    result.notes.extend(_contradictions(result))
    return result


def _each_once(records: Sequence[Record], result: Result) -> Iterator[Record]:
    """Yield one record of each test; refuse two that differ."""
    held: dict[str, Record] = {}
    for record in records:
        test = record.word("TRTESTCD")
        first = held.setdefault(test, record)
        if first is record:
            yield record
        elif _content(first) == _content(record):
            said = f"has {test} twice, the same both times ({first.place}, {record.place})"
            result.notes.append((Severity.WARNING, "record-repeated", said))
        else:
            raise record.fault(
                "TRTESTCD",
                f"{test} of {record.text('TRLNKID')} at this visit stands differently in "
                f"{first.place}; keep one of the two",
            )


def _content(record: Record) -> tuple[str, ...]:
    names = ("ORRES", "ORRESU", "STRESC", "STRESN", "STRESU", "STAT", "REASND", "DTC", "METHOD")
    return tuple(record.word(f"TR{name}") for name in names)


def _read(record: Record, result: Result) -> None:
    test = record.word("TRTESTCD")
    if record.word("TRSTAT") == NOT_DONE:
        _not_done(record, result)
        return
    word = said_by(record.word("TRORRES") or record.word("TRSTRESC"))
    if word is None:
        word = said_by(record.word("TRSTRESC"))
    if word is not None:
        result.said.add(word)
        result.words[test] = word
        if word in (Said.NOT_DONE, Said.NOT_EVALUABLE):
            result.reason = result.reason or record.text("TRREASND")
        return
    found = length_of(record, "TR") if test in LENGTHS else None
    if found is not None:
        axis = (SHORT if result.nodal else LONGEST) if test == DIAMETER else test
        result.axes[axis] = found.mm
        result.notes.extend(found.notes)
        result.said.add(LENGTH)
        return
    text = record.text("TRORRES") or record.text("TRSTRESC")
    if text:
        kind = "neither a length nor a word" if test in LENGTHS else "no word"
        raise record.fault("TRORRES", f"{text!r} is {kind} that is known for {test}")
    result.said.add(Said.NOT_DONE)
    result.reason = result.reason or record.text("TRREASND")
    result.notes.append(
        (
            Severity.WARNING,
            "result-empty",
            f"has no result for {test} and no TRSTAT ({record.place})",
        )
    )


def _not_done(record: Record, result: Result) -> None:
    reason = record.text("TRREASND") or record.more.get("TRREASNE", "")
    merged = any(word in reason.upper() for word in ("MERGED", "COALESCED"))
    result.said.add(Said.MERGED if merged else reason_says(reason))
    detail = record.more.get("TRREASNE", "")
    result.reason = result.reason or ": ".join(dict.fromkeys(filter(None, (reason, detail))))


def _contradictions(result: Result) -> Iterator[Note]:
    short, node = result.axes.get(SHORT), result.words.get("LNSTATE")
    if result.nodal and short is not None and node in (Said.PATHOLOGICAL, Said.NON_PATHOLOGICAL):
        normal = short < NORMAL_NODE_BELOW
        if normal is not (node is Said.NON_PATHOLOGICAL):
            yield (
                Severity.WARNING,
                "node-state-disagrees",
                f"is called {node} with a short axis of {mm_words(short)}: the length is taken",
            )
    tumour, seen = result.words.get("TUMSTATE"), [mm for mm in result.axes.values() if mm]
    if tumour is Said.ABSENT and seen:
        yield (
            Severity.WARNING,
            "tumour-state-disagrees",
            f"is called absent and measures {mm_words(seen[0])}",
        )
