"""The record that is exported, of a trial or of reading tables, with the scans that go with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from recist.app.tables import load_calipers_beside
from recist.app.trials import trial_scans
from recist.imaging.series import Rejected, Series
from recist.model.protocol import Protocol
from recist.model.stopping import Progress
from recist.trial.exporting import name_told
from recist.trial.judging import Reads
from recist.trial.record import ExportRecord, Origin, ReadChoice, record_of
from recist.trial.seen_trial import SeenTrial


def origin_now(trial: str, head: str) -> Origin:
    """Say where an export that is made now comes from."""
    made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Origin(trial=trial, program=f"recist {version('recist')}", head=head, made_at=made_at)


def trial_record(
    path: Path,
    seen: SeenTrial,
    choice: ReadChoice,
    *,
    protocols: Sequence[Protocol] = (),
    progress: Progress | None = None,
    missing: Callable[[Rejected], None] | None = None,
) -> ExportRecord:
    """Judge what somebody sees of a trial, and find the images that it was read on.

    Parameters
    ----------
    path : Path
        The trial's file.
    protocols : sequence of Protocol
        To judge by; the trial's own where none is given.
    missing : callable, optional
        Told of each image that is not there any more.
    """
    images = tuple(seen.images.values())
    found = trial_scans(path, images, hide_dates=False, progress=progress)
    if missing is not None:
        for one in found.rejected:
            missing(one)
    return record_of(
        seen.reads,
        protocols or seen.protocols,
        origin_now(seen.name, seen.head),
        choice,
        planned=seen.protocols[0].reading.readers,
        readers=seen.readers,
        calipers=seen.calipers,
        signatures=seen.signatures,
        series=found.series,
        images=seen.images,
    )


def tables_record(
    paths: Sequence[Path],
    reads: Reads,
    protocols: Sequence[Protocol],
    choice: ReadChoice,
    *,
    series: Sequence[Series] = (),
) -> ExportRecord:
    """Judge the reads of tables, with the calipers beside each.

    Parameters
    ----------
    series : sequence of Series
        The scans; without them nothing refers to an image's header.
    """
    return record_of(
        reads,
        protocols,
        origin_now(", ".join(name_told(path) for path in paths), ""),
        choice,
        calipers=[one for path in paths for one in load_calipers_beside(path)],
        series=series,
    )
