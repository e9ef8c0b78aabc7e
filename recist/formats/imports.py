"""Readings out of whatever files there are, each known by its content.

What one file says is taken whole or not at all; a file that cannot be taken is named with the
reason, and the others are not touched by it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recist.formats.assumed import NOTHING_ASSUMED, Assumed
from recist.formats.caliper_file import read_calipers
from recist.formats.faults import UNFORESEEN
from recist.formats.kinds import Kind
from recist.formats.measured import Draft
from recist.formats.no_scans import no_scans
from recist.formats.noticed import noticed
from recist.formats.passed_over import PassedOver, why_nothing
from recist.formats.reading_table import NoReadingsError, read_tables
from recist.formats.sorted_files import Sorted, calipers_of_tables, sort_files
from recist.formats.sources import printable
from recist.formats.told_apart import draft_of, taken_from, told_apart
from recist.imaging.series import Series
from recist.model.errors import InputError
from recist.model.finding import Finding, Severity
from recist.model.row import Row
from recist.model.stopping import IsCancelled, Progress, stop_if
from recist.trial.calipers import calipers_beside
from recist.trial.stated import Refused, Taken

LookFor = Callable[[Collection[str]], Sequence[Series]]
"""Finds the series of images by their names, where they are at hand."""

BESIDE = frozenset({Kind.SUBJECTS, Kind.TREATMENTS})
PASSED_OVER = BESIDE | {Kind.OTHER_TABLE}
"""What has no place in a reading table; in a folder it is passed over, and told."""
WITHOUT_READINGS = frozenset({Kind.OTHER, Kind.OURS, Kind.CALIPERS})
MOST_TOLD = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was taken of one file, or of several that belong together.

    Attributes
    ----------
    by_date : bool
        Whether its visits are those of the images or their dates, and not labels of a table.
    """

    name: str
    taken: Taken
    by_date: bool = False


