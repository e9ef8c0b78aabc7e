"""Fills the tiles with the series of their visits, decoding what is not in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PyQt6.QtCore import QObject, pyqtSignal

from gui.state import document as docs
from gui.state.action_table import key_text
from gui.state.arranging import close_tile, complete_volume, open_volume
from gui.state.course import date_shown
from gui.state.desk import sight_of
from gui.state.gone import loss_text
from gui.state.jobs import Cancelled
from gui.state.keys import Intent
from gui.state.layout import Role
from gui.state.matching import key_of
from gui.state.measuring import points_of
from gui.state.moving import shown_at
from gui.state.session import present, series_for, visit_in
from gui.state.tile import Caption, series_of
from gui.state.tongue import tr
from gui.state.viewer import Viewer, index_of, indices_of, with_tile
from gui.widgets.reading import Reading
from gui.widgets.tile_area import TileArea
from gui.widgets.volumes import Volumes
from recist.imaging.cuts import nearest_plane
from recist.imaging.display import default_window
from recist.imaging.series import UNREADABLE_SLICE, Series, Window
from recist.imaging.volume import Volume
from recist.measure.vectors import Vector


class Filler(QObject):
    """Brings the images onto the screen that the session says belong there."""

    told = pyqtSignal(str)

    def __init__(self, area: TileArea, reading: Reading, volumes: Volumes) -> None:
        super().__init__()
        self._area = area
        self._reading = reading
        self._volumes = volumes
        self._wanted: dict[Role, str] = {}
        self._lost: dict[str, str] = {}
        self.looking = ""
        """The subject whose scans are being looked for."""

    def clear(self) -> None:
        """Empty the tiles: something else is opened."""
        self._wanted, self._lost = {}, {}
        viewer = replace(self._area.viewer, selected=None, regions=(), region=None)
        for tile in viewer.tiles:
            viewer = close_tile(viewer, tile.role, "")
        self._area.show_viewer(viewer)

    def fill_tiles(self) -> None:
        """Give every tile the series of its visit, decoding what is not in memory."""
        due: set[str] = set()
        for tile in self._area.viewer.tiles:
            visit = visit_in(self._reading.session, tile.role)
            match = series_for(self._reading.session, visit) if visit else None
            due |= {key_of(match.series)} if match is not None else set()
            if match is None:
                self._close(tile.role, visit)
                continue
            shown = series_of(tile)
            if shown is not None and key_of(shown) == key_of(match.series):
                self._wanted.pop(tile.role, None)
                self._caption(tile.role)
            elif key_of(match.series) in self._lost:
                self._leave_empty(tile.role, self._lost[key_of(match.series)])
            elif self._wanted.get(tile.role) != key_of(match.series):
                if match.sentence and tile.role is Role.CURRENT:
                    self.told.emit(match.sentence)
                self._want(tile.role, visit, match.series)
        # Who comes back to a visit wants to see it.
        self._lost = {key: why for key, why in self._lost.items() if key in due}

    def _close(self, role: Role, visit: str) -> None:
        self._wanted.pop(role, None)
        if not self._reading.session.subject:
            key = key_text(self._area.viewer.table, Intent.OPEN_FOLDER)
            message = tr("Open a folder or zip with scans")
            message = tr("{what}: {key}", what=message, key=key) if key else message
        elif self.looking == self._reading.session.subject:
            message = tr("Looking for scans …")
        else:
            message = (
                tr("No scan of {visit} is open", visit=visit)
                if visit
                else tr("No scan of this visit is open")
            )
        self._area.show_viewer(close_tile(self._area.viewer, role, message))

    def _leave_empty(self, role: Role, why: str) -> None:
        """Show no image, and say why."""
        self._wanted.pop(role, None)
        self._area.show_viewer(close_tile(self._area.viewer, role, why))

    def _want(self, role: Role, visit: str, series: Series) -> None:
        self._wanted[role] = key_of(series)
        title = tr("Opening {visit}", visit=visit)
        known = self._volumes.want(
            f"tile {role}",
            title,
            series,
            self._shower(role),
            self._loser(role, visit, series),
            ahead=self._ahead(role, series),
        )
        if known is not None:
            self._show(role, known)
        else:
            viewer = close_tile(self._area.viewer, role, f"{title} …")
            self._area.show_viewer(viewer)

    def _shower(self, role: Role) -> Callable[[Volume], None]:
        return lambda volume: self._show(role, volume)

    def _loser(self, role: Role, visit: str, series: Series) -> Callable[[Exception], None]:
        """Return what leaves a tile empty; it is not tried again before the reader asks for it."""

        def lose(error: Exception) -> None:
            if isinstance(error, Cancelled):
                why = tr("{visit} is not opened; choose it again to open it", visit=visit)
            else:
                why = loss_text(series, str(error))
            self._lost[key_of(series)] = why
            if self._wanted.get(role) == key_of(series):
                self._leave_empty(role, why)

        return lose

    def try_again(self) -> None:
        """Read once more what was given up or could not be read: the reader has opened it."""
        self._lost.clear()
        for tile in self._area.viewer.tiles:
            series = series_of(tile)
            if series is None or not has_gaps(series):
                continue
            visit = visit_in(self._reading.session, tile.role)
            match = series_for(self._reading.session, visit) if visit else None
            if match is not None and key_of(match.series) == key_of(series):
                self._volumes.drop(key_of(series))
                self._volumes.want(
                    f"tile {tile.role}",
                    tr("Opening {visit}", visit=visit),
                    match.series,
                    self._shower(tile.role),
                    self._loser(tile.role, visit, match.series),
                )

    def _show(self, role: Role, volume: Volume) -> None:
        """Open a volume in its tile, be it whole or still being filled; the whole one follows."""
        self._open(role, volume)
        if has_gaps(volume.series):
            why = next(one.message for one in volume.series.reasons if one.code == UNREADABLE_SLICE)
            loss = loss_text(volume.series, why)
            viewer = self._area.viewer
            for index in indices_of(viewer, role):
                viewer = with_tile(viewer, index, lambda tile: replace(tile, loss=loss))
            self._area.show_viewer(viewer)

    def _open(self, role: Role, volume: Volume) -> None:
        viewer, key = self._area.viewer, key_of(volume.series)
        index = index_of(viewer, role)
        shown = series_of(viewer.tiles[index]) if index is not None else None
        if index is not None and shown is not None and key_of(shown) == key:
            self._area.show_viewer(complete_volume(viewer, role, volume))
            return
        if self._wanted.get(role) != key or index is None:
            return
        del self._wanted[role]
        window = _window_beside(viewer, volume.series) or default_window(volume)
        viewer = open_volume(viewer, role, volume, window, self._caption_of(role))
        self._area.show_viewer(self._at_lesion(viewer, role))
        self._reading.show_marks()
        self._reading.changed.emit()

    def _at_lesion(self, viewer: Viewer, role: Role) -> Viewer:
        """Go to the slice of the chosen lesion, else of the first that is drawn there."""
        point = self._first_point(role)
        return viewer if point is None else shown_at(viewer, role, point)

    def _ahead(self, role: Role, series: Series) -> int | None:
        """Return the slice to which a tile will go once its series is open."""
        point = self._first_point(role)
        return None if point is None else nearest_plane(series, None, point)

    def _first_point(self, role: Role) -> Vector | None:
        session, selected = self._reading.session, self._area.viewer.selected
        visit = visit_in(session, role)
        lesions = [one.id for one in docs.lesions_of(present(session), session.subject)]
        for lesion in ([selected] if selected else []) + lesions:
            point = points_of(session, lesion).get(visit)
            if point is not None:
                return point
        return None

    def _caption(self, role: Role) -> None:
        viewer, caption = self._area.viewer, self._caption_of(role)
        for index in indices_of(viewer, role):
            viewer = with_tile(viewer, index, lambda tile: replace(tile, caption=caption))
        if viewer != self._area.viewer:
            self._area.show_viewer(viewer)

    def _caption_of(self, role: Role) -> Caption:
        session = self._reading.session
        visit = visit_in(session, role)
        dates = {
            one.label: date_shown(session.protocol, one.date)
            for one in docs.visits_of(present(session), session.subject)
        }
        unread = sight_of(self._reading.keeper.desk).unread
        read = any(row.visit == visit for row in docs.own_rows(present(session), session.subject))
        detail = " · ".join(
            part for part in (dates.get(visit, ""), tr("read") if read else unread) if part
        )
        title = visit[:1].upper() + visit[1:]
        return Caption(visit=f"{session.subject} · {title}", detail=detail)


def has_gaps(series: Series) -> bool:
    """Say whether slices of a series that was read could not be."""
    return any(one.code == UNREADABLE_SLICE for one in series.reasons)


def _window_beside(viewer: Viewer, series: Series) -> Window | None:
    """Return the window of another open tile of the same modality: all look alike."""
    for tile in viewer.tiles:
        other = series_of(tile)
        if other is not None and tile.view is not None and other.modality == series.modality:
            return tile.view.window
    return None
