"""Making a trial at a window."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.widgets.trial.new_trial import NewTrial
from recist.app import make_trial
from recist.store.trial_file import TrialFile
from recist.trial.accounts import is_open_to_all, log_in, only_user, user_named
from recist.trial.making import filling
from recist.trial.people import ALONE, Actor, Role, User
from recist.trial.protocol_file import built_in_text
from recist.trial.settings import Images, Settings, settings_of
from tests.gui.mouse import key, write
from tests.trial_files import PASSWORD, Clock


def make(path: Path, settings: Settings, user: User, password: str | None) -> None:
    actor = Actor(user=user.name, roles=user.roles)
    make_trial(path, actor, filling(settings, user, password))


class Maker:
    """The window, filled in by keyboard."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bot, self.folder = qtbot, folder
        self.dialog = NewTrial(make, Clock(), folder=folder)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def fill(self, name: str, user: str, password: str = "", again: str | None = None) -> None:
        dialog = self.dialog
        write(self.bot, dialog.file.line, name)
        write(self.bot, dialog.user, user)
        write(self.bot, dialog.password.first, password)
        write(self.bot, dialog.password.again, password if again is None else again)
        key(self.bot, dialog.user, Qt.Key.Key_Return)

    @property
    def made(self) -> list[str]:
        return sorted(one.name for one in self.folder.iterdir())


@pytest.fixture
def maker(qtbot: QtBot, tmp_path: Path) -> Maker:
    return Maker(qtbot, tmp_path)


def test_a_trial_with_passwords_begins_with_its_administrator(maker: Maker, tmp_path: Path) -> None:
    maker.dialog.printed_name.setText("Dr Ada")
    maker.fill("LIVER-01", "ada", PASSWORD)
    assert maker.dialog.error.text() == ""
    assert maker.dialog.path == tmp_path / "LIVER-01.recist"
    trial = TrialFile.open(tmp_path / "LIVER-01.recist", clock=Clock())
    with trial.view() as view:
        assert settings_of(view) == Settings(
            name="LIVER-01",
            protocols=(built_in_text("recist-1.1"),),
            images=Images.IMPORT,
            created="2026-03-02T08:00:01.000000+00:00",
        )
        user = user_named(view, "ada")
    assert user is not None
    assert (user.printed_name, user.roles) == ("Dr Ada", frozenset({Role.ADMINISTRATOR}))
    log_in(trial, "ada", PASSWORD, Clock()())


def test_who_works_alone_has_no_password_and_may_do_everything(maker: Maker) -> None:
    maker.dialog.alone.setChecked(True)
    maker.dialog.images[Images.REFERENCE].setChecked(True)
    assert not maker.dialog.password.first.isEnabled()
    maker.fill("mine.recist", "anna")
    assert maker.dialog.path is not None
    with TrialFile.open(maker.dialog.path).view() as view:
        assert is_open_to_all(view)
        assert only_user(view) == Actor(user="anna", roles=ALONE)
        assert settings_of(view).images is Images.REFERENCE


@pytest.mark.parametrize(
    ("name", "user", "password", "again", "said"),
    [
        ("a", "", PASSWORD, PASSWORD, "the first user needs a name"),
        ("a", "ada", "short", "short", "a password needs 8 characters or more"),
        ("a", "ada", PASSWORD, "other", "the two passwords are not alike; type them again"),
        ("a", "ada", "", "", "a password needs 8 characters or more"),
        ("nowhere/a", "ada", PASSWORD, PASSWORD, "cannot be made"),
        ("", "ada", PASSWORD, PASSWORD, "a trial is named NAME.recist"),
    ],
)
def test_what_is_lacking_is_told_and_no_file_is_made(
    maker: Maker, name: str, user: str, password: str, again: str, said: str
) -> None:
    maker.fill(name, user, password, again)
    assert said in maker.dialog.error.text()
    assert maker.made == []
    assert (maker.dialog.path, maker.dialog.isVisible()) == (None, True)


def test_a_file_that_is_there_stays(maker: Maker, tmp_path: Path) -> None:
    (tmp_path / "a.recist").write_text("mine")
    maker.fill("a", "ada", PASSWORD)
    assert "there is a file of this name; choose another" in maker.dialog.error.text()
    assert (tmp_path / "a.recist").read_text() == "mine"


def test_without_a_file_it_asks_for_one(maker: Maker) -> None:
    maker.dialog.file.line.clear()
    maker.fill("", "ada", PASSWORD)
    assert maker.dialog.error.text() == "a trial needs a file"


def test_the_usual_protocol_comes_first_and_any_other_can_be_chosen(maker: Maker) -> None:
    box = maker.dialog.protocol
    assert box.currentData() == "recist-1.1"
    box.setCurrentIndex(box.findData("irecist"))
    maker.fill("a", "ada", PASSWORD)
    assert maker.dialog.path is not None
    with TrialFile.open(maker.dialog.path).view() as view:
        assert settings_of(view).protocols[0] == built_in_text("irecist")


def test_a_protocol_file_is_kept_as_text(maker: Maker, tmp_path: Path) -> None:
    text = 'id = "own"\ncriteria = "RECIST 1.1"\n'
    (tmp_path / "own.toml").write_text(text)
    maker.dialog.offer_protocol(tmp_path / "own.toml")
    maker.fill("a", "ada", PASSWORD)
    assert maker.dialog.path is not None
    with TrialFile.open(maker.dialog.path).view() as view:
        assert settings_of(view).protocols == (text,)


def test_a_protocol_file_that_cannot_be_read_is_told(maker: Maker, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('id = "own"\ncriteria = "RECIST 7"\n')
    maker.dialog.offer_protocol(tmp_path / "own.toml")
    assert maker.dialog.error.text().startswith("own.toml, key criteria: ")
    assert maker.dialog.protocol.currentData() == "recist-1.1"
