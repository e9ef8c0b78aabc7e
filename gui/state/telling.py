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
from gui.state.words import ROLE_NAMES, word_of


def done_text(command: Command) -> str:  # noqa: C901 one case per command is the point
    """Return what a command has done."""
    match command:
        case Measure(lesion=lesion, visit=visit):
            return f"{lesion} measured at {visit}" if lesion else f"Measured at {visit}"
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
            word = word_of(state)
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
    given = (
        ("label", command.label),
        ("role", ROLE_NAMES[command.role] if command.role else None),
        ("organ", command.organ),
        ("site", command.site),
        ("", None if command.nodal is None else "a node" if command.nodal else "not a node"),
        ("", command.character.value if command.character else None),
    )
    said = [f"{name} {value or 'none'}".strip() for name, value in given if value is not None]
    return f"{command.lesion}: {', '.join(said)}"
