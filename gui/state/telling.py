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
from gui.state.tongue import tr
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
            return f"{lesion} at {visit}: {word_of(state)}"
        case SetKeyImage(lesion=lesion, visit=visit):
            return f"{lesion} at {visit}: this slice is its key image"
        case SetLesion():
            return _lesion_text(command)
        case SetComment(lesion=lesion, visit=visit):
            return f"Comment on {lesion} at {visit} kept" if lesion else f"Comment on {visit} kept"
        case DeleteLesion(lesion=lesion):
            return f"{lesion} deleted; Ctrl+Z brings it back"
        case DeleteReading(lesion=lesion, visit=visit):
            return f"{lesion} at {visit} deleted; Ctrl+Z brings it back"
        case RenameSubject(subject=subject, label=label):
            return f"{subject} is now called {label.strip()}"
        case RenameVisit(visit=visit, label=label):
            return f"{visit} is now called {label.strip()}"
        case RedateVisit(visit=visit, date=date):
            return f"{visit} is now of {date.text}" if date.text else f"{visit} has no date now"
        case AssignStudy(subject=subject, visit=visit):
            return f"The study is now at {visit} of {subject}"
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
