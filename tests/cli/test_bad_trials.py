"""Trials that cannot be used, written or trusted: one line, and nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from recist.store import sqlite
from recist.store.trial_file import TrialFile
from recist.trial import accounts
from tests.cli.trial_desk import TABLE, Desk
from tests.trial_files import (
    ANNA,
    Clock,
    read_all,
    trial_with,
    with_settings,
)


def _absent(desk: Desk) -> None:
    desk.trial.unlink()


def _newer(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.trial)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _damaged(desk: Desk) -> None:
    data = bytearray(desk.trial.read_bytes())
    data[100:4096] = b"\xff" * 3996
    desk.trial.write_bytes(data)


def _text(desk: Desk) -> None:
    desk.trial.write_text(TABLE)


UNUSABLE: list[tuple[Callable[[Desk], None], str]] = [
    (_absent, "there is no such trial; is its name right? `recist trial new` makes one"),
    (_newer, "was made by a newer version of recist; open it with that one"),
    (_damaged, "is damaged, or its drive fails; try it elsewhere, else restore it from a backup"),
    (_text, "is no trial of recist, or damaged; restore it from a backup"),
]
FORMS = [
    "trial status TRIAL",
    "trial verify TRIAL",
    "trial backup TRIAL FOLDER/copy.recist",
    "trial restore TRIAL FOLDER/copy.recist",
    "trial lock TRIAL --reason done",
    "import FOLDER/reads.csv --into TRIAL",
    "assess TRIAL",
]


@pytest.mark.parametrize("command", FORMS)
@pytest.mark.parametrize(("spoil", "said"), UNUSABLE, ids=[one[1] for one in UNUSABLE])
def test_a_file_that_cannot_be_used(
    desk: Desk, command: str, spoil: Callable[[Desk], None], said: str
) -> None:
    spoil(desk)
    before = desk.trial.read_bytes() if desk.trial.exists() else b""
    status = desk.run(*command.split())
    if command == "trial verify TRIAL" and spoil in (_damaged, _text):
        # What is wrong with it is the answer, which nobody has to log in for.
        assert (status, desk.err) == (1, "")
        assert desk.out.startswith(f"trial.recist: {said} [file-damaged]\n")
    else:
        assert status == 2
        assert desk.err == f"recist: {desk.trial}: {said}\n"
    assert before == (desk.trial.read_bytes() if desk.trial.exists() else b"")
    assert "copy.recist" not in desk.names()


@pytest.fixture
def read_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A trial that SQLite refuses to write, as on a write-protected drive."""
    monkeypatch.setattr(sqlite, "SETTINGS", (*sqlite.SETTINGS, "PRAGMA query_only=ON"))
    return desk


@pytest.fixture
def busy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A trial that another program holds."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    with ExitStack() as held:
        other = held.enter_context(closing(sqlite3.connect(desk.trial)))
        other.execute("BEGIN IMMEDIATE")
        yield desk


BUSY = "other programs write to it all the time; try again"


@pytest.mark.parametrize("command", FORMS[:3] + FORMS[4:])
def test_a_file_that_others_write_to(busy: Desk, command: str) -> None:
    before = busy.trial.read_bytes()
    assert busy.run(*command.split()) == 2
    assert busy.err == f"recist: {busy.trial}: {BUSY}\n"
    assert busy.trial.read_bytes() == before
    assert "copy.recist" not in busy.names()


CANNOT = "cannot be written, the file or its folder is read-only; nothing was changed"
UNTOLD = "warning  the trial cannot be written: its audit chain does not tell of this log-in\n"
# A command, who gives it, whether it is of use on a trial that cannot be written
READ_ONLY = [
    ("trial status TRIAL", "ada", True),
    ("trial verify TRIAL", "ada", True),
    ("trial verify TRIAL --independent", "ada", True),
    ("trial audit TRIAL", "ada", True),
    ("assess TRIAL", "anna", True),
    ("check TRIAL", "anna", True),
    ("explain TRIAL --subject 01", "anna", True),
    ("trial backup TRIAL FOLDER/copy.recist", "ada", False),
    ("trial lock TRIAL --reason done", "ada", False),
    ("trial users password TRIAL --password-file FOLDER/other", "ada", False),
    ("import FOLDER/reads.csv --into TRIAL", "cora", False),
]


