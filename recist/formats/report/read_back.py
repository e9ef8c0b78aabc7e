"""A report read back: whether its values, sums and responses are those of the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from recist.criteria.axes import length_on
from recist.criteria.registry import criterion_of
from recist.formats.report.content import Content
from recist.formats.report.pdf_text import Pdf, flat
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import mm_text
from recist.model.reading import Measured

NOTHING = "–"
# Other words may have been cut or written otherwise.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}")
# A longer number may be broken to fit its column.
LONGEST_WORD = 8


def read_back(content: Content, pdf: bytes, head: str, keywords: Sequence[str]) -> Iterator[str]:
    """Yield what a report says otherwise than the record.

    Every line of sums and of responses is looked for as a whole, every length that counts by
    itself, and the head of the audit chain on every page.
    """
    try:
        read = Pdf(pdf)
        pages, named = [flat(page) for page in read.pages], read.info("Keywords")
    except (ValueError, KeyError, IndexError, StopIteration) as error:
        yield f"cannot be read back: {error}"
        return
    for word in keywords:
        if PLAIN.fullmatch(word) and word not in named.split(", "):
            yield f"does not name {word}, but {named}"
    if PLAIN.fullmatch(head):
        without = [n for n, page in enumerate(pages, start=1) if head not in page]
        yield from (f"page {number} does not name the head {head}" for number in without)
    words = set(" ".join(pages).split())
    # Where a line is broken, even within a long number, is a matter of the page alone.
    text = "".join("".join(pages).split())
    cases = [one for _, held in content.protocols for one in held]
    for line, count in Counter(line for one in cases for line in _lines(one)).items():
        found = text.count("".join(line.split()))
        if found < count:
            yield f"has {line!r} {found} times, and the record {count} times"
    for value in dict.fromkeys(value for one in cases for value in _lengths(one)):
        if value not in words and not (len(value) > LONGEST_WORD and value in text):
            yield f"does not hold the length {value} mm"


def _lines(assessment: CaseAssessment) -> Iterator[str]:
    """Yield the lines of sums and responses as they are read on the page."""
    # Which visits stand beside one another is a matter of the page alone.
    from recist.formats.report.course_table import MOST_PORTRAIT, visit_groups

    visits, unit = assessment.visits, criterion_of(assessment.protocol).unit
    for group in visit_groups(len(visits), len(visits) > MOST_PORTRAIT):
        held = [visits[n] for n in group]
        yield f"Sum of targets ({unit}) {' '.join(map(_sum, held))}"
        yield f"Overall response {' '.join(map(_overall, held))}"


def _sum(visit: VisitAssessment) -> str:
    if visit.sum_um is None:
        return NOTHING
    text = mm_text(visit.sum_um)
    return text if visit.complete else f"({text})"


def _overall(visit: VisitAssessment) -> str:
    if visit.overall is None:
        return "baseline"
    notes: Sequence[str] = (
        "" if visit.overall is visit.overall_as_read else f"read as {visit.overall_as_read}",
        "after progression" if visit.after_progression else "",
    )
    said = str(visit.overall).replace("/", "/ ")
    return f"{said} {', '.join(filter(None, notes))}".strip()


def _lengths(assessment: CaseAssessment) -> Iterator[str]:
    """Yield what was measured of the targets, each by the axis that counts."""
    case, axis_of = assessment.case, criterion_of(assessment.protocol).rules.thresholds.axis
    for visit in case.visits:
        for lesion, parts in zip(case.targets, visit.targets, strict=True):
            for reading in parts:
                if isinstance(reading.state, Measured) and lesion.id not in visit.left:
                    length = length_on(reading.state.diameters, axis_of(lesion))
                    if length is not None:
                        yield str(length)
