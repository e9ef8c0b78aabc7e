"""The audit chain at a window: paged, filtered, in full, exported with its head, verified."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.state.jobs import Progress
from gui.state.trial.audit_pages import (
    PAGE,
    SEARCHED_AT_ONCE,
    AuditPages,
    AuditSearch,
    in_lines,
)
from gui.widgets.trial.audit_window import AuditWindow
from recist.store.trial_file import TrialFile
from recist.store.view import SqlView
from recist.trial.audit import Action, Entry, Key
from recist.trial.audit_view import AuditFilter
from recist.trial.entries import entries_after
from recist.trial.people import Actor
from recist.trial.ports import Work
from tests.gui.mouse import key, write
from tests.gui.trial.held import Held
from tests.gui.trial_looks_scenes import JO, asked, desk_of
from tests.trial_files import ADA, ANNA, CORA, new_trial

BARE = Entry(
    sequence=1,
    at="2026-03-02T08:00:00.000000+00:00",
    user="anna",
    role="reader",
    action=Action.CREATED,
    key=Key(kind="row", subject="01", reader="anna", visit="week 8", name="T1"),
    old=None,
    new={"size": "50"},
    reason="",
    save="",
    program="1",
    previous="0",
    hash="0123abcdef",
)


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return asked(tmp_path)


class Shelf:
    """A chain of entries that counts what is taken out of it."""

    def __init__(self, length: int) -> None:
        self.length, self.taken = length, 0

    def read(self, after: int, count: int) -> list[Entry]:
        last = min(after + count, self.length)
        self.taken += last - after
        return [replace(BARE, sequence=n) for n in range(after + 1, last + 1)]


def test_only_pages_that_are_looked_at_are_read() -> None:
    shelf = Shelf(100_000)
    pages = AuditPages(shelf.read, range(100_000, 0, -1))
    assert len(pages) == 100_000
    assert [pages[n].line.sequence for n in (0, 1, 50_000, 99_999)] == [100_000, 99_999, 50_000, 1]
    assert shelf.taken <= 4 * PAGE


def test_a_page_is_read_once_and_so_is_a_short_one() -> None:
    shelf = Shelf(PAGE + 3)
    pages = AuditPages(shelf.read, range(PAGE + 3, 0, -1))
    found = pages.with_numbers([PAGE + 2, 5])
    assert [one.line.sequence for one in (*pages, *pages, *found)][-2:] == [PAGE + 2, 5]
    assert shelf.taken == PAGE + 3


def test_a_page_that_cannot_be_read_says_so_and_is_read_again() -> None:
    shelf = Shelf(0)
    pages = AuditPages(shelf.read, range(3, 0, -1))
    assert pages[0].at == "cannot be read"
    shelf.length = 3
    assert [one.line.sequence for one in pages[0:3]] == [3, 2, 1]


def test_a_search_goes_back_part_by_part(tmp_path: Path) -> None:
    trial, entries = new_trial(tmp_path), 2 * SEARCHED_AT_ONCE

    def fill(work: Work) -> None:
        for n in range(1, entries + 1):
            work.put(Key(kind="row", name=str(n)), {"n": 0}, expect=0, reason=f"why {n}.")

    trial.do(ADA, fill)
    search = AuditSearch(AuditFilter(text=f"WHY {entries - 1}."), entries)
    with trial.view() as view:
        search.go_on(view, lambda: False)
        assert (search.found, search.left) == ([entries - 1], SEARCHED_AT_ONCE)
        search.go_on(view, lambda: True)
        assert [one.sequence for one in entries_after(view, 5, 2)] == [6, 7]
    assert (search.found, search.left) == ([entries - 1], 0)


FILTERS = [
    (AuditFilter(kind="row"), True),
    (AuditFilter(kind="read"), False),
    (AuditFilter(until=date(2026, 3, 2)), True),
    (AuditFilter(until=date(2026, 3, 1)), False),
    (AuditFilter(text="t1 WEEK"), True),
    (AuditFilter(text="T1 absent"), False),
    (AuditFilter(text="0123abcd"), True),
    (AuditFilter(text="0123abc"), False),
    (AuditFilter(text="23abcdef"), False),
]


@pytest.mark.parametrize(("asked_for", "taken"), FILTERS)
def test_kind_last_day_and_words_choose_entries(asked_for: AuditFilter, taken: bool) -> None:
    assert asked_for.takes(BARE) is taken


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("", "nothing"), ("{}", "nothing is told"), ('{"a": 1}', '{\n  "a": 1\n}')],
)
def test_a_value_in_lines(kept: str, shown: str) -> None:
    assert in_lines(kept) == shown


# --- the window -------------------------------------------------------------------------------


class Auditor:
    """Somebody in front of the window."""

    def __init__(
        self,
        qtbot: QtBot,
        trial: TrialFile,
        actor: Actor = CORA,
        verify: Callable[[Progress], list[str]] | None = None,
        path: Path | None = None,
    ) -> None:
        self.bot, self.trial = qtbot, trial
        self.proposed: list[str] = []

        def ask(proposed: str) -> Path | None:
            self.proposed.append(proposed)
            return path

        self.window = AuditWindow(desk_of(trial, actor), verify, ask_path=ask)
        qtbot.addWidget(self.window)
        self.window.show()

    def wait_for(self, start: str) -> None:
        self.bot.waitUntil(lambda: self.window.about.text().startswith(start), timeout=5_000)

    def enabled(self) -> set[str]:
        """Return the buttons that can be pressed."""
        buttons = self.window.findChildren(QPushButton)
        return {one.text() for one in buttons if one.isEnabled() and one.isVisible()}

    def rest(self) -> None:
        """Wait until nothing is being done any more."""
        self.bot.waitUntil(lambda: not self.window.is_at_work(), timeout=20_000)

    def column(self, place: int) -> list[str]:
        model = self.window.model
        return [model.index(n, place).data() for n in range(model.rowCount())]

    def last(self) -> Entry:
        with self.trial.view() as view:
            last = view.last()
        assert last is not None
        return last


def test_every_entry_newest_first_with_its_details(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Auditor(qtbot, trial)
    last = seat.last()
    assert seat.column(0) == [f"{n}" for n in range(last.sequence, 0, -1)]
    assert seat.column(1)[0] == "2026-03-02 08:00:17 +00:00"
    assert [seat.column(n)[0] for n in (2, 3, 4, 5, 6)] == [
        "cora",
        "coordinator",
        "changed",
        "query · 03 · anna · baseline · 1",
        "stage: answered → closed",
    ]
    card = seat.window.entry
    assert '"stage": "answered"' in card.old.toPlainText()
    assert '"stage": "closed"' in card.new.toPlainText()
    assert card.hashes.text() == f"hash {last.hash}\nprevious {last.previous}"
    key(qtbot, seat.window.table, Qt.Key.Key_Down)
    assert card.title.text().startswith(f"{last.sequence - 1} · changed · anna as reader")


def test_filters_by_keyboard_and_by_choice(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Auditor(qtbot, trial)
    filters = seat.window.filters
    write(qtbot, filters.text, "which slice")
    seat.wait_for("3 of 72 entries")
    filters.user.setCurrentText("anna")
    seat.wait_for("1 of 72 entries")
    filters.text.clear()
    filters.user.setCurrentIndex(0)
    seat.wait_for("72 entries, newest first")
    filters.action.setCurrentText("signed")
    seat.wait_for("7 of 72 entries")
    assert set(seat.column(4)) == {"signed"}
    filters.subject.setText("02")
    seat.wait_for("1 of 72 entries")
    filters.since.setText("2026-03-03")
    seat.wait_for("0 of 72 entries")
    assert seat.window.entry.title.text() == "No entry is marked"


def test_a_day_that_is_none_is_told(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Auditor(qtbot, trial)
    write(qtbot, seat.window.filters.since, "March")
    qtbot.waitUntil(lambda: bool(seat.window.error.text()), timeout=5_000)
    assert seat.window.error.text() == "'March' is no day; write it like 2026-03-02"


def test_no_hash_of_a_password_is_shown_or_exported(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    path = tmp_path / "chain.csv"
    seat = Auditor(qtbot, trial, path=path)
    window = seat.window
    shown = [seat.column(n) for n in range(window.model.columnCount())]
    for n in range(window.model.rowCount()):
        window.table.mark(n)
        shown.append([window.entry.old.toPlainText(), window.entry.new.toPlainText()])
    window.export()
    seat.rest()
    assert "$argon2" not in repr(shown) + path.read_text(encoding="utf-8")
    assert "not shown" in repr(shown)


def test_an_export_holds_what_is_filtered_and_the_chain_tells_of_it(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    path = tmp_path / "signed.csv"
    seat = Auditor(qtbot, trial, path=path)
    head = seat.last().hash
    seat.window.filters.action.setCurrentText("signed")
    seat.wait_for("7 of 72 entries")
    seat.window.export()
    seat.rest()
    with path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert seat.proposed == [f"trial-audit-{head[:12]}.csv"]
    assert [row["action"] for row in rows] == ["signed"] * 7
    assert {row["head"] for row in rows} == {head}
    told = seat.last()
    assert (told.action, told.user) == (Action.EXPORTED, "cora")
    assert told.new is not None
    assert (told.new["what"], told.new["format"]) == ("audit chain", "csv")
    assert told.new is not None
    assert (told.new["file"], told.new["head"]) == ("signed.csv", head)


def test_an_export_that_cannot_be_written_leaves_no_entry(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    seat = Auditor(qtbot, trial, path=tmp_path / "file" / "chain.csv")
    before = seat.last()
    seat.window.export()
    seat.rest()
    assert "cannot be written" in seat.window.error.text()
    assert seat.last() == before


def test_who_names_no_file_exports_nothing(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Auditor(qtbot, trial)
    before = seat.last()
    seat.window.export()
    seat.rest()
    assert (seat.last(), seat.window.error.text()) == (before, "")


VERIFIED = [
    ([], "✓ Verified: the trial is what its chain says, and no entry was changed."),
    (["entry 12: another hash"], "▲ entry 12: another hash"),
    ([f"{n}" for n in range(20)], "\n".join([*(f"▲ {n}" for n in range(8)), "and 12 more"])),
]


@pytest.mark.parametrize(("faults", "said"), VERIFIED, ids=["whole", "one fault", "many faults"])
def test_what_verifying_finds_is_shown(
    qtbot: QtBot, trial: TrialFile, faults: list[str], said: str
) -> None:
    seat = Auditor(qtbot, trial, verify=lambda _: faults)
    seat.window.verify()
    seat.rest()
    assert seat.window.outcome.text() == said


def test_the_chain_can_be_looked_at_while_it_is_verified(qtbot: QtBot, trial: TrialFile) -> None:
    held = Held()

    def verify(progress: Progress) -> list[str]:
        held(0, 0)
        progress(1, 2)
        return []

    seat = Auditor(qtbot, trial, verify=verify)
    seat.window.verify()
    qtbot.waitUntil(held.reached.is_set, timeout=5_000)
    write(qtbot, seat.window.filters.text, "which slice")
    seat.wait_for("3 of 72 entries")
    assert seat.enabled() == {"Cancel", "Close"}
    assert not seat.window.close()
    held.go_on.set()
    seat.rest()
    assert seat.window.error.text() == "Cancelled; the trial was not verified"
    assert not seat.window.outcome.isVisible()
    assert seat.enabled() == {"Reload", "Verify", "Export as CSV …", "Close"}
    assert seat.window.close()


class HeldUp(TrialFile):
    """A trial that lets nobody look at it beside the window until the test says so."""

    held = Held()

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        if current_thread() is not main_thread():
            self.held(0, 0)
        with super().view() as view:
            yield view


def test_an_export_that_is_cancelled_leaves_no_entry_and_no_file(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    seat = Auditor(qtbot, HeldUp(trial.path), path=tmp_path / "chain.csv")
    before = seat.last()
    seat.window.export()
    seat.window.cancel()
    HeldUp.held.go_on.set()
    seat.rest()
    assert seat.window.error.text() == "Cancelled; nothing was exported"
    assert (seat.last(), (tmp_path / "chain.csv").exists()) == (before, False)


@pytest.mark.parametrize("actor", [ANNA, JO])
def test_who_may_not_look_sees_why_and_nothing_else(
    qtbot: QtBot, trial: TrialFile, actor: Actor
) -> None:
    seat = Auditor(qtbot, trial, actor)
    assert seat.window.error.text() == (
        f"{actor.user} may not look at the audit chain; "
        "it takes the role coordinator, administrator"
    )
    assert (seat.window.model.rowCount(), seat.window.filters.isVisible()) == (0, False)


def test_an_administrator_looks_too(qtbot: QtBot, trial: TrialFile) -> None:
    assert Auditor(qtbot, trial, ADA).window.model.rowCount() == 72


def test_the_model_is_a_model(qtbot: QtBot, trial: TrialFile, qtmodeltester: ModelTester) -> None:
    model = Auditor(qtbot, trial).window.model
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
