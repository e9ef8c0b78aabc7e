"""Files of every kind in: into a trial, or as the rows of one reading table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from recist.app.trials import import_scans, trial_scans
from recist.formats.alike import READERS_ALIKE, alike_in_trial
from recist.formats.assumed import NOTHING_ASSUMED, Assumed
from recist.formats.imports import Part, refused_table, take_sorted, without_clashes
from recist.formats.kinds import Kind
from recist.formats.no_scans import NO_SCANS, is_lost
from recist.formats.passed_over import NOTHING
from recist.formats.sorted_files import Sorted, sort_files
from recist.formats.sources import printable
from recist.formats.subject_table import read_subjects
from recist.formats.treatment_table import read_treatments
from recist.imaging.series import Series
from recist.model.errors import InputError
from recist.model.finding import Finding
from recist.model.row import Row
from recist.model.stopping import IsCancelled, Progress
from recist.trial.errors import NotAllowedError
from recist.trial.images import images_of
from recist.trial.import_parts import ImportedParts, ImportPart, import_parts
from recist.trial.importing import VISIT
from recist.trial.people import Actor
from recist.trial.ports import Trial
from recist.trial.rights import Right, may
from recist.trial.row_remarks import told_with_places
from recist.trial.scans import NOTHING_GIVEN, Given, ImportedScans
from recist.trial.stated import Refused, StatedResponse
from recist.trial.subjects import SUBJECT, put_subjects, put_treatments

SUBJECT_DIFFERS = "subject-differs"
Tell = Callable[[str], Progress]
"""Begins to show how far something is, by what it is called."""


@dataclass(slots=True, kw_only=True)
class ImportedFiles:
    """What became of files that were imported into a trial.

    Attributes
    ----------
    scans : ImportedScans or None
        None where there were none.
    subjects, treatments : int or None
        How many lines of such tables were entered; None where there was no table.
    readings : ImportedParts or None
        None where no file held a reading.
    stated : list of StatedResponse
        Responses that came with readings. A trial does not keep them: it judges itself.
    """

    scans: ImportedScans | None = None
    subjects: int | None = None
    treatments: int | None = None
    readings: ImportedParts | None = None
    stated: list[StatedResponse] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Whether there was no file of any kind, not even one that was refused."""
        whole = (self.scans, self.subjects, self.treatments, self.readings)
        return not self.refused and all(one is None for one in whole)


def import_files(
    path: Path,
    trial: Trial,
    actor: Actor,
    paths: Sequence[Path],
    *,
    given: Given = NOTHING_GIVEN,
    assumed: Assumed = NOTHING_ASSUMED,
    tell: Tell = lambda _: lambda done, total: None,
    cancelled: IsCancelled | None = None,
) -> ImportedFiles:
    """Import files and folders into the trial at a path, scans first, whatever else they hold.

    A file that cannot be taken, or that the trial does not allow, is among the refused; the rest is
    imported all the same.

    Raises
    ------
    InputError
        If a given path does not exist, or the trial cannot be written.
    CancelledError
        If the user stopped it.
    """
    found = sort_files(paths, cancelled=cancelled)
    done = ImportedFiles(refused=list(found.refused))
    scans = found.of(Kind.SCAN)
    if scans:
        try:
            entered = import_scans(
                path,
                trial,
                actor,
                scans,
                given=given,
                progress=tell("Importing scans"),
                cancelled=cancelled,
            )
            done.scans, lost = _lost(entered)
            done.refused += [*_nothing(done.scans, found), *lost]
        except NotAllowedError as refusal:
            what = "1 scan" if len(scans) == 1 else f"{len(scans)} scans"
            done.refused.append(Refused(where=what, why=str(refusal)))
    _enter_tables(trial, actor, found, done)
    parts = take_sorted(
        found.without(Kind.SUBJECTS, Kind.TREATMENTS),
        assumed=assumed,
        look_for=_in_trial(path, trial, actor, scans),
        progress=tell("Reading files"),
        cancelled=cancelled,
    )
    _enter_readings(trial, actor, parts, done)
    return done


def _nothing(scans: ImportedScans, found: Sorted) -> list[Refused]:
    """Refuse what was named itself and is no file of any kind that can be imported."""
    names = {printable(str(path)): printable(path.name) for path in found.asked}
    return [
        Refused(where=names[one.file], why=NOTHING)
        for one in scans.rejected
        if one.code in NO_SCANS and one.file in names
    ]


