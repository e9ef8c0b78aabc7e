"""The report of one subject, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, PageBreak, Paragraph, Table

from recist.criteria.registry import criterion_of
from recist.formats.paper_words import Words
from recist.formats.report.closing import set_findings, set_signatures
from recist.formats.report.content import Content, by_reader, by_scope, course_name, keywords_of
from recist.formats.report.course_rows import course_table, lesion_places
from recist.formats.report.course_table import is_wide, set_course
from recist.formats.report.fonts import PLAIN, has_glyph
from recist.formats.report.key_images import KeyImages
from recist.formats.report.page import (
    BODY,
    LANDSCAPE,
    NOTE,
    PORTRAIT,
    PORTRAIT_WIDTH,
    SMALL,
    Heading,
    Report,
)
from recist.formats.report.pictures import Slices
from recist.formats.report.reasoning import set_reasoning
from recist.formats.report.sum_chart import SumChart
from recist.formats.report.summary import set_head, set_summary
from recist.model.assessment import CaseAssessment
from recist.trial.record import ExportRecord

CHART_HEIGHT, SMALL_HEIGHT = 58 * mm, 48 * mm
MOST_PAIRED = 8


def report_of(
    record: ExportRecord, content: Content, slices: Slices
) -> tuple[bytes, tuple[str, ...]]:
    """Return the report of one subject as PDF, and what it could not show as it was."""
    words = Words(has_glyph)
    origin, protocol = record.origin, record.protocol
    subject = words.plain(content.subject, 120)
    document = Report(
        origin,
        words,
        f"Subject {words.short(content.subject, 60)} · {words.short(origin.trial, 40)} · "
        f"{words.short(protocol.id, 40)}",
        title=f"Tumour response report, subject {subject}",
        author=words.plain(origin.program, 80),
        creator=words.plain(origin.program, 80),
        subject=f"Tumour response by {protocol.criteria}, trial {words.plain(origin.trial, 120)}",
        keywords=[words.plain(word, 120) for word in keywords_of(record)],
    )
    made = document.made(list(_story(record, content, slices, words)))
    return made, words.notes


def _story(record: ExportRecord, content: Content, slices: Slices, words: Words) -> Iterator[Any]:
    yield from set_head(record, content, words)
    yield from set_summary(content, words)
    yield from _charts(content, words)
    yield from _courses(content, words)
    yield from _reasons(content, words)
    yield Heading(words, "Key images")
    yield from _images(record, content, slices, words)
    yield Heading(words, "Findings")
    yield from set_findings(content, words)
    yield Heading(words, "Signatures")
    yield from set_signatures(content.signatures, words)


def _charts(content: Content, words: Words) -> Iterator[Any]:
    """Yield a chart per protocol and scope: two beside one another where they have the room."""
    yield Heading(words, "Sum of diameters")
    found = list(_chartable(content))
    if not found:
        yield Paragraph("No target lesion was measured.", BODY)
        return
    visits = max(len(one.visits) for _, held in found for one in held)
    across = 2 if len(found) > 1 and visits <= MOST_PAIRED else 1
    width = PORTRAIT_WIDTH / across
    height = CHART_HEIGHT if len(found) == 1 else SMALL_HEIGHT
    cells = []
    for title, held in found:
        unit = criterion_of(held[0].protocol).unit
        name = [Paragraph(words.markup(title), SMALL)] if title else []
        cells.append([*name, SumChart(held, words, width - across * 3, height, unit)])
    cells += [[]] * (-len(cells) % across)
    for start in range(0, len(cells), across):
        row = [cells[start : start + across]]
        yield Table(row, colWidths=[width] * across, style=PLAIN_CELLS, hAlign="LEFT")


def _chartable(content: Content) -> Iterator[tuple[str, list[CaseAssessment]]]:
    """Yield the cases of each protocol and scope that have a sum, with what tells them apart."""
    for protocol, cases in content.protocols:
        for scope, held in by_scope(cases).items():
            parts = (
                scope if len(protocol.scopes) > 1 else "",
                protocol.id if len(content.protocols) > 1 else "",
            )
            if any(visit.sum_um is not None for one in held for visit in one.visits):
                yield " · ".join(part for part in parts if part), held


TABLE_NOTE = (
    "Lengths in mm of the axis that counts. A sum in brackets is the measured part of an "
    "incomplete one. Changes are of complete sums; the nadir is the smallest one before the visit."
)
PLAIN_CELLS = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), PLAIN),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
]


def _courses(content: Content, words: Words) -> Iterator[Any]:
    """Yield the tables of lesions by visit; a wide one on pages that lie on their side."""
    lying = False
    first = True
    for _, cases in content.protocols:
        for held in by_reader(cases).values():
            table = course_table(held)
            if is_wide(table) != lying:
                lying = is_wide(table)
                yield NextPageTemplate(LANDSCAPE if lying else PORTRAIT)
                yield PageBreak()
            if first:
                yield Heading(words, "Lesions by visit")
                yield Paragraph(TABLE_NOTE, NOTE)
                first = False
            yield Heading(words, _reader_title(held[0], content), 1)
            yield from set_course(table, words)
    if lying:
        yield NextPageTemplate(PORTRAIT)
        yield PageBreak()


def _reader_title(assessment: CaseAssessment, content: Content) -> str:
    reader, protocol = assessment.case.reader, assessment.protocol
    named = f"Reader {reader} · " if reader else ""
    also = f" · {protocol.id}" if len(content.protocols) > 1 else ""
    return f"{named}{protocol.criteria}{also}"


def _reasons(content: Content, words: Words) -> Iterator[Any]:
    yield Heading(words, "Reasoning")
    for _, cases in content.protocols:
        for one in cases:
            yield Heading(words, course_name(one, content), 1)
            yield set_reasoning(one, words)


def _images(record: ExportRecord, content: Content, slices: Slices, words: Words) -> Iterator[Any]:
    if not content.calipers:
        yield Paragraph("No caliper is on record.", BODY)
        return
    _, cases = content.protocols[0]
    for reader, held in by_reader(cases).items():
        calipers = [one for one in content.calipers if one.reader == reader]
        if len(content.readers) > 1:
            yield Heading(words, f"Reader {reader}" if reader else "Reader without a name", 1)
        if not calipers:
            yield Paragraph("No caliper is on record.", BODY)
            continue
        yield from KeyImages(
            calipers=calipers,
            rows=[row for row in content.rows if row.reader == reader],
            lesions=lesion_places(held),
            visits=[visit.visit for visit in held[0].visits],
            slices=slices,
            precision_mm=record.protocol.measurement_precision_mm,
            words=words,
        ).set()
