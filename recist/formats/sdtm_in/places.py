"""Whose a record is: subject, reader, visit and lesion, as readings name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recist.formats.sdtm_in.records import Record
from recist.model.dates import ScanDate

Course = tuple[str, str]
"""Subject and reader."""

Evaluator = tuple[str, str, str]
"""Subject, and both variables that say who has evaluated."""


@dataclass(slots=True)
class Places:
    """Names of readers and visits in a set of datasets."""

    readers: dict[Evaluator, str] = field(default_factory=dict)
    readers_by_id: dict[tuple[str, str], str] = field(default_factory=dict)
    labels_of: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers_of: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    evaluators: dict[Course, str] = field(default_factory=dict)
    spellings: dict[tuple[str, str], str] = field(default_factory=dict)
    aliases: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, domains: Mapping[str, Iterable[Record]]) -> Places:
        """Learn from every record who the readers are and what the visits are called.

        LB knows no evaluator, so that it says nothing of who is meant.
        """
        places = cls()
        for domain, records in domains.items():
            for record in records:
                places._learn(record, domain)
        for domain, records in domains.items():
            for record in records:
                if "RCVISIT" in record.more:
                    subject, label = record.text("USUBJID"), places.visit(record, domain)
                    places.aliases.setdefault((subject, label), record.more["RCVISIT"])
        return places

    def _learn(self, record: Record, domain: str) -> None:
        subject, visit, number = record.text("USUBJID"), record.text("VISIT"), number_in(record)
        if "RCREADER" in record.more and domain != "LB":
            key, name = _evaluator(record, domain), record.more["RCREADER"]
            self.readers.setdefault(key, name)
            self.readers_by_id.setdefault((subject, key[2]), name)
        evaluator = record.text(f"{domain}EVAL")
        if evaluator and record.text(f"{domain}EVALID"):
            self.evaluators[subject, self.reader(record, domain)] = evaluator
        if visit and number:
            self.labels_of[subject, number].add(visit)
            self.numbers_of[subject, visit.casefold()].add(number)

    def subject(self, record: Record) -> str:
        """Return the subject, refusing a record without one."""
        subject = record.text("USUBJID")
        if not subject:
            raise record.fault("USUBJID", "is empty; say whose the record is")
        return subject

    def reader(self, record: Record, domain: str) -> str:
        """Return the reader: the evaluator's identifier, and else who has evaluated."""
        key = _evaluator(record, domain)
        return self.readers.get(key) or key[2] or key[1]

    def course(self, record: Record, domain: str) -> Course:
        """Return subject and reader."""
        return self.subject(record), self.reader(record, domain)

    def visit(self, record: Record, domain: str) -> str:
        """Return the label of a visit: its name, else its number, else its date.

        Visits of one name and several numbers (two that are UNSCHEDULED) have the number as well.
        """
        subject = self.subject(record)
        label = self._label(record, domain, subject)
        # Upper and lower case make no other visit; the first spelling stands.
        label = self.spellings.setdefault((subject, label.casefold()), label)
        return self.aliases.get((subject, label), label)

    def _label(self, record: Record, domain: str, subject: str) -> str:
        visit, number = record.text("VISIT"), number_in(record)
        if visit:
            several = len(self.numbers_of[subject, visit.casefold()]) > 1
            return f"{visit} {number}" if several and number and number not in visit else visit
        if number:
            named = self.labels_of[subject, number]
            return next(iter(named)) if len(named) == 1 else f"VISIT {number}"
        day = date_of(record, domain)
        if not day:
            raise record.fault("VISIT", "is empty, and so are VISITNUM and the date")
        return day


def _evaluator(record: Record, domain: str) -> Evaluator:
    return record.text("USUBJID"), record.text(f"{domain}EVAL"), record.text(f"{domain}EVALID")


def date_of(record: Record, domain: str) -> str:
    """Return the date of a record without its time, as far as it is known: ``2024-03``.

    Raises
    ------
    UnreadableError
        Where it is no date.
    """
    name = f"{domain}DTC"
    day = day_in(record.text(name))
    try:
        ScanDate.parse(day)
    except ValueError:
        raise record.fault(
            name, f"{record.text(name)!r} is no date; write it as 2024-03-01"
        ) from None
    return day


def day_in(moment: str) -> str:
    """Return the date of an ISO 8601 moment up to its first part that is not known."""
    return moment.partition("T")[0].partition(" ")[0].partition("--")[0].rstrip("-")


def number_in(record: Record) -> str:
    """Return the number of the visit as text: 2 where it is written as 2.0."""
    text = record.text("VISITNUM")
    whole, point, fraction = text.partition(".")
    return whole if point and whole.isdigit() and not fraction.strip("0") else text


def number_of(record: Record) -> float | None:
    """Return the number of the visit, for putting undated visits in order; None for none."""
    try:
        return float(record.text("VISITNUM"))
    except ValueError:
        return None