def _lost(scans: ImportedScans) -> tuple[ImportedScans, list[Refused]]:
    """Refuse what may have been reports, which otherwise is told as what lies among scans."""
    lost = [one for one in scans.rejected if is_lost(one)]
    others = tuple(one for one in scans.rejected if one not in lost)
    refused = [Refused(where=printable(Path(one.file).name), why=one.message) for one in lost]
    return replace(scans, rejected=others), refused


def _enter_tables(trial: Trial, actor: Actor, found: Sorted, done: ImportedFiles) -> None:
    """Enter the subject and treatment tables."""
    for path in found.of(Kind.SUBJECTS):
        try:
            done.subjects = (done.subjects or 0) + _enter_subjects(trial, actor, path)
        except InputError as error:
            done.refused.append(refused_table(path, error))
    for path in found.of(Kind.TREATMENTS):
        try:
            done.treatments = (done.treatments or 0) + _enter_treatments(trial, actor, path)
        except InputError as error:
            done.refused.append(refused_table(path, error))


def _enter_subjects(trial: Trial, actor: Actor, path: Path) -> int:
    subjects = read_subjects(path)
    trial.do(actor, lambda work: put_subjects(work, actor, subjects.values()))
    return len(subjects)


def _enter_treatments(trial: Trial, actor: Actor, path: Path) -> int:
    treatments = read_treatments(path)
    trial.do(actor, lambda work: put_treatments(work, actor, treatments))
    return len(treatments)


def _enter_readings(trial: Trial, actor: Actor, parts: Sequence[Part], done: ImportedFiles) -> None:
    done.refused += [why for one in parts for why in one.taken.refused]
    kept, clashes = without_clashes(parts)
    done.refused += clashes
    # A trial knows its readers, however a file spells their names.
    notes = (note for one in kept for note in one.taken.findings)
    done.findings += [note for note in notes if note.code != READERS_ALIKE]
    done.stated += [said for one in kept for said in one.taken.stated]
    full = [
        ImportPart(
            name=one.name, rows=one.taken.rows, calipers=one.taken.calipers, by_date=one.by_date
        )
        for one in kept
        if one.taken.rows
    ]
    if not full:
        done.findings = told_with_places(done.findings, ())
        return
    known = _subjects(trial, actor)
    reason = f"imported from {', '.join(dict.fromkeys(one.name for one in full))}"
    done.readings = import_parts(trial, actor, full, reason)
    done.refused += done.readings.refused
    refused = {one.where for one in done.readings.refused}
    taken = [one for one in full if not any(where.startswith(one.name) for where in refused)]
    # That its image is of another subject is told already where the reading went there.
    moved = {told.partition(": ")[0] for told in done.readings.moved}
    rows = [_without_moves(row) if one.name in moved else row for one in taken for row in one.rows]
    own = [row for one in taken if one.name not in moved for row in one.rows]
    done.findings = told_with_places([*done.findings, *alike_in_trial(own, known)], rows)


def _without_moves(row: Row) -> Row:
    left = tuple(note for note in row.findings if note.code != SUBJECT_DIFFERS)
    return replace(row, findings=left)


def _subjects(trial: Trial, actor: Actor) -> set[str]:
    """Return the subjects that the trial has, for those who may add others."""
    if not may(actor, Right.IMPORT_READS):
        return set()
    with trial.view() as view:
        return {one.key.subject for kind in (SUBJECT, VISIT) for one in view.all(kind)}


def _in_trial(
    path: Path, trial: Trial, actor: Actor, scans: Sequence[Path]
) -> Callable[[Collection[str]], Sequence[Series]]:
    """Find images in the trial, and where the actor brings none, among the files alone."""

    def look(names: Collection[str]) -> Sequence[Series]:
        instances = {name.partition("#")[0] for name in names}
        if may(actor, Right.ADD_IMAGES):
            with trial.view() as view:
                images = [one for one in images_of(view) if one.instance in instances]
            return trial_scans(path, images, hide_dates=False).series
        if not scans:
            return ()
        from recist.formats.scans import find_scans

        return find_scans(scans).series

    return look
