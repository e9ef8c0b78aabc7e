"""``recist compare``: our responses beside those that came with the readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from recist.app import input_files, load_tables, stated_csv, stated_document
from recist.cli.assess import Format
from recist.cli.options import Out, ProtocolIds, Reader, Scope, Subjects, Treatments, path_of
from recist.cli.output import count, json_text, tell_unread, terminal_width
from recist.cli.sources import SUFFIX, Source, source_of
from recist.cli.stated_table import stated_table
from recist.model.errors import InputError
from recist.trial.columns import AUDIT_HEAD
from recist.trial.exporting import head_line
from recist.trial.judging import judge_reads, scope_named
from recist.trial.stated import StatedResponse
from recist.trial.stated_comparison import StatedComparison, compare_stated
from recist.trial.stated_words import COLUMNS, stated_in_columns

Tables = Annotated[
    list[Path],
    typer.Argument(
        metavar="TABLE",
        parser=path_of,
        help="Reading tables and SDTM datasets or their folder, taken as one; or a trial "
        "(NAME.recist), with the files that state its responses.",
    ),
]


def compare(
    tables: Tables,
    protocol: ProtocolIds = None,
    subjects: Subjects = None,
    treatments: Treatments = None,
    reader: Reader = None,
    scope: Scope = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    out: Out = None,
) -> None:
    """Compare our responses with stated ones: SDTM's RS, or a column ``response`` of a table.

    Prints how many agree, Cohen's kappa, and of each difference the rule that makes ours, its
    arithmetic, and what the stated one would need.
    """
    source, stated = _read(tables, subjects, treatments, protocol)
    reads = source.reads.by(reader)
    chosen = scope_named(scope, source.reads, source.protocols)
    columns = stated_in_columns(reads.rows)
    if chosen is not None:
        # A column names no scope: it is of the one that is asked for.
        columns = tuple(replace(one, scope=chosen) for one in columns)
    others = {
        row.reader.casefold() for row in source.reads.rows if reader not in (None, row.reader)
    }
    wanted = [one for one in (*stated, *columns) if one.reader.casefold() not in others]
    assessed = [(one, judge_reads(reads, one, chosen)) for one in source.protocols]
    found = compare_stated(reads, assessed, wanted)
    if not found.compared:
        raise InputError(_nothing(tables, found))
    text = _text(found, format, terminal_width() if out is None else None, source.head)
    source.give(text, out, command="compare", what="stated responses", format=format)
    tell_unread(source.reads, subjects, treatments)
    typer.echo(
        f"{count(len(found.compared), 'answer')} compared, "
        f"{count(len(found.differences), 'difference')}",
        err=True,
    )


def _read(
    tables: Sequence[Path],
    subjects: Path | None,
    treatments: Path | None,
    protocols: Sequence[str] | None,
) -> tuple[Source, tuple[StatedResponse, ...]]:
    """Read what is judged, and what is stated; beside a trial its files state responses alone."""
    trials = [path for path in tables if path.suffix == SUFFIX]
    beside = [path for path in tables if path.suffix != SUFFIX] if trials else []
    read = trials or tables
    source = source_of(read, subjects=subjects, treatments=treatments, protocols=protocols)
    if not beside:
        return source, source.reads.stated
    taken = load_tables(beside)
    source = replace(source, inputs=(*source.inputs, *input_files(beside)))
    return source, (*taken.stated, *stated_in_columns(taken.rows))


def _nothing(tables: Sequence[Path], found: StatedComparison) -> str:
    names = ", ".join(str(path) for path in tables)
    if not found.only_stated:
        return (
            f"{names}: nothing to compare: no response is stated; give SDTM's RS, or a column "
            f"{next(iter(COLUMNS))}"
        )
    first, more = found.only_stated[0], len(found.only_stated) - 1
    also = f"; {more} more like this" if more else ""
    return f"{names}: nothing to compare: {first.source}: {first.what} {first.why}{also}"


def _text(found: StatedComparison, format: Format, width: int | None, head: str) -> str:
    match format:
        case Format.JSON:
            return json_text(stated_document(found) | ({AUDIT_HEAD: head} if head else {}))
        case Format.CSV:
            return stated_csv(found, head)
        case Format.TABLE:
            return stated_table(found, width) + (f"{head_line(head)}\n" if head else "")
