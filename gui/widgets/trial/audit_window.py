"""The audit chain: every entry, newest first, filtered, in full, exported and verified."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QFileDialog, QSplitter, QWidget

from gui.state.desk import Desk
from gui.state.jobs import Progress
from gui.state.tongue import later, tr
from gui.state.trial.audit_export import export_audit
from gui.state.trial.audit_pages import AuditPages, AuditRow, AuditSearch
from gui.widgets import style
from gui.widgets.labels import label
from gui.widgets.trial.audit_filters import AuditFilters
from gui.widgets.trial.entry_card import EntryCard
from gui.widgets.trial.parts import button
from gui.widgets.trial.rows import Column, RowsModel, RowsView
from gui.widgets.trial.working import WorkingDialog
from recist.model.errors import InputError
from recist.trial.accounts import users_of
from recist.trial.audit import Entry
from recist.trial.audit_view import AuditFilter
from recist.trial.entries import entries_after
from recist.trial.rights import Right, demand

SLICE_S = 0.03
MOST_FAULTS = 8
SHARES = [440, 250]
DAY_AND_SECOND = "2026-03-02T08:00:00"


def _time(row: AuditRow) -> str:
    """Return the time to the second, with its offset."""
    at = row.at
    return f"{at[:10]} {at[11:19]} {at[26:]}" if len(at) > len(DAY_AND_SECOND) else at


COLUMNS: list[Column[AuditRow]] = [
    Column(title=later("No."), text=lambda one: f"{one.line.sequence:,}", width_px=64),
    Column(title=later("Time"), text=_time, tooltip=lambda one: one.at, width_px=226),
    Column(title=later("User"), text=lambda one: one.line.user, width_px=96),
    Column(title=later("Role"), text=lambda one: one.line.role, width_px=104),
    Column(title=later("Action"), text=lambda one: one.line.action, width_px=112),
    Column(title=later("What"), text=lambda one: one.what, width_px=240),
    Column(title=later("From old to new"), text=lambda one: one.line.change),
    Column(title=later("Reason"), text=lambda one: one.line.reason, width_px=150),
]

Verify = Callable[[Progress], list[str]]
AskPath = Callable[[str], Path | None]


class AuditWindow(WorkingDialog):
    """Shows the audit chain to whoever may see it.

    Parameters
    ----------
    verify : callable, optional
        Verifies the whole trial and returns the faults; without it there is no button for it.
    ask_path : callable, optional
        Asks where an export goes, a file name being proposed.
    """

    def __init__(
        self,
        desk: Desk,
        verify: Verify | None = None,
        parent: QWidget | None = None,
        *,
        ask_path: AskPath | None = None,
    ) -> None:
        super().__init__(tr("Audit chain"), " ", parent, width=900)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk, self._verify = desk, verify
        self._ask_path = ask_path or self._dialog
        self._newest, self._head = 0, ""
        self._pages = AuditPages(self._read, ())
        self._search: AuditSearch | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search_some)
        self.filters = AuditFilters()
        self.model = RowsModel(COLUMNS)
        self.table = RowsView(tr("Entries of the audit chain"), self.model)
        self.entry = EntryCard()
        self.outcome = label("", "soft")
        self.outcome.hide()
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._buttons = (
            button(tr("Reload"), self.reload),
            button(tr("Verify"), self.verify),
            button(tr("Export as CSV …"), self.export),
        )
        self._lay_out()
        if self.attempt(lambda: demand(desk.actor, Right.SEE_AUDIT)):
            self.resize(1380, 900)
            self.reload()
            self.table.setFocus()
        else:
            self._refuse()

    def _lay_out(self) -> None:
        self._parts.addWidget(self.table)
        self._parts.addWidget(self.entry)
        self._parts.setSizes(SHARES)
        self._parts.setStretchFactor(0, 1)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(9)
        self._parts.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.body.addWidget(self.filters)
        self.body.addWidget(self._parts, 1)
        self.body.addWidget(self.outcome)
        reload, verify, export = self._buttons
        verify.setVisible(self._verify is not None)
        self.finish(reload, verify, None, export, button(tr("Close"), self.close, main=True))
        self.filters.changed.connect(self._filter)
        self.table.moved.connect(self._show_entry)
        self.ended.connect(self._say_how_many)

    def _refuse(self) -> None:
        """Show nothing but why there is nothing to show."""
        for widget in (self.about, self.filters, self._parts, *self._buttons):
            widget.hide()

    # --- what there is ----------------------------------------------------------------------

    def reload(self) -> None:
        """Look at the chain as it is now."""
        if self.attempt(self._load):
            self._filter()

    def _load(self) -> None:
        with self._desk.trial.view() as view:
            last = view.last()
            names = [one.name for one in users_of(view)]
        self._newest, self._head = (0, "") if last is None else (last.sequence, last.hash)
        self._pages = AuditPages(self._read, ())
        self.filters.offer_users(names)

    def _read(self, after: int, count: int) -> list[Entry]:
        """Read a page; what goes wrong is told in the window, and the page stays empty."""
        try:
            with self._desk.trial.view() as view:
                return entries_after(view, after, count)
        except InputError as failed:
            self.error.say(str(failed))
            return []

    # --- what is asked for ------------------------------------------------------------------

    def _filter(self) -> None:
        try:
            asked = self.filters.asked()
        except ValueError as wrong:
            self.error.say(str(wrong))
            return
        self.error.say("")
        self._timer.stop()
        self._search = None
        if asked == AuditFilter():
            self._show(range(self._newest, 0, -1))
            return
        self._search = AuditSearch(asked, self._newest)
        self._show([])
        self._timer.start(0)

    def _search_some(self) -> None:
        """Search for a moment; the rest follows when the window has had its turn."""
        search = self._search
        if search is None:
            self._timer.stop()
            return
        until_s = monotonic() + SLICE_S
        try:
            with self._desk.trial.view() as view:
                search.go_on(view, lambda: monotonic() < until_s)
        except InputError as failed:
            search.stop()
            self.error.say(str(failed))
        if not search.left:
            self._timer.stop()
        first = not len(self.model.lines)
        self.model.grow(self._pages.with_numbers(tuple(search.found)))
        if first:
            self.table.mark(0)
        self._say_how_many()

    def is_searching(self) -> bool:
        """Say whether entries are still being looked for."""
        return self._search is not None and self._search.left > 0

    # --- what is shown ----------------------------------------------------------------------

    def _show(self, numbers: Sequence[int]) -> None:
        self.model.show(self._pages.with_numbers(numbers))
        self.table.mark(0)
        self._say_how_many()

    def _show_entry(self, place: int) -> None:
        self.entry.show_entry(self.model.line(place))

    def _say_how_many(self) -> None:
        shown = len(self.model.lines)
        self.about.setText(f"{self._how_many()} · {tr('head {hash}', hash=self._head[:12])}")
        free = not self.is_searching() and not self.is_at_work()
        self._buttons[2].setEnabled(shown > 0 and free)

    def _how_many(self) -> str:
        search, shown = self._search, f"{len(self.model.lines):,}"
        if search is None:
            one = shown == "1"
            return tr("1 entry") if one else tr("{count} entries, newest first", count=shown)
        if search.left:
            left = f"{search.left:,}"
            return tr("{count} found, {left} still to be looked at", count=shown, left=left)
        return tr("{count} of {all} entries", count=shown, all=f"{self._newest:,}")

    # --- what is done -----------------------------------------------------------------------

    def verify(self) -> None:
        """Verify the trial, and show the faults that were found."""
        if self._verify is None:
            return
        self.outcome.hide()
        self.work(
            tr("Verifying the trial"),
            self._verify,
            self._show_faults,
            pausing=self._buttons,
            cancelled=tr("Cancelled; the trial was not verified"),
        )

    def _show_faults(self, faults: Sequence[str]) -> None:
        shown = [f"▲ {fault}" for fault in faults[:MOST_FAULTS]]
        rest = len(faults) - MOST_FAULTS
        more = [tr("and {number} more", number=f"{rest:,}")] if rest > 0 else []
        good = tr("✓ Verified: the trial is what its chain says, and no entry was changed.")
        self._say("\n".join([*shown, *more]) or good, style.ERROR if faults else style.LESIONS[4])

    def export(self) -> None:
        """Write the entries that are shown to a file; the chain tells of it."""
        path = self._ask_path(f"{self._desk.path.stem}-audit-{self._head[:12]}.csv")
        lines = self.model.lines
        if path is None or not isinstance(lines, AuditPages):
            return
        numbers = lines.numbers
        self.outcome.hide()
        self.work(
            tr("Exporting the entries"),
            lambda report: export_audit(self._desk, numbers, path, report),
            lambda count: self._show_exported(count, path),
            pausing=self._buttons,
            cancelled=tr("Cancelled; nothing was exported"),
        )

    def _show_exported(self, count: int, path: Path) -> None:
        self.reload()
        if count == 1:
            said = tr("✓ 1 entry is in {path}", path=path)
        else:
            said = tr("✓ {count} entries are in {path}", count=f"{count:,}", path=path)
        self._say(said, style.LESIONS[4])

    def _say(self, text: str, colour: str) -> None:
        self.outcome.setStyleSheet(f"color: {colour}")
        self.outcome.setText(text)
        self.outcome.show()

    def _dialog(self, proposed: str) -> Path | None:
        place = str(self._desk.path.with_name(proposed))
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Export the audit chain"), place, tr("CSV (*.csv)")
        )
        return Path(chosen) if chosen else None
