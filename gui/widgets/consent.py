"""Asks before a measurement or a role takes something away, or goes against the protocol."""

from __future__ import annotations

from gui.state.commands import Command, Measure, SetLesion
from gui.state.consequences import NOTHING, consequences
from gui.state.measuring import adds_a_target, name_of, replaced_word
from gui.state.session import Session, present
from gui.state.tongue import later, tr
from gui.state.unfit import unfit, with_reason
from gui.state.words import ROLE_NAMES
from gui.widgets.questions import Questions
from recist.model.lesion import Role

WORD = later("keep it as a target")
SUGGESTIONS = (
    later("no larger lesion"),
    later("asked for by the trial"),
    later("other slices show it larger"),
)


class Consent:
    """Asks the reader; what is declined is not done."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions

    def agreed(self, session: Session, command: Command, title: str, act: str) -> bool:
        """Show what a command would change over the visits, and ask.

        Raises
        ------
        Refused
            Where the command itself is refused.
        """
        lines = consequences(present(session), command, session.protocol)
        return self._questions.agree(title, lines, act)

    def to_measure(self, session: Session, drawn: Measure) -> Measure | None:
        """Return the measurement as it may be written, None where the reader gives it up.

        Raises
        ------
        Refused
            Where the measurement itself is refused.
        """
        name = name_of(session, drawn)
        word = replaced_word(session, drawn.visit, drawn.lesion)
        if word:
            lines = consequences(present(session), drawn, session.protocol)
            title = tr("Measure {lesion} at {visit} all the same?", lesion=name, visit=drawn.visit)
            if not self._questions.agree(title, (word, *lines), tr("Replace")):
                return None
        if adds_a_target(session, drawn):
            title = tr("Add {lesion} as a target at {visit}?", lesion=name, visit=drawn.visit)
            if not self.agreed(session, drawn, title, tr("Add")):
                return None
        against = unfit(session, drawn)
        reason = self._why(against) if against else ""
        return None if reason is None else with_reason(drawn, reason)

    def to_role(self, session: Session, command: SetLesion, role: Role) -> SetLesion | None:
        """Return the change of a role as it may be written, None where it is given up.

        Raises
        ------
        Refused
            Where the change itself is refused.
        """
        title = tr("Make {lesion} {role}?", lesion=command.lesion, role=tr(ROLE_NAMES[role]))
        if not self.agreed(session, command, title, tr("Change")):
            return None
        against = unfit(session, command)
        reason = self._why(against) if against else ""
        return None if reason is None else with_reason(command, reason)

    def to_change(self, session: Session, command: SetLesion) -> SetLesion | None:
        """Return a change of organ, site or node as it may be written, None where it is given up.

        Nothing is asked where no sum and no response changes and nothing speaks against it.

        Raises
        ------
        Refused
            Where the change itself is refused.
        """
        lines = consequences(present(session), command, session.protocol)
        title = tr("Change {lesion}?", lesion=command.lesion)
        if lines != (tr(NOTHING),) and not self._questions.agree(title, lines, tr("Change")):
            return None
        against = unfit(session, command)
        reason = self._why(against) if against else ""
        return None if reason is None else with_reason(command, reason)

    def _why(self, against: str) -> str | None:
        return self._questions.reason(against, tr(WORD), SUGGESTIONS)
