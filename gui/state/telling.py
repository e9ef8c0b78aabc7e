"""What was done, in a line: it takes the place of whatever was refused or warned of before."""

from __future__ import annotations

from typing import assert_never

from gui.state.action_table import key_text
from gui.state.commands import (
    AddMarker,
    AssignStudy,
    Command,
    DeleteLesion,
    DeleteReading,
    MarkPoint,
    Measure,
    RedateVisit,
    RenameSubject,
    RenameVisit,
    SetComment,
    SetKeyImage,
    SetLesion,
    SetState,
    SplitLesion,
)
from gui.state.keys import BINDINGS, Binding, Intent
from gui.state.tongue import later, tr
from gui.state.words import CHARACTERS, NOT_PROGRESSED, PROGRESSED, ROLE_NAMES, said_of


def choose_first(rows: tuple[Binding, ...]) -> str:
    """Return how a lesion is chosen, which is needed before something is done to one."""
    key = key_text(rows, Intent.NEXT_LESION)
    if not key:
        return tr("Choose a lesion first: click it")
    return tr("Choose a lesion first: click it, or press {key}", key=key)


def _undone(said: str, rows: tuple[Binding, ...]) -> str:
    key = key_text(rows, Intent.UNDO)
    return tr("{said}; {key} brings it back", said=said, key=key) if key else said


def done_text(  # noqa: C901 one case per command is the point
    command: Command, rows: tuple[Binding, ...] = BINDINGS
) -> str:
    """Return what a command has done, and which of the keys as they are bound undoes a loss."""
    match command:
        case Measure(lesion=lesion, visit=visit):
            measured = tr("{lesion} measured at {visit}", lesion=lesion, visit=visit)
            return measured if lesion else tr("Measured at {visit}", visit=visit)
        case MarkPoint(lesion=lesion, visit=visit):
            marked = tr("{lesion} marked at {visit}", lesion=lesion, visit=visit)
            return marked if lesion else tr("Marked at {visit}", visit=visit)
        case SplitLesion(lesion=lesion, visit=visit):
            return tr(
                "{lesion} is followed in fragments from {visit} on", lesion=lesion, visit=visit
            )
        case AddMarker(name=name):
            return tr("{name} is followed: its menu says normal or raised at a visit", name=name)
        case SetState(lesion=lesion, visit=visit, state=state):
            word = said_of(state)
            return tr("{lesion} at {visit}: {state}", lesion=lesion, visit=visit, state=word)
        case SetKeyImage(lesion=lesion, visit=visit):
            said = later("{lesion} at {visit}: this slice is its key image")
            return tr(said, lesion=lesion, visit=visit)
        case SetLesion():
            return _lesion_text(command)
        case SetComment(lesion=lesion, visit=visit):
            if not lesion:
                return tr("Comment on {visit} kept", visit=visit)
            return tr("Comment on {lesion} at {visit} kept", lesion=lesion, visit=visit)
        case DeleteLesion(lesion=lesion):
            return _undone(tr("{lesion} deleted", lesion=lesion), rows)
        case DeleteReading(lesion=lesion, visit=visit):
            return _undone(tr("{lesion} at {visit} deleted", lesion=lesion, visit=visit), rows)
        case RenameSubject() | RenameVisit() | RedateVisit() | AssignStudy():
            return _place_text(command)
        case _:
            assert_never(command)


def _place_text(command: RenameSubject | RenameVisit | RedateVisit | AssignStudy) -> str:
    """Return what has become of a subject, a visit or a study."""
    match command:
        case RenameSubject(subject=subject, label=label):
            return tr("{before} is now called {now}", before=subject, now=label.strip())
        case RenameVisit(visit=visit, label=label):
            return tr("{before} is now called {now}", before=visit, now=label.strip())
        case RedateVisit(visit=visit, date=date):
            if not date.text:
                return tr("{visit} has no date now", visit=visit)
            return tr("{visit} is now of {date}", visit=visit, date=date.text)
        case AssignStudy(subject=subject, visit=visit):
            return tr("The study is now at {visit} of {subject}", visit=visit, subject=subject)


def _lesion_text(command: SetLesion) -> str:
    role, nodal, grown = command.role, command.nodal, command.progressed_since
    given = (
        (later("label {value}"), command.label),
        (later("role {value}"), tr(ROLE_NAMES[role]) if role else None),
        (later("organ {value}"), command.organ),
        (later("site {value}"), command.site),
        ("{value}", None if nodal is None else tr("a node") if nodal else tr("not a node")),
        ("{value}", tr(CHARACTERS[command.character]) if command.character else None),
        ("{value}", None if grown is None else tr(PROGRESSED if grown else NOT_PROGRESSED)),
    )
    said = [tr(text, value=value or tr("none")) for text, value in given if value is not None]
    return f"{command.lesion}: {', '.join(said)}"
