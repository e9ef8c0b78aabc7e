"""The paper side of the room: lesion table, response, its reasons, and how far a visit is read."""

from __future__ import annotations

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from gui.state import session as sessions
from gui.state.desk import sight_of
from gui.state.lesion_table import ScanFacts, findings_of, lesion_table
from gui.state.progress import progress_text
from gui.state.response_panel import Reason, ResponsePanel, reasons_of, response_panel
from gui.state.rule_texts import rules_said
from gui.state.session import Session, present, scan_facts
from gui.state.tongue import tr
from gui.state.weights import severity_of
from gui.widgets.bottom_bar import BottomBar
from gui.widgets.reading import Reading
from gui.widgets.reasons_dialog import ReasonsDialog
from gui.widgets.rule_dialog import RuleDialog
from gui.widgets.sides import RightSide
from gui.widgets.tile_area import TileArea
from recist.trial.rights import Right


class Paper(QObject):
    """Shows what follows from the readings, with the caliper that is being drawn if there is one.

    Attributes
    ----------
    reasons : ReasonsDialog
        Why this response; it stays open beside the images.
    """

    def __init__(
        self, window: QWidget, reading: Reading, area: TileArea, right: RightSide, bottom: BottomBar
    ) -> None:
        super().__init__(window)
        self._window, self._reading, self._area = window, reading, area
        self._right, self._bottom = right, bottom
        self.reasons = ReasonsDialog(window)
        self._facts: tuple[object, dict[str, ScanFacts]] | None = None

    def render(self) -> None:
        """Show everything as it is now."""
        session, keeper = self._reading.session, self._reading.keeper
        course = sessions.course(session)
        table = lesion_table(course, session.visit, self._scan_facts(session))
        self._right.table.show_table(table, self._area.viewer.selected)
        self._right.editor.show_lesion(self._reading.lesion())
        keys = self._area.viewer.table
        panel = response_panel(course, session.visit, sight_of(keeper.desk), keys)
        said = progress_text(present(session), session.subject, session.visit, len(panel.findings))
        self._right.show_response(panel, said)
        if self.reasons.isVisible():
            self.reasons.show_reasons(panel, reasons_of(course, session.visit))
        saved = sessions.is_saved(session)
        self._bottom.show_saved(keeper.said(saved=saved), saved=saved)
        work = keeper.marks.get(session.subject, {}).get(session.visit)
        self._right.show_signing(work, may_sign=keeper.may(Right.SIGN))

    def panel(self) -> ResponsePanel:
        """Return the response panel as it is shown."""
        session, desk = self._reading.session, self._reading.keeper.desk
        keys = self._area.viewer.table
        return response_panel(sessions.course(session), session.visit, sight_of(desk), keys)

    def why(self) -> tuple[Reason, ...]:
        """Return the reasoning behind the response that is shown."""
        session = self._reading.session
        return reasons_of(sessions.course(session), session.visit)

    def tell(self, text: str) -> None:
        """Say something at the bottom, in the colour of the finding that it is, if it is one."""
        notes = findings_of(sessions.course(self._reading.session))
        self._bottom.say(text, severity_of(text, notes))

    def _scan_facts(self, session: Session) -> dict[str, ScanFacts]:
        """Return what the series are; worked out anew only where the document is another."""
        key = (present(session), session.inspection, session.subject, session.shown)
        if self._facts is None or self._facts[0] != key:
            self._facts = (key, scan_facts(session))
        return self._facts[1]

    def show_why(self) -> None:
        """Open the reasoning beside the images."""
        self.reasons.show_reasons(self.panel(), self.why())
        self.reasons.show()
        self.reasons.raise_()

    def show_rule(self, lesion: str = "", visit: str = "") -> None:
        """Open the text of what speaks against a lesion: the chosen one where none is named."""
        session = self._reading.session
        lesion, visit = lesion or self._reading.selected or "", visit or session.visit
        found = rules_said(sessions.course(session), lesion, visit)
        if found:
            RuleDialog(found, self._window).open()
        else:
            self._bottom.say(tr("Nothing speaks against it at {visit}", visit=visit))
