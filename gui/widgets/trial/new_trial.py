"""Making a trial: its file, its protocol, what becomes of images, and its first user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PyQt6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gui.state.tongue import later, tr
from gui.state.trial.files import ProtocolChoice, protocol_choices, trial_path
from gui.widgets.choice import Choice
from gui.widgets.labels import label
from gui.widgets.trial import parts
from gui.widgets.trial.new_password import NewPassword
from gui.widgets.trial.path_line import PathLine, in_folder
from recist.trial.making import demand_new, maker, new_settings
from recist.trial.people import User
from recist.trial.protocol_choice import sources_of
from recist.trial.settings import Images, Settings

Make = Callable[[Path, Settings, User, str | None], None]
"""Makes a trial with its settings, its first user and their password; None is none at all."""
ABOUT = later(
    "One file holds the trial. Its protocol and what becomes of images stay as chosen here."
)
ADMINISTRATOR = later("The first user is the administrator, who adds the others.")
ALONE = later("Nothing is asked for: whoever has the file reads, signs and manages it.")
IMAGES = {
    Images.IMPORT: later("Copy them into the trial's folder"),
    Images.REFERENCE: later("Leave them where they are"),
}


class NewTrial(parts.TrialDialog):
    """Asks for all that a new trial needs, and makes it.

    Attributes
    ----------
    path : Path or None
        The trial that was made; None before.
    """

    def __init__(
        self,
        make: Make,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(tr("New trial"), tr(ABOUT), parent, width=640)
        self._make, self._now = make, now
        self.path: Path | None = None
        self.file = PathLine(tr("File"), in_folder(folder))
        self.file.line.setPlaceholderText(tr("NAME.recist"))
        self.protocol = Choice()
        self.protocol.setAccessibleName(tr("Protocol"))
        self._about_protocol = label("", "small")
        self._protocols: list[ProtocolChoice] = []
        self.protocol.currentIndexChanged.connect(self._show_protocol)
        for one in protocol_choices():
            self._offer(one)
        self.images, self._images = _choices(IMAGES)
        self.together = QRadioButton(tr("Several people, with passwords"))
        self.alone = QRadioButton(tr("I work alone, without passwords"))
        self.user = parts.field(tr("Name of the first user"))
        self.user.setPlaceholderText(tr("what is typed at the log-in"))
        self.printed_name = parts.field(tr("Printed name of the first user"))
        self.printed_name.setPlaceholderText(tr("as signatures show it"))
        self.password = NewPassword(tr("Password of the first user"))
        self._people = label("", "small")
        self._lay_out()
        self.together.setChecked(True)
        self.file.line.setFocus()

    def _lay_out(self) -> None:
        from_file = parts.button(tr("From a file…"), self.choose_protocol)
        protocol = QHBoxLayout()
        protocol.setSpacing(8)
        protocol.addWidget(self.protocol, 1)
        protocol.addWidget(from_file)
        about = QVBoxLayout()
        about.setSpacing(4)
        about.addLayout(protocol)
        about.addWidget(self._about_protocol)
        people = QVBoxLayout()
        people.setSpacing(4)
        for one in (self.together, self.alone, self._people):
            people.addWidget(one)
        self._who = QButtonGroup(self)
        self._who.addButton(self.together)
        self._who.addButton(self.alone)
        self.alone.toggled.connect(self._show_people)
        self.together.toggled.connect(self._show_people)
        form = parts.Form()
        form.add(tr("&File"), self.file)
        form.add(tr("P&rotocol"), about).setBuddy(self.protocol)
        form.add(tr("Images"), self._images)
        form.add(tr("Users"), people)
        form.add(tr("&User"), self.user)
        form.add(tr("&Printed name"), self.printed_name)
        self.password.add_to(form, tr("Pass&word"))
        self.body.addLayout(form)
        make = parts.button(tr("&Make"), self.make, main=True)
        self.finish(parts.button(tr("Cancel"), self.reject), make)

    def _show_people(self) -> None:
        self.password.set_enabled(not self.alone.isChecked())
        self._people.setText(tr(ALONE if self.alone.isChecked() else ADMINISTRATOR))

    def choose_protocol(self) -> None:
        """Ask for a protocol file, and offer it beside the built-in ones."""
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose"), "", tr("Protocols (*.toml)"))
        if chosen:
            self.offer_protocol(Path(chosen))

    def offer_protocol(self, file: Path) -> None:
        """Choose a protocol file, where it can be read."""
        if self.attempt(lambda: sources_of(file)):
            self._offer(ProtocolChoice(name=str(file), text=file.name, about=str(file)))
            self.protocol.setCurrentIndex(self.protocol.count() - 1)

    def _offer(self, choice: ProtocolChoice) -> None:
        self._protocols.append(choice)
        self.protocol.addItem(choice.text, choice.name)

    def _show_protocol(self, index: int) -> None:
        self._about_protocol.setText(self._protocols[index].about)
        self.refit()

    def make(self) -> None:
        """Make the trial; closes where that was done."""
        path = trial_path(self.file.text())
        if path is None:
            self.error.say(tr("a trial needs a file"))
            self.file.line.setFocus()
        elif self.attempt(lambda: self._fill(path)):
            self.path = path
            self.accept()

    def _fill(self, path: Path) -> None:
        demand_new(path)
        images = next(one for one, button in self.images.items() if button.isChecked())
        settings = new_settings(path, self.protocol.currentData(), images, self._now())
        alone = self.alone.isChecked()
        user = maker(self.user.text(), self.printed_name.text(), alone=alone)
        self._make(path, settings, user, None if alone else self.password.checked())


def _choices(texts: dict[Images, str]) -> tuple[dict[Images, QRadioButton], QVBoxLayout]:
    """Return a button for each choice, the first one pressed, and the buttons laid out."""
    buttons = {one: QRadioButton(tr(text)) for one, text in texts.items()}
    made = QVBoxLayout()
    group = QButtonGroup(made)
    made.setSpacing(4)
    for button in buttons.values():
        group.addButton(button)
        made.addWidget(button)
    next(iter(buttons.values())).setChecked(True)
    return buttons, made
