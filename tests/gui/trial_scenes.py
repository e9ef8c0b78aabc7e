"""A trial with people, reads and a signed visit, and its screens as they look in use.

Every ``scene_NAME(folder)`` makes a trial of its own and returns a window, not shown yet.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PyQt6.QtWidgets import QLabel, QMainWindow, QWidget

from gui.state.desk import Desk
from gui.widgets.dialogs import AskText
from gui.widgets.trial.backup import BackUpDialog, RestoreDialog
from gui.widgets.trial.database_lock import DatabaseLock
from gui.widgets.trial.lock_page import LockPage
from gui.widgets.trial.log_in import LogIn
from gui.widgets.trial.new_password import ChangePassword
from gui.widgets.trial.new_trial import NewTrial
from gui.widgets.trial.sign import SignDialog
from gui.widgets.trial.unlock import UnlockDialog
from gui.widgets.trial.user_form import PasswordForm, UserForm
from gui.widgets.trial.users import Users
from recist.store.backup import back_up, open_backup, restore
from recist.store.trial_file import TrialFile
from recist.trial.accounts import (
    MOST_FAILURES,
    first_user,
    is_open_to_all,
    log_in,
    put_user,
    users_of,
)
from recist.trial.audit import Key
from recist.trial.errors import LogInError
from recist.trial.images import TrialImage, add_images
from recist.trial.locking import lock
from recist.trial.making import maker
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Work
from recist.trial.reads import Stage, VisitRead
from recist.trial.row_cells import row_from_cells
from recist.trial.settings import Settings, protocols_of
from recist.trial.signing import Signing, sign
from tests.gui.resting import rested
from tests.trial_files import (
    ADA,
    ANNA,
    BEN,
    CORA,
    PASSWORD,
    VISITS,
    Clock,
    enter,
    new_trial,
    read_all,
    trial_with,
    with_settings,
)


def busy_trial(folder: Path, clock: Clock | None = None) -> TrialFile:
    """Make a trial in which two readers have read both visits of subject 01."""
    trial = with_settings(trial_with(folder, clock))
    read_all(trial, ANNA)
    read_all(trial, BEN, ("50", "41"))
    return trial


# lesion, role, organ, state, longest, short, reason, image
MORE = (
    ("T2", "target", "lymph node", "too-small", "", "4.2", "", "1.2.826.0.1.3680043.9.7.2.114"),
    ("NT1", "non-target", "peritoneum", "present", "", "", "", "1.2.826.0.1.3680043.9.7.2.131"),
    ("NT2", "non-target", "lung", "not-evaluable", "", "", "outside the scanned region", ""),
    ("N1", "new", "bone", "equivocal", "11.0", "", "", "1.2.826.0.1.3680043.9.7.2.62"),
)


def read_more(desk: Desk) -> None:
    """Add lesions of every kind to the second visit of subject 01."""
    label, date = list(VISITS.items())[-1]
    names = ("lesion", "role", "organ", "state", "longest_diameter_mm", "short_axis_mm")
    rows = tuple(
        row_from_cells(
            {
                "subject": "01",
                "reader": desk.actor.user,
                "visit": label,
                "date": date,
                "reason": line[-2],
                "image": line[-1],
                **dict(zip(names, line, strict=False)),
            },
            "scene",
        )
        for line in MORE
    )

    desk.do(lambda work: enter(work, rows))


def desk_of(trial: TrialFile, actor: Actor, clock: Clock | None = None) -> Desk:
    """Return the desk of somebody who has logged in."""
    with trial.view() as view:
        protocol, *_ = protocols_of(view)
        alone = is_open_to_all(view)
    return Desk(
        path=trial.path,
        trial=trial,
        actor=actor,
        alone=alone,
        protocol=protocol,
        now=clock or Clock(),
    )


def reader_desk(folder: Path) -> Desk:
    """Return Anna's desk, both visits read."""
    clock = Clock()
    return desk_of(busy_trial(folder, clock), ANNA, clock)


def alone_desk(folder: Path) -> Desk:
    """Return the desk of somebody who works alone, both visits read."""
    clock = Clock()
    trial = new_trial(folder, clock)
    user = maker("anna", "Anna Alone", alone=True)
    actor = Actor(user=user.name, roles=user.roles)

    def fill(work: Work) -> None:
        first_user(work, user, None)
        for label, date in VISITS.items():
            key = Key(kind="visit", subject="01", visit=label)
            work.put(key, {"date": date, "studies": []}, expect=0)

    trial.do(actor, fill)
    read_all(with_settings(trial), actor)
    return desk_of(trial, actor, clock)


def sign_visit(desk: Desk, visit: str) -> None:
    """Sign a visit of subject 01."""
    sign(desk.trial, desk.actor, PASSWORD, Signing(subject="01", visit=visit), desk.now())


def scene_log_in(folder: Path) -> QWidget:
    """Somebody has mistyped their password."""
    clock = Clock()
    dialog = LogIn(busy_trial(folder, clock), "Trial LIVER-01", clock)
    dialog.user.setText("anna")
    dialog.password.setText("open says me")
    dialog.log_in()
    return dialog


def scene_sign(folder: Path) -> QWidget:
    """A reader is about to sign the second visit."""
    desk = reader_desk(folder)
    read_more(desk)
    sign_visit(desk, "baseline")
    return SignDialog(desk, "01", "week 8")


