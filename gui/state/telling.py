"""What was done, in a line: it takes the place of whatever was refused or warned of before."""

from __future__ import annotations

from typing import assert_never

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
from gui.state.tongue import later, tr
from gui.state.words import CHARACTERS, ROLE_NAMES, said_of


def done_text(command: Command) -> str:  # noqa: C901 one case per command is the point
    """Return what a command has done."""
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
            return tr("{lesion} deleted; Ctrl+Z brings it back", lesion=lesion)
        case DeleteReading(lesion=lesion, visit=visit):
            said = later("{lesion} at {visit} deleted; Ctrl+Z brings it back")
            return tr(said, lesion=lesion, visit=visit)
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
        case _:
            assert_never(command)


def _lesion_text(command: SetLesion) -> str:
    role, nodal = command.role, command.nodal
    given = (
        (later("label {value}"), command.label),
        (later("role {value}"), tr(ROLE_NAMES[role]) if role else None),
        (later("organ {value}"), command.organ),
        (later("site {value}"), command.site),
        ("{value}", None if nodal is None else tr("a node") if nodal else tr("not a node")),
        ("{value}", tr(CHARACTERS[command.character]) if command.character else None),
    )
    said = [tr(text, value=value or tr("none")) for text, value in given if value is not None]
    return f"{command.lesion}: {', '.join(said)}"
