"""What an answer is made from: reading tables, or a trial with what its user may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from recist.app import DEFAULT_PROTOCOL, input_files, load_reads
from recist.cli.log_in import Session, enter
from recist.cli.output import demand_unread, put
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.trial.judging import Reads
from recist.trial.looking import seen_reads
from recist.trial.protocol_choice import side_by_side
from recist.trial.settings import protocols_of

SUFFIX = ".recist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Reads, and the protocols to judge them under.

    Attributes
    ----------
    session : Session or None
        Of a trial, who has logged in to it.
    inputs : tuple of Path
        Every file that was read for it.
    head : str
        Head of the trial's chain when the reads were taken; empty for tables.
    """

    reads: Reads
    protocols: tuple[Protocol, ...]
    inputs: tuple[Path, ...] = ()
    session: Session | None = None
    head: str = ""

    def give(self, text: str, out: Path | None, *, command: str, what: str, format: str) -> None:
        """Write an answer; that it leaves a trial is entered into its chain just before it does.

        Raises
        ------
        InputError
            Where the file cannot be written, or is one of the inputs.
        """
        demand_unread(out, self.inputs)
        if self.session is not None:
            self.session.note_export(text, self.head, command=command, what=what, format=format)
            typer.echo(f"the answer is of the trial with the head {self.head}", err=True)
        put(text, out)


def source_of(
    paths: Sequence[Path],
    *,
    subjects: Path | None,
    treatments: Path | None,
    protocols: Sequence[str] | None,
) -> Source:
    """Read tables as one, or log in to a trial.

    Where no protocol is named it is the trial's own, and RECIST 1.1 for tables.

    Raises
    ------
    InputError
        Where a trial is mixed with tables, or anything cannot be read.
    """
    # A protocol may be named by its id, too.
    files = [Path(name) for name in protocols or () if Path(name).is_file()]
    files += [path for path in (subjects, treatments) if path is not None]
    if not any(path.suffix == SUFFIX for path in paths):
        chosen = side_by_side(protocols or [DEFAULT_PROTOCOL])
        reads = load_reads(paths, subjects=subjects, treatments=treatments)
        return Source(reads=reads, protocols=chosen, inputs=(*files, *input_files(paths)))
    if len(paths) > 1:
        raise InputError(f"{paths[0]}: a trial is taken alone; leave the other files out")
    if subjects is not None or treatments is not None:
        raise InputError(
            f"{paths[0]}: the subject and treatment table lie in the trial; "
            "`recist trial subjects` and `treatments` enter them"
        )
    asked = side_by_side(protocols) if protocols else None
    session = enter(paths[0])
    with session.view() as view:
        own = protocols_of(view)
        reads = seen_reads(view, session.actor, own[0])
        head = view.head()
    inputs = (*files, *paths)
    return Source(reads=reads, protocols=asked or own, inputs=inputs, session=session, head=head)
