"""Whose report it is, who has read, at which visit and on which day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydicom import Dataset

from recist.formats.dicom.values import text
from recist.formats.measured import ContentError, one_line
from recist.formats.sr_in.concepts import (
    OBSERVER_NAME,
    PROTOCOL_TIME_POINT,
    STUDY_DATE,
    SUBJECT_TIME_POINT,
    TIME_POINT,
    is_named,
)
from recist.formats.sr_in.content import Item, below
from recist.model.dates import NO_DATE, ScanDate

# The label that people gave comes first, then what the protocol calls the time point.
VISIT_NAMES = (TIME_POINT, PROTOCOL_TIME_POINT, SUBJECT_TIME_POINT)
NOBODY = frozenset({"", "unknown", "unknown unknown", "anonymous", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds for all of a report.

    Attributes
    ----------
    visit : str
        As the report says it; empty where it says none.
    date : ScanDate
        Of the study that was measured; empty where nothing says it.
    """

    subject: str
    reader: str
    visit: str
    date: ScanDate

    def at(self, group: Item) -> Context:
        """Return the context of one group, which may name a visit of its own."""
        visit = visit_of(group)
        return replace(self, visit=visit) if visit else self


def context_of(dataset: Dataset, root: Item) -> Context:
    """Return the context of a report.

    Raises
    ------
    ContentError
        Where it does not say who was measured, or says of several people that they have read.
    """
    subject = one_line(text(dataset, "PatientID"))
    if not subject:
        raise ContentError("PatientID", "is missing; nobody can tell whose report it is")
    return Context(
        subject=subject, reader=_reader(root), visit=visit_of(root), date=_date(dataset, root)
    )


def _reader(root: Item) -> str:
    named = (_person(one.text) for one in below(root) if is_named(one, OBSERVER_NAME))
    readers = [*dict.fromkeys(one for one in named if one)]
    if len(readers) > 1:
        why = f"names several readers, {' and '.join(readers[:2])}; ask for one report of each"
        raise ContentError("Person Observer Name", why)
    return readers[0] if readers else ""


def _person(written: str) -> str:
    # A person's name in DICOM ends in carets for the parts that are not there.
    plain = one_line(written).split("=")[0].rstrip("^ ")
    return "" if plain.replace("^", " ").casefold() in NOBODY else plain


def visit_of(item: Item) -> str:
    """Return the label of the time point among the children of an item."""
    for concept in VISIT_NAMES:
        for child in item.children:
            if is_named(child, concept) and (label := one_line(child.text)):
                return label
    return ""


def _date(dataset: Dataset, root: Item) -> ScanDate:
    """Return the day of the images: as the image library has it, else that of the study.

    Where the library has images of several days, that of the study is meant.
    """
    written = (one.text for one in below(root) if is_named(one, STUDY_DATE))
    library = {day for one in written if (day := _day(one)).day is not None}
    study = _day(text(dataset, "StudyDate"))
    if not library or study in library:
        return study if study.day is not None else NO_DATE
    if len(library) > 1:
        why = "is the day of none of its images, which are of several days; ask for one report each"
        raise ContentError("StudyDate", why)
    return library.pop()


def _day(written: str) -> ScanDate:
    plain = written.strip()
    try:
        return ScanDate.parse(f"{plain[:4]}-{plain[4:6]}-{plain[6:8]}" if plain else "")
    except ValueError:
        return NO_DATE
