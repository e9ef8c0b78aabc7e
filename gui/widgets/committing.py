"""What becomes of a caliper that was drawn and of a point that was clicked."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from gui.state import session as sessions
from gui.state.commands import Command, Measure, Refused
from gui.state.lesion_table import findings_of
from gui.state.measuring import advice, lesion_for, mark, measure, name_of
from gui.state.session import Session, visit_in
from gui.state.tile import series_of
from gui.state.tongue import tr
from gui.state.tools.commands import Commit, Preview
from gui.widgets.consent import Consent
from gui.widgets.tile_area import TileArea
from recist.measure.caliper import is_point
from recist.model.lesion import Role


class Keeping(Protocol):
    """The reader at work, as far as measuring needs it: see `gui.widgets.reading.Reading`."""

    session: Session
    consent: Consent

    def do(self, command: Command) -> bool:
        """Carry out a command and keep it."""

    def tell(self, text: str) -> None:
        """Say something below."""

    def notice(self, text: str) -> None:
        """Say something on the tiles."""

    def show(self) -> None:
        """Show the state as it is now."""


class Committing:
    """Turns what a tool saves into the command that keeps it, with what speaks against it."""

    def __init__(self, reading: Keeping, area: TileArea) -> None:
        self._reading = reading
        self._area = area

    def commit(self, command: Commit) -> None:
        """Keep a caliper or a point, the reader asked first where something speaks against it."""
        if is_point(command.caliper):
            self._mark(command)
            return
        drawn = self.measured(command)
        if drawn is None:
            return
        reading = self._reading
        name = name_of(reading.session, drawn)
        try:
            agreed = reading.consent.to_measure(reading.session, drawn)
        except Refused as refusal:
            reading.tell(str(refusal))
            return
        if agreed is None:
            reading.tell(
                tr("{lesion} at {visit}: nothing was written", lesion=name, visit=drawn.visit)
            )
        elif reading.do(agreed):
            said = tr("{lesion} measured at {visit}", lesion=name, visit=drawn.visit)
            self._tell(command.tile, name, drawn.visit, said)

    def measured(self, command: Commit | Preview) -> Measure | None:
        """Return what a drawn caliper measures, None where nothing can be measured."""
        session, viewer = self._reading.session, self._area.viewer
        shown = viewer.tiles[command.tile]
        series = series_of(shown)
        visit = visit_in(session, shown.role)
        if series is None or series.geometry is None or not visit:
            return None
        lesion = lesion_for(session, visit, command.lesion_id, viewer.selected)
        return measure(session, visit, series, command.caliper, lesion, viewer.armed)

    def _mark(self, command: Commit) -> None:
        reading, viewer = self._reading, self._area.viewer
        shown = viewer.tiles[command.tile]
        series, visit = series_of(shown), visit_in(reading.session, shown.role)
        if series is None or not visit:
            return
        role, lesion = viewer.armed or Role.NON_TARGET, command.lesion_id or ""
        marked = mark(reading.session, visit, series, command.caliper, lesion, role)
        name = name_of(reading.session, marked)
        if reading.do(marked):
            done = tr("{lesion} marked at {visit}", lesion=name, visit=visit)
            self._tell(command.tile, name, visit, done)

    def _tell(self, tile: int, name: str, visit: str, done: str) -> None:
        """Choose what was measured or marked and say what speaks against it."""
        reading = self._reading
        self._area.show_viewer(replace(self._area.viewer, selected=name, armed=None))
        series = series_of(self._area.viewer.tiles[tile])
        warned = [
            note.message
            for note in findings_of(sessions.course(reading.session))
            if (note.lesion, note.visit) == (name, visit)
        ]
        if series is not None:
            warned.append(advice(reading.session, visit, series))
        said = " · ".join(one for one in warned if one)
        reading.notice(said)
        reading.tell(said or done)
        reading.show()
