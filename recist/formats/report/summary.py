"""The first page: what the report is about, and what the course comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table

from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.formats.paper_words import Words
from recist.formats.report.chip import Chip
from recist.formats.report.content import Content, case_name, course_name
from recist.formats.report.course_rows import overall_words
from recist.formats.report.course_table import set_heads, visit_groups
from recist.formats.report.fonts import PLAIN
from recist.formats.report.page import (
    BODY,
    CENTRED,
    CENTRED_STRONG,
    INK_COLOUR,
    LABEL,
    LINE_COLOUR,
    NO_CHAIN,
    PALE,
    PORTRAIT_WIDTH,
    SMALL,
    STRONG,
    TITLE,
    Heading,
)
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.trial.record import ExportRecord

LABEL_WIDTH = 27 * mm
LEAST_COURSE_WIDTH, WIDEST_COURSE = 32 * mm, 62 * mm
BEST_WIDTH, WIDEST_VISIT = 22 * mm, 22 * mm


def set_head(record: ExportRecord, content: Content, words: Words) -> Iterator[Any]:
    """Yield the title and the table of what the report is about."""
    yield Paragraph("TUMOUR RESPONSE REPORT", SMALL)
    yield Spacer(0, 2)
    yield Paragraph(f"Subject {words.markup(content.subject, 120)}", TITLE)
    yield Spacer(0, 8)
    rows: list[list[Any]] = []
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, INK_COLOUR),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, INK_COLOUR),
    ]
    for facts in _facts(record, content):
        cells: list[Any] = []
        for name, text in facts:
            cells.append(Paragraph(words.markup(name), LABEL))
            cells.append(Paragraph(words.markup(text, 400), BODY))
        if len(facts) == 1:
            style.append(("SPAN", (1, len(rows)), (-1, len(rows))))
        rows.append([*cells, *[""] * (4 - len(cells))])
    half = PORTRAIT_WIDTH / 2 - LABEL_WIDTH
    yield Table(rows, colWidths=[LABEL_WIDTH, half] * 2, style=style, hAlign="LEFT")


Fact = tuple[str, str]


def _facts(record: ExportRecord, content: Content) -> Iterator[tuple[Fact, ...]]:
    """Yield line by line what the report is about, one or two facts each."""
    origin, info = record.origin, content.info
    yield (("Trial", origin.trial),)
    for number, (protocol, _) in enumerate(content.protocols):
        title = f" · {protocol.title}" if protocol.title else ""
        named = f"{protocol.id}{title} · {protocol.criteria}"
        yield (("Protocol" if number == 0 else "Beside it", named),)
    known = []
    if info is not None and info.arm:
        known.append(("Arm", info.arm))
    if info is not None and info.reference_date is not None:
        known.append(("Reference date", info.reference_date.isoformat()))
    if known:
        yield tuple(known)
    yield (("Reads", ", ".join(_readers(record, content))),)
    yield (("Program", origin.program), ("Exported", origin.made_at))
    yield (("Audit chain head", origin.head or NO_CHAIN),)


def _readers(record: ExportRecord, content: Content) -> Iterator[str]:
    for reader in content.readers:
        name = f"reader {reader}" if reader else "one reader"
        only = len(content.readers) == 1
        yield (
            f"{name} (accepted)"
            if record.is_accepted(content.subject, reader) and not (only and not reader)
            else name
        )


def set_summary(content: Content, words: Words) -> Iterator[Any]:
    """Yield the summary: per reader, scope and protocol the best response and each visit's."""
    yield Heading(words, "Summary")
    cases = [case for _, held in content.protocols for case in held]
    labels = _visits(cases)
    for number, columns in enumerate(visit_groups(len(labels), wide=False)):
        if number:
            yield Spacer(0, 8)
        yield _matrix(content, [labels[n] for n in columns], words)
    yield Spacer(0, 4)
    for case in cases:
        yield _in_words(case, content, words)


def _in_words(case: CaseAssessment, content: Content, words: Words) -> Paragraph:
    """Say in a line what the best response of a case rests on."""
    best = best_response(case)
    rule = best_in_words(case, best)
    name = words.markup(course_name(case, content), 120)
    said = words.markup(f"{rule.text} ({rule.id})", 300)
    return Paragraph(f"<b>{name}:</b> {said}", SMALL)


def _visits(cases: Sequence[CaseAssessment]) -> list[tuple[str, str]]:
    """Return label and date of every visit that any reader has, by date."""
    found: dict[str, VisitAssessment] = {}
    for case in cases:
        for visit in case.visits:
            found.setdefault(visit.visit, visit)
    dated = all(visit.date.day for visit in found.values())
    held = list(found.values())
    if dated:
        held.sort(key=lambda visit: str(visit.date.day))
    return [(visit.visit, visit.date.text or "no date") for visit in held]


def _matrix(content: Content, visits: Sequence[tuple[str, str]], words: Words) -> Table:
    room = PORTRAIT_WIDTH - LEAST_COURSE_WIDTH - BEST_WIDTH
    width = min(room / len(visits), WIDEST_VISIT)
    heads = set_heads(visits, width - 4, words)
    rows: list[list[Any]] = [["", Paragraph("Best response", CENTRED_STRONG), *heads]]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK_COLOUR),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, LINE_COLOUR),
        ("BACKGROUND", (1, 0), (1, -1), PALE),
    ]
    for protocol, cases in content.protocols:
        if len(content.protocols) > 1:
            style.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            style.append(("BACKGROUND", (0, len(rows)), (-1, len(rows)), PALE))
            title = f"{protocol.criteria} · {protocol.id}"
            rows.append([Paragraph(words.markup(title, 120), STRONG), *[""] * (len(visits) + 1)])
        for case in cases:
            by_label = {visit.visit: visit for visit in case.visits}
            name = Paragraph(words.markup(case_name(case), 90), BODY)
            told = [_visit(by_label.get(label), words) for label, _ in visits]
            rows.append([name, _best(case), *told])
    first = min(PORTRAIT_WIDTH - BEST_WIDTH - width * len(visits), WIDEST_COURSE)
    widths = [first, BEST_WIDTH, *[width] * len(visits)]
    return Table(rows, colWidths=widths, style=style, repeatRows=1, hAlign="LEFT")


def _best(case: CaseAssessment) -> list[Any]:
    best = best_response(case)
    said = [Chip(best.response)]
    if best.confirmed:
        said.append(Paragraph("confirmed", CENTRED))
    if best.needs_review:
        said.append(Paragraph(f"to be reviewed: {best.alternative}?", CENTRED))
    return said


def _visit(visit: VisitAssessment | None, words: Words) -> Any:
    if visit is None:
        return Paragraph("not read", CENTRED)
    chip = Chip(visit.overall)
    notes = overall_words(visit)
    return [chip, Paragraph(words.markup(notes), CENTRED)] if notes else chip
