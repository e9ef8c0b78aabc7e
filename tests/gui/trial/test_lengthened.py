"""The screens of a trial in a made-up language: nothing is left out, and nothing is clipped."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.dialogs import AskText
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.table_totals import TotalsView
from gui.widgets.trial.audit_filters import KINDS
from gui.widgets.trial.audit_window import AuditWindow
from gui.widgets.trial.lock_page import LockPage
from recist.trial.audit import Action
from recist.trial.people import Role
from recist.trial.protocol_file import built_in_titles
from tests.gui.export_scenes import FOLDER, MUTE
from tests.gui.lengthened import clipped, left_out, look_in_use, made_up_language
from tests.gui.scenes import scenes

SCENES = scenes()
# Parts of the room, which have a test of their own.
SPARED = (AskText, LesionTableView, TotalsView)
NAMES = {
    *("baseline", "week 8", "week 16"),
    *("ada", "anna", "ben", "cora", "dora", "jo"),
    *("Ada Administrator", "Anna Reader", "Ben Reader", "Cora Coordinator", "Trial LIVER-01"),
    # How blinded reads are called, in the exports as well.
    *("Read 1", "Read 2", "Read &1", "Read &2", "none"),
}
TYPED = {
    *("liver", "lung", "lymph node", "peritoneum", "bone", "outside the scanned region"),
    *("Subject 01", "T1 34.2 mm", "T1 was measured on another phase"),
    *("Is N1 new?", "T1 is larger than in the report.", "Which slice?"),
    *("Yes, it is not on the baseline scan.", "Data cut of the final analysis."),
    "The new lesion in the lung is real; both planes show it.",
}
# What is signed stands as the reading table has it, and the audit chain as it was written.
RECORD = {
    *("target", "non-target", "new", "NT1", "NT2"),
    *("measured", "present", "too small", "not evaluable", "equivocal"),
    *(str(one) for one in (*Action, *Role, *KINDS)),
    *(part for name, criteria, title in built_in_titles() for part in (name, criteria, title)),
}
# What recist/ says is English in every language.
ENGINE = {
    "T2 is a target and was not read at week 8.",
    "T1 was measured on another series than at baseline; write why.",
    "name or password is wrong; both are case-sensitive",
    "a password needs 8 characters or more",
    "a database is locked and reopened with a reason",
    "there is no such trial; is its name right? `recist trial new` makes one",
    "anna may not adjudicate; it takes the role adjudicator",
    "anna may not look at the audit chain; it takes the role coordinator, administrator",
    MUTE,
    "entry 12: its hash is another than its content's",
    "row 01 week 8 T1: 30 for 31",
}
DATA = NAMES | TYPED | RECORD | ENGINE


@pytest.fixture(autouse=True)
def as_it_looks(qtbot: QtBot) -> Iterator[None]:
    """Give windows the look that they have in use: its fonts and margins take the room."""
    with look_in_use():
        yield


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], QWidget]]:
    """Show a scene in the made-up language."""
    made: list[QWidget] = []

    def show(name: str) -> QWidget:
        window = SCENES[name](tmp_path)
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        QApplication.processEvents()
        return window

    with made_up_language():
        yield show
    for page in (page for window in made for page in window.findChildren(LockPage)):
        page.lift()


def told_by(window: QWidget) -> Collection[str]:
    """Return what the audit chain holds, where it is shown."""
    if not isinstance(window, AuditWindow):
        return ()
    lines = [row.line for row in window.model.lines]
    return {part for one in lines for part in (one.change, one.reason, one.at) if part}


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_left_out_and_nothing_is_clipped(
    name: str, shown: Callable[[str], QWidget], tmp_path: Path
) -> None:
    window = shown(name)
    data = {*DATA, str(FOLDER), f"{tmp_path}/trial", f"{tmp_path}/copy", *told_by(window)}
    assert left_out(window, data, SPARED) == []
    assert clipped(window, SPARED) == []
