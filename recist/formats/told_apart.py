"""Files of one name in several folders, as archives write them, called so that people find them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from recist.formats.measured import Draft
from recist.formats.sources import printable
from recist.model.finding import Finding
from recist.model.row import Row
from recist.trial.stated import Refused, Taken


def told_apart(paths: Iterable[Path]) -> dict[Path, str]:
    """Return names for the files whose own name several of them have: with as much of the path."""
    alike: dict[str, list[Path]] = {}
    for path in dict.fromkeys(paths):
        alike.setdefault(path.name, []).append(path)
    names: dict[Path, str] = {}
    for several in alike.values():
        if len(several) > 1:
            full = [one.absolute() for one in several]
            shared = os.path.commonpath([one.parent for one in full])
            names |= {
                path: printable(os.path.relpath(one, shared))
                for path, one in zip(several, full, strict=True)
            }
    return names


def taken_from(taken: Taken, name: str, shown: str) -> Taken:
    """Return what was taken of a file, its places under another name of the file."""
    return replace(
        taken,
        rows=tuple(_row(one, name, shown) for one in taken.rows),
        findings=tuple(_finding(one, name, shown) for one in taken.findings),
        refused=tuple(_refused(one, name, shown) for one in taken.refused),
    )


def draft_of(draft: Draft, shown: str) -> Draft:
    """Return what a report or annotation says, its places under another name of the file."""
    name = draft.file
    return replace(
        draft,
        file=shown,
        lesions=tuple(replace(one, row=_row(one.row, name, shown)) for one in draft.lesions),
        findings=tuple(_finding(one, name, shown) for one in draft.findings),
        refused=None if draft.refused is None else _refused(draft.refused, name, shown),
    )


def _row(row: Row, name: str, shown: str) -> Row:
    findings = tuple(_finding(one, name, shown) for one in row.findings)
    return replace(row, source=_named(row.source, name, shown), findings=findings)


def _finding(finding: Finding, name: str, shown: str) -> Finding:
    return replace(finding, message=_named(finding.message, name, shown))


def _refused(refused: Refused, name: str, shown: str) -> Refused:
    return replace(refused, where=_named(refused.where, name, shown))


def _named(told: str, name: str, shown: str) -> str:
    return shown + told[len(name) :] if told.startswith(name) else told
