"""Subjects and readers whose names hardly differ: mostly one of them, written in two ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from recist.model.finding import Finding, Severity
from recist.model.row import Row

SUBJECTS_ALIKE, READERS_ALIKE = "subjects-alike", "readers-alike"


def folded(name: str) -> str:
    """Return a name whatever its letter case and the form of its Unicode."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def folded_subject(name: str) -> str:
    """Return a subject, also without leading zeros: a spreadsheet takes them off numbers."""
    return folded(name).lstrip("0")


def names_alike(rows: Iterable[Row]) -> list[tuple[Finding, tuple[Row, ...]]]:
    """Return a warning for each group of names that are alike, with the first row of each name."""
    held = tuple(rows)
    subjects = _alike((row.subject, row) for row in held)
    readers = _alike(((row.reader, row) for row in held if row.reader), folded)
    return [
        *(_told(SUBJECTS_ALIKE, "of subject", "subjects", group) for group in subjects),
        *(_told(READERS_ALIKE, "by reader", "readers", group) for group in readers),
    ]


def with_names_alike(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows, the first of each name that is alike another with a warning of it."""
    held = tuple(rows)
    told: dict[int, list[Finding]] = {}
    for finding, firsts in names_alike(held):
        for row in firsts:
            told.setdefault(id(row), []).append(finding)
    return tuple(
        replace(row, findings=(*row.findings, *told[id(row)])) if id(row) in told else row
        for row in held
    )


def alike_in_trial(rows: Iterable[Row], known: Iterable[str]) -> list[Finding]:
    """Return a warning for each subject that a trial does not have, and has one that is alike.

    Parameters
    ----------
    known : iterable of str
        The subjects of the trial.
    """
    names = set(known)
    there = {folded_subject(name): name for name in sorted(names)}
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(row.subject, row)
    return [
        _finding(
            SUBJECTS_ALIKE,
            f"{row.source} is of subject {shown(name)}; the trial has {shown(has)}",
            "subjects",
        )
        for name, row in firsts.items()
        if name not in names and (has := there.get(folded_subject(name))) is not None
    ]


def _alike(
    named: Iterable[tuple[str, Row]], key: Callable[[str], str] = folded_subject
) -> list[dict[str, Row]]:
    """Return the names that are alike, each with the first row that it stands in."""
    groups: dict[str, dict[str, Row]] = {}
    keys: dict[str, str] = {}
    for name, row in named:
        # A table has many rows of few names.
        if name not in keys:
            keys[name] = key(name)
            groups.setdefault(keys[name], {})[name] = row
    return [group for group in groups.values() if len(group) > 1]


def _told(
    code: str, what: str, several: str, group: dict[str, Row]
) -> tuple[Finding, tuple[Row, ...]]:
    named = "; ".join(f"{row.source} is {what} {shown(name)}" for name, row in group.items())
    return _finding(code, named, several), tuple(group.values())


def _finding(code: str, named: str, several: str) -> Finding:
    message = f"{named}: they are taken as different {several}; are they?"
    return Finding(severity=Severity.WARNING, code=code, message=message)


def shown(name: str) -> str:
    """Return a name in quotation marks; an accent that stands alone is written out."""
    return repr(name) if unicodedata.is_normalized("NFC", name) else ascii(name)
