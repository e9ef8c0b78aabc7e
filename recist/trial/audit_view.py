"""The audit chain as people look at it: filtered, each entry a line, without password hashes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from recist.trial.audit import Action, Entry, Value
from recist.trial.live_text import guarded

SECRET = "argon2"
NOT_SHOWN = "not shown"
MOST_SIGNS = 60
LEAST_OF_HASH = 8
DAY = len("2026-03-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries are asked for; what is None does not matter.

    Attributes
    ----------
    kind : str or None
        What sort of thing an entry is about.
    since, until : date or None
        The first and the last day, in UTC as the entries are.
    text : str
        Words that an entry has to hold somewhere in what is shown of it, in any case; its hash
        by the first eight signs or more.
    """

    user: str | None = None
    action: Action | None = None
    subject: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""

    def takes(self, entry: Entry) -> bool:
        """Say whether an entry is asked for."""
        return (
            self.user in (None, entry.user)
            and self.action in (None, entry.action)
            and self.subject in (None, entry.key.subject)
            and self.kind in (None, entry.key.kind)
            and (self.since is None or entry.at >= self.since.isoformat())
            and (self.until is None or entry.at[:DAY] <= self.until.isoformat())
            and self._holds(entry)
        )

    def _holds(self, entry: Entry) -> bool:
        words = self.text.casefold().split()
        if not words:
            return True
        line = audit_line(entry)
        said = " ".join(str(getattr(line, name)) for name in COLUMNS if name != "hash").casefold()
        # Any two signs are in most hashes somewhere: one is found by its beginning alone.
        return all(
            word in said or (len(word) >= LEAST_OF_HASH and line.hash.startswith(word))
            for word in words
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """An entry as it is shown; the columns of an export are these, in this order.

    Attributes
    ----------
    old, new : str
        The whole value as JSON, empty where there is none.
    change : str
        What of it is another than before, one part after the other.
    """

    sequence: int
    at: str
    user: str
    role: str
    action: str
    kind: str
    subject: str
    reader: str
    visit: str
    name: str
    change: str
    reason: str
    old: str
    new: str
    program: str
    hash: str


COLUMNS = tuple(one.name for one in fields(AuditLine))


def audit_lines(entries: Iterable[Entry], asked: AuditFilter) -> Iterator[AuditLine]:
    """Return the entries that are asked for, as they are shown."""
    return (audit_line(entry) for entry in entries if asked.takes(entry))


def audit_line(entry: Entry) -> AuditLine:
    """Return an entry as it is shown."""
    key = entry.key
    return AuditLine(
        sequence=entry.sequence,
        at=entry.at,
        user=entry.user,
        role=entry.role,
        action=str(entry.action),
        kind=key.kind,
        subject=key.subject,
        reader=key.reader,
        visit=key.visit,
        name=key.name,
        change=change_text(entry.old, entry.new),
        reason=entry.reason,
        old=value_text(entry.old),
        new=value_text(entry.new),
        program=entry.program,
        hash=entry.hash,
    )


def value_text(value: Value | None) -> str:
    """Write a value as JSON, a password's hash left out; empty where there is none."""
    return "" if value is None else _json(_shown(value))


def change_text(old: Value | None, new: Value | None) -> str:
    """Say part by part what differs: ``size_mm: 50 → 31``; what was not there before stands alone.

    Long parts are cut.
    """
    before, after = _shown(old or {}), _shown(new or {})
    names = [name for name in {**before, **after} if _part(before, name) != _part(after, name)]
    # Of two hashes nobody shall tell more than that there was a change.
    if SECRET in before and SECRET in after and old != new:
        names.append(SECRET)
    return "; ".join(f"{name}: {_step(_part(before, name), _part(after, name))}" for name in names)


def audit_csv(lines: Iterable[AuditLine], head: str | None = None) -> str:
    """Return lines as CSV, each column under its name.

    Parameters
    ----------
    head : str, optional
        The hash of the whole chain's last entry: a last column holds it, so that the file can
        be told to be of this chain and no other, whatever its name becomes.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    last = [] if head is None else [head]
    writer.writerow([*COLUMNS, *(["head"] if last else [])])
    writer.writerows([*(_cell(getattr(line, name)) for name in COLUMNS), *last] for line in lines)
    return text.getvalue()


def _shown(value: Value) -> dict[str, Any]:
    return {name: NOT_SHOWN if name == SECRET else part for name, part in value.items()}


def _part(value: Value, name: str) -> object:
    """Return a part of a value; an empty text says as little as none."""
    part = value.get(name)
    return None if part == "" else part


def _step(before: object, after: object) -> str:
    shown = [_short(part) for part in (before, after)]
    if before is None:
        return shown[1]
    return f"{shown[0]} → {shown[1] if after is not None else 'nothing'}"


def _short(part: object) -> str:
    text = part if isinstance(part, str) else _json(part)
    text = " ".join(text.split())
    return text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value
