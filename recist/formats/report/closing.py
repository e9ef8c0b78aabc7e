"""The end of the report: what was noticed, and who has signed for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from recist.formats.paper_words import Words
from recist.formats.report.content import Content
from recist.formats.report.fonts import PLAIN
from recist.formats.report.page import (
    BODY,
    CELL,
    CELL_HEAD,
    INK_COLOUR,
    LINE_COLOUR,
    PORTRAIT_WIDTH,
    SMALL,
)
from recist.formats.response_look import LOOKS
from recist.model.finding import Finding, Severity
from recist.trial.record import SignatureTold

BY_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)
COLOURS = {
    Severity.ERROR: LOOKS["PD"].colour,
    Severity.WARNING: LOOKS["SD"].colour,
    Severity.INFO: LOOKS["NE"].colour,
}
MOST_IN_MESSAGE = 700


def set_findings(content: Content, words: Words) -> Iterator[Any]:
    """Yield the findings of all readers, the heaviest first; each once."""
    found = _findings(content)
    if not found:
        yield Paragraph("None.", BODY)
        return
    heads = ["Severity", "Reader", "Visit", "Lesion", "Finding"]
    rows: list[list[Any]] = [[Paragraph(head, CELL_HEAD) for head in heads]]
    for (reader, note), where in found.items():
        colour = HexColor(COLOURS[note.severity]).hexval()[2:]
        severity = f'<font color="#{colour}"><b>{note.severity}</b></font>'
        scopes = f" · {', '.join(where)}" if where else ""
        rows.append(
            [
                Paragraph(severity, CELL),
                Paragraph(words.markup(reader or "–", 40), CELL),
                Paragraph(words.markup(note.visit or "–", 40), CELL),
                Paragraph(words.markup(note.lesion or "–", 40), CELL),
                [
                    Paragraph(words.markup(note.message, MOST_IN_MESSAGE), CELL),
                    Paragraph(words.markup(f"{note.code}{scopes}"), SMALL),
                ],
            ]
        )
    yield _table(rows, [17 * mm, 20 * mm, 25 * mm, 17 * mm])


def _findings(content: Content) -> dict[tuple[str, Finding], tuple[str, ...]]:
    """Return each finding of each reader with where it holds, if not in all there is."""
    places: dict[tuple[str, Finding], list[tuple[str, str]]] = {}
    for protocol, checked in content.checked:
        for note, scopes in zip(checked.findings, checked.scopes, strict=True):
            held = places.setdefault((checked.reader, note), [])
            held.extend((protocol.id, scope) for scope in scopes)
    every = {(one.id, scope) for one, _ in content.protocols for scope in one.scopes}
    named = {key: _named(where, every) for key, where in places.items()}
    order = {severity: n for n, severity in enumerate(BY_WEIGHT)}
    return dict(sorted(named.items(), key=lambda item: order[item[0][1].severity]))


def _named(where: Sequence[tuple[str, str]], every: set[tuple[str, str]]) -> tuple[str, ...]:
    if set(where) >= every:
        return ()
    several = len({protocol for protocol, _ in every}) > 1
    return tuple(f"{scope} ({protocol})" if several else scope for protocol, scope in where)


def set_signatures(signatures: Sequence[SignatureTold], words: Words) -> Iterator[Any]:
    """Yield who has signed for which visit, when, and what the signature means."""
    if not signatures:
        yield Paragraph("Not signed.", BODY)
        return
    heads = ["Visit", "Reader", "Version", "Signed by", "At", "Meaning"]
    rows: list[list[Any]] = [[Paragraph(head, CELL_HEAD) for head in heads]]
    rows += [
        [
            Paragraph(words.markup(text, 200), CELL)
            for text in (
                one.visit,
                one.reader,
                str(one.version),
                one.printed_name,
                one.at,
                one.meaning,
            )
        ]
        for one in signatures
    ]
    yield _table(rows, [25 * mm, 25 * mm, 14 * mm, 38 * mm, 37 * mm])


def _table(rows: list[list[Any]], widths: Sequence[float]) -> Table:
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK_COLOUR),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, LINE_COLOUR),
    ]
    last = PORTRAIT_WIDTH - sum(widths)
    return Table(rows, colWidths=[*widths, last], style=style, repeatRows=1, hAlign="LEFT")
