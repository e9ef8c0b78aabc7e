"""Commands that were typed wrong: one line in plain words, with the help that has the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_type_hints

import pytest
import typer

from recist.cli.main import app
from recist.cli.options import path_of
from tests.cli.trial_desk import Desk

# An argument as the system hands it over where its bytes are no UTF-8.
NO_TEXT = "a\udcff"

TYPED_WRONG = [
    (
        "assess FOLDER/reads.csv --format xml",
        "--format: 'xml' is not one of 'table', 'csv', 'json'; see recist assess --help",
    ),
    (
        "trial audit TRIAL --since yesterday",
        "--since: 'yesterday' is no day, such as 2026-01-31; see recist trial audit --help",
    ),
    (
        "trial audit TRIAL --since 2026-02-30",
        "--since: '2026-02-30' is no day, such as 2026-01-31; see recist trial audit --help",
    ),
    (
        "trial queries answer TRIAL one yes",
        "NUMBER: 'one' is no whole number; see recist trial queries answer --help",
    ),
    (
        "trial users add TRIAL zoe --role reader --role boss",
        (
            "--role: 'boss' is not one of 'reader', 'adjudicator', 'coordinator', "
            "'administrator'; see recist trial users add --help"
        ),
    ),
    ("assess", "TABLE is missing; see recist assess --help"),
    ("trial lock TRIAL", "--reason is missing; see recist trial lock --help"),
    (
        "trial new TRIAL --imagse import",
        "there is no option --imagse; did you mean --images?; see recist trial new --help",
    ),
    ("trial status TRIAL --nope", "there is no option --nope; see recist trial status --help"),
    ("assess FOLDER/reads.csv --format", "--format needs a value; see recist --help"),
    ("trial new TRIAL --alone=yes", "--alone takes no value; see recist --help"),
    ("protocol list all", "'all' is more than it takes; see recist protocol list --help"),
    ("trial", "a command is missing; see recist trial --help"),
    ("trial queries", "a command is missing; see recist trial queries --help"),
    ("sum", "there is no command 'sum'; see recist --help"),
    (
        "trial staus TRIAL",
        "there is no command 'staus'; did you mean 'status'?; see recist trial --help",
    ),
]


@pytest.mark.parametrize(("typed", "said"), TYPED_WRONG, ids=[typed for typed, _ in TYPED_WRONG])
def test_what_is_typed_wrong_is_one_line_with_the_way_out(
    empty: Desk, typed: str, said: str
) -> None:
    before = empty.names()
    assert empty.run(*typed.split()) == 2
    assert (empty.out, empty.err) == ("", f"recist: {said}\n")
    assert empty.names() == before


NOT_TEXT = [
    ("trial", "new", f"FOLDER/{NO_TEXT}.recist"),
    ("trial", "lock", "TRIAL", "--reason", NO_TEXT),
    ("trial", "users", "change", "TRIAL", "anna", "--printed-name", NO_TEXT),
    ("trial", "queries", "ask", "TRIAL", "01", "anna", NO_TEXT),
]


@pytest.mark.parametrize("arguments", NOT_TEXT, ids=lambda one: one[1])
def test_what_is_no_text_is_not_kept(desk: Desk, arguments: tuple[str, ...]) -> None:
    before = desk.names()
    user = "cora" if "queries" in arguments else "ada"
    assert desk.run(*arguments, user=user) == 2
    assert "a\\udcff" in desk.err
    assert desk.err.endswith("' is no UTF-8 text and cannot be kept; write it in UTF-8\n")
    assert len(desk.err.splitlines()) == 1
    assert desk.names() == before


EMPTY = [
    ("inspect", ["inspect", ""], "PATH"),
    ("inspect", ["inspect", "FOLDER", ""], "PATH"),
    ("assess", ["assess", ""], "TABLE"),
    ("assess", ["assess", "FOLDER/reads.csv", "--out="], "--out"),
    ("import", ["import", "", "--into", "TRIAL"], "PATH"),
    ("trial new", ["trial", "new", ""], "NAME.recist"),
    ("view", ["view", ""], "PATH"),
]


@pytest.mark.parametrize(("command", "typed", "name"), EMPTY, ids=lambda one: " ".join(one))
def test_an_empty_path_is_not_the_working_folder(
    empty: Desk, command: str, typed: list[str], name: str
) -> None:
    assert empty.run(*typed) == 2
    said = f"{name}: is empty; name a file or folder, . for this one"
    assert (empty.out, empty.err) == ("", f"recist: {said}; see recist {command} --help\n")


def test_every_path_that_is_typed_is_read_in_one_place() -> None:
    unread = [
        f"{command.__module__}.{command.__name__} {name}"
        for command in _commands(app)
        for name, hint in get_type_hints(command, include_extras=True).items()
        if "pathlib.Path" in str(hint)
        and not any(getattr(one, "parser", None) is path_of for one in _said_of(hint))
    ]
    assert unread == []


def _commands(group: typer.Typer) -> Iterator[Callable[..., object]]:
    for command in group.registered_commands:
        if command.callback is not None:
            yield command.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from _commands(inner.typer_instance)


def _said_of(hint: object) -> tuple[object, ...]:
    return getattr(hint, "__metadata__", ())


def test_a_name_that_is_no_text_makes_nobody_the_first_user(empty: Desk) -> None:
    assert empty.run("trial", "new", "TRIAL", "--alone", user=NO_TEXT) == 2
    assert empty.err == (
        "recist: 'a\\udcff' is no UTF-8 text and cannot be kept; write it in UTF-8\n"
    )
    assert not empty.trial.exists()
