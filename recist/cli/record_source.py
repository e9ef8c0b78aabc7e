"""What is exported: the record of reading tables or of a trial, with the scans that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from recist.app import find_scans, tables_record, trial_record
from recist.cli.output import warn
from recist.cli.sources import Source, source_of
from recist.imaging.series import Rejected
from recist.model.errors import InputError
from recist.model.stopping import Progress
from recist.trial.exporting import name_told
from recist.trial.record import ExportRecord, ReadChoice
from recist.trial.seen_trial import SeenTrial, seen_trial


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSource:
    """Where a record is taken from.

    Attributes
    ----------
    inputs : tuple of Path
        Every file that was read for it.
    """

    paths: tuple[Path, ...]
    inputs: tuple[Path, ...]
    source: Source
    scans: tuple[Path, ...]
    seen: SeenTrial | None = None

    @property
    def is_trial(self) -> bool:
        """Say whether it is a trial, which has its own subjects, treatments and scans."""
        return self.seen is not None

    def record(self, choice: ReadChoice, progress: Progress | None = None) -> ExportRecord:
        """Judge the reads and find their scans."""
        protocols, reads = self.source.protocols, self.source.reads
        if self.seen is None:
            series = find_scans(self.scans, progress=progress).series if self.scans else ()
            return tables_record(self.paths, reads, protocols, choice, series=series)
        return trial_record(
            self.paths[0],
            self.seen,
            choice,
            protocols=protocols,
            progress=progress,
            missing=_tell_missing,
        )

    def holds(self, head: str) -> bool:
        """Say whether this is what an export with this head was made of; it may have gone on."""
        session = self.source.session
        if session is None:
            return not head
        with session.view() as view:
            return any(entry.hash == head for entry in view.entries())

    def note_export(self, manifest: bytes, *, out: Path, formats: Sequence[str]) -> None:
        """Enter into the chain of a trial that files leave it, just before they do."""
        session = self.source.session
        if session is None:
            return
        head, what = self.source.head, name_told(out)
        session.note_export(
            manifest.decode(), head, command="export", what=what, format=",".join(formats)
        )
        typer.echo(f"the files are of the trial with the head {head}", err=True)


def record_source(
    paths: Sequence[Path],
    *,
    subjects: Path | None,
    treatments: Path | None,
    protocols: Sequence[str] | None,
    scans: Sequence[Path],
) -> RecordSource:
    """Read tables as one, or log in to a trial.

    Raises
    ------
    InputError
        As `recist.cli.sources.source_of`, and where scans are named beside a trial.
    """
    source = source_of(paths, subjects=subjects, treatments=treatments, protocols=protocols)
    held = RecordSource(
        paths=tuple(paths),
        inputs=source.inputs,
        source=source,
        scans=tuple(scans),
    )
    if source.session is None:
        return held
    if scans:
        raise InputError(f"{paths[0]}: a trial has its own scans; leave --scans out")
    with source.session.view() as view:
        seen = seen_trial(view, source.session.actor)
    # Protocols, reads, calipers and signatures are of one moment.
    own = source.protocols if protocols else seen.protocols
    taken = replace(source, protocols=own, reads=seen.reads, head=seen.head)
    return replace(held, seen=seen, source=taken)


def _tell_missing(image: Rejected) -> None:
    warn(f"{image.file}: {image.message}")
