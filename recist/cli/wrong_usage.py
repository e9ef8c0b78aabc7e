"""A command that was typed wrong, told in one line: what is wrong, and where to look."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import typer
from pydantic import ValidationError

from recist.cli.log_in import USER

# What the parser of the options says, and the same in words for who has typed them.
REWORDED = (
    (r"Value error, (.*)", r"\1"),
    (r"(.*) does not match the formats '%Y-%m-%d'", r"\1 is no day, such as 2026-01-31"),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"'\1' is more than it takes"),
    (r"(.*)\. Did you mean (.*)\?", r"\1; did you mean \2?"),
    (r"No such (option|command):? (.*)", r"there is no \1 \2"),
    (r"Option '(.*)' requires an argument", r"\1 needs a value"),
    (r"Option '(.*)' does not take a value", r"\1 takes no value"),
    (r"Missing command", "a command is missing"),
)


def in_plain_words(error: typer.TyperException) -> str:
    """Return one line that says what was typed wrong, and whose help has the way out."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "recist"
    told = _of_value(error) if isinstance(error, typer.BadParameter) else _reworded(error.message)
    alike = getattr(error, "possibilities", None)
    meant = f"; did you mean {' or '.join(sorted(alike))}?" if alike else ""
    return f"{told}{meant}; see {command} --help"


def not_text(arguments: Sequence[str]) -> str | None:
    """Return what was typed, or stands for the user, that is no UTF-8; None where all of it is."""
    for one in (*arguments, os.environ.get(USER, "")):
        try:
            one.encode()
        except UnicodeEncodeError:
            return f"{one!r} is no UTF-8 text and cannot be kept; write it in UTF-8"
    return None


def _of_value(error: typer.BadParameter) -> str:
    name = "" if error.param is None else error.param.get_error_hint().strip("'")
    if not error.message:
        return f"{name} is missing"
    said = _reworded(error.message)
    if isinstance(error.__cause__, ValidationError):
        first = error.__cause__.errors()[0]
        if first["type"] == "int_parsing":
            said = f"{first['input']!r} is no whole number"
    return f"{name}: {said}"


def _reworded(said: str) -> str:
    for pattern, plain in REWORDED:
        said = re.sub(f"^{pattern}$", plain, said.rstrip("."), flags=re.DOTALL)
    return said
