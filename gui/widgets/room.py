"""The reading room: one window that joins work list, images, lesion table and response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QEvent, QPoint
from PyQt6.QtGui import QCloseEvent
from PyQt6.QtWidgets import QMainWindow

from gui.state.action_table import ACTIONS, actions
from gui.state.arranging import new_viewer, with_layout
from gui.state.desk import sight_of
from gui.state.keeping import Keeper
from gui.state.keys import Intent
from gui.state.layout import Layout, Role
from gui.state.opening import Request
from gui.state.own_files import OwnFiles, Places
from gui.state.preferences import Preferences
from gui.state.probe import probe, probe_text
from gui.state.services import Services
from gui.state.session import new_session, present, visit_in
from gui.state.tongue import tr
from gui.state.viewer import Viewer, active_window
from gui.widgets.actions import Actions
from gui.widgets.answers import Answers
from gui.widgets.bottom_bar import BottomBar
from gui.widgets.entrance import Entrance
from gui.widgets.filler import Filler
from gui.widgets.frame import lay_out
from gui.widgets.furnishing import Furnishing
from gui.widgets.left_show import LeftShow, visit_segments
from gui.widgets.marking import ROLES, WORDS, Marking
from gui.widgets.menus import FileItems
from gui.widgets.notice_bar import NoticeBar
from gui.widgets.notices import Notices
from gui.widgets.opener import Opener
from gui.widgets.own import Own
from gui.widgets.panels import Panel, Way, open_menu, step_control, step_panel
from gui.widgets.paper import Paper
from gui.widgets.questions import Questions
from gui.widgets.reading import Reading
from gui.widgets.room_panels import room_panels
from gui.widgets.runner import Runner
from gui.widgets.saving import Files
from gui.widgets.second_screen import SecondScreen
from gui.widgets.settings_dialog import SettingsDialog
from gui.widgets.shortcuts import Keys
from gui.widgets.sides import LeftSide, RightSide
from gui.widgets.tile_area import TileArea
from gui.widgets.top_bar import TopBar
from gui.widgets.trial.assign import ask_place
from gui.widgets.trial.menu import entries
from gui.widgets.trial.screen_lock import ScreenLock
from gui.widgets.trial.screens import TrialScreens
from gui.widgets.visit_menus import VisitMenus
from gui.widgets.volumes import Volumes
from recist.imaging.series import Window

NOWHERE = Places()


class Room(QMainWindow):
    """Joins the parts and shows the state after every change.

    Parameters
    ----------
    services : Services
        Scans, tables and trials.
    trials : Path
        The per-user folder of unnamed trials.
    places : Places
        Where the user's own files and the sample trial lie.
    """

    def __init__(self, services: Services, trials: Path, places: Places = NOWHERE) -> None:
        super().__init__()
        self.setWindowTitle("recist")
        self.runner = Runner(self)
        self.area = TileArea(new_viewer(Layout.BASELINE_CURRENT))
        self.questions = Questions(self)
        session, keeper = new_session(services.default_protocol()), Keeper(services, None)
        self.reading = Reading(session, self.area, keeper, self.questions)
        self.own = Own(self, OwnFiles(services=services, folders=places.own))
        self.reading.remembering = self.own.remembering
        self.volumes = Volumes(services, self.runner)
        self.filler = Filler(self.area, self.reading, self.volumes)
        self.opener = Opener(services, self.runner, self.filler, self.reading, trials)
        self.entrance = Entrance(
            self, self.area, self.reading, self.runner, self.opener, self.own, places.sample
        )
        self.top, self.bottom, self.notice = TopBar(ACTIONS), BottomBar(), NoticeBar()
        self.left, self.right = LeftSide(), RightSide()
        self.paper = Paper(self, self.reading, self.area, self.right, self.bottom)
        self.trial = TrialScreens(self, self.reading, services, self.runner, self.own)
        self.notices = Notices(self.notice, self.reading, self.questions)
        self.files = Files(self, self.reading, self.opener, self.notice, self.trial)
        self.marking = Marking(self.reading, self.area, self.questions)
        self.actions_ = Actions(self, self.area, self.reading, self.marking, self.questions)
        self.actions_.ask = self.trial.show_queries
        self.actions_.ask_place = partial(ask_place, self)
        self.lock = ScreenLock(self, self.reading, self.opener)
        self._menus = VisitMenus(self, self.reading, self.actions_, self.go_to)
        self._left_show = LeftShow(self.left, self.volumes)
        self._window: Window | None = None
        self._layout, self._side = self.own.first_layout(), self.own.preferences.side
        self._keys = Keys(self, self.area, self.on_intent)
        self._before_planes = Layout.BASELINE_CURRENT
        panels = self.left, self.entrance.stage, self.right
        self.splitter = lay_out(self, (self.top, self.notice), panels, self.bottom)
        self.second = SecondScreen(self, self.splitter, self.area, self.entrance.stage)
        self.furnishing = Furnishing(
            self, self.splitter, self.top.tools, self.second, self.own, self._keep_own
        )
        self._begin()

    def _begin(self) -> None:
        """Join the parts, show what the user has set, and the way in."""
        self._connect()
        self._connect_left()
        self._connect_right()
        self._connect_own()
        self.answers = self._make_menus()
        self._show_preferences(self.own.preferences)
        self.entrance.begin()
        if self.own.said:
            self.notices.tell_lasting(" ".join(self.own.said))

    def _connect(self) -> None:
        reading, actions = self.reading, self.actions_
        self.area.changed.connect(self._on_viewer)
        self.area.commanded.connect(actions.on_command)
        reading.changed.connect(self.render_all)
        reading.previewed.connect(self.paper.render)
        reading.told.connect(self.paper.tell)
        reading.not_kept.connect(self.notices.on_not_kept)
        self.filler.told.connect(self.bottom.say)
        self.runner.changed.connect(lambda _: self.area.look_again())
        self.opener.may_leave, self.opener.let_in = self.notices.may_leave, self.trial.let_in
        self.opener.opened.connect(self.trial.sit_down)
        self.opener.opened.connect(self.lock.sit_down)
        self.trial.password_given.connect(self.opener.opened)
        self.trial.password_given.connect(self.lock.lock)
        self.trial.refused.connect(self.notice.tell)
        self.trial.place_wanted.connect(self._on_place)
        self.trial.trial_wanted.connect(lambda path: self.opener.open(Request(paths=(path,))))
        self.opener.noticed.connect(self.notices.on_opened)
        self.opener.opened.connect(self.area.focus_active)
        # As they are when the bar is told: who was told before it may have started another.
        self.runner.changed.connect(lambda _: self.bottom.show_jobs(self.runner.jobs.running))
        self.runner.refused.connect(self.notice.tell)
        self.top.intent_chosen.connect(self.on_intent)
        self.top.visit_chosen.connect(lambda visit: self.go_to(self.reading.session.subject, visit))
        self.top.layout_chosen.connect(self.show_layout)
        self.top.slab_chosen.connect(self.area.show_slab)
        self.bottom.keys_wanted.connect(actions.show_keys)
        self.bottom.cancel_wanted.connect(self.runner.give_up)
        self.runner.given_up.connect(self._on_given_up)

    def _connect_left(self) -> None:
        self.left.work_list.subject_chosen.connect(self.go_to)
        self.top.visit_menu_wanted.connect(self._menus.open_visit)
        self.left.work_list.menu_wanted.connect(self._menus.open_subject)
        self.left.cards.series_chosen.connect(self.show_series)
        self.left.cards.assign_wanted.connect(self.actions_.assign_study)

    def _connect_own(self) -> None:
        self.entrance.page.intent_chosen.connect(self.on_intent)
        self.entrance.told.connect(self.notice.tell)
        self.entrance.page_shown.connect(lambda shown: self.furnishing.give_all(to_page=shown))
        self.opener.opened.connect(self.furnishing.keep_now)
        self.own.changed.connect(self._show_preferences)
        self.own.told.connect(self.notice.tell)

    def _connect_right(self) -> None:
        reading, actions, right = self.reading, self.actions_, self.right
        right.table.lesion_chosen.connect(lambda lesion, _: reading.select(lesion))
        right.table.visit_chosen.connect(
            lambda visit: self.go_to(self.reading.session.subject, visit)
        )
        right.table.menu_wanted.connect(self._on_table_menu)
        right.table.why_wanted.connect(self.paper.show_why)
        right.table.rule_wanted.connect(self.paper.show_rule)
        right.editor.organ_given.connect(lambda text: actions.change_lesion(organ=text))
        right.editor.site_given.connect(lambda text: actions.change_lesion(site=text))
        right.editor.nodal_given.connect(lambda nodal: actions.change_lesion(nodal=nodal))
        reading.given_up.connect(right.editor.show_again)
        right.response.why_wanted.connect(self.paper.show_why)
        right.response.copy_wanted.connect(actions.copy_text)
        right.response.lesion_chosen.connect(reading.select)
        right.sign.clicked.connect(self.trial.sign)
        self.paper.reasons.lesion_chosen.connect(reading.select)

    def _items(self) -> FileItems:
        return (
            *self.actions_.items(),
            (tr("Current visit on the other side"), Intent.SWAP_SIDES, self.own.swap_side),
            None,
            (tr("Images on the second screen"), Intent.SECOND_SCREEN, self.second.toggle),
            (tr("Settings…"), Intent.SETTINGS, self.show_settings),
            (tr("Keys and mouse"), Intent.SHOW_KEYS, self.actions_.show_keys),
            (tr("Close"), Intent.CLOSE, self.close),
        )

    def _make_menus(self) -> Answers:
        return Answers(
            self,
            self.top,
            self.reading,
            self.actions_,
            items=(*self.entrance.items(), *self.files.items(), None, *self._items()),
            trial=entries(self.trial, self.lock, self.files.add_scans),
            acts={
                Intent.WHY: self.paper.show_why,
                Intent.NODE: self.right.editor.toggle_node,
                Intent.CANCEL_JOB: self.bottom.cancel_newest,
                Intent.CLEAR_RECENT: self.entrance.clear_recent,
                Intent.COMMENT: self.actions_.comment,
                Intent.SHOW_RULE: self.paper.show_rule,
                Intent.NEXT_PANEL: lambda: self.step_panel(Way.FORWARD),
                Intent.PREVIOUS_PANEL: lambda: self.step_panel(Way.BACK),
                Intent.OPEN_MENU: lambda: open_menu(self.area),
            },
            show_layout=self.show_layout,
        )

    # --- intents ----------------------------------------------------------------------------

    def on_intent(self, intent: Intent) -> None:
        """Answer a key or a button."""
        reading = self.reading
        own: dict[Intent, Callable[[], object]] = {
            Intent.NEXT_LESION: lambda: reading.step_lesion(1),
            Intent.PREVIOUS_LESION: lambda: reading.step_lesion(-1),
            Intent.NEXT_VISIT: self.next_visit,
            Intent.KEY_IMAGE: self.marking.mark_key_image,
            Intent.UNDO: reading.undo,
            Intent.REDO: reading.redo,
            Intent.SIGN: self.trial.sign,
            Intent.LOCK_SCREEN: self.lock.lock,
            Intent.FOUR_PLANES: self.toggle_planes,
        }
        if intent in own:
            own[intent]()
        elif intent in ROLES or intent in WORDS:
            self.marking.mark(intent)
        elif not self.answers.answer(intent):
            self.area.press(intent)

    def go_to(self, subject: str, visit: str | None = None) -> None:
        """Open a subject or one of its visits; the keyboard goes back to the images."""
        self._try_again()
        self.reading.choose(subject, visit)
        self.area.focus_active()

    def show_series(self, key: str) -> None:
        """Show another series of the open visit, or try the one that could not be read again."""
        self._try_again()
        self.reading.show_series(key)

    def _try_again(self) -> None:
        self.filler.try_again()
        self._left_show.try_again()

    def _on_given_up(self, title: str) -> None:
        self.bottom.say(tr("{title}: cancelled", title=title))

    def _on_place(self, subject: str, reader: str, visit: str) -> None:
        self.reading.show_reader(reader)
        self.go_to(subject, visit or None)

    def next_visit(self) -> None:
        """Open the next visit."""
        self.reading.next_visit()
        self.area.focus_active()

    def panels(self) -> tuple[Panel, ...]:
        """Return the parts of the room in the order of F6."""
        bars = self.top, self.notice, self.bottom
        return room_panels(self.left, self.entrance.page, self.area, self.right, bars)

    def step_panel(self, way: Way) -> None:
        """Move the keyboard from panel to panel."""
        panels = self.panels()
        step_panel(panels, next(one for one in panels if self.area in one.widgets), way)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go from control to control in the order in which they are seen."""
        return step_control(self.panels(), Way.FORWARD if next else Way.BACK)

    def show_layout(self, layout: Layout) -> None:
        """Change the tiles."""
        if layout is Layout.MPR and self._layout is not Layout.MPR:
            self._before_planes = self._layout
        self._layout = layout
        self.furnishing.touch()
        self.render_all()
        self.area.focus_active()
        if layout is not self.area.viewer.layout:
            said = tr("The baseline is open, so one tile is enough until the next visit")
            self.bottom.say(said)

    def toggle_planes(self) -> None:
        """Show the four planes, or what was shown before."""
        self.show_layout(self._before_planes if self._layout is Layout.MPR else Layout.MPR)

    # --- what is the user's own ---------------------------------------------------------------

    def show_settings(self) -> None:
        """Open the settings; what is chosen there holds at once."""
        SettingsDialog(self.own.preferences, self.own.choose, self).open()

    def _show_preferences(self, preferences: Preferences) -> None:
        """Let other keys and another side hold."""
        rows = actions(preferences.triggers)
        self._keys.bind(rows)
        table = tuple(row for row in rows if row.trigger)
        self.area.show_viewer(replace(self.area.viewer, table=table))
        for part in (self.top, self.bottom, self.right, self.answers):
            part.show_keys(rows)
        self._side = preferences.side
        self.render_all()

    def _keep_own(self) -> None:
        self.own.keep(self.splitter, self._layout, self.area.viewer.linking.offsets)

    def changeEvent(self, event: QEvent | None) -> None:
        """Look at the trial again when somebody comes back to the window."""
        super().changeEvent(event)
        activated = event is not None and event.type() is QEvent.Type.ActivationChange
        if activated and self.isActiveWindow():
            self.reading.refresh()

    def _match_layout(self) -> None:
        """Show the wanted tiles; at baseline there is nothing to lay beside it."""
        session, wanted = self.reading.session, self._layout
        at_baseline = session.visit and session.visit == visit_in(session, Role.BASELINE)
        layout = Layout.SINGLE if at_baseline and wanted is not Layout.MPR else wanted
        if (layout, self._side) != (self.area.viewer.layout, self.area.viewer.side):
            self.area.show_viewer(with_layout(self.area.viewer, layout, self._side))
            self.reading.show_marks()

    def _on_table_menu(self, lesion: str, visit: str, at: QPoint) -> None:
        if lesion:
            self.actions_.table_menu(lesion, visit, at)
        else:
            self._menus.open_visit(visit, at)

    # --- showing ----------------------------------------------------------------------------

    def _on_viewer(self, viewer: Viewer) -> None:
        """Show what follows from mouse and keys alone."""
        self.bottom.show_probe(probe_text(probe(viewer)))
        window = active_window(viewer)
        if window != self._window:
            self._window = window
            if window is not None:
                self.reading.remember_window(window)
                self.furnishing.touch()
        self.top.show_viewer(viewer, window)

    def render_all(self) -> None:
        """Show the whole state; called after every change."""
        session, keeper = self.reading.session, self.reading.keeper
        self._match_layout()
        self.filler.fill_tiles()
        viewer = self.area.viewer
        self._window = active_window(viewer)
        self.top.show_viewer(viewer, self._window)
        self.top.show_place(
            session.protocol.criteria,
            session.protocol.title,
            session.subject,
            keeper.desk.seat(present(session).reader) if keeper.desk is not None else "",
        )
        self.top.show_visits(visit_segments(session, keeper), session.visit)
        self.top.show_steps(
            "undo" if session.history.past else "", "redo" if session.history.future else ""
        )
        self._left_show.show(session, keeper.marks, sight_of(keeper.desk))
        self.paper.render()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Ask about work that is not kept, then stop what is still running."""
        if event is None:
            return
        if not self.notices.may_leave():
            event.ignore()
            return
        self.second.set_apart(False)
        self.furnishing.keep_now()
        self.runner.stop()
        self.trial.stop()
        event.accept()
