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

SECRET = "argon2"
NOT_SHOWN = "not shown"
MOST_SIGNS = 60
# A spreadsheet takes what begins so for a formula, and would carry it out.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries are asked for; what is None does not matter.

    Attributes
    ----------
    since : date or None
        The first day, in UTC as the entries are.
    """

    user: str | None = None
    action: Action | None = None
    subject: str | None = None
    since: date | None = None

    def takes(self, entry: Entry) -> bool:
        """Say whether an entry is asked for."""
        return (
            self.user in (None, entry.user)
            and self.action in (None, entry.action)
            and self.subject in (None, entry.key.subject)
            and (self.since is None or entry.at >= self.since.isoformat())
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
    return (_line(entry) for entry in entries if asked.takes(entry))


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


def audit_csv(lines: Iterable[AuditLine]) -> str:
    """Return lines as CSV, each column under its name."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(line, name)) for name in COLUMNS] for line in lines)
    return text.getvalue()


def _line(entry: Entry) -> AuditLine:
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
    text = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if text else value
