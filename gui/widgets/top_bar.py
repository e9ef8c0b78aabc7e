"""The two rows above the images: who and which visit; tools, windows, layouts, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.state.desk import Sight
from gui.state.flow import armed_text
from gui.state.keys import Binding, Intent
from gui.state.layout import Layout
from gui.state.linking import Link
from gui.state.press_key import TOOLS
from gui.state.progress import Progress, Stage
from gui.state.slabs import CHOICES as SLABS
from gui.state.slabs import THICKNESSES_MM, slab_of, slab_text
from gui.state.tongue import tr
from gui.state.trial.work_lines import WORDS
from gui.state.trial.work_lines import Sight as WorkSight
from gui.state.triggers import shown
from gui.state.viewer import Viewer, hand_of
from gui.state.windows import AUTOMATIC, PRESETS
from gui.state.words import ROLE_NAMES, capital
from gui.widgets.elided import Elided
from gui.widgets.segments import Segment, Segments
from gui.widgets.standing import stands_for
from gui.widgets.visit_strip import VisitStrip
from recist.imaging.cuts import Slab
from recist.imaging.series import Window
from recist.trial.worklist import Work

GAP_PX = 10
STUDY_PX, SUBJECT_PX, READER_PX = 90, 170, 70
LAYOUTS = {
    Layout.SINGLE: Intent.LAYOUT_SINGLE,
    Layout.BASELINE_CURRENT: Intent.LAYOUT_TWO,
    Layout.BASELINE_NADIR_CURRENT: Intent.LAYOUT_THREE,
    Layout.MPR: Intent.FOUR_PLANES,
}
STATES = {Work.SIGNED: "✓", Work.QUERY: "?"}


class TopBar(QWidget):
    """Shows what is open and active; every button stands for an intent or a place."""

    intent_chosen = pyqtSignal(object)
    visit_chosen = pyqtSignal(str)
    layout_chosen = pyqtSignal(object)
    slab_chosen = pyqtSignal(object)
    """Carries a `recist.imaging.cuts.Slab`, None for the plane alone."""
    visit_menu_wanted = pyqtSignal(str, QPoint)

    def __init__(self, table: tuple[Binding, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = {row.intent: row for row in table}
        self.tools = QWidget()
        """The row that is about images."""
        self._study = _elided("soft", STUDY_PX)
        self._subject = _elided("strong", SUBJECT_PX)
        self._reader = _elided("soft", READER_PX)
        self.menu_button = QPushButton(tr("&File"))
        self.trial_button = QPushButton(tr("&Trial"))
        for button in (self.menu_button, self.trial_button):
            button.setProperty("kind", "menu")
        stands_for(self.menu_button, Intent.FILE_MENU)
        stands_for(self.trial_button, Intent.TRIAL_MENU)
        self._visits = Segments(self.visit_chosen.emit, name=tr("Visits"))
        self._strip = VisitStrip(self._visits)
        self._tools = Segments(self._intent, name=tr("Tools"))
        self._windows = Segments(self._intent, name=tr("Windows"))
        self._armed = _label("accent")
        self._armed.hide()
        self._layouts = Segments(self._layout_named, name=tr("Layouts"))
        self._slab = Segments(self._open_slabs, name=tr("Thick slab"))
        self._slab_shown: Slab | None = None
        self._face: object = None
        self._link = Segments(self._intent, name=tr("Linked scrolling"))
        self._steps = Segments(self._intent, name=tr("Undo and redo"))
        self._visits.menu_wanted.connect(self.visit_menu_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        first, second = QWidget(), self.tools
        first.setObjectName("topbar")
        second.setObjectName("toolrow")
        upper = _row(first, 7)
        brand = _label("brand")
        brand.setText("recist")
        parts: tuple[QWidget, ...] = (brand, self.menu_button, self.trial_button)
        for widget in (*parts, self._study, self._subject, self._strip):
            upper.addWidget(widget)
        upper.addWidget(self._armed)
        upper.addStretch(1)
        upper.addWidget(self._reader)
        lower = _row(second, 8)
        for segments in (self._tools, self._windows, self._layouts, self._slab, self._link):
            lower.addWidget(segments)
        lower.addStretch(1)
        lower.addWidget(self._steps)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(first)
        both.addWidget(second)

    def show_keys(self, rows: tuple[Binding, ...]) -> None:
        """Name other keys from the next `show_viewer` and `show_steps` on."""
        self._keys, self._face = {row.intent: row for row in rows}, None

    def set_menu(self, menu: QMenu) -> None:
        """Give the File button its menu."""
        self.menu_button.setMenu(menu)

    def set_trial_menu(self, fill: Callable[[QMenu], None]) -> None:
        """Give the Trial button a menu that is filled whenever it opens."""
        menu = QMenu(self.trial_button)
        menu.aboutToShow.connect(lambda: fill(menu))
        self.trial_button.setMenu(menu)

    def show_place(self, study: str, title: str, subject: str, seat: str) -> None:
        """Name the protocol, the subject and who is here; the long title is the tooltip."""
        self._study.tell(study, title)
        self._subject.tell(
            tr("Subject {subject}", subject=subject) if subject else tr("Nothing is open")
        )
        self._reader.tell(seat)

    def show_visits(self, visits: tuple[Segment, ...], current: str) -> None:
        """Offer the subject's visits."""
        self._strip.show_visits(visits, current)

    def visit_button(self, visit: str) -> QToolButton:
        """Return a visit's button."""
        return self._visits.buttons[visit]

    def current_visit(self) -> QToolButton | None:
        """Return the button of the open visit, None where nothing is open."""
        return next((one for one in self._visits.buttons.values() if one.isChecked()), None)

    def show_viewer(self, viewer: Viewer, window: Window | None) -> None:
        """Mark the active tool, window, layout and link."""
        slab = slab_of(viewer.tiles[viewer.active])
        face = hand_of(viewer), viewer.armed, window, viewer.layout, slab, viewer.linking.link
        # Every notch of the wheel and every move of a drag comes by here.
        if face == self._face:
            return
        self._face, self._slab_shown = face, slab
        tool = next((one for one, made in TOOLS.items() if made is hand_of(viewer)), None)
        self._tools.show_segments(
            tuple(self._segment(intent, tr(made.value)) for intent, made in TOOLS.items()),
            tool.value if tool else "",
        )
        self._armed.setVisible(viewer.armed is not None)
        if viewer.armed is not None:
            self._armed.setText(tr("Next: {role}", role=tr(ROLE_NAMES[viewer.armed])))
            self._armed.setToolTip(armed_text(viewer.armed, viewer.table))
        preset = next(
            (one for one, made in PRESETS.items() if window and made.window == window), None
        )
        names = [(intent, tr(preset_.name)) for intent, preset_ in PRESETS.items()]
        self._windows.show_segments(
            tuple(
                self._segment(intent, name) for intent, name in (*names, (AUTOMATIC, tr("Auto")))
            ),
            preset.value if preset else "",
        )
        self._layouts.show_segments(
            tuple(self._layout_segment(one) for one in Layout), viewer.layout.name
        )
        thick = self._segment(Intent.SLAB, slab_text(slab) or tr("Slab off"))
        self._slab.show_segments((thick,), thick.id if slab else "")
        on = viewer.linking.link is Link.ON
        link = self._segment(Intent.LINK, tr("Linked"))
        self._link.show_segments((link,), link.id if on else "")

    def show_steps(self, undo: str, redo: str) -> None:
        """Enable undo and redo; an empty text disables one."""
        self._steps.show_segments(
            (
                replace(self._segment(Intent.UNDO, tr("Undo")), key=""),
                replace(self._segment(Intent.REDO, tr("Redo")), key=""),
            )
        )
        self._steps.buttons[Intent.UNDO.value].setEnabled(bool(undo))
        self._steps.buttons[Intent.REDO.value].setEnabled(bool(redo))

    def slab_menu(self) -> QMenu:
        """Make the menu of slabs; the one of the active tile is ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for slab in SLABS:
            text = slab_text(slab) or tr("Off")
            action = menu.addAction(capital(text))
            if action is not None:
                stands_for(action, Intent.SLAB)
                action.setCheckable(True)
                action.setChecked(slab == self._slab_shown)
                action.triggered.connect(lambda _, one=slab: self.slab_chosen.emit(one))
            if slab is None or slab.thickness_mm == max(THICKNESSES_MM):
                menu.addSeparator()
        return menu

    def _open_slabs(self, name: str) -> None:
        button = self._slab.buttons[name]
        self.slab_menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def _layout_segment(self, layout: Layout) -> Segment:
        made = replace(self._segment(LAYOUTS[layout], tr(layout.value)), id=layout.name)
        # The row has no room for the keys of the others; their tooltips name them.
        return made if layout is Layout.MPR else replace(made, key="")

    def _segment(self, intent: Intent, text: str) -> Segment:
        row = self._keys.get(intent)
        return Segment(
            id=intent.value,
            text=text,
            key=shown(row.trigger) if row else "",
            tooltip=self._tip(intent),
            intent=intent,
        )

    def _tip(self, intent: Intent) -> str:
        row = self._keys.get(intent)
        if row is None:
            return intent.value
        said = tr(row.description)
        return f"{said}  ({shown(row.trigger)})" if row.trigger else said

    def _intent(self, name: str) -> None:
        self.intent_chosen.emit(Intent(name))

    def _layout_named(self, name: str) -> None:
        self.layout_chosen.emit(Layout[name])


def visit_segment(
    label: str, progress: Progress, work: Work | None, sight: Sight, *, is_open: bool
) -> Segment:
    """Return a visit's button: ticked where it is signed, else told how far it is read."""
    title = label[:1].upper() + label[1:]
    said = tr(
        "{visit}: {done} of {due} lesions read",
        visit=label,
        done=progress.done,
        due=progress.due,
    )
    if work in STATES:
        return _visit(
            label, f"{title} {STATES[work]}", f"{said}, {tr(WORDS[WorkSight(work.value)])}"
        )
    if progress.stage is Stage.READ:
        return _visit(label, tr("{visit} · read", visit=title), said)
    if progress.stage is Stage.READING or is_open:
        return _visit(label, tr("{visit} · reading", visit=title), said)
    return _visit(label, title, f"{label}: {sight.unread}")


def _visit(label: str, text: str, tooltip: str) -> Segment:
    return Segment(id=label, text=text, tooltip=tooltip, intent=Intent.OPEN_VISIT)


def _label(kind: str) -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    return label


def _elided(kind: str, least_px: int) -> Elided:
    label = Elided(least_px)
    label.setProperty("kind", kind)
    return label


def _row(holder: QWidget, margin: int) -> QHBoxLayout:
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(holder)
    row.setContentsMargins(14, margin, 14, margin)
    row.setSpacing(GAP_PX)
    return row
