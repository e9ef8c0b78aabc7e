"""A target that the protocol speaks against: it passes only with a written reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gui.state.advice import advice_on
from gui.state.commands import Measure, Refused, SetLesion
from gui.state.document import find_row, lesions_of
from gui.state.edits import apply
from gui.state.session import Session, present
from recist.model.lesion import Role

CODES = ("target-too-small", "target-not-measurable", "simple-cyst", "method-does-not-measure")
KEPT = "kept as target: "

Kind = TypeVar("Kind", Measure, SetLesion)


def unfit(session: Session, command: Measure | SetLesion) -> str:
    """Say why what a command makes a target cannot be one; empty where it can.

    A lesion for which a reason is written already is not asked about again.
    """
    before = present(session)
    try:
        after = apply(before, command)
    except Refused:
        return ""
    subject = command.subject
    if isinstance(command, SetLesion) and command.role is not Role.TARGET:
        return ""
    new = {one.id for one in lesions_of(after, subject)}
    new -= {one.id for one in lesions_of(before, subject)}
    meant = {command.lesion} | new
    said = []
    for note in advice_on(after, subject, session.protocol):
        if note.code not in CODES or note.lesion not in meant or note.visit is None:
            continue
        if isinstance(command, Measure) and note.visit != command.visit:
            continue
        row = find_row(after, subject, note.visit, note.lesion)
        if row is not None and row.role is Role.TARGET and KEPT not in row.comment:
            said.append(note.message)
    return " · ".join(said)


def with_reason(command: Kind, reason: str) -> Kind:
    """Return the command with the reader's reason in the row's comment, if there is one."""
    return replace(command, comment=f"{KEPT}{reason}") if reason else command
