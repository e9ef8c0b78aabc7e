"""The ``recist`` command."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from recist.cli import (
    assess,
    check,
    compare,
    demo,
    explain,
    export,
    import_into,
    inspect,
    protocol,
    trial,
    view,
)
from recist.cli.wrong_usage import in_plain_words, not_text
from recist.model.errors import InputError

EXIT_UNREADABLE = 2

app = typer.Typer(
    name="recist",
    help="Tumour response by RECIST: the response of every visit, explained, from reading "
    "tables and scans.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(assess.assess)
app.command()(explain.explain)
app.command()(check.check)
app.command()(compare.compare)
app.command()(export.export)
app.command()(inspect.inspect)
app.command("import")(import_into.import_into)
app.command()(view.view)
app.command()(demo.demo)
app.add_typer(protocol.app, name="protocol")
app.add_typer(trial.app, name="trial")


def main() -> None:
    """Run the command; the user's mistake is one line on standard error and exit status 2."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A path need not be text; it is shown with what is none written out.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:] or ["--help"]
    with _ending_with_its_reader():
        try:
            status = app(arguments, prog_name="recist", standalone_mode=False)
        except InputError as error:
            _complain(str(error))
        except typer.TyperException as error:
            _complain(in_plain_words(error))
        except UnicodeEncodeError:
            if (told := not_text(arguments)) is None:
                raise
            _complain(told)
        except typer.Abort:
            sys.exit(130)
        else:
            sys.exit(status or 0)


@contextmanager
def _ending_with_its_reader() -> Iterator[None]:
    """End without a word when whoever reads the pipe stops early, as with ``recist … | head``.

    Whoever called `main` from a program of their own has their pipes back as they were.
    """
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        yield
    finally:
        sys.stdout.flush()
        signal.signal(signal.SIGPIPE, before)


def _complain(message: str) -> None:
    sys.stderr.write(f"recist: {' '.join(message.split())}\n")
    sys.exit(EXIT_UNREADABLE)
