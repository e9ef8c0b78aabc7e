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
        visit = _visit(group)
        return replace(self, visit=visit) if visit else self


def context_of(dataset: Dataset, root: Item) -> Context:
    """Return the context of a report.

    Raises
    ------
    ContentError
        Where it does not say who was measured.
    """
    subject = one_line(text(dataset, "PatientID"))
    if not subject:
        raise ContentError("PatientID", "is missing; nobody can tell whose report it is")
    return Context(
        subject=subject, reader=_reader(root), visit=_visit(root), date=_date(dataset, root)
    )


def _reader(root: Item) -> str:
    named = (one.text for one in below(root) if is_named(one, OBSERVER_NAME))
    first = one_line(next(named, ""))
    # A person's name in DICOM ends in carets for the parts that are not there.
    plain = first.split("=")[0].rstrip("^ ")
    return "" if plain.replace("^", " ").casefold() in NOBODY else plain


def _visit(item: Item) -> str:
    """Return the label of the time point among the children of an item."""
    for concept in VISIT_NAMES:
        for child in item.children:
            if is_named(child, concept) and (label := one_line(child.text)):
                return label
    return ""


def _date(dataset: Dataset, root: Item) -> ScanDate:
    """Return the day of the images: as the image library has it, else that of the study."""
    library = (one.text for one in below(root) if is_named(one, STUDY_DATE))
    for written in (*library, text(dataset, "StudyDate")):
        day = _day(written)
        if day.day is not None:
            return day
    return NO_DATE


def _day(written: str) -> ScanDate:
    plain = written.strip()
    try:
        return ScanDate.parse(f"{plain[:4]}-{plain[4:6]}-{plain[6:8]}" if plain else "")
    except ValueError:
        return NO_DATE