def scene_sign_blocked(folder: Path) -> QWidget:
    """Something has to be settled before the visit can be signed."""
    lines = (
        "T2 is a target and was not read at week 8.",
        "T1 was measured on another series than at baseline; write why.",
    )
    return SignDialog(reader_desk(folder), "01", "baseline", lines)


def scene_locked(folder: Path) -> QWidget:
    """Nobody was there for a while, with a dialog open; the password was mistyped once."""
    window = room_like()
    page = LockPage(reader_desk(folder), window)
    dialog = AskText("Why not evaluable?", "T1 of subject 01", window)
    dialog.show()
    page.lock()
    page.password.setText("open says me")
    page.log_in()
    return window


def room_like() -> QMainWindow:
    """Return a window that shows what nobody may see while it is locked."""
    window = QMainWindow()
    window.setWindowTitle("Subject 01")
    window.setCentralWidget(QLabel("Subject 01 · T1 34.2 mm"))
    window.resize(1400, 900)
    window.show()
    return window


def scene_unlock(folder: Path) -> QWidget:
    """A coordinator opens a signed baseline again, and the visit after it."""
    desk = reader_desk(folder)
    for visit in VISITS:
        sign_visit(desk, visit)
    read = VisitRead(subject="01", reader="anna", visit="baseline", stage=Stage.SIGNED)
    dialog = UnlockDialog(replace(desk, actor=CORA), read)
    dialog.reason.setPlainText("T1 was measured on the wrong series.")
    return dialog


def admin_desk(folder: Path) -> Desk:
    """Return Ada's desk."""
    return replace(reader_desk(folder), actor=ADA)


def blinded_desk(folder: Path) -> Desk:
    """Return Ada's desk in a blinded trial."""
    clock = Clock()
    blinded = 'id = "own"\ncriteria = "RECIST 1.1"\n[reading]\nblinded = true\n'
    return desk_of(with_settings(trial_with(folder, clock), blinded), ADA, clock)


def scene_users(folder: Path) -> QWidget:
    """One user is locked out, another has left."""
    desk = admin_desk(folder)
    for _ in range(MOST_FAILURES):
        with suppress(LogInError):
            log_in(desk.trial, "anna", "wrong", desk.now())
    ben = User(name="ben", printed_name="Ben Reader", roles=BEN.roles, active=False)
    desk.do(lambda work: put_user(work, ADA, ben))
    return Users(desk)


def scene_user_form(folder: Path) -> QWidget:
    """A new user whose password is too short."""
    form = UserForm(admin_desk(folder), None)
    form.name.setText("dora")
    form.printed_name.setText("Dr Dora Decider")
    form.roles[Role.ADJUDICATOR].setChecked(True)
    form.password.first.setText("short")
    form.password.again.setText("short")
    form.keep()
    return form


def scene_new_password(folder: Path) -> QWidget:
    """A user gets a new password."""
    desk = admin_desk(folder)
    with desk.look() as records:
        user = users_of(records)[1]
    return PasswordForm(desk, user)


def scene_database_lock(folder: Path) -> QWidget:
    """The database is about to be locked."""
    dialog = DatabaseLock(admin_desk(folder))
    dialog.reason.setPlainText("Data cut of the final analysis.")
    return dialog


def scene_database_locked(folder: Path) -> QWidget:
    """The database is locked, and reopening it lacks a reason."""
    desk = admin_desk(folder)
    desk.do(lambda work: lock(work, ADA, "Data cut of the final analysis."))
    dialog = DatabaseLock(desk)
    dialog.change()
    return dialog


def scene_backup(folder: Path) -> QWidget:
    """A backup was made."""
    desk = admin_desk(folder)
    trial = TrialFile.open(desk.path)
    image = TrialImage(
        subject="01", visit="baseline", digest="0" * 64, size=1, instance="1.2", place="/scans/1"
    )
    desk.trial.do(CORA, lambda work: add_images(work, CORA, [image]))
    dialog = BackUpDialog(desk, lambda target, _: back_up(trial, desk.actor, target))
    dialog.back_up()
    return rested(dialog)


def scene_restore(folder: Path) -> QWidget:
    """There is no file of the backup's name."""
    dialog = RestoreDialog(
        lambda backup, _: open_backup(backup),
        lambda backup, target, let_in, _: restore(backup, target, let_in),
        Clock(),
        folder=folder,
    )
    dialog.backup.line.setText(str(folder / "copy.recist"))
    dialog.target.line.setText(str(folder / "again.recist"))
    dialog.restore()
    return rested(dialog)


def scene_new_trial(folder: Path) -> QWidget:
    """The passwords of a new trial's administrator are not alike."""
    dialog = NewTrial(make_nothing, Clock(), folder=folder)
    dialog.file.line.setText(str(folder / "LIVER-01"))
    dialog.user.setText("ada")
    dialog.printed_name.setText("Dr Ada Administrator")
    dialog.password.first.setText("open sesame")
    dialog.password.again.setText("open sesam")
    dialog.make()
    return dialog


def scene_new_trial_alone(folder: Path) -> QWidget:
    """Somebody makes a trial to work on alone."""
    dialog = NewTrial(make_nothing, Clock(), folder=folder)
    dialog.alone.setChecked(True)
    return dialog


def make_nothing(path: Path, settings: Settings, user: User, password: str | None) -> None:
    """Make no trial."""


def scene_change_password(folder: Path) -> QWidget:
    """The old password was mistyped."""
    dialog = ChangePassword(reader_desk(folder))
    dialog.old.setText("open says me")
    for one in (dialog.new.first, dialog.new.again):
        one.setText("correct horse")
    dialog.change()
    return dialog
