"""What the keys say of a lesion: its role, its state at a visit, its key image."""

from __future__ import annotations

from gui.state import document as docs
from gui.state.action_table import key_text
from gui.state.commands import Refused, SetKeyImage, SetLesion, SetState, SplitLesion
from gui.state.flow import armed_text, is_of, still_there
from gui.state.keys import Intent
from gui.state.measuring import method_of, thickness_that_counts_mm
from gui.state.session import Session, present, series_for, visit_in
from gui.state.splitting import parents_of, parts_at
from gui.state.telling import choose_first
from gui.state.tile import series_of
from gui.state.tongue import later, tr
from gui.state.words import ROLE_NAMES, allowed_states, is_seen, needs_reason, said_of, state_from
from gui.widgets.questions import Questions
from gui.widgets.reading import Reading
from gui.widgets.tile_area import TileArea
from recist.model.lesion import Lesion, Role
from recist.model.reading import State

ROLES = {
    Intent.MARK_TARGET: Role.TARGET,
    Intent.MARK_NON_TARGET: Role.NON_TARGET,
    Intent.MARK_NEW: Role.NEW,
}
WORDS = {
    Intent.MARK_ABSENT: "absent",
    Intent.MARK_TOO_SMALL: "too small",
    Intent.MARK_NOT_EVALUABLE: "not evaluable",
}


class Marking:
    """Turns keys and menu entries into commands on the chosen lesion."""

    def __init__(self, reading: Reading, area: TileArea, questions: Questions) -> None:
        self._reading = reading
        self._area = area
        self._questions = questions

    @property
    def session(self) -> Session:
        """What is open."""
        return self._reading.session

    def split(self, lesion: str, visit: str) -> None:
        """Follow a lesion in fragments from a visit on, the consequences shown before."""
        reading, subject = self._reading, self._reading.session.subject
        command = SplitLesion(subject=subject, visit=visit, lesion=lesion)
        title = tr("Split {lesion} at {visit}?", lesion=lesion, visit=visit)
        if not reading.agrees(command, title, tr("Split")) or not reading.do(command):
            return
        document = present(reading.session)
        parts = parts_at(document, parents_of(document, subject), subject, visit, lesion)
        unread = [row.lesion for row in parts if not is_seen(row.state)]
        reading.select((unread or [lesion])[0])
        names = ", ".join(row.lesion for row in parts)
        reading.told.emit(
            tr("{names} stand for {lesion}: measure each", names=names, lesion=lesion)
        )

    def mark(self, intent: Intent) -> None:
        """Say what the chosen lesion is, or what became of it."""
        reading = self._reading
        lesion = reading.lesion()
        if intent in ROLES:
            self.set_role(lesion, ROLES[intent])
        elif lesion is None:
            reading.told.emit(choose_first(self._area.viewer.table))
        else:
            self.set_word(lesion.id, reading.active_visit(), WORDS[intent])

    def mark_key_image(self) -> None:
        """Name the slice of the active tile as the one that the chosen lesion was read on."""
        reading = self._reading
        viewer = self._area.viewer
        tile = viewer.tiles[viewer.active]
        visit = visit_in(reading.session, tile.role)
        series = series_of(tile)
        if reading.selected is None or tile.view is None or series is None:
            reading.told.emit(choose_first(self._area.viewer.table))
            return
        if tile.view.plane.cut is not None:
            reading.told.emit(
                tr("A key image is an acquired slice: choose it in a tile that shows those")
            )
            return
        image = series.slices[tile.view.plane.k].image
        named = SetKeyImage(
            subject=reading.session.subject, visit=visit, lesion=reading.selected, image=image
        )
        reading.do(named)

    def set_role(self, lesion: Lesion | None, role: Role) -> None:
        """Give a lesion another role; without a lesion, the next one drawn or clicked gets it.

        The key of the role that it has says that it is still there, where that is not said yet.
        """
        reading = self._reading
        if lesion is None:
            reading.arm(role)
            reading.told.emit(armed_text(role, self._area.viewer.table))
            return
        if is_of(lesion, role):
            self._say_still_there(lesion)
            return
        if lesion.role is Role.MARKER:
            reading.told.emit(
                tr("{name} is a marker: its menu says normal or raised", name=lesion.id)
            )
            return
        command = SetLesion(subject=reading.session.subject, lesion=lesion.id, role=role)
        try:
            agreed = reading.consent.to_role(reading.session, command, role)
        except Refused as refusal:
            reading.told.emit(str(refusal))
            return
        before = {one.id for one in docs.lesions_of(present(reading.session), command.subject)}
        if agreed is not None and reading.do(agreed):
            after = docs.lesions_of(present(reading.session), command.subject)
            renamed = [one.id for one in after if one.id not in before]
            reading.select(renamed[0] if renamed else lesion.id)

    def _say_still_there(self, lesion: Lesion) -> None:
        """Say of a lesion at the active tile's visit that it is there, on the slice shown."""
        reading = self._reading
        subject, visit = reading.session.subject, reading.active_visit()
        row = docs.find_row(present(reading.session), subject, visit, lesion.id)
        state = still_there(lesion, row)
        if state is not None:
            self._set_state(lesion.id, visit, state, image=self._image_shown())
        elif row is not None and is_seen(row.state):
            said = said_of(row.state)
            reading.told.emit(
                tr("{lesion} is {word} at {visit}", lesion=lesion.id, word=said, visit=visit)
            )
        else:
            key = key_text(self._area.viewer.table, Intent.TOOL_BIDIRECTIONAL)
            said = (
                later(
                    "{lesion} is not measured at {visit}: press {key} and drag its longest diameter"
                )
                if key
                else later("{lesion} is not measured at {visit}: drag its longest diameter")
            )
            reading.told.emit(tr(said, lesion=lesion.id, visit=visit, key=key))

    def _image_shown(self) -> str:
        """Return the acquired slice in the active tile, empty where it shows other planes."""
        viewer = self._area.viewer
        tile = viewer.tiles[viewer.active]
        series = series_of(tile)
        if series is None or tile.view is None or tile.view.plane.cut is not None:
            return ""
        return series.slices[tile.view.plane.k].image

    def set_word(self, lesion: str, visit: str, word: str, into: str = "") -> None:
        """Set the state of a lesion at a visit by its word; asks why where that is needed."""
        reading = self._reading
        reason = ""
        role = next(
            one.role
            for one in docs.lesions_of(present(reading.session), reading.session.subject)
            if one.id == lesion
        )
        if word not in allowed_states(role):
            reading.told.emit(
                tr(
                    "No {role} is {word}: {lesion}",
                    role=tr(ROLE_NAMES[role]),
                    word=tr(word),
                    lesion=lesion,
                )
            )
            return
        if needs_reason(word):
            title = tr("{lesion} at {visit}: {state}", lesion=lesion, visit=visit, state=tr(word))
            asked = self._questions.reason(title, tr(word))
            if asked is None:
                return
            reason = asked
        row = docs.find_row(present(reading.session), reading.session.subject, visit, lesion)
        state = state_from(word, reason=reason, into=into, before=row.state if row else None)
        self._set_state(lesion, visit, state, reason)

    def _set_state(
        self, lesion: str, visit: str, state: State, reason: str = "", image: str = ""
    ) -> None:
        reading = self._reading
        match = series_for(reading.session, visit)
        reading.do(
            SetState(
                subject=reading.session.subject,
                visit=visit,
                lesion=lesion,
                state=state,
                reason=reason,
                image=image,
                method=method_of(match.series) if match else "",
                slice_thickness_mm=thickness_that_counts_mm(match.series) if match else None,
            )
        )
