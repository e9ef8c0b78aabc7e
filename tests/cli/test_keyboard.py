"""Without a terminal a password comes from a file or a pipe, and else one line names the way."""

from __future__ import annotations

import io

import pytest

from recist.cli import keyboard
from recist.cli.keyboard import typed
from recist.model.errors import InputError
from tests.cli.trial_desk import Desk
from tests.trial_files import PASSWORD

NO_TERMINAL = "there is no terminal to type it at; say it with"


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard, "TERMINAL", "/dev/null/none")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))


# what is typed, what the one line asks for
ASKED = [
    ("trial status TRIAL", "cora", "", f"Password: {NO_TERMINAL} RECIST_PASSWORD_FILE"),
    ("trial status TRIAL", "", "", f"User: {NO_TERMINAL} RECIST_USER"),
    (
        "trial users add TRIAL eve --role reader",
        "ada",
        "password",
        f"New password of eve: {NO_TERMINAL} --password-file",
    ),
    (
        "trial new FOLDER/new.recist",
        "otto",
        "",
        f"New password of otto: {NO_TERMINAL} RECIST_PASSWORD_FILE",
    ),
    ("trial new FOLDER/new.recist", "", "", f"Name of the first user: {NO_TERMINAL} RECIST_USER"),
]


@pytest.mark.parametrize(("command", "user", "file", "says"), ASKED)
def test_one_line_names_the_way_out(
    desk: Desk, command: str, user: str, file: str, says: str
) -> None:
    assert desk.run(*command.split(), user=user, password=file) == 2
    assert (desk.out, desk.err) == ("", f"recist: {says}\n")


@pytest.mark.parametrize(
    ("given", "is_new", "said"),
    [
        ("secret\n", False, "secret"),
        ("secret", False, "secret"),
        ("se cret \r\nmore\n", False, "se cret "),
        ("secret\nsecret\n", True, "secret"),
    ],
)
def test_a_pipe_says_it(
    monkeypatch: pytest.MonkeyPatch, given: str, is_new: bool, said: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(given, newline=""))
    assert typed("Password", "F", is_secret=True, is_new=is_new) == said


def test_a_new_password_that_is_piped_is_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\nother\n"))
    with pytest.raises(InputError, match="the two lines differ"):
        typed("New password", "F", is_secret=True, is_new=True)


def test_a_mark_before_the_password_of_a_file_is_none_of_it(desk: Desk) -> None:
    (desk.folder / "marked").write_text(f"{PASSWORD}\r\n", "utf-8-sig")
    assert desk.run("trial", "status", "TRIAL", user="cora", password="marked") == 0
