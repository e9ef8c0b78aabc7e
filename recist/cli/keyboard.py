"""What is asked of whoever is at the keyboard, or is said without one."""

from __future__ import annotations

import os
import sys

import typer

from recist.model.errors import InputError

TERMINAL = "/dev/tty"


def typed(question: str, instead: str, *, is_secret: bool = False, is_new: bool = False) -> str:
    """Ask for one line; where there is no terminal, the next line of standard input is taken.

    Parameters
    ----------
    question : str
        Such as ``Password``.
    instead : str
        Where it can be said without a keyboard, such as the name of a variable.
    is_secret : bool
        It is not shown, and a terminal is found where standard input is a file.
    is_new : bool
        It is asked for twice.

    Raises
    ------
    InputError
        Where nobody can be asked: one line that names the way out.
    """
    if _is_there() or (is_secret and _opens()):
        asked = typer.prompt(question, err=True, hide_input=is_secret, confirmation_prompt=is_new)
        return str(asked)
    first, *again = [_line() for _ in range(2 if is_new else 1)]
    if not first:
        raise InputError(f"{question}: there is no terminal to type it at; say it with {instead}")
    if again not in ([], [first]):
        raise InputError(f"{question}: the two lines differ; write the same twice")
    return first


def _is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _opens() -> bool:
    """Say whether the program has a terminal, wherever its standard input comes from."""
    try:
        os.close(os.open(TERMINAL, os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _line() -> str:
    return "" if sys.stdin is None else sys.stdin.readline().rstrip("\r\n")