@pytest.mark.parametrize(
    ("command", "user", "of_use"), READ_ONLY, ids=[one[0] for one in READ_ONLY]
)
def test_a_file_that_cannot_be_written(
    read_only: Desk, command: str, user: str, of_use: bool
) -> None:
    (read_only.folder / "other").write_text("another password\n")
    before = read_only.trial.read_bytes()
    status = read_only.run(*command.split(), user=user)
    assert read_only.err.startswith(UNTOLD)
    assert read_only.trial.read_bytes() == before
    assert "copy.recist" not in read_only.names()
    if of_use:
        assert status == 0
        assert read_only.out
        answers = not command.startswith("trial")
        assert ("the audit chain does not tell of this answer" in read_only.err) is answers
    else:
        assert status == 2
        assert read_only.err == f"{UNTOLD}recist: {read_only.trial}: {CANNOT}\n"


def test_a_wrong_password_does_not_let_in_where_nothing_can_be_written(read_only: Desk) -> None:
    assert read_only.run("trial", "status", "TRIAL", password="wrong") == 2
    assert read_only.err == "recist: name or password is wrong; both are case-sensitive\n"


def test_a_wrong_password_and_the_lock_out_after_several(desk: Desk) -> None:
    for _ in range(accounts.MOST_FAILURES):
        assert desk.run("trial", "status", "TRIAL", password="wrong") == 2
        assert desk.err == "recist: name or password is wrong; both are case-sensitive\n"
    assert desk.run("trial", "status", "TRIAL") == 2
    assert desk.err.startswith("recist: ada is locked out until ")
    assert desk.out == ""


def test_a_clock_that_went_back_is_told(empty: Desk) -> None:
    clock = Clock()
    clock.now = datetime.now(UTC) + timedelta(days=2)
    with_settings(trial_with(empty.folder, clock))
    assert empty.run("trial", "verify", "TRIAL") == 0
    assert empty.err.startswith("warning  this computer's clock says ")
    assert empty.out.startswith(f"{empty.trial} is as it was left; its head is ")


def test_a_fault_is_told_with_exit_status_one(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.trial)) as connection:
        connection.execute("UPDATE record SET value = '{}' WHERE name = 'T1' AND visit = 'week 8'")
        connection.commit()
    assert desk.run("trial", "verify", "TRIAL") == 1
    assert desk.out == (
        "row 01 anna week 8 T1: it differs from what the entries say [state-differs]\n"
    )


BLINDED = 'id = "loose"\ncriteria = "RECIST 1.1"\n[reading]\nblinded = true\n'
WHERE = "row 01 anna week 8 T1"


@pytest.mark.parametrize(
    ("user", "more", "said"),
    [
        ("ben", (), "1 fault [state-differs]\n"),
        ("ben", ("--independent",), "1 fault [unnamed]\n"),
        ("ada", (), "1 fault [state-differs]\n"),
        ("cora", (), f"{WHERE}: it differs from what the entries say [state-differs]\n"),
        ("cora", ("--independent",), f"{WHERE}: its value is not that of entry "),
    ],
)
def test_a_fault_unblinds_nobody(empty: Desk, user: str, more: tuple[str, ...], said: str) -> None:
    read_all(with_settings(trial_with(empty.folder), BLINDED), ANNA)
    with closing(sqlite3.connect(empty.trial)) as connection:
        connection.execute("UPDATE record SET value = '{}' WHERE name = 'T1' AND visit = 'week 8'")
        connection.commit()
    assert empty.run("trial", "verify", "TRIAL", *more, user=user) == 1
    assert empty.out.startswith(said)
    assert (WHERE in empty.out) is (user == "cora")


@pytest.mark.parametrize("more", [(), ("--independent",)])
def test_a_folder_has_no_faults_since_it_is_no_trial(desk: Desk, more: tuple[str, ...]) -> None:
    assert desk.run("trial", "verify", "FOLDER", *more) == 2
    said = "cannot be read (Is a directory)"
    assert (desk.out, desk.err) == ("", f"recist: {desk.folder}: {said}\n")


@pytest.mark.parametrize(("known", "status"), [(True, 0), (False, 1)])
def test_a_head_that_was_noted_is_looked_for(desk: Desk, known: bool, status: int) -> None:
    with TrialFile.open(desk.trial).view() as view:
        head = view.head() if known else "0" * 64
    assert desk.run("trial", "verify", "TRIAL", "--head", head) == status
    assert ("[head-differs]" in desk.out) is not known
