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
    Clock,
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
    (_absent, "there is no such trial; `recist trial new` makes one"),
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
    assert desk.run(*command.split()) == 2
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


@pytest.mark.parametrize("command", FORMS[:3] + FORMS[4:])
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "read_only",
            "cannot be written, the file or its folder is read-only; nothing was changed",
        ),
        ("busy", "other programs write to it all the time; try again"),
    ],
)
def test_a_file_that_cannot_be_written(
    request: pytest.FixtureRequest, command: str, kind: str, said: str
) -> None:
    desk: Desk = request.getfixturevalue(kind)
    before = desk.trial.read_bytes()
    assert desk.run(*command.split()) == 2
    assert desk.err == f"recist: {desk.trial}: {said}\n"
    assert desk.trial.read_bytes() == before
    assert "copy.recist" not in desk.names()


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


@pytest.mark.parametrize(("known", "status"), [(True, 0), (False, 1)])
def test_a_head_that_was_noted_is_looked_for(desk: Desk, known: bool, status: int) -> None:
    with TrialFile.open(desk.trial).view() as view:
        head = view.head() if known else "0" * 64
    assert desk.run("trial", "verify", "TRIAL", "--head", head) == status
    assert ("[head-differs]" in desk.out) is not known