def take_in(
    paths: Sequence[Path],
    *,
    assumed: Assumed = NOTHING_ASSUMED,
    look_for: LookFor | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Taken:
    """Read the readings of files and folders, whatever their format.

    Parameters
    ----------
    paths : sequence of Path
        Reading tables, structured reports, annotations, SDTM datasets and folders of them. Scans
        among them are what recorded lengths are compared with.
    assumed : Assumed
        What holds where a file does not say it.
    look_for : callable, optional
        Finds images that are at hand elsewhere, such as in a trial; else the scans among the paths.
    progress : callable, optional
        Called with files done and files in all.

    Raises
    ------
    InputError
        If a given path does not exist.
    CancelledError
        If the user stopped it.
    """
    found = sort_files(paths, cancelled=cancelled)
    parts = take_sorted(
        found, assumed=assumed, look_for=look_for, progress=progress, cancelled=cancelled
    )
    kept, refused = without_clashes(parts)
    refused += no_scans(found, cancelled)
    every = [one.taken for one in kept]
    return Taken(
        rows=tuple(row for one in every for row in one.rows),
        calipers=tuple(caliper for one in every for caliper in one.calipers),
        stated=tuple(said for one in every for said in one.stated),
        findings=tuple(finding for one in every for finding in one.findings),
        refused=(*found.refused, *(why for one in every for why in one.refused), *refused),
    )


def take_sorted(
    found: Sorted,
    *,
    assumed: Assumed = NOTHING_ASSUMED,
    look_for: LookFor | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> list[Part]:
    """Read what was found, file by file; parameters as `take_in`."""
    files = [(path, kind) for path, kind in found.files if kind is not Kind.SCAN]
    parts: list[Part | Draft] = []
    datasets: list[Path] = []
    over = PassedOver()
    names = told_apart(path for path, _ in files)
    with_table = calipers_of_tables(files)
    for number, (path, kind) in enumerate(files, start=1):
        stop_if(cancelled)
        if kind is Kind.SDTM or (kind is Kind.TABLE and _is_sdtm(path)):
            datasets.append(path)
        elif path not in found.asked and kind in PASSED_OVER:
            over.tables.append(printable(path.name))
        elif path not in found.asked and kind in WITHOUT_READINGS:
            if kind is not Kind.OURS and path not in with_table:
                over.add(path)
        else:
            try:
                read = _read(path, kind, assumed, is_asked=path in found.asked)
                parts += [_called(one, names.get(path, "")) for one in read]
            except NoReadingsError as error:
                over.tables.append(printable(str(error)))
        if progress is not None:
            progress(number, len(files))
    parts += _sdtm(datasets, found)
    told = list(over.findings())
    placed = _on_images(parts, look_for or _among(found.of(Kind.SCAN), cancelled), told)
    told += noticed([row for part in placed for row in part.taken.rows])
    return [*placed, Part(name="", taken=Taken(findings=tuple(told)))] if told else placed


def without_clashes(parts: Sequence[Part]) -> tuple[list[Part], list[Refused]]:
    """Leave out the parts that say of a lesion and visit something else than one before.

    What two parts say alike counts once, with a finding.
    """
    known: dict[tuple[str, str, str, str], Row] = {}
    kept: list[Part] = []
    refused: list[Refused] = []
    for part in parts:
        rows: dict[tuple[str, str, str, str], Row] = {}
        clash = next(
            (
                row
                for row in part.taken.rows
                if _differs(known.get(_key(row)) or rows.setdefault(_key(row), row), row)
            ),
            None,
        )
        if clash is not None:
            first = (known.get(_key(clash)) or rows[_key(clash)]).source
            what = clash.lesion or "this visit"
            why = f"{what} at {clash.visit} stands differently in {first}; keep one of the two"
            refused.append(Refused(where=clash.source or part.name, why=why))
            continue
        again = [row for row in part.taken.rows if _key(row) in known]
        new = tuple(rows.values())
        names = {_key(row) for row in new}
        known |= {_key(row): row for row in new}
        calipers = tuple(
            one
            for one in part.taken.calipers
            if (one.subject, one.reader, one.visit.casefold(), one.lesion) in names
        )
        findings = (*part.taken.findings, *([_repeated(again)] if again else []))
        taken = replace(part.taken, rows=new, calipers=calipers, findings=findings)
        kept.append(replace(part, taken=taken))
    return kept, refused


def _read(path: Path, kind: Kind, assumed: Assumed, *, is_asked: bool) -> list[Part | Draft]:
    """Read one file that is no scan, and may hold readings or was named itself."""
    name = printable(path.name)
    match kind:
        case Kind.REPORT:
            from recist.formats.sr_in.read import read_sr

            return [read_sr(path, assumed)]
        case Kind.ANNOTATION:
            from recist.formats.aim.read import read_aim

            return [read_aim(path, assumed)]
        case Kind.TABLE | Kind.OTHER_TABLE | Kind.SUBJECTS | Kind.TREATMENTS:
            return [Part(name=name, taken=_table(path, is_asked=is_asked))]
        case Kind.CALIPERS:
            why = "is a caliper file: import the reading table that it lies beside"
            return [Part(name=name, taken=_none(name, why))]
        case _:
            return [Part(name=name, taken=_none(name, why_nothing(path)))]


def _called(part: Part | Draft, shown: str) -> Part | Draft:
    """Give what was read another name, where there is one."""
    if not shown:
        return part
    if isinstance(part, Draft):
        return draft_of(part, shown)
    return replace(part, name=shown, taken=taken_from(part.taken, part.name, shown))


def _table(path: Path, *, is_asked: bool) -> Taken:
    """Read a reading table, and the calipers beside it.

    Raises
    ------
    NoReadingsError
        Where another table was found in a folder, such as one of subjects.
    """
    beside = calipers_beside(path)
    try:
        return Taken(
            rows=read_tables([path]), calipers=read_calipers(beside) if beside.is_file() else ()
        )
    except InputError as error:
        if isinstance(error, NoReadingsError) and not is_asked:
            raise
        return Taken(refused=(refused_table(path, error),))
    except UNFORESEEN as error:
        why = f"is damaged and cannot be read ({type(error).__name__}); write it again"
        return _none(printable(path.name), why)


def refused_table(path: Path, error: InputError) -> Refused:
    """Return the refusal of a table: the place in it, and what is wrong there."""
    # A cell may have a million characters.
    name, told = printable(path.name), printable(str(error)[:MOST_TOLD])
    place, colon, why = told.partition(": ")
    if colon and place.startswith(name):
        return Refused(where=place, why=why)
    return Refused(where=name, why=told.removeprefix(name).strip())


def _none(where: str, why: str) -> Taken:
    return Taken(refused=(Refused(where=where, why=why),))


def _is_sdtm(path: Path) -> bool:
    from recist.formats.sdtm_in.datasets import is_sdtm

    return is_sdtm([path])


def _sdtm(paths: Sequence[Path], found: Sorted) -> list[Part]:
    """Read the datasets of each folder together; of several forms of one, the best alone."""
    if not paths:
        return []
    from recist.formats.sdtm_in.datasets import lacking, sdtm_files
    from recist.formats.sdtm_in.reading import read_sdtm

    folders: dict[Path, list[Path]] = {}
    for path in paths:
        # What else lies in a folder of datasets, such as demography, holds no readings.
        if path in found.asked or path in sdtm_files(path.parent):
            folders.setdefault(path.parent, []).append(path)
    parts = []
    for files in folders.values():
        name = printable(", ".join(one.name for one in files))
        without = lacking(files, found.broken)
        if without:
            lost = printable(", ".join(one.name for one in without))
            why = f"nothing is taken: {lost} of the same set cannot be read"
            parts.append(Part(name=name, taken=_none(name, why)))
        else:
            parts.append(Part(name=name, taken=read_sdtm(files)))
    return parts


def _on_images(parts: Sequence[Part | Draft], look_for: LookFor, told: list[Finding]) -> list[Part]:
    """Hold what reports and annotations say against their images; tell of images not at hand."""
    drafts = [one for one in parts if isinstance(one, Draft)]
    if not drafts:
        return [one for one in parts if isinstance(one, Part)]
    from recist.formats.on_images import images_by_name, place
    from recist.formats.unplaced import unplaced

    wanted = {name for one in drafts for name in one.images}
    images = images_by_name(look_for(wanted)) if wanted else {}
    tables = [one for one in parts if isinstance(one, Part)]
    told += unplaced(drafts, images, (drawn for one in tables for drawn in one.taken.calipers))
    return [
        Part(name=one.file, taken=place(one, images), by_date=True)
        if isinstance(one, Draft)
        else one
        for one in parts
    ]


def _among(scans: Sequence[Path], cancelled: IsCancelled | None) -> LookFor:
    def look(names: Collection[str]) -> Sequence[Series]:
        if not scans:
            return ()
        from recist.formats.scans import find_scans

        return find_scans(scans, cancelled=cancelled).series

    return look


def _key(row: Row) -> tuple[str, str, str, str]:
    return row.subject, row.reader, row.visit.casefold(), row.lesion


def _differs(first: Row | None, row: Row) -> bool:
    if first is None:
        return False
    # Where one file leaves open whether a read is accepted, the other contradicts nothing.
    is_open = None in (first.accepted, row.accepted)
    return _said(first, is_open=is_open) != _said(row, is_open=is_open)


def _said(row: Row, *, is_open: bool) -> Row:
    # Columns that are not ours are kept, and contradict nothing.
    accepted = None if is_open else row.accepted
    visit = row.visit.casefold()
    return replace(row, source="", findings=(), extra=(), visit=visit, accepted=accepted)


def _repeated(rows: Sequence[Row]) -> Finding:
    first = rows[0]
    more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
    what = f"{first.lesion or 'the visit'} at {first.visit}{more}"
    return Finding(
        severity=Severity.WARNING,
        code="row-repeated",
        message=f"{first.source}: {what} stood in another file already, the same as here",
    )
