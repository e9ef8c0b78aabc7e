"""Scans into a trial and out of it: whose they are, which visit they are of, by its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from recist.imaging.series import Rejected, Series, Verdict
from recist.model.dates import NO_DATE, ScanDate
from recist.trial.audit import Key
from recist.trial.images import TrialImage, add_images, conflicts
from recist.trial.kept_visits import VISIT, kept_visits
from recist.trial.moved_studies import keep_owner, new_names, whose_studies
from recist.trial.people import Actor
from recist.trial.ports import Records, Work
from recist.trial.reads import demand_open
from recist.trial.rights import Right, demand
from recist.trial.visits import KnownVisit, PlannedVisit, Visits, visits_with_series, with_study

# Formats that are told by the name of the file alone, the longest first.
SUFFIXES = (".nii.gz", ".nii", ".nrrd", ".nhdr")
DIGEST_SHOWN = 8
NO_SUBJECT = "no-patient-id"
BY_DIGEST = "sha256:"
"""How the UIDs begin that stand for those which NIfTI and NRRD files do not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Where the bytes of a file are for the trial; the attributes are those of `TrialImage`."""

    digest: str
    size: int
    place: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is said of files that do not say it themselves, such as NIfTI; empty where nothing is.

    Attributes
    ----------
    subject : str
        Whose they are; without it the name of a NIfTI or NRRD file stands for its subject.
    visit : str
        The label of the visit of those that have no date.
    """

    subject: str = ""
    visit: str = ""


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedScans:
    """What an import of scans has done.

    Attributes
    ----------
    visits : tuple of PlannedVisit
        The visits that the scans are of, as the trial has them now.
    new, there : int
        Images that were entered, and those that the trial had already.
    conflicts : mapping
        By SOP Instance UID the images that share one of these scans; all are kept.
    doubtful : tuple of Series
        Series that were entered and cannot be measured on.
    rejected : tuple of Rejected
        Files that are not entered, and why.
    """

    visits: tuple[PlannedVisit, ...]
    new: int
    there: int
    conflicts: Mapping[str, tuple[TrialImage, ...]] = field(default_factory=dict)
    doubtful: tuple[Series, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose scans they are."""
        return tuple(dict.fromkeys(one.subject for one in self.visits))


def demand_import(records: Records, actor: Actor) -> None:
    """Raise ``NotAllowedError`` where an actor may not import scans, or nobody may."""
    demand(actor, Right.ADD_IMAGES)
    demand(actor, Right.EDIT_SUBJECTS)
    demand_open(records)


def of_a_subject(
    series: Iterable[Series], given: Given = NOTHING_GIVEN
) -> tuple[tuple[Series, ...], tuple[Rejected, ...]]:
    """Keep the series of which is known whose they are; others would become one patient's."""
    kept: list[Series] = []
    nobodys: dict[str, Rejected] = {}
    for one in series:
        by_name = one.uid.startswith(BY_DIGEST)
        named = given.subject if by_name or not one.subject.strip() else ""
        subject = named or one.subject
        if subject.strip():
            kept.append(with_study(replace(one, subject=subject)))
            continue
        for file in files_of(one):
            message = "names no patient; give it a PatientID, or import it with --subject"
            nobodys[file] = Rejected(file=file, code=NO_SUBJECT, message=message)
    return tuple(kept), tuple(nobodys.values())


def files_of(series: Series) -> tuple[str, ...]:
    """Return the files of a series, each once."""
    return tuple(dict.fromkeys(one.file for one in series.slices))


def suffix_of(file: str) -> str:
    """Return what the name of a file has to end in to be read again; empty where it does not."""
    return next((one for one in SUFFIXES if file.lower().endswith(one)), "")


def enter_scans(
    work: Work,
    actor: Actor,
    series: Sequence[Series],
    stored: Mapping[str, StoredFile],
    given: Given = NOTHING_GIVEN,
) -> ImportedScans:
    """Enter series with their visits; what the trial has already is left alone.

    Parameters
    ----------
    series : sequence of Series
        Of one subject each, with a study each (see `of_a_subject`).
    stored : mapping
        By file where its bytes are. What is not in it is not entered.

    Raises
    ------
    NotAllowedError
        Where the actor may not, the database is locked, or a visit that gets new images is
        signed.
    """
    demand_import(work, actor)
    whole = [one for one in series if any(file in stored for file in files_of(one))]
    visits = _placed(work, _as_named(work, whole), given)
    planned = {(visit.subject, visit.label): _keep_visit(work, visit) for visit, _ in visits}
    images = _images(visits, stored)
    new = add_images(work, actor, images)
    shared = {one.instance for one in images}
    return ImportedScans(
        visits=tuple(sorted(planned.values(), key=_by_date)),
        new=new,
        there=len(images) - new,
        conflicts={uid: found for uid, found in conflicts(work).items() if uid in shared},
        doubtful=tuple(one for one in whole if one.verdict is Verdict.QUARANTINE),
    )


def _by_date(visit: PlannedVisit) -> tuple[str, date, str]:
    return visit.subject, visit.date.earliest or date.max, visit.label


def _as_named(work: Work, series: Sequence[Series]) -> list[Series]:
    """Return series under the subjects that they are of, whatever their files say.

    A study that was assigned to somebody stays theirs, and a new one of a patient who was given
    another name goes to that.
    """
    owners = whose_studies(work)
    names = new_names(kept_visits(work), owners)
    named = []
    for one in series:
        subject = owners.get((one.subject, one.study_uid), one.subject)
        if subject in names:
            subject = names[subject]
            keep_owner(work, one.subject, one.study_uid, subject)
        named.append(replace(one, subject=subject))
    return named


def _placed(records: Records, series: Sequence[Series], given: Given) -> Visits:
    """Say which visit each series is of.

    Studies that the trial has stay where they are, whatever is found beside them.
    """
    visits = kept_visits(records)
    where = {(one.subject, study): one for one in visits for study in one.studies}
    files = {study: one for (_, study), one in where.items() if study.startswith(BY_DIGEST)}
    placed: Visits = []
    new: list[Series] = []
    for found in series:
        one = found
        if one.study_uid in files and not given.subject:
            # The name of a file says less than where the trial has it already.
            one = replace(found, subject=files[one.study_uid].subject)
        visit = where.get((one.subject, one.study_uid))
        if visit is not None:
            placed.append((visit, (one,)))
        elif given.visit and one.study_date is None:
            said = PlannedVisit(
                subject=one.subject, label=given.visit, date=NO_DATE, studies=(one.study_uid,)
            )
            placed.append((said, (one,)))
        else:
            new.append(one)
    known = [KnownVisit(subject=one.subject, visit=one.label, date=one.date) for one in visits]
    return [*placed, *visits_with_series(new, known)]


def _keep_visit(work: Work, visit: PlannedVisit) -> PlannedVisit:
    """Enter a visit, or add its studies to one that is there; that one's date stays."""
    key = Key(kind=VISIT, subject=visit.subject, visit=visit.label)
    before = work.get(key)
    day, studies = visit.date.text, visit.studies
    if before is not None:
        day = before.value["date"] or day
        studies = tuple(dict.fromkeys((*before.value["studies"], *studies)))
    work.put(key, {"date": day, "studies": list(studies)}, expect=None)
    return replace(visit, date=ScanDate.parse(day), studies=studies)


def _images(visits: Visits, stored: Mapping[str, StoredFile]) -> list[TrialImage]:
    images: dict[tuple[str, str, str], TrialImage] = {}
    for visit, found in visits:
        for piece in (piece for one in found for piece in one.slices):
            file = stored.get(piece.file)
            if file is None:
                continue
            images[visit.subject, visit.label, file.digest] = TrialImage(
                subject=visit.subject,
                visit=visit.label,
                digest=file.digest,
                size=file.size,
                instance=piece.image.partition("#")[0],
                place=file.place,
                suffix=file.suffix,
            )
    return list(images.values())


def refer_to(
    visit: PlannedVisit, series: Sequence[Series], digest: Callable[[str], StoredFile]
) -> list[TrialImage]:
    """Return the images of a visit as they lie, each with its digest.

    Parameters
    ----------
    digest : callable
        Reads a file by its name; raises ``ScanError`` where it cannot.
    """
    files = dict.fromkeys(file for one in series for file in files_of(one))
    return _images([(visit, tuple(series))], {file: digest(file) for file in files})


def as_entered(series: Series, image: TrialImage, *, hide_date: bool) -> Series:
    """Return a series under the subject and study by which the trial knows it.

    Parameters
    ----------
    series : Series
        As it was found among the files of the trial.
    image : TrialImage
        One of its files.
    hide_date : bool
        Whether the protocol keeps dates from who looks.
    """
    # The stored name of a file is its digest, which is long and tells nobody anything.
    told = series.description.replace(image.digest, image.digest[:DIGEST_SHOWN])
    return replace(
        with_study(series),
        subject=image.subject,
        description=told,
        study_date=None if hide_date else series.study_date,
    )
