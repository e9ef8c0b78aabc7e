"""A target that the protocol speaks against: it passes only with a written reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gui.state.advice import advice_on, by_their_long_axis
from gui.state.commands import Measure, Refused, SetLesion
from gui.state.course import text_shown
from gui.state.document import Document, find_row, lesions_of
from gui.state.edits import KEPT, apply
from gui.state.session import Session, present
from recist.model.finding import Finding
from recist.model.lesion import Role
from recist.model.protocol import Protocol

UNMEASURABLE = (
    "target-too-small",
    "target-not-measurable",
    "simple-cyst",
    "method-does-not-measure",
    "felt-only",
    "target-treated-earlier",
    "node-below-two-slices",
    "node-by-long-axis",
)
CAPS = ("too-many-in-organ", "too-many-targets")
"""They may name another target than the one that is changed."""

Kind = TypeVar("Kind", Measure, SetLesion)


def unfit(session: Session, command: Measure | SetLesion) -> str:
    """Say why what a command makes a target cannot be one; empty where it can.

    What was so before is asked about once: when the lesion is measured, or made a target.
    """
    before, subject = present(session), command.subject
    try:
        after = apply(before, command)
    except Refused:
        return ""
    if isinstance(command, SetLesion) and command.role not in (None, Role.TARGET):
        return ""
    meant = {command.lesion} | _ids(after, subject) - _ids(before, subject)
    known = {_key(note) for note in _against(before, subject, session.protocol)}
    said = []
    for note in _against(after, subject, session.protocol):
        row = find_row(after, subject, note.visit or "", note.lesion or "")
        if row is None or row.role is not Role.TARGET:
            continue
        anew = _key(note) not in known
        if note.lesion not in meant and not (anew and note.code in CAPS):
            continue
        if anew or (_asks_again(command, note) and KEPT not in row.comment):
            said.append(text_shown(session.protocol, note.message))
    return " · ".join(dict.fromkeys(said))


def _asks_again(command: Measure | SetLesion, note: Finding) -> bool:
    if isinstance(command, Measure):
        return note.visit == command.visit
    return command.role is Role.TARGET


def _against(document: Document, subject: str, protocol: Protocol) -> tuple[Finding, ...]:
    found = (
        *advice_on(document, subject, protocol),
        *by_their_long_axis(document, subject, protocol),
    )
    return tuple(note for note in found if note.code in (*UNMEASURABLE, *CAPS))


def _key(note: Finding) -> tuple[str, str | None, str | None]:
    return note.code, note.lesion, note.visit


def _ids(document: Document, subject: str) -> set[str]:
    return {one.id for one in lesions_of(document, subject)}


def with_reason(command: Kind, reason: str) -> Kind:
    """Return the command with the reader's reason in the row's comment, if there is one."""
    return replace(command, comment=f"{KEPT}{reason}") if reason else command
